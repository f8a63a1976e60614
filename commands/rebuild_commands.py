"""The commands that rebuild documents, ready to be typed."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wegwijs.sources.folder import editions as editions_in
from wegwijs.sources.invocation import as_command, where

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
    force: bool = False,
) -> list[tuple[str, list[Document]]]:
    """Return the commands that rebuild documents, each with the documents that it makes.
    ``current``: documents that a build leaves as they are. ``force``: they are damaged, which a
    build that looks at sizes and times may not see.
    """
    from wegwijs.press.ledger.outdated import remedies

    there = [*(["--force"] if force else []), *where(sources, output)]
    found = list(found)
    own = set(editions_in(sources)) if every and sources else set()
    # Without names a build makes the editions of this folder; with --all the shipped ones too.
    implied = {"--all"} if own.issuperset(one.document.edition for one in found) else set()
    return [
        (as_command("build", *(word for word in words if word not in implied), *there), documents)
        for words, documents in remedies(found, every=every, current=current)
    ]
