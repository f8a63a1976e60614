"""The day of checking in the name of a file."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"-(\d{4}-\d{2}-\d{2})(?=\.[a-z0-9]+$)")


def day_of(name: str) -> date | None:
    """Return the day in a name; None without one."""
    found = _DAY.search(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def without_day(name: str) -> str:
    """Return a name without its day."""
    return _DAY.sub("", name)
