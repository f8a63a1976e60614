"""The rows of DUO's open files with addresses of schools, whatever kind and year they are of.

As published: `;`, windows-1252, CRLF, one space for an empty field. Files that went through a
spreadsheet or the open data portal are read too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.tables.reading import open_table
from wegwijs.sources.tables.table import Kind, Table, refused

_NOTHING = (Kind.ERROR, Kind.STRUCK)
_EMPTY = {"", "-", "--", "0", "geen", "n.v.t.", "nvt", "onbekend", "null", "none"}


class SchoolFile(Struct, frozen=True):
    """A kind of file: ``dutch`` names it, one of ``signs`` is a column that only this kind has."""

    dutch: str
    signs: Sequence[str] = ()
    has_locations: bool = True


# The last one has nothing that the others have not.
FILES = (
    SchoolFile("mbo", ("mboinstellingssoortcode", "mboinstellingssoortnaam"), has_locations=False),
    SchoolFile("speciaal onderwijs", ("soortprimaironderwijs",)),
    SchoolFile("voortgezet onderwijs", ("onderwijsstructuur",)),
    SchoolFile("basisonderwijs"),
)
# The columns that are used, by their folded names; the present name first.
COLUMNS: Mapping[str, Sequence[str]] = {
    "institution": ("instellingscode", "brinnummer", "brin"),
    "location": ("vestigingscode", "vestigingsnummer", "vestiginsnummer"),
    "name": ("vestigingsnaam", "instellingsnaam"),
    "street": ("straatnaam",),
    "number": ("huisnummertoevoeging",),
    "postcode": ("postcode",),
    "place": ("plaatsnaam",),
    "code": ("gemeentenummer", "gemeentecode"),
    "municipality": ("gemeentenaam",),
    "phone": ("telefoonnummer",),
    "web": ("internetadres",),
}
_KNOWN = {
    name: name for names in (*COLUMNS.values(), *(file.signs for file in FILES)) for name in names
}
_SITE = "duo.nl/open_onderwijsdata"


class SchoolRow(Struct, frozen=True):
    """A row: the text of each used column, empty where DUO has none."""

    file: SchoolFile
    line: int
    fields: Mapping[str, str]


def school_rows(path: Path) -> Iterator[SchoolRow]:
    """Yield every row. Raises ``InvalidSources`` with the row when it is no such file."""
    with open_table(path, _KNOWN) as table:
        file = next(one for one in FILES if not one.signs or set(one.signs) & table.headers.keys())
        columns = _columns(table, file)
        count = 0
        for row in table:
            count += 1
            texts = {
                field: "" if row[name].kind in _NOTHING else _text(row.text(name))
                for field, name in columns.items()
            }
            if any(texts.values()):
                yield SchoolRow(file, row.number, texts)
        if not count:
            raise refused(path.name, "er staat geen enkele school in. Haal het opnieuw op")


def _columns(table: Table, file: SchoolFile) -> dict[str, str]:
    """Return the header of each used column. Raises ``InvalidSources`` for one that is missing."""
    found = {
        field: next((name for name in names if name in table.headers), "")
        for field, names in COLUMNS.items()
        if file.has_locations or field != "location"
    }
    if missing := [COLUMNS[field][0].upper() for field, name in found.items() if not name]:
        raise _other(table, missing)
    return found


def _other(table: Table, missing: Sequence[str]) -> InvalidSources:
    message = (
        f"de kolom {', '.join(missing)} ontbreekt. Haal bij {_SITE} het bestand met alle"
        " vestigingen op, niet dat met besturen of hoofdvestigingen"
    )
    return refused(table.file, message, table.header_row)


def _text(typed: str) -> str:
    text = " ".join(typed.split())
    return "" if text.casefold() in _EMPTY else text
