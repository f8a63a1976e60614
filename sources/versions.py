"""The version number of an edition, as people count their copies."""

from __future__ import annotations

import re

MOST_VERSION = 9999


def next_version(version: object) -> str:
    """Return the version after one in YAML; empty when that is unreadable, or the last."""
    known = isinstance(version, str) and re.fullmatch("[1-9][0-9]{0,3}", version)
    if not known or int(str(version)) >= MOST_VERSION:
        return ""
    return str(int(str(version)) + 1)
