"""What the pocket card shows of one contact: an organisation, or a local contact."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct, structs

from wegwijs.layouts.content.further import called, is_further
from wegwijs.layouts.content.node import Hashed
from wegwijs.layouts.content.outline import Entry, Icon, Outline, Slot
from wegwijs.layouts.content.words import Words
from wegwijs.sources.ways import DETAILS, EMAIL, HOURS, PHONE, WEB, way_of


class Fact(Struct, frozen=True):
    """A short text under a sign, in a style of the theme.

    ``spare`` is the order in which facts are left out when there is no room: 1 first, 0 never.
    ``field`` is the Dutch name of the field of a contact that it states. ``joins``: it may follow
    another fact on the same line. ``told``: leaving it out is reported even if the contact is not
    an edition's own.
    """

    words: Words
    style: str
    field: str = ""
    spare: int = 0
    joins: bool = True
    told: bool = False
    instead: str = ""  # what the card shows in its place, in Dutch


MOST_SPARE = 6
PERSON = "naam"


class CardContact(Hashed, frozen=True):
    """A contact as the card shows it: a name, a sign, facts and a QR code, as far as it has them.

    ``headings`` are alternatives for its name, the preferred one first. ``who`` is the Dutch name
    by which an omission is reported; ``own`` whether the contact is an edition's own. ``elsewhere``
    are the Dutch names of the numbers and ways that no card shows.
    """

    who: str
    own: bool
    headings: tuple[Words, ...]
    mark: int | Icon
    way: Words | None
    icon: Icon
    facts: tuple[Fact, ...]
    code: str = ""
    code_alt: str = ""
    elsewhere: tuple[str, ...] = ()

    @property
    def called(self) -> bool:
        """Whether the sign shows a phone number."""
        return self.way is not None and self.icon == "phone"

    def beside(self) -> CardContact:
        """Return the contact with the address of its sign as its first fact instead."""
        assert self.way
        return structs.replace(self, facts=(Fact(self.way, "card-link"), *self.facts))

    @classmethod
    def of_entry(cls, entry: Entry, *, first: bool) -> CardContact:
        """Return the contact of an organisation; the ``first`` one is introduced as the first step.

        For a national organisation the same object is returned in every edition.
        """
        return _of_entry(entry, first)

    @classmethod
    def _made(cls, entry: Entry, *, first: bool) -> CardContact:
        return cls(
            who=str(entry.title),
            own=entry.role is not None,
            headings=(entry.first_step if first else entry.name,),
            mark=entry.numeral,
            way=entry.links[entry.hero] if entry.hero else None,
            icon=way_of(entry.hero).icon if entry.hero else PHONE.icon,
            facts=tuple(_facts(entry, first=first)),
            code=entry.code,
            code_alt=entry.qr_alt,
            elsewhere=tuple(
                called(key.way, key.words) for key in entry.keys if key.way and is_further(key.way)
            ),
        )

    @classmethod
    def of_slot(cls, slot: Slot) -> CardContact:
        """Return the contact of an edition's own that is not an organisation."""
        way, *others = (one for one in slot.ways if not is_further(one.id))
        facts = [Fact(slot.name, "card-body", PERSON, spare=4)] if slot.name else []
        facts += [Fact(one.words, "card-link", DETAILS[one.id].long) for one in others]
        if slot.brief_hours:
            facts.append(Fact(slot.brief_hours, "card-body", HOURS.long, spare=3))
        return cls(
            who=str(slot.dutch or slot.label),
            own=True,
            headings=(slot.label_in_both, slot.label),
            mark=way.icon,
            way=way.words,
            icon=way.icon,
            facts=tuple(facts),
            elsewhere=tuple(called(one.id, one.words) for one in slot.more if is_further(one.id)),
        )


@lru_cache(maxsize=256)
def _of_entry(entry: Entry, first: bool) -> CardContact:
    return CardContact._made(entry, first=first)


def _facts(entry: Entry, *, first: bool) -> Iterator[Fact]:
    own = entry.role is not None
    if entry.meaning:
        yield Fact(entry.meaning, "card-meaning", joins=False)
    yield Fact(entry.audience, "card-body")
    if entry.person:
        yield Fact(entry.person, "card-body", PERSON, spare=4)
    if entry.url and entry.hero != entry.url:
        spare, instead = (5, ", wel de QR-code") if own and entry.code else (0, "")
        link = entry.links[entry.url]
        yield Fact(link, "card-link", WEB.long, spare=spare, instead=instead)
    if entry.find:
        yield Fact(entry.find, "card-body")
    if entry.email and entry.hero != entry.email:
        yield Fact(entry.links[entry.email], "card-link", EMAIL.long, spare=6 if own else 2)
    for key in entry.keys:
        if key.way and key.way != EMAIL.id and not is_further(key.way):
            field = DETAILS[key.way].long
            yield Fact(key.words, "card-link", field, spare=6 if own else 2, told=True)
        if own and key.icon == "clock" and key.spare:
            yield Fact(key.brief, "card-body", HOURS.long, spare=3)
    if first and not entry.edition_only:
        yield Fact(entry.what, "card-body", spare=1, joins=False)


def contacts_of(outline: Outline) -> tuple[CardContact, ...]:
    """Return all candidates for the card: the organisations, then the edition's other contacts."""
    entries = outline.entries
    organisations = [CardContact.of_entry(e, first=e.numeral == 1) for e in entries]
    roles = {entry.role for entry in entries}
    slots = [s for s in outline.local.slots if s.is_filled and s.role not in roles]
    return (*organisations, *map(CardContact.of_slot, slots))
