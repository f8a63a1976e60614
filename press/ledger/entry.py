"""The ledger's entries for documents, files and editions. Loads nothing heavy."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG
from typing import Annotated

import msgspec
from msgspec import Meta

from press.files.store import MOST, OutputFolder
from press.ledger.inputs import digest_of_file

Due = Annotated[list[str], Meta(min_length=3, max_length=3)]


class Stored(msgspec.Struct, array_like=True, gc=False):
    """A file as written; the times are for a quick check."""

    sha256: str
    size: int
    mtime: int

    @classmethod
    def of(cls, path: Path, sha256: str) -> Stored:
        """Return the entry of a file with a known digest."""
        stat = os.stat(path)  # noqa: PTH116 - of thousands of files
        return cls(sha256, stat.st_size, stat.st_mtime_ns)

    def stands(self, path: str) -> bool:
        """Whether the file exists with these bytes."""
        return self.found(path) is not None

    def found(self, path: str) -> Stored | None:
        """Return the entry with the present time of the file; None when its bytes differ.

        A plain path: making a ``Path`` of each of thousands takes longer than looking at it.
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
    """A document: ``inputs`` is for a quick look, ``fingerprint`` is what it was made from.

    ``said`` names the sets of facts that it was made from: what changed is told of each document by
    itself, however many runs it takes to make them all.
    """

    inputs: str
    fingerprint: str
    profile: str
    drafts: bool
    said: str
    asked: bool  # by the edition itself, now or once, not by an order
    files: dict[str, Stored]  # by path below the output folder
    pending: bool = False
    stale: bool = False  # an order left it out while the data were no longer what it says

    def stands(self, output: OutputFolder) -> bool:
        """Whether all its files exist as written, and not through a link.

        They are all in its own folder. A file with another time is read once: its time is then
        known.
        """
        if self.pending:
            return False
        name = ""
        for name, stored in self.files.items():  # of thousands: no call but to the system
            path = f"{output.path}/{name}"
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
        return not output.leads_away(name)


class Edition(msgspec.Struct):
    """The request of an edition when it was last read."""

    name: str
    inputs: str
    folder: str
    languages: list[str]
    products: list[str]
    assets: list[str] = []
    due: list[Due] = []  # sources.freshness
