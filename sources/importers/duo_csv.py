"""Stream the rows of DUO's open files with addresses of schools, validated as tables only.

As published: `;`, windows-1252, CRLF, one space for an empty field, and names of columns that
differ between years and files. A row is one line, so that a stray quote never joins two schools.
Files that went through a spreadsheet or the open data portal (`,`, UTF-8, quotes) are read too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from wegwijs.sources.problems import InvalidSources, Problem, reason
from wegwijs.sources.regular import NotRegular, TooLarge, open_regular

MAX_BYTES = 50_000_000
MAX_LINE = 20_000  # characters; real lines have 600
MAX_ROWS = 50_000  # all files together have 8,700
MAX_WRONG = 1_000  # rows with another number of fields
_EMPTY = {"", "-", "--", "0", "geen", "n.v.t.", "nvt", "onbekend", "null", "none"}


class SchoolFile(Struct, frozen=True):
    """A kind of file: ``dutch`` names it, ``sign`` is a column that only this kind has."""

    dutch: str
    sign: str
    has_locations: bool = True


# The last one has nothing that the others have not.
FILES = (
    SchoolFile("mbo", "MBOINSTELLINGSSOORTCODE", has_locations=False),
    SchoolFile("speciaal onderwijs", "SOORTPRIMAIRONDERWIJS"),
    SchoolFile("voortgezet onderwijs", "ONDERWIJSSTRUCTUUR"),
    SchoolFile("basisonderwijs", ""),
)
# The columns that are used, by their names without spaces and hyphens; the present name first.
COLUMNS: Mapping[str, Sequence[str]] = {
    "institution": ("INSTELLINGSCODE", "BRINNUMMER", "BRIN"),
    "location": ("VESTIGINGSCODE", "VESTIGINGSNUMMER", "VESTIGINSNUMMER"),
    "name": ("VESTIGINGSNAAM", "INSTELLINGSNAAM"),
    "street": ("STRAATNAAM",),
    "number": ("HUISNUMMERTOEVOEGING",),
    "postcode": ("POSTCODE",),
    "place": ("PLAATSNAAM",),
    "code": ("GEMEENTENUMMER", "GEMEENTECODE"),
    "municipality": ("GEMEENTENAAM",),
    "phone": ("TELEFOONNUMMER",),
    "web": ("INTERNETADRES",),
}


class Row(Struct, frozen=True):
    """A row: the text of each used column, empty where DUO has none. ``wrong`` tells why a row
    cannot be read as one.
    """

    file: SchoolFile
    line: int
    fields: Mapping[str, str]
    wrong: str = ""


class _Header(Struct):
    """How the rows of a file are read: ``at`` is the index of each used column."""

    file: SchoolFile
    separator: str
    width: int
    at: Mapping[str, int]


def rows(path: Path) -> Iterator[Row]:
    """Yield every row. Raises ``InvalidSources`` when it is no such file."""

    def problem(message: str, line: int = 0) -> InvalidSources:
        return InvalidSources([Problem(path.name, line, "", message)])

    try:
        with open_regular(path, MAX_BYTES, follow=True) as file:
            # Latin-1 never fails, and gives back the same bytes.
            text = io.TextIOWrapper(file, encoding="latin-1", newline=None)
            header: _Header | None = None
            number, read, wrong = 0, 0, 0
            while line := text.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    raise problem(f"deze regel is langer dan {MAX_LINE} tekens", number)
                line = _decoded(line)
                if not line.strip("; ,\t\r\n\"'"):
                    continue
                if header is None:
                    header = _header(line, problem)
                    continue
                row = _row(header, line, number)
                read, wrong = read + 1, wrong + bool(row.wrong)
                if read > MAX_ROWS or wrong > MAX_WRONG:
                    message = "er staat veel meer in dan alle scholen. Is dit het goede bestand?"
                    raise problem(message, number)
                yield row
            if header is None:
                raise problem("dit bestand is leeg")
            if not read:
                raise problem("er staat geen enkele school in. Haal het bestand opnieuw op")
    except (FileNotFoundError, NotADirectoryError, NotRegular) as error:
        raise problem("dit bestand bestaat niet, of het is een map") from error
    except TooLarge as error:
        raise problem(f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB") from error
    except OSError as error:
        raise problem(f"het bestand is niet te lezen ({reason(error)})") from error


def _decoded(line: str) -> str:
    """Return a line in its encoding: UTF-8 if it can be that, else windows-1252."""
    data = line.encode("latin-1")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.removeprefix("\ufeff").rstrip("\r\n")


def _header(line: str, refuse: Callable[[str, int], InvalidSources]) -> _Header:
    """Read the first line. Raises ``InvalidSources``."""
    if line.startswith("PK\x03\x04"):
        raise refuse("dit is een Excel-bestand of een zip. Haal bij DUO het CSV-bestand op", 1)
    separator, cells = max(
        ((one, _cells(line, one)) for one in ";,\t"), key=lambda pair: len(_known(pair[1]))
    )
    names = _names(cells)
    file = next(one for one in FILES if not one.sign or one.sign in names)
    at = _known(cells)
    needed = [field for field in COLUMNS if file.has_locations or field != "location"]
    missing = [field for field in needed if field not in at]
    if len(missing) > len(COLUMNS) // 2:
        raise refuse(
            "dit is geen bestand van DUO met adressen van scholen. Haal het CSV-bestand 'alle"
            " vestigingen' op bij duo.nl/open_onderwijsdata",
            1,
        )
    if missing:
        wanted = ", ".join(COLUMNS[field][0] for field in missing)
        raise refuse(
            f"de kolom {wanted} ontbreekt. Neem het bestand met alle vestigingen, niet dat met"
            " besturen of instellingen",
            1,
        )
    return _Header(file, separator, len(cells), at)


def _names(cells: Sequence[str]) -> list[str]:
    """Return the names of columns without what differs between files."""
    return [re.sub(r"[^A-Z]", "", cell.upper()) for cell in cells]


def _known(cells: Sequence[str]) -> dict[str, int]:
    """Return the index of each used column in a header."""
    names = _names(cells)
    found = {
        field: next((names.index(name) for name in known if name in names), -1)
        for field, known in COLUMNS.items()
    }
    return {field: index for field, index in found.items() if index >= 0}


def _row(header: _Header, line: str, number: int) -> Row:
    """Read a line: split at every separator, or as quoted CSV when that gives the right number."""
    cells = _cells(line, header.separator)
    while len(cells) > header.width and not cells[-1].strip():  # spreadsheets add empty ones
        cells.pop()
    if len(cells) != header.width:
        wrong = f"er staan {len(cells)} velden in plaats van {header.width}"
        return Row(header.file, number, {}, wrong)
    return Row(header.file, number, {field: _text(cells[at]) for field, at in header.at.items()})


def _cells(line: str, separator: str) -> list[str]:
    """Split a line; quotes count only around a whole field."""
    cells = line.split(separator)
    if any(cell[:1] == '"' for cell in cells):
        try:
            quoted = next(csv.reader([line], delimiter=separator, strict=True))
        except (csv.Error, StopIteration):
            return cells
        return quoted
    return cells


def _text(cell: str) -> str:
    text = " ".join(cell.split())
    return "" if text.casefold() in _EMPTY else text
