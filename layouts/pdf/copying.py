"""Make right-to-left lines come out right when text is copied from the PDF.

A PDF stores glyphs by position; readers guess the order of the text. Two common heuristics both
reverse text of mixed direction (``info@hetlse.nl`` becomes ``nl.hetlse@info``):

- pdfium (Chrome, Edge) reverses a line, including the parts of an address, as soon as half of its
words are right-to-left. What it would reverse wrongly is set as a part of its own; between parts
stands text whose height makes pdfium start another line (``pause``).

- poppler (Evince, Okular, pdftotext) joins punctuation and spaces to the adjacent number or Latin
word. Zero-width direction marks show where that word ends; pdfium ignores them.

Punctuation after a number or an address is seen before it, on the left. So its text is placed at
the end of what it closes, in an invisible glyph, and the visible punctuation has a space as its
text.

None of this is visible, and screen readers use the tags instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from wegwijs.layouts.typesetting.fonts import Face, Symbol
from wegwijs.layouts.typesetting.lines import PT, Line, Piece
from wegwijs.layouts.typesetting.shaping import (
    BRACKETS,
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    Glyph,
    Shaped,
    is_rightward,
    shape,
)

Stretch = list[Piece]  # pieces in logical order and one direction; closing punctuation last

_ASIDE = 0.02  # em: offset that puts a mark at the edge of a word, not inside it
_AT_ONCE, _APART = 8, 1.5  # marks in one place, and mm to the next place
_NUMERIC = frozenset(("EN", "AN", "ES", "ET", "CS"))
_WEAK = _NUMERIC | {"NSM", "BN"}


def arranged(line: Line) -> tuple[tuple[Stretch, ...], tuple[Piece, ...]]:
    """Return the parts in which a line is set, in logical order, and its direction marks."""
    if not line.rtl:
        return (list(line.pieces),), ()
    stretches = list(_stretches(line))
    return tuple(_parts(stretches)), tuple(mark for one in stretches for mark in _bounds(one))


def counterweight(piece: Piece, balance: int) -> Iterator[Piece]:
    """Yield direction marks for a page with more left-to-right than right-to-left letters, by
    ``balance``: poppler takes the direction of a page from their numbers. In the type of ``piece``.
    """
    for number in range(places_for(balance)):
        yield _mark(piece, number * _APART, RIGHT_TO_LEFT * _AT_ONCE)


def places_for(balance: int) -> int:
    """Return the number of places with such marks."""
    return max(0, -(-(balance + 1) // _AT_ONCE))


def pause(piece: Piece) -> Piece:
    """Return two spaces, which separate parts of a line when set on another line."""
    shaped = shape(piece.face, "  ", False, piece.run.language, 0.0)
    return piece._replace(rtl=False, shaped=shaped, text="  ")


def _stretches(line: Line) -> Iterator[Stretch]:
    """Yield the line split where its direction changes; punctuation that closes a left-to-right
    stretch is added to that stretch.
    """
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
    """Return the punctuation at the start of a piece that closes the stretch before it,
    and the rest.
    """
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
    """Return shaped text without its last glyphs. Cached, with its derived properties."""
    return Shaped(shaped.face, shaped.glyphs[:-count])


def _is_point(char: str) -> bool:
    return not char.isspace() and not char.isalnum() and not is_rightward(char)


def _bounds(stretch: Stretch) -> Iterator[Piece]:
    """Yield the direction marks at the edges of a left-to-right stretch, or after the punctuation
    in a right-to-left one.
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
    """Return the x at which a piece visibly begins."""
    shift = next((glyph.dx for glyph in piece.glyphs if glyph.symbol.parts), 0.0)
    return piece.x + min(0.0, shift) * piece.size * PT / 1000


def _after_points(piece: Piece) -> Iterator[Piece]:
    for ahead in _points(piece.shaped):
        yield _mark(piece, piece.x + ahead * piece.size * PT / 1000, RIGHT_TO_LEFT)


@lru_cache(maxsize=1000)
def _points(shaped: Shaped) -> tuple[float, ...]:
    """Return, for each punctuation mark and digit, the advance of the glyphs before it, in
    thousandths of the em.
    """
    found, ahead = [], 0.0
    for glyph in shaped.glyphs:
        if unicodedata.bidirectional(glyph.text[0]) in _NUMERIC:
            found.append(ahead)
        ahead += glyph.advance
    return tuple(found)


def _mark(piece: Piece, x: float, text: str) -> Piece:
    """Return direction marks just before a position."""
    x -= _ASIDE * piece.size * PT
    return Piece(piece.run, piece.size, False, x, 0.0, _unseen(piece.face, text), text)


@lru_cache(maxsize=1000)
def _unseen(face: Face, text: str) -> Shaped:
    """Return text without ink or width."""
    return Shaped(face, (Glyph(Symbol((), text, 0), 0.0),))


def _parts(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield stretches joined as far as pdfium reads them together correctly."""
    part: Stretch = []
    for stretch in stretches:
        if part and not _reads([*part, *stretch]):
            yield part
            part = []
        part = [*part, *stretch]
    yield part


def _reads(pieces: Sequence[Piece]) -> bool:
    """Return whether pdfium reads pieces in the intended order."""
    seen = "".join([piece.shaped.seen for piece in sorted(pieces, key=lambda one: one.x)])
    return _reads_as(seen, "".join([piece.text for piece in pieces]))


@lru_cache(maxsize=4000)
def _reads_as(seen: str, meant: str) -> bool:
    """Return whether pdfium reads what is seen, from left to right, as the intended text."""
    kinds = seen.translate(_KINDS)
    segments = [
        (match[0][0], seen[match.start() : match.end()]) for match in _SEGMENT.finditer(kinds)
    ]
    found = [kind for kind, _ in segments]
    right, left = found.count(_RIGHT), found.count(_LEFT)
    if left and left == right:
        return False  # a tie: the result is unpredictable
    read = _read(segments, rightward=right > left)
    return _words(read) == _words(meant)


def _words(text: str) -> list[str]:
    plain = text.replace(LEFT_TO_RIGHT, "").replace(RIGHT_TO_LEFT, "")
    return unicodedata.normalize("NFKC", plain).split()


# weak characters join either direction, neutral ones neither
_LEFT, _RIGHT, _EITHER, _NEITHER = "LRWN"
_SEGMENT = re.compile("L+|R+|W+|N+")


class _Kinds(dict[int, str]):
    """Left, right, weak or neutral, as pdfium classifies characters; for ``str.translate``."""

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
    """Return how pdfium reads a line that it sees from left to right."""
    current, read = _RIGHT if rightward else _LEFT, ""
    for kind, text in reversed(segments) if rightward else segments:
        if kind == _RIGHT or (kind == _NEITHER and current == _RIGHT):
            current = _RIGHT
            read += "".join(BRACKETS.get(char, char) for char in reversed(text))
        else:
            current = current if kind == _EITHER else _LEFT
            read += text
    return read
