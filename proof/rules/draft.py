"""The draft mark: on every panel of an unreviewed translation, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wegwijs.proof.expectations.paper import Format
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding, Spot
from wegwijs.proof.rules.chapters import Block
from wegwijs.proof.words import key


def marks(blocks: Iterable[Block], format_: Format, truth: Truth) -> Iterator[Finding]:
    """Check the panels of a PDF."""
    word = re.compile(rf"\b{re.escape(truth.draft_word)}\b")
    marked = set()
    filled = set()
    for block in blocks:
        filled.add((block.at.page, block.panel))
        if not truth.is_draft and word.search(block.text):
            what = f"Hier staat {truth.draft_word}, maar de vertaling is nagekeken."
            yield Finding("concept", what, at=block.at)
        if block.at.box and is_mark(block, truth):
            marked.add((block.at.page, block.panel))
    for panel in format_.panels if truth.is_draft else ():
        place = (panel.page, panel.id)
        if panel.copy == 0 and place in filled and place not in marked:
            what = f"Het merk {truth.draft_word} ontbreekt. Deze vertaling is niet nagekeken."
            spot = Spot(panel.page, panel.name, panel.safe)
            yield Finding("concept", what, detail=truth.told_waiting, at=spot)


def is_mark(block: Block, truth: Truth) -> bool:
    """Whether a block is the mark itself, which belongs to no place."""
    mark = truth.mark
    return mark is not None and block.starts == key(f"{mark.word}{mark.dutch_word}")
