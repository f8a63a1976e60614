"""What earlier imports made in the user's folder, and what the user leaves out of the next one.

Without it an edition that somebody deleted would come back without a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wegwijs.sources.reader import MAX_BYTES
from wegwijs.sources.regular import read_regular

MADE = ".wegwijs-overgenomen"
LEFT_OUT = "niet-overnemen.txt"
_NOTE = "# Overgenomen edities: zo zegt een import het als er een opnieuw wordt gemaakt."


def ids_in(path: Path) -> set[str]:
    """Return the ids of editions in a file, one a line; none where it cannot be read."""
    try:
        text = read_regular(path, MAX_BYTES, follow=True).decode("utf-8-sig", "replace")
    except OSError:
        return set()
    lines = (line.partition("#")[0].strip().removesuffix(".yaml") for line in text.splitlines())
    return {line for line in lines if line}


def as_file(ids: Iterable[str]) -> bytes:
    """Return the file that remembers these ids."""
    return "\n".join([_NOTE, *sorted(ids), ""]).encode()
