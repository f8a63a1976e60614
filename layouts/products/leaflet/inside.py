"""The inside panels of the leaflet: groups of organisations, each below its heading."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from msgspec import Struct, structs

from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Brush
from wegwijs.layouts.pdf.overflow import Room
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.qr import MODULE, QUIET_ZONE
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.leaflet.entry import EntryLook, code, explanation, top
from wegwijs.layouts.products.leaflet.fit import TracedFit
from wegwijs.layouts.typesetting.lines import PT, Style

SECOND_ROW = 117.5  # baseline of second names, where they are aligned across the sheet
FIRST_GAP = 10.0  # from the lines below a panel's heading to the first name
LEAST_GAP = 8.5
SMALL_HEAD = 18.0  # pt: smallest heading before it takes two lines
TIGHT = 1.0  # mm less between a heading and the lines below it, where the first entry moves up
MOST_APART = 5.0  # at most this much more between entries in a panel with room left
BELOW_ENTRY = 6.0  # mm: the least between a last baseline and the next name
NAME_RISE = 3.4  # mm: how far a name reaches above its baseline
QUIET = QUIET_ZONE * MODULE


Heading = tuple[Words, tuple[Words, ...]]


def body_style(panel: Panel, body: float, leading: float) -> Style:
    """Return the style of running text; never below 11 pt."""
    style = panel.style("body")
    size = max(min(style.size, 11.0), style.size * body)
    return style._replace(size=size, leading=style.leading * leading)


class Drawn(NamedTuple):
    """An entry that was drawn: the baselines of its name and of its last line, and the lower edge
    of its code.
    """

    numeral: int
    y: float
    last: float
    deepest: float


class Column(Struct, frozen=True):
    """The groups of a panel, by index, with the numerals of their entries. ``head_y`` is the
    baseline of its heading, ``first_row`` that of the first name; ``bottom`` is the lowest
    baseline, ``floor`` the lowest edge of codes.
    """

    brush: Brush
    groups: Sequence[tuple[int, Sequence[int]]]
    fit: TracedFit
    head_y: float
    first_row: float
    bottom: float
    floor: float

    def draw(self) -> None:
        """Draw the panel. With three entries the remaining space is divided between them."""
        apart = 0.0
        if self.rows > 2 and not self.brush.measuring:
            last = structs.replace(self, brush=self.brush.trial()).entries(0)
            apart = max(0.0, min(MOST_APART, (self.bottom - last) / (self.rows - 1)))
        self.entries(apart)

    @property
    def rows(self) -> int:
        """The number of entries."""
        return sum(len(numerals) for _, numerals in self.groups)

    def entries(self, apart: float) -> float:
        """Draw the entries with ``apart`` mm of extra space between them; return the
        last baseline.
        """
        above, row = Drawn(0, 0.0, 0.0, 0.0), 0
        for group, numerals in self.groups:
            for number, numeral in enumerate(numerals):
                if row == 0:
                    y = self.head(group)
                else:
                    y = self.next(None if number else group, above, apart)
                row += 1
                look = self.look(more=self.rows - row >= self.fit.without_more)
                above = self.entry(numeral, y, look)
        return max(above.last, above.deepest - self.floor + self.bottom)

    def entry(self, numeral: int, y: float, look: EntryLook) -> Drawn:
        """Draw an organisation; ``y`` is the baseline of its name."""
        brush, path, nodes = self.brush, ("entry", numeral), self.brush.dialogue.nodes
        last, goes_on, code_top, side, explained = brush.block(top, path, y, look)
        if explained:
            at = (goes_on, last, code_top, side)
            last = brush.block(explanation, ("explained", numeral), y, look, *at)
        if side:
            brush.paint(code, path, y + code_top)
        last, deepest, rise = y + last, y + code_top + side, y - NAME_RISE
        room = partial(Room, top=rise, leading=look.body.leading, numeral=numeral)
        brush.must_fit(lambda: nodes[path].title, last, room(self.bottom))
        brush.must_fit(lambda: nodes[path].qr_alt, deepest, room(self.floor))
        return Drawn(numeral, y, last, deepest)

    def look(self, *, more: bool) -> EntryLook:
        """Return how an entry is set; ``more``: it keeps its second sentence."""
        panel, fit = self.brush.panel, self.fit
        key, link = (panel.style(name) for name in ("key", "link"))
        return EntryLook(
            body=body_style(panel, fit.body, fit.leading),
            key=key._replace(leading=key.leading * fit.leading),
            link=link._replace(leading=link.leading * fit.leading),
            web=panel.style("hero-web"),
            web_sign=fit.web_sign,
            under_sign=fit.under_sign,
            half=fit.half,
            what=fit.first_what,
            more=more,
            own=fit.own,
        )

    def head(self, group: int) -> float:
        """Draw the heading of the panel and the lead of its group; return the baseline of the first
        name.
        """
        fit = self.fit
        given = (fit.group_leads, fit.first_up, fit.body, fit.leading)
        last = self.head_y + self.brush.block(first_head, ("head", group), self.head_y, *given)
        if fit.first_up:
            return float(last + LEAST_GAP)
        return float(max(self.first_row, last + LEAST_GAP))

    def next(self, group: int | None, above: Drawn, apart: float) -> float:
        """Return the baseline of the name below an entry, below the heading of a new group if there
        is one; ``apart`` mm lower than it must be.
        """
        brush, fit, nodes = self.brush, self.fit, self.brush.dialogue.nodes
        scale, last, clear = brush.panel.theme.scale, above.last + apart, above.deepest + QUIET
        down = self.head_down(group) if group is not None else 0.0
        y: float = max(last + fit.entry_gap, clear + NAME_RISE)
        if group is not None:
            y = max(last + scale.fall + fit.head_gap[0], clear) + down
        if self.rows == 2 and not fit.flow:
            level, numeral = SECOND_ROW + fit.row_shift, above.numeral
            room = Room(level, above.y - NAME_RISE, level - BELOW_ENTRY, numeral=numeral)
            brush.must_fit(lambda: nodes["entry", numeral].title, y, room)
            y = level
        if group is not None:
            path = ("head", group)
            rise = head_rise(brush.panel, display(brush.panel, nodes[path][0]))
            brush.block(next_head, path, y - down + rise)
        return y

    def head_down(self, group: int) -> float:
        """Return the distance from the top of a second heading to the baseline of the
        name below it.
        """
        panel, heading = self.brush.panel, self.brush.dialogue.nodes["head", group][0]
        style = display(panel, heading)
        lines = len(panel.lines(heading, style, panel.width))
        below: float = self.fit.head_gap[1] + panel.theme.scale.head_fall
        return head_rise(panel, style) + (lines - 1) * style.leading + below


def display(panel: Panel, heading: Words) -> Style:
    """Return the style of a heading: smaller where it then fits on one line."""
    return panel.shrunk(heading, panel.style("display"), panel.width, SMALL_HEAD)


def head_rise(panel: Panel, style: Style) -> float:
    """Return how far a heading reaches above its first baseline."""
    return panel.theme.scale.head_rise * style.size * PT


def first_head(
    panel: Panel,
    section: Element,
    said: Heading,
    y: float,
    leads: int,
    first_up: bool,
    body: float,
    leading: float,
) -> float:
    """Draw the heading of a panel with this many lines below it; return the last baseline."""
    heading, lines = said
    style = display(panel, heading)
    last = panel.text(section.child("H2"), heading, style, 0, y, panel.width)
    if lines[:leads]:
        y = last + panel.theme.scale.lead_gap - (TIGHT if first_up else 0)
        lead = Words.join(lines[:leads])
        style = body_style(panel, body, leading)
        last = panel.text(section.child("P"), lead, style, 0, y, panel.width)
    return last


def next_head(panel: Panel, section: Element, said: Heading, y: float) -> None:
    """Draw the heading of another group."""
    heading, _ = said
    panel.text(section.child("H2"), heading, display(panel, heading), 0, y, panel.width)
