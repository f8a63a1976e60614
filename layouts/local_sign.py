"""The sign of a contact close by on the back of the leaflet, and what stands below it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from layouts.entry import ICON, INDENT
from layouts.outline import Slot
from layouts.panel import Panel
from layouts.pdf.content import BLACK, WHITE
from layouts.pdf.structure import Element
from layouts.typeset import Style
from layouts.words import Run, Words

LEAST = 10.0  # pt
LEAST_NUMBER = 14.0
BESIDE = 4.0  # mm between a number and the hours beside it
ICONS = {"hours": "clock", "mail": "mail", "web": "web"}  # by field

Passage = tuple[Words, Style]


@dataclass(frozen=True)
class Look:
    """How close together things stand, in mm and pt; baselines count from what is above them."""

    head: float  # the black pentagon
    text_x: float
    icon: float
    label: float  # baseline of the label
    label_size: float
    number: float  # baseline of the way in
    number_size: float
    foot: float  # from the last baseline on the board to its edge
    below: float  # first baseline below the board
    gap: float  # to the next sign
    joined: bool  # whether what stands below is one paragraph


ROOMY = Look(16.5, 20.5, 6.0, 4.6, 10.5, 6.2, 17.5, 2.7, 4.8, 2.5, joined=False)
CLOSE = Look(12.5, 15.5, 5.0, 3.9, 10.0, 5.5, 15.0, 1.9, 4.2, 2.4, joined=True)


def details(slot: Slot) -> dict[str, Words]:
    """What is known of a contact besides its label and the way in on its sign, in this order."""
    known = {"name": slot.name, "hours": slot.hours}
    known |= {way.icon: way.words for way in slot.ways[1:]}
    return {field: words for field, words in known.items() if words}


class LocalSign:
    """A sign with a number or an address, or one to fill in with a pen: white, its pentagon
    outlined. ``left_out`` are the details for which there is no room.
    """

    def __init__(
        self, panel: Panel, slot: Slot, look: Look, left_out: Set[str] = frozenset()
    ) -> None:
        self.panel, self.slot = panel, slot
        self.look = look if slot.is_filled else ROOMY  # room to write
        self.details = {f: w for f, w in details(slot).items() if f not in left_out}
        self.room = panel.width - self.look.text_x - 2

    @cached_property
    def label(self) -> list[Passage]:
        """What it is of, in the reader's language and in Dutch, and the name: each on a line of its
        own where they have no room together.
        """
        style = self.panel.style("local-label", size=self.look.label_size)
        slot, both, name = self.slot, self.slot.label_in_both, self.details.get("name")
        parts = [both]
        if slot.dutch and both is not slot.label and not self._fits(both, style):
            parts = [slot.label, slot.dutch]
        if name:
            colon = Run(": ", language=self.panel.language)
            joined = Words((*parts[-1].runs, colon, *name.runs))
            parts[-1:] = [joined] if self._fits(joined, style) else [parts[-1], name]
        return [(part, self.panel.shrunk(part, style, self.room)) for part in parts]

    @cached_property
    def number(self) -> Passage | None:
        """The way in, if it has room on the board."""
        if not self.slot.is_filled:
            return None
        (way, *_), look = self.slot.ways, self.look
        style = self.panel.style("hero-local", size=look.number_size)
        if way.icon == "phone":
            return way.words, self.panel.shrunk(way.words, style, self.room, LEAST_NUMBER)
        fitted = self.panel.fitted(way.words, style, self.room, 2 * look.number, LEAST)
        return (way.words, fitted) if fitted else None

    @cached_property
    def hours(self) -> Passage | None:
        """When the number is answered, if that has room beside it."""
        words = self.details.get("hours")
        if not words or not self.number or self._lines(self.number) > 1:
            return None
        style = self.panel.style("local-more")
        used = self._width(*self.number) + BESIDE + self._width(words, style)
        return (words, style) if used <= self.room else None

    @cached_property
    def below(self) -> list[tuple[str, Words]]:
        """What stands below the board: fields and their words."""
        rest = {f: w for f, w in self.details.items() if f != "name"}
        if self.hours:
            del rest["hours"]
        if self.slot.is_filled and not self.number:
            rest = {self.slot.icon: self.slot.ways[0].words} | rest
        return list(rest.items())

    @cached_property
    def board(self) -> tuple[list[tuple[Passage, float]], float]:
        """What stands on the board, each with its first baseline, and how high that makes it."""
        look, y = self.look, self.look.label
        rows: list[tuple[Passage, float]] = []
        for passage in self.label:
            y += passage[1].leading if rows else 0
            rows.append((passage, y))
            y += (self._lines(passage) - 1) * passage[1].leading
        y += look.number + self.panel.theme.scale.local_more if self.has_line else 0
        if self.number:
            rows.append((self.number, y))
            y += (self._lines(self.number) - 1) * self.number[1].leading
        return rows, y + look.foot

    @property
    def has_line(self) -> bool:
        """Whether there is a line for the way in: printed, or to write on."""
        return self.number is not None or not self.slot.is_filled

    @property
    def height(self) -> float:
        """Of the board and what stands below it."""
        return self._draw(self.panel.trial(), Element("Sect"), 0.0)

    def draw(self, section: Element, y: float) -> None:
        """Draw it, its board from ``y`` on."""
        self._draw(self.panel, section, y)

    def _draw(self, panel: Panel, section: Element, y: float) -> float:
        """Draw it; gives its lowest edge."""
        look, filled = self.look, self.slot.is_filled
        rows, board = self.board
        accent = self.number is not None and self.slot.icon == "phone"
        panel.sign_in(y, panel.width, board, look.head, accent=accent, outlined=not filled)
        x = (look.head - 0.4 * board * 0.5 - look.icon) / 2
        icon_y = y + (board - look.icon) / 2
        panel.icon(self.slot.icon, x, icon_y, look.icon, WHITE if filled else BLACK)
        for (words, style), baseline in rows:
            panel.text(section.child("P"), words, style, look.text_x, y + baseline, self.room)
        if self.hours:
            words, style = self.hours
            end, baseline = panel.width - 2, y + rows[-1][1]
            panel.one_line(section.child("P"), words, style, end, baseline, self.room, align="end")
        return self._draw_below(panel, section, y + board)

    def _draw_below(self, panel: Panel, section: Element, y: float) -> float:
        """What has no room on the board, whose lower edge is ``y``; gives its own lowest edge."""
        style = self.panel.style("local-more")
        baseline, lowest = y + self.look.below, y
        for icon, words in self._joined() if self.look.joined else self._apart():
            indent = INDENT if icon else 0.0
            room = panel.width - indent
            if icon:
                panel.icon(icon, 0, baseline - 3.3, ICON)
            last = panel.text(section.child("P"), words, style, indent, baseline, room)
            baseline, lowest = last + style.leading, last + panel.theme.scale.fall
        return lowest

    def _apart(self) -> Iterator[tuple[str | None, Words]]:
        """Each fact by itself, behind its icon."""
        return ((ICONS[field], words) for field, words in self.below)

    def _joined(self) -> Iterator[tuple[str | None, Words]]:
        """All facts as one paragraph."""
        if self.below:
            dot = Run(" \N{MIDDLE DOT} ", language=self.panel.language)
            runs = [run for _, words in self.below for run in (dot, *words.runs)]
            yield None, Words(tuple(runs[1:]))

    def _fits(self, words: Words, style: Style) -> bool:
        """Whether words fit on one line of the board, if need be at their smallest."""
        return self._width(words, self.panel.shrunk(words, style, self.room)) <= self.room

    def _lines(self, passage: Passage) -> int:
        return len(self.panel.lines(*passage, self.room))

    def _width(self, words: Words, style: Style) -> float:
        return self.panel.lines(words, style)[0].width
