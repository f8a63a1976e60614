"""The leaflet in large print: a cover, and as many pages as the rest needs. Nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.proof.expectations import parts
from wegwijs.proof.expectations.close_by import CloseBy
from wegwijs.proof.expectations.organisations import Headed, Listed
from wegwijs.proof.expectations.paper import EDGE, Format, Panel
from wegwijs.proof.expectations.place import Place, Sign, starts
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.signpost import Situation
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.sayings import Saying, known
from wegwijs.sources.values import Url

FILE = "large-print.pdf"
WIDTH, HEIGHT = 210.0, 297.0
LEAST = 18.0  # pt; in the Netherlands large print begins at 18
MODULE = 0.8  # mm
FEWEST, MOST = 4, 16  # pages
_USUAL = 14  # characters of a number; a longer one may be smaller
_COVER = "page 1"


def _footer(truth: Truth, page: int, pages: int) -> tuple[tuple[Saying, ...], ...]:
    """The title, or what it is where that is too long; and which page it is."""
    number = truth.say(truth.pack.labels.page_of, page=str(page), pages=str(pages))
    return (truth.title, truth.labels["kicker"]), (number,)


def _paper() -> Format:
    pages = range(1, MOST + 1)
    safe = (EDGE, EDGE, WIDTH - EDGE, HEIGHT - EDGE)
    return Format(
        WIDTH,
        HEIGHT,
        tuple(Panel(f"page {page}", page, (0, 0, WIDTH, HEIGHT), safe) for page in pages),
        tuple(f"page {page}" for page in pages),
        folds=((),) * MOST,
        pages=FEWEST,
        most=MOST,
        bleeds=False,
        flips="long",
        signpost=_COVER,
        smallest=LEAST,
        module=MODULE,
        footer=_footer,
        bookmarks=True,
    )


def places(truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    """Return the places: 112 on the cover, each organisation and each contact once."""
    return (
        parts.alert(truth, 1),
        _cover(truth),
        Place(
            "de vragen", starts(truth.situations_heading), may=truth.situations_lead[:1], level=2
        ),
        *map(_situation, truth.situations),
        *(place for group in truth.groups for place in _group(group)),
        parts.calling(truth, level=2),
        *_close_by(truth),
        parts.colophon(truth),
    )


def _cover(truth: Truth) -> Place:
    arms = truth.arms
    return Place(
        "de titel",
        starts(truth.title),
        must=(truth.publisher, truth.title, truth.lead),
        either=tuple(arm.ways for arm in arms),
        may=(truth.labels["kicker"], truth.labels["large_print"]),
        panels=(_COVER,),
        level=1,
        items=tuple(way for arm in arms for way in arm.ways),
        logo=truth.picture,
        signs=tuple(Sign(arm.ways, arm.numerals) for arm in arms),
    )


def _situation(one: Situation) -> Place:
    ways = tuple(way for arm in one.routes for way in arm.ways)
    return Place(
        f'de vraag "{one.text}"',
        starts(one.text),
        must=(one.text, *ways),
        paragraph=True,
        signs=tuple(Sign(arm.ways, arm.numerals) for arm in one.routes),
        number=_size(38, 30, *ways),
    )


def _group(group: Headed) -> Iterator[Place]:
    heading = group.heading
    yield Place(str(heading), starts(heading), must=group.lead, level=2)
    for one in group.organisations:
        yield _organisation(one)


def _organisation(one: Listed) -> Place:
    """Everything that is known of it; of the edition's own only how it is reached."""
    must = known(one.sign, one.meaning, one.person, one.web)
    must += tuple(fact for _, fact in one.every_fact)
    if not one.claim.is_of_the_edition:
        must += known(one.what, one.what_more)
        if not isinstance(one.claim.hero, Url):
            must += known(one.when, one.examples)
    number = _size(40, 30, *known(one.sign))
    return parts.organisation(one, one.title, must=must, level=3, number=number)


def _close_by(truth: Truth) -> Iterator[Place]:
    """The heading, and a place for each sign below it."""
    heading = truth.close_by_heading
    yield Place(str(heading), starts(heading), level=2)
    for one in truth.close_by:
        yield _sign(one, str(heading))


def _sign(one: CloseBy, heading: str) -> Place:
    return Place(
        f"{one.who}, dichtbij",
        starts(one.label),
        must=known(one.label, *(way for _, way in one.ways[:1])),
        loose=tuple(one.details.values()),
        role=one.role,
        paragraph=True,
        within=heading,
        to_write_on=not one.is_filled,
        number=_size(32, 24, *(way for _, way in one.ways[:1])),
    )


def _size(usual: float, least: float, *numbers: Saying) -> float:
    """Return the least size in pt of numbers: long ones, such as +31 (0)30, may be smaller."""
    longest = max((len(str(one)) for one in numbers), default=0)
    return usual if longest <= _USUAL else least


# --- on the print instructions ---


def printing(truth: Truth, _profile: str) -> Place:
    """Return the part of the print instructions about large print."""
    every, notes = truth.pack.print_notes, truth.pack.print_notes.large
    side = every.right if truth.rtl else every.left
    return Place(
        "de grote letters",
        starts(truth.say(notes.heading)),
        must=(Saying.of(FILE), truth.say(notes.text, side=side.text)),
        level=2,
    )


PRODUCT = Product(
    "large-print", {FILE: _paper()}, places, printing=printing, standard=False, further=1
)
