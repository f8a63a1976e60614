"""The local contacts: those that an edition fills in, and blank signs for the reader to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wegwijs.proof.expectations import hours
from wegwijs.proof.expectations.numbers import Stated, stated
from wegwijs.proof.expectations.speech import Speech, in_both, name
from wegwijs.proof.sayings import Saying
from wegwijs.sources.facts import place
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.model import LocalContact
from wegwijs.sources.participants import OwnContact
from wegwijs.sources.ways import numbered, reached

SIGNS = 3  # on the back of the leaflet, filled in or not; an edition with more contacts has more


@dataclass(frozen=True)
class CloseBy:
    """A local contact, or a blank sign for one. ``ways`` are its number and addresses by way,
    ``numbers`` those that say what they are for.
    """

    role: str
    label: Saying
    dutch: Saying | None
    person: Saying | None = None
    hours: Saying | None = None
    short_hours: Saying | None = None
    ways: tuple[tuple[str, Saying], ...] = ()
    numbers: tuple[Stated, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether the edition knows how to reach it."""
        return bool(self.ways)

    @property
    def others(self) -> tuple[tuple[str, Saying], ...]:
        """How else to reach it than by what is on its sign."""
        return (*((one.id, one.saying) for one in self.numbers), *self.ways[1:])

    @property
    def in_dutch(self) -> Saying | None:
        """The Dutch label, unless the label already contains it."""
        return self.dutch if in_both(self.label, self.dutch) != self.label else None

    @property
    def who(self) -> str:
        """Its name in a finding."""
        return str(self.dutch or self.label)

    @property
    def details(self) -> dict[str, Saying]:
        """Its details other than the label and the first way to reach it."""
        return self._details(self.hours)

    @property
    def short_details(self) -> dict[str, Saying]:
        """The same where there is little room."""
        return self._details(self.short_hours)

    def _details(self, hours: Saying | None) -> dict[str, Saying]:
        found = {"dutch": self.in_dutch, "name": self.person, "hours": hours}
        found |= dict(self.others)
        return {kind: saying for kind, saying in found.items() if saying}


def heading(speech: Speech) -> Saying:
    """Return the heading above the local contacts."""
    if town := place(speech.pack):
        return speech.label("local_in", name=name(town))
    return speech.text(speech.pack.guidance.local.heading)


def close_by(speech: Speech) -> Iterator[CloseBy]:
    """Yield the edition's contacts in role order, then contacts without a role, then blank signs.

    Those of who hands it out come first. A role that part of another fills is filled.
    """
    pack = speech.pack
    roles = list(pack.guidance.local.roles)
    if first := KINDS[pack.edition.kind].first:
        roles.sort(key=lambda role: first not in (role.id, role.part_of))
    order = {role.id: number for number, role in enumerate(roles)}
    filled = sorted(pack.edition.contacts, key=lambda one: order.get(one.role, len(order)))
    for contact in filled:
        yield _filled(speech, contact)
    by_id = {role.id: role for role in roles}
    taken = {by_id[one.role].part_of or one.role for one in filled if one.role in by_id}
    empty = [role for role in roles if role.part_of is None and role.id not in taken]
    for role in empty[: max(0, SIGNS - len(filled))]:
        yield CloseBy(role.id, *speech.role(role))


def of_participant(speech: Speech, own: OwnContact) -> CloseBy:
    """Return the contact of a participant of a workshop, which precedes those of the edition."""
    label = speech.label("handout_own_contact")
    who = own.name or str(label)
    return CloseBy(
        "own-contact",
        label,
        None,
        person=name(own.name) if own.name else None,
        ways=tuple((way, speech.link(value, who)) for way, value in own.ways.items()),
    )


def _filled(speech: Speech, contact: LocalContact) -> CloseBy:
    role = next((one for one in speech.pack.guidance.local.roles if one.id == contact.role), None)
    who = contact.label or (role.dutch if role else contact.role)
    week = contact.hours.week if contact.hours else None
    return CloseBy(
        contact.role,
        *speech.contact(contact),
        person=name(contact.name) if contact.name else None,
        hours=hours.sentence(speech, week) if week else None,
        short_hours=hours.short(speech, week) if week else None,
        ways=tuple((way, speech.way(value, who)) for way, value in reached(contact).items()),
        numbers=tuple(stated(speech, numbered(contact), who, contact)),
    )
