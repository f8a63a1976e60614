"""The products: a folder for each, and the registry."""
