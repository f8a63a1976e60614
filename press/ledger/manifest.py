"""``manifest.json`` in the output folder: what was made from what. Loads nothing heavy.

It never claims what is not so: before a document is made anew its entry is marked ``pending`` on
disk, and only when all its files are in place is it recorded again.

The file is one JSON object in UTF-8, read and checked by msgspec against the types of
``press.ledger.manifest_file``:

    {"format": 5,
     "documents": {"EDITION/LANGUAGE": {"PRODUCT": [
         inputs, fingerprint, profile, drafts, said, asked,
         {"FILE": [sha256, size, mtime], ...},
         pending, stale, offset], ...}, ...},
     "editions": {"EDITION": {"name": ..., "inputs": ..., "folder": ..., "languages": [...],
                              "products": [...], "assets": [...], "due": [[day, owner, source]],
                              "drafts": [...]}},
     "facts": {"SET": {"KEY": [label, value], ...}, ...},
     "languages": {"CODE": name in Dutch, ...},
     "due": [[day, owner, source], ...],
     "report": {"day": ..., "ended": ..., "rows": [...], "aside": [...]} or null,
     "known": {"FILE": [size, mtime, ctime, sha256], ...}}

A document is a row of ``Entry`` and a file one of ``Stored``: their fields in that order, of which
the last ones may be left out when they are false. ``said`` are the names of sets of ``facts``,
with a space between them. Digests are SHA-256 in hexadecimal, sizes are in bytes, times in
nanoseconds since 1970. Rows instead of objects make it a third smaller, and twice as fast to read.
A name is in it once: what is the same for a folder is looked up and checked once for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from wegwijs.layouts.products.registry import DATED, file_of
from wegwijs.press.files.aside import Ours, holds
from wegwijs.press.files.store import write
from wegwijs.press.ledger.changes import Facts, Report
from wegwijs.press.ledger.entry import Edition, Entry, Stored
from wegwijs.press.ledger.inputs import Known
from wegwijs.press.ledger.manifest_file import (
    FORMAT,
    UNREADABLE,
    ManifestFile,
    decoded,
    keeps_to_our_folders,
    salvaged,
)
from wegwijs.press.order import Document, document_in
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.problems import reason
from wegwijs.sources.regular import NotRegular, TooLarge, read_regular

NAME = "manifest.json"
# Bytes; without a limit a foreign file could exhaust memory.
MOST = 100_000_000
# Bytes of a document and of what its edition says, with some to spare: 330 to 620 of a document
# were measured, 410 on average over all products, and 1,600 of a school.
EACH_DOCUMENT, EACH_EDITION = 450, 2_000


class Manifest(Struct):
    """The manifest. ``report`` holds the changes of the last run that made anything."""

    known: Known = {}
    editions: dict[str, Edition] = {}
    documents: dict[str, dict[str, Entry]] = {}  # by folder and product
    facts: dict[str, Facts] = {}
    languages: dict[str, str] = {}  # Dutch names by code
    due: list[list[str]] = []
    report: Report | None = None
    damaged: bool = False  # the file existed but was unusable
    # Files that we wrote but that no document lists: from a damaged manifest or a killed run.
    salvaged: dict[str, dict[str, list[Stored]]] = {}  # by folder and name

    def facts_of(self, said: str) -> Facts:
        """Return all facts of a document; where two sets share a key the first one wins."""
        found: Facts = {}
        for name in said.split():
            found |= {k: fact for k, fact in self.facts.get(name, {}).items() if k not in found}
        return found

    def entry(self, document: Document) -> Entry | None:
        """Return the entry of a document."""
        return self.documents.get(document.folder, {}).get(document.product)

    def put(self, document: Document, entry: Entry) -> None:
        """Set the entry of a document."""
        self.documents.setdefault(document.folder, {})[document.product] = entry

    def drop(self, document: Document) -> None:
        """Remove the entry of a document."""
        entries = self.documents[document.folder]
        del entries[document.product]
        if not entries:
            del self.documents[document.folder]

    def entries(self) -> Iterator[tuple[Document, Entry]]:
        """Yield all documents with their entries. To create the documents takes 1 us each: what
        needs only editions or entries loops over ``documents``.
        """
        for folder, entries in self.documents.items():
            for product, entry in entries.items():
                yield document_in(folder, product), entry

    @property
    def made(self) -> set[str]:
        """The editions that have documents."""
        return {folder.partition("/")[0] for folder in self.documents}

    def written(self, document: Document, file: str) -> list[Stored]:
        """Return the content that we last wrote to a file of a document, if known."""
        entry = self.entry(document)
        stored = entry.files.get(file) if entry else None
        salvaged = self.salvaged.get(document.folder, {}).get(file, [])
        return [*([stored] if stored else []), *salvaged]

    def names(self, document: Document) -> tuple[str, ...]:
        """Return the names under which we wrote the files of a document, or would write them. Those
        with a day of checking are known from what was written only.
        """
        if document.product not in DATED:
            return document.files
        entry = self.entry(document)
        salvaged = (
            name
            for name in self.salvaged.get(document.folder, {})
            if (file := file_of(name)) and file.name in document.files
        )
        return tuple(dict.fromkeys((*(entry.files if entry else ()), *salvaged)))

    def salvage(self, path: str, stored: Stored) -> None:
        """Add a file that no document lists, by its path below the output folder."""
        folder, _, name = path.rpartition("/")
        self.salvaged.setdefault(folder, {}).setdefault(name, []).append(stored)

    def ours(self, document: Document, file: str) -> Ours:
        """Return whether a file of a document has the bytes that we wrote."""
        written = self.written(document, file)
        return partial(holds, contents=[(stored.size, stored.sha256) for stored in written])

    def save(self, output: Path) -> None:
        """Replace the file. Raises ``OSError``."""
        said = {entry.said for row in self.documents.values() for entry in row.values()}
        used, editions = set(" ".join(said).split()), self.made
        content = ManifestFile(
            FORMAT,
            {name: dict(sorted(row.items())) for name, row in sorted(self.documents.items())},
            {name: row for name, row in sorted(self.editions.items()) if name in editions},
            {key: facts for key, facts in sorted(self.facts.items()) if key in used},
            self.languages,
            self.due,
            self.report,
            self.known,
        )
        write(output / NAME, msgspec.json.encode(content))


class TooMuchForOneFolder(WegwijsError):
    """An order would make a manifest that is too large to be read again."""

    exit_code = ExitCode.USAGE

    def __init__(self, documents: int) -> None:
        super().__init__(
            f"samen met wat er al staat worden het {documents:,} documenten,".replace(",", ".", 1)
            + " en dat is te veel voor één map met uitvoer",
            "Verdeel de edities over meer mappen: noem ze, en geef elke keer een andere --output",
        )


def refuse_too_much(documents: int, editions: int) -> None:
    """Raise ``TooMuchForOneFolder`` when a manifest of so many would be too large."""
    if documents * EACH_DOCUMENT + editions * EACH_EDITION > MOST:
        raise TooMuchForOneFolder(documents)


def stamp(output: Path) -> tuple[int, ...]:
    """Return an identifier of the current manifest file; it changes with each replacement."""
    try:
        stat = (output / NAME).stat()
    except OSError:
        return ()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def read_manifest(output: Path) -> Manifest:
    """Read the manifest of a folder. A damaged one counts as missing, so everything is
    made again.
    """
    try:
        return read_exactly(output)
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except DamagedManifest as damaged:
        found = Manifest(damaged=True)
        for path, stored in damaged.files.items():
            found.salvage(path, stored)
        return found
    except OSError:
        return Manifest(damaged=True)


class DamagedManifest(WegwijsError):
    """The manifest exists but is not ours, or is of another version of the program.

    ``files`` are the contents that it still names. They serve only to tell our files from files
    that somebody edited.
    """

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, why: str, data: bytes = b"") -> None:
        super().__init__(
            f"{NAME} is beschadigd, of van een andere versie van dit programma ({why})",
            "Maak alles opnieuw met build",
        )
        self.files = dict(salvaged(data))


def read_exactly(output: Path) -> Manifest:
    """Read the manifest of a folder. Raises ``DamagedManifest``, and ``OSError`` without one."""
    try:
        data = read_regular(output / NAME, MOST)
    except (NotRegular, TooLarge) as error:
        raise DamagedManifest(reason(error)) from error
    try:
        content = decoded(data)
    except UNREADABLE as error:
        raise DamagedManifest("het heeft een andere vorm", data) from error
    if content.format != FORMAT or not keeps_to_our_folders(content):
        raise DamagedManifest("het heeft een andere vorm", data)
    return Manifest(
        known=content.known,
        editions=content.editions,
        documents=content.documents,
        facts=content.facts,
        languages=content.languages,
        due=content.due,
        report=content.report,
    )
