"""Read .xlsx row by row with openpyxl. Formulas are never worked out: their last result counts."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from defusedxml.common import DefusedXmlException

from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.tables.cells import value_cell
from wegwijs.sources.tables.table import (
    EMPTY,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    Cell,
    Kind,
    RawRow,
    Source,
    letter,
    refused,
)
from wegwijs.sources.tables.workbook_survey import Bloated, Survey, look_through
from wegwijs.sources.unpacked import TooMuch, must_fit

MOST_TEXT = 30_000_000  # bytes of one part; 10,000 rows of twelve columns take 10,000,000
_AS_XLSX = "Open het in Excel of LibreOffice en bewaar het als .xlsx"
_OTHERS = {  # what other programs put into a ZIP
    "xl/workbook.bin": "dit is een .xlsb-bestand",
    "content.xml": "dit is een bestand van LibreOffice (.ods)",
    "word/document.xml": "dit is een Word-bestand",
    "Index/Document.iwa": "dit is een bestand van Numbers",
}


def open_workbook(
    file: BinaryIO, name: str, score: Callable[[list[RawRow]], int]
) -> tuple[Source, Callable[[], None]]:
    """Return the rows of the visible sheet whose first rows get the highest ``score``, and what
    closes the workbook.

    Raises ``InvalidSources``.
    """
    with _readable(name):
        package = zipfile.ZipFile(file)
        names = set(package.namelist())
        if "xl/workbook.xml" not in names:
            told = next((told for part, told in _OTHERS.items() if part in names), "")
            raise refused(name, f"{told or 'dit is geen Excel-bestand'}. {_AS_XLSX}")
        must_fit(package, most_text=MOST_TEXT)
        surveys = look_through(package)
        book = _load(file)
        try:
            return _chosen(book, surveys, name, score), book.close
        except BaseException:
            book.close()
            raise


def _load(file: BinaryIO) -> Any:
    import openpyxl

    warnings.filterwarnings("ignore", module="openpyxl")  # about styles that it does not keep
    return openpyxl.load_workbook(
        file, read_only=True, data_only=True, keep_links=False, rich_text=True
    )


class _readable:  # noqa: N801
    """Turns what libraries raise about a damaged or hostile file into a problem of that file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None or isinstance(error, InvalidSources) or not isinstance(error, Exception):
            return
        if isinstance(error, TooMuch | Bloated):
            message = f"dit is geen gewone tabel: {error.message}"
        elif isinstance(error, DefusedXmlException):
            message = "hier staat een DTD (<!DOCTYPE ...>) in. Die hoort niet in een Excel-bestand"
        elif isinstance(error, RuntimeError) and "password" in str(error):
            message = "het is op slot met een wachtwoord. Haal dat er in Excel af"
        else:  # openpyxl does not say what it raises for which fault
            message = f"het bestand is beschadigd, of geen gewoon Excel-bestand. {_AS_XLSX}"
        raise refused(self.name, message) from error


def _chosen(
    book: Any, surveys: dict[str, Survey], name: str, score: Callable[[list[RawRow]], int]
) -> Source:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not book.worksheets:
        message = "er is geen blad te lezen. Bewaar het als gewone .xlsx, niet als 'Strict'"
        raise refused(name, message)
    if not sheets:
        raise refused(name, "alle bladen zijn verborgen. Maak zichtbaar wat u wilt overnemen")
    since_1904 = book.epoch.year == 1904
    scored = []
    for sheet in sheets:
        # openpyxl has no public name for the part that a sheet is in.
        survey = surveys.get(sheet._worksheet_path)
        if survey is None:
            raise refused(name, f"blad {sheet.title!r} is niet te lezen. {_AS_XLSX}")
        if survey.disordered:
            message = f"de rijen van blad {sheet.title!r} staan door elkaar. {_AS_XLSX}"
            raise refused(name, message, survey.disordered)
        rows = partial(_rows, sheet, survey, name, since_1904)
        sample = []
        for row in rows():
            sample.append(row)
            if row.number >= 20:
                break
        scored.append((score(sample), sheet.title, survey, rows))
    best = max(scored, key=lambda one: one[0])
    _, title, survey, rows = best
    source = Source(name, rows, frozenset(survey.hidden_columns), survey.merged)
    source.remarks += _not_read(book, scored, title)
    source.remarks += _hidden(survey)
    if survey.beyond:
        told = f"wat rechts van kolom {letter(MOST_COLUMNS - 1)} staat ({survey.beyond})"
        source.remarks.append(f"{told}, is niet gelezen")
    return source


def _not_read(book: Any, scored: list[Any], title: str) -> Iterator[str]:
    others = [other for found, other, survey, _ in scored if other != title and survey.last]
    if others:
        yield f"alleen blad {title!r} is gelezen, niet {', '.join(map(repr, others))}"
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        yield f"verborgen blad niet gelezen: {', '.join(map(repr, hidden))}"


def _hidden(survey: Survey) -> Iterator[str]:
    if survey.hidden_columns:
        letters = ", ".join(letter(column) for column in sorted(survey.hidden_columns)[:20])
        yield f"verborgen kolommen niet gelezen: {letters}"


def _rows(sheet: Any, survey: Survey, name: str, since_1904: bool) -> Iterator[RawRow]:
    with _readable(name):
        if survey.last > MOST_ROWS:
            raise refused(name, f"er staan meer dan {MOST_ROWS} rijen in", survey.last)
        sheet.reset_dimensions()  # a program may have written them wrong
        width = min(survey.width, MOST_COLUMNS) or 1
        rows = sheet.iter_rows(max_row=survey.last or 1, max_col=width)
        for number, cells in enumerate(rows, start=1):
            struck = survey.struck.get(number, set())
            found = [
                _cell(cell, since_1904, in_part=column in struck)
                for column, cell in enumerate(cells)
            ]
            for column in survey.formulas.get(number, ()):
                if column < width:
                    found += [EMPTY] * (column + 1 - len(found))
                    found[column] = Cell("", Kind.FORMULA)
            while found and not found[-1]:
                found.pop()
            if any(len(cell.typed) > MOST_LETTERS for cell in found):
                raise refused(name, f"een cel heeft meer dan {MOST_LETTERS} tekens", number)
            if found:
                yield RawRow(number, found, number in survey.hidden_rows)


def _cell(cell: Any, since_1904: bool, *, in_part: bool) -> Cell:
    """Return a cell. ``in_part``: a part of the text in the sheet itself is struck out; what is in
    the table of texts says so here.
    """
    value = cell.value
    if value is None:
        return EMPTY
    if isinstance(value, list):  # a text of which parts are set in another way
        in_part = any(part.font.strike for part in value if not isinstance(part, str))
        value = str(value)
    found = value_cell(
        value,
        cell.number_format if isinstance(value, int | float) else "",
        is_error=cell.data_type == "e",
        since_1904=since_1904,
    )
    if found and (in_part or (cell.has_style and cell.font.strike)):
        return Cell(found.text, Kind.STRUCK, typed=found.typed)
    return found
