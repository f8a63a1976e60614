"""Read and write manifests with full validation, including the previous format.

Files named in a manifest may be read or removed, so a name must never lead out of the output
folder. The format is described in ``press.ledger.manifest``. Loads nothing heavy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Annotated

import msgspec
from msgspec import Meta

from press.ledger.changes import Report
from press.ledger.entry import Due, Edition, Entry, Stored
from press.ledger.inputs import Known
from press.order import FILES, PROFILES

FORMAT = 4
FORMER = 3  # objects for documents and files; converted when read
MOST_FACTS = 1_000  # of a single document

_Fact = Annotated[list[str], Meta(min_length=2, max_length=2)]
_Set = Annotated[dict[str, _Fact], Meta(max_length=MOST_FACTS)]


class ManifestFile(msgspec.Struct):
    """The structure of the file, in writing order."""

    format: int
    documents: dict[str, Entry]
    editions: dict[str, Edition]
    facts: dict[str, _Set]
    languages: dict[str, str]
    due: list[Due]
    report: Report | None
    known: Known


UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, MemoryError)


def decoded(data: bytes) -> ManifestFile:
    """Decode a manifest of this version or the former one. Raises ``UNREADABLE``."""
    try:
        return msgspec.json.decode(data, type=ManifestFile)
    except UNREADABLE:
        former = msgspec.json.decode(data, type=_Former)
        if former.format != FORMER:
            raise
    return ManifestFile(
        FORMAT,
        {name: row.entry() for name, row in former.documents.items()},
        former.editions,
        former.facts,
        former.languages,
        former.due,
        None if bytes(former.report) == b"{}" else msgspec.json.decode(former.report, type=Report),
        former.known,
    )


class _FormerStored(msgspec.Struct):
    sha256: str
    size: int
    mtime: int


class _FormerFiles(msgspec.Struct):
    files: dict[str, _FormerStored]

    def stored(self) -> dict[str, Stored]:
        return {path: Stored(one.sha256, one.size, one.mtime) for path, one in self.files.items()}


class _FormerEntry(_FormerFiles):
    inputs: str
    fingerprint: str
    profile: str
    drafts: bool
    said: str
    asked: bool
    pending: bool
    stale: bool

    def entry(self) -> Entry:
        return Entry(
            self.inputs,
            self.fingerprint,
            self.profile,
            self.drafts,
            self.said,
            self.asked,
            self.stored(),
            self.pending,
            self.stale,
        )


class _Former(msgspec.Struct):
    """A manifest in the previous format."""

    format: int
    documents: dict[str, _FormerEntry]
    editions: dict[str, Edition]
    facts: dict[str, _Set]
    languages: dict[str, str]
    due: list[Due]
    report: msgspec.Raw
    known: Known


_PART = re.compile(r"(?!\.\.?$)[^/\\:\0]+")
_ASSET = re.compile(r"editions/(?!\.\.?$)[^/\\:\0]+")


def keeps_to_our_folders(content: ManifestFile) -> bool:
    """Validate the names in a manifest.

    Files that it names may be read or removed: no path may lead out of its folder.
    """
    editions, documents = content.editions.values(), content.documents
    return (
        all(_ASSET.fullmatch(asset) for row in editions for asset in row.assets)
        and all(FILES.keys() >= set(row.products) for row in editions)
        and PROFILES.keys() >= {entry.profile for entry in documents.values()}
        and _Names().are_ours((name, entry.files) for name, entry in documents.items())
    )


class _Names:
    """Validates names; parts shared by thousands of names are validated once."""

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._files: set[str] = set()

    def are_ours(self, documents: Iterable[tuple[str, Iterable[str]]]) -> bool:
        """Return whether documents have valid names and all files are in the folders of their
        documents.
        """
        folders, files = self._folders, self._files
        for name, paths in documents:
            folder, _, product = name.rpartition("/")
            if product not in FILES:
                return False
            if folder not in folders:
                parts = folder.split("/")
                if len(parts) != 2 or not all(map(_PART.fullmatch, parts)):
                    return False
                folders.add(folder)
            for path in paths:
                place, _, file = path.rpartition("/")
                if place != folder or not (file in files or _PART.fullmatch(file)):
                    return False
                files.add(file)
        return True


class _Named(msgspec.Struct):
    documents: dict[str, msgspec.Raw]


def salvaged(data: bytes) -> Iterator[tuple[str, Stored]]:
    """Yield the files named in a manifest that is otherwise unusable."""
    try:
        documents = msgspec.json.decode(data, type=_Named).documents
    except UNREADABLE:
        return
    names = _Names()
    for name, row in documents.items():
        with suppress(*UNREADABLE):
            if memoryview(row)[0] == ord("["):
                files = msgspec.json.decode(row, type=Entry).files
            else:
                files = msgspec.json.decode(row, type=_FormerFiles).stored()
            if names.are_ours([(name, files)]):
                yield from files.items()


def may_be_ours(path: str) -> bool:
    """Return whether a path below the output folder is one that a build may have written."""
    folder, _, file = path.rpartition("/")
    return any(
        file in files and _Names().are_ours([(f"{folder}/{product}", [path])])
        for product, files in FILES.items()
    )
