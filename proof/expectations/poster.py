"""The poster for a wall, on A4 and on A3: the questions with their numbers, 112, and a code that
leads to the explanation.
"""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.proof.expectations import parts, web
from wegwijs.proof.expectations.organisations import Listed
from wegwijs.proof.expectations.paper import BLEED, EDGE, Format, Panel
from wegwijs.proof.expectations.place import Place, Sign, starts
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.speech import name
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import measure
from wegwijs.proof.sayings import Piece, Saying, known
from wegwijs.sources.model import Situation
from wegwijs.sources.values import QR_BYTES, Phone

FILE, LARGE = "poster-a4.pdf", "poster-a3.pdf"
NUMBER = 32.0  # pt: capitals of 7.5 mm, which are read from three metres
LEAST = 9.5  # pt
# Up to so many arms, letters of the title and of its longest word, and other languages, those of
# the explanation have room. One with a name of more letters takes the room of two.
USUAL, TITLE, WORD, OTHERS, LONG = 6, 60, 15, 10, 12
MODULE = 1.2  # mm, of the code that needs most of them
LARGER = 2**0.5  # A3, for A4


def _paper(width: float, height: float, larger: float) -> Format:
    safe = (EDGE, EDGE, width - EDGE, height - EDGE)
    return Format(
        width,
        height,
        (Panel("poster", 1, (0, 0, width, height), safe),),
        ("poster",),
        folds=((),),
        pages=1,
        flips=None,
        smallest=round(LEAST * larger, 1),
        module=round(MODULE * larger, 2),
        larger=larger,
    )


def places(truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    """Return the head, the question, a place for each situation that leads to somebody who can be
    reached from a wall, 112 and the colophon.
    """
    return (
        parts.alert(truth, 1),
        _head(truth),
        _title(truth),
        *_situations(truth),
        _colophon(truth),
    )


def _situations(truth: Truth) -> Iterator[Place]:
    found = (_situation(truth, one) for one in truth.pack.guidance.situations)
    return (one for one in found if one)


def _head(truth: Truth) -> Place:
    kicker = truth.labels["kicker"]
    must = (truth.publisher,) if truth.picture else (kicker, truth.publisher)
    return Place("de kop", starts(*must), must=must, logo=truth.picture, paragraph=True)


def _title(truth: Truth) -> Place:
    """The title and the lead; and where the explanation is, in this language and in others."""
    beside = web.beside_of(truth)
    place = beside.index if beside else ""
    page = beside.languages.get(truth.language, place) if beside else ""
    code = next((one for one in (page, place) if one and len(one.encode()) <= QR_BYTES), "")
    named = truth.pack.edition.site
    if not code or named is None:
        return Place("de titel", starts(truth.title), must=(truth.title, truth.lead), level=1)
    says = truth.pack.labels.link_web.text.format(domain=named.display)
    domain = Saying((Piece(named.display, "nl", page, says),))
    others = [
        Saying.of(truth.pack.languages[one].name, one)
        for one in truth.pack.edition.languages
        if one != truth.language
    ]
    others.sort(key=_is_long)  # after the others
    also = (truth.labels["poster_languages"], *others) if others else ()
    arms = sum(len(one.signs) for one in _situations(truth))
    title = str(truth.title)
    longest = max(map(len, title.split()), default=0)
    has_room = arms <= USUAL and len(title) <= TITLE and longest <= WORD
    has_room = has_room and sum(1 + _is_long(one) for one in others) <= OTHERS
    return Place(
        "de titel",
        starts(truth.title),
        must=(truth.title, truth.lead, domain, *(also if has_room else ())),
        may=also,
        code=code,
        alt=truth.pack.labels.qr_alt.text.format(domain=named.display),
        level=1,
    )


def _is_long(name: Saying) -> bool:
    """Whether the name of a language has a line of its own."""
    return len(str(name)) > LONG


def _situation(truth: Truth, situation: Situation) -> Place | None:
    """The text of a situation, its numbers and who answers; without a number the addresses.

    Whom an edition gives neither is left out: nobody fills in a wall with a pen.
    """
    by_id = {one.claim.organisation.id: one for one in truth.organisations}
    must: list[Saying] = []
    signs: list[Sign] = []
    for route in situation.routes:
        led_to = [by_id[id_] for id_ in route.organisations if id_ in by_id]
        for one in led_to:
            if one.phone:
                must += [one.phone, one.title]
                signs.append(Sign((one.phone,), (one.numeral,)))
        if rest := [one for one in led_to if has_address(one)]:
            addresses = known(*(one.sign for one in rest))
            must += addresses
            together = Saying(tuple(piece for one in addresses for piece in one.pieces))
            signs.append(Sign((together,), tuple(one.numeral for one in rest)))
    text = truth.say(situation.text)
    if not must:
        return None
    return Place(
        f'de vraag "{text}"',
        starts(text),
        must=(text, *must),
        paragraph=True,
        signs=tuple(signs),
        number=NUMBER,
    )


def has_address(one: Listed) -> bool:
    """Whether it is reached by an address, and not by a number that is still to come."""
    hero = one.claim.hero
    return hero is not None and not isinstance(hero, Phone) and not one.claim.is_blank


def _colophon(truth: Truth) -> Place:
    language = truth.language_names[1]
    about = (
        ()
        if truth.language == "nl"
        else (truth.say(truth.pack.dutch_notes.about_poster, language=language),)
    )
    publisher, checked = truth.colophon[0], truth.imprint[1]
    return Place(
        "het colofon",
        starts(publisher + checked, publisher),
        must=(publisher, checked, *about),
        paragraph=True,
    )


# --- on the print instructions ---


def printing(truth: Truth, profile: str) -> Place:
    """Return the part of the print instructions about the poster."""
    notes, larger = truth.pack.print_notes.poster, name(LARGE)
    if profile == "press":
        text = truth.say(notes.press, file=larger, bleed=measure(BLEED))
    else:
        text = truth.say(notes.text, file=larger)
    must = (Saying.of(FILE), text)
    return Place("de poster", starts(truth.say(notes.heading)), must=must, level=2)


PRODUCT = Product(
    "poster",
    {FILE: _paper(210, 297, 1.0), LARGE: _paper(297, 420, LARGER)},
    places,
    printing=printing,
    standard=False,
    further=2,
)
