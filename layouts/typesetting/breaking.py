"""Break paragraphs into lines: as few as greedy breaking gives, and among those the ones that are
easiest to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import inf

import icu
from msgspec import Struct

from layouts.typesetting.lines import PT

LRI, PDI = "\u2066", "\u2069"  # around left-to-right text
CLINGING = {"pl", "uk"}  # languages in which a one-letter word never ends a line
SHORT_END = 4  # shortest end of an address on a line of its own; excludes ``.nl`` and ``.com``


class Stops(Struct):
    """The places where a line may end, as indices in the paragraph; the first is its start.

    Per place: ``widths`` is the width in mm of the text since the previous place, ``trail`` that of
    the spaces before it, ``ends`` whether a sentence ends there, ``parts`` whether a break there
    splits what is read as one word.
    """

    at: list[int]
    widths: list[float]
    trail: list[float]
    ends: list[bool]
    parts: list[bool]


def best_breaks(stops: Stops, widths: Sequence[float], *, balanced: bool) -> list[tuple[int, int]]:
    """Return lines as (start, end) indices. ``widths`` (mm) are those of successive lines; the last
    applies to all that follow.

    As few lines as greedy breaking gives; among those the best to read: even, with whole sentences
    and no lone word at the end.
    """
    if len(widths) == 1:
        return _in_lines_of(widths[0], stops, balanced=balanced)
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
    breaks: list[tuple[int, int]] = []
    last, lines = final, min(best[-1], default=0)
    while last:
        first = best[last][lines][1]
        breaks.append((stops.at[first], stops.at[last]))
        last, lines = first, lines - 1
    return breaks[::-1] or [(0, 0)]


def _in_lines_of(width: float, stops: Stops, *, balanced: bool) -> list[tuple[int, int]]:
    """Do the same where all lines have one width."""
    ahead, final = list(accumulate(stops.widths)), len(stops.at) - 1
    # For each stop: number of lines, cost, and start of the last line.
    lines, costs, begins = [0], [0.0], [0]
    # earliest start of a line that ends at this stop; never earlier than for the previous stop
    earliest = 0
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
                    break  # later starts have at least as many lines
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
    """Return the cost of a line; the weights were tuned on the texts of the pack."""
    if ends_all:
        return _last_line(filled, first, last)
    of_a_word, of_more = _penalties(stops, last)
    return (1 - filled) ** 2 + (of_more if first < last - 1 else of_a_word)


def _last_line(filled: float, first: int, last: int) -> float:
    """Return the cost of the last line, which need not be full."""
    lonely = filled < 0.25 or last - first == 1
    return 0.2 if lonely and first else 0.0


def _penalties(stops: Stops, last: int) -> tuple[float, float]:
    """Return the cost of ending a line at a stop, apart from its white space: for a single word,
    and for more words.
    """
    of_a_word = of_more = 0.0
    if stops.ends[last]:
        of_a_word = of_more = -0.1
    elif stops.ends[last - 1]:
        of_more = 0.3  # a single word of a new sentence ends the line
    if stops.parts[last]:
        of_a_word, of_more = of_a_word + 0.5, of_more + 0.5
    return of_a_word, of_more


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
_FULL_STOPS = frozenset(".?!\u061f\u06d4\u1362\u1367")


def trimmed(text: Sequence[str], start: int, end: int) -> int:
    """Return the end of a line without trailing spaces."""
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return end


def ends_sentence(text: Sequence[str], stop: int) -> bool:
    """Return whether a sentence ends before a stop."""
    end = trimmed(text, 0, stop)
    return end > 0 and text[end - 1] in _FULL_STOPS


def is_short_word(text: Sequence[str], stop: int) -> bool:
    """Return whether the word before a break is a single letter."""
    end = trimmed(text, 0, stop)
    alone = end < 2 or text[end - 2] in " \u00a0"
    return end > 0 and alone and text[end - 1].isalpha()


def hyphen_end(text: Sequence[str], start: int, end: int) -> int:
    """Return the end of a hyphen that ends a line, unless it is the last line; otherwise 0."""
    last = trimmed(text, start, end)
    return last if last > start and end < len(text) and text[last - 1] == "-" else 0


@lru_cache(maxsize=16)
def break_iterator(language: str) -> icu.BreakIterator:
    """Return the iterator of line break opportunities in a language."""
    return icu.BreakIterator.createLineInstance(icu.Locale(language))
