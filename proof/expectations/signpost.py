"""What leads a reader to an organisation: the arms on the cover and the situations on the flap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wegwijs.proof.expectations.organisations import Listed
from wegwijs.proof.expectations.speech import Speech, name
from wegwijs.proof.sayings import Saying
from wegwijs.sources.facts import place
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.model import Advice


@dataclass(frozen=True)
class Arm:
    """Words that point to numerals; one of the wordings in ``ways`` is enough."""

    ways: tuple[Saying, ...]
    numerals: tuple[int, ...]


@dataclass(frozen=True)
class Situation:
    """A sentence that readers recognise, and the arms below it."""

    text: Saying
    routes: tuple[Arm, ...]


def arms(speech: Speech, every: Sequence[Listed]) -> Iterator[Arm]:
    """Yield the arms: first the publisher, then the audiences; a place has an arm with its name."""
    for one in every:
        if one.claim.is_of_the_edition:
            yield Arm((one.title, one.meaning or name(one.claim.organisation.name)), (one.numeral,))
    by_id = {one.claim.organisation.id: one for one in every}
    town, chosen = place(speech.pack), speech.pack.edition.audience
    for audience in speech.pack.guidance.audiences:
        if chosen is not None and audience.id not in chosen:
            continue
        shown = [by_id[id_] for id_ in audience.organisations if id_ in by_id]
        own = [one for one in shown if town and one.claim.own]
        if rest := tuple(one.numeral for one in shown if one not in own):
            yield Arm((speech.text(audience.label),), rest)
        for one in own:
            place_name = name(town or "")
            label = speech.label(KINDS[speech.pack.edition.kind].arm, name=place_name)
            yield Arm((label, place_name), (one.numeral,))


def situations(speech: Speech, every: Sequence[Listed]) -> Iterator[Situation]:
    """Yield the situations that lead to an organisation of the edition."""
    by_id = {one.claim.organisation.id: one for one in every}
    for situation in speech.pack.guidance.situations:
        routes = []
        for route in situation.routes:
            led_to = [by_id[id_] for id_ in route.organisations if id_ in by_id]
            numerals = tuple(one.numeral for one in led_to)
            if len(led_to) == 1 and led_to[0].phone:
                routes.append(Arm((led_to[0].phone,), numerals))
            elif led_to and route.label:
                routes.append(Arm((speech.text(route.label),), numerals))
        if routes:
            yield Situation(speech.text(situation.text), tuple(routes))


def advice(speech: Speech, every: Sequence[Listed], one: Advice) -> Saying:
    """Return a line of advice with the numerals of the organisations it names.

    What it adds is left out where the edition lacks one of those.
    """
    numerals = {each.claim.organisation.id: str(each.numeral) for each in every}
    signs = {
        id_: Saying.of(numerals[id_], speech.language)
        for id_ in one.organisations
        if id_ in numerals
    }
    if one.more is None:
        return speech.text(one.text, **signs)
    whole = len(signs) == len(one.organisations)
    text = speech.text(one.text)
    return text + speech.text(one.more, **signs) if whole else text
