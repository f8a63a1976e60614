"""Where the lines of a paragraph end: as few lines as greedy breaking gives, and of those the ones
that read best.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import inf

import icu
from msgspec import Struct

from layouts.typesetting.lines import PT

LRI, PDI = "\u2066", "\u2069"  # around what is read from left to right
CLINGING = {"pl", "uk"}  # a one-letter word belongs to the next one, never at the end of a line
SHORT_END = 4  # letters of an address, ``.nl`` or ``.com``, that make no line of their own


class Stops(Struct):
    """The places where a line may end, each as an index in the paragraph; the first is its start.

    Per place: ``widths`` is the width in mm of the text since the place before, ``trail`` that of
    the spaces before it, ``ends`` whether a sentence ends there, ``parts`` whether a break parts
    what is read as one word.
    """

    at: list[int]
    widths: list[float]
    trail: list[float]
    ends: list[bool]
    parts: list[bool]


def best_breaks(stops: Stops, widths: Sequence[float], *, balanced: bool) -> list[tuple[int, int]]:
    """Lines as (start, end) indices; the last of ``widths`` is that of all lines that follow.

    As few lines as greedy breaking gives; among those the ones that read best: even, sentences
    whole, no lonely word at the end.
    """
    if len(widths) == 1:
        return _in_lines_of(widths[0], stops, balanced=balanced)
    ahead, trail, widest = list(accumulate(stops.widths)), stops.trail, max(widths)
    final = len(stops.at) - 1
    # By number of lines up to each stop: cost, where the last line begins.
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
        best.append(ways)  # where lines differ in width, more of them before a stop can be of use
    breaks: list[tuple[int, int]] = []
    last, lines = final, min(best[-1], default=0)
    while last:
        first = best[last][lines][1]
        breaks.append((stops.at[first], stops.at[last]))
        last, lines = first, lines - 1
    return breaks[::-1] or [(0, 0)]


def _in_lines_of(width: float, stops: Stops, *, balanced: bool) -> list[tuple[int, int]]:
    """The same where all lines have one width."""
    ahead, final = list(accumulate(stops.widths)), len(stops.at) - 1
    # Up to each stop: number of lines, cost, where the last line begins.
    lines, costs, begins = [0], [0.0], [0]
    earliest = 0  # where the line may begin that ends at a stop: no earlier than that of the last
    for last in range(1, final + 1):
        reach, trail = ahead[last], stops.trail[last]
        while earliest < last - 1 and reach - ahead[earliest] - trail > width:
            earliest += 1
        fewest, least, begin = lines[earliest], inf, earliest
        if last == final and not balanced:
            for first in range(earliest, last):
                filled = (reach - ahead[first] - trail) / width
                cost = costs[first] + _last_line(filled, first, last)
                if lines[first] == fewest and cost < least:
                    least, begin = cost, first
        else:
            of_a_word, of_more = _penalties(stops, last)
            for first in range(earliest, last - 1):
                if lines[first] > fewest:
                    break  # so have all that begin later
                white = 1 - (reach - ahead[first] - trail) / width
                cost = costs[first] + white * white
                if cost < least:
                    least, begin = cost, first
            least += of_more
            if lines[last - 1] == fewest:
                white = 1 - (reach - ahead[last - 1] - trail) / width
                cost = costs[last - 1] + white * white + of_a_word
                if cost < least:
                    least, begin = cost, last - 1
        lines.append(fewest + 1)
        costs.append(least)
        begins.append(begin)
    breaks: list[tuple[int, int]] = []
    last = final
    while last:
        first = begins[last]
        breaks.append((stops.at[first], stops.at[last]))
        last = first
    return breaks[::-1] or [(0, 0)]


def _raggedness(stops: Stops, first: int, last: int, filled: float, ends_all: bool) -> float:
    """How badly a line reads; the weights were tried on the texts of the pack."""
    if ends_all:
        return _last_line(filled, first, last)
    of_a_word, of_more = _penalties(stops, last)
    return (1 - filled) ** 2 + (of_more if first < last - 1 else of_a_word)


def _last_line(filled: float, first: int, last: int) -> float:
    """How badly the last line reads, which need not be full."""
    lonely = filled < 0.25 or last - first == 1
    return 0.2 if lonely and first else 0.0


def _penalties(stops: Stops, last: int) -> tuple[float, float]:
    """What a line costs for where it ends, besides its white: one of a single word, one of more."""
    of_a_word = of_more = 0.0
    if stops.ends[last]:
        of_a_word = of_more = -0.1
    elif stops.ends[last - 1]:
        of_more = 0.3  # one word of a new sentence hangs at the end
    if stops.parts[last]:
        of_a_word, of_more = of_a_word + 0.5, of_more + 0.5
    return of_a_word, of_more


_NARROW = 0.25  # em: a letter, where most are i and l
_KERNING = 0.2  # em: more than a space and the letter beside it are moved together or apart


def most_on_one(text: str, size: float, width: float) -> float:
    """How wide a paragraph in ``size`` pt may be when it is set on one line, so that it fits within
    ``width`` mm whatever its words, each measured by itself, add up to. 0 where it is so long that
    it need not be tried.
    """
    em = size * PT
    if not text or len(text) * _NARROW * em > width:
        return 0.0
    return max(0.0, width - _KERNING * em * (text.count(" ") + 1))


_BLANK = frozenset((" ", PDI, LRI))
_FULL_STOPS = frozenset(".?!\u061f\u06d4\u1362\u1367")


def trimmed(text: Sequence[str], start: int, end: int) -> int:
    """The end of a line without the spaces there."""
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return end


def ends_sentence(text: Sequence[str], stop: int) -> bool:
    """Whether a sentence ends before a stop."""
    end = trimmed(text, 0, stop)
    return end > 0 and text[end - 1] in _FULL_STOPS


def is_short_word(text: Sequence[str], stop: int) -> bool:
    """Whether the word before a break is a single letter."""
    end = trimmed(text, 0, stop)
    alone = end < 2 or text[end - 2] in " \u00a0"
    return end > 0 and alone and text[end - 1].isalpha()


def hyphen_end(text: Sequence[str], start: int, end: int) -> int:
    """Where a hyphen ends that stands at the end of a line, and another line follows; or 0."""
    last = trimmed(text, start, end)
    return last if last > start and end < len(text) and text[last - 1] == "-" else 0


@lru_cache(maxsize=16)
def break_iterator(language: str) -> icu.BreakIterator:
    """Where the language allows a line to end."""
    return icu.BreakIterator.createLineInstance(icu.Locale(language))
