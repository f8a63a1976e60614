"""What an edition claims of each organisation: its name, its numeral and how to reach it.

Derived from the pack alone. An edition's own contact for an organisation's role takes precedence;
what it lacks is taken from the organisation.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from wegwijs.sources.consistency import national
from wegwijs.sources.hours import Week
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.model import Fact, LocalContact, Organisation, Pack, Text
from wegwijs.sources.values import Email, Phone, Url
from wegwijs.sources.ways import EMAIL, PHONE, WEB, Numbered, numbered, reached


class Claim(Struct, frozen=True):
    """What an edition says of one organisation; ``own`` is its contact for that role, ``ways`` the
    values by the ids of ``sources.ways``.
    """

    organisation: Organisation
    numeral: int
    name: str
    own: LocalContact | None
    ways: Mapping[str, Any]
    hours: Week | None
    numbers: tuple[Numbered, ...] = ()

    @property
    def find(self) -> Text | None:
        """How to find the right number on its page."""
        return kept_find(self.organisation, self.own)

    @property
    def phone(self) -> Phone | None:
        """The phone number."""
        return self.ways.get(PHONE.id)

    @property
    def email(self) -> Email | None:
        """The e-mail address."""
        return self.ways.get(EMAIL.id)

    @property
    def web(self) -> Url | None:
        """The web page."""
        return self.ways.get(WEB.id)

    @property
    def is_of_the_edition(self) -> bool:
        """Whether it is the publisher itself: only editions of one kind have it."""
        return self.organisation.only_for is not None

    @property
    def is_blank(self) -> bool:
        """Whether its number is left to be written on the sign."""
        has_role = self.organisation.role is not None
        return has_role and self.phone is None and not self.is_of_the_edition

    @property
    def hero(self) -> Phone | Email | Url | None:
        """The value on its sign, or None for a blank line."""
        if self.phone or self.is_blank:
            return self.phone
        return self.web or self.email or next(iter(self.ways.values()), None)


def claims(pack: Pack) -> tuple[Claim, ...]:
    """Return the claims of an edition, in the order of the numerals."""
    numbered = numerals(pack)
    return tuple(_claim(pack, pack.organisation(id_), number) for id_, number in numbered.items())


def numerals(pack: Pack) -> Mapping[str, int]:
    """Return the numeral of each organisation by id, from 1 in reading order."""
    order = [id_ for group in pack.groups for id_ in group.organisations]
    return {id_: number for number, id_ in enumerate(order, start=1)}


def place(pack: Pack) -> str | None:
    """Return the place that the edition is for, such as a municipality."""
    return KINDS[pack.edition.kind].place(pack.edition.name)


def oldest_check(pack: Pack) -> date:
    """Return the date of the fact that was checked longest ago."""
    checked = [fact.checked for _, fact in national(pack) if isinstance(fact, Fact)]
    return min([*checked, *(contact.checked for contact in pack.edition.contacts)])


def kept_ways(organisation: Organisation, own: LocalContact | None) -> dict[str, Any]:
    """Return how to reach an organisation itself, by id of the way, in an edition with this contact
    of its own. A page to look a number up on is of no use to who has the number.
    """
    looked_up = organisation.find is not None and own is not None and own.phone is not None
    ways = reached(organisation)
    return {id_: value for id_, value in ways.items() if not (looked_up and id_ == WEB.id)}


def kept_find(organisation: Organisation, own: LocalContact | None) -> Text | None:
    """Return how to find the right number on the page of an organisation, unless the edition has a
    number or a page of its own.
    """
    return None if own and (own.phone or own.web) else organisation.find


def _claim(pack: Pack, organisation: Organisation, numeral: int) -> Claim:
    own = pack.own_contact(organisation)
    # hours belong to the number beside them
    hours = own.hours if own and (own.phone or own.hours) else organisation.hours
    return Claim(
        organisation=organisation,
        numeral=numeral,
        name=_name(pack, organisation, own),
        own=own,
        ways=kept_ways(organisation, own) | (reached(own) if own else {}),
        hours=hours.week if hours else None,
        numbers=numbered(own if own and (own.phone or own.numbers) else organisation),
    )


def _name(pack: Pack, organisation: Organisation, own: LocalContact | None) -> str:
    """Return its name; that of the place or the school in their own editions."""
    if own and organisation.only_for:
        return pack.edition.name or organisation.title
    kind = KINDS[pack.edition.kind]
    if own and organisation.role == kind.role and (name := place(pack)):
        return kind.sign.format(name=name)
    return organisation.title
