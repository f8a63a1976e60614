"""Small drawings of the pocket card for the print instructions: cutting, folding, and closed."""

from __future__ import annotations

from msgspec import Struct

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.content import Page
from wegwijs.layouts.pdf.miniature import Miniature
from wegwijs.layouts.pdf.overflow import Overflow
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.products.pocket_card.paper import (
    COPIES,
    FACE,
    HEIGHT,
    LEFT,
    MARGIN,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    TOP,
    WIDTH,
    face_left,
)
from wegwijs.layouts.typesetting.theme import Theme

ALERT_TOP, ALERT_HEIGHT, ENTRY_TOP = 19.7, 9.5, 36.0  # mm: approximate positions on a cover

BEYOND = 10.0  # mm of the card: how far its fold line extends beyond it
RISE = 6.5  # mm of the page: height of the arrow of a fold


class CardDrawing(Struct, frozen=True):
    """Draws on ``page``; ``theme`` and ``outline`` are those of the card."""

    page: Page
    theme: Theme
    outline: Outline
    overflows: list[Overflow]

    @property
    def rtl(self) -> bool:
        """Whether the faces are mirrored."""
        return self.outline.direction == "rtl"

    def sheet(self, small: Miniature) -> None:
        """Draw the sheet of cards, with cut lines from edge to edge."""
        small.paper(0, 0, SHEET_WIDTH, SHEET_HEIGHT)
        left = LEFT + face_left("cover", rtl=self.rtl)
        for row in range(COPIES):
            self.cover(small, left, TOP + row * HEIGHT)
        for row in range(COPIES + 1):
            y = TOP + row * HEIGHT
            small.cut([(0, y), (SHEET_WIDTH, y)])
        for x in (LEFT, LEFT + WIDTH):
            small.cut([(x, 0), (x, SHEET_HEIGHT)])

    def flat(self, small: Miniature) -> None:
        """Draw one card with its inside up, about to be folded."""
        small.paper(0, 0, WIDTH, HEIGHT)
        small.fold(FACE, -BEYOND, HEIGHT + 2 * BEYOND)
        for left in (0, FACE):
            panel, scale = self.panel(small, left, 0), small.scale
            for y in (9.0, 34.4):
                panel.sign_in(
                    small.y + y * scale, 0.72 * panel.width, 7.6 * scale, 10 * scale, accent=True
                )
        start, end = WIDTH - FACE / 2, FACE / 2
        small.turn((start, HEIGHT * 0.45), (end, HEIGHT * 0.45), RISE)

    def closed(self, small: Miniature) -> None:
        """Draw the cover of the folded card."""
        small.paper(0, 0, FACE, HEIGHT)
        self.cover(small, 0, 0)

    def cover(self, small: Miniature, left: float, top: float) -> None:
        """Draw a cover at an offset on the sheet: its title as strokes, and 112."""
        panel, scale = self.panel(small, left, top), small.scale
        y = small.y + top * scale
        panel.box(0, y + 6 * scale, 0.8 * panel.width, 6 * scale)
        height = ALERT_HEIGHT * scale
        panel.arm(0, y + ALERT_TOP * scale, panel.width, height, 0, accent=False, solid=True)
        y += ENTRY_TOP * scale
        panel.sign_in(y, 0.72 * panel.width, 7.6 * scale, 10 * scale, accent=True)

    def panel(self, small: Miniature, left: float, top: float) -> Panel:
        """Return the live area of a face at an offset on the sheet."""
        x, _ = small.at(left + MARGIN, top)
        width = (FACE - 2 * MARGIN) * small.scale
        return Panel("card", self.page, x, width, self.theme, self.outline, self.overflows)
