"""What a page is painted with, where it is more than the text of an operator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from layouts.pdf.fonts import EmbeddedFont
from layouts.typesetting.fonts import Face, Symbol
from layouts.typesetting.lines import Piece
from layouts.typesetting.shaping import number


class Type(Struct, frozen=True):
    """Glyphs on a page of which some are no plain glyph of their face. Their codes are known when
    the document is complete.
    """

    piece: Piece
    place: str
    colour: str

    def written(self, fonts: Mapping[Face, EmbeddedFont]) -> str:
        """The operators that paint them."""
        return painted(self.piece, self.place, self.colour, fonts[self.piece.face].codes)


def painted(
    piece: Piece, place: str, colour: str, codes: Mapping[Symbol, int] | None = None
) -> str:
    """The operators that paint a piece at a place, with these ``codes`` or its canonical ones."""
    shaped, size = piece.shaped, piece.size
    return (
        f"BT {colour} {'rg' if ' ' in colour else 'g'} /{shaped.face.name} {number(size)} Tf"
        f" 1 0 0 1 {place} Tm {shaped.shown(size, codes)} ET"
    )


class Mark(NamedTuple):
    """The begin of marked content, which belongs to an element."""

    tag: str
    number: int

    def written(self, first: int) -> str:
        """The operator, where the marks of its page are numbered from ``first``."""
        return f"/{self.tag} <</MCID {self.number + first}>> BDC"


class Shared(str):
    """Operators that many documents have, also of an edition's own: they are packed apart."""

    __slots__ = ()


class Picture(NamedTuple):
    """RGB pixels, three bytes each, with their width and height."""

    pixels: bytes
    size: tuple[int, int]


Operator = str | Type | Mark
