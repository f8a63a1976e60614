"""Read a list of participants: CSV or XLSX, with Dutch or English headers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import partial
from os.path import lexists
from pathlib import Path

from msgspec import Struct

from wegwijs.sources.importers.report import NotPossible
from wegwijs.sources.participants import (
    ADDRESS,
    CONTACT,
    FIELDS,
    MOST,
    NAME,
    ORGANISATION,
    Cells,
    Participant,
    Tell,
    participants,
)
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.tables.reading import folded, open_table
from wegwijs.sources.tables.table import Kind, Row, Table, refused

_FIRST, _INFIX, _LAST = "first", "infix", "last"  # a name in parts
_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    NAME: ("naam", "deelnemer", "naam deelnemer", "volledige naam", "name", "participant"),
    _FIRST: ("voornaam", "roepnaam", "first name"),
    _INFIX: ("tussenvoegsel", "tussenvoegsels"),
    _LAST: ("achternaam", "last name"),
    ORGANISATION: ("organisatie", "school", "werkgever", "instelling", "organisation"),
    ADDRESS: ("e-mail", "e-mailadres", "mail", "mailadres", "e-mail address"),
    CONTACT: ("eigen contact", "contact", "contactpersoon", "eigen contactpersoon", "own contact"),
}
_KNOWN = {folded(one): field for field, several in _SPELLINGS.items() for one in several}
_UNREADABLE = {
    Kind.FORMULA: "hier staat een formule zonder uitkomst. Zet er de tekst zelf neer",
    Kind.ERROR: "hier staat een fout van Excel. Zet er de tekst zelf neer",
    Kind.STRUCK: "dit is doorgestreept. Haal de rij weg, of haal de streep weg",
    Kind.DATE: "Excel maakte hier een datum van. Zet de kolom op Tekst, en typ het opnieuw",
}


class ParticipantList(Struct, frozen=True):
    """A list that was read. ``remarks`` say what was not read, in Dutch; ``tell`` names a row."""

    people: tuple[Participant, ...]
    remarks: tuple[str, ...]
    tell: Tell


def read_participants(path: Path) -> ParticipantList:
    """Read a list. Raises ``InvalidSources`` with every problem by row: nothing of it is used."""
    with open_table(path, _KNOWN) as table:
        if not {NAME, _FIRST, _LAST} & table.headers.keys():
            message = f"er is geen kolom {FIELDS[NAME]!r}. Zet die kop boven de namen"
            raise refused(table.file, message, table.header_row)
        tell = partial(_told, table.file, dict(table.headers))
        problems: list[Problem] = []
        people, faults = participants(_cells(table, tell, problems), tell)
    if not people and not (problems or faults):
        raise refused(
            table.file, "er staat geen deelnemer in. Zet er een op elke rij onder de koppen"
        )
    if problems or faults:
        raise InvalidSources([*problems, *faults])
    return ParticipantList(people, tuple(table.remarks), tell)


def empty_list(path: Path) -> bytes:
    """Return a list to fill in, in the format of a name: ``.xlsx`` or ``.csv``.

    Raises ``NotPossible`` for another ending, or when there is a file of that name.
    """
    if lexists(path):
        raise NotPossible(f"{path} bestaat al", "Kies een andere naam")
    if path.suffix.lower() == ".xlsx":
        return _workbook()
    if path.suffix.lower() != ".csv":
        raise NotPossible(f"{path.name}: kies een naam die eindigt op .xlsx of .csv")
    return (";".join(FIELDS.values()) + "\r\n").encode("utf-8-sig")


def _workbook() -> bytes:
    """Return a workbook in which all cells are text, so that Excel changes no number."""
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Deelnemers"
    sheet.append(list(FIELDS.values()))
    for column in range(1, len(FIELDS) + 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 30
        for row in range(2, MOST + 2):
            sheet.cell(row, column).number_format = "@"
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _told(file: str, headers: Mapping[str, str], row: int, field: str, message: str) -> Problem:
    return Problem(file, row, headers.get(field, FIELDS.get(field, "")), message)


def _cells(table: Table, tell: Tell, problems: list[Problem]) -> Iterator[Cells]:
    """Yield the rows of a table. What is in a cell that Excel changed is a problem."""
    for row in table:
        wrong = [(field, _UNREADABLE.get(cell.kind)) for field, cell in row.cells.items()]
        faults = [tell(row.number, field, message) for field, message in wrong if message]
        problems += faults
        if not faults:
            yield row.number, _fields(row)


def _fields(row: Row) -> Mapping[str, str]:
    parts = filter(None, (row.text(part) for part in (_FIRST, _INFIX, _LAST)))
    return {
        NAME: row.text(NAME) or " ".join(parts),
        **{field: row.text(field) for field in (ORGANISATION, ADDRESS, CONTACT)},
    }
