"""The expected content of each product, and where it must stand."""
