"""A paragraph of whole sentences, some of which many editions share.

Sentences are shaped and measured once, and so are lines within a single sentence. The lines equal
those of the sentences set as one text; sentences for which that is uncertain are joined first.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache, reduce
from itertools import accumulate, pairwise

from wegwijs.layouts.content.words import Words
from wegwijs.layouts.typesetting.breaking import (
    Stops,
    endings,
    ends_sentence,
    lines_from,
    most_on_one,
)
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.layouts.typesetting.lines import Line, Piece, Style
from wegwijs.layouts.typesetting.paragraph import Paragraph
from wegwijs.layouts.typesetting.plain import PlainParagraph, is_plain
from wegwijs.layouts.typesetting.shaping import CLOSING, OPENING
from wegwijs.layouts.typesetting.typeset import set_text

# Characters that affect following sentences: direction controls and paragraph ends.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069]")
_BRACKETS = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
_LETTERS = {False: ("L",), True: ("R", "AL")}


@lru_cache(maxsize=64)
def set_sentences(
    sentences: tuple[Words, ...], style: Style, fonts: FontSet, width: float, rtl: bool = False
) -> tuple[Line, ...]:
    """Set sentences as ``set_text`` sets them when they are joined. Raises ``GlyphMissing``."""
    pairs = enumerate(pairwise(sentences), start=1)
    if cut := next((number for number, pair in pairs if _are_apart(*pair, rtl)), 0):
        first, own_leading = Words.join(sentences[:cut]), style._replace(leading=0.0)
        # An address gives way to no other words of its paragraph, in whichever sentence it is.
        addressed = rtl and any(sentence.has_address for sentence in sentences)
        rest = _rest(sentences[cut:], own_leading, fonts, width, rtl, addressed)
        # Otherwise it may fit on one line.
        if not most_on_one(f"{first}{rest.text}", style.size, width):
            sentence = _Sentence(first.spaced(), own_leading, fonts, width, rtl, addressed)
            # Bidi has all of a left-to-right paragraph, or none.
            if rtl or (sentence.is_plain and rest.is_plain):
                return rest.below(sentence)
    return set_text(Words.join(sentences), style, fonts, width, rtl)


def _apart(sentences: Sequence[Words], rtl: bool) -> Iterator[Words]:
    """Yield sentences that do not affect each other; others are joined."""
    together = [sentences[0]]
    for before, after in pairwise(sentences):
        if _are_apart(before, after, rtl):
            yield together[0] if len(together) == 1 else Words.join(together)
            together = []
        together.append(after)
    yield together[0] if len(together) == 1 else Words.join(together)


def _are_apart(before: Words, after: Words, rtl: bool) -> bool:
    """Return whether neither of two sentences can affect the other."""
    same = before.runs[0].language == after.runs[0].language
    return same and _is_closed(before, rtl) and _is_opened(after, rtl)


def _is_closed(words: Words, rtl: bool) -> bool:
    """Return whether a sentence cannot affect the next one: it ends with a full stop in its own
    direction, and leaves no bracket or direction open.
    """
    text, last = str(words), words.runs[-1]
    if last.ltr or not last.is_plain or _CONTROLS.search(text):
        return False
    if text.endswith(" ") or not ends_sentence(text, len(text)):
        return False
    opened: list[str] = []
    for run in words.runs:
        for bracket in [] if run.ltr else _BRACKETS.findall(run.text):
            if bracket in OPENING:
                opened.append(CLOSING[OPENING.index(bracket)])
            elif not opened or opened.pop() != bracket:
                return False
    return not opened


@lru_cache(maxsize=1000)
def _is_opened(words: Words, rtl: bool) -> bool:
    """Return whether a sentence begins with a letter in the direction of the paragraph."""
    first = words.runs[0]
    if first.ltr or not first.is_plain or not first.text:
        return False
    letter = first.text[0]
    return letter.isalpha() and unicodedata.bidirectional(letter) in _LETTERS[rtl]


class _Sentence:
    """A measured sentence; its lines are cached."""

    def __init__(
        self,
        words: Words,
        style: Style,
        fonts: FontSet,
        narrowest: float,
        rtl: bool,
        addressed: bool,
    ) -> None:
        self.is_plain = is_plain(words, rtl=rtl, broken=rtl)
        self.paragraph = (
            PlainParagraph(words, style, fonts, rtl)
            if self.is_plain
            else Paragraph(words, style, fonts, rtl, addressed=addressed)
        )
        self.stops = self.paragraph.stops(narrowest)
        self.trails = dict(zip(self.stops.at, self.stops.trail, strict=True))
        self.end = len(self.paragraph.text)
        self.rtl = rtl
        self._lines: dict[tuple[int, int], Line] = {}

    def line(self, start: int, end: int) -> Line:
        """Return the part of a line within this sentence."""
        found = self._lines.get((start, end))
        if found is None:
            found = self._lines[start, end] = self.paragraph.line(start, end)
        return found


class _Rest:
    """All sentences after the first, which many editions share: where their lines end is found once
    for each stop at which the lines above them may end.
    """

    def __init__(
        self,
        sentences: Sequence[Words],
        style: Style,
        fonts: FontSet,
        width: float,
        rtl: bool,
        addressed: bool,
    ) -> None:
        *parts, last = _apart(sentences, rtl)
        given = style, fonts, width, rtl, addressed
        self.text = "".join(map(str, sentences))
        self.sentences = [
            *(_sentence(part, True, *given) for part in parts),
            _sentence(last, False, *given),
        ]
        self.is_plain = all(one.is_plain for one in self.sentences)
        self._width, self._balanced = width, style.balanced
        self._text = _Joined(self.sentences)
        self._endings = endings(self._text.stops, width, balanced=style.balanced, opens=False)
        self._lines: dict[int, tuple[Line, ...]] = {}

    def below(self, first: _Sentence) -> tuple[Line, ...]:
        """Return the lines of a paragraph that begins with another sentence."""
        text, own = _Joined([first, *self.sentences]), len(first.stops.at) - 1
        stops = first.stops.followed_by(self._text.stops)
        found = endings(stops, self._width, balanced=self._balanced, known=self._endings)
        lines, stop = list[Line](), 0
        while stop < own or not lines:
            start, stop = stop, found[stop].stop
            lines.append(text.line(stops.at[start], stops.at[stop]))
        return (*lines, *self._from(stop - own))

    def _from(self, stop: int) -> tuple[Line, ...]:
        """Return the lines from a stop on."""
        if stop == len(self._endings) - 1:
            return ()
        if stop not in self._lines:
            at = self._text.stops.at
            lines = lines_from(stop, self._endings)
            self._lines[stop] = tuple(self._text.line(at[a], at[b]) for a, b in lines)
        return self._lines[stop]


_rest = lru_cache(maxsize=64)(_Rest)


@lru_cache(maxsize=500)
def _sentence(
    words: Words,
    spaced: bool,
    style: Style,
    fonts: FontSet,
    narrowest: float,
    rtl: bool,
    addressed: bool,
) -> _Sentence:
    words = words.spaced() if spaced else words
    return _Sentence(words, style, fonts, narrowest, rtl, addressed)


class _Joined:
    """Consecutive sentences, with the index at which each begins."""

    def __init__(self, sentences: Sequence[_Sentence]) -> None:
        self.sentences = sentences
        self.begins = list(accumulate((one.end for one in sentences), initial=0))

    @cached_property
    def stops(self) -> Stops:
        """Where lines may end in the whole text."""
        return reduce(Stops.followed_by, (one.stops for one in self.sentences))

    def line(self, start: int, end: int) -> Line:
        """Set one broken line."""
        first = bisect_right(self.begins, start) - 1
        last = bisect_left(self.begins, end) - 1
        begin, sentence = self.begins[last], self.sentences[last]
        if first == last:
            return sentence.line(start - begin, end - begin)
        parts = [
            (one, max(0, start - at), min(one.end, end - at))
            for at, one in zip(self.begins[first:], self.sentences[first : last + 1], strict=False)
        ]
        return _together(parts)


def _together(parts: Sequence[tuple[_Sentence, int, int]]) -> Line:
    """Join the parts of a line, each from one index to another in its sentence."""
    sentence, _, end = parts[-1]
    rtl, trail = sentence.rtl, sentence.trails[end]
    pieces: list[Piece] = []
    order: list[int] = []  # from left to right
    for one, start, stop in parts:
        own = one.line(start, stop).pieces
        places: Sequence[int] = range(len(pieces), len(pieces) + len(own))
        pieces += own
        if rtl:  # each sentence is left of the previous one; pieces without width come first
            places = sorted(places, key=lambda index: pieces[index][3:5])
        order = [*places, *order] if rtl else [*order, *places]
    x = -trail if rtl else 0.0
    for index in order:
        run, size, turned, _, width, shaped, text = pieces[index]
        pieces[index] = Piece(run, size, turned, x, width, shaped, text)
        x += width
    return Line(tuple(pieces), sum([pieces[index].width for index in order]) - trail, rtl)
