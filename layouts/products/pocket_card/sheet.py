"""Five flat cards on A4, one below the other: outsides on page 1, insides on page 2.

Print duplex on the long edge. The stack is centred, so insides and outsides coincide whichever way
the sheet turns; cut and fold marks are in the margin.
"""

from __future__ import annotations

from msgspec import structs

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.content import Page, mm
from wegwijs.layouts.pdf.fonts import FontUses
from wegwijs.layouts.pdf.paper import Paper, Place
from wegwijs.layouts.pdf.sheet import hairline, painted
from wegwijs.layouts.pdf.skeleton import Pages
from wegwijs.layouts.products.pocket_card.paper import (
    COPIES,
    FACE,
    HEIGHT,
    LEFT,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    SIDES,
    TOP,
    WIDTH,
)
from wegwijs.layouts.products.pocket_card.render import card_of
from wegwijs.layouts.typesetting.theme import Theme

_CUT = (2.0, 7.0)  # start and end of a cut mark, in mm from the card
_FOLD = (2.0, 5.0)


def render_card_sheet(outline: Outline, theme: Theme) -> bytes:
    """Return five cards on A4 as PDF, two pages. Only the first card is tagged as text. Raises
    ``DoesNotFit``.
    """
    return card_of(outline, theme).on(structs.replace(_PAGES, language=outline.language))


def _marks() -> str:
    """Return the operators of the marks: cuts beside each edge, above and below the stack, and fold
    ticks between cards.
    """
    page = Page(0, SHEET_WIDTH, SHEET_HEIGHT, FontUses())
    near, far = _CUT
    bottom = TOP + COPIES * HEIGHT
    with page.artifact("Page"):
        for row in range(COPIES + 1):
            y = TOP + row * HEIGHT
            hairline(page, LEFT - far, y, LEFT - near, y)
            hairline(page, LEFT + WIDTH + near, y, LEFT + WIDTH + far, y)
        for x in (LEFT, LEFT + WIDTH):
            hairline(page, x, TOP - far, x, TOP - near)
            hairline(page, x, bottom + near, x, bottom + far)
        near, far = _FOLD
        x = LEFT + FACE
        hairline(page, x, TOP - far, x, TOP - near, dashed=True)
        hairline(page, x, bottom + near, x, bottom + far, dashed=True)
    return painted(page)


_PLACES = tuple(
    Place(mm(LEFT), mm(SHEET_HEIGHT - TOP - (row + 1) * HEIGHT)) for row in range(COPIES)
)
_PAGES = Pages(
    (Paper(SHEET_WIDTH, SHEET_HEIGHT),) * len(SIDES),
    "nl",
    (_marks(),) * len(SIDES),
    _PLACES[0],
    _PLACES[1:],
)
