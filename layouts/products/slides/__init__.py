"""Slides for a workshop."""
