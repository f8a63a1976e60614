"""Sheets of paper: the page, its folds, and the marks for who cuts and folds.

``office`` puts short ticks inside the edge, as on letterheads: a copier prints no nearer than 5 mm.
``press`` adds bleed, trim and bleed boxes, and marks outside the trim.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from layouts.pdf.content import BLACK, Page
from layouts.pdf.document import Document

BLEED = 3.0  # mm, the norm of Dutch, Belgian and German print shops
HAIRLINE = 0.35  # pt


class Profile(Enum):
    """Who prints."""

    OFFICE = "office"
    PRESS = "press"


@dataclass(frozen=True)
class Sheet:
    """A trimmed sheet in mm, with the x of its vertical folds.

    ``tick`` is where a fold tick begins and ends, in mm from the edge of the paper.
    """

    width: float
    height: float
    folds: tuple[float, ...] = ()
    tick: tuple[float, float] = (5.0, 8.0)


# On a press sheet marks begin 1 mm outside the bleed.
_MARK = (BLEED + 1, BLEED + 6)
_MARGIN = BLEED + 7


def add_sheet(document: Document, sheet: Sheet, profile: Profile) -> Page:
    """A page with the marks of its profile."""
    if profile is Profile.OFFICE:
        page = document.add_page(sheet.width, sheet.height)
        start, end = sheet.tick
        with page.artifact("Page"):
            for x in sheet.folds:
                hairline(page, x, start, x, end)
                hairline(page, x, sheet.height - start, x, sheet.height - end)
        return page
    page = document.add_page(sheet.width, sheet.height, margin=_MARGIN, bleed=BLEED)
    near, far = _MARK
    with page.artifact("Page"):
        for x in (0.0, sheet.width, *sheet.folds):
            for edge, sign in ((0.0, -1), (sheet.height, 1)):
                hairline(page, x, edge + sign * near, x, edge + sign * far, dashed=x in sheet.folds)
        for y in (0.0, sheet.height):
            for edge, sign in ((0.0, -1), (sheet.width, 1)):
                hairline(page, edge + sign * near, y, edge + sign * far, y)
    return page


def hairline(
    page: Page, x: float, y: float, to_x: float, to_y: float, *, dashed: bool = False
) -> None:
    """A mark for who cuts (plain) or folds (dashed)."""
    page.polygon([(x, y), (to_x, to_y)], stroke=BLACK, width=HAIRLINE, close=False, dashed=dashed)
