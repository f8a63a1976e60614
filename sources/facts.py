"""What an edition claims: of each organisation how it is called, numbered and reached.

Worked out from the pack alone. Where an edition's own contact fills the role of an organisation,
what that contact has counts; what it lacks is that of the organisation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sources.consistency import national
from sources.kinds import KINDS
from sources.model import Fact, Hours, LocalContact, Opening, Organisation, Pack
from sources.values import Email, Phone, Url
from sources.ways import EMAIL, PHONE, WEB, reached


@dataclass(frozen=True)
class Claim:
    """What an edition says of one organisation; ``own`` is its contact for that role, ``ways`` how
    it is reached by the ids of ``sources.ways``.
    """

    organisation: Organisation
    numeral: int
    name: str
    own: LocalContact | None
    ways: Mapping[str, Any]
    hours: Hours | Opening | None

    @property
    def phone(self) -> Phone | None:
        """Its number."""
        return self.ways.get(PHONE.id)

    @property
    def email(self) -> Email | None:
        """Its e-mail address."""
        return self.ways.get(EMAIL.id)

    @property
    def web(self) -> Url | None:
        """Its page."""
        return self.ways.get(WEB.id)

    @property
    def is_of_the_edition(self) -> bool:
        """Whether only editions of this kind have it: who hands the pack out."""
        return self.organisation.only_for is not None

    @property
    def is_blank(self) -> bool:
        """Whether its number is still to be written on the sign."""
        has_role = self.organisation.role is not None
        return has_role and self.phone is None and not self.is_of_the_edition

    @property
    def hero(self) -> Phone | Email | Url | None:
        """What stands on its sign, None for a line to write on."""
        if self.phone or self.is_blank:
            return self.phone
        return self.web or self.email


def claims(pack: Pack) -> tuple[Claim, ...]:
    """Every organisation of an edition, in the order of the numerals."""
    numbered = numerals(pack)
    return tuple(_claim(pack, pack.organisation(id_), number) for id_, number in numbered.items())


def numerals(pack: Pack) -> Mapping[str, int]:
    """The numeral of each organisation by its id, from 1 in the order of reading."""
    order = [id_ for group in pack.groups for id_ in group.organisations]
    return {id_: number for number, id_ in enumerate(order, start=1)}


def place(pack: Pack) -> str | None:
    """The place that hands the pack out, such as a municipality."""
    return KINDS[pack.edition.kind].place(pack.edition.name)


def oldest_check(pack: Pack) -> date:
    """The day on which the fact that was checked longest ago was checked."""
    checked = [fact.checked for _, fact in national(pack) if isinstance(fact, Fact)]
    return min([*checked, *(contact.checked for contact in pack.edition.contacts)])


def _claim(pack: Pack, organisation: Organisation, numeral: int) -> Claim:
    own = pack.own_contact(organisation)
    hours: Hours | Opening | None = organisation.hours
    if own and (own.phone or own.hours):  # hours belong to the number beside them
        hours = own.hours
    return Claim(
        organisation=organisation,
        numeral=numeral,
        name=_name(pack, organisation, own),
        own=own,
        ways=reached(organisation) | (reached(own) if own else {}),
        hours=hours,
    )


def _name(pack: Pack, organisation: Organisation, own: LocalContact | None) -> str:
    """Its name; that of the municipality or the school where the edition is one."""
    if own and organisation.only_for:
        return pack.edition.name or organisation.title
    kind = KINDS[pack.edition.kind]
    if own and organisation.role == kind.role and (name := place(pack)):
        return kind.sign.format(name=name)
    return organisation.title
