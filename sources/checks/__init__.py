"""Checks of the data before printing; one module per set of rules."""
