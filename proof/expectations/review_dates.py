"""The review dates: an event for each day on which facts fall due, with each fact and whom to ask.

They are for the person who keeps the edition, and Dutch in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wegwijs.proof.expectations.contacts import identifier
from wegwijs.proof.expectations.place import Place
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.speech import written_day
from wegwijs.proof.expectations.truth import Truth
from wegwijs.sources.consistency import national
from wegwijs.sources.freshness import due_on
from wegwijs.sources.model import (
    Fact,
    Guidance,
    Hours,
    LocalContact,
    NumberContact,
    Organisation,
    Pack,
    Text,
)
from wegwijs.sources.ways import HOURS, WAYS, reached

CALENDAR = "review.ics"


@dataclass(frozen=True)
class Due:
    """A fact in words, whose it is, the last day on which it holds, and who can confirm it."""

    day: date
    owner: str
    what: str
    ask: str


@dataclass(frozen=True)
class Event:
    """What must be in the calendar on a day: the lines of the description are its paragraphs."""

    id: str
    day: date
    summary: str
    lines: tuple[str, ...]


def events(truth: Truth) -> tuple[Event, ...]:
    """Return the events in order."""
    pack = truth.pack
    shared, own = list(_shared(pack)), list(_own(pack))
    days = sorted({due.day for due in (*shared, *own)})
    return tuple(_event(truth, day, shared, own) for day in days)


def name(truth: Truth) -> str:
    """Return the name of the calendar."""
    notes, language = truth.pack.print_notes.review, truth.language_names[1]
    said = truth.say(notes.calendar, publisher=truth.publisher, language=language)
    return " ".join((str(said), *(f"({mark})" for mark in draft(truth))))


def draft(truth: Truth) -> tuple[str, ...]:
    """Return the Dutch line that says that nobody checked the translation."""
    mark = truth.mark
    return (f"{mark.dutch_word} – {mark.dutch_explained}",) if mark else ()


def _event(truth: Truth, day: date, shared: Sequence[Due], own: Sequence[Due]) -> Event:
    notes, edition = truth.pack.print_notes.review, truth.pack.edition
    parts = [[due for due in some if due.day == day] for some in (shared, own)]
    count = sum(map(len, parts))
    facts = truth.say(notes.one) if count == 1 else truth.say(notes.several, count=str(count))
    lines = [*draft(truth), str(truth.say(notes.what, date=written_day(day, "nl-NL")))]
    for part in parts:
        for ask in dict.fromkeys(due.ask for due in part):
            lines.append(str(truth.say(notes.ask, source=ask)))
            lines += [f"- {due.owner}, {due.what}" for due in part if due.ask == ask]
    names = (edition.publisher, edition.id, "review", truth.language, day.isoformat())
    summary = truth.say(notes.summary, publisher=truth.publisher, facts=facts)
    return Event(identifier(*names), day, str(summary), tuple(lines))


def _shared(pack: Pack) -> Iterator[Due]:
    """Yield the facts that all editions have in common."""
    for place, fact in national(pack):
        if not isinstance(fact, Fact):
            continue
        organisation = pack.organisations[int(place[1])] if place[0] == "organisations" else None
        owner = organisation.title if organisation else "de adviezen"
        source = pack.sources[fact.source]
        ask = f"{source.title} ({source.url.target})" if source.url else source.title
        yield Due(due_on(fact) - timedelta(days=1), owner, _what(place[-1], fact), ask)


def _own(pack: Pack) -> Iterator[Due]:
    """Yield what the edition says itself: each contact was checked as a whole."""
    roles = {role.id: role.dutch for role in pack.guidance.local.roles}
    for contact in pack.edition.contacts:
        owner = contact.label or roles.get(contact.role, contact.role)
        day, ask = due_on(contact) - timedelta(days=1), contact.source or owner
        yield from (Due(day, owner, what, ask) for what in _details(contact))


def _details(contact: LocalContact) -> Iterator[str]:
    if contact.name:
        yield f"naam: {contact.name}"
    for id_, value in reached(contact).items():
        purpose = f" ({contact.phone_for})" if id_ == "phone" and contact.phone_for else ""
        yield f"{WAYS[id_].long}{purpose}: {WAYS[id_].told(value)}"
    for number in contact.numbers:
        yield f"telefoonnummer ({number.purpose}): {number.number}"
    if contact.hours:
        yield f"{HOURS.long}: {contact.hours.week.told()}"


def _what(field: Any, fact: Fact) -> str:
    """State a fact."""
    match fact:
        case Organisation():
            return f"naam: {fact.name}"
        case Hours():
            return f"{HOURS.long}: {fact.week.told()}"
        case NumberContact():
            return f"telefoonnummer ({fact.purpose.original.text}): {fact.number}"
        case Text():
            return f"tekst: {fact.original.text}"
        case Guidance():
            return "alle teksten"
    way = WAYS.get(field)
    number = f"{way.long}: {way.told(getattr(fact, way.key))}" if way else ""
    return number or f"alarmnummer: {getattr(fact, 'number', '')}"


def _places(_truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    return ()


PRODUCT = Product("review-dates", {CALENDAR: None}, _places, standard=False)
