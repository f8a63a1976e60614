"""The commands that make documents anew, as they can be typed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from press.ledger.inputs import PROGRAM

if TYPE_CHECKING:
    from press.ledger.outdated import Outdated
    from press.order import Document


def mending(
    found: Iterable[Outdated], *, every: bool, sources: Path | None, output: Path
) -> list[tuple[str, list[Document]]]:
    """What to type to make them anew, and which of them that makes."""
    from press.ledger.outdated import remedies

    where = [] if sources is None else ["--sources", str(sources)]
    where += [] if output == PROGRAM / "output" else ["--output", str(output)]
    return [
        (" ".join(["python generate.py build", *map(_quoted, (*words, *where))]), documents)
        for words, documents in remedies(found, every=every)
    ]


def _quoted(word: str) -> str:
    """For the shells of Unix and Windows alike."""
    return f'"{word}"' if " " in word else word
