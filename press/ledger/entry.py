"""The ledger's entries for documents, files and editions. Loads nothing heavy."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG
from typing import Annotated

import msgspec
from msgspec import Meta

from wegwijs.press.files.store import MOST
from wegwijs.press.ledger.inputs import digest_of_file
from wegwijs.press.offset import MOST as MOST_OFFSET

_Millimetres = Annotated[float, Meta(ge=-MOST_OFFSET, le=MOST_OFFSET)]
OffsetRow = tuple[_Millimetres, _Millimetres]
Due = Annotated[list[str], Meta(min_length=3, max_length=3)]


class Stored(msgspec.Struct, array_like=True, gc=False):
    """A file as written; the times serve a quick check."""

    sha256: str
    size: int
    mtime: int

    @classmethod
    def of(cls, path: Path, sha256: str) -> Stored:
        """Return the entry of a file with a known digest."""
        stat = os.stat(path)  # noqa: PTH116 - of thousands of files
        return cls(sha256, stat.st_size, stat.st_mtime_ns)

    def stands(self, path: str) -> bool:
        """Return whether the file exists with these bytes."""
        return self.found(path) is not None

    def found(self, path: str) -> Stored | None:
        """Return the entry with the present time of the file; None when its bytes differ.

        Takes a plain string: creating thousands of ``Path`` objects takes longer than the system
        calls.
        """
        try:
            stat = os.lstat(path)
            if stat.st_size != self.size or not S_ISREG(stat.st_mode):
                return None
            if stat.st_mtime_ns == self.mtime:
                return self
            if digest_of_file(Path(path), MOST) != self.sha256:
                return None
        except OSError:
            return None
        return Stored(self.sha256, self.size, stat.st_mtime_ns)


class Entry(msgspec.Struct, array_like=True, gc=False):
    """A document: ``inputs`` is the digest for a quick look, ``fingerprint`` that of what it was
    made from.

    ``said`` names the sets of facts that it was made from, so that changes are reported for each
    document separately, however many runs it takes to make all of them.
    """

    inputs: str
    fingerprint: str
    profile: str
    drafts: bool
    said: str
    asked: bool  # requested by the edition itself, now or earlier, rather than by an order
    files: dict[str, Stored]  # by name, in the folder of the document
    pending: bool = False
    stale: bool = False  # its data changed in a run whose order left it out
    offset: OffsetRow | None = None  # mm to the right and down, for a printer that drifts

    def stands(self, folder: str) -> bool:
        """Return whether all its files exist in its folder as written.

        A file with a different time is read once, and its new time recorded.
        """
        if self.pending:
            return False
        for name, stored in self.files.items():  # called for thousands of files: system calls only
            path = f"{folder}/{name}"
            try:
                stat = os.lstat(path)
            except OSError:
                return False
            if (
                stat.st_mtime_ns == stored.mtime
                and stat.st_size == stored.size
                and S_ISREG(stat.st_mode)
            ):
                continue
            found = stored.found(path)
            if found is None:
                return False
            self.files[name] = found
        return True


class Edition(msgspec.Struct):
    """What an edition requested when it was last read."""

    name: str
    inputs: str
    folder: str
    languages: list[str]
    products: list[str]
    assets: list[str] = []
    due: list[Due] = []  # sources.freshness
    drafts: list[str] = []  # languages of which nobody had reviewed the translation
