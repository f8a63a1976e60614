"""Read CSV as Excel writes it: ``;``, ``,`` or tabs; UTF-8, UTF-16 with a mark, or windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from wegwijs.sources.tables.cells import text_cell
from wegwijs.sources.tables.table import (
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    RawRow,
    Source,
    refused,
)

SEPARATORS = ";,\t"
_MOST_LINES = 50  # of one row; a quote that is never closed takes all that follow
_MOST_LINE = 100_000  # letters
_STEP = 1 << 16
_SAID = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # the first line for Excel, not a row
# What is no UTF-8 as a whole, and no windows-1252 either: UTF-8 in places, or letters of MS-DOS or
# an old Mac, which here would be a quote or a capital inside a word.
_ODD = {
    re.compile(rb"[\xc2\xc3][\x80-\xbf]"): "op twee manieren opgeslagen",
    re.compile(rb"[a-z][\x82-\x84\x87-\x8b\x8d-\x90]"): "van MS-DOS of een oude Mac",
}
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAVE = "Bewaar het in Excel opnieuw als 'CSV UTF-8' of als .xlsx"


class _Fault(Exception):
    """Something in the row being read."""


def open_csv(file: BinaryIO, name: str, score: Callable[[list[RawRow]], int]) -> Source:
    """Return the rows of a CSV file.

    The separator is the one with which the first rows get the highest ``score``. Raises
    ``InvalidSources``.
    """
    encoding = _encoding(file, name)
    first, said = _first_line(file, encoding)

    def rows(separator: str) -> Iterator[RawRow]:
        file.seek(0)
        text = io.TextIOWrapper(file, encoding, newline="")
        try:
            if said:
                text.readline()
            yield from _rows(text, separator, name)
        finally:
            if not file.closed:
                text.detach()

    if said:
        return Source(name, lambda: rows(said))
    best = max(
        SEPARATORS, key=lambda separator: (score(_sample(rows(separator))), separator in first)
    )
    return Source(name, lambda: rows(best))


def _sample(rows: Iterator[RawRow]) -> list[RawRow]:
    from wegwijs.sources.problems import InvalidSources

    found = []
    try:
        for row in rows:
            found.append(row)
            if row.number >= 20:
                break
    except InvalidSources:  # told when all is read
        pass
    return found


def _encoding(file: BinaryIO, name: str) -> str:
    """Return the encoding, by the mark at its start or by whether all of it is UTF-8."""
    start = file.read(3)
    marked = next((codec for mark, codec in _MARKS.items() if start.startswith(mark)), "")
    fault = _undecodable(file, marked or "utf-8")
    if not fault:
        return marked or "utf-8"
    if marked:
        raise refused(name, f"de tekens op regel {fault} zijn niet te lezen. {_SAVE}", fault)
    for odd, told in _ODD.items():
        file.seek(0)
        if any(odd.search(line) for line in file):
            message = f"de letters met accenten zijn {told}, kijk bij regel {fault}"
            raise refused(name, f"{message}. {_SAVE}", fault)
    if fault := _undecodable(file, "windows-1252"):
        raise refused(name, f"de tekens op regel {fault} zijn niet te lezen. {_SAVE}", fault)
    return "windows-1252"


def _undecodable(file: BinaryIO, encoding: str) -> int:
    """Return the line of the first bytes that are no text in an encoding; 0 for none."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    while True:
        piece = file.read(_STEP)
        try:
            line += decoder.decode(piece, final=not piece).count("\n")
        except UnicodeError as error:
            if not isinstance(error, UnicodeDecodeError):  # half a character at the end
                return line
            return line + error.object[: error.start].count(b"\n")
        if not piece:
            return 0


def _first_line(file: BinaryIO, encoding: str) -> tuple[str, str]:
    """Return the first line, and the separator that it names."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    line = text.readline(_MOST_LINE)
    text.detach()
    found = _SAID.fullmatch(line)
    return line, found[1] if found else ""


def _rows(text: io.TextIOWrapper, separator: str, name: str) -> Iterator[RawRow]:
    taken = number = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        while line := text.readline(_MOST_LINE + 1):
            taken += 1
            if len(line) > _MOST_LINE:
                raise _Fault("deze regel is langer dan 100.000 tekens. Is dit een tabel?")
            if "\0" in line:
                raise _Fault(f"hier staat iets wat geen tekst is. {_SAVE}")
            if taken > _MOST_LINES:
                raise _Fault('het aanhalingsteken (") dat hier begint, wordt niet gesloten')
            yield line

    reader = csv.reader(lines(), delimiter=separator, strict=True)
    while True:
        number += 1
        taken = 0
        try:
            found = next(reader, None)
        except _Fault as error:
            raise refused(name, str(error), number) from error
        except csv.Error as error:
            message = 'de aanhalingstekens (") kloppen niet, of een cel is te lang'
            raise refused(name, message, number) from error
        if found is None:
            return
        if number > MOST_ROWS:
            raise refused(name, f"er staan meer dan {MOST_ROWS} rijen in", number)
        if len(found) > MOST_COLUMNS and any(found[MOST_COLUMNS:]):
            raise refused(name, f"er staan meer dan {MOST_COLUMNS} kolommen in", number)
        if any(len(typed) > MOST_LETTERS for typed in found):
            raise refused(name, f"een cel heeft meer dan {MOST_LETTERS} tekens", number)
        yield RawRow(number, [text_cell(typed) for typed in found[:MOST_COLUMNS]])
