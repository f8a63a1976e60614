"""What leads to organisations by numeral: arms, situations and advice."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.entries import Entries, Filled, meaning, phone_of, place_of
from wegwijs.layouts.content.outline import Arm, Route, Situation
from wegwijs.layouts.content.phrases import Phrases
from wegwijs.layouts.content.words import Run, Words, dutch, listed
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.model import Advice, Audience

# index of a route, ids of its organisations and their numerals
Shown = tuple[int, tuple[str, ...], tuple[int, ...]]


def audiences(entries: Entries) -> tuple[Audience, ...]:
    """Return the audiences that an edition is for: the ones it names, otherwise all."""
    chosen = entries.pack.edition.audience
    known = entries.pack.guidance.audiences
    return tuple(one for one in known if chosen is None or one.id in chosen)


def arms(entries: Entries) -> Iterator[Arm]:
    """Yield the arms of the cover; the place that hands out the pack gets one of its own."""
    phrases, pack, place = entries.phrases, entries.pack, place_of(entries.pack)
    for id_, numeral in entries.numeral.items():
        organisation = pack.organisation(id_)
        if organisation.only_for:
            filled = entries.filled(id_)
            brief = meaning(phrases, organisation) or Words.dutch(organisation.name)
            title = filled.title if filled else organisation.title
            yield Arm(Words.dutch(title, own=True), (numeral,), brief)
    for audience in audiences(entries):
        ids = [id_ for id_ in audience.organisations if id_ in entries.numeral]
        own = [id_ for id_ in ids if place and pack.own_contact(pack.organisation(id_))]
        if rest := tuple(id_ for id_ in ids if id_ not in own):
            yield phrases.once(_arm, audience.id, entries.numerals(rest))
        for id_ in own:
            name = dutch(place or "", own=True)
            label = phrases.words(getattr(pack.labels, KINDS[pack.edition.kind].arm), name=name)
            yield Arm(label, entries.numerals((id_,)), Words((name,)))


def _arm(phrases: Phrases, audience_id: str, numerals: tuple[int, ...]) -> Arm:
    audience = next(one for one in phrases.pack.guidance.audiences if one.id == audience_id)
    return Arm(phrases.words(audience.label), numerals)


def audience_named(entries: Entries) -> Words | None:
    """Return the audiences that an edition names, as a list in its language."""
    if entries.pack.edition.audience is None:
        return None
    return entries.phrases.once(_listed, tuple(one.id for one in audiences(entries)))


def _listed(phrases: Phrases, ids: tuple[str, ...]) -> Words:
    names = [phrases.words(one.label) for one in phrases.pack.guidance.audiences if one.id in ids]
    script = phrases.pack.languages[phrases.language].script
    return listed(names, script, phrases.language)


def situations(entries: Entries) -> Iterator[Situation]:
    """Yield the situations that lead to organisations of this edition."""
    for index, situation in enumerate(entries.pack.guidance.situations):
        shown: list[Shown] = []
        for number, route in enumerate(situation.routes):
            if ids := tuple(id_ for id_ in route.organisations if id_ in entries.numeral):
                shown.append((number, ids, entries.numerals(ids)))
        filled: dict[tuple[str, ...], Filled | None] = {
            ids: entries.filled(ids[0]) for _, ids, _ in shown if len(ids) == 1
        }
        if any(filled.values()):
            phrases = entries.phrases
            routes = (_route_of(phrases, index, one, filled.get(one[1])) for one in shown)
            yield Situation(phrases.words(situation.text), tuple(routes))
        elif shown:
            yield entries.phrases.once(_situation, index, tuple(shown))


def _situation(phrases: Phrases, index: int, shown: tuple[Shown, ...]) -> Situation:
    text = phrases.pack.guidance.situations[index].text
    routes = tuple(phrases.once(_route, index, one) for one in shown)
    return Situation(phrases.words(text), routes)


def _route_of(phrases: Phrases, index: int, shown: Shown, filled: Filled | None) -> Route:
    if filled is None:
        return phrases.once(_route, index, shown)
    return _route(phrases, index, shown, filled)


def _route(phrases: Phrases, index: int, shown: Shown, filled: Filled | None = None) -> Route:
    """Build a route: a number to call, or a label where there is no number or more than one."""
    number, ids, numerals = shown
    if len(ids) == 1:
        organisation = phrases.pack.organisation(ids[0])
        if phone := phone_of(organisation, filled):
            title = filled.title if filled else organisation.title
            return Route(numerals, phone, phrases.link(title, phone, own=filled is not None))
    label = phrases.pack.guidance.situations[index].routes[number].label
    assert label, "the loader asks for a label where there is no number"
    return Route(numerals, None, phrases.words(label))


def calling(entries: Entries) -> tuple[Words, ...]:
    """Return the advice on calling."""
    items = entries.pack.guidance.calling.items
    numerals = tuple(tuple(map(entries.numeral.get, item.organisations)) for item in items)
    return entries.phrases.once(_calling, numerals)


def _calling(phrases: Phrases, numerals: tuple[tuple[int | None, ...], ...]) -> tuple[Words, ...]:
    items = phrases.pack.guidance.calling.items
    return tuple(_advice(phrases, item, signs) for item, signs in zip(items, numerals, strict=True))


def _advice(phrases: Phrases, advice: Advice, numerals: tuple[int | None, ...]) -> Words:
    """Return a piece of advice with the numerals of the organisations in the edition."""
    signs = {
        id_: Run(str(numeral), language=phrases.language, ltr=True, unbroken=True, sign=True)
        for id_, numeral in zip(advice.organisations, numerals, strict=True)
        if numeral is not None
    }
    if advice.more is None:
        return phrases.words(advice.text, **signs)
    words, complete = phrases.words(advice.text), len(signs) == len(advice.organisations)
    return words + phrases.words(advice.more, **signs) if complete else words
