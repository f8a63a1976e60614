"""Text to positioned glyphs: fallback font per character, line breaks by ICU, bidi per broken line,
shaping by HarfBuzz. Text is never markup: what goes in is what is set.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby

import icu

from layouts.content.words import Run, Words
from layouts.typesetting.fonts import Face, FontSet, GlyphMissing, Symbol, is_hidden
from layouts.typesetting.shaping import BRACKETS, OPENING, Glyph, is_rightward, kept_hyphen, shape

PT = 25.4 / 72  # mm
SIGN_WIDTH = 1.46  # em of the text around it: the pentagon behind a numeral in a sentence
SIGN_NUMERAL = 0.91  # em of the text around it
CLINGING = {"pl", "uk"}  # a one-letter word belongs to the next one, never at the end of a line
_LRI, _PDI = "\u2066", "\u2069"
# How wide lines are, in mm: all of them, or one after another, the last width for all that follow.
Measure = float | tuple[float, ...]


@dataclass(frozen=True)
class Style:
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


@dataclass(frozen=True)
class Piece:
    """Glyphs of one run, in one face and one direction; in visual order, from ``x`` mm on."""

    run: Run
    face: Face
    size: float
    rtl: bool
    x: float
    width: float
    glyphs: tuple[Glyph, ...]
    text: str

    @cached_property
    def symbols(self) -> frozenset[Symbol]:
        """What it uses of its face."""
        return frozenset(glyph.symbol for glyph in self.glyphs)

    def shown(self, codes: Mapping[Symbol, int], own: Set[Symbol]) -> str:
        """The glyphs as PDF operators; ``own`` are symbols of which the code is no glyph's id."""
        return self._plain if self.symbols.isdisjoint(own) else self._operators(codes)

    @cached_property
    def _plain(self) -> str:
        """Kept, because a line that is set for one edition serves for all of them."""
        return self._operators({symbol: symbol.glyph or 0 for symbol in self.symbols})

    def _operators(self, codes: Mapping[Symbol, int]) -> str:
        """Kerning and tracking in TJ, raised glyphs with Ts."""
        operators: list[str] = []
        parts: list[str] = []
        hexes: list[str] = []
        adjust = rise = 0.0
        for glyph in self.glyphs:
            if glyph.dy != rise:
                parts += [f"<{''.join(hexes)}>"] if hexes else []
                operators += [f"[{' '.join(parts)}] TJ"] if parts else []
                hexes, parts, rise = [], [], glyph.dy
                operators.append(f"{number(rise * self.size / 1000)} Ts")
            adjust -= glyph.dx
            if abs(adjust) >= 0.01:
                parts += [f"<{''.join(hexes)}>"] if hexes else []
                parts.append(number(adjust))
                hexes = []
            hexes.append(f"{codes[glyph.symbol]:04X}")
            adjust = self.face.width(glyph.symbol) - glyph.advance + glyph.dx
        parts += [f"<{''.join(hexes)}>"] if hexes else []
        operators.append(f"[{' '.join(parts)}] TJ")
        return " ".join([*operators, "0 Ts"] if rise else operators)


