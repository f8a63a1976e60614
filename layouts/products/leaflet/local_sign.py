"""The sign of a local contact on the back of the leaflet, and the details below it."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from functools import cached_property

from msgspec import Struct, structs

from wegwijs.layouts.content.outline import Slot
from wegwijs.layouts.content.words import Run, Words, with_name
from wegwijs.layouts.pdf.content import BLACK, WHITE
from wegwijs.layouts.pdf.entry import ICON, INDENT
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element, Nowhere
from wegwijs.layouts.products.leaflet.contact_details import IN_DUTCH, details
from wegwijs.layouts.typesetting.lines import Style
from wegwijs.sources.same import Same
from wegwijs.sources.ways import DETAILS, HOURS, NUMBERS, WAYS

LEAST = 10.0  # pt
LEAST_NUMBER = 14.0
MOST_ORDERED = 5  # facts of which every order is tried
BESIDE = 2.0  # mm between a number and the text beside it
END = 1.2  # mm from the text on a board to its end
ROW, BELOW_ROW = 4.7, 2.1  # mm: the baseline on a board with one row, and its distance to the edge

Passage = tuple[Words, Style]


class Density(Struct, frozen=True):
    """The dimensions of a sign, in mm and pt; each baseline is relative to what is above it."""

    head: float  # the black pentagon
    text_x: float
    icon: float
    label: float  # baseline of the label
    label_size: float
    number: float  # baseline of the number or address
    number_size: float
    foot: float  # from the last baseline on the board to its edge
    below: float  # first baseline below the board
    gap: float  # to the next sign
    joined: bool  # whether the details below are joined into one paragraph
    mixed: bool = False  # whether numbers may be joined in any order, to save a line
    one_row: bool = False  # whether the number or address is beside the label where it fits


ROOMY = Density(16.5, 20.5, 6.0, 4.6, 10.5, 6.2, 17.5, 2.7, 4.8, 2.5, joined=False)
CLOSE = Density(12.5, 15.5, 5.0, 3.9, 10.0, 5.5, 15.0, 1.9, 4.2, 2.4, joined=True)
TIGHT = Density(8.2, 9.4, 4.0, 3.5, 10.0, 4.9, 14.0, 1.5, 3.7, 1.4, joined=True)
FLAT = structs.replace(TIGHT, one_row=True)
MIXED, FLAT_MIXED = structs.replace(TIGHT, mixed=True), structs.replace(FLAT, mixed=True)
DENSITIES = (ROOMY, CLOSE, TIGHT, MIXED, FLAT, FLAT_MIXED)


class LocalSign:
    """A sign with a number or an address, or an empty one to fill in with a pen: white, its
    pentagon outlined. ``left_out`` are the details that do not fit; ``IN_DUTCH`` is one of them.
    """

    def __init__(
        self, panel: Panel, slot: Slot, density: Density, left_out: Set[str] = frozenset()
    ) -> None:
        self.panel, self.left_out = panel, left_out
        self.slot = structs.replace(slot, dutch=None) if IN_DUTCH in left_out else slot
        self.density = density if slot.is_filled else ROOMY  # with room to write
        self.details = {f: w for f, w in details(slot).items() if f not in left_out}
        self.room = panel.width - self.density.text_x - END

    def without(self, fields: Iterable[str]) -> LocalSign:
        """Return the same sign without some details."""
        return LocalSign(self.panel, self.slot, self.density, {*self.left_out, *fields})

    @property
    def fields(self) -> set[str]:
        """The details that it shows."""
        return {*self.details, *([IN_DUTCH] if self.slot.dutch else [])}

    # --- the board -------------------------------------------------------------------------

    @cached_property
    def label(self) -> list[Passage]:
        """The label in the reader's language and in Dutch, and the name; on separate lines where
        they do not fit together.
        """
        parts, name = self._labels, self.details.get("name")
        if self._joined_name:
            parts = [*parts[:-1], self._joined_name]
        elif name and self.beside != self._small(name):
            parts = [*parts, name]
        style = self._label_style
        return [(part, self.panel.shrunk(part, style, self.room)) for part in parts]

    @property
    def _label_style(self) -> Style:
        return self.panel.style("local-label", size=self.density.label_size)

    @cached_property
    def _labels(self) -> list[Words]:
        """The label in both languages, on one line or else on two."""
        return self.slot.labels(lambda words: self._fits(words, self._label_style))

    @cached_property
    def _joined_name(self) -> Words | None:
        """The last line of the label joined with the name, if that fits."""
        name = self.details.get("name")
        if not name:
            return None
        joined = with_name(self._labels[-1], name, self.panel.language)
        return joined if self._fits(joined, self._label_style) else None

    @cached_property
    def beside(self) -> Passage | None:
        """The text beside the number: a name that does not fit with the label, or the hours."""
        if self.density.one_row or not self.number or self._lines(self.number) > 1:
            return None
        room = self.room - self._width(*self.number) - BESIDE
        name = None if self._joined_name else self.details.get("name")
        passages = [self._small(words) for words in (name, self.details.get("hours")) if words]
        return next((one for one in passages if self._width(*one) <= room), None)

    def _small(self, words: Words) -> Passage:
        return words, self.panel.style("local-more")

    @cached_property
    def number(self) -> Passage | None:
        """The number or address, if it fits on the board."""
        if not self.slot.is_filled:
            return None
        (way, *_), density = self.slot.ways, self.density
        style = self.panel.style("hero-local", size=density.number_size)
        if way.icon == "phone":
            return way.words, self.panel.shrunk(way.words, style, self.room, LEAST_NUMBER)
        fitted = self.panel.fitted(way.words, style, self.room, 2 * density.number, LEAST)
        return (way.words, fitted) if fitted else None

    @cached_property
    def below(self) -> list[tuple[str, Words]]:
        """The details below the board: fields and their words."""
        rest = {f: w for f, w in self.details.items() if f != "name"}
        if self.beside and self.beside == self._small(self.details.get("hours", self.beside[0])):
            rest.pop("hours", None)
        if self.slot.is_filled and not self.number:
            rest = {self.slot.ways[0].id: self.slot.ways[0].words} | rest
        return list(rest.items())

    @cached_property
    def board(self) -> tuple[list[tuple[Passage, float]], float]:
        """The passages on the board, each with its first baseline, and the height of the board."""
        if self.is_one_row and self.number:
            return [(self.label[0], ROW), (self.number, ROW)], ROW + BELOW_ROW
        density, y = self.density, self.density.label
        rows: list[tuple[Passage, float]] = []
        for passage in self.label:
            y += passage[1].leading if rows else 0
            rows.append((passage, y))
            y += (self._lines(passage) - 1) * passage[1].leading
        y += density.number + self.panel.theme.scale.local_more if self.has_line else 0
        if self.number:
            rows.append((self.number, y))
            y += (self._lines(self.number) - 1) * self.number[1].leading
        # Digits have no descenders; the letters of a label that stands last may reach low.
        foot = density.foot if self.has_line else max(density.foot, self.panel.theme.scale.fall)
        return rows, y + foot

    @cached_property
    def is_one_row(self) -> bool:
        """Whether the label and the number are on one line, at opposite sides of the board."""
        if not (self.density.one_row and self.number) or len(self.label) > 1:
            return False
        both = (self.label[0], self.number)
        needed = sum(self._width(*passage) for passage in both) + BESIDE
        return needed <= self.room and all(self._lines(passage) == 1 for passage in both)

    @property
    def long_fields(self) -> list[str]:
        """The Dutch names of fields on the board that need more than a line, or do not fit."""
        (way, *_) = self.slot.ways
        named = [("label", passage) for passage in self.label[:1]]
        named += [(WAYS[way.id].short, self.number)] if self.number else []
        long = [field for field, passage in named if self._lines(passage) > 1]
        return long if self.number else [*long, WAYS[way.id].short]

    @property
    def has_line(self) -> bool:
        """Whether there is a line for the number: printed, or to write on."""
        return self.number is not None or not self.slot.is_filled

    @cached_property
    def height(self) -> float:
        """Height of the board and the details below it (mm)."""
        return self.draw(self.panel.trial(), Nowhere("Nowhere"), 0.0)

    def draw(self, panel: Panel, section: Element, y: float) -> float:
        """Draw the sign on a panel, with its board from ``y`` on; return its lowest edge."""
        density, filled = self.density, self.slot.is_filled
        rows, board = self.board
        accent = self.number is not None and self.slot.icon == "phone"
        panel.sign_in(y, panel.width, board, density.head, accent=accent, outlined=not filled)
        x = (density.head - 0.4 * board * 0.5 - density.icon) / 2
        icon_y = y + (board - density.icon) / 2
        panel.icon(self.slot.icon, x, icon_y, density.icon, WHITE if filled else BLACK)
        for (words, style), baseline in rows[:1] if self.is_one_row else rows:
            panel.text(section.child("P"), words, style, density.text_x, y + baseline, self.room)
        if at_end := self.number if self.is_one_row else self.beside:
            words, style = at_end
            end, baseline = panel.width - END, y + rows[-1][1]
            panel.one_line(section.child("P"), words, style, end, baseline, self.room, align="end")
        return self._draw_below(panel, section, y + board)

    def _draw_below(self, panel: Panel, section: Element, y: float) -> float:
        """Draw what does not fit on the board, whose lower edge is ``y``; return the
        lowest edge.
        """
        style = self.panel.style("local-more")
        baseline, lowest = y + self.density.below, y
        for icon, words in self._joined() if self.density.joined else self._apart():
            indent = INDENT if icon else 0.0
            room = panel.width - indent
            if icon:
                panel.icon(icon, 0, baseline - 3.3, ICON)
            last = panel.text(section.child("P"), words, style, indent, baseline, room)
            baseline, lowest = last + style.leading, last + panel.theme.scale.fall
        return lowest

    def _apart(self) -> Iterator[tuple[str | None, Words]]:
        """Yield each fact separately, with its icon."""
        return ((DETAILS[field].icon, words) for field, words in self.below)

    def _joined(self) -> Iterator[tuple[str | None, Words]]:
        """Yield lines with as many facts as fit, in the order that needs the fewest lines."""
        style = self.panel.style("local-more")
        ways = [self._packed([words for _, words in order], style) for order in self._orders()]
        return ((None, line) for line in min(ways, key=len))

    def _orders(self) -> Iterator[Sequence[tuple[str, Words]]]:
        """Yield the orders in which facts may be joined, that of the data first. Phone numbers keep
        their order, before other ways, for who is in a hurry calls. Hours stand before all of them:
        after one they would seem to be those of that number alone. In a ``mixed`` density numbers
        have any order: better than that one is left out.
        """
        called = {HOURS.id, *(one.id for one in NUMBERS)}
        head = [fact for fact in self.below if fact[0] in called]
        if head and head[-1][0] == HOURS.id:  # no number beside them
            head = []
        mixes = (head, head[:1] if head and head[0][0] == HOURS.id else [])
        for first in mixes if self.density.mixed else mixes[:1]:
            rest = [fact for fact in self.below if fact not in first]
            for order in itertools.permutations(rest) if len(rest) <= MOST_ORDERED else (rest,):
                yield *first, *order

    def _packed(self, facts: Sequence[Words], style: Style) -> list[Words]:
        """Return facts in lines, separated by a dot."""
        dot = Run(" \N{MIDDLE DOT} ", language=self.panel.language)
        lines: list[Words] = []
        for words in facts:
            joined = Words((*lines[-1].runs, dot, *words.runs)) if lines else words
            if lines and self._width(joined, style) <= self.panel.width:
                lines[-1] = joined
            else:
                lines.append(words)
        return lines

    def _fits(self, words: Words, style: Style) -> bool:
        """Return whether words fit on one line of the board, if necessary at their
        smallest size.
        """
        return self._width(words, self.panel.shrunk(words, style, self.room)) <= self.room

    def _lines(self, passage: Passage) -> int:
        return len(self.panel.lines(*passage, self.room))

    def _width(self, words: Words, style: Style) -> float:
        return self.panel.lines(words, style)[0].width


_RECENT: Memory[Hashable, LocalSign] = Memory(32)


def local_sign(panel: Panel, slot: Slot, density: Density, left_out: frozenset[str]) -> LocalSign:
    """Return the sign of a contact on a panel. Cached: it is measured first, and drawn later."""
    key = Same(panel.theme), panel.outline.language, panel.rtl, panel.width, slot, density, left_out
    return _RECENT.made(key, lambda: LocalSign(panel.trial(), slot, density, left_out))
