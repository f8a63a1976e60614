"""The columns of a table of contacts: their Dutch headers, and how people write those otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wegwijs.sources.hours import DAYS, DUTCH
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.problems import one_of
from wegwijs.sources.tables.reading import folded
from wegwijs.sources.ways import HOURS, MOST_NUMBERS, WAYS


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
PURPOSE, NUMBERS = "phone_for", "numbers"


class Further(Struct, frozen=True):
    """The two columns of a further number; ``count`` is 2 for the second of a contact."""

    count: int

    @property
    def number(self) -> str:
        """The field of the number."""
        return f"number_{self.count}"

    @property
    def purpose(self) -> str:
        """The field of what it is for."""
        return f"{self.number}_for"

    def columns(self) -> tuple[Column, Column]:
        """Return both columns."""
        names = ("telefoonnummer", "telefoonnr", "telnr", "tel")
        header = f"Telefoon {self.count}"
        others = tuple(f"{name} {self.count}" for name in names)
        return (
            Column(self.number, header, f"Een ander nummer. {_EMPTY}", others),
            Column(
                self.purpose,
                f"{header} waarvoor",
                f"Waarvoor dit nummer is. Bijvoorbeeld: in het weekend. {_EMPTY}",
                tuple(f"{name} waarvoor" for name in others),
            ),
        )


FURTHER = tuple(Further(count) for count in range(2, MOST_NUMBERS + 2))
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
        PURPOSE,
        "Telefoon waarvoor",
        f"Als er meer nummers zijn. Bijvoorbeeld: overdag. {_EMPTY}",
        ("telefoonnummer waarvoor", "waarvoor"),
    ),
    *(column for further in FURTHER for column in further.columns()),
    Column(
        HOURS.id,
        HOURS.short.capitalize(),
        f"Als: werkdagen 9:00-17:00. Of: ma-do 9-17; vr 9-12 en 13-16. {_EMPTY}",
        ("bereikbaar", "tijden"),
    ),
    *(
        Column(
            day,
            name.capitalize(),
            f"9:00-12:00 en 13:00-16:00, of: gesloten. Laat dan {HOURS.short} leeg.",
            (name[:2],),
        )
        for day, name in zip(DAYS, DUTCH, strict=True)
    ),
    Column("source", "Bron", "Waar u dit vandaan hebt.", ("herkomst",)),
    CHECKED,
)
HEADERS: Mapping[str, str] = {column.field: column.header for column in COLUMNS}
# In a sentence.
WORDS: Mapping[str, str] = {
    NUMBERS: "andere nummers",
    **{
        column.field: WAYS[column.field].short if column.field in WAYS else column.header.lower()
        for column in COLUMNS
    },
}
# What tells how somebody is reached, in the data of a contact.
REACHED = (*WAYS, NUMBERS)
KNOWN: Mapping[str, str] = {
    folded(spelling): column.field
    for column in COLUMNS
    for spelling in (column.header, *column.others)
}