def number(value: float) -> str:
    """A number as PDF writes it, to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


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
        above = below = 0.0
        for piece in self.pieces:
            em = piece.size * PT / 1000
            for glyph in piece.glyphs:
                for id_, _, up in glyph.symbol.parts:
                    top, bottom = piece.face.reach(id_)
                    above = max(above, (top + up + glyph.dy) * em)
                    below = max(below, -(bottom + up + glyph.dy) * em)
        return above, below


SHORT_END = 4  # letters of an address, ``.nl`` or ``.com``, that make no line of their own


@lru_cache(maxsize=6000)
def set_text(
    words: Words, style: Style, fonts: FontSet, *, width: Measure | None = None, rtl: bool = False
) -> tuple[Line, ...]:
    """Break a paragraph into lines of at most ``width`` mm (None = one line).

    An address is broken only where it allows that and has no room on a line of its own. A word that
    is wider than the line stands out of it: the caller measures and decides. Raises
    ``GlyphMissing``.
    """
    paragraph = _Paragraph(words, style, fonts, rtl)
    if width is None:
        return (paragraph.line(0, len(paragraph.chars)),)
    widths = width if isinstance(width, tuple) else (width,)
    return tuple(paragraph.line(start, end) for start, end in paragraph.break_lines(widths))


def room_on(width: Measure, line: int) -> float:
    """What a measure gives to one of its lines, in mm."""
    return width if isinstance(width, float | int) else width[min(line, len(width) - 1)]


class _Paragraph:
    def __init__(self, words: Words, style: Style, fonts: FontSet, rtl: bool) -> None:
        self.style = style
        self.rtl = rtl
        self.chars: list[str] = []
        self.runs: list[Run | None] = []  # the run of each character; None = a bidi control
        for ltr, group in groupby(words.runs, key=lambda run: run.ltr):
            self._add(_LRI if ltr else "", None)
            for run in group:
                self._add(run.text, run)
            self._add(_PDI if ltr else "", None)
        if rtl:
            self._isolate_brackets()
        self.faces = self._faces(fonts, str(words))
        # ICU counts in UTF-16 units; a character outside the BMP is two of them.
        self._unit = [0]
        for char in self.chars:
            self._unit.append(self._unit[-1] + (2 if ord(char) > 0xFFFF else 1))
        self._char = {unit: index for index, unit in enumerate(self._unit)}
        self._text = icu.UnicodeString("".join(self.chars))
        self._bidi = icu.Bidi()
        self._bidi.setPara(self._text, int(rtl))

    def _add(self, text: str, run: Run | None) -> None:
        self.chars += text
        self.runs += [run] * len(text)

    def _isolate_brackets(self) -> None:
        """Keep brackets around words from left to right with those, wherever the line is broken."""
        opened: list[int] = []
        controls: dict[int, str] = {}
        for index, char in enumerate(self.chars):
            run = self.runs[index]
            if run is None or run.ltr:
                continue
            if char in OPENING:
                opened.append(index)
            elif opened and BRACKETS.get(char) == self.chars[opened[-1]]:
                start = opened.pop()
                inside = self.chars[start + 1 : index]
                if any(map(str.isalnum, inside)) and not any(map(is_rightward, inside)):
                    controls |= {start: _LRI, index + 1: _PDI}
        for index in sorted(controls, reverse=True):
            self.chars.insert(index, controls[index])
            self.runs.insert(index, None)

    def _faces(self, fonts: FontSet, text: str) -> list[Face | None]:
        """A face per character. What joins or marks letters stays with the letter before it, and
        spaces as well.
        """
        faces: list[Face | None] = []
        last: Face | None = None
        last_run: Run | None = None
        for char, run in zip(self.chars, self.runs, strict=True):
            if run is None:
                faces.append(None)
                continue
            weight = self.style.strong if run.strong else self.style.weight
            weight = 900 if run.sign else weight
            if not (last and run is last_run and _stays(char, last)):
                last = fonts.pick(char, weight, value=run.ltr)
                if last is None:
                    raise GlyphMissing(char, text)
            faces.append(last)
            last_run = run
        return faces

    def break_lines(self, widths: tuple[float, ...]) -> list[tuple[int, int]]:
        """Lines as (start, end) character indices; the last of ``widths`` is that of all lines that
        follow.

        As few lines as greedy breaking gives; among those the ones that read best: even, sentences
        whole, no lonely word at the end.
        """
        stops = [0, *self._opportunities(min(widths))]
        # Widths up to each stop; a line that ends there loses its trailing space.
        ahead = list(itertools.accumulate(map(self._measure, stops, stops[1:]), initial=0.0))
        trail = [0.0, *(self._measure(self._trim(0, stop), stop) for stop in stops[1:])]
        widest, uneven = max(widths), len(widths) > 1
        # By number of lines up to each stop: cost, where the last line begins.
        best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
        for last in range(1, len(stops)):
            ways: dict[int, tuple[float, int]] = {}
            for first in reversed(range(last)):
                filled = ahead[last] - ahead[first] - trail[last]
                if filled > widest and first < last - 1:
                    break
                for lines, (cost, _) in best[first].items():
                    room = room_on(widths, lines)
                    if filled > room and first < last - 1:
                        continue
                    cost += self._raggedness(stops, first, last, filled / room)  # noqa: PLW2901
                    ways[lines + 1] = min(ways.get(lines + 1, (cost, first)), (cost, first))
            # Only where lines differ in width can more of them before a stop be of use.
            best.append(ways if uneven else dict([min(ways.items())]))
        breaks: list[tuple[int, int]] = []
        last, lines = len(stops) - 1, min(best[-1], default=0)
        while last:
            first = best[last][lines][1]
            breaks.append((stops[first], stops[last]))
            last, lines = first, lines - 1
        return breaks[::-1] or [(0, 0)]

    def _raggedness(self, stops: list[int], first: int, last: int, filled: float) -> float:
        """How badly a line reads; the weights were tried on the texts of the pack."""
        if last == len(stops) - 1 and not self.style.balanced:
            lonely = filled < 0.25 or last - first == 1
            return 0.2 if lonely and first else 0.0
        cost = (1 - filled) ** 2
        if self._ends_sentence(stops[last]):
            cost -= 0.1
        elif last - 1 > first and self._ends_sentence(stops[last - 1]):
            cost += 0.3  # one word of a new sentence hangs at the end
        if self._parts_a_name(stops[last]):
            cost += 0.5
        return cost

    def _parts_a_name(self, stop: int) -> bool:
        """Whether a break after a hyphen, or before the ``.nl`` of an address, parts what is read
        as one word.
        """
        if stop == len(self.chars):
            return False
        if self.chars[stop - 1] == "-":
            return True
        run = self.runs[stop]
        if run is None or not run.breaks or self.chars[stop] != ".":
            return False
        after = sum(1 for _ in itertools.takewhile(lambda other: other is run, self.runs[stop:]))
        return after <= SHORT_END

    def _ends_sentence(self, stop: int) -> bool:
        end = self._trim(0, stop)
        return end > 0 and self.chars[end - 1] in ".?!\u061f\u06d4\u1362\u1367"

    def _opportunities(self, narrowest: float) -> list[int]:
        """Where a line may end. Inside a number never, inside an address where it allows that, and
        only when it is wider than a line.
        """
        language = next((run.language for run in self.runs if run), "nl")
        breaks = _break_iterator(language)
        breaks.setText(self._text)
        found = set(self._address_breaks(narrowest))
        for unit in breaks:
            index = self._char[unit]
            if index < len(self.chars):
                before, after = self.runs[index - 1], self.runs[index]
                if before is not None and before is after and before.unbroken:
                    continue
                if language in CLINGING and self._is_short_word(index):
                    continue
            found.add(index)
        return sorted(found)

    def _address_breaks(self, narrowest: float) -> Iterator[int]:
        """Where addresses may be broken that are wider than a line."""
        start = 0
        for _, group in groupby(self.runs, key=id):
            run, *others = group
            end = start + 1 + len(others)
            if run is not None and run.breaks and self._measure(start, end) > narrowest:
                yield from (start + offset for offset in run.breaks)
            start = end

    def _is_short_word(self, stop: int) -> bool:
        """Whether the word before a break is a single letter."""
        end = self._trim(0, stop)
        alone = end < 2 or self.chars[end - 2] in " \u00a0"
        return end > 0 and alone and self.chars[end - 1].isalpha()

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.chars[end - 1] in (" ", _PDI, _LRI):
            end -= 1
        return end

    def _measure(self, start: int, end: int) -> float:
        """Width in mm of a stretch that is set on its own."""
        return sum(
            self._width(first, self._shape(first, last, rtl))
            for first, last, rtl in self._items(start, end, self._guess_rtl)
        )

    def _guess_rtl(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        """Directions before the line is known; joining does not depend on the levels' order."""
        return [(start, end, bool(self._bidi.getLevelAt(self._unit[start]) % 2))]

    def _size(self, index: int) -> float:
        run = self.runs[index]
        return self.style.size * (SIGN_NUMERAL if run and run.sign else 1.0)

    def _width(self, index: int, glyphs: Sequence[Glyph]) -> float:
        return sum(glyph.advance for glyph in glyphs) * self._size(index) * PT / 1000

    def line(self, start: int, end: int) -> Line:
        """Set one broken line: visual order by the bidi algorithm, pieces in logical order."""
        items = list(self._items(start, end, self._visual_runs))
        shaped = [self._shape(first, last, rtl) for first, last, rtl in items]
        widths = [self._width(item[0], glyphs) for item, glyphs in zip(items, shaped, strict=True)]
        trailing = self._measure(self._trim(start, end), end) if end > start else 0.0
        x = -trailing if self.rtl else 0.0
        hyphen = self._hyphen(start, end)
        pieces: list[tuple[int, Piece]] = []
        for (first, last, rtl), glyphs, width in zip(items, shaped, widths, strict=True):
            run, face = self.runs[first], self.faces[first]
            assert run is not None and face is not None
            text = "".join(self.chars[first:last])
            if first < hyphen <= last:
                glyphs = kept_hyphen(glyphs, closed=hyphen < end)  # noqa: PLW2901
            piece = Piece(run, face, self._size(first), rtl, x, width, glyphs, text)
            pieces.append((first, piece))
            x += width
        pieces.sort(key=lambda item: item[0])
        return Line(tuple(piece for _, piece in pieces), sum(widths) - trailing, self.rtl)

    def _hyphen(self, start: int, end: int) -> int:
        """Where a hyphen ends that stands at the end of a line, and another line follows; or 0."""
        last = self._trim(start, end)
        return last if last > start and end < len(self.chars) and self.chars[last - 1] == "-" else 0

    def _visual_runs(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        line = self._bidi.setLine(self._unit[start], self._unit[end])
        runs = []
        for index in range(line.countRuns()):
            unit, length, direction = line.getVisualRun(index)
            first = self._char[self._unit[start] + unit]
            last = self._char[self._unit[start] + unit + length]
            runs.append((first, last, direction == icu.UBiDiDirection.RTL))
        return runs

    def _items(self, start: int, end: int, directions: object) -> Iterator[tuple[int, int, bool]]:
        """Stretches of one run, face and direction, in visual order."""
        if start == end:
            return
        for first, last, rtl in directions(start, end):  # type: ignore[operator]
            stretches = []
            for key, group in groupby(
                range(first, last), key=lambda i: (id(self.runs[i]), id(self.faces[i]))
            ):
                indices = list(group)
                if key and self.runs[indices[0]] is not None:
                    stretches.append((indices[0], indices[-1] + 1, rtl))
            yield from reversed(stretches) if rtl else stretches

    def _shape(self, start: int, end: int, rtl: bool) -> tuple[Glyph, ...]:
        run, face = self.runs[start], self.faces[start]
        assert run is not None and face is not None
        text = "".join(self.chars[start:end])
        glyphs = shape(face, text, rtl, run.language, self.style.tracking * 1000)
        return _centred(glyphs, 0.6 if self.rtl else 0.4) if run.sign else glyphs


def _stays(char: str, face: Face) -> bool:
    """Whether a character is set in the face of the letter before it."""
    belongs = char == " " or icu.Char.charType(char) in _MARKS
    return is_hidden(char) or (belongs and ord(char) in face.characters)


_MARKS = (
    icu.UCharCategory.NON_SPACING_MARK,
    icu.UCharCategory.ENCLOSING_MARK,
    icu.UCharCategory.COMBINING_SPACING_MARK,
)


@lru_cache(maxsize=16)
def _break_iterator(language: str) -> icu.BreakIterator:
    return icu.BreakIterator.createLineInstance(icu.Locale(language))


def _centred(numeral: tuple[Glyph, ...], place: float) -> tuple[Glyph, ...]:
    """A numeral in the middle of the box of its sign, a little before the tip."""
    box = SIGN_WIDTH / SIGN_NUMERAL * 1000
    spare = box - sum(glyph.advance for glyph in numeral)
    before = spare * place
    moved = [replace(glyph, dx=glyph.dx + before) for glyph in numeral]
    return (*moved[:-1], replace(moved[-1], advance=moved[-1].advance + spare))
