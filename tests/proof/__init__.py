"""What proof finds in files with a planted fault, and that it is silent about good ones."""
