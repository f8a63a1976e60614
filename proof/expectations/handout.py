"""The handout: title, an overview with a row each, contacts close by, details, the rest."""

from __future__ import annotations

import re

from wegwijs.proof.expectations import parts
from wegwijs.proof.expectations.organisations import Listed, ways_of
from wegwijs.proof.expectations.place import Place, Sign, starts
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.speech import name
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.sayings import Saying, known
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.ways import EMAIL, HOURS, MORE, NUMBERS, PHONE, WEB

FILE = "handout.docx"
# Letters that may not be parted: more have no room there, and stand among the contacts close by.
_LONGEST_IN_OVERVIEW, _LONGEST_IN_DETAILS = 40, 45


def places(truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    """Return the running header and footer, then the places of the document from top to bottom."""
    labels, kind = truth.labels, KINDS[truth.pack.edition.kind]
    publisher = truth.publisher if kind.names_publisher else None
    opening = (publisher, truth.title, labels["handout_lead"])
    said = (*opening, *truth.addressee, *truth.workshop, truth.audience)
    page = truth.say(truth.pack.labels.page, page="1", pages="1")  # Word counts anew
    running = (
        ("header", "de kop", (labels["kicker"], *truth.addressee[:1])),
        ("footer", "de voet", (*truth.imprint, page)),
    )
    return (
        *(
            Place(f"{name} van elke bladzijde", frozenset({start}), must=must, alone=True)
            for start, name, must in running
        ),
        parts.alert(truth, 1),
        Place(
            "de titel",
            starts(truth.title),
            must=known(*said),
            level=0,
        ),
        Place("het overzicht", starts(truth.situations_heading), level=1),
        *(_row(one, truth.close_by_heading) for one in truth.organisations),
        _close_by(truth),
        Place("de uitleg", starts(labels["details_heading"]), level=1),
        *(_details(one, truth.close_by_heading) for one in truth.organisations),
        parts.calling(truth, level=1),
        Place("de notities", starts(labels["notes"]), level=1),
        parts.colophon(truth),
    )


def _row(one: Listed, elsewhere: Saying) -> Place:
    """Return the overview row of an organisation; the edition's own contact has all its ways."""
    shown = known(one.phone, one.ways.get(WEB.id))
    if one.claim.own:
        shown += tuple(words for id_, words in one.ways.items() if id_ not in {PHONE.id, WEB.id})
    clock = (fact for kind, fact in one.every_fact if kind == HOURS.id)
    return Place(
        f"{one.title} in het overzicht",
        frozenset({f"row {one.numeral}"}),
        must=(
            *known(one.situation, one.name, one.meaning, one.person),
            *(way for way in shown if _longest(way) <= _LONGEST_IN_OVERVIEW),
            *(clock if one.claim.is_of_the_edition else ()),
        ),
        may=(*shown, elsewhere),
        signs=(Sign((), (one.numeral,)),),
    )


def _longest(address: Saying) -> int:
    """Return the length of the longest part of an address that must stay on one line."""
    text = address.pieces[-1].text
    stops = r"(?<=[@/])|(?=\.)|(?<=[^\W\d]-)(?=[^\W\d])" if "/" in text else r"(?<=@)|(?=\.)"
    return max(map(len, re.split(stops, text)))


def _close_by(truth: Truth) -> Place:
    must = (
        words
        for one in truth.close_by
        for words in (
            one.label,
            one.in_dutch,
            one.person,
            *(way for _, way in (*one.ways[:1], *one.others)),
            one.hours,
        )
    )
    heading = truth.close_by_heading
    return Place(str(heading), starts(heading), must=known(*must), level=1)


def _details(one: Listed, elsewhere: Saying) -> Place:
    """Return the detailed entry of an organisation."""
    facts = dict(one.every_fact)
    more = [facts.pop(way.id, None) for way in (*NUMBERS, EMAIL, *MORE)]
    ways = known(one.sign, one.web, one.page, *more)
    said = (
        one.audience,
        one.what,
        one.what_more,
        one.when,
        one.examples,
        one.when_not,
        one.contact,
    )
    must = (
        *known(one.meaning, one.person),
        *(way for way in ways if _longest(way) <= _LONGEST_IN_DETAILS),
        *facts.values(),
        *known(*said),
    )
    may = (*ways, *ways_of(one), elsewhere)
    return parts.organisation(one, one.title, must=must, may=may, level=2)


def printing(truth: Truth, _profile: str) -> Place:
    """Return the part of the print instructions about this file."""
    notes = truth.pack.print_notes.handout
    must = (name(FILE), truth.say(notes.text))
    return Place("de hand-out", starts(truth.say(notes.heading)), must=must, level=2)


PRODUCT = Product("handout", {FILE: None}, places, printing=printing, editable=True)
