"""A paragraph that is left-to-right throughout: no bidi, and each word is measured once.

Nearly all paragraphs of a pack are; the resulting lines equal those of ``Paragraph``.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import icu

from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.typesetting.breaking import (
    APART,
    CLAUSE,
    LRI,
    PDI,
    SHORT_END,
    SPLIT,
    Stops,
    best_breaks,
    ends_clause,
    ends_sentence,
    hyphen_end,
    opportunities,
    parts_names,
    trimmed,
)
from wegwijs.layouts.typesetting.fonts import Face, FontSet, GlyphMissing, is_hidden
from wegwijs.layouts.typesetting.lines import PT, Line, Piece, Style
from wegwijs.layouts.typesetting.paragraph import centred, faces_of
from wegwijs.layouts.typesetting.shaping import Shaped, kept_hyphen, shape

_LEFT_TO_RIGHT = frozenset(("L", "EN", "ES", "ET", "CS", "ON", "NSM"))


@lru_cache(maxsize=4000)
def _is_plain(text: str) -> bool:
    """Return whether a text has no right-to-left, directional or invisible characters."""
    if text.isascii():
        return text.isprintable()
    return all(
        char == " " or (unicodedata.bidirectional(char) in _LEFT_TO_RIGHT and not is_hidden(char))
        for char in set(text)
    ) and all(char <= "\uffff" for char in text)


def is_plain(words: Words, *, rtl: bool, broken: bool) -> bool:
    """Return whether a paragraph can be set as a ``PlainParagraph``. In a right-to-left script only
    a single line of values can: a trailing space would be on the other side.
    """
    runs = words.runs
    if rtl and (broken or not all(run.ltr for run in runs) or runs[-1].text[-1:] in ("", " ")):
        return False
    return bool(runs) and all(run.text and _is_plain(run.text) for run in runs)


def line_of(run: Run, style: Style, fonts: FontSet, rtl: bool) -> Line | None:
    """Return the line of a single run in one face without trailing space, as a ``PlainParagraph``
    sets it; None for anything else.
    """
    text = run.text
    if not text or text[-1] == " " or run.sign or not _is_plain(text) or (rtl and not run.ltr):
        return None
    faces = faces_of(fonts, text, style.weight_of(run), run.ltr)
    if len(faces) > 1:
        return None
    size = style.size_of(run)
    shaped = shape(faces[0][2], text, False, run.language, style.tracking * 1000)
    width = shaped.advance * size * PT / 1000
    return Line((Piece(run, size, False, 0.0, width, shaped, text),), width, rtl)


class Stretch(NamedTuple):
    """Text of one run in one face."""

    run: Run
    start: int
    end: int
    face: Face
    size: float


class PlainParagraph:
    """Text as stretches, with the direction marks that ``Paragraph`` puts around values, since
    those affect where a line may end.
    """

    def __init__(self, words: Words, style: Style, fonts: FontSet, rtl: bool) -> None:
        self.style, self.rtl = style, rtl
        self.tracking = style.tracking * 1000
        self.stretches: list[Stretch] = []
        self.places: list[tuple[int, int, Run]] = []  # stretches of each run
        self.language = words.runs[0].language
        text = ""
        for ltr, group in groupby(words.runs, key=lambda run: run.ltr):
            text += LRI if ltr else ""
            for run in group:
                start = len(text)
                text += run.text
                self.places.append((start, len(text), run))
                size = style.size_of(run)
                try:
                    faces = faces_of(fonts, run.text, style.weight_of(run), run.ltr)
                except GlyphMissing as error:
                    raise GlyphMissing(error.char, str(words)) from None
                self.stretches += [
                    Stretch(run, start + first, start + last, face, size)
                    for first, last, face in faces
                ]
            text += PDI if ltr else ""
        self.text = text
        self.starts = [stretch.start for stretch in self.stretches]

    def lines(self, widths: tuple[float, ...] | None) -> tuple[Line, ...]:
        """Return its lines; a single line without ``widths``."""
        if widths is None:
            return (self.line(0, len(self.text)),)
        breaks = best_breaks(self.stops(min(widths)), widths, balanced=self.style.balanced)
        return tuple([self.line(start, end) for start, end in breaks])

    # --- where lines may end ---------------------------------------------------------------

    def stops(self, narrowest: float) -> Stops:
        """Return where lines of at least ``narrowest`` mm may end."""
        text, at = self.text, [0, *self._opportunities(narrowest)]
        widths, trail, ends, costs = [0.0], [0.0], [False], [0.0]
        first = 0
        spaces: dict[int, float] = {}  # width of a space, by stretch
        for stop in at[1:]:
            widths.append(self._measure(first, stop))
            end = trimmed(text, 0, stop)
            if end == stop:
                trail.append(0.0)
            elif end == stop - 1 and text[end] == " ":
                stretch = bisect_right(self.starts, end)
                if stretch not in spaces:
                    spaces[stretch] = self._measure(end, stop)
                trail.append(spaces[stretch])
            else:
                trail.append(self._measure(end, stop))
            ends.append(ends_sentence(text, end))
            costs.append(self._cost(stop))
            first = stop
        return Stops.of(at, widths, trail, ends, costs)

    def _opportunities(self, narrowest: float) -> list[int]:
        """Return what ``Paragraph`` yields."""
        found = set(opportunities(self.text, icu.UnicodeString(self.text), self.language))
        for first, last, run in self.places:
            if run.unbroken:
                found -= {index for index in found if first < index < last}
        for first, last, run in self.places:
            if run.breaks and self._measure(first, last) > narrowest:
                found.update(first + offset for offset in run.breaks)
        return sorted(found)

    def _cost(self, stop: int) -> float:
        if stop == len(self.text):
            return 0.0
        if self.text[stop - 1] == "-":
            return SPLIT
        if ends_clause(self.text, stop):
            return CLAUSE
        if self.text[stop] != ".":
            return APART if parts_names(self.text, stop) else 0.0
        in_address = any(
            run.breaks and first <= stop < last and last - stop <= SHORT_END
            for first, last, run in self.places
        )
        return SPLIT if in_address else 0.0

    # --- measuring and setting -------------------------------------------------------------

    def _measure(self, start: int, end: int) -> float:
        """Return the width in mm of a stretch set on its own."""
        if start == end:
            return 0.0
        index = max(0, bisect_right(self.starts, start) - 1)
        run, first, last, face, size = self.stretches[index]
        if first <= start and end <= last and not run.sign:  # nearly every word
            shaped = shape(face, self.text[start:end], False, run.language, self.tracking)
            return shaped.advance * size * PT / 1000
        width = 0.0
        while index < len(self.stretches) and self.stretches[index].start < end:
            run, first, last, face, size = self.stretches[index]
            first, last = max(first, start), min(last, end)
            if first < last:
                advance = self._shape(run, face, self.text[first:last]).advance
                width += advance * size * PT / 1000
            index += 1
        return width

    def line(self, start: int, end: int) -> Line:
        """Set one broken line."""
        text, trim = self.text, trimmed(self.text, start, end)
        hyphen = hyphen_end(text, start, end)
        x = 0.0
        pieces: list[Piece] = []
        at = max(0, bisect_right(self.starts, start) - 1)
        for run, begin, stop, face, size in self.stretches[at:]:
            if begin >= end:
                break
            first, last = max(begin, start), min(stop, end)
            if first < last:
                said = text[first:last]
                shaped = self._shape(run, face, said)
                width = shaped.advance * size * PT / 1000
                if first < hyphen <= last:
                    shaped = kept_hyphen(shaped, closed=hyphen < end)
                pieces.append(Piece(run, size, False, x, width, shaped, said))
                x += width
        return Line(tuple(pieces), x - self._measure(trim, end), self.rtl)

    def _shape(self, run: Run, face: Face, text: str) -> Shaped:
        shaped = shape(face, text, False, run.language, self.tracking)
        return centred(shaped, rtl=self.rtl) if run.sign else shaped
