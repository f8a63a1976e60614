"""``.wegwijs.journal``: what a run is about to write, until the manifest lists it.

A killed run leaves files that the manifest does not list. The journal tells the next run that they
are its own, not somebody's work. Loads nothing heavy.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from wegwijs.press.files.aside import Content, holds, which
from wegwijs.press.files.store import write
from wegwijs.press.ledger.entry import Stored
from wegwijs.press.ledger.manifest import Manifest
from wegwijs.press.ledger.manifest_file import may_be_ours
from wegwijs.sources.regular import read_regular

NAME = ".wegwijs.journal"
MOST = 100_000_000  # bytes; 342 editions in 17 languages as every product take 15 million
MOST_LINES = 500_000  # and 105,000 lines; a manifest has room for less than twice as many files
Line = tuple[str, int, str]  # path, size, digest
_decode = msgspec.json.Decoder(Line).decode
# Never follow a link or wait for a pipe of this name.
_SAFELY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_MODE = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _SAFELY


class Pen:
    """A writer to the journal of an output folder; each process of a run has one.

    Lines are not flushed: if the machine itself stops, the worst case is a superfluous copy. The
    same holds where a system lets two processes overwrite each other's lines.
    """

    def __init__(self, output: Path) -> None:
        self._path = output / NAME
        self._handle: int | None = None

    def note(self, line: Line) -> None:
        """Record the content that a path will have. Raises ``OSError``."""
        if self._handle is None:
            self._handle = os.open(self._path, _MODE, 0o666)
        os.write(self._handle, _text([line]))

    def close(self) -> None:
        """Close the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class Journal:
    """The journal of a run that writes."""

    def __init__(self, output: Path, known: Manifest) -> None:
        self._path = output / NAME
        self._known = known
        self._lines = [
            (f"{folder}/{name}", stored.size, stored.sha256)
            for folder, files in known.salvaged.items()
            for name, several in files.items()
            for stored in several
        ]

    def begin(self) -> None:
        """Record the files named in a damaged manifest before it is replaced."""
        if self._known.damaged and self._lines:
            with suppress(OSError):
                write(self._path, _text(self._lines))

    def add(self, lines: Iterable[Line]) -> None:
        """Note what pens of this or other processes recorded."""
        self._lines += lines

    def close(self, *, saved: bool) -> None:
        """Close the journal. When the manifest was ``saved``, keep only what that does not list."""
        if not (saved and self._lines):
            return
        left = [line for line in self._lines if not self._is_listed(line[0]) and self._stands(line)]
        with suppress(OSError):
            if left:
                write(self._path, _text(left))
            else:
                self._path.unlink()

    def _is_listed(self, path: str) -> bool:
        """Return whether the manifest lists a file."""
        folder, _, file = path.rpartition("/")
        entries = self._known.documents.get(folder, {}).values()
        return any(file in entry.files for entry in entries if not entry.pending)

    def _stands(self, line: Line) -> bool:
        path, size, digest = line
        return holds(self._path.parent / path, [(size, digest)])


def recover(known: Manifest, output: Path) -> None:
    """Add to the manifest what a killed run wrote, as far as it still exists."""
    noted: dict[str, list[Content]] = {}
    for path, content in _read(output / NAME):
        noted.setdefault(path, []).append(content)
    for path, contents in noted.items():
        found = which(output / path, contents) if may_be_ours(path) else None
        with suppress(OSError):
            if found:
                known.salvage(path, Stored.of(output / path, found[1]))


def _text(lines: Iterable[Line]) -> bytes:
    return b"".join(msgspec.json.encode(line) + b"\n" for line in lines)


def _read(journal: Path) -> Iterator[tuple[str, Content]]:
    try:
        data = read_regular(journal, MOST)
    except OSError:
        return
    for line in data.split(b"\n", MOST_LINES)[:MOST_LINES]:
        with suppress(msgspec.MsgspecError, UnicodeDecodeError):  # the last line may be incomplete
            path, size, digest = _decode(line)
            yield path, (size, digest)
