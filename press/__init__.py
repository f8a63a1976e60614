"""Made safely: which documents an order asks for, making them, and storing them whole."""
