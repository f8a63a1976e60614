"""Typeset lines: pieces of shaped text at their positions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from wegwijs.layouts.content.words import Run
from wegwijs.layouts.typesetting.fonts import Face, Symbol
from wegwijs.layouts.typesetting.shaping import Glyph, Shaped

PT = 25.4 / 72  # mm
SIGN_WIDTH = 1.46  # em of the surrounding text: the pentagon behind a numeral in a sentence
SIGN_NUMERAL = 0.91  # em of the surrounding text
# Line widths in mm: one for all lines, or those of successive lines, the last for all that follow.
Measure = float | tuple[float, ...]


class Style(NamedTuple):
    """The look of text: size in pt, leading in mm, weights, tracking in em.

    ``balanced``: lines of about equal length, for headings. ``lift`` (mm) raises words on a sign
    when letters have deep descenders.
    """

    size: float
    leading: float
    weight: int = 400
    strong: int = 700
    tracking: float = 0.0
    balanced: bool = False
    lift: float = 0.0

    def weight_of(self, run: Run) -> int:
        """Return the weight of a run."""
        return 900 if run.sign else self.strong if run.strong else self.weight

    def size_of(self, run: Run) -> float:
        """Return the size of a run in pt."""
        return self.size * (SIGN_NUMERAL if run.sign else 1.0)


class Piece(NamedTuple):
    """Text of one run, face and direction, in visual order, from ``x`` mm on."""

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
        """Its glyphs in visual order."""
        return self.shaped.glyphs

    @property
    def symbols(self) -> frozenset[Symbol]:
        """The symbols that it uses of its face."""
        return self.shaped.symbols


@dataclass(frozen=True)
class Line:
    """A typeset line: its pieces in logical order, its width in mm without trailing space, and
    whether it is right-to-left.
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
        """How far it reaches above and below the baseline, in mm, for layout: the ink of national
        words, and for an edition's own words the letters of the face. Names with and without a
        slightly taller letter then have the same layout.
        """
        above = below = 0.0
        for piece in self.pieces:
            up, down = piece.shaped.level if piece.run.own else piece.shaped.reach
            em = piece.size * PT / 1000
            above, below = max(above, up * em), max(below, down * em)
        return above, below


def room_on(width: Measure, line: int) -> float:
    """Return the width of one of the lines of a measure, in mm."""
    return width if isinstance(width, float | int) else width[min(line, len(width) - 1)]
