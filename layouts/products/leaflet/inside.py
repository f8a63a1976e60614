"""The panels inside the leaflet: groups of organisations, each under its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layouts.content.outline import Group
from layouts.content.words import Words
from layouts.pdf.entry import EntryLook, draw_entry
from layouts.pdf.panel import Panel
from layouts.pdf.qr import MODULE, QUIET_ZONE
from layouts.pdf.structure import Element
from layouts.products.leaflet.fit import Reading
from layouts.typesetting.lines import PT, Style

SECOND_ROW = 117.5  # where the names of second entries run level over the sheet, or near it
FIRST_GAP = 10.0  # from the lines under a panel's head to the first name
LEAST_GAP = 8.5
SMALL_HEAD = 18.0  # pt: so small a head gets before it takes two lines
TIGHT = 1.0  # mm less between a head and the lines under it, where the first entry moves up
MOST_APART = 5.0  # between entries in a panel that has room left
NAME_RISE = 3.4  # mm: how far a name reaches above its baseline
QUIET = QUIET_ZONE * MODULE


def body_style(panel: Panel, fit: Reading) -> Style:
    """The style of running text."""
    style = panel.style("body")
    size = max(min(style.size, 11.0), style.size * fit.body)
    return replace(style, size=size, leading=style.leading * fit.leading)


@dataclass(frozen=True)
class Column:
    """The groups of a panel. ``head_y`` is the baseline of its head, ``first_row`` that of the
    first name; ``bottom`` is the last baseline, and codes reach no deeper than ``floor``.
    """

    panel: Panel
    section: Element
    groups: Sequence[Group]
    fit: Reading
    head_y: float
    first_row: float
    bottom: float
    floor: float

    def draw(self) -> None:
        """Everything. Where three entries leave room over, it is shared out between them."""
        apart = 0.0
        if self.rows > 2 and not self.panel.measuring:
            trial = replace(self, panel=self.panel.trial(), section=Element("Sect"))
            apart = max(0.0, min(MOST_APART, (self.bottom - trial.entries(0)) / (self.rows - 1)))
        self.entries(apart)

    @property
    def rows(self) -> int:
        """How many entries stand below each other."""
        return sum(len(group.entries) for group in self.groups)

    def entries(self, apart: float) -> float:
        """Draw with ``apart`` mm more between entries; gives the last baseline."""
        panel, last, code, row = self.panel, 0.0, 0.0, 0
        for group in self.groups:
            for number, entry in enumerate(group.entries):
                if row == 0:
                    y = self.head(group)
                else:
                    heading = None if number else group.heading
                    y = self.next(entry.title, heading, last + apart, code)
                row += 1
                look = self.look(more=self.rows - row >= self.fit.without_more)
                last, code = draw_entry(panel, self.section, entry, y, look)
                panel.must_fit(entry.title, last, self.bottom)
                panel.must_fit(entry.qr_alt, code, self.floor)
        return max(last, code - self.floor + self.bottom)

    def look(self, *, more: bool) -> EntryLook:
        """How an entry is set; ``more`` is whether it keeps its second sentence."""
        panel, fit = self.panel, self.fit
        key, link = (panel.style(name) for name in ("key", "link"))
        return EntryLook(
            body=body_style(panel, fit),
            key=replace(key, leading=key.leading * fit.leading),
            link=replace(link, leading=link.leading * fit.leading),
            web=panel.style("hero-web"),
            web_sign=fit.web_sign,
            under_sign=fit.under_sign,
            half=fit.half,
            what=fit.first_what,
            more=more,
            own=fit.own,
        )

    def head(self, group: Group) -> float:
        """The head of the panel and what is said of its group; gives the baseline of a name."""
        panel = self.panel
        display = self.display(group.heading)
        last = panel.text(
            self.section.child("H2"), group.heading, display, 0, self.head_y, panel.width
        )
        if said := group.lead[: self.fit.group_leads]:
            y = last + panel.theme.scale.lead_gap - (TIGHT if self.fit.first_up else 0)
            lead, body = Words.join(said), body_style(panel, self.fit)
            last = panel.text(self.section.child("P"), lead, body, 0, y, panel.width)
        if self.fit.first_up:
            return last + LEAST_GAP
        return max(self.first_row, last + LEAST_GAP)

    def display(self, heading: Words) -> Style:
        """The style of a head: smaller where it then fits on one line."""
        return self.panel.shrunk(heading, self.panel.style("display"), self.panel.width, SMALL_HEAD)

    def next(self, name: Words, heading: Words | None, last: float, code: float) -> float:
        """The baseline of the next name, under the head of another group or not; ``last`` is the
        baseline and ``code`` the lowest code above it.
        """
        panel, fit = self.panel, self.fit
        clear = code + QUIET
        down = self.head_down(heading) if heading else 0.0  # from the top of a head to the name
        y: float = max(last + fit.entry_gap, clear + NAME_RISE)
        if heading:
            y = max(last + panel.theme.scale.fall + fit.head_gap[0], clear) + down
        if self.rows == 2 and not fit.flow:
            level = SECOND_ROW + fit.row_shift
            panel.must_fit(name, y, level)
            y = level
        if heading:
            style = self.display(heading)
            head_y = y - down + self.rise(style)
            panel.text(self.section.child("H2"), heading, style, 0, head_y, panel.width)
        return y

    def rise(self, style: Style) -> float:
        """How far a head reaches above its first baseline."""
        return self.panel.theme.scale.head_rise * style.size * PT

    def head_down(self, heading: Words) -> float:
        """From the top of a second head to the baseline of the name below it."""
        style = self.display(heading)
        lines = len(self.panel.lines(heading, style, self.panel.width))
        below: float = self.fit.head_gap[1] + self.panel.theme.scale.head_fall
        return self.rise(style) + (lines - 1) * style.leading + below
