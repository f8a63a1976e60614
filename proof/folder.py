"""The output folder: safe access to its files, and a reader of its manifest.

Anybody may have written there: links are not followed, nothing is waited for, and the manifest is
validated before it is used.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, structs

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.regular import NotRegular, TooLarge, read_regular

MANIFEST = "manifest.json"
LARGEST = 100_000_000  # bytes; no file of ours is as large
_MOST = 100_000_000  # bytes of a manifest; 3,420 editions in eight languages take 40 million
_LONGEST = 200  # letters of the name of a file
# What JSON of another shape ends in; deep nesting in a RecursionError.
_ODD = (ValueError, RecursionError, MemoryError)


class LinkedAway(OSError):
    """A folder below the output folder is a link to somewhere else."""

    exit_code = ExitCode.SOME_FAILED


class DamagedManifest(WegwijsError):
    """The manifest exists but is not one of ours, or is of another version of the program."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, why: str) -> None:
        super().__init__(f"het manifest is beschadigd ({why})", "Maak alles opnieuw met build")


@dataclass(frozen=True)
class StoredDocument:
    """A document of the manifest: its files with the size and SHA-256 of each.

    ``pending``: a run began to make it and did not finish. ``profile`` is that of who prints it.
    ``offset`` is how many mm to the right and down it was moved, for a printer that drifts.
    """

    edition: str
    language: str
    product: str
    files: Mapping[str, tuple[int, str]]
    profile: str
    pending: bool
    offset: tuple[float, float] = (0.0, 0.0)

    @property
    def name(self) -> str:
        """``EDITION/LANGUAGE/PRODUCT``."""
        return f"{self.edition}/{self.language}/{self.product}"


@dataclass(frozen=True)
class StoredManifest:
    """The documents that were made, by name."""

    documents: Mapping[str, StoredDocument]


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


def read_manifest(output: Path) -> StoredManifest:
    """Read and validate the manifest of a folder. Raises ``OSError`` when there is none, and
    ``DamagedManifest``.
    """
    try:
        data = read_regular(output / MANIFEST, _MOST)
    except (NotRegular, TooLarge) as error:
        raise DamagedManifest("geen bestand, of te groot") from error
    try:
        return _manifest(data)
    except _ODD as error:
        raise DamagedManifest(repr(error)) from error


_Millimetres = Annotated[float, Meta(ge=-5, le=5)]


class _Row(Struct, array_like=True):
    """A document: its values without their names, of which those at the end may be left out."""

    inputs: str
    fingerprint: str
    profile: Literal["office", "press"]
    drafts: bool
    said: str
    asked: bool
    files: dict[str, tuple[str, int, int]]  # SHA-256, size and time
    pending: bool = False
    stale: bool = False
    offset: tuple[_Millimetres, _Millimetres] | None = None


class _Content(Struct):
    format: Literal[5]
    documents: dict[str, dict[str, _Row]]  # by folder and product; files by name
    known: dict[str, tuple[int, int, int, str]]


class _Former(Struct):
    format: Literal[4]
    documents: dict[str, _Row]  # by folder and product in one; files by path
    known: dict[str, tuple[int, int, int, str]]


def _manifest(data: bytes) -> StoredManifest:
    """Build the manifest. Raises one of ``_ODD`` for any other shape than ours."""
    content: _Content | _Former
    try:
        content = msgspec.json.decode(data, type=_Content)
    except msgspec.ValidationError:
        content = msgspec.json.decode(data, type=_Former)
    return StoredManifest({made.name: made for made in _documents(content)})


def _documents(content: _Content | _Former) -> Iterator[StoredDocument]:
    if isinstance(content, _Former):
        for name, row in content.documents.items():
            folder, _, product = name.rpartition("/")
            files = {path.removeprefix(f"{folder}/"): one for path, one in row.files.items()}
            yield _made(folder, product, structs.replace(row, files=files))
        return
    for folder, rows in content.documents.items():
        for product, row in rows.items():
            yield _made(folder, product, row)


def _made(folder: str, product: str, row: _Row) -> StoredDocument:
    edition, language = folder.split("/")
    if not all(map(_is_name, (edition, language, product, *row.files))):
        raise ValueError(f"{folder} {product} is no document, or names a file that is not its own")
    files = {f"{folder}/{file}": (size, sha256) for file, (sha256, size, _) in row.files.items()}
    offset = row.offset or (0.0, 0.0)
    return StoredDocument(edition, language, product, files, row.profile, row.pending, offset)


def _is_name(part: str) -> bool:
    """Whether a path component is a plain name."""
    return part not in ("", ".", "..") and len(part) <= _LONGEST and not set(part) & set("/\\:\0")
