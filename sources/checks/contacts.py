"""Contacts that contradict each other, and contacts listed under two names.

Not reported, because they are legitimate: neighbouring municipalities that share a 14-number (an
area code with a menu behind it) or a call centre, and an edition that says itself whose number it
repeats, such as "Wijkagent, via de politie". The contacts of all 342 municipalities are clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from wegwijs.sources.checks.context import CheckContext, finding_at
from wegwijs.sources.checks.finding import Finding, Severity
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.load import Loaded
from wegwijs.sources.model import Edition, LocalContact, Organisation
from wegwijs.sources.reader import ParsedFile, Place
from wegwijs.sources.values import Phone, Url
from wegwijs.sources.ways import PHONE, WAYS, numbered, reached

# What looks like a number to dial, unlike a year; digits may have other spaces and dashes between.
_NUMBER = re.compile(
    r"(?:\+[0-9]|(?:\(|\b)0)(?:[\s()./\u2010-\u2015-]*[0-9]){5,}|\b14\s?0[0-9]{2,3}\b"
)
_HOURS_OR_DATE = re.compile(
    r"\b[0-2]?[0-9]\.[0-5][0-9]\s*[-\u2013]\s*[0-2]?[0-9]\.[0-5][0-9](?![ .-]?[0-9])"
    r"|\b[0-3]?[0-9]([-./ ])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![ .-]?[0-9])"
)


@dataclass(frozen=True)
class Contact:
    """Somebody's ways to be reached, and the fields that hold them."""

    who: str
    document: ParsedFile = field(repr=False)
    ways: Mapping[str, Any] = field(default_factory=dict)  # the values, by the id of the way
    places: Mapping[str, Place] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    label: str = ""

    @property
    def phone(self) -> Phone | None:
        """The phone number."""
        return self.ways.get(PHONE.id)

    @cached_property
    def values(self) -> dict[str, str]:
        """The values in the form in which two contacts are compared, by the id of the way."""
        return {id_: WAYS[id_].same(value) for id_, value in self.ways.items()}

    def shown(self, way: str) -> str:
        """Return a value as people write it; a web address in full."""
        value = self.ways[way]
        return str(value.target if isinstance(value, Url) else value.display)

    def warning(self, kind: str, way: str, message: str, advice: str) -> Finding:
        """Return a warning at the line of a value."""
        return finding_at(self.document, self.places[way], kind, Severity.WARNING, message, advice)


def contacts(reading: CheckContext) -> Iterator[Finding]:
    """Report pairs of contacts that cannot both be right, and duplicates."""
    for loaded in _one_of_each(reading):
        document = loaded.sections["organisations"].document
        national = [_organisation(o, i, document) for i, o in enumerate(loaded.pack.organisations)]
        yield from _organisations(national)
    for loaded in reading.editions:
        document = loaded.sections["organisations"].document
        national = [_organisation(o, i, document) for i, o in enumerate(loaded.pack.organisations)]
        edition, own = loaded.pack.edition, loaded.sections["edition"].document
        yield from _repeated(edition, own, national)
        yield from _numbers_in_words(edition, own)
    yield from _editions(reading)


def _one_of_each(reading: CheckContext) -> Iterator[Loaded]:
    """Yield one edition per set of organisations; usually there is one set."""
    seen = set()
    for loaded in reading.editions:
        key = tuple(id(loaded.sections[name].document) for name in ("organisations", "guidance"))
        if key not in seen:
            seen.add(key)
            yield loaded


def _organisation(one: Organisation, index: int, document: ParsedFile) -> Contact:
    place: Place = ("organisations", index)
    names = filter(None, (one.name, one.abbreviation, one.sign))
    return Contact(
        one.name,
        document,
        reached(one),
        {way.id: (*place, way.id, way.key) for way in WAYS.values()},
        frozenset(name.casefold() for name in names),
    )


def _own(contact: LocalContact, index: int, edition: Edition, document: ParsedFile) -> Contact:
    place: Place = ("edition", "contacts", index)
    return Contact(
        edition.name or edition.id,
        document,
        reached(contact),
        {id_: (*place, id_) for id_ in WAYS},
        label=" ".join(filter(None, (contact.label or contact.role, contact.name))),
    )


