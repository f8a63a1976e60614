"""``manifest.json`` in the output folder: what was made from what. Loads nothing heavy.

It never claims what is not so: before a document is made anew its entry is marked ``pending`` on
disk, and only when all its files are in place is it recorded again.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import Any

from press.inputs import Known, digest_of_file
from press.plan import Document
from press.store import write

NAME = "manifest.json"
FORMAT = 1


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
            stat = os.stat(path)  # noqa: PTH116
            if stat.st_size != self.size or not S_ISREG(stat.st_mode):
                return False
            if stat.st_mtime_ns != self.mtime:
                if digest_of_file(Path(path)) != self.sha256:
                    return False
                self.mtime = stat.st_mtime_ns
        except OSError:
            return False
        return True


@dataclass
class Entry:
    """A document: ``inputs`` is for a quick look, ``fingerprint`` is what it was made from."""

    inputs: str
    fingerprint: str
    asked: bool  # by the edition itself, not by an order
    files: dict[str, Stored]
    pending: bool = False

    def stands(self, output: Path) -> bool:
        """Whether all its files are there as they were written."""
        return not self.pending and all(
            stored.stands(f"{output}/{path}") for path, stored in self.files.items()
        )


@dataclass
class Edition:
    """What an edition asked for and said, when it was last made."""

    name: str
    inputs: str
    folder: str
    languages: list[str]
    products: list[str]
    assets: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)  # its own
    shared: str = ""  # which of the manifest's ``facts``
    due: list[list[str]] = field(default_factory=list)  # sources.freshness
    program: str = ""


@dataclass
class Manifest:
    """The whole of it. ``report`` says what the last run that made anything changed."""

    known: Known = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    documents: dict[str, Entry] = field(default_factory=dict)
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    due: list[list[str]] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)

    def facts_of(self, edition: Edition) -> dict[str, str]:
        """Everything an edition said."""
        return self.facts.get(edition.shared, {}) | edition.facts

    def entry(self, document: Document) -> Entry | None:
        """What is known of a document."""
        return self.documents.get(document.name)

    def save(self, output: Path) -> None:
        """Replace the file. Raises ``OSError``."""
        used = {edition.shared for edition in self.editions.values()}
        content = {
            "format": FORMAT,
            "documents": {
                name: vars(entry) | {"files": {p: vars(s) for p, s in entry.files.items()}}
                for name, entry in sorted(self.documents.items())
            },
            "editions": {name: vars(edition) for name, edition in sorted(self.editions.items())},
            "facts": {key: facts for key, facts in sorted(self.facts.items()) if key in used},
            "due": self.due,
            "report": self.report,
            "known": self.known,
        }
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        write(output / NAME, text.encode())


def stamp(output: Path) -> tuple[int, ...]:
    """Which manifest there is; another after each time that it is replaced."""
    try:
        stat = (output / NAME).stat()
    except OSError:
        return ()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def read_manifest(output: Path) -> Manifest:
    """The manifest of a folder. One that cannot be read counts as none: all is made anew."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        content = json.loads((output / NAME).read_bytes())
        if content["format"] == FORMAT:
            return Manifest(
                known={key: _known(value) for key, value in content["known"].items()},
                editions={name: Edition(**row) for name, row in content["editions"].items()},
                documents={_below(name): _entry(row) for name, row in content["documents"].items()},
                facts=content["facts"],
                due=content["due"],
                report=content["report"],
            )
    return Manifest()


def _known(value: list[int | str]) -> list[int | str]:
    size, modified, changed, sha256 = value
    return [size, modified, changed, sha256]


_PART = r"(?!\.\.?(?:/|$))[^/\\:\0]+"
_BELOW = re.compile(f"{_PART}/{_PART}/{_PART}")


def _entry(row: dict[str, Any]) -> Entry:
    files = {}
    for path, stored in row.pop("files").items():
        files[_below(path)] = Stored(**stored)
    return Entry(**row, files=files)


def _below(path: str) -> str:
    """What a manifest names may be removed: never a path that leads out of the folder."""
    if not _BELOW.fullmatch(path):
        raise ValueError(path)
    return path
