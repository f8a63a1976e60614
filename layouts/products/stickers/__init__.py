"""Stickers: organisations on sheets of labels."""
