"""What a folder with copies says was made: digests of contents, without a name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from wegwijs.proof.folder import DamagedManifest
from wegwijs.sources.regular import read_regular

FOLDER = "deelnemers"  # below the output folder
LEDGER = ".wegwijs-deelnemers.json"
_MOST = 100_000_000  # bytes
_PARTS = 2  # of EDITION/LANGUAGE


class MadeCopies(Struct, frozen=True):
    """Size and SHA-256 of each file of an edition in a language."""

    made_of: str
    contents: frozenset[tuple[int, str]]


class _LedgerFile(Struct):
    format: int
    made: dict[str, MadeCopies]


def read_made_copies(output: Path) -> Mapping[tuple[str, str], MadeCopies]:
    """Return what was made by edition and language. Raises ``OSError`` when there is nothing, and
    ``DamagedManifest``.
    """
    data = read_regular(output / FOLDER / LEDGER, _MOST)
    try:
        found = msgspec.json.decode(data, type=_LedgerFile)
    except (ValueError, RecursionError, MemoryError) as error:
        raise DamagedManifest(repr(error)) from error
    names = {name: tuple(name.split("/")) for name in found.made}
    if found.format != 1 or not all(map(_is_place, names.values())):
        raise DamagedManifest(f"{LEDGER} is niet van deze versie")
    return {(names[name][0], names[name][1]): made for name, made in found.made.items()}


def _is_place(parts: tuple[str, ...]) -> bool:
    """Whether these name a folder in a folder."""
    odd = set("/\\:\0")
    plain = all(part not in ("", ".", "..") and not set(part) & odd for part in parts)
    return len(parts) == _PARTS and plain
