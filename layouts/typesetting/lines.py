"""A set line: pieces of shaped text, each in its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from layouts.content.words import Run
from layouts.typesetting.fonts import Face, Symbol
from layouts.typesetting.shaping import Glyph, Shaped

PT = 25.4 / 72  # mm
SIGN_WIDTH = 1.46  # em of the text around it: the pentagon behind a numeral in a sentence
SIGN_NUMERAL = 0.91  # em of the text around it
# How wide lines are, in mm: all of them, or one after another, the last width for all that follow.
Measure = float | tuple[float, ...]


class Style(NamedTuple):
    """How text looks: size in pt, leading in mm, weights, tracking in em.

    ``balanced`` headings have lines of about the same length; ``lift`` mm raises words on a sign
    whose letters reach low.
    """

    size: float
    leading: float
    weight: int = 400
    strong: int = 700
    tracking: float = 0.0
    balanced: bool = False
    lift: float = 0.0

    def weight_of(self, run: Run) -> int:
        """The weight in which a run is set."""
        return 900 if run.sign else self.strong if run.strong else self.weight

    def size_of(self, run: Run) -> float:
        """The size in which a run is set, in pt."""
        return self.size * (SIGN_NUMERAL if run.sign else 1.0)


class Piece(NamedTuple):
    """Text of one run, in one face and one direction; in visual order, from ``x`` mm on."""

    run: Run
    size: float
    rtl: bool
    x: float
    width: float
    shaped: Shaped
    text: str

    @property
    def face(self) -> Face:
        """The face of all its glyphs."""
        return self.shaped.face

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """In visual order."""
        return self.shaped.glyphs

    @property
    def symbols(self) -> frozenset[Symbol]:
        """What it uses of its face."""
        return self.shaped.symbols


@dataclass(frozen=True)
class Line:
    """A set line: its pieces in logical order, its width in mm without trailing space, and whether
    it is read from the right.
    """

    pieces: tuple[Piece, ...]
    width: float
    rtl: bool = False

    @cached_property
    def reach(self) -> tuple[float, float]:
        """How far its ink reaches above and below the baseline, in mm."""
        ems = [piece.size * PT / 1000 for piece in self.pieces]
        reaches = [piece.shaped.reach for piece in self.pieces]
        above = [up * em for (up, _), em in zip(reaches, ems, strict=True)]
        below = [down * em for (_, down), em in zip(reaches, ems, strict=True)]
        return max([0.0, *above]), max([0.0, *below])

    @cached_property
    def level(self) -> tuple[float, float]:
        """How far it reaches above and below the baseline, in mm: the ink of national words; what
        an edition says itself reaches as far as letters of its face do. Names with and without a
        letter that is a little higher than others then have the same layout.
        """
        above = below = 0.0
        for piece in self.pieces:
            up, down = piece.shaped.level if piece.run.own else piece.shaped.reach
            em = piece.size * PT / 1000
            above, below = max(above, up * em), max(below, down * em)
        return above, below


def room_on(width: Measure, line: int) -> float:
    """What a measure gives to one of its lines, in mm."""
    return width if isinstance(width, float | int) else width[min(line, len(width) - 1)]
