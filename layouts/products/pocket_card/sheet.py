"""Cards on A4: five flat cards below each other, fronts on page 1, insides on page 2.

Print duplex on the long edge. The stack is centred, so the insides lie behind the fronts whichever
way the sheet turns; cut and fold marks stand in the margin.
"""

from __future__ import annotations

from layouts.content.outline import Outline
from layouts.pdf.content import Page
from layouts.pdf.document import Document, Metadata
from layouts.pdf.sheet import hairline
from layouts.products.pocket_card.paper import (
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
from layouts.products.pocket_card.render import draw_card
from layouts.typesetting.theme import Theme
from sources.same import Same

_CUT = (2.0, 7.0)  # mm from the card: where a cut mark begins and ends
_FOLD = (2.0, 5.0)


def render_card_sheet(outline: Outline, theme: Theme) -> bytes:
    """Five cards on A4, two pages. Only the first card is read aloud. Raises ``DoesNotFit``."""
    document = Document(Metadata.of(outline), theme.colour_profile)
    for _ in SIDES:
        _marks(document.add_page(SHEET_WIDTH, SHEET_HEIGHT))
    rows = [TOP + row * HEIGHT for row in range(COPIES)]
    document.impose(draw_card(Same(outline, theme)), LEFT, rows)
    return document.save()


def _marks(page: Page) -> None:
    """Cut marks left and right of every edge and above and below the stack; fold ticks between."""
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
