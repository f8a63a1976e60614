"""Read and write manifests with full validation, including the previous format.

Files named in a manifest may be read or removed, so a name must never lead out of the output
folder. The format is described in ``press.ledger.manifest``. Loads nothing heavy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Annotated

import msgspec
from msgspec import Meta

from wegwijs.layouts.products.registry import file_of
from wegwijs.press.ledger.changes import Report
from wegwijs.press.ledger.entry import Due, Edition, Entry, Stored
from wegwijs.press.ledger.inputs import Known
from wegwijs.press.order import FILES, PROFILES

FORMAT = 5
FORMER = 4  # documents and files by their whole names; converted when read
MOST_FACTS = 1_000  # of a single document

_Fact = Annotated[list[str], Meta(min_length=2, max_length=2)]
_Set = Annotated[dict[str, _Fact], Meta(max_length=MOST_FACTS)]


class ManifestFile(msgspec.Struct):
    """The structure of the file, in writing order."""

    format: int
    documents: dict[str, dict[str, Entry]]
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
        _by_folder(former.documents),
        former.editions,
        former.facts,
        former.languages,
        former.due,
        former.report,
        former.known,
    )


class _Former(msgspec.Struct):
    """A manifest in the previous format."""

    format: int
    documents: dict[str, Entry]
    editions: dict[str, Edition]
    facts: dict[str, _Set]
    languages: dict[str, str]
    due: list[Due]
    report: Report | None
    known: Known


def _by_folder(former: Mapping[str, Entry]) -> dict[str, dict[str, Entry]]:
    """Convert documents of the previous format. A file of another folder keeps its whole name,
    which is none of ours.
    """
    found: dict[str, dict[str, Entry]] = {}
    for name, entry in former.items():
        folder, _, product = name.rpartition("/")
        entry.files = {path.removeprefix(f"{folder}/"): one for path, one in entry.files.items()}
        found.setdefault(folder, {})[product] = entry
    return found


_PART = re.compile(r"(?!\.\.?$)[^/\\:\0]+")
_ASSET = re.compile(r"editions/(?!\.\.?$)[^/\\:\0]+")


def keeps_to_our_folders(content: ManifestFile) -> bool:
    """Validate the names in a manifest.

    Files that it names may be read or removed: no path may lead out of its folder.
    """
    editions = content.editions.values()
    return (
        all(_ASSET.fullmatch(asset) for row in editions for asset in row.assets)
        and all(FILES.keys() >= set(row.products) for row in editions)
        and _are_ours(content.documents)
    )


def _are_ours(documents: Mapping[str, Mapping[str, Entry]]) -> bool:
    """Return whether documents have valid names, and all their files lie in their folders.

    Thousands of names have few different parts, and each of those is validated once: 2 ms for
    8,208 documents.
    """
    entries = [entry for row in documents.values() for entry in row.values()]
    parts = {part for folder in documents for part in folder.split("/")}
    parts.update(file for entry in entries for file in entry.files)
    return (
        all(folder.count("/") == 1 for folder in documents)
        and FILES.keys() >= set().union(*documents.values())
        and PROFILES.keys() >= {entry.profile for entry in entries}
        and all(map(_PART.fullmatch, parts))
    )


class _Named(msgspec.Struct):
    documents: dict[str, msgspec.Raw]


def salvaged(data: bytes) -> Iterator[tuple[str, Stored]]:
    """Yield the files named in a manifest that is otherwise unusable, by path below the output
    folder.
    """
    try:
        documents = msgspec.json.decode(data, type=_Named).documents
    except UNREADABLE:
        return
    for name, row in _rows(documents):
        with suppress(*UNREADABLE):
            found = _by_folder({name: msgspec.json.decode(row, type=Entry)})
            if _are_ours(found):
                for folder, entries in found.items():
                    for entry in entries.values():
                        yield from ((f"{folder}/{file}", one) for file, one in entry.files.items())


def _rows(documents: Mapping[str, msgspec.Raw]) -> Iterator[tuple[str, msgspec.Raw]]:
    """Yield the documents of either format by their whole names."""
    for name, raw in documents.items():
        if memoryview(raw)[0] == ord("["):
            yield name, raw
            continue
        with suppress(*UNREADABLE):
            for product, row in msgspec.json.decode(raw, type=dict[str, msgspec.Raw]).items():
                yield f"{name}/{product}", row


def may_be_ours(path: str) -> bool:
    """Return whether a path below the output folder is one that a build may have written."""
    folder, _, file = path.rpartition("/")
    parts = folder.split("/")
    return file_of(file) is not None and len(parts) == 2 and all(map(_PART.fullmatch, parts))
