"""The layout of large print: which units are on which page, and how much each page gives way.

A group begins a page, unless it fits whole below the one before it. Only one that is higher than a
page is divided, between its units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from wegwijs.layouts.pdf.blocks import Brush, Dialogue
from wegwijs.layouts.pdf.overflow import DoesNotFit, Overflow, Room
from wegwijs.layouts.products.large_print.cover import Cover
from wegwijs.layouts.products.large_print.fit import COVER_FITS, FITS, CoverFit, Fit
from wegwijs.layouts.products.large_print.paper import BOTTOM, MARGIN, MEASURE, MOST, TOP
from wegwijs.layouts.products.large_print.units import Unit

PANEL = "bladzijde"  # in messages
ROOM = BOTTOM - TOP


class Layout(Struct, frozen=True):
    """The cover, and the units of each further page with their fit."""

    cover: CoverFit
    pages: tuple[tuple[tuple[Unit, ...], Fit], ...]

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.pages) + 1


class Group(Struct, frozen=True):
    """Units that belong together; ``first``: it always begins a page."""

    units: tuple[Unit, ...]
    first: bool = False


def layout_of(dialogue: Dialogue) -> Layout:
    """Return the layout. Raises ``DoesNotFit``."""
    return dialogue.laid_out(lambda: _Arranger(dialogue).arrange())


def stacked(
    units: Sequence[Unit], brush: Brush, y: float, fit: Fit
) -> Iterator[tuple[float, float]]:
    """Draw units below each other from ``y`` on; yield the edges of each."""
    before: Unit | None = None
    for unit in units:
        top = y + unit.above(fit, before)
        y, before = unit.draw(brush, top, fit), unit
        yield top, y


class _Arranger:
    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self._measured: dict[tuple[Unit, Fit], tuple[float, bool]] = {}

    def arrange(self) -> Layout:
        """Divide the groups over pages, and give each page the roomiest fit that it allows."""
        cover, overflows = self._cover()
        pages = tuple((units, self._fit(units)) for units in self._pages())
        for index, (units, fit) in enumerate(pages, start=1):
            if self._height(units, fit) > ROOM or any(self._unit(one, fit)[1] for one in units):
                overflows += self._overflows(index, units, fit)
        layout = Layout(cover, pages[: MOST - 1])
        if len(pages) >= MOST:
            overflows.append(Overflow(PANEL, str(self.dialogue.nodes["title",])))
        if overflows:
            language = self.dialogue.setting.language
            raise DoesNotFit("large-print", language, overflows, layout)
        return layout

    def _overflows(self, page: int, units: Sequence[Unit], fit: Fit) -> list[Overflow]:
        """Return what does not fit on a page, and where."""
        brush = self._brush(page)
        for unit, (top, bottom) in zip(units, stacked(units, brush, TOP, fit), strict=True):
            brush.must_fit(partial(self._named, unit), bottom, Room(BOTTOM, top))
        return brush.overflows

    def _brush(self, page: int) -> Brush:
        return Brush(self.dialogue, (PANEL, page, MARGIN, MEASURE))

    def _cover(self) -> tuple[CoverFit, list[Overflow]]:
        for fit in COVER_FITS:
            brush = self._brush(0)
            Cover(brush, fit).draw()
            if not brush.overflows:
                break
        return fit, brush.overflows

    def _pages(self) -> Iterator[tuple[Unit, ...]]:
        """Yield the units of each page, by the closest fit."""
        page: list[Unit] = []
        for group in groups_of(self.dialogue):
            if page and not group.first and self._fits([*page, *group.units]):
                page += group.units
                continue
            if page:
                yield tuple(page)
            page = []
            for unit in group.units:
                if page and not page[-1].is_head and not self._fits([*page, unit]):
                    yield tuple(page)
                    page = []
                page.append(unit)
        yield tuple(page)

    def _fits(self, units: Sequence[Unit]) -> bool:
        return self._height(units, FITS[-1]) <= ROOM

    def _fit(self, units: Sequence[Unit]) -> Fit:
        return next((fit for fit in FITS if self._height(units, fit) <= ROOM), FITS[-1])

    def _height(self, units: Sequence[Unit], fit: Fit) -> float:
        befores = (None, *units[:-1])
        return sum(
            unit.above(fit, before) + self._unit(unit, fit)[0]
            for unit, before in zip(units, befores, strict=True)
        )

    def _unit(self, unit: Unit, fit: Fit) -> tuple[float, bool]:
        """Return the height of a unit, and whether anything on it does not fit."""
        key = unit, fit
        if key not in self._measured:
            brush = self._brush(1)
            height = unit.draw(brush, 0.0, fit)
            self._measured[key] = height, bool(brush.overflows)
        return self._measured[key]

    def _named(self, unit: Unit) -> str:
        """Return what a user knows a unit by."""
        nodes = self.dialogue.nodes
        if unit.kind == "entry":
            return str(nodes["entry", unit.at].title)
        if unit.kind == "slot":
            slot = nodes["slot", unit.at]
            return str(slot.dutch or slot.label)
        return str(nodes["title",])


def groups_of(dialogue: Dialogue) -> Iterator[Group]:
    """Yield the groups of an edition, in reading order."""
    nodes = dialogue.nodes
    situations = [Unit("situation", i, rows) for i, rows in enumerate(nodes["routes",])]
    yield Group((Unit("situations"), *situations), first=True)
    for index, numerals in enumerate(nodes["groups",]):
        entries = [Unit("entry", numeral) for numeral in numerals]
        yield Group((Unit("group", index), *entries), first=index == 0)
    yield Group((Unit("calling"),), first=True)
    slots = [Unit("slot", index) for index in range(nodes["slots",])]
    yield Group((Unit("local"), *slots, Unit("colophon")))  # a colophon alone fills no page
