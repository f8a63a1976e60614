"""The colour of an edition: behind what can be called; no other colour is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Finding, Spot
from wegwijs.proof.readers.docx import W, WordFile
from wegwijs.proof.readers.page import Page

_NEAR = 2  # levels of 255: how far rounding may be off
Rgb = tuple[int, int, int]


def of_page(page: Page, truth: Truth) -> Iterator[Finding]:
    """Check the fill colours of a page; greys are allowed."""
    for colour, box in page.colours:
        if not _alike(colour, truth.accent):
            yield Finding("colour", _told(colour, truth), AGAIN, at=Spot(page.number, box=box))
            return  # once is enough: it is one setting


def of_word(file: WordFile, truth: Truth) -> Iterator[Finding]:
    """Check the shading behind words."""
    parts = ("word/document.xml", "word/styles.xml")
    shades = (shade for part in parts for shade in file.xml(part).iter(f"{W}shd"))
    return of_fills((shade.get(f"{W}fill", "") for shade in shades), truth)


def of_fills(fills: Iterable[str], truth: Truth) -> Iterator[Finding]:
    """Check fills, as RRGGBB; others, such as ``auto``, are no colours."""
    for fill in fills:
        if not re.fullmatch("[0-9A-Fa-f]{6}", fill):
            continue
        red, green, blue = (int(fill[start : start + 2], 16) for start in (0, 2, 4))
        if len({red, green, blue}) > 1 and not _alike((red, green, blue), truth.accent):
            yield Finding("colour", _told((red, green, blue), truth), AGAIN)
            return


def _alike(one: Rgb, other: Rgb) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _told(colour: Rgb, truth: Truth) -> str:
    said, right = ("#" + "".join(f"{part:02X}" for part in one) for one in (colour, truth.accent))
    return f"De kleur achter de nummers is {said}, dat moet {right} zijn."
