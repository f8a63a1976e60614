"""The pocket card: a folded card with four faces, single or five on a sheet."""

from __future__ import annotations

from dataclasses import replace

from wegwijs.proof.expectations import parts
from wegwijs.proof.expectations.close_by import CloseBy
from wegwijs.proof.expectations.organisations import Listed
from wegwijs.proof.expectations.paper import BLEED, Air, Format, Panel
from wegwijs.proof.expectations.place import Place, starts
from wegwijs.proof.expectations.printing import STEPS, settings
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.speech import in_both, name
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import measure
from wegwijs.proof.sayings import Saying, known
from wegwijs.sources.ways import HOURS, MORE, WAYS

FILE, SHEET = "pocket-card.pdf", "pocket-card-a4.pdf"
# Baselines keep 5 mm from every edge, what hangs below them may take 1 of that. A cut that is off
# by a millimetre then leaves 3, the least that print shops ask.
MARGIN = 4.0
FACES = ("cover", "inside 1", "inside 2", "back")
_LIES = {"back": (1, 0), "cover": (1, 85), "inside 1": (2, 0), "inside 2": (2, 85)}
HATCH = (5.5, 1.5)
CONTACTS = 7  # on a card: more may have no room


def _faces(x: float, y: float, copy: int = 0, copies: int = 1) -> tuple[Panel, ...]:
    """Return the faces of a card whose outside and inside have the same position on two pages."""
    return tuple(
        Panel(
            id_,
            page,
            (x + left, y, x + left + 85, y + 55),
            (x + left + MARGIN, y + MARGIN, x + left + 85 - MARGIN, y + 55 - MARGIN),
            copy,
            copies,
        )
        for id_, (page, left) in _LIES.items()
    )


_CARD = Format(170, 55, _faces(0, 0), FACES, folds=((85,), (85,)), hatch=HATCH)
# Five below each other in the middle of an A4, so that a duplex copy meets itself.
_SHEET = Format(
    210,
    297,
    tuple(panel for row in range(5) for panel in _faces(20, 11 + row * 55, row, 5)),
    FACES,
    folds=((105,), (105,)),
    bleeds=False,
    cuts=((20, 190), tuple(11 + row * 55 for row in range(6))),
    flips="long",
    hatch=HATCH,
)


def places(truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    """Each contact with its number, for whom it is, its addresses and its code.

    The edition's other contacts come after its organisations, where these leave a place.
    """
    roles = {one.claim.own.role for one in truth.organisations if one.claim.own}
    others = [one for one in truth.close_by if one.is_filled and one.role not in roles]
    contacts = [_organisation(one) for one in truth.organisations[:CONTACTS]]
    contacts += [_may_lack(_organisation(one)) for one in truth.organisations[CONTACTS:]]
    contacts += [_may_lack(_contact(one)) for one in others]
    return (
        parts.alert(truth, 1),
        Place(
            "de titel",
            starts(truth.title),
            must=(truth.publisher, truth.title),
            panels=("cover",),
            level=1,
        ),
        *contacts,
        Place(
            "het colofon",
            starts(truth.imprint[0]),
            must=truth.imprint,
            panels=("back",),
            alone=True,
            paragraph=True,
        ),
    )


def _may_lack(place: Place) -> Place:
    return replace(place, needed=False)


def _organisation(one: Listed) -> Place:
    """The address of its page is on the card, or in its code where that is the edition's own.
    A card has one number of each, and no way that needs its name beside it.
    """
    own = one.claim.own is not None
    facts = dict(one.in_short(one.own_facts))
    others = (one.ways.get(way.id) for way in MORE if not way.named)
    more = tuple(words for words in known(*others) if words != one.sign)
    spare = known(one.person, facts.get(HOURS.id), *((one.web, one.email) if own else ()), *more)
    must = known(
        one.sign,
        one.meaning,
        one.audience,
        one.person,
        one.web,
        one.find,
        one.email if own else None,
        *more,
        facts.get(HOURS.id),
    )
    return parts.organisation(
        one,
        one.first_step if one.numeral == 1 else one.name,
        must=must,
        spare=spare,
        may=known(one.what, one.email),
        panels=FACES,
        level=2,
    )


def _contact(one: CloseBy) -> Place:
    (_, way), *others = ((id_, words) for id_, words in one.ways if not WAYS[id_].named)
    more = known(one.person, *(words for _, words in others), one.short_hours)
    return Place(
        one.who,
        starts(one.label, in_both(one.label, one.dutch)),
        must=(way, *more),
        spare=more,
        panels=FACES,
        level=2,
    )


def printing(truth: Truth, profile: str) -> Place:
    """Return the part of the print instructions about the cards."""
    notes, say = truth.pack.print_notes.card, truth.say
    if profile == "press":
        values = {"width": _CARD.width, "height": _CARD.height, "bleed": BLEED}
        how = say(notes.press, **{key: measure(value) for key, value in values.items()})
        must: tuple[Saying, ...] = (name(FILE), how)
    else:
        chosen = settings(say, truth.pack.print_notes, _SHEET, notes.paper)
        must = (name(SHEET), *chosen, say(notes.first), say(notes.cut))
    return Place(
        "het kaartje",
        starts(say(notes.heading)),
        must=(*must, say(notes.fold), say(notes.closed)),
        may=tuple(map(name, STEPS)),
        level=2,
    )


PRODUCT = Product(
    "pocket-card", {FILE: _CARD, SHEET: _SHEET}, places, air=Air(1.5, 4), printing=printing
)
