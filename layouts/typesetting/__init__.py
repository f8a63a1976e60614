"""Fonts, the theme, and typesetting of paragraphs."""
