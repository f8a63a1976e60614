"""Stills for a screen in a hall, and for a message."""
