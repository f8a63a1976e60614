"""The layout of a still. Numbers, the code and 112 have one size for as many signs as there are;
what gives way to longer text is the type of the title and of the lead, then the lead itself, and
then the domain below the code.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from wegwijs.layouts.pdf.blocks import Brush, Dialogue, Painter
from wegwijs.layouts.pdf.overflow import DoesNotFit, Room
from wegwijs.layouts.products.on_screen import blocks
from wegwijs.layouts.products.on_screen.shapes import Area, Shape
from wegwijs.layouts.products.poster.blocks import fall, scaled
from wegwijs.layouts.typesetting.lines import PT

PANEL = "screen"
BELOW_BAR = 2.4  # from the draft mark to what is below it
ABOVE_LEAD = 1.1  # times the leading: from the last baseline of the title
CORNER = 27.0  # what a code in the corner, with its domain, takes from the width
SHORT_POST = 1.4  # above the first board, below the draft mark
WHITE = 1.1  # more between the draft mark and a code than what is below it
SPARE = 2.3  # what the draft mark takes from the head itself
LEAST_BOARD = 0.62  # of the usual height of a sign
# Of the size of the numbers on flat boards, which are low: that of the lead is not larger.
LARGEST_LEAD = 0.765


class Fit(Struct, frozen=True):
    """How much a still gives way: shares of type, and what is left out."""

    title: float = 1.0
    lead: float = 1.0
    has_lead: bool = True
    named: bool = True  # the domain, below a code in the corner


_STEPS: tuple[Mapping[str, Any], ...] = (
    {"title": 0.92},
    {"lead": 0.9},
    {"title": 0.84},
    {"title": 0.76},
    {"lead": 0.84},
    {"title": 0.68},
    {"title": 0.62},
    {"has_lead": False},
    {"named": False},
    {"title": 0.56},
    {"title": 0.5},
)
FITS: tuple[Fit, ...] = tuple(
    itertools.accumulate(_STEPS, lambda fit, step: structs.replace(fit, **step), initial=Fit())
)


def layout_of(dialogue: Dialogue, shape: Shape) -> Fit:
    """Return the first fit in which everything has its place; with other answers, as with a longer
    title, another object. Raises ``DoesNotFit``.
    """
    return dialogue.laid_out(lambda: structs.replace(_fit(dialogue, shape)))


def _fit(dialogue: Dialogue, shape: Shape) -> Fit:
    for fit in FITS:
        if not (overflows := _overflows(dialogue, shape, fit)):
            # One long word makes a title small; what stands below it then has room enough.
            large = structs.replace(fit, lead=1.0)
            gives_way = fit.has_lead and fit.lead < 1.0
            return large if gives_way and not _overflows(dialogue, shape, large) else fit
    raise DoesNotFit(PANEL, dialogue.setting.language, overflows, fit)


def _overflows(dialogue: Dialogue, shape: Shape, fit: Fit) -> list[Any]:
    """Return what does not fit."""
    still = Still(dialogue, shape, fit)
    still.draw()
    return still.overflows


class Still:
    """A still in a fit: measured, or drawn with a ``painter``."""

    def __init__(
        self, dialogue: Dialogue, shape: Shape, fit: Fit, painter: Painter | None = None
    ) -> None:
        self.dialogue, self.shape, self.fit, self._painter = dialogue, shape, fit, painter
        self._brushes: list[Brush] = []

    @property
    def overflows(self) -> list[Any]:
        """What does not fit."""
        return [one for brush in self._brushes for one in brush.overflows]

    def draw(self) -> None:
        """Draw it in reading order."""
        shape, nodes = self.shape, self.dialogue.nodes
        top = shape.head.y
        if nodes["draft",] is not None:
            bar, brush = shape.bar, self._brush(shape.bar)
            trial = brush.trial()
            trial.block(blocks.draft, ("draft",), bar.y, bar.height, True)
            explained = not trial.overflows
            brush.block(blocks.draft, ("draft",), bar.y, bar.height, explained)
            top = bar.bottom + BELOW_BAR
        # What the draft mark takes comes from the boards too, where they are below the head.
        is_beside = shape.boards.x > 0.5 * shape.size[0]
        lower = 0.0 if is_beside else max(0.0, top - shape.head.y - SPARE)
        self._head(top, lower)
        self._boards(max(0.0, top - shape.boards.y) if is_beside else lower)
        brush = self._brush(shape.alert)
        brush.block(blocks.alert, ("alert",), shape.alert.y, shape.alert.height, shape.alert_style)

    def _brush(self, area: Area) -> Brush:
        width = self.shape.size[0]
        left = width - area.end if self.dialogue.setting.direction == "rtl" else area.x
        frame = PANEL, 0, left, area.width
        brush = self._painter.brush(*frame) if self._painter else Brush(self.dialogue, frame)
        self._brushes.append(brush)
        return brush

    def _head(self, top: float, lower: float) -> None:
        """Draw the title, the lead and the code; ``lower`` is how much more room they have."""
        shape, fit, head = self.shape, self.fit, self.shape.head
        brush, nodes = self._brush(head), self.dialogue.nodes
        has_code = nodes["shows",].site
        beside = CORNER if has_code and not shape.code_beside else 0.0
        is_high = shape.code.y < head.y + 10.0  # at the height of the title
        share = shape.title * fit.title
        free = 0.0 if is_high or not beside else shape.code.y + lower - top
        room = head.width, head.width - beside, free
        last = top + brush.block(blocks.title, ("title",), top, share, room)
        if fit.has_lead:
            last = self._lead(brush, last, share, head.width - beside, lower)
        low = shape.code.bottom if shape.code_beside and not has_code else head.bottom
        brush.must_fit(lambda: nodes["title",], last, Room(low + lower, head.y))
        if beside:
            y = shape.code.y + lower
            if is_high:
                y = top + (WHITE if top > head.y else 0.0)
            code = ("code",), y, shape.code.height, fit.named
            end = y + brush.block(blocks.code_in_corner, *code)
            brush.must_fit(lambda: nodes["code",].domain, end, Room(shape.boards.y + lower, y))
        elif has_code:
            brush.block(blocks.code_beside, ("code",), shape.code.y, shape.code.height)

    def _lead(self, brush: Brush, last: float, title: float, room: float, lower: float) -> float:
        """Draw the lead below the title; return how far it reaches. The boards are ``lower``."""
        panel, shape = brush.panel, self.shape
        share = shape.lead * self.fit.lead
        if shape.flat:
            height = self._board_height(shape.boards.y + lower)
            number = blocks.flat_number(panel, height, shape.usual).size
            share = min(share, LARGEST_LEAD * number / panel.style("still-lead").size)
        style = scaled(panel, "still-lead", share)
        above = 0.2 * scaled(panel, "still-title", title).leading
        y = last + above + ABOVE_LEAD * style.leading + 0.2 * style.size * PT
        high: float = brush.block(blocks.lead, ("lead",), y, share, room)
        return y + high + fall(panel, style)

    def _board_height(self, top: float) -> float:
        """Return how high each sign is when the first one is at ``top``."""
        shape, count = self.shape, int(self.dialogue.nodes["count",])
        room = shape.boards.bottom - top - (count - 1) * shape.gap
        return min(shape.tallest, room / max(1, count))

    def _boards(self, down: float) -> None:
        """Draw the signs below each other on their post, the first one ``down`` lower."""
        shape, nodes, area = self.shape, self.dialogue.nodes, self.shape.boards
        brush, count = self._brush(area), nodes["count",]
        top = area.y + down
        height = self._board_height(top)
        least = LEAST_BOARD * shape.usual
        brush.must_fit(lambda: nodes["title",], count * least, Room(count * height, top))
        draw = blocks.flat_board if shape.flat else blocks.board
        start = top - (shape.boards.y - shape.post.y) if down == 0 else top - SHORT_POST
        brush.paint(blocks.post, ("post",), start, shape.post.bottom - start, shape.post.x - area.x)
        for index in range(count):
            y = top + index * (height + shape.gap)
            brush.block(draw, ("board", index), y, height, shape.usual)
