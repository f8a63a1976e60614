"""What makes a line that is read from the right come out right when it is copied.

A PDF holds glyphs where they stand; readers guess the order of the text. Two guesses are common,
and both turn round what mixes directions (``info@hetlse.nl`` becomes ``nl.hetlse@info``):

- pdfium (Chrome, Edge) turns a line round as soon as half of its words are read from the right,
  the parts of an address as well. What it would turn wrongly stands in a part of its own; type of
  which it takes the height for another line lies between (``pause``).
- poppler (Evince, Okular, pdftotext) takes points and spaces for part of the number or the Latin
  word beside them. Marks of direction of no width show it where that ends; pdfium passes them
  over.

A point behind a number or an address is seen before it, on the left. So its text lies at the end
of what it closes, in a glyph that draws nothing, and the point itself says a space.

Nothing of this is seen, and no screen reader meets it: that has the tags.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from layouts.typesetting.fonts import Face, Symbol
from layouts.typesetting.lines import PT, Line, Piece
from layouts.typesetting.shaping import (
    BRACKETS,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    Glyph,
    Shaped,
    is_rightward,
    shape,
)

Stretch = list[Piece]  # in logical order, in one direction; what closes it is its last

_ASIDE = 0.02  # em: a mark stands at the edge of a word, not within
_AT_ONCE, _APART = 8, 1.5  # marks in one place, and mm to the next
_NUMERIC = frozenset(("EN", "AN", "ES", "ET", "CS"))
_WEAK = _NUMERIC | {"NSM", "BN"}


def arranged(line: Line) -> tuple[tuple[Stretch, ...], tuple[Piece, ...]]:
    """The parts in which a line is set, in logical order, and the marks of direction in it."""
    if not line.rtl:
        return (list(line.pieces),), ()
    stretches = list(_stretches(line))
    return tuple(_parts(stretches)), tuple(mark for one in stretches for mark in _bounds(one))


def counterweight(piece: Piece, balance: int) -> Iterator[Piece]:
    """Marks of direction for a page that has more letters from the left than from the right, by
    ``balance``: by their number poppler decides in which direction it is read. Set like ``piece``.
    """
    for number in range(places_for(balance)):
        yield _mark(piece, number * _APART, RIGHT_TO_LEFT * _AT_ONCE)


def places_for(balance: int) -> int:
    """In how many places such marks stand."""
    return max(0, -(-(balance + 1) // _AT_ONCE))


def pause(piece: Piece) -> Piece:
    """Two spaces: what tells a part of a line from the next, when they stand on another line."""
    shaped = shape(piece.face, "  ", False, piece.run.language, 0.0)
    return piece._replace(rtl=False, shaped=shaped, text="  ")


def _stretches(line: Line) -> Iterator[Stretch]:
    """The line cut where its direction turns; what closes a stretch from the left goes with it."""
    stretch: Stretch = []
    for piece in line.pieces:
        rest: Piece | None = piece
        if stretch and not stretch[-1].rtl:
            if piece.rtl:
                closing, rest = _closing(stretch, piece)
                stretch += closing
            elif piece.x > stretch[-1].x:
                stretch.append(piece)
                continue
        elif stretch and piece.rtl:
            stretch.append(piece)
            continue
        if stretch:
            yield stretch
        stretch = [rest] if rest else []
    if stretch:
        yield stretch


def _closing(stretch: Stretch, piece: Piece) -> tuple[Stretch, Piece | None]:
    """The points at the start of a piece that close a stretch before it, and the rest of it."""
    count = 0
    for glyph in reversed(piece.glyphs):
        if len(glyph.text) > 1 or not _is_point(glyph.text):
            break
        count += 1
    if not count:
        return [], piece
    em, text = piece.size * PT, piece.text[:count]
    points, letters = piece.glyphs[-count:], _without_last(piece.shaped, count)
    edge = piece.x + letters.advance * em / 1000
    end = stretch[-1].x + stretch[-1].width
    first, *others = (
        one._replace(symbol=one.symbol._replace(text=" "), letter=None) for one in points
    )
    first = first._replace(dx=first.dx + (edge - end) * 1000 / em)
    said = Glyph(Symbol((), text, 0), 0.0)
    shaped = Shaped(piece.face, (said, first, *others))
    closing = piece._replace(x=end, width=0.0, shaped=shaped, text=text)
    if not _reads([*stretch, closing]):
        return [], piece
    rest = piece._replace(width=edge - piece.x, shaped=letters, text=piece.text[count:])
    return [closing], rest if letters.glyphs else None


@lru_cache(maxsize=1000)
def _without_last(shaped: Shaped, count: int) -> Shaped:
    """The same without its last glyphs. Kept: what follows from it is worked out once as well."""
    return Shaped(shaped.face, shaped.glyphs[:-count])


def _is_point(char: str) -> bool:
    return not char.isspace() and not char.isalnum() and not is_rightward(char)


def _bounds(stretch: Stretch) -> Iterator[Piece]:
    """The marks of direction at the edges of a stretch from the left, or after the points in one
    from the right.
    """
    first, last = stretch[0], stretch[-1]
    if first.rtl:
        for piece in stretch:
            yield from _after_points(piece)
        return
    if not last.text.rstrip()[-1:].isalnum():
        yield _mark(last, last.x + last.width, LEFT_TO_RIGHT)
    yield _mark(first, min(_ink(piece) for piece in stretch), RIGHT_TO_LEFT)


def _ink(piece: Piece) -> float:
    """Where a piece is seen to begin."""
    shift = next((glyph.dx for glyph in piece.glyphs if glyph.symbol.parts), 0.0)
    return piece.x + min(0.0, shift) * piece.size * PT / 1000


def _after_points(piece: Piece) -> Iterator[Piece]:
    for ahead in _points(piece.shaped):
        yield _mark(piece, piece.x + ahead * piece.size * PT / 1000, RIGHT_TO_LEFT)


@lru_cache(maxsize=1000)
def _points(shaped: Shaped) -> tuple[float, ...]:
    """How far before each of its points and digits the glyphs reach, in thousandths of the em."""
    found, ahead = [], 0.0
    for glyph in shaped.glyphs:
        if unicodedata.bidirectional(glyph.text[0]) in _NUMERIC:
            found.append(ahead)
        ahead += glyph.advance
    return tuple(found)


def _mark(piece: Piece, x: float, text: str) -> Piece:
    """A mark of direction just before a place."""
    x -= _ASIDE * piece.size * PT
    return Piece(piece.run, piece.size, False, x, 0.0, _unseen(piece.face, text), text)


@lru_cache(maxsize=1000)
def _unseen(face: Face, text: str) -> Shaped:
    """Text that nothing is drawn for, and that takes no room."""
    return Shaped(face, (Glyph(Symbol((), text, 0), 0.0),))


def _parts(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Stretches that pdfium reads together as they are meant, put together."""
    part: Stretch = []
    for stretch in stretches:
        if part and not _reads([*part, *stretch]):
            yield part
            part = []
        part = [*part, *stretch]
    yield part


