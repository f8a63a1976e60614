"""Proof-reading: what was written is opened again and judged, apart from what wrote it."""
