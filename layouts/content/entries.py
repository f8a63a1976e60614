"""Organisations as entries: who they are, how to reach them, and the headings above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from wegwijs.layouts.content import hours
from wegwijs.layouts.content.local import person
from wegwijs.layouts.content.numbers import national_numbers, own_numbers
from wegwijs.layouts.content.outline import Entry, Group, Key, Number
from wegwijs.layouts.content.phrases import Phrases
from wegwijs.layouts.content.words import Words, dutch, said
from wegwijs.sources import model
from wegwijs.sources.facts import kept_find, kept_ways
from wegwijs.sources.hours import Week
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.model import LocalContact, Organisation, Pack, Text
from wegwijs.sources.values import Phone, Url
from wegwijs.sources.ways import EMAIL, HOURS, MORE, PHONE, WEB, reached


class Filled(Struct, frozen=True):
    """What an edition supplies for an organisation: its contact, its local name, whom to ask for,
    and its numbers that say what they are for.
    """

    contact: LocalContact
    title: str
    person: Words | None
    numbers: tuple[Number, ...] = ()


class Entries:
    """The organisations of an edition, numbered from 1 in its order."""

    def __init__(self, phrases: Phrases, pack: Pack) -> None:
        self.phrases, self.pack = phrases, pack
        self._groups = pack.groups
        order = [id_ for group in self._groups for id_ in group.organisations]
        self.numeral: Mapping[str, int] = {id_: index for index, id_ in enumerate(order, start=1)}
        self._together = phrases.once(_together)
        self._filled = {
            one.id: filled
            for one in pack.organisations
            if one.id in self.numeral and (filled := self._fill_in(one))
        }

    def groups(self) -> Iterator[Group]:
        """Yield all entries under their headings."""
        for index, group in enumerate(self._groups):
            entries = tuple(map(self._entry, group.organisations))
            place = (group.id, index == 0, len(group.lead))
            if any(entry.own for entry in entries):
                heading, lead = self.phrases.once(_head, *place)
                yield Group(heading, lead, entries)
            else:
                yield self.phrases.once(_group, *place, entries)

    def group_ids(self) -> tuple[str, ...]:
        """Return the ids of the groups, in order."""
        return tuple(group.id for group in self._groups)

    def filled(self, id_: str) -> Filled | None:
        """Return what the edition supplies for an organisation, or None."""
        return self._filled.get(id_)

    def _fill_in(self, organisation: Organisation) -> Filled | None:
        contact = self.pack.own_contact(organisation)
        if contact is None:
            return None
        title = _own_title(self.pack, organisation)
        whom = person(self.phrases, self.pack, contact)
        numbers = own_numbers(self.phrases, self.pack, contact, title)
        return Filled(contact, title, whom, numbers)

    def numerals(self, ids: tuple[str, ...]) -> tuple[int, ...]:
        """Return the numerals of these organisations."""
        return tuple(self.numeral[id_] for id_ in ids)

    def _entry(self, id_: str) -> Entry:
        place = (id_, self.numeral[id_], self._is_alone(id_))
        if filled := self.filled(id_):
            return entry(self.phrases, *place, filled)
        return self.phrases.once(entry, *place)

    def _is_alone(self, id_: str) -> bool:
        """Return whether the situation of an organisation leads to no other one in this edition."""
        return len(self._together.get(id_, frozenset()) & self.numeral.keys()) == 1


def situation_of(pack: Pack, id_: str) -> model.Situation | None:
    """Return the situation (a sentence of the reader's) that leads to an organisation, or None."""
    return next((one for one in pack.guidance.situations if id_ in _ids(one)), None)


def _together(phrases: Phrases) -> Mapping[str, frozenset[str]]:
    """Map the id of each organisation to the ids of all to which its situation leads."""
    pack = phrases.pack
    found = {one.id: situation_of(pack, one.id) for one in pack.organisations}
    return {id_: frozenset(_ids(situation)) for id_, situation in found.items() if situation}


def _ids(situation: model.Situation) -> set[str]:
    return {id_ for route in situation.routes for id_ in route.organisations}


def place_of(pack: Pack) -> str | None:
    """Return the place that hands the pack out, such as a municipality, or None."""
    return KINDS[pack.edition.kind].place(pack.edition.name)


def _own_title(pack: Pack, organisation: Organisation) -> str:
    """Return the name of an organisation that the edition fills in: the municipality or school
    itself, in an edition of that kind.
    """
    if organisation.only_for:
        return pack.edition.name or organisation.title
    kind = KINDS[pack.edition.kind]
    if organisation.role == kind.role and (place := place_of(pack)):
        return kind.sign.format(name=place)
    return organisation.title


def _head(
    phrases: Phrases, group_id: str, first: bool, leads: int
) -> tuple[Words, tuple[Words, ...]]:
    """Return the heading of a group and its first ``leads`` lines; the ``first`` group has its own
    heading.
    """
    guidance = phrases.pack.guidance
    group = next(group for group in guidance.groups if group.id == group_id)
    heading = guidance.first_heading if first else group.heading
    return phrases.words(heading), tuple(map(phrases.words, group.lead[:leads]))


def _group(
    phrases: Phrases, group_id: str, first: bool, leads: int, entries: tuple[Entry, ...]
) -> Group:
    return Group(*_head(phrases, group_id, first, leads), entries)


def meaning(phrases: Phrases, organisation: Organisation) -> Words | None:
    """In a translation, return what a Dutch name means; otherwise the full name where the sign has
    a short one.
    """
    if translated := phrases.pack.meanings.get(organisation.id):
        return phrases.translated(translated)
    return Words.dutch(organisation.name) if organisation.sign else None


def ways_of(organisation: Organisation, filled: Filled | None) -> dict[str, Any]:
    """Return how to reach an organisation, by id of the way. An edition's own contact takes
    precedence.
    """
    own = filled.contact if filled else None
    return kept_ways(organisation, own) | (reached(own) if own else {})


def phone_of(organisation: Organisation, filled: Filled | None) -> Phone | None:
    """Return the phone number of an organisation: the edition's own where its contact fills the
    organisation's role.
    """
    return ways_of(organisation, filled).get(PHONE.id)


def entry(
    phrases: Phrases, id_: str, numeral: int, alone: bool, filled: Filled | None = None
) -> Entry:
    """Build an entry. ``alone``: its situation leads to no other organisation."""

    def maybe(text: Text | None) -> Words | None:
        return phrases.words(text) if text else None

    organisation = phrases.pack.organisation(id_)
    contact, own = (filled.contact, True) if filled else (None, False)
    title = filled.title if filled else organisation.title
    name = title if filled else organisation.sign or organisation.name
    ways = ways_of(organisation, filled)
    phone, email, url = ways.get(PHONE.id), ways.get(EMAIL.id), ways.get(WEB.id)
    numbers = _numbers(phrases, organisation, filled)
    blank = phone is None and organisation.role is not None and not organisation.only_for
    return Entry(
        numeral=numeral,
        id=id_,
        role=contact.role if contact else None,
        edition_only=organisation.only_for is not None,
        title=Words.dutch(title, own=own),
        name=Words.dutch(name, own=own),
        meaning=meaning(phrases, organisation),
        phone=phone,
        blank=blank,
        asks=organisation.role if blank else None,
        url=url,
        email=email,
        person=filled.person if filled else None,
        links={value: phrases.link(title, value, own=own) for value in ways.values()},
        keys=tuple(_keys(phrases, organisation, filled, numbers)),
        numbers=numbers,
        audience=phrases.words(organisation.audience),
        situation=_situation(phrases, organisation, alone),
        what=phrases.words(organisation.what),
        what_more=maybe(organisation.what.more),
        when=phrases.words(organisation.when),
        examples=maybe(organisation.examples),
        when_not=maybe(organisation.when_not),
        contact=maybe(organisation.contact),
        find=maybe(kept_find(organisation, contact)),
        first_step=phrases.words(phrases.pack.labels.card_first, name=dutch(title, own=own)),
        qr_alt=phrases.pack.labels.qr_alt.text.format(domain=url.display) if url else "",
        page=_page_of(phrases, title, url, own) if url and url.code != url.target else None,
        open=_week(organisation, contact),
    )


def _situation(phrases: Phrases, organisation: Organisation, alone: bool) -> Words:
    """Return the sentence that leads to an organisation: its own where that sentence also leads to
    others, its audience's where none does.
    """
    situation = situation_of(phrases.pack, organisation.id)
    if situation is None:
        return phrases.words(organisation.audience)
    own = None if alone else organisation.situation
    return phrases.words(own or situation.text)


def _page_of(phrases: Phrases, title: str, url: Url, own: bool) -> Words:
    """Return the full address of a page, for readers who have it on paper only."""
    return Words.page(url, phrases.link(title, url, own=own))


def _numbers(
    phrases: Phrases, organisation: Organisation, filled: Filled | None
) -> tuple[Number, ...]:
    """Return the numbers that say what they are for: of who has the number on the sign."""
    if filled and (filled.contact.phone or filled.contact.numbers):
        return filled.numbers
    return national_numbers(phrases, organisation)


def _keys(
    phrases: Phrases,
    organisation: Organisation,
    filled: Filled | None,
    numbers: tuple[Number, ...],
) -> Iterator[Key]:
    """Yield the short facts of an organisation: ways to reach it, opening hours and cost."""
    own = filled.contact if filled else None
    if find := kept_find(organisation, own):
        yield Key(None, phrases.words(find))
    for number in numbers:
        yield Key(PHONE.icon, number.words, spare=number.own, way=number.id)
    if filled and own and own.email:
        # otherwise it is on the sign
        if not (organisation.only_for and not own.phone and not own.web):
            mail = phrases.link(filled.title, own.email, own=True)
            yield Key(EMAIL.icon, mail, spare=True, way=EMAIL.id)
    elif organisation.email:
        mail = phrases.link(organisation.title, organisation.email.address)
        yield Key(EMAIL.icon, mail, way=EMAIL.id)
    yield from _more_ways(phrases, organisation, filled)
    if week := _week(organisation, own):
        is_own = own is not None and own.hours is not None
        said = hours.full(phrases, week, own=is_own)
        short = hours.brief(phrases, week, own=is_own)
        yield Key(HOURS.icon, said, spare=is_own, short=short)
    yield from _terms(phrases, organisation)


def _week(organisation: Organisation, own: LocalContact | None) -> Week | None:
    """Return the opening hours that apply to the phone number beside them."""
    found = own.hours if own and (own.hours or own.phone) else organisation.hours
    return found.week if found else None


def _more_ways(
    phrases: Phrases, organisation: Organisation, filled: Filled | None
) -> Iterator[Key]:
    """Yield the ways to reach somebody that have no dedicated place in any product."""
    national, own = reached(organisation), reached(filled.contact) if filled else {}
    for way in MORE:
        if filled and way.id in own:
            if organisation.only_for and next(iter(own)) == way.id:  # it is on the sign
                continue
            link = phrases.way(filled.title, own[way.id], own=True)
            yield Key(way.icon, link, spare=True, way=way.id)
        elif way.id in national:
            yield Key(way.icon, phrases.way(organisation.title, national[way.id]), way=way.id)


def _terms(phrases: Phrases, organisation: Organisation) -> Iterator[Key]:
    """Yield what a call costs, and whether the caller may stay anonymous."""
    cost, anonymous = organisation.cost, organisation.anonymous
    if cost and anonymous:  # both are short, and one line is saved
        phrases.saw(cost)
        phrases.saw(anonymous)
        yield Key(
            "anon",
            phrases.words(
                phrases.pack.labels.cost_and_anonymous,
                cost=said(cost.text, cost.language),
                anonymous=said(anonymous.text, anonymous.language),
            ),
        )
    elif cost:
        yield Key("cost", phrases.words(cost))
    elif anonymous:
        yield Key("anon", phrases.words(anonymous))
