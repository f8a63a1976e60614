"""What earlier imports made in the user's folder, and what the user leaves out of the next one.

Without it an edition that somebody deleted would come back without a word.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wegwijs.sources.model.fields import SLUG
from wegwijs.sources.problems import reason
from wegwijs.sources.reader import MAX_BYTES
from wegwijs.sources.regular import read_regular

MADE = ".wegwijs-overgenomen"
LEFT_OUT = "niet-overnemen.txt"
_NOTE = "# Overgenomen edities: zo zegt een import het als er een opnieuw wordt gemaakt."


def ids_in(path: Path) -> tuple[set[str], list[str]]:
    """Return the ids of editions in a file, one a line, also as the name of a file; and the lines
    that are neither. Of a file that cannot be read: none, and why.
    """
    try:
        return read_ids(path)
    except OSError as error:
        return set(), [reason(error)]


def read_ids(path: Path) -> tuple[set[str], list[str]]:
    """Return the ids and the other lines of a file, if it is there. Raises ``OSError``."""
    try:
        text = read_regular(path, MAX_BYTES, follow=True).decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return set(), []
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    ids = {
        line: re.split(r"[/\\]", line.lower())[-1].removesuffix(".yaml") for line in lines if line
    }
    good = {id_ for id_ in ids.values() if re.match(SLUG, id_)}
    return good, [line for line, id_ in ids.items() if id_ not in good]


def as_file(ids: Iterable[str]) -> bytes:
    """Return the file that remembers these ids."""
    return "\n".join([_NOTE, *sorted(ids), ""]).encode()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process is here for the same folder, and keep others waiting. Leaves no
    file. Where the system has no such lock, on Windows, nobody waits.
    """
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except (ImportError, OSError):  # no folder yet: nothing to read and add to
        yield
        return
    try:
        with suppress(OSError):  # a disk without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
