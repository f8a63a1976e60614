"""Text that does not fit: what, where, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from msgspec import Struct, structs

from wegwijs.sources.errors import ExitCode, WegwijsError

LEADING = 4.4  # mm


class Area(Struct, frozen=True):
    """A rectangle on a page, in mm from the top left of the trimmed page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Room(Struct, frozen=True):
    """The room for a text on a panel, in mm. ``end`` is the lowest that its last baseline may be,
    ``top`` and ``bottom`` are the edges of its place (``bottom`` is ``end`` by default); the other
    fields are those of ``Overflow``.
    """

    end: float
    top: float
    bottom: float | None = None
    leading: float = LEADING
    numeral: int = 0


class Overflow(Struct, frozen=True):
    """Text that does not fit, where, and by how many mm; 0 mm: there is no place for it at all.

    ``area`` is the place that is full, if known, ``leading`` that of its lines in mm; ``too_wide``:
    a line is longer than its measure. ``numeral`` is that of the organisation whose text it is, 0
    for any other text.
    """

    panel: str
    what: str
    millimetres: float = 0.0
    area: Area | None = None
    too_wide: bool = False
    leading: float = LEADING
    numeral: int = 0

    @property
    def lines(self) -> int:
        """By about how many lines it does not fit."""
        return ceil(self.millimetres / self.leading)

    def moved(self, down: float) -> Overflow:
        """Return the overflow of the same text ``down`` mm lower."""
        area = self.area
        if area:
            area = structs.replace(area, top=area.top + down, bottom=area.bottom + down)
        return structs.replace(self, area=area)

    def __str__(self) -> str:
        over = f"{self.millimetres:.1f} mm te veel" if self.millimetres else "geen plaats"
        return f"paneel {self.panel}: {over}: {self.what}"


class DoesNotFit(WegwijsError):
    """Text does not fit, even at its smallest: product, language, panels and overflows in mm.

    ``places`` are the places of those texts in the sources, as far as known. ``nearest`` is the
    layout with the least overflow, which ``File.overfull`` of the product draws.
    """

    exit_code = ExitCode.DOES_NOT_FIT

    def __init__(
        self, product: str, language: str, overflows: Sequence[Overflow], nearest: Any = None
    ) -> None:
        self.overflows, self.nearest = tuple(overflows), nearest
        self.places: tuple[str, ...] = ()
        rows = [f"{product} ({language}), {overflow}" for overflow in overflows]
        super().__init__("\n".join(rows), "Maak deze tekst korter, of neem er minder op")

    def __str__(self) -> str:
        return "\n".join([self.message, f"{self.advice}.", *self.places])
