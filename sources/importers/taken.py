"""What an import takes from a register: an edition and its contacts, not yet as YAML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from wegwijs.sources.importers.roo import Municipality, dutch_date
from wegwijs.sources.kinds import MUNICIPALITY, EditionKind


class Register(Struct, frozen=True):
    """A public register. The ``source`` of what was taken from it begins with ``title``;
    ``where`` and ``itself`` are how a sentence refers to it; ``command`` imports it.
    """

    title: str
    where: str
    itself: str
    command: str

    def source(self, day: date | None) -> str:
        """Return the source of a contact in an export of this day."""
        return f"{self.title}, {dutch_date(day)}" if day else self.title


ROO = Register(
    "Register van Overheidsorganisaties", "in het register", "het register", "import roo"
)
DUO = Register("DUO, adressen", "bij DUO", "het bestand van DUO", "import duo")
REGISTERS = (ROO, DUO)


class TakenContact(Struct, frozen=True):
    """A contact of an edition as a register has it.

    ``values``: by the id of the way; None where the register has nothing usable, and a way that it
    never has is absent. ``source`` and ``checked`` as written in the edition. ``label`` is an
    example of a label, ``about`` the comment above it.
    """

    role: str
    register: Register
    source: str
    checked: date
    values: Mapping[str, str | None]
    label: str
    about: str

    @property
    def is_named(self) -> bool:
        """Whether its source names the register: a person's own source is marked instead."""
        return self.source.startswith(self.register.title)


class TakenEdition(Struct, frozen=True):
    """An edition to create or refresh.

    ``name`` is printed, ``called`` is the name in the register. ``codes``: by field, the first is
    how ``command`` recognises the edition again. The first of ``contacts`` must be in every
    edition, the others are refreshed where they are. ``about`` is the first comment, ``this`` how a
    comment refers to who publishes.
    """

    id: str
    kind: EditionKind
    name: str
    called: str
    codes: Mapping[str, str]
    contacts: tuple[TakenContact, ...]
    about: str
    this: str

    @property
    def register(self) -> Register:
        """The register that the edition itself is from."""
        return self.contacts[0].register


def municipality(one: Municipality, day: date | None, today: date) -> TakenEdition:
    """Return the edition of a municipality, from an export of ``day``."""
    return TakenEdition(
        id=one.id,
        kind=MUNICIPALITY,
        name=one.name,
        called=one.name,
        codes={"cbs_code": one.code},
        contacts=(municipal_contact(one, day, today),),
        about=f"Uitgave van de gemeente {one.name}, uit het {ROO.title}.",
        this="deze gemeente",
    )


def municipal_contact(one: Municipality, day: date | None, today: date) -> TakenContact:
    """Return the contact of a municipality, from an export of ``day``."""
    return TakenContact(
        role=MUNICIPALITY.role or "",
        register=ROO,
        source=ROO.source(day),
        checked=day or today,
        values={"phone": one.phone, "email": one.email, "web": one.web},
        label="Gemeente, openbare orde",
        about="Het algemene nummer uit het register.",
    )
