"""Measure texts of slides, which are drawn in fonts that we do not have.

Everything is measured in our own fonts, and what is drawn may be so much wider or higher: Calibri
is as wide as ours, Arial up to a quarter wider, and what LibreOffice on Linux takes for bold Arabic
letters (DejaVu Sans) a third. ``LEADING`` is what programs take for a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import inf

from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.overflow import Overflow
from wegwijs.layouts.slides.look import DeckFormat
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.layouts.typesetting.lines import PT, Style
from wegwijs.layouts.typesetting.typeset import set_text
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.scripts import SCRIPTS

WIDER, WIDER_SCRIPT, WIDER_RTL = 1.1, 1.25, 1.35
LEADING, TALL_LEADING = 1.22, 1.45
_MOST_LINES, _WORTH_IT = 4, 1.4  # of an address: how much larger its letters are with a line more
BETWEEN = 0.35  # of the size: above each paragraph but the first


class TooLong(WegwijsError):
    """Texts that do not fit on a slide at their smallest size."""

    exit_code = ExitCode.DOES_NOT_FIT

    def __init__(self, what: str, millimetres: float, too_wide: bool = False) -> None:
        super().__init__(f"{what} past niet op een dia", "Maak deze tekst korter")
        self.what, self.millimetres, self.too_wide = what, millimetres, too_wide

    def on(self, slide: str) -> Overflow:
        """Return it as told to users, with the title of the slide."""
        return Overflow(slide, self.what, self.millimetres, too_wide=self.too_wide)


def leading(format_: DeckFormat) -> float:
    """Return the height of a line, as a share of the size of its type."""
    script = SCRIPTS[format_.script]
    return TALL_LEADING if script.tall or not script.family.latin else LEADING


def wider(format_: DeckFormat) -> float:
    """Return how much wider letters may be drawn than they are measured."""
    if format_.rtl:
        return WIDER_RTL
    return WIDER if SCRIPTS[format_.script].family.latin else WIDER_SCRIPT


def width(words: Words, size: float, format_: DeckFormat, weight: int = 700) -> float:
    """Return the width (mm) of words on one line."""
    return _lines(words, size, format_, weight, None)[1] * wider(format_)


def height(
    texts: Sequence[tuple[Words, bool]], size: float, measure: float, format_: DeckFormat
) -> float:
    """Return the height (mm) of paragraphs, each with whether it is bold; infinity when a word or
    a part of an address is wider than a line.
    """
    more = wider(format_)
    total = max(0, len(texts) - 1) * size * PT * BETWEEN
    for words, bold in texts:
        count, wide = _lines(words, size, format_, 700 if bold else 400, measure / more)
        if wide * more > measure:
            return inf
        total += count * size * PT * leading(format_)
    return total


def _lines(
    words: Words, size: float, format_: DeckFormat, weight: int, measure: float | None
) -> tuple[int, float]:
    style, fonts = Style(size, 0, weight=weight), FontSet(format_.fonts)
    lines = set_text(words, style, fonts, measure, format_.rtl)
    return len(lines), max((line.width for line in lines), default=0.0)


def largest(
    texts: Sequence[tuple[Words, bool]],
    sizes: Iterable[float],
    measure: float,
    room: float,
    format_: DeckFormat,
) -> float:
    """Return the largest size at which paragraphs fit. Raises ``TooLong``."""
    over = 0.0
    for size in sizes:
        over = height(texts, size, measure, format_) - room
        if over <= 0:
            return size
    longest = max((words for words, _ in texts), key=lambda words: len(str(words)))
    raise TooLong(str(longest), over if over < inf else 0.0)


def on_one_line(
    words: Words, sizes: Iterable[float], measure: float, format_: DeckFormat
) -> float | None:
    """Return the largest size at which bold words fit on a line; None if they never do."""
    per_point = width(words, 100, format_) / 100
    return next((size for size in sizes if per_point * size <= measure), None)


def broken(
    words: Words,
    sizes: Sequence[float],
    measure: float,
    format_: DeckFormat,
    room: float = inf,
    weight: int = 700,
) -> tuple[float, str]:
    """Return the size of an address and its lines, broken where that is allowed if it is much
    larger then. ``room`` is the height (mm) for them. Raises ``TooLong``.
    """
    (run,) = words.runs
    best: tuple[float, str] | None = None
    for count in range(1, _MOST_LINES + 1):
        high = count * PT * leading(format_)
        for lines in _ways(run.text, run.breaks, count):
            wide = max(width(Words.of(line), 100, format_, weight) for line in lines) / 100
            fitting = (one for one in sizes if wide * one <= measure and high * one <= room)
            size = next(fitting, None)
            if size and (best is None or size > best[0] * _WORTH_IT):
                best = size, "\n".join(lines)
    if best:
        return best
    over = width(words, sizes[-1], format_) - measure
    raise TooLong(run.text, max(over, 0.0), too_wide=True)


def _ways(text: str, stops: Sequence[int], count: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to break an address into so many lines, the most even first."""
    every = (
        tuple(text[start:end] for start, end in pairwise((0, *chosen, len(text))))
        for chosen in combinations(stops, count - 1)
    )
    yield from sorted(every, key=lambda lines: max(map(len, lines)))[:3]


def columns(count: int, measure: float, gap: float) -> Iterator[tuple[float, float]]:
    """Yield the left sides and widths of columns side by side."""
    wide = (measure - gap * (count - 1)) / count
    for index in range(count):
        yield index * (wide + gap), wide
