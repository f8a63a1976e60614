"""File names of other systems: macOS stores accents decomposed, Windows has devices."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


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


def is_device(name: str) -> bool:
    """Return whether Windows reserves a name for a device, with any ending."""
    return _DEVICE.fullmatch(name) is not None
