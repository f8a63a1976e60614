"""The layout of the poster. 112, the code and the numbers have one size; what gives way to longer
text is the white between the arms, then the lead, the title, and the questions.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from wegwijs.layouts.pdf.blocks import Brush, Dialogue
from wegwijs.layouts.pdf.overflow import DoesNotFit, Room
from wegwijs.layouts.products.poster import blocks
from wegwijs.layouts.products.poster.blocks import ARM, fall
from wegwijs.layouts.products.poster.paper import MARGIN, MEASURE

PANEL = "poster"
DRAFT = 8.0  # mm that the upper part is lower below the draft mark
BESIDE_CODE, LEAD_BESIDE_CODE, LEAD = 136.0, 132.0, 172.0  # measures
LIST_Y = 118.0  # the upper edge of the first question, where there is room
LEAD_Y = 104.3  # the last baseline of the lead, where there is room
TO_LEAD = 11.1  # from the last baseline of the title
ABOVE_LIST, BELOW_LEAD = 4.5, 7.0  # from the lead to the list at least, and more without a code
BELOW_LIST, CLOSE_BELOW_LIST = 6.5, 3.2  # from the last arm to 112, and the least
SECOND = 1.8  # between two arms of a question
WIDEST = 6.5  # between questions
# Upper edge and height of 112: above one line of colophon, and above more.
ALERTS = ((254.5, 27.0), (251.5, 25.0))


class Fit(Struct, frozen=True):
    """How much the poster gives way: the least white between questions (mm), and shares of type."""

    gap: float = 3.6
    title: float = 1.0
    lead: float = 1.0
    question: float = 1.0
    lead_up: bool = False  # the lead is close below the title
    languages: bool = True  # whether those of the explanation are named


_STEPS: tuple[Mapping[str, Any], ...] = (
    {"gap": 2.8},
    {"gap": 2.0},
    {"lead_up": True},
    {"title": 52 / 56},
    {"title": 48 / 56},
    {"lead": 15 / 16.5},
    {"question": 14 / 15},
    {"question": 13 / 15},
    {"languages": False},
    {"title": 44 / 56, "lead": 14 / 16.5},
    {"title": 40 / 56},
    {"title": 36 / 56},
    {"title": 32 / 56},
)
FITS: tuple[Fit, ...] = tuple(
    itertools.accumulate(_STEPS, lambda fit, step: structs.replace(fit, **step), initial=Fit())
)


def layout_of(dialogue: Dialogue) -> Fit:
    """Return the first fit in which everything has its place; with other answers, as with more
    languages below the code, another object. Raises ``DoesNotFit``.
    """
    return dialogue.laid_out(lambda: _fit(dialogue))


def _fit(dialogue: Dialogue) -> Fit:
    for fit in FITS:
        brush = Brush(dialogue, (PANEL, 0, MARGIN, MEASURE))
        Poster(brush, fit).draw()
        if not brush.overflows:
            return structs.replace(fit)
    raise DoesNotFit("poster", dialogue.setting.language, brush.overflows, fit)


class Poster(Struct, frozen=True):
    """The poster in a fit."""

    brush: Brush
    fit: Fit

    def draw(self) -> None:
        """Draw it from top to bottom."""
        brush, nodes = self.brush, self.brush.dialogue.nodes
        down = 0.0
        if nodes["draft",] is not None:
            brush.block(blocks.draft, ("draft",), 0.0)
            down = DRAFT
        self.header(down)
        start = self.question(down)
        lines = self.lines
        y, height = ALERTS[0] if lines == 1 else ALERTS[1]
        self.situations(start, y)
        brush.block(blocks.alert, ("alert",), y, height)
        brush.block(blocks.colophon, ("colophon",), 0.0)

    @property
    def lines(self) -> int:
        """How many lines the colophon has."""
        brush = self.brush
        trial = Brush(brush.dialogue, brush.frame)
        return int(trial.block(blocks.colophon, ("colophon",), 0.0))

    def header(self, down: float) -> None:
        """Draw the kind of document or the logo, and the publisher."""
        brush = self.brush
        if not brush.dialogue.nodes["shows",].logo:
            brush.block(blocks.kicker, ("kicker",), down)
        else:
            room = (10.5, 18.5) if down else (blocks.LOGO_HEIGHT, blocks.LOGO_Y)
            height, y = room
            brush.block(blocks.logo, ("logo",), y, height)
        brush.block(blocks.publisher, ("publisher",), down)

    def question(self, down: float) -> float:
        """Draw the title, the lead and the code; return where the list may begin."""
        brush, fit, panel = self.brush, self.fit, self.brush.panel
        has_code = brush.dialogue.nodes["shows",].site
        room = BESIDE_CODE if has_code else MEASURE
        last = down + brush.block(blocks.title, ("title",), down, fit.title, room)
        room = LEAD_BESIDE_CODE if has_code else LEAD
        style = blocks.scaled(panel, "wall-lead", fit.lead)
        above = TO_LEAD * panel.theme.scale.lead_gap / 7.5
        trial = Brush(brush.dialogue, brush.frame)
        high = trial.block(blocks.lead, ("lead",), 0.0, fit.lead, room)
        y = last + above
        if has_code and not fit.lead_up:
            y = max(y, LEAD_Y + 0.3 * down - high)
        brush.block(blocks.lead, ("lead",), y, fit.lead, room)
        end = y + high + fall(panel, style) + ABOVE_LIST
        if has_code:
            at = blocks.CODE_Y + down / 2
            end = max(end, at + brush.block(blocks.site, ("site",), at, fit.languages))
        return float(end)

    def situations(self, start: float, alert_y: float) -> None:
        """Draw the questions with their arms, between ``start`` and 112."""
        brush, fit, nodes = self.brush, self.fit, self.brush.dialogue.nodes
        rows = nodes["rows",]
        trial = Brush(brush.dialogue, brush.frame)
        heights = [
            trial.block(blocks.question, ("question", row), 0.0, fit.question)
            + count * ARM
            + (count - 1) * SECOND
            for row, count in enumerate(rows)
        ]
        least, end = sum(heights) + (len(rows) - 1) * fit.gap, alert_y - BELOW_LIST
        lowest = alert_y - CLOSE_BELOW_LIST
        brush.must_fit(lambda: nodes["title",], start + least, Room(lowest, start))
        usual = LIST_Y if nodes["shows",].site else min(LIST_Y, start + BELOW_LEAD)
        y = max(start, min(usual, end - least))
        spare = max(0.0, end - least - y)
        gap = min(WIDEST, fit.gap + spare / max(1, len(rows) - 1))
        brush.paint(blocks.post, ("post",), y - 3.0, alert_y - y + 4.0)  # to behind 112
        for row, count in enumerate(rows):
            y += brush.block(blocks.question, ("question", row), y, fit.question)
            for index in range(count):
                y += SECOND if index else 0.0
                brush.block(blocks.arm, ("arm", row, index), y)
                y += ARM
            y += gap
