"""The output folder: safe access to its files, and a reader of its manifest.

Anybody may have written there: links are not followed, nothing is waited for, and the manifest is
validated before it is used.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sources.errors import ExitCode, WegwijsError
from sources.regular import NotRegular, TooLarge, read_regular

MANIFEST = "manifest.json"
FORMATS = (4, 5)
LARGEST = 100_000_000  # bytes; no file of ours is as large
_MOST = 12_000_000  # bytes of a manifest; all municipalities in eight languages take 4 million
_LONGEST = 200  # letters of the name of a file
# What JSON of another shape ends in; deep nesting in a RecursionError.
_ODD = (ValueError, TypeError, LookupError, AttributeError, RecursionError, MemoryError)
_FIELDS = ("inputs", "fingerprint", "profile", "drafts", "said", "asked", "files", "pending")
_FILES = _FIELDS.index("files")


class LinkedAway(OSError):
    """A folder below the output folder is a link to somewhere else."""

    exit_code = ExitCode.SOME_FAILED


class Damaged(WegwijsError):
    """The manifest exists but is not one of ours, or is of another version of the program."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, why: str) -> None:
        super().__init__(f"het manifest is beschadigd ({why})", "Maak alles opnieuw met build")


@dataclass(frozen=True)
class Made:
    """A document of the manifest: its files with the size and SHA-256 of each.

    ``pending``: a run began to make it and did not finish. ``profile`` is that of who prints it,
    ``when`` the nanosecond since 1970 in which the last of its files was written.
    """

    edition: str
    language: str
    product: str
    files: Mapping[str, tuple[int, str]]
    profile: str
    pending: bool
    when: int = 0

    @property
    def name(self) -> str:
        """``EDITION/LANGUAGE/PRODUCT``."""
        return f"{self.edition}/{self.language}/{self.product}"


@dataclass(frozen=True)
class Manifest:
    """The documents that were made, and the SHA-256 of their inputs by name."""

    documents: Mapping[str, Made]
    inputs: Mapping[str, str] = field(default_factory=dict)


def must_lie_in(path: Path, output: Path) -> None:
    """Raise ``LinkedAway`` when a folder between ``output`` and a file leads somewhere else."""
    below = path.parent.relative_to(output)
    if path.parent.resolve() != output.resolve() / below:
        what = "deze map is een koppeling naar een andere plek"
        raise LinkedAway(errno.ELOOP, what, str(path.parent))


def read_made(path: Path, output: Path) -> bytes:
    """Read a file below ``output``. Raises ``OSError``."""
    must_lie_in(path, output)
    return read_regular(path, LARGEST)


def read_manifest(output: Path) -> Manifest:
    """Read and validate the manifest of a folder. Raises ``OSError`` when there is none, and
    ``Damaged``.
    """
    try:
        data = read_regular(output / MANIFEST, _MOST)
    except (NotRegular, TooLarge) as error:
        raise Damaged("geen bestand, of te groot") from error
    try:
        content = json.loads(data)
        return _manifest(content)
    except _ODD as error:
        raise Damaged(repr(error)) from error


def _manifest(content: Any) -> Manifest:
    """Build the manifest. Raises one of ``_ODD`` for any other shape than ours."""
    if content["format"] not in FORMATS:
        raise ValueError("another format")
    documents = {name: _made(name, row) for name, row in _documents(content)}
    inputs = {str(name): str(row[-1]) for name, row in dict(content["known"]).items()}
    return Manifest(documents, inputs)


def _documents(content: Any) -> Iterator[tuple[str, list[Any]]]:
    """Yield the row of each document by its name; the files of a row by path, in either format."""
    if content["format"] == FORMATS[0]:
        yield from dict(content["documents"]).items()
        return
    for folder, rows in dict(content["documents"]).items():
        for product, row in dict(rows).items():
            files = {f"{folder}/{file}": stored for file, stored in row[_FILES].items()}
            yield f"{folder}/{product}", [*row[:_FILES], files, *row[_FILES + 1 :]]


def _made(name: str, values: list[Any]) -> Made:
    edition, language, product = name.split("/")
    folder = f"{edition}/{language}/"
    row = dict(zip(_FIELDS, values, strict=False))  # those at the end are left out if false
    stored = {path: _stored(one) for path, one in row["files"].items()}
    files = {path: (size, sha256) for path, (sha256, size, _) in stored.items()}
    when = max((mtime for _, _, mtime in stored.values()), default=0)
    if not all(path.startswith(folder) and _is_name(path.removeprefix(folder)) for path in files):
        raise ValueError(f"{name} names a file that is not its own")
    if not all(map(_is_name, (edition, language, product))):
        raise ValueError(f"{name!r} is no document")
    if row["profile"] not in ("office", "press"):
        raise ValueError(f"{name} has an unknown profile")
    return Made(edition, language, product, files, row["profile"], row.get("pending") is True, when)


def _stored(row: Any) -> tuple[str, int, int]:
    """Return the SHA-256, size and time of a file."""
    return str(row[0]), int(row[1]), int(row[2])


def _is_name(part: str) -> bool:
    """Whether a path component is a plain name."""
    return part not in ("", ".", "..") and len(part) <= _LONGEST and not set(part) & set("/\\:\0")
