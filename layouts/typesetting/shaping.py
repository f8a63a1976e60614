"""From letters to positioned glyphs, by HarfBuzz: each with the text that PDF readers extract."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from math import ceil
from typing import NamedTuple

import uharfbuzz as hb

from wegwijs.layouts.typesetting.fonts import Face, Symbol, is_hidden

_GAP = 40  # thousandths of the em: readers take a wider gap between two letters for a space
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"  # direction marks
ROUND = 20.0  # thousandths of the em: overshoot of round letters below the baseline
JOINER, SPACE = "\u2060", "\u200b"  # zero width: the word continues, the word ends
OPENING, CLOSING = "([{<«‹“‘", ")]}>»›”’"
BRACKETS = dict(zip(OPENING + CLOSING, CLOSING + OPENING, strict=True))


class Letter(NamedTuple):
    """A plain glyph of a face: its code, and its width in thousandths of the em. ``common`` ones
    are among the letters of names.
    """

    code: str
    width: int
    common: bool


class Glyph(NamedTuple):
    """A symbol with its metrics in thousandths of the em."""

    symbol: Symbol
    advance: float
    dx: float = 0.0
    dy: float = 0.0
    letter: Letter | None = None  # set if it is a plain glyph of the face

    @property
    def text(self) -> str:
        """The text that it represents, from left to right."""
        return self.symbol.text


class Shaped:
    """The glyphs of a stretch of text in one face, with derived properties, each computed once.

    ``advance`` is the total advance, in thousandths of the em.
    """

    def __init__(self, face: Face, glyphs: tuple[Glyph, ...]) -> None:
        self.face = face
        self.glyphs = glyphs
        self.advance = sum([glyph.advance for glyph in glyphs])
        letters = [glyph.letter for glyph in glyphs]
        self.is_canonical = None not in letters  # whether all codes are the same in every document
        self.is_common = all(letter is not None and letter.common for letter in letters)
        self._raised = any(glyph.dy for glyph in glyphs)
        self._codes: Mapping[Symbol, int] | None = None
        self._shown: dict[float, str] = {}

    @cached_property
    def seen(self) -> str:
        """The text that they represent, from left to right."""
        return "".join([glyph.symbol.text for glyph in self.glyphs])

    @cached_property
    def has_letters(self) -> bool:
        """Whether they contain more than the characters of numbers."""
        return any(map(str.isalpha, self.seen))

    @cached_property
    def symbols(self) -> frozenset[Symbol]:
        """The symbols that they use of the face."""
        return frozenset(glyph.symbol for glyph in self.glyphs)

    @cached_property
    def reach(self) -> tuple[float, float]:
        """How far their ink reaches above and below the baseline, in thousandths of the em."""
        above = below = 0.0
        for glyph in self.glyphs:
            for id_, _, up in glyph.symbol.parts:
                top, bottom = self.face.reach(id_)
                above = max(above, top + up + glyph.dy)
                below = max(below, -(bottom + up + glyph.dy))
        return above, below

    @cached_property
    def level(self) -> tuple[float, float]:
        """The same as one of a few values: the reach of letters without accents, or of the
        overshoot below the baseline; beyond that, rounded up to tenths of the em.
        """
        (above, below), (top, bottom) = self.reach, self.face.letters
        low = next((one for one in (ROUND, bottom) if below <= one), _tenths(below))
        return top if above <= top else _tenths(above), low

    @cached_property
    def balance(self) -> int:
        """The number of left-to-right letters minus that of right-to-left letters."""
        kinds = list(map(unicodedata.bidirectional, self.seen))
        return kinds.count("L") - kinds.count("R") - kinds.count("AL")

    def shown(self, size: float, codes: Mapping[Symbol, int] | None = None) -> str:
        """Return the glyphs as PDF operators, ``size`` in pt. ``codes`` are needed if some are not
        canonical; the operators for the last ``codes`` are cached.
        """
        if codes is not self._codes:
            self._codes, self._shown = codes, {}
        key = size if self._raised else 0.0
        found = self._shown.get(key)
        if found is None:
            found = self._shown[key] = self._operators(size, codes)
        return found

    def _operators(self, size: float, codes: Mapping[Symbol, int] | None) -> str:
        """Return the operators: kerning and tracking in TJ, raised glyphs with Ts."""
        operators: list[str] = []
        parts: list[str] = []
        hexes: list[str] = []
        adjust = rise = 0.0
        for symbol, advance, dx, dy, letter in self.glyphs:
            if dy != rise:
                parts += [f"<{''.join(hexes)}>"] if hexes else []
                operators += [f"[{' '.join(parts)}] TJ"] if parts else []
                hexes, parts, rise = [], [], dy
                operators.append(f"{number(rise * size / 1000)} Ts")
            adjust -= dx
            if adjust >= 0.01 or adjust <= -0.01:
                parts += [f"<{''.join(hexes)}>"] if hexes else []
                parts.append(number(adjust))
                hexes = []
            if letter:
                hexes.append(letter.code)
                adjust = letter.width - advance + dx
            else:
                code = codes[symbol] if codes else symbol.glyph or 0
                hexes.append(f"{code:04X}")
                adjust = self.face.width(symbol) - advance + dx
        parts += [f"<{''.join(hexes)}>"] if hexes else []
        operators.append(f"[{' '.join(parts)}] TJ")
        return " ".join([*operators, "0 Ts"] if rise else operators)


def _tenths(reach: float) -> float:
    """Round thousandths of the em up to a tenth of the em."""
    return ceil(reach / 100) * 100.0


@lru_cache(maxsize=50_000)
def number(value: float) -> str:
    """Return a number in PDF syntax, to two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def is_rightward(char: str) -> bool:
    """Return whether a character belongs to a right-to-left script."""
    return unicodedata.bidirectional(char) in ("R", "AL")


