"""The commands that rebuild documents, ready to be typed."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wegwijs.sources.invocation import COMMAND, DEFAULT_OUTPUT

if TYPE_CHECKING:
    from wegwijs.press.ledger.outdated import Outdated
    from wegwijs.press.order import Document


def rebuild_commands(
    found: Iterable[Outdated],
    *,
    every: bool,
    sources: Path | None,
    output: Path,
    current: Container[Document] = (),
) -> list[tuple[str, list[Document]]]:
    """Return the commands that rebuild documents, each with the documents that it makes.
    ``current``: documents that a build leaves as they are.
    """
    from wegwijs.press.ledger.outdated import remedies

    there = where(sources, output)
    return [
        (as_command("build", *words, *there), documents)
        for words, documents in remedies(found, every=every, current=current)
    ]


def where(sources: Path | None, output: Path) -> list[str]:
    """Return the options that name these folders, where they are not the usual ones."""
    named = [] if sources is None else ["--sources", str(sources)]
    return named + ([] if output == DEFAULT_OUTPUT else ["--output", str(output)])


def as_command(*words: str) -> str:
    """Return a command as it is typed."""
    return " ".join([COMMAND, *map(quoted, words)])


def quoted(word: str) -> str:
    """Quote a word for Unix and Windows shells."""
    return f'"{word}"' if " " in word else word
