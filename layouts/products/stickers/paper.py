"""The sheets of the stickers, in mm: A4 with labels (``sources.sheets``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Stickers
    from wegwijs.sources.sheets import LabelSheet

WIDTH, HEIGHT = 210.0, 297.0
PADDING = 4.0  # at the sides of a label
CLEAR = 2.6  # between ink and each edge of a label: printers drift 1
LOWEST = 38.1  # the label that the drawing is made for; on a higher one it is in the middle

Corner = tuple[float, float]


def corner(sheet: LabelSheet, row: int, column: int, *, rtl: bool) -> Corner:
    """Return the upper left corner of a label; columns are counted from where reading begins."""
    across = sheet.columns - 1 - column if rtl else column
    return sheet.left + across * sheet.across, sheet.top + row * sheet.down


def place_of(said: Stickers, index: int) -> tuple[int, int]:
    """Return the page and the row on which an organisation is drawn for the first time."""
    return (index, 0) if said.whole else divmod(index, said.sheet.rows)


def further(said: Stickers) -> Iterator[tuple[int, int]]:
    """Yield how many rows and columns from there its other labels are."""
    for row in range(said.sheet.rows if said.whole else 1):
        yield from ((row, column) for column in range(said.sheet.columns) if row or column)


def pages_for(said: Stickers, count: int) -> int:
    """Return how many pages so many organisations take."""
    return count if said.whole else -(-count // said.sheet.rows)
