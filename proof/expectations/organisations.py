"""The organisations of an edition as its documents present them, each with its numeral."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wegwijs.proof.expectations import hours
from wegwijs.proof.expectations.numbers import Stated, stated
from wegwijs.proof.expectations.speech import Speech, in_both, name
from wegwijs.proof.sayings import Piece, Saying, known
from wegwijs.sources.facts import Claim, claims
from wegwijs.sources.model import LocalContact, Organisation
from wegwijs.sources.ways import (
    EMAIL,
    HOURS,
    MORE,
    NUMBERS,
    PHONE,
    WAYS,
    WEB,
    numbered,
    reached,
    way_of,
)

# Kinds of short facts, in the order of reading.
FACTS = (
    "find",
    *(one.id for one in NUMBERS),
    EMAIL.id,
    *(way.id for way in MORE),
    HOURS.id,
    "anon",
    "cost",
)


@dataclass(frozen=True)
class Listed:
    """An organisation in words.

    ``ways`` are all its numbers and addresses. ``facts`` are short, by kind; those in ``own_facts``
    are of the edition's own contact and may stand with that one instead.
    """

    claim: Claim
    title: Saying
    name: Saying
    meaning: Saying | None
    person: Saying | None
    ways: Mapping[str, Saying] = field(hash=False)
    facts: tuple[tuple[str, Saying], ...]
    own_facts: tuple[tuple[str, Saying], ...]
    audience: Saying
    situation: Saying
    what: Saying
    what_more: Saying | None
    when: Saying
    examples: Saying | None
    when_not: Saying | None
    contact: Saying | None
    find: Saying | None
    first_step: Saying
    code: str
    code_alt: str
    page: Saying | None
    short_hours: Saying | None = None
    numbers: tuple[Stated, ...] = ()

    @property
    def numeral(self) -> int:
        """Its position in the edition, from 1."""
        return self.claim.numeral

    def in_short(self, facts: tuple[tuple[str, Saying], ...]) -> tuple[tuple[str, Saying], ...]:
        """Return facts as they stand where there is little room."""
        brief = {HOURS.id: self.short_hours} if self.short_hours else {}
        return tuple((kind, brief.get(kind, said)) for kind, said in facts)

    @property
    def every_fact(self) -> tuple[tuple[str, Saying], ...]:
        """All its short facts in reading order."""
        every = (*self.facts, *self.own_facts)
        return tuple(sorted(every, key=lambda fact: FACTS.index(fact[0])))

    @property
    def sign(self) -> Saying | None:
        """The text of its sign; None for a line to write on."""
        return self.ways[way_of(self.claim.hero).id] if self.claim.hero else None

    @property
    def phone(self) -> Saying | None:
        """Its phone number."""
        return self.ways.get(PHONE.id)

    @property
    def web(self) -> Saying | None:
        """Its web address, unless it is the text of the sign."""
        return self._beside_the_sign(WEB.id)

    @property
    def email(self) -> Saying | None:
        """Its e-mail address, unless it is the text of the sign."""
        return self._beside_the_sign(EMAIL.id)

    def _beside_the_sign(self, way: str) -> Saying | None:
        return self.ways.get(way) if self.claim.ways.get(way) != self.claim.hero else None


@dataclass(frozen=True)
class Headed:
    """A heading with the organisations and lines below it."""

    heading: Saying
    lead: tuple[Saying, ...]
    organisations: tuple[Listed, ...]


def headed(speech: Speech, every: Sequence[Listed]) -> tuple[Headed, ...]:
    """Return the headings of an edition in its order."""
    by_id = {one.claim.organisation.id: one for one in every}
    return tuple(
        Headed(
            speech.text(group.heading),
            tuple(map(speech.text, group.lead)),
            tuple(by_id[id_] for id_ in group.organisations),
        )
        for group in speech.pack.groups
    )


def listed(speech: Speech) -> tuple[Listed, ...]:
    """Return every organisation of an edition in numeral order."""
    return tuple(_listed(speech, claim) for claim in claims(speech.pack))


def _listed(speech: Speech, claim: Claim) -> Listed:
    one, own, title = claim.organisation, claim.own, name(claim.name)
    of_own = own if own and (own.phone or own.numbers) else None
    numbers = tuple(stated(speech, claim.numbers, claim.name, of_own))
    said = [*_facts(speech, claim), *((one.id, one.saying) for one in numbers)]
    found = dict(sorted(said, key=lambda fact: FACTS.index(fact[0])))
    own_kinds = set(_own_kinds(own)) if own else set[str]()
    return Listed(
        claim=claim,
        title=title,
        name=title if own else name(one.sign or one.name),
        meaning=_meaning(speech, one),
        person=_person(speech, own),
        ways={way: speech.way(value, claim.name) for way, value in claim.ways.items()},
        facts=tuple(pair for pair in found.items() if pair[0] not in own_kinds),
        own_facts=tuple(pair for pair in found.items() if pair[0] in own_kinds),
        audience=speech.text(one.audience),
        situation=_situation(speech, one),
        what=speech.text(one.what),
        what_more=speech.maybe(one.what.more),
        when=speech.text(one.when),
        examples=speech.maybe(one.examples),
        when_not=speech.maybe(one.when_not),
        contact=speech.maybe(one.contact),
        find=_find(speech, claim),
        first_step=speech.label("card_first", name=title),
        code=claim.web.code if claim.web else "",
        code_alt=speech.code_alt(claim.web),
        page=speech.page(claim.web, claim.name) if claim.web else None,
        short_hours=hours.short(speech, claim.hours) if claim.hours else None,
        numbers=numbers,
    )


def _own_kinds(own: LocalContact) -> Iterator[str]:
    """Yield the kinds of facts that are of an edition's own contact."""
    yield from reached(own)
    yield from (one.id for one in numbered(own))
    if own.hours:
        yield HOURS.id


