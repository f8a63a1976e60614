"""Stickers: each organisation on a row of labels, or on a whole sheet of them.

The sheets are measured here once more, as a ruler does: the size of a label, how many there are,
and that they lie in the middle of an A4, close below each other and with a strip between columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from wegwijs.proof.expectations import parts
from wegwijs.proof.expectations.organisations import Listed
from wegwijs.proof.expectations.paper import Format, Panel
from wegwijs.proof.expectations.place import Place, starts
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Box, measure
from wegwijs.proof.sayings import Saying, known

FILE = "stickers.pdf"
WIDTH, HEIGHT = 210.0, 297.0
CLEAR = 2.6  # mm: printers drift 1, and what is left is seen as white
STRIP = 2.54  # mm between two columns: a tenth of an inch
# Width and height of a label in mm, with how many columns and rows are on a sheet.
SHEETS = {
    "63.5x38.1": (63.5, 38.1, 3, 7),
    "99.1x38.1": (99.1, 38.1, 2, 7),
    "63.5x46.6": (63.5, 46.6, 3, 6),
}
STRIPS = {"99.1x38.1": 2.5}  # where it is another
LEAST, NUMBER, MODULE = 8.5, 16.0, 0.5  # pt, pt, mm


def boxes(sheet: str) -> list[list[Box]]:
    """Return the labels of a sheet, by row."""
    width, height, columns, rows = SHEETS[sheet]
    across = width + STRIPS.get(sheet, STRIP)
    left = (WIDTH - (columns - 1) * across - width) / 2
    top = (HEIGHT - rows * height) / 2
    return [
        [
            (x, y, x + width, y + height)
            for column in range(columns)
            for x in [left + column * across]
        ]
        for row in range(rows)
        for y in [top + row * height]
    ]


def _paper(truth: Truth) -> Format:
    asked = truth.pack.edition.stickers
    return _format(asked.sheet, asked.each == "sheet", len(truth.organisations))


@cache
def _format(sheet: str, whole: bool, count: int) -> Format:
    panels = tuple(_labels(sheet, whole, count))
    pages = panels[-1].page
    return Format(
        WIDTH,
        HEIGHT,
        panels,
        tuple(dict.fromkeys(panel.id for panel in panels)),
        folds=((),) * pages,
        pages=pages,
        bleeds=False,
        flips=None,
        smallest=LEAST,
        module=MODULE,
    )


def _labels(sheet: str, whole: bool, count: int) -> Iterator[Panel]:
    """Yield the labels of all sheets, of each organisation the one that is read first."""
    rows = boxes(sheet)
    for index in range(count):
        page, row = (index, 0) if whole else divmod(index, len(rows))
        own = [box for some in rows for box in some] if whole else rows[row]
        for copy, box in enumerate(own):
            left, top, right, bottom = box
            safe = left + CLEAR, top + CLEAR, right - CLEAR, bottom - CLEAR
            name = f"sticker {index + 1}"
            yield Panel(name, page + 1, box, safe, copy, len(own), title=name, kind="etiket")


def places(truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    """Return a place for each organisation."""
    return tuple(map(_organisation, truth.organisations))


def _organisation(one: Listed) -> Place:
    """Its name and sign; below a number or a line for one an address too, with how to find it or
    when to call, or else for whom it is.
    """
    called = one.phone is not None or one.claim.is_blank
    address = (one.web or one.email) if called else None
    text = one.find or one.when
    return parts.organisation(
        one,
        one.title,
        must=known(one.title, one.sign, address, None if called else one.audience),
        either=((text, one.audience),) if called else (),
        panels=(f"sticker {one.numeral}",),
        level=1,
        number=NUMBER,
    )


def printing(truth: Truth, _profile: str) -> Place:
    """Return the part of the print instructions about the stickers."""
    notes, asked = truth.pack.print_notes.stickers, truth.pack.edition.stickers
    width, height, *_ = SHEETS[asked.sheet]
    text = truth.say(notes.text, width=measure(width), height=measure(height))
    must = (Saying.of(FILE), text)
    return Place("de stickers", starts(truth.say(notes.heading)), must=must, level=2)


PRODUCT = Product(
    "stickers",
    {FILE: _format("63.5x38.1", whole=False, count=7)},
    places,
    printing=printing,
    standard=False,
    further=3,
    paper=_paper,
    drafts=False,
)