@lru_cache(maxsize=20_000)
def shape(face: Face, text: str, rtl: bool, language: str, tracking: float) -> Shaped:
    """Shape text into glyphs in visual order. ``tracking`` in thousandths of the em is
    added to each.
    """
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = language
    hb.shape(face.font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    clusters = [info.cluster for info in infos]
    if not rtl and clusters == list(range(len(text))):  # one glyph per letter
        letters = [
            _single(face, info.codepoint, at.x_advance, at.x_offset, at.y_offset, char, tracking)
            for info, at, char in zip(infos, positions, text, strict=True)
        ]
        return Shaped(face, tuple(letters))
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    said = {at: _seen(text[at : ends[at]]) if rtl else text[at : ends[at]] for at in starts}
    placed = [
        (info.codepoint, at.x_advance, at.x_offset, at.y_offset)
        for info, at in zip(infos, positions, strict=True)
    ]
    if len(starts) == len(clusters):
        glyphs = [
            _single(face, *glyph, said[cluster], tracking)
            for glyph, cluster in zip(placed, clusters, strict=True)
        ]
    else:
        groups = groupby(zip(placed, clusters, strict=True), key=lambda item: item[1])
        glyphs = [
            _glyph(face, [glyph for glyph, _ in group], said[cluster], tracking)
            for cluster, group in groups
        ]
    return Shaped(face, tuple(glyphs))


@lru_cache(maxsize=20_000)
def _single(
    face: Face, id_: int, advance: int, dx: int, dy: int, text: str, tracking: float
) -> Glyph:
    """Return a letter with a single glyph, as nearly all have."""
    glyph = _glyph(face, [(id_, advance, dx, dy)], text, tracking)
    symbol = glyph.symbol
    if symbol not in face.canonical:
        return glyph
    width = face.width(symbol)
    return glyph._replace(letter=Letter(f"{symbol.glyph:04X}", width, symbol in face.common))


def kept_hyphen(shaped: Shaped, *, closed: bool) -> Shaped:
    """Return glyphs whose last hyphen is recognised as text: readers treat a hyphen at a line end
    as hyphenation, and drop it. ``closed``: the word ends with it.
    """
    glyphs = shaped.glyphs
    last = max((i for i, glyph in enumerate(glyphs) if glyph.text == "-"), default=None)
    if last is None:
        return shaped
    symbol = glyphs[last].symbol
    kept = glyphs[last]._replace(
        letter=None, symbol=symbol._replace(text="-" + (SPACE if closed else JOINER))
    )
    return Shaped(shaped.face, (*glyphs[:last], kept, *glyphs[last + 1 :]))


def _glyph(
    face: Face, placed: Sequence[tuple[int, int, int, int]], text: str, tracking: float
) -> Glyph:
    """Combine letters and their marks into one glyph: readers take a separate mark for a word.
    ``placed`` has, for each glyph, its id, advance, and offset right and up.
    """
    advance = sum(one[1] for one in placed)
    if all(map(is_hidden, text)):
        return Glyph(Symbol((), text, 0), advance + tracking)
    parts, pen = [], 0
    for id_, wide, right, up in placed:
        parts.append((id_, pen + right, up))
        pen += wide
    ((id_, dx, dy), *marks) = parts
    if not marks and max(dx, advance - face.advance(id_)) < _GAP:
        return Glyph(Symbol(((id_, 0, 0),), text), advance + tracking, dx, dy)
    return Glyph(Symbol(tuple(parts), text, advance), advance + tracking)


def _seen(text: str) -> str:
    """Return right-to-left text in visual order, left to right."""
    if (
        text in BRACKETS
    ):  # readers that mirror brackets leave one unchanged after a left-to-right mark
        return f"{RIGHT_TO_LEFT}{text}{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}"
    return text[::-1]
