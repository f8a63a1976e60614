"""When each fact was checked, when it falls due, and who can confirm it.

Paper states one date for all of them; data for others and reminders state each. All of it is Dutch,
for the person who checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from msgspec import Struct

from wegwijs.sources.consistency import national
from wegwijs.sources.freshness import due_on
from wegwijs.sources.model import Fact, Hours, LocalContact, NumberContact, Organisation, Pack, Text
from wegwijs.sources.same import Same
from wegwijs.sources.ways import HOURS, NUMBERS, PHONE, WAYS, numbered, reached

FIRST = NUMBERS[0].id  # the phone number, where the contact says what it is for
_ADVICE, _NUMBER = "de adviezen", "telefoonnummer"


class Check(Struct, frozen=True):
    """A fact that somebody checked.

    ``about`` is the id of its organisation or the role of an edition's own contact, empty for
    advice; ``owner`` is the name of that. ``field`` is its name in YAML, empty for the organisation
    as such; ``what`` states the fact itself. ``due`` is the last day on which it may be handed out.
    ``source`` says who can confirm it, ``url`` where.
    """

    about: str
    field: str
    owner: str
    what: str
    checked: date
    due: date
    source: str
    url: str = ""


class Checks(Struct, frozen=True):
    """The checked facts of an edition, by id and version: those that all editions share, and its
    own.
    """

    edition: str
    version: int = 1
    national: tuple[Check, ...] = ()
    own: tuple[Check, ...] = ()

    @property
    def every(self) -> tuple[Check, ...]:
        """All of them."""
        return (*self.national, *self.own)


NO_CHECKS = Checks("")


def checks_of(pack: Pack) -> Checks:
    """Return the checked facts of an edition."""
    edition = pack.edition
    sources = pack.sources
    shared = _national(Same(pack.organisations, pack.guidance, *sources.values()), tuple(sources))
    own = tuple(check for contact in edition.contacts for check in checks_of_contact(pack, contact))
    return Checks(edition.id, edition.version, shared, own)


@lru_cache(maxsize=64)  # shared by hundreds of editions
def _national(parts: Same, names: tuple[str, ...]) -> tuple[Check, ...]:
    organisations, guidance, *known = parts.objects
    sources = dict(zip(names, known, strict=True))
    shared = {"organisations": organisations, "guidance": guidance, "sources": sources}
    pack = Pack.model_construct(set(), **shared)
    found = ((place, fact) for place, fact in national(pack) if isinstance(fact, Fact))
    return tuple(_check(pack, place, fact) for place, fact in found)


def _check(pack: Pack, place: tuple[Any, ...], fact: Fact) -> Check:
    of = pack.organisations[int(place[1])] if place[0] == "organisations" else None
    source = pack.sources.get(fact.source)
    return Check(
        about=of.id if of else "",
        field="" if fact is of else _field(place),
        owner=of.title if of else _ADVICE,
        what=_what(_field(place), fact),
        checked=fact.checked,
        due=last_day(fact),
        source=source.title if source else fact.source,
        url=source.url.target if source and source.url else "",
    )


def _field(place: tuple[Any, ...]) -> str:
    """Return the field of a fact in YAML; of a further number, its row in ``NUMBERS``."""
    return NUMBERS[place[-1] + 1].id if place[-2:-1] == ("numbers",) else str(place[-1])


def checks_of_contact(pack: Pack, contact: LocalContact) -> Iterator[Check]:
    """Yield the facts of an edition's own contact, which were checked together."""
    names = {role.id: role.dutch for role in pack.guidance.local.roles}
    owner = contact.label or names.get(contact.role, contact.role)
    told = {"name": f"naam: {contact.name}"} if contact.name else {}
    numbers = {
        one.id: f"{_NUMBER} ({one.purpose}): {one.number.display}" for one in numbered(contact)
    }
    for id_, value in reached(contact).items():
        if id_ == PHONE.id and FIRST in numbers:  # once, with what it is for
            told[FIRST] = numbers.pop(FIRST)
        else:
            told[id_] = _way(id_, value)
    told |= numbers
    told |= {HOURS.id: f"{HOURS.long}: {contact.hours.week.told()}"} if contact.hours else {}
    source, due = contact.source or owner, last_day(contact)
    for field, what in told.items():
        yield Check(contact.role, field, owner, what, contact.checked, due, source)


def _what(field: str, fact: Fact) -> str:
    """State a fact in Dutch."""
    if isinstance(fact, Organisation):
        return f"naam: {fact.name}"
    if isinstance(fact, Hours):
        return f"{HOURS.long}: {fact.week.told()}"
    if isinstance(fact, Text):
        return f"tekst: {fact.original.text}"
    if isinstance(fact, NumberContact):
        return f"{_NUMBER} ({fact.purpose.original.text}): {fact.number.display}"
    if field in WAYS:
        return _way(field, getattr(fact, WAYS[field].key))
    number = getattr(fact, "number", None)
    return f"alarmnummer: {number.display}" if number else "alle teksten"


def _way(id_: str, value: Any) -> str:
    return f"{WAYS[id_].long}: {WAYS[id_].told(value)}"


def last_day(fact: Fact | LocalContact) -> date:
    """Return the last day on which a fact is not overdue."""
    return due_on(fact) - timedelta(days=1)
