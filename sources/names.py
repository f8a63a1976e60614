"""File names regardless of Unicode form: macOS stores accents decomposed."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path


def as_stored(path: Path) -> Path:
    """Return the path as the disk stores it, or the same path when there is no such file."""
    if path.name.isascii() or os.path.lexists(path):
        return path
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        stored = sorted(os.listdir(path.parent))  # noqa: PTH208 - names are all that is asked
    except OSError:
        return path
    same = (name for name in stored if unicodedata.normalize("NFC", name) == wanted)
    return path.with_name(next(same, path.name))
