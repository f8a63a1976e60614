"""Fit addresses and names into table columns: at a smaller size, in a wider column, or on several
lines, broken only where we allow it.

Word breaks an overlong word at any letter, so everything is measured here in the embedded fonts.
Lengths are millimetres, sizes points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from math import inf

import uharfbuzz as hb
from msgspec import Struct

from wegwijs.layouts.content.words import Words
from wegwijs.layouts.typesetting.fonts import LATIN, FontSet, load_face
from wegwijs.layouts.typesetting.lines import PT, Style
from wegwijs.layouts.typesetting.typeset import set_text

Sizes = tuple[tuple[str, float], ...]  # paragraph styles with their sizes, largest first
_SPARE = 1.03  # other programs measure slightly differently
_MOST_LINES = 4
_ROUNDING = 0.1
_WIDEST = 0.32  # mm per pt: more than the letters of any script that is not measured
_NBSP = "\N{NO-BREAK SPACE}"


class FittedAddress(Struct, frozen=True):
    """How an address is set: paragraph style, and its lines separated by line feeds."""

    style: str
    text: str


class AddressSlot(Struct, frozen=True):
    """Where an address goes: the sizes to choose from, and the mm of its column that other contents
    take.
    """

    sizes: Sizes
    inset: float


def width(words: Words, size: float, fonts: Sequence[str] = (LATIN,)) -> float:
    """Return the width (mm) of bold words on one line, with a small margin."""
    (line,) = set_text(words, Style(size, 0, weight=700), FontSet(tuple(fonts)))
    return line.width * _SPARE


@lru_cache(maxsize=8192)
def _per_point(text: str) -> float:
    """Return the width of a bold text per point of type size. An address is a single run, so there
    is nothing to break or reorder.
    """
    face = load_face(LATIN, 700)
    if not face.characters.issuperset(map(ord, text)):
        return width(Words.of(text), 100) / 100
    buffer = hb.Buffer()
    buffer.add_str(text.rstrip())
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer, {"kern": False})  # as Word typesets it
    advance: int = sum([glyph.x_advance for glyph in buffer.glyph_positions])
    return advance / 1000 * PT * _SPARE


def alone(words: Words, slot: AddressSlot) -> float:
    """Return the column width that an address needs on one line at the smallest size; what names
    it may stand on the line above.
    """
    run = words.runs[-1]
    return _needed(run.text, run.breaks, slot, 1)


def in_room(words: Words, slot: AddressSlot, column: float) -> FittedAddress | None:
    """Return the largest size at which a number or address fits, on as few lines as possible; None
    when a piece is too wide even at the smallest size.
    """
    run = words.runs[-1]
    return _set(run.text, run.breaks, slot.sizes, column - slot.inset)


@lru_cache(maxsize=4096)
def _set(text: str, stops: tuple[int, ...], sizes: Sizes, room: float) -> FittedAddress | None:
    for lines in range(1, _MOST_LINES + 1):
        ways = sorted(_broken(text, stops, lines), key=_rank)
        for style, size in sizes:
            for way in ways:
                if max(map(_per_point, way)) * size <= room:
                    return FittedAddress(style, "\n".join(way))
    return None


def _broken(text: str, stops: Sequence[int], lines: int) -> Iterator[tuple[str, ...]]:
    """Yield every way to break a text into a number of lines."""
    for chosen in combinations(stops, lines - 1):
        yield tuple(text[start:end] for start, end in pairwise((0, *chosen, len(text))))


def _rank(lines: Sequence[str]) -> tuple[bool, int]:
    """Rank ways to break, best first: after the @, then most even."""
    return any("@" in line[:-1] for line in lines), max(map(len, lines))


def is_beside(words: Words, slot: AddressSlot, style: str, column: float) -> bool:
    """Return whether what names an address fits on the line before it, set in a style of its slot;
    letters outside Latin are taken for the widest there are.
    """
    size, face = dict(slot.sizes)[style], load_face(LATIN, 700)
    *lead, run = words.runs
    wide = _per_point(run.text) * size
    for text in (one.text for one in lead):
        is_latin = face.characters.issuperset(map(ord, text))
        wide += size * (_per_point(text) if is_latin else len(text) * _WIDEST)
    return wide <= column - slot.inset


def column(words: Words, slot: AddressSlot, usual: float, easy: float, most: float) -> float:
    """Return the column width that an address needs, between ``usual`` and ``most``.

    Up to ``easy`` it is the width for the fewest lines; beyond, the width of what cannot be broken.
    An address that does not fit in any case gets ``usual``.
    """
    run = words.runs[-1]
    return _column(run.text, run.breaks, slot, usual, easy, most)


@lru_cache(maxsize=4096)
def _column(
    text: str, stops: tuple[int, ...], slot: AddressSlot, usual: float, easy: float, most: float
) -> float:
    """Return the column width, cached: it is the same in every language."""
    least = inf
    for lines in range(1, _MOST_LINES + 1):
        need = _needed(text, stops, slot, lines)
        if need <= max(easy, usual):
            return need
        least = min(least, need)
    return least if least <= most else usual


@lru_cache(maxsize=4096)
def _needed(text: str, stops: tuple[int, ...], slot: AddressSlot, lines: int) -> float:
    """Return the column width that an address needs at the smallest size on a given number of
    lines.
    """
    size = slot.sizes[-1][1]
    widest = (max(map(_per_point, way)) for way in _broken(text, stops, lines))
    return min(widest, default=inf) * size + slot.inset + _ROUNDING


def shared(
    widths: tuple[float, ...], least: tuple[float, ...], at: int, wide: float
) -> tuple[float, ...]:
    """Widen one column and shrink the others in proportion to what they can spare."""
    if wide == widths[at]:
        return widths
    spare = [
        0.0 if index == at else usual - low
        for index, (usual, low) in enumerate(zip(widths, least, strict=True))
    ]
    part = (wide - widths[at]) / (sum(spare) or 1)
    given = [usual - part * free for usual, free in zip(widths, spare, strict=True)]
    return (*given[:at], wide, *given[at + 1 :])
