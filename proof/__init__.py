"""Finished files, read again and judged against the data."""
