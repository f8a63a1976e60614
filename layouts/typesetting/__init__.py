"""Fonts, the theme and lines of text."""
