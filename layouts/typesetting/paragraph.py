"""A paragraph in any direction: bidi per broken line by ICU, shaping by HarfBuzz."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

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
from wegwijs.layouts.typesetting.fonts import (
    LATIN,
    Face,
    FontSet,
    GlyphMissing,
    is_hidden,
    load_face,
)
from wegwijs.layouts.typesetting.lines import PT, SIGN_NUMERAL, SIGN_WIDTH, Line, Piece, Style
from wegwijs.layouts.typesetting.shaping import (
    BRACKETS,
    CLOSING,
    OPENING,
    Shaped,
    is_rightward,
    kept_hyphen,
    shape,
)

_BRACKET = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
Directions = Callable[[int, int], list[tuple[int, int, bool]]]


class Paragraph:
    """Text as characters, each with its run and its face; ``addressed`` for a part of a longer
    paragraph that holds an address.
    """

    def __init__(
        self, words: Words, style: Style, fonts: FontSet, rtl: bool, *, addressed: bool = False
    ) -> None:
        self.style = style
        self.rtl = rtl
        self.chars: list[str] = []
        self.runs: list[Run | None] = []  # the run of each character; None: a bidi control
        self.faces: list[Face | None] = []
        for ltr, group in groupby(words.runs, key=lambda run: run.ltr):
            self._add(LRI if ltr else "", None)
            for run in group:
                self._add(run.text, run)
                try:
                    faces = faces_of(fonts, run.text, style.weight_of(run), run.ltr)
                except GlyphMissing as error:
                    raise GlyphMissing(error.char, str(words)) from None
                for first, last, face in faces:
                    self.faces += [face] * (last - first)
            self._add(PDI if ltr else "", None)
        if rtl:
            self._isolate_brackets()
        self._has_address = addressed or words.has_address
        self.text = "".join(self.chars)
        self._ends = list(self._stretch_ends())
        self._unit, self._char = _units(self.text)
        self._text = icu.UnicodeString(self.text)
        self._bidi = icu.Bidi()
        self._bidi.setPara(self._text, int(rtl))

    def lines(self, widths: tuple[float, ...] | None) -> tuple[Line, ...]:
        """Return its lines; a single line without ``widths``."""
        if widths is None:
            return (self.line(0, len(self.text)),)
        breaks = best_breaks(self.stops(min(widths)), widths, balanced=self.style.balanced)
        return tuple(self.line(start, end) for start, end in breaks)

    def _add(self, text: str, run: Run | None) -> None:
        self.chars += text
        self.runs += [run] * len(text)
        if run is None:
            self.faces += [None] * len(text)

    def _isolate_brackets(self) -> None:
        """Keep brackets with the left-to-right words that they enclose, wherever the
        line breaks.
        """
        opened: list[int] = []
        controls: dict[int, str] = {}
        for match in _BRACKET.finditer("".join(self.chars)):
            index, char = match.start(), match[0]
            run = self.runs[index]
            if run is None or run.ltr:
                continue
            if char in OPENING:
                opened.append(index)
            elif opened and BRACKETS.get(char) == self.chars[opened[-1]]:
                start = opened.pop()
                inside = self.chars[start + 1 : index]
                if any(map(str.isalnum, inside)) and not any(map(is_rightward, inside)):
                    controls |= {start: LRI, index + 1: PDI}
        for index in sorted(controls, reverse=True):
            self.chars.insert(index, controls[index])
            self.runs.insert(index, None)
            self.faces.insert(index, None)

    def _stretch_ends(self) -> Iterator[int]:
        """Return, for each character, the end of the stretch of one run and face that
        contains it.
        """
        end = 0
        for _, group in groupby(zip(map(id, self.runs), map(id, self.faces), strict=True)):
            count = len(list(group))
            end += count
            yield from itertools.repeat(end, count)

    # --- where lines may end ---------------------------------------------------------------

    def stops(self, narrowest: float) -> Stops:
        """Return where lines may end, with widths up to each place; lines lose trailing spaces."""
        at, text = [0, *self._opportunities(narrowest)], self.text
        return Stops.of(
            at,
            [0.0, *map(self._measure, at, at[1:])],
            [0.0, *(self._measure(trimmed(text, 0, stop), stop) for stop in at[1:])],
            [ends_sentence(text, stop) for stop in at],
            [0.0, *map(self._cost, at[1:])],
        )

    def _cost(self, stop: int) -> float:
        """Return what a break costs by its place, apart from the end of a sentence."""
        if parts_names(self.text, stop):
            return APART
        if stop < len(self.text) and ends_clause(self.text, stop):
            return CLAUSE
        return SPLIT if self._parts_a_name(stop) else 0.0

    def _parts_a_name(self, stop: int) -> bool:
        """Return whether a break after a hyphen, or before the ``.nl`` of an address, splits what
        is read as one word; or one between words that run against the direction of the paragraph,
        where the eye would look for the rest on the other side. Beside an address they may be
        split, rather than the address.
        """
        if stop == len(self.text):
            return False
        if self.text[stop - 1] == "-":
            return True
        run = self.runs[stop]
        if run is not None and self.rtl and run.ltr and not self._has_address:
            return run is self.runs[stop - 1]
        if run is None or not run.breaks or self.text[stop] != ".":
            return False
        after = sum(1 for _ in itertools.takewhile(lambda other: other is run, self.runs[stop:]))
        return after <= SHORT_END

    def _opportunities(self, narrowest: float) -> list[int]:
        """Return where a line may end: never inside a number, and inside an address only where that
        allows it and only if it is wider than a line.
        """
        language = next((run.language for run in self.runs if run), "nl")
        found = set(self._address_breaks(narrowest))
        for unit in opportunities(self.text, self._text, language):
            index = self._char[unit]
            if index < len(self.text):
                before, after = self.runs[index - 1], self.runs[index]
                if before is not None and before is after and before.unbroken:
                    continue
            found.add(index)
        return sorted(found)

    def _address_breaks(self, narrowest: float) -> Iterator[int]:
        """Yield where to break those addresses that are wider than a line."""
        start = 0
        for _, group in groupby(self.runs, key=id):
            run, *others = group
            end = start + 1 + len(others)
            if run is not None and run.breaks and self._measure(start, end) > narrowest:
                yield from (start + offset for offset in run.breaks)
            start = end

    # --- measuring and typesetting ---------------------------------------------------------

    def _measure(self, start: int, end: int) -> float:
        """Return the width in mm of a stretch set on its own."""
        if start == end:
            return 0.0
        run = self.runs[start]
        if self._ends[start] >= end and run is not None:  # nearly every word
            rtl = self._bidi.getLevelAt(self._unit[start]) % 2 == 1
            shaped = self._shape(start, end, rtl)
            return shaped.advance * self.style.size_of(run) * PT / 1000
        return sum(
            self._width(first, self._shape(first, last, rtl))
            for first, last, rtl in self._items(start, end, self._guess_rtl)
        )

    def _guess_rtl(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        """Return preliminary directions, before lines are known; joining does not depend on the
        order of levels.
        """
        return [(start, end, bool(self._bidi.getLevelAt(self._unit[start]) % 2))]

    def _size(self, index: int) -> float:
        run = self.runs[index]
        assert run is not None
        return self.style.size_of(run)

    def _width(self, index: int, shaped: Shaped) -> float:
        return shaped.advance * self._size(index) * PT / 1000

    def line(self, start: int, end: int) -> Line:
        """Set one broken line: visual order by the bidi algorithm, pieces in logical order."""
        items = list(self._items(start, end, self._visual_runs))
        shapes = [self._shape(first, last, rtl) for first, last, rtl in items]
        widths = [self._width(item[0], shaped) for item, shaped in zip(items, shapes, strict=True)]
        trailing = self._measure(trimmed(self.text, start, end), end) if end > start else 0.0
        x = -trailing if self.rtl else 0.0
        hyphen = hyphen_end(self.text, start, end)
        pieces: list[tuple[int, Piece]] = []
        for (first, last, rtl), shaped, width in zip(items, shapes, widths, strict=True):
            run = self.runs[first]
            assert run is not None
            text = self.text[first:last]
            if first < hyphen <= last:
                shaped = kept_hyphen(shaped, closed=hyphen < end)  # noqa: PLW2901
            pieces.append((first, Piece(run, self._size(first), rtl, x, width, shaped, text)))
            x += width
        pieces.sort(key=lambda item: item[0])
        return Line(tuple(piece for _, piece in pieces), sum(widths) - trailing, self.rtl)

    def _visual_runs(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        line = self._bidi.setLine(self._unit[start], self._unit[end])
        runs = list[tuple[int, int, bool]]()
        for index in range(line.countRuns()):
            unit, length, direction = line.getVisualRun(index)
            first = self._char[self._unit[start] + unit]
            last = self._char[self._unit[start] + unit + length]
            rtl = direction == icu.UBiDiDirection.RTL
            if rtl and runs and runs[-1][2] and runs[-1][0] == last:
                # a space at the end of a line has a level of its own
                runs[-1] = first, runs[-1][1], True
            else:
                runs.append((first, last, rtl))
        return runs

    def _items(
        self, start: int, end: int, directions: Directions
    ) -> Iterator[tuple[int, int, bool]]:
        """Yield stretches of one run, face and direction, in visual order."""
        if start == end:
            return
        for first, last, rtl in directions(start, end):
            stretches, index = [], first
            while index < last:
                stop = min(self._ends[index], last)
                if self.runs[index] is not None:
                    stretches.append((index, stop, rtl))
                index = stop
            yield from reversed(stretches) if rtl else stretches

    def _shape(self, start: int, end: int, rtl: bool) -> Shaped:
        run, face = self.runs[start], self.faces[start]
        assert run is not None and face is not None
        text = self.text[start:end]
        shaped = shape(face, text, rtl, run.language, self.style.tracking * 1000)
        return centred(shaped, rtl=self.rtl) if run.sign else shaped


def _units(text: str) -> tuple[Sequence[int], Mapping[int, int] | Sequence[int]]:
    """Return the UTF-16 offset of each character, and the character at each offset: ICU counts
    UTF-16 units, of which a character outside the BMP has two.
    """
    if max(text, default="") <= "\uffff":
        return range(len(text) + 1), range(len(text) + 1)
    wide = (2 if char > "\uffff" else 1 for char in text)
    units = list(itertools.accumulate(wide, initial=0))
    return units, {unit: index for index, unit in enumerate(units)}


def stays(char: str, face: Face) -> bool:
    """Return whether a character keeps the face of the letter before it."""
    belongs = char == " " or icu.Char.charType(char) in _MARKS
    return is_hidden(char) or (belongs and ord(char) in face.characters)


_MARKS = (
    icu.UCharCategory.NON_SPACING_MARK,
    icu.UCharCategory.ENCLOSING_MARK,
    icu.UCharCategory.COMBINING_SPACING_MARK,
)


def centred(numeral: Shaped, *, rtl: bool) -> Shaped:
    """Centre a numeral in the box of its sign, slightly before the tip."""
    box = SIGN_WIDTH / SIGN_NUMERAL * 1000
    spare = box - numeral.advance
    before = spare * (0.6 if rtl else 0.4)
    moved = [glyph._replace(dx=glyph.dx + before) for glyph in numeral.glyphs]
    last = moved[-1]._replace(advance=moved[-1].advance + spare)
    return Shaped(numeral.face, (*moved[:-1], last))


@lru_cache(maxsize=20_000)
def faces_of(
    fonts: FontSet, text: str, weight: int, value: bool
) -> tuple[tuple[int, int, Face], ...]:
    """Return a run split where its face changes. Joiners, marks and spaces stay with the letter
    before them. Raises ``GlyphMissing``.
    """
    if (value or fonts.families[0] == LATIN) and text.isascii() and text.isprintable():
        return ((0, len(text), load_face(LATIN, weight)),)
    found: list[tuple[int, int, Face]] = []
    for index, char in enumerate(text):
        face = found[-1][2] if found else None
        if face is None or not stays(char, face):
            face = fonts.pick(char, weight, value=value)
        if face is None:
            raise GlyphMissing(char, text)
        if found and found[-1][2] is face:
            found[-1] = found[-1][0], index + 1, face
        else:
            found.append((index, index + 1, face))
    return tuple(found)
