"""What was made for participants, without a word of their list.

The ledger in the folder (``.wegwijs-deelnemers.json``) says which contents are ours:

    {"format": 1, "made": {"lindewaard/nl": {"made_of": "...", "contents": [[size, sha256], ...]}}}

It has no names of files, since those are names of people: a file is ours by what it holds.
``made_of`` is one digest of the list, the edition and the program; ``inputs`` is that of the files
of the edition and of the program alone, which a build without the list knows too. ``facts`` are
what the edition said. ``drafts``: a translation that is not ready was allowed.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from wegwijs.press.files.aside import Content
from wegwijs.press.files.store import write
from wegwijs.press.ledger.changes import Facts
from wegwijs.sources.regular import read_regular

LEDGER = ".wegwijs-deelnemers.json"
FORMAT = 1
MOST = 100_000_000  # bytes of a ledger


class MadeCopies(Struct):
    """What was made for an edition in a language. Contents are in the order of the list."""

    made_of: str
    contents: list[Content]
    inputs: str = ""
    facts: Facts = {}
    drafts: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """The options of the ``build`` that makes them again."""
        return ("--allow-drafts",) if self.drafts else ()


Ledger = dict[str, MadeCopies]  # by EDITION/LANGUAGE


class _LedgerFile(Struct):
    format: int
    made: Ledger


def read_copies(folder: Path) -> Ledger:
    """Read the ledger; without one, or with a damaged one, nothing there is ours."""
    try:
        found = msgspec.json.decode(read_regular(folder / LEDGER, MOST), type=_LedgerFile)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return found.made if found.format == FORMAT else {}


def write_copies(folder: Path, made: Ledger) -> None:
    """Write the ledger. Raises ``OSError``."""
    write(folder / LEDGER, msgspec.json.encode(_LedgerFile(FORMAT, dict(sorted(made.items())))))
