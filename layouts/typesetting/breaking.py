"""Break paragraphs into lines: as few as greedy breaking gives, and among those the ones that are
easiest to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from math import inf
from typing import NamedTuple

import icu
from msgspec import Struct

from wegwijs.layouts.typesetting.lines import PT

LRI, PDI = "\u2066", "\u2069"  # around left-to-right text
SHORT_END = 4  # shortest end of an address on a line of its own; excludes ``.nl`` and ``.com``
SPLIT = 0.5  # the cost of a line that ends inside what is read as one word
APART = -1.0  # of one that ends between two names, before the dot: whatever white that leaves
CLAUSE = -0.05  # of one that ends with a clause of Chinese, where other lines end between any words


class Stops(Struct):
    """The places where a line may end, as indices in the paragraph; the first is its start.

    Per place: ``widths`` is the width in mm of the text since the previous place, ``trail`` that of
    the spaces before it. ``of_a_word`` and ``of_more`` are the costs of ending a line there, apart
    from its white space, if it holds a single word and if it holds more.
    """

    at: list[int]
    widths: list[float]
    trail: list[float]
    of_a_word: list[float]
    of_more: list[float]

    @classmethod
    def of(
        cls,
        at: list[int],
        widths: list[float],
        trail: list[float],
        ends: Sequence[bool],
        costs: Sequence[float],
    ) -> Stops:
        """Return stops, per place with whether a sentence ends there, and what a break there costs
        apart from that: ``SPLIT``, ``APART`` or 0. A sentence ends before the first place.
        """
        of_a_word, of_more = [], []
        after = True  # whether the word before this place begins a sentence
        for end, cost in zip(ends, costs, strict=True):
            usual = -0.1 if end else 0.0
            of_a_word.append(usual + cost)
            # A single word of a new sentence should not end a line.
            of_more.append((0.3 if after and not end else usual) + cost)
            after = end or len(of_more) == 1
        return cls(at, widths, trail, of_a_word, of_more)

    def followed_by(self, others: Stops) -> Stops:
        """Return the stops of a text and another that continues it, which starts where the first
        one ends.
        """
        begin = self.at[-1]
        return Stops(
            self.at + [begin + at for at in others.at[1:]],
            self.widths + others.widths[1:],
            self.trail + others.trail[1:],
            self.of_a_word + others.of_a_word[1:],
            self.of_more + others.of_more[1:],
        )


class Ending(NamedTuple):
    """The best way to set a text from a stop to its end: the number of lines, their cost, and the
    stop at which the first of them ends.
    """

    lines: int
    cost: float
    stop: int


def endings(
    stops: Stops,
    width: float,
    *,
    balanced: bool,
    known: Sequence[Ending] = (),
    opens: bool = True,
) -> list[Ending]:
    """Return the best way to set a text in lines of ``width`` mm from each stop to the end: as few
    lines as possible, and among those the best to read.

    ``known`` are the last ones, if known. ``opens``: the paragraph begins with this text.
    """
    widths, trail, final = stops.widths, stops.trail, len(stops.at) - 1
    found = [Ending(0, 0.0, final)] * (final + 1 - len(known)) + list(known)
    for first in range(final - max(len(known), 1), -1, -1):
        reach, fewest, least, stop = 0.0, inf, inf, final
        penalties = stops.of_a_word
        for last in range(first + 1, final + 1):
            reach += widths[last]
            filled = reach - trail[last]
            if filled > width and last > first + 1:
                break
            lines, cost, _ = found[last]
            if last == final and not balanced:
                cost = _last_line(filled / width, last - first, alone=opens and not first)
            else:
                white = 1 - filled / width
                cost += white * white + penalties[last]
            if lines < fewest or (lines == fewest and cost < least):
                fewest, least, stop = lines, cost, last
            penalties = stops.of_more
        found[first] = Ending(int(fewest) + 1, least, stop)
    return found


def lines_from(start: int, found: Sequence[Ending]) -> list[tuple[int, int]]:
    """Return the lines from a stop to the end, as the numbers of the stops around them; at least
    one.
    """
    lines = [(start, found[start].stop)]
    while lines[-1][1] < len(found) - 1:
        first = lines[-1][1]
        lines.append((first, found[first].stop))
    return lines


def best_breaks(stops: Stops, widths: Sequence[float], *, balanced: bool) -> list[tuple[int, int]]:
    """Return lines as (start, end) indices. ``widths`` (mm) are those of successive lines; the last
    applies to all that follow.

    As few lines as greedy breaking gives; among those the best to read: even, with whole sentences
    and no lone word at the end.
    """
    if len(widths) == 1:
        found = endings(stops, widths[0], balanced=balanced)
        return [(stops.at[first], stops.at[last]) for first, last in lines_from(0, found)]
    ahead, trail, widest = list(accumulate(stops.widths)), stops.trail, max(widths)
    final = len(stops.at) - 1
    # For each stop, by number of lines up to it: cost, and start of the last line.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for last in range(1, final + 1):
        ways: dict[int, tuple[float, int]] = {}
        for first in range(last - 1, -1, -1):
            filled = ahead[last] - ahead[first] - trail[last]
            if filled > widest and first < last - 1:
                break
            for lines, (before, _) in best[first].items():
                room = widths[min(lines, len(widths) - 1)]
                if filled > room and first < last - 1:
                    continue
                ends_all = last == final and not balanced
                cost = before + _raggedness(stops, first, last, filled / room, ends_all)
                way = cost, first
                if lines + 1 not in ways or way < ways[lines + 1]:
                    ways[lines + 1] = way
        best.append(ways)  # with lines of different widths, more lines before a stop may be better
    breaks = list[tuple[int, int]]()
    last, lines = final, min(best[-1], default=0)
    while last:
        first = best[last][lines][1]
        breaks.append((stops.at[first], stops.at[last]))
        last, lines = first, lines - 1
    return breaks[::-1] or [(0, 0)]


def _raggedness(stops: Stops, first: int, last: int, filled: float, ends_all: bool) -> float:
    """Return the cost of a line; the weights were tuned on the texts of the pack."""
    if ends_all:
        return _last_line(filled, last - first, alone=not first)
    penalties = stops.of_more if first < last - 1 else stops.of_a_word
    return (1 - filled) ** 2 + penalties[last]


def _last_line(filled: float, words: int, *, alone: bool) -> float:
    """Return the cost of the last line, which need not be full."""
    return 0.2 if (filled < 0.25 or words == 1) and not alone else 0.0


_NARROW = 0.25  # em: average letter width of a text mostly of i and l
_KERNING = 0.2  # em: more than the kerning between a space and adjacent letters


def most_on_one(text: str, size: float, width: float) -> float:
    """Return how wide (mm) a paragraph in ``size`` pt may be on one line so that it certainly fits
    within ``width`` mm when its words are measured separately. 0: too long to try.
    """
    em = size * PT
    if not text or len(text) * _NARROW * em > width:
        return 0.0
    return max(0.0, width - _KERNING * em * (text.count(" ") + 1))


_BLANK = frozenset((" ", PDI, LRI))
_FULL_STOPS = frozenset(".?!\u061f\u06d4\u1362\u1367\u3002\uff01\uff1f")
_COMMAS = frozenset("\uff0c\uff1b")


def trimmed(text: Sequence[str], start: int, end: int) -> int:
    """Return the end of a line without trailing spaces."""
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return end


def ends_sentence(text: Sequence[str], stop: int) -> bool:
    """Return whether a sentence ends before a stop."""
    end = trimmed(text, 0, stop)
    return end > 0 and text[end - 1] in _FULL_STOPS


def ends_clause(text: Sequence[str], stop: int) -> bool:
    """Return whether a clause of Chinese, though no sentence, ends before a stop: not a number."""
    return text[stop - 1] in _COMMAS and not text[max(stop - 2, 0)].isdigit()


def parts_names(text: str, stop: int) -> bool:
    """Return whether a line that ends there parts two names, before the dot between them."""
    return text.startswith("\N{MIDDLE DOT}", stop)


def hyphen_end(text: Sequence[str], start: int, end: int) -> int:
    """Return the end of a hyphen that ends a line, unless it is the last line; otherwise 0."""
    last = trimmed(text, start, end)
    return last if last > start and end < len(text) and text[last - 1] == "-" else 0


@lru_cache(maxsize=64)
def _break_iterator(language: str) -> icu.BreakIterator:
    return icu.BreakIterator.createLineInstance(icu.Locale(language))


@lru_cache(maxsize=64)
def _word_iterator(language: str) -> icu.BreakIterator:
    return icu.BreakIterator.createWordInstance(icu.Locale(language))


# Compiled when a text has characters this far on: ranges this large take 4 ms.
_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
_IN_HAN = rf"(?<=[\d{_HAN}])(?=[{_HAN}])"
_SUFFIXES = "\u5316\u5458\u8005"  # as "-ise", "-ist" and "-er": for ICU they are words


def opportunities(text: str, units: icu.UnicodeString, language: str) -> list[int]:
    """Return where a line may end by the rules of Unicode, in UTF-16 units.

    Chinese has no spaces between words, and those rules break it at any character: here words stay
    whole, as ICU's dictionary has them, a suffix stays with its word, and a number with the
    character after it.
    """
    breaks = _break_iterator(language)
    breaks.setText(units)
    if max(text, default="") < _HAN[0] or not re.search(f"[{_HAN}]", text):
        return list(breaks)
    words = _word_iterator(language)
    words.setText(units)
    ends = frozenset(words)
    at = _units_at(text)
    held = {
        at(match.start())
        for match in re.finditer(_IN_HAN, text)
        if text[match.start() - 1].isdecimal()
        or at(match.start()) not in ends
        or (text[match.start()] in _SUFFIXES and at(match.start() + 1) in ends)
    }
    return [unit for unit in breaks if unit not in held]


def _units_at(text: str) -> Callable[[int], int]:
    """Return the UTF-16 offset of each character."""
    if max(text) <= "\uffff":
        return int
    return list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0)).__getitem__