def _reads(pieces: Sequence[Piece]) -> bool:
    """Whether pdfium reads pieces as they are meant."""
    seen = "".join([piece.shaped.seen for piece in sorted(pieces, key=lambda one: one.x)])
    return _reads_as(seen, "".join([piece.text for piece in pieces]))


@lru_cache(maxsize=4000)
def _reads_as(seen: str, meant: str) -> bool:
    """Whether pdfium reads what is seen, from left to right, as it is meant."""
    kinds = seen.translate(_KINDS)
    segments = [
        (match[0][0], seen[match.start() : match.end()]) for match in _SEGMENT.finditer(kinds)
    ]
    found = [kind for kind, _ in segments]
    right, left = found.count(_RIGHT), found.count(_LEFT)
    if left and left == right:
        return False  # nobody knows
    read = _read(segments, rightward=right > left)
    return _words(read) == _words(meant)


def _words(text: str) -> list[str]:
    plain = text.replace(LEFT_TO_RIGHT, "").replace(RIGHT_TO_LEFT, "")
    return unicodedata.normalize("NFKC", plain).split()


_LEFT, _RIGHT, _EITHER, _NEITHER = "LRWN"  # weak characters go with either, neutral with neither
_SEGMENT = re.compile("L+|R+|W+|N+")


class _Kinds(dict[int, str]):
    """Left, right, weak or neutral, as pdfium has each character; for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.bidirectional(chr(code))
        if category in ("R", "AL"):
            kind = _RIGHT
        elif category in _WEAK:
            kind = _EITHER
        else:
            kind = _LEFT if category == "L" else _NEITHER
        self[code] = kind
        return kind


_KINDS = _Kinds()


def _read(segments: list[tuple[str, str]], *, rightward: bool) -> str:
    """What pdfium makes of a line that it sees from left to right."""
    current, read = _RIGHT if rightward else _LEFT, ""
    for kind, text in reversed(segments) if rightward else segments:
        if kind == _RIGHT or (kind == _NEITHER and current == _RIGHT):
            current = _RIGHT
            read += "".join(BRACKETS.get(char, char) for char in reversed(text))
        else:
            current = current if kind == _EITHER else _LEFT
            read += text
    return read
