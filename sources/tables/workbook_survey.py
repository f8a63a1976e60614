"""Look through the XML of a workbook before openpyxl reads it: what may not be in it, and what
openpyxl does not tell when it reads row by row (hidden rows and columns, merged cells, formulas).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from typing import IO, Any
from xml.sax.handler import ContentHandler

from defusedxml.expatreader import DefusedExpatParser
from msgspec import Struct

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.tables.table import MOST_COLUMNS, MOST_ROWS, letter

_CHUNK = 1 << 16
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_XML = (".xml", ".rels")
MAX_PIECE = 1 << 20  # bytes of one tag or comment; expat buffers it whole and rescans it
MAX_DEPTH = 40
_MOST_ELEMENTS = 4_000_000  # of a sheet, or of the texts of all sheets
_MOST_OTHERS = 200_000  # of styles and the like, of which openpyxl makes objects
_LARGE = ("xl/worksheets/", "xl/sharedStrings")


class Bloated(WegwijsError):
    """A part of a workbook that no spreadsheet writes; says why."""

    exit_code = ExitCode.DATA_INVALID

    def __init__(self, message: str) -> None:
        super().__init__(message, "Kopieer de tabel naar een leeg bestand, en gebruik dat")


class Survey(Struct):
    """What a sheet has. Rows count from 1, columns from 0.

    ``merged``: first row, first column, last row, last column of each area. ``formulas``: by row,
    the columns of cells with a formula and no result. ``struck``: by row, those of cells with a
    text that is struck out in part. ``width``: columns with cells. ``last``: the last row with a
    filled cell or a formula. ``beyond``: a filled cell right of the last column that is read.
    ``disordered``: a row that stands below one with a higher number.
    """

    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    merged: list[tuple[int, int, int, int]] = []
    formulas: dict[int, list[int]] = {}
    struck: dict[int, set[int]] = {}
    width: int = 0
    last: int = 0
    beyond: str = ""
    disordered: int = 0


class _Handler(ContentHandler):
    def __init__(self, most: int) -> None:
        super().__init__()
        self.survey = Survey()
        self.events = 0
        self._most = most
        self._depth = 0
        self._row = 0
        self._column = -1
        self._is_formula = self._is_text = self._in_value = False
        self._actions = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self._start_value,
            "t": self._start_value,  # of a text that is in the cell itself
            "strike": self._start_strike,
            "col": self._start_column,
            "mergeCell": self._start_merged,
        }

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        self.events += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Bloated(f"de elementen staan meer dan {MAX_DEPTH} lagen diep")
        if self.events > self._most:
            raise Bloated(f"een onderdeel heeft meer dan {self._most} elementen")
        action = self._actions.get(name.rpartition(":")[2])
        if action:
            action(attrs)

    def characters(self, content: str) -> None:
        self.events += 1
        if self._in_value:
            self._filled()

    def endElement(self, name: str) -> None:  # noqa: N802
        self._depth -= 1
        self._in_value = False
        if self._is_formula and name.rpartition(":")[2] == "c":
            self.survey.last = max(self.survey.last, self._row)
            if self._row <= MOST_ROWS:
                self.survey.formulas.setdefault(self._row, []).append(self._column)
            self._is_formula = False

    def _start_row(self, attrs: Mapping[str, str]) -> None:
        row = _int(attrs.get("r"), self._row + 1)
        if row <= self._row and not self.survey.disordered:
            self.survey.disordered = row
        self._row, self._column = row, -1
        if _true(attrs.get("hidden")) and row <= MOST_ROWS:
            self.survey.hidden_rows.add(row)

    def _start_cell(self, attrs: Mapping[str, str]) -> None:
        place = place_of(attrs.get("r", ""))
        self._column = place[1] if place else self._column + 1
        self.survey.width = max(self.survey.width, self._column + 1)
        self._is_formula = False
        self._is_text = attrs.get("t") == "str"  # the result of a formula, which may be empty

    def _start_formula(self, _attrs: Mapping[str, str]) -> None:
        self._is_formula = not self._is_text

    def _start_value(self, _attrs: Mapping[str, str]) -> None:
        self._in_value = True

    def _start_strike(self, attrs: Mapping[str, str]) -> None:
        is_read = 0 <= self._column < MOST_COLUMNS and self._row <= MOST_ROWS
        if is_read and attrs.get("val") in {None, "1", "true"}:
            self.survey.struck.setdefault(self._row, set()).add(self._column)

    def _filled(self) -> None:
        self._is_formula = self._in_value = False
        self.survey.last = max(self.survey.last, self._row)
        if self._column >= MOST_COLUMNS and not self.survey.beyond:
            self.survey.beyond = f"{letter(self._column)}{self._row}"

    def _start_column(self, attrs: Mapping[str, str]) -> None:
        if _true(attrs.get("hidden")):
            first, last = _int(attrs.get("min"), 1), _int(attrs.get("max"), 0)
            self.survey.hidden_columns |= set(range(first - 1, min(last, MOST_COLUMNS)))

    def _start_merged(self, attrs: Mapping[str, str]) -> None:
        first, _, last = attrs.get("ref", "").partition(":")
        start, end = place_of(first), place_of(last)
        if start and end and len(self.survey.merged) < MOST_ROWS:
            self.survey.merged.append((*start, *end))


def look_through(package: zipfile.ZipFile) -> dict[str, Survey]:
    """Return what each part has, as far as it is a sheet, by its name.

    Raises ``Bloated``, and what the parser raises: ``defusedxml.DefusedXmlException`` for a DTD in
    any part, ``xml.sax.SAXParseException`` for what is no XML.
    """
    found = {}
    for part in package.infolist():
        if part.filename.endswith(_XML):
            is_large = part.filename.startswith(_LARGE)
            handler = _Handler(_MOST_ELEMENTS if is_large else _MOST_OTHERS)
            found[part.filename] = handler.survey
            with package.open(part) as file:
                _parse(file, handler)
    return found


def _parse(file: IO[bytes], handler: _Handler) -> None:
    parser = DefusedExpatParser(forbid_dtd=True)  # no DTD, so no entities either
    parser.setContentHandler(handler)
    waiting = 0
    while chunk := file.read(_CHUNK):
        before = handler.events
        parser.feed(chunk)
        waiting = 0 if handler.events > before else waiting + len(chunk)
        if waiting > MAX_PIECE:
            raise Bloated("een element of commentaar is langer dan 1 MB")
    parser.close()


def place_of(name: str) -> tuple[int, int] | None:
    """Return the row (from 1) and column (from 0) of a cell by its name, such as ``B12``."""
    found = _PLACE.fullmatch(name)
    if not found:
        return None
    column = 0
    for char in found[1]:
        column = column * 26 + ord(char) - ord("A") + 1
    return int(found[2]), column - 1


def _true(value: str | None) -> bool:
    return value in {"1", "true"}


def _int(value: str | None, otherwise: int) -> int:
    return (
        int(value)
        if value and value.isascii() and value.isdigit() and len(value) < 9
        else otherwise
    )
