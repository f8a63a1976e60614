"""What must stand where in each product."""
