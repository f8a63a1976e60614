"""The commands that rebuild documents, ready to be typed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wegwijs.sources.invocation import COMMAND, DEFAULT_OUTPUT

if TYPE_CHECKING:
    from wegwijs.press.ledger.outdated import Outdated
    from wegwijs.press.order import Document


def rebuild_commands(
    found: Iterable[Outdated], *, every: bool, sources: Path | None, output: Path
) -> list[tuple[str, list[Document]]]:
    """Return the commands that rebuild documents, each with the documents that it makes."""
    from wegwijs.press.ledger.outdated import remedies

    where = [] if sources is None else ["--sources", str(sources)]
    where += [] if output == DEFAULT_OUTPUT else ["--output", str(output)]
    return [
        (" ".join([COMMAND, "build", *map(quoted, (*words, *where))]), documents)
        for words, documents in remedies(found, every=every)
    ]


def quoted(word: str) -> str:
    """Quote a word for Unix and Windows shells."""
    return f'"{word}"' if " " in word else word
