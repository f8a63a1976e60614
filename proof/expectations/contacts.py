"""The contacts as data: a record for each organisation, and for each contact close by that fills in
none of them.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from urllib.parse import unquote

from wegwijs.proof.expectations.close_by import CloseBy
from wegwijs.proof.expectations.numbers import Stated
from wegwijs.proof.expectations.organisations import Headed, Listed
from wegwijs.proof.expectations.place import Place
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.sayings import Saying
from wegwijs.sources.facts import Claim
from wegwijs.sources.hours import Week
from wegwijs.sources.model import Fact, LocalContact, Pack
from wegwijs.sources.ways import DETAILS, EMAIL, HOURS, WAYS, WEB, Way, reached

VCARDS, TABLE, LINKED = "contacts.vcf", "contacts.csv", "contacts.json"
# What identifiers are derived from, as in every file that is out.
_NAMESPACE = uuid.UUID("5a6f0bb3-3a0c-4a4e-9a55-0f4bd1f3a6c1")


@dataclass(frozen=True)
class Checked:
    """The check of a fact: where it stands, by title and address, and the day."""

    source: str
    url: str
    day: date


@dataclass(frozen=True)
class Record:
    """What must be said of one organisation or contact; what is unknown is empty.

    ``ways`` are values by way: as its owner writes it, and its link. ``named`` are those that begin
    with the name of the way, ``numbers`` those that say what they are for: the purpose, the number,
    its link, and both in a sentence.
    """

    id: str
    numeral: int
    heading: str
    name: str
    meaning: str
    audience: str
    person: str
    ways: Mapping[str, tuple[str, str]]
    named: Mapping[str, str]
    numbers: tuple[tuple[str, str, str, str], ...]
    hours: str
    opening: Week | None
    terms: tuple[str, ...]
    advice: tuple[str, ...]
    checked: tuple[Checked, ...]

    def display(self, way: Way) -> str:
        """Return a number or address as its owner writes it; empty if it has none."""
        return self.ways.get(way.id, ("", ""))[0]

    def target(self, way: Way) -> str:
        """Return a link; empty if it has none."""
        return self.ways.get(way.id, ("", ""))[1]

    @property
    def mail(self) -> str:
        """Its e-mail address as programs store it."""
        return unquote(self.target(EMAIL).removeprefix("mailto:"))

    @property
    def sources(self) -> tuple[Checked, ...]:
        """Each source once, with the day on which it was compared longest ago."""
        days: dict[tuple[str, str], date] = {}
        for one in self.checked:
            key = one.source, one.url
            days[key] = min(one.day, days.get(key, one.day))
        return tuple(Checked(*key, day) for key, day in days.items())


def records(truth: Truth) -> tuple[Record, ...]:
    """Return the records of an edition, organisations first."""
    inside = {one.claim.own.role for one in truth.organisations if one.claim.own}
    beside = (one for one in truth.close_by if one.is_filled and one.role not in inside)
    return (
        *(
            _organisation(truth, group, one)
            for group in truth.groups
            for one in group.organisations
        ),
        *(_contact(truth, one) for one in beside),
    )


def drafts(truth: Truth) -> tuple[str, ...]:
    """Return the lines that say that nobody checked the translation."""
    mark = truth.mark
    if mark is None:
        return ()
    pairs = ((mark.word, mark.explained), (mark.dutch_word, mark.dutch_explained))
    return tuple(f"{word} – {explained}" for word, explained in pairs)


def identifier(*names: str) -> str:
    """Return the identifier of something with these names."""
    data = _NAMESPACE.bytes + "/".join(names).encode()
    return uuid.UUID(bytes=hashlib.sha1(data, usedforsecurity=False).digest()[:16], version=5).urn


def _organisation(truth: Truth, group: Headed, one: Listed) -> Record:
    claim, edition = one.claim, truth.pack.edition
    own = claim.own
    shared = ("organisation", claim.organisation.id)
    facts = [kind for kind in one.every_fact if kind[0] not in DETAILS or kind[0] == HOURS.id]
    return Record(
        id=identifier(edition.publisher, edition.id, own.role) if own else identifier(*shared),
        numeral=one.numeral,
        heading=str(group.heading),
        name=str(one.title),
        meaning=_text(one.meaning),
        audience=str(one.audience),
        person=_text(one.person),
        ways={way: (value.display, value.target) for way, value in claim.ways.items()},
        named=_named(one.ways),
        numbers=_numbers(one.numbers),
        hours="".join(str(said) for kind, said in facts if kind == HOURS.id),
        opening=claim.hours,
        terms=tuple(str(said) for kind, said in facts if kind != HOURS.id),
        advice=tuple(str(said) for said in (one.what, one.when, one.when_not) if said),
        checked=tuple(_checked(truth.pack, claim)),
    )


def _contact(truth: Truth, one: CloseBy) -> Record:
    edition = truth.pack.edition
    contact = next(each for each in edition.contacts if each.role == one.role)
    return Record(
        id=identifier(edition.publisher, edition.id, one.role),
        numeral=0,
        heading=str(truth.close_by_heading),
        name=one.who,
        meaning=str(one.label) if one.dutch else "",
        audience="",
        person=_text(one.person),
        ways={way: (value.display, value.target) for way, value in reached(contact).items()},
        named=_named(dict(one.ways)),
        numbers=_numbers(one.numbers),
        hours=_text(one.hours),
        opening=contact.hours.week if contact.hours else None,
        terms=(),
        advice=(),
        checked=(_of_contact(truth.pack, contact),),
    )


def _named(ways: Mapping[str, Saying]) -> Mapping[str, str]:
    order = [way.id for way in WAYS.values() if way.named and way.id in ways]
    return {id_: str(ways[id_]) for id_ in order}


def _numbers(numbers: Iterable[Stated]) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (str(one.purpose), one.number.display, one.number.target, str(one.saying))
        for one in numbers
    )


def _checked(pack: Pack, claim: Claim) -> Iterator[Checked]:
    """Yield the check of every fact about an organisation that the record states."""
    one, own = claim.organisation, claim.own
    replaced = set(reached(own)) if own else set[str]()
    replaced |= {"find"} if claim.find is None else set()
    replaced |= {WEB.id} if claim.web is None else set()
    if own and (own.phone or own.hours):
        replaced.add(HOURS.id)
    if own and (own.phone or own.numbers):
        replaced.add("numbers")
    values = ((name, getattr(one, name)) for name in type(one).model_fields)
    kept = (value for name, value in values if name not in replaced)
    parts = (value if isinstance(value, tuple) else (value,) for value in kept)
    for fact in (one, *chain.from_iterable(parts)):
        if isinstance(fact, Fact):
            source = pack.sources[fact.source]
            yield Checked(source.title, source.url.target if source.url else "", fact.checked)
    if own:
        yield _of_contact(pack, own)


def _of_contact(pack: Pack, contact: LocalContact) -> Checked:
    """Return the check of an edition's own contact, by its short name where it has no source."""
    roles = {role.id: role.dutch for role in pack.guidance.local.roles}
    owner = contact.label or roles.get(contact.role, contact.role)
    return Checked(contact.source or owner, "", contact.checked)


def _text(saying: Saying | None) -> str:
    return str(saying) if saying else ""


def _places(_truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    return ()


PRODUCT = Product("contacts", dict.fromkeys((VCARDS, TABLE, LINKED)), _places, standard=False)
