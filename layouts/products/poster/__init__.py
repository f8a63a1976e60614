"""The poster: A4 and A3, for a wall."""