def _facts(speech: Speech, claim: Claim) -> Iterator[tuple[str, Saying]]:
    one = claim.organisation
    if find := _find(speech, claim):
        yield "find", find
    if claim.email and claim.email != claim.hero:
        yield EMAIL.id, speech.link(claim.email, claim.name)
    for way in MORE:
        value = claim.ways.get(way.id)
        if value and value != claim.hero:
            yield way.id, speech.way(value, claim.name)
    if claim.hours:
        yield HOURS.id, hours.sentence(speech, claim.hours)
    cost, anonymous = speech.maybe(one.cost), speech.maybe(one.anonymous)
    if cost and anonymous:
        yield "anon", speech.label("cost_and_anonymous", cost=cost, anonymous=anonymous)
    elif cost:
        yield "cost", cost
    elif anonymous:
        yield "anon", anonymous


def _find(speech: Speech, claim: Claim) -> Saying | None:
    """Return how to find the right number on a page of somebody else."""
    return speech.maybe(claim.find)


def _meaning(speech: Speech, one: Organisation) -> Saying | None:
    """Return the meaning of a name; in Dutch, the full form of a name that its sign abbreviates."""
    if translation := speech.pack.meanings.get(one.id):
        return speech.translated(translation)
    return name(one.name) if one.sign else None


def _person(speech: Speech, own: LocalContact | None) -> Saying | None:
    """Return whom to ask for: the edition's label of the contact, and the name."""
    if own is None:
        return None
    label = in_both(*speech.contact(own)) if own.label else None
    person = name(own.name) if own.name else None
    if label and person:
        return Saying((*label.pieces, Piece(": ", speech.language), *person.pieces))
    return label or person


def _situation(speech: Speech, one: Organisation) -> Saying:
    """The sentence that leads a reader to it, its own where that one leads to others too; where
    none leads to it for whom it is.
    """
    shown = {claim.organisation.id for claim in claims(speech.pack)}
    for situation in speech.pack.guidance.situations:
        ids = {id_ for route in situation.routes for id_ in route.organisations}
        if one.id in ids:
            several = len(ids & shown) > 1
            return speech.text(one.situation if several and one.situation else situation.text)
    return speech.text(one.audience)


def is_further(kind: str) -> bool:
    """Whether a short fact is a number with what it is for, or a way that is printed by its name:
    a product with room for one number has neither.
    """
    return kind in {one.id for one in NUMBERS} or (kind in WAYS and bool(WAYS[kind].named))


def ways_of(one: Listed) -> tuple[Saying, ...]:
    """Return its numbers and addresses: phone, page, e-mail and any other ways."""
    first = known(*(one.ways.get(way.id) for way in (PHONE, WEB, EMAIL)))
    return (*first, *known(*(one.ways.get(way.id) for way in MORE)))
