"""How a website says things."""

from __future__ import annotations


def size_in_words(size: int) -> str:
    """Return a number of bytes as a page states it: ``65 kB``, ``1,7 MB``."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(round(size / 1000), 1)} kB"
