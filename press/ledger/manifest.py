"""``manifest.json`` in the output folder: what was made from what. Loads nothing heavy.

It never claims what is not so: before a document is made anew its entry is marked ``pending`` on
disk, and only when all its files are in place is it recorded again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import Any

from press.files.aside import Content, Ours, holds
from press.files.store import MOST as MOST_OF_FILE
from press.files.store import leads_away, write
from press.ledger.changes import Facts
from press.ledger.inputs import Known, digest_of_file
from press.ledger.shape import fits
from press.order import FILES, PROFILES, Document
from sources.errors import ExitCode, WegwijsError
from sources.problems import reason
from sources.regular import NotRegular, TooLarge, read_regular

NAME = "manifest.json"
FORMAT = 3
MOST = 12_000_000  # bytes; that of all municipalities in eight languages has 5 million
MOST_FACTS = 1_000  # of one document

_PAIRS = [(str, str)]
_CHANGE = {"edition": str, "facts": [str], "new": _PAIRS, "made": _PAIRS, "removed": _PAIRS}
_STORED = {"sha256": str, "size": int, "mtime": int}
_SHAPE = {
    "format": int,
    "known": {str: (int, int, int, str)},
    "editions": {
        str: {
            "name": str,
            "inputs": str,
            "folder": str,
            "languages": [str],
            "products": [str],
            "assets": [str],
            "due": [(str, str, str)],
        }
    },
    "documents": {
        str: {
            "inputs": str,
            "fingerprint": str,
            "profile": str,
            "drafts": bool,
            "said": str,
            "asked": bool,
            "stale": bool,
            "files": {str: _STORED},
            "pending": bool,
        }
    },
    "facts": {str: {str: (str, str)}},
    "languages": {str: str},
    "due": [(str, str, str)],
    "report": dict,
}
_REPORT = {"day": str, "ended": bool, "rows": [_CHANGE], "aside": [str]}


@dataclass
class Stored:
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
        """Whether the file is there and has these bytes; notes its new time if it has.

        A plain path: making a ``Path`` of each of thousands takes longer than looking at it.
        """
        try:
            stat = os.lstat(path)
            if stat.st_size != self.size or not S_ISREG(stat.st_mode):
                return False
            if stat.st_mtime_ns != self.mtime:
                if digest_of_file(Path(path), MOST_OF_FILE) != self.sha256:
                    return False
                self.mtime = stat.st_mtime_ns
        except OSError:
            return False
        return True


@dataclass
class Entry:
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
    files: dict[str, Stored]
    pending: bool = False
    stale: bool = False  # an order left it out while the data were no longer what it says

    def stands(self, output: Path) -> bool:
        """Whether all its files are there as they were written, and not elsewhere by a link."""
        return (
            not self.pending
            and all(stored.stands(f"{output}/{path}") for path, stored in self.files.items())
            and not leads_away(next(iter(self.files), ""), output)
        )


@dataclass
class Edition:
    """What an edition asked for, when it was last read."""

    name: str
    inputs: str
    folder: str
    languages: list[str]
    products: list[str]
    assets: list[str] = field(default_factory=list)
    due: list[list[str]] = field(default_factory=list)  # sources.freshness


@dataclass
class Manifest:
    """The whole of it. ``report`` says what the last run that made anything changed."""

    known: Known = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    documents: dict[str, Entry] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)  # in Dutch
    due: list[list[str]] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)
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
        content = {
            "format": FORMAT,
            "documents": {
                name: vars(entry) | {"files": {p: vars(s) for p, s in entry.files.items()}}
                for name, entry in sorted(self.documents.items())
            },
            "editions": {
                name: vars(row) for name, row in sorted(self.editions.items()) if name in editions
            },
            "facts": {key: facts for key, facts in sorted(self.facts.items()) if key in used},
            "languages": self.languages,
            "due": self.due,
            "report": self.report,
            "known": self.known,
        }
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        # A name that is no UTF-8 has surrogates in Python; JSON takes them back.
        write(output / NAME, text.encode("utf-8", "surrogatepass"))


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

    def __init__(self, why: str, content: Any = None) -> None:
        super().__init__(
            f"{NAME} is beschadigd, of van een andere versie van dit programma ({why})",
            "Maak alles opnieuw met build",
        )
        self.files = dict(_salvaged(content))


def read_exactly(output: Path) -> Manifest:
    """The manifest of a folder. Raises ``OSError`` when there is none, and ``Damaged``."""
    try:
        data = read_regular(output / NAME, MOST)
    except (NotRegular, TooLarge) as error:
        raise Damaged(reason(error)) from error
    # Deep nesting ends in a RecursionError, a hostile one in a MemoryError.
    try:
        content = json.loads(data)
    except (ValueError, RecursionError, MemoryError) as error:
        raise Damaged("het is geen JSON") from error
    if not _is_ours(content):
        raise Damaged("het heeft een andere vorm", content)
    return Manifest(
        known=content["known"],
        editions={name: Edition(**row) for name, row in content["editions"].items()},
        documents={name: _entry(row) for name, row in content["documents"].items()},
        facts=content["facts"],
        languages=content["languages"],
        due=content["due"],
        report=content["report"],
    )


_PART = r"(?!\.\.?(?:/|$))[^/\\:\0]+"
_DOCUMENT = re.compile(f"{_PART}/{_PART}/({'|'.join(FILES)})")
_FILE = re.compile(f".*/{_PART}")
_ASSET = re.compile(f"editions/{_PART}")


def _is_ours(content: Any) -> bool:
    """Whether it has our shape, and names nothing but what may be ours.

    What it names may be read or removed: never a path that leads out of its folder.
    """
    if not fits(content, _SHAPE) or content["format"] != FORMAT:
        return False
    report, editions, documents = (content[n] for n in ("report", "editions", "documents"))
    return (
        (not report or fits(report, _REPORT))
        and max(map(len, content["facts"].values()), default=0) <= MOST_FACTS
        and all(map(_ASSET.fullmatch, chain(*(row["assets"] for row in editions.values()))))
        and all(set(row["products"]) <= FILES.keys() for row in editions.values())
        and all(row["profile"] in PROFILES for row in documents.values())
        and all(_keeps_to_its_folder(name, row["files"]) for name, row in documents.items())
    )


def _keeps_to_its_folder(document: str, files: Iterable[str]) -> bool:
    folder, _, _ = document.rpartition("/")
    return _DOCUMENT.fullmatch(document) is not None and all(
        path.rpartition("/")[0] == folder and _FILE.fullmatch(path) for path in files
    )


def _salvaged(content: Any) -> Iterator[tuple[str, Stored]]:
    documents = content.get("documents") if isinstance(content, dict) else None
    for name, row in documents.items() if isinstance(documents, dict) else ():
        files: Any = row.get("files") if isinstance(row, dict) else None
        if fits(files, {str: _STORED}) and _keeps_to_its_folder(name, files):
            yield from ((path, Stored(**stored)) for path, stored in files.items())


def may_be_ours(path: str) -> bool:
    """Whether a path below the output folder is one where we may have written."""
    folder, _, file = path.rpartition("/")
    return any(
        file in files and _keeps_to_its_folder(f"{folder}/{product}", [path])
        for product, files in FILES.items()
    )


def _entry(row: dict[str, Any]) -> Entry:
    files = {path: Stored(**stored) for path, stored in row["files"].items()}
    return Entry(**(row | {"files": files}))
