"""The columns of a table of contacts: their Dutch headers, and how people write those otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wegwijs.sources.kinds import KINDS
from wegwijs.sources.problems import one_of
from wegwijs.sources.tables.reading import folded
from wegwijs.sources.ways import HOURS, WAYS


class Column(Struct, frozen=True):
    """A column: ``field`` in the data, ``header`` as we write it, ``others`` that mean the same.

    ``hint`` explains it to who fills in the table.
    """

    field: str
    header: str
    hint: str
    others: tuple[str, ...] = ()


EDITION = Column(
    "edition",
    "Uitgave",
    "Naam van de gemeente, school of workshop. Op elke rij.",
    ("editie", "naam uitgave", "naam editie"),
)
CHECKED = Column(
    "checked",
    "Nagekeken",
    "Dag waarop iemand dit nakeek, als 23-11-2026.",
    ("nagekeken op", "gecontroleerd", "gecontroleerd op", "datum nagekeken"),
)


def _capital(text: str) -> str:
    """Return a text with a capital in front; others in it stay."""
    return text[:1].upper() + text[1:]


_EMPTY = "Mag leeg blijven."
_SPELLINGS = {
    "phone": ("tel", "telnr", "telefoonnr"),
    "email": ("mail", "mailadres"),
    "web": ("site", "internetadres", "url", "webpagina"),
}
_KINDS = one_of(one.dutch for one in KINDS.values())
COLUMNS = (
    EDITION,
    Column("kind", "Soort", f"Kies uit {_KINDS}. Nodig bij een nieuwe uitgave."),
    Column(
        "id",
        "Kenmerk",
        "De naam van het bestand. Alleen nodig als twee uitgaven dezelfde naam hebben.",
        ("id",),
    ),
    Column(
        "role",
        "Rol",
        "gemeente, school, wijkagent of iets van uzelf. Leeg: de gemeente of school zelf.",
    ),
    Column("label", "Op het bord", f"Bijvoorbeeld Zorgcoördinator. {_EMPTY}", ("bord",)),
    Column("name", "Persoon of afdeling", _EMPTY, ("persoon", "afdeling", "contactpersoon")),
    *(
        Column(
            way.id,
            _capital(way.short),
            f"{_capital(way.hint)}. {_EMPTY}".lstrip(" ."),
            (way.long, *_SPELLINGS.get(way.id, ())),
        )
        for way in WAYS.values()
    ),
    Column(
        HOURS.id,
        HOURS.short.capitalize(),
        f"Als: werkdagen 9:00-17:00. Of: ma-do 9-17; vr 9-12 en 13-16. {_EMPTY}",
        ("bereikbaar", "tijden"),
    ),
    Column("source", "Bron", "Waar u dit vandaan hebt.", ("herkomst",)),
    CHECKED,
)
HEADERS: Mapping[str, str] = {column.field: column.header for column in COLUMNS}
# In a sentence.
WORDS: Mapping[str, str] = {
    column.field: WAYS[column.field].short if column.field in WAYS else column.header.lower()
    for column in COLUMNS
}
KNOWN: Mapping[str, str] = {
    folded(spelling): column.field
    for column in COLUMNS
    for spelling in (column.header, *column.others)
}
