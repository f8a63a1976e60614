"""Sheets of paper: the page, its folds, and marks for cutting and folding.

``office`` puts short ticks inside the edge, as on letterheads: a copier cannot print closer than 5
mm. ``press`` adds bleed, trim and bleed boxes, and marks outside the trim.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache

from msgspec import Struct

from wegwijs.layouts.pdf.content import BLACK, Page, mm
from wegwijs.layouts.pdf.fonts import FontUses
from wegwijs.layouts.pdf.paper import Paper, Place
from wegwijs.layouts.pdf.skeleton import Pages

BLEED = 3.0  # mm, standard at Dutch, Belgian and German print shops
HAIRLINE = 0.35  # pt


class Profile(Enum):
    """The kind of printer."""

    OFFICE = "office"
    PRESS = "press"


class Sheet(Struct, frozen=True):
    """A trimmed sheet in mm, with the x of its vertical folds.

    ``tick`` is the start and end of a fold tick, in mm from the edge of the paper.
    """

    width: float
    height: float
    folds: tuple[float, ...] = ()
    tick: tuple[float, float] = (5.0, 8.0)


# On a press sheet marks begin 1 mm outside the bleed.
_MARK = (BLEED + 1, BLEED + 6)
_MARGIN = BLEED + 7


def paper_of(sheet: Sheet, profile: Profile) -> Paper:
    """Return the paper of a sheet."""
    if profile is Profile.OFFICE:
        return Paper(sheet.width, sheet.height)
    return Paper(sheet.width, sheet.height, margin=_MARGIN, bleed=BLEED)


def pages_of(sheets: Sequence[Sheet], profile: Profile, language: str) -> Pages:
    """Return a page with marks for each sheet. Drawings are positioned on the trimmed page."""
    papers = tuple(paper_of(sheet, profile) for sheet in sheets)
    place = Place(mm(papers[0].margin), mm(papers[0].margin))
    return Pages(papers, language, tuple(marks_of(sheet, profile) for sheet in sheets), place)


@cache
def marks_of(sheet: Sheet, profile: Profile) -> str:
    """Return the operators that paint the marks of a sheet."""
    paper = paper_of(sheet, profile)
    page = Page(0, paper.width, paper.height, FontUses(), paper.margin)
    draw_marks(page, sheet, profile)
    return painted(page)


def painted(page: Page) -> str:
    """Return the operators of a page that has only decoration."""
    return "".join(f"{operator}\n" for operator in page.operators)


def draw_marks(page: Page, sheet: Sheet, profile: Profile) -> None:
    """Draw the cut and fold marks of a sheet."""
    with page.artifact("Page"):
        if profile is Profile.OFFICE:
            start, end = sheet.tick
            for x in sheet.folds:
                hairline(page, x, start, x, end)
                hairline(page, x, sheet.height - start, x, sheet.height - end)
            return
        near, far = _MARK
        for x in (0.0, sheet.width, *sheet.folds):
            for edge, sign in ((0.0, -1), (sheet.height, 1)):
                hairline(page, x, edge + sign * near, x, edge + sign * far, dashed=x in sheet.folds)
        for y in (0.0, sheet.height):
            for edge, sign in ((0.0, -1), (sheet.width, 1)):
                hairline(page, edge + sign * near, y, edge + sign * far, y)


def hairline(
    page: Page, x: float, y: float, to_x: float, to_y: float, *, dashed: bool = False
) -> None:
    """Draw a cut mark (solid) or a fold mark (dashed)."""
    page.polygon([(x, y), (to_x, to_y)], stroke=BLACK, width=HAIRLINE, close=False, dashed=dashed)
