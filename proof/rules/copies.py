"""Cards on a sheet: each must equal the first, which alone is tagged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from wegwijs.proof.expectations.paper import Format, Panel
from wegwijs.proof.findings import Box, Finding, Spot
from wegwijs.proof.readers.page import Mark, Page

_OFF = 0.05  # mm


def unlike_the_first(page: Page, format_: Format) -> Iterator[Finding]:
    """Compare what is painted on each face with the same face of the first card."""
    faces = [panel for panel in format_.panels if panel.page == page.number]
    first = {panel.id: _painted(page, panel) for panel in faces if panel.copy == 0}
    for panel in faces:
        for one, other in zip_longest(first[panel.id], _painted(page, panel)):
            if one is None or other is None or not _same(one, other):
                odd = other or one
                told = f': "{odd.text.strip()}"' if odd and odd.text.strip() else ""
                what = f"Dit {panel.kind} is anders dan het eerste{told}."
                yield Finding("copy", what, at=Spot(page.number, panel.name, panel.safe))
                break


def _painted(page: Page, panel: Panel) -> list[Mark]:
    """Return the marks on a face in painting order, relative to its corner."""
    x, y = panel.box[0], panel.box[1]
    return [
        replace(mark, box=_moved(mark.box, x, y), mcid=None)
        for mark in page.marks
        if panel.has(mark.box)
    ]


def _moved(box: Box, x: float, y: float) -> Box:
    return box[0] - x, box[1] - y, box[2] - x, box[3] - y


def _same(one: Mark, other: Mark) -> bool:
    near = all(abs(a - b) <= _OFF for a, b in zip(one.box, other.box, strict=True))
    return near and (one.kind, one.grey, one.text) == (other.kind, other.grey, other.text)
