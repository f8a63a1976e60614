"""Handouts by name, for the participants of a workshop: one list, and a folder of its own."""
