"""Which documents are older than what they are made from, for ``proof``: it knows files and data,
not what they were made from. Loads nothing heavy where nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from wegwijs.press.ledger.changes import FEW
from wegwijs.press.ledger.manifest import read_manifest
from wegwijs.press.status import DocumentState, status


def older(
    editions: Iterable[str], folders: Sequence[Path], output: Path, today: date
) -> dict[str, str]:
    """Return by name the documents that a build would make otherwise now, with what changed: those
    that ``status`` calls outdated. Without ``editions`` of all that were made.
    """
    made = read_manifest(output).made
    chosen = sorted(made.intersection(editions or made))
    if not chosen:
        return {}
    return {
        one.document.name: _in_short(one.why)
        for edition in status(chosen, folders, output, today, own=False).editions
        for one in edition.documents
        if one.state is DocumentState.OUTDATED
    }


def _in_short(changes: Sequence[str]) -> str:
    more = len(changes) - FEW
    return "; ".join(changes[:FEW]) + (f"; en nog {more}" if more > 0 else "")
