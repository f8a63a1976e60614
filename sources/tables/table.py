"""What a table consists of: cells, rows, and the table that yields them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum

from msgspec import Struct

from wegwijs.sources.problems import InvalidSources, Problem

MAX_BYTES = 20_000_000  # of a file
MOST_ROWS = 50_000  # of a sheet
MOST_COLUMNS = 200
MOST_LETTERS = 10_000  # of a cell


class Kind(Enum):
    """What a cell holds. A CSV file has no dates, and nothing that is struck out."""

    TEXT = "tekst"
    NUMBER = "getal"  # digits alone: zeros in front of it may have been lost
    DATE = "datum"
    FORMULA = "formule zonder uitkomst"
    ERROR = "fout van Excel"
    STRUCK = "doorgestreept"  # somebody took it back, and it still stands there


class Cell(Struct, frozen=True):
    """A cell. ``text``: what it says, on one line, without spaces around it or characters that
    nobody sees. ``typed``: the same with those characters.

    ``day``: the date that it is, or that its number is to Excel (from 2000 to 2099).
    """

    text: str = ""
    kind: Kind = Kind.TEXT
    day: date | None = None
    typed: str = ""

    def __bool__(self) -> bool:
        """Whether it is filled in."""
        return bool(self.text) or self.kind is not Kind.TEXT


EMPTY = Cell()


class Row(Struct, frozen=True):
    """A row with at least one filled cell in a column that is read.

    ``number``: as Excel counts, from 1. ``cells``: the filled ones, by field.
    """

    number: int
    cells: Mapping[str, Cell]

    def __getitem__(self, field: str) -> Cell:
        """Return the cell of a field, an empty one where nothing is filled in."""
        return self.cells.get(field, EMPTY)

    def text(self, field: str) -> str:
        """Return what the cell of a field says."""
        return self[field].text


class RawRow(Struct, frozen=True):
    """A row as the file has it, before its columns are known."""

    number: int
    cells: list[Cell]
    hidden: bool = False


class Source(Struct):
    """The rows of one sheet or file. ``rows`` may be called more than once.

    ``hidden``: the numbers of hidden columns, from 0. ``merged``: first row, first column, last
    row, last column of each area of merged cells. ``remarks``: what is not read, in Dutch.
    """

    name: str
    rows: Callable[[], Iterator[RawRow]]
    hidden: frozenset[int] = frozenset()
    merged: Sequence[tuple[int, int, int, int]] = ()
    remarks: list[str] = []


class Table(Struct):
    """An open table. Iterate over it once, inside the ``with`` that opened it.

    ``headers``: the header cell of each field that the table has, as typed. ``remarks``: what was
    not read or was assumed, in Dutch sentences without a full stop; complete after the last row.
    """

    file: str
    headers: Mapping[str, str]
    header_row: int
    remarks: list[str]
    rows: Iterator[Row]

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows below the headers. Raises ``InvalidSources`` with the row."""
        return self.rows

    def problem(self, row: Row, field: str, message: str) -> Problem:
        """Return a problem in a cell, named by its row and header."""
        return Problem(self.file, row.number, self.headers.get(field, field), message)


def refused(file: str, message: str, row: int = 0, header: str = "") -> InvalidSources:
    """Return the error for a table that cannot be read. ``row`` 0: the whole file."""
    return InvalidSources([Problem(file, row, header, message)])


def letter(column: int) -> str:
    """Return the letters of a column as in Excel: ``A`` for 0, ``AA`` for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
