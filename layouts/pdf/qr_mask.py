"""Which of the eight masks makes a QR symbol easiest to read (ISO/IEC 18004, 7.8.3).

A symbol is one integer here, so that each rule is a few operations on all its modules at once. The
rules and their rounding are those of the ``qrcode`` package, which weighs module by module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

# The finder pattern of a corner with four light modules before or behind it.
_LIKE_A_FINDER = ("10111010000", "00001011101")


def packed(rows: Iterable[Sequence[object]]) -> int:
    """Rows of modules (true = dark) as an integer: row after row, each with a light module behind
    it.
    """
    bits = "".join(["".join(["1" if dark else "0" for dark in row]) + "0" for row in rows])
    return int(bits, 2)


def unpacked(symbol: int, size: int) -> tuple[str, ...]:
    """Return the rows of a symbol with ``size`` modules on a side, as ones (dark) and zeros."""
    bits = f"{symbol:0{size * (size + 1)}b}"
    return tuple(bits[at : at + size] for at in range(0, len(bits), size + 1))


def best_mask(symbols: Iterable[int], size: int) -> int:
    """Return the index of the symbol with the lowest penalty, the first of equals.

    Each symbol has a different mask applied, and light format information.
    """
    weights = [penalty(symbol, size) for symbol in symbols]
    return weights.index(min(weights))


def penalty(symbol: int, size: int) -> int:
    """Return the penalty of a symbol: the higher, the harder to read."""
    area = _area(size)
    beside = ~(symbol ^ symbol << 1) & area.beside  # modules equal to the next one in their row
    below = ~(symbol ^ symbol << area.row) & area.below  # and to the one below them
    blocks = beside & beside << area.row & below
    points = _long_runs(beside, 1) + _long_runs(below, area.row) + 3 * blocks.bit_count()
    light = symbol ^ area.whole
    for step, starts in ((1, area.eleven_beside), (area.row, area.eleven_below)):
        points += 40 * _finders(symbol, light, step, starts)
    dark = float(symbol.bit_count()) / size**2
    return points + 10 * int(abs(dark * 100 - 50) / 5)


def _long_runs(equal: int, step: int) -> int:
    """Score runs of five or more equal modules: three points, plus one per module beyond five."""
    runs = equal & equal << step
    runs &= runs << 2 * step
    starts = runs & ~(runs >> step)
    return runs.bit_count() + 2 * starts.bit_count()


def _finders(symbol: int, light: int, step: int, starts: int) -> int:
    """Count stretches of eleven modules that look like a finder pattern."""
    found = 0
    for pattern in _LIKE_A_FINDER:
        here = starts
        for offset, dark in enumerate(pattern):
            here &= (symbol if dark == "1" else light) << offset * step
        found += here.bit_count()
    return found


class _Area(Struct, frozen=True):
    """Modules of a symbol, as integers: all of them, those with another one beside or below them,
    and those where a stretch of eleven starts. ``row`` is how far the next row is.
    """

    row: int
    whole: int
    beside: int
    below: int
    eleven_beside: int
    eleven_below: int


@cache
def _area(size: int) -> _Area:
    def part(rows: int, columns: int) -> int:
        return packed([[r < rows and c < columns for c in range(size)] for r in range(size)])

    return _Area(
        row=size + 1,
        whole=part(size, size),
        beside=part(size, size - 1),
        below=part(size - 1, size),
        eleven_beside=part(size, size - 10),
        eleven_below=part(size - 10, size),
    )
