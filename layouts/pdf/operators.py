"""Operators of a page that are more than plain text."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from wegwijs.layouts.pdf.fonts import EmbeddedFont
from wegwijs.layouts.typesetting.fonts import Face, Symbol
from wegwijs.layouts.typesetting.lines import Piece
from wegwijs.layouts.typesetting.shaping import number


class Type(Struct, frozen=True):
    """Glyphs on a page, some of which are not plain glyphs of their face. Their codes are known
    only when the document is complete.
    """

    piece: Piece
    place: str
    colour: str

    def written(self, fonts: Mapping[Face, EmbeddedFont]) -> str:
        """Return the operators that paint them."""
        return painted(self.piece, self.place, self.colour, fonts[self.piece.face].codes)


def painted(
    piece: Piece, place: str, colour: str, codes: Mapping[Symbol, int] | None = None
) -> str:
    """Return the operators that paint a piece at a position, with these ``codes`` or its canonical
    ones.
    """
    shaped, size = piece.shaped, piece.size
    return (
        f"BT {colour} {'rg' if ' ' in colour else 'g'} /{shaped.face.name} {number(size)} Tf"
        f" 1 0 0 1 {place} Tm {shaped.shown(size, codes)} ET"
    )


class Mark(NamedTuple):
    """The begin of marked content that belongs to an element."""

    tag: str
    number: int

    def written(self, first: int) -> str:
        """Return the operator, with the marks of the page numbered from ``first``."""
        return f"/{self.tag} <</MCID {self.number + first}>> BDC"


class Shared(str):
    """Operators that many documents contain, including in own fragments: compressed separately."""

    __slots__ = ()


class Picture(NamedTuple):
    """RGB pixels, three bytes each, with width and height."""

    pixels: bytes
    size: tuple[int, int]


@lru_cache(maxsize=16)
def rgb(png: bytes) -> tuple[bytes, tuple[int, int]]:
    """Return the pixels of a picture, three bytes each, and its width and height."""
    from PIL import Image  # only editions with a logo need it

    with Image.open(io.BytesIO(png)) as image:
        return image.convert("RGB").tobytes(), image.size


Operator = str | Type | Mark
