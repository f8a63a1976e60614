"""``manifest.json`` in the output folder: what was made from what. Loads nothing heavy.

It never claims what is not so: before a document is made anew its entry is marked ``pending`` on
disk, and only when all its files are in place is it recorded again.

The file is one JSON object in UTF-8, read and checked by msgspec against the types of this module:

    {"format": 4,
     "documents": {"EDITION/LANGUAGE/PRODUCT": [
         inputs, fingerprint, profile, drafts, said, asked,
         {"EDITION/LANGUAGE/FILE": [sha256, size, mtime], ...},
         pending, stale], ...},
     "editions": {"EDITION": {"name": ..., "inputs": ..., "folder": ..., "languages": [...],
                              "products": [...], "assets": [...], "due": [[day, owner, source]]}},
     "facts": {"SET": {"KEY": [label, value], ...}, ...},
     "languages": {"CODE": name in Dutch, ...},
     "due": [[day, owner, source], ...],
     "report": {"day": ..., "ended": ..., "rows": [...], "aside": [...]} or null,
     "known": {"FILE": [size, mtime, ctime, sha256], ...}}

A document is a row of ``Entry`` and a file one of ``Stored``: their fields in that order, of which
the last ones may be left out when they are false. ``said`` are the names of sets of ``facts``,
with a space between them. Digests are SHA-256 in hexadecimal, sizes are in bytes, times in
nanoseconds since 1970. Rows instead of objects make it a third smaller, and twice as fast to read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import Annotated

import msgspec
from msgspec import Meta

from press.files.aside import Content, Ours, holds
from press.files.store import MOST as MOST_OF_FILE
from press.files.store import OutputFolder, write
from press.ledger.changes import Facts, Report
from press.ledger.inputs import Known, digest_of_file
from press.order import FILES, PROFILES, Document
from sources.errors import ExitCode, WegwijsError
from sources.problems import reason
from sources.regular import NotRegular, TooLarge, read_regular

NAME = "manifest.json"
FORMAT = 4
FORMER = 3  # with objects for documents and files; what it says is taken over
# Bytes; 3,420 editions in eight languages, four products of each, take 45 million. Without a limit
# a file of somebody else could fill the memory.
MOST = 100_000_000
MOST_FACTS = 1_000  # of one document


class Stored(msgspec.Struct, array_like=True):
    """A file as it was written; the times are for a quick look."""

    sha256: str
    size: int
    mtime: int

    @classmethod
    def of(cls, path: Path, sha256: str) -> Stored:
        """What now stands at a path, of which the digest is known."""
        stat = path.stat()
        return cls(sha256, stat.st_size, stat.st_mtime_ns)

    def stands(self, path: str) -> bool:
        """Whether the file is there and has these bytes."""
        return self.found(path) is not None

    def found(self, path: str) -> Stored | None:
        """The same file as it is found there, maybe with another time; None when it is not.

        A plain path: making a ``Path`` of each of thousands takes longer than looking at it.
        """
        try:
            stat = os.lstat(path)
            if stat.st_size != self.size or not S_ISREG(stat.st_mode):
                return None
            if stat.st_mtime_ns == self.mtime:
                return self
            if digest_of_file(Path(path), MOST_OF_FILE) != self.sha256:
                return None
        except OSError:
            return None
        return Stored(self.sha256, self.size, stat.st_mtime_ns)


class Entry(msgspec.Struct, array_like=True):
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
        """Whether all its files are there as they were written, and not elsewhere by a link."""
        return (
            not self.pending
            and all(stored.stands(f"{output.path}/{name}") for name, stored in self.files.items())
            and not output.leads_away(next(iter(self.files), ""))
        )


_Due = Annotated[list[str], Meta(min_length=3, max_length=3)]
_Fact = Annotated[list[str], Meta(min_length=2, max_length=2)]
_Set = Annotated[dict[str, _Fact], Meta(max_length=MOST_FACTS)]


class Edition(msgspec.Struct):
    """What an edition asked for, when it was last read."""

    name: str
    inputs: str
    folder: str
    languages: list[str]
    products: list[str]
    assets: list[str] = []
    due: list[_Due] = []  # sources.freshness


class _Content(msgspec.Struct):
    """The file, in the order in which it is written."""

    format: int
    documents: dict[str, Entry]
    editions: dict[str, Edition]
    facts: dict[str, _Set]
    languages: dict[str, str]
    due: list[_Due]
    report: Report | None
    known: Known


@dataclass
class Manifest:
    """The whole of it. ``report`` says what the last run that made anything changed."""

    known: Known = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    documents: dict[str, Entry] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)  # in Dutch
    due: list[list[str]] = field(default_factory=list)
    report: Report | None = None
    damaged: bool = field(default=False, compare=False)  # it was there, and counts as none
    # What we wrote though no document says so: of a damaged manifest, of a run that was killed.
    salvaged: dict[str, list[Stored]] = field(default_factory=dict, compare=False)

    def facts_of(self, said: str) -> Facts:
        """Everything that a document says; of what two sets say the first counts."""
        found: Facts = {}
        for name in said.split():
            found |= {k: fact for k, fact in self.facts.get(name, {}).items() if k not in found}
        return found

    def entry(self, document: Document) -> Entry | None:
        """What is known of a document."""
        return self.documents.get(document.name)

    def written(self, document: Document, path: str) -> list[Stored]:
        """What we last wrote at a path, as far as anybody knows."""
        entry = self.entry(document)
        stored = entry.files.get(path) if entry else None
        return [*([stored] if stored else []), *self.salvaged.get(path, [])]

    def ours(self, document: Document, path: str, *also: Content) -> Ours:
        """Whether what stands at a path is what we wrote there, by every byte, or ``also``."""
        written = self.written(document, path)
        contents = [*((stored.size, stored.sha256) for stored in written), *also]
        return partial(holds, contents=contents)

    def save(self, output: Path) -> None:
        """Replace the file. Raises ``OSError``."""
        used = {name for entry in self.documents.values() for name in entry.said.split()}
        editions = {name.split("/", 1)[0] for name in self.documents}
        content = _Content(
            FORMAT,
            dict(sorted(self.documents.items())),
            {name: row for name, row in sorted(self.editions.items()) if name in editions},
            {key: facts for key, facts in sorted(self.facts.items()) if key in used},
            self.languages,
            self.due,
            self.report,
            self.known,
        )
        write(output / NAME, msgspec.json.encode(content))


def stamp(output: Path) -> tuple[int, ...]:
    """Which manifest there is; another after each time that it is replaced."""
    try:
        stat = (output / NAME).stat()
    except OSError:
        return ()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def read_manifest(output: Path) -> Manifest:
    """The manifest of a folder. One that we did not write counts as none: all is made anew."""
    try:
        return read_exactly(output)
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except Damaged as damaged:
        salvaged = {path: [stored] for path, stored in damaged.files.items()}
        return Manifest(damaged=True, salvaged=salvaged)
    except OSError:
        return Manifest(damaged=True)


class Damaged(WegwijsError):
    """A manifest that is there, but is none of ours, or of another version of the program.

    ``files`` are those that it names all the same, with what was written there: it serves to tell
    them from what somebody changed, and for nothing else.
    """

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, why: str, data: bytes = b"") -> None:
        super().__init__(
            f"{NAME} is beschadigd, of van een andere versie van dit programma ({why})",
            "Maak alles opnieuw met build",
        )
        self.files = dict(_salvaged(data))


def read_exactly(output: Path) -> Manifest:
    """The manifest of a folder. Raises ``OSError`` when there is none, and ``Damaged``."""
    try:
        data = read_regular(output / NAME, MOST)
    except (NotRegular, TooLarge) as error:
        raise Damaged(reason(error)) from error
    try:
        content = _decoded(data)
    except _UNREADABLE as error:
        raise Damaged("het heeft een andere vorm", data) from error
    if content.format != FORMAT or not _keeps_to_our_folders(content):
        raise Damaged("het heeft een andere vorm", data)
    return Manifest(
        known=content.known,
        editions=content.editions,
        documents=content.documents,
        facts=content.facts,
        languages=content.languages,
        due=content.due,
        report=content.report,
    )


_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, MemoryError)


def _decoded(data: bytes) -> _Content:
    try:
        return msgspec.json.decode(data, type=_Content)
    except _UNREADABLE:
        former = msgspec.json.decode(data, type=_Former)
        if former.format != FORMER:
            raise
    return _Content(
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
    """A manifest of the format before."""

    format: int
    documents: dict[str, _FormerEntry]
    editions: dict[str, Edition]
    facts: dict[str, _Set]
    languages: dict[str, str]
    due: list[_Due]
    report: msgspec.Raw
    known: Known


_PART = re.compile(r"(?!\.\.?$)[^/\\:\0]+")
_ASSET = re.compile(r"editions/(?!\.\.?$)[^/\\:\0]+")


def _keeps_to_our_folders(content: _Content) -> bool:
    """Whether it names nothing but what may be ours.

    What it names may be read or removed: never a path that leads out of its folder.
    """
    editions, documents = content.editions.values(), content.documents
    return (
        all(_ASSET.fullmatch(asset) for row in editions for asset in row.assets)
        and all(FILES.keys() >= set(row.products) for row in editions)
        and PROFILES.keys() >= {entry.profile for entry in documents.values()}
        and _Names().are_ours((name, entry.files) for name, entry in documents.items())
    )


class _Names:
    """Judges names; what thousands of them have in common is judged once."""

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._files: set[str] = set()

    def are_ours(self, documents: Iterable[tuple[str, Iterable[str]]]) -> bool:
        """Whether documents have names of ours, and the files of each lie in its own folder."""
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


def _salvaged(data: bytes) -> Iterator[tuple[str, Stored]]:
    """The files that a manifest names of which the rest cannot be used."""
    try:
        documents = msgspec.json.decode(data, type=_Named).documents
    except _UNREADABLE:
        return
    names = _Names()
    for name, row in documents.items():
        with suppress(*_UNREADABLE):
            if memoryview(row)[0] == ord("["):
                files = msgspec.json.decode(row, type=Entry).files
            else:
                files = msgspec.json.decode(row, type=_FormerFiles).stored()
            if names.are_ours([(name, files)]):
                yield from files.items()


def may_be_ours(path: str) -> bool:
    """Whether a path below the output folder is one where we may have written."""
    folder, _, file = path.rpartition("/")
    return any(
        file in files and _Names().are_ours([(f"{folder}/{product}", [path])])
        for product, files in FILES.items()
    )