def _organisations(all_: Sequence[Contact]) -> Iterator[Finding]:
    for index, one in enumerate(all_):
        for former in all_[:index]:
            for value in one.values.keys() & former.values.keys():
                if one.values[value] == former.values[value]:
                    yield one.warning(
                        "same-contact",
                        value,
                        f"{one.shown(value)} staat ook bij {former.who}",
                        "Kijk bij de bron van wie het is, en haal het bij de ander weg",
                    )
            if one.names & former.names:
                yield from _two_numbers(one, former, "Is het één organisatie, laat dan één staan")


def _two_numbers(one: Contact, former: Contact, advice: str) -> Iterator[Finding]:
    if one.phone and former.phone and one.phone.target != former.phone.target:
        message = f"{one.who} heeft hier {one.phone}, en elders {former.phone}"
        file, line, _ = former.document.at(former.places[PHONE.id])
        advice = f"Vraag na welk nummer klopt (het andere staat in {file}:{line}). {advice}"
        yield one.warning("two-numbers", PHONE.id, message, advice)


def _repeated(
    edition: Edition, document: ParsedFile, national: Sequence[Contact]
) -> Iterator[Finding]:
    """Report national numbers that an edition gives as its own."""
    for index, contact in enumerate(edition.contacts):
        own = _own(contact, index, edition, document)
        for one in national:
            called = any(
                re.search(rf"\b{re.escape(name)}(?!\w)", own.label.casefold()) for name in one.names
            )
            if not one.phone or not own.phone:
                continue
            if one.phone.target == own.phone.target and not called:
                yield own.warning(
                    "national-number",
                    PHONE.id,
                    f"{own.phone} is het nummer van {one.who}, en bij {own.label!r} staat dat niet",
                    f"Zet erbij wie opneemt, bijvoorbeeld: '{own.label}, via {one.who}'",
                )
            elif own.label.casefold() in one.names:
                advice = "Haal het contact hier weg als het landelijke nummer klopt"
                yield from _two_numbers(_renamed(own, one.who), one, advice)


def _renamed(contact: Contact, who: str) -> Contact:
    return replace(contact, who=who)


def _numbers_in_words(edition: Edition, document: ParsedFile) -> Iterator[Finding]:
    """Report phone numbers in the words of a contact: they are printed unchecked, without a link,
    and beside the number that the words are about.
    """
    for index, contact in enumerate(edition.contacts):
        words: dict[Place, str | None] = {("label",): contact.label, ("name",): contact.name}
        words |= {one.field: one.purpose for one in numbered(contact)}
        for place, text in words.items():
            if text and (found := _NUMBER.search(_HOURS_OR_DATE.sub(";", text))):
                yield finding_at(
                    document,
                    ("edition", "contacts", index, *place),
                    "number-in-words",
                    Severity.WARNING,
                    f"hier staat een nummer tussen woorden: {found[0]}. Niemand kijkt dat na",
                    "Zet het bij 'phone', of bij 'numbers' met waarvoor het is",
                )


def _editions(reading: CheckContext) -> Iterator[Finding]:
    """Report a contact shared by editions of different places, and two for one place."""
    by_value: dict[tuple[str, str, str], Contact] = {}
    by_name: dict[tuple[str, str], Contact] = {}
    for loaded in reading.editions:
        edition, document = loaded.pack.edition, loaded.sections["edition"].document
        for index, contact in enumerate(edition.contacts):
            if contact.role != KINDS[edition.kind].role:
                continue
            own = _own(contact, index, edition, document)
            former = by_name.setdefault((edition.kind, own.who.casefold()), own)
            yield from _two_numbers(own, former, "Twee edities van één plaats noemen er één")
            for value, text in own.values.items():
                other = by_value.setdefault((edition.kind, value, text), own)
                if other.who != own.who and _copied(value, own, other):
                    yield own.warning(
                        "same-contact",
                        value,
                        f"{own.shown(value)} is ook van {other.who} ({other.document.file})",
                        f"Kijk bij de bron wat het {WAYS[value].long} van {own.who} is",
                    )


def _copied(value: str, one: Contact, other: Contact) -> bool:
    """Whether a shared value looks like a leftover of copying rather than a shared service."""
    if value != PHONE.id:
        return True
    assert one.phone
    if one.phone.target.startswith("tel:14"):
        return False
    both = one.values.keys() & other.values.keys()
    return all(one.values[name] == other.values[name] for name in both)
