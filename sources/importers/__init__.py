"""Editions out of what others publish, and empty ones to fill in."""
