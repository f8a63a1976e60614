"""A notice for the wall."""
