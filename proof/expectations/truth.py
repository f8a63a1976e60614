"""What must stand where: the data of an edition in a language, cut into the places of a product.

This is the only thing that judges compare with. A ``Place`` begins at a heading (or another text
by which it is known) and goes on until the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from layouts.content.omissions import Omission
from layouts.content.outline import Entry, Group, Logo, Outline, Situation, Slot
from layouts.content.words import Words, dutch
from layouts.products.registry import PRODUCTS
from layouts.typesetting.theme import load_theme
from proof.words import key
from sources.kinds import KINDS
from sources.values import Url

# What the details of a contact are called.
FIELDS = {
    "name": "naam",
    "hours": "openingstijden",
    "mail": "e-mail",
    "web": "website",
    "dutch": "Nederlandse naam",
}
_PLACEHOLDER = re.compile(r"\{[a-z]+\}")


Told = Set[tuple[str, str]]  # whose, and which field of it
CARD_PLACES = 7  # contacts on a card: more may have no room
FEW = 3  # texts that are named; more say nothing
CARD_FACES = ("cover", "inside 1", "inside 2", "back")


@dataclass(frozen=True)
class Sign:
    """What a numeral stands beside: one of these words, or nothing but a line to write on."""

    words: tuple[Words, ...]
    numerals: tuple[int, ...]


@dataclass(frozen=True)
class Place:
    """A part of a document. ``starts`` are the texts that it may begin with.

    ``must`` stands in it word for word and in this order, ``loose`` somewhere in it, ``may`` can;
    no other number or address does. ``panels`` are those in which it may lie, all when empty.
    ``code`` is what its QR code says, ``alt`` what a screen reader says of that. One that stands
    ``alone`` is a single block, ``times`` over; a ``paragraph`` has no heading, but begins with the
    text that it is known by. ``level`` is that of its heading, in Word 0 for the title; ``items``
    are those of a list; ``logo`` is its picture; ``signs`` are those in it with a numeral.
    """

    name: str
    starts: frozenset[str]
    must: tuple[Words, ...] = ()
    loose: tuple[Words, ...] = ()
    may: tuple[Words, ...] = ()
    panels: tuple[str, ...] = ()
    code: str = ""
    alt: str = ""
    alone: bool = False
    paragraph: bool = False
    times: int = 1
    level: int | None = None
    items: tuple[Words, ...] = ()
    logo: Logo | None = None
    signs: tuple[Sign, ...] = ()

    @property
    def asked(self) -> tuple[Words, ...]:
        """All that it must say."""
        return (*self.must, *self.loose)


@dataclass(frozen=True)
class Truth:
    """All that judges know of a document, besides the file."""

    outline: Outline
    concept: str  # the Dutch word for an unchecked translation
    kept: tuple[str, ...] = ()  # words that are Dutch in every translation
    unreviewed: tuple[str, ...] = ()  # of what it prints, as the catalogues themselves say
    reviewed: bool = False  # all of it, as they say

    @property
    def is_concept(self) -> bool:
        """Whether the mark belongs on it."""
        return bool(self.unreviewed) or (self.outline.concept is not None and not self.reviewed)

    @property
    def waiting(self) -> str:
        """What nobody reviewed, where that is little enough to name."""
        few = self.unreviewed if len(self.unreviewed) <= FEW else ()
        return " · ".join(few)

    @property
    def rtl(self) -> bool:
        """Whether reading begins at the right."""
        return self.outline.direction == "rtl"


def common(outline: Outline) -> tuple[Words, ...]:
    """What may stand anywhere: labels, numerals, the mark of a concept, the name of a language."""
    mark, language = outline.concept, outline.language
    notes = (mark.mark, mark.explained, mark.dutch_mark, mark.dutch_explained) if mark else ()
    names = Words.of(outline.language_name, language), Words.of(outline.language_dutch)
    loose = ("–", "·", *(str(digit) for digit in range(10)))
    pieces = (
        Words.of(piece, language)
        for label in outline.labels.values()
        for piece in _PLACEHOLDER.split(str(label))
    )
    return (*notes, *names, *map(Words.of, loose), *pieces)


def _some(*words: Words | None) -> tuple[Words, ...]:
    return tuple(one for one in words if one is not None)


def _start(*words: Words) -> frozenset[str]:
    return frozenset(key(str(one)) for one in words)


def _alert(outline: Outline, times: int) -> Place:
    number = Words.of(outline.alert.number.display)
    words = outline.alert.label + number
    return Place("112", _start(words), must=(words,), alone=True, paragraph=True, times=times)


def _entry(entry: Entry, *starts: Words, **more: Any) -> Place:
    sign = Sign((entry.links[entry.hero],) if entry.hero else (), (entry.numeral,))
    more = {"code": entry.code, "alt": entry.qr_alt, "signs": (sign,)} | more
    return Place(str(entry.title), _start(*starts), **more)


def _ways(entry: Entry, *, email: bool) -> tuple[Words, ...]:
    values = (entry.phone, entry.url, entry.email if email else None)
    return tuple(entry.links[value] for value in values if value)


def leaflet(outline: Outline) -> tuple[Place, ...]:
    """Cover, flap, inside, back. 112 is on the cover, on the flap and once inside."""
    alert = outline.alert
    arms = tuple(words for arm in outline.arms for words in (arm.label, *_some(arm.brief)))
    situations = (words for s in outline.situations for words in (s.text, *_labels(s)))
    return (
        _alert(outline, 2),
        Place(
            "de titel",
            _start(outline.title),
            must=(Words.of(outline.publisher), outline.title, outline.lead),
            may=(outline.kicker, *arms),
            panels=("cover",),
            level=1,
            items=arms,
            logo=outline.logo,
            signs=tuple(Sign((a.label, *_some(a.brief)), a.numerals) for a in outline.arms),
        ),
        Place(
            "de vragen",
            _start(outline.situations_heading),
            must=(alert.situation, Words.of(alert.number.display), *situations),
            may=outline.situations_lead,
            panels=("flap",),
            level=2,
            signs=tuple(Sign((r.label,), r.numerals) for s in outline.situations for r in s.routes),
        ),
        *(place for group in outline.groups for place in _group(group)),
        Place(
            str(outline.calling_heading),
            _start(outline.calling_heading),
            must=(*outline.calling, alert.deaf),
            panels=("back",),
            level=2,
            items=outline.calling,
        ),
        _signs(outline),
        _colophon(outline, "back"),
    )


def _signs(outline: Outline) -> Place:
    """The contacts close by: what each is of, how to reach it, and what more is known of it."""
    inside = {entry.role for entry in outline.entries}
    missing = _left_out(outline)
    must, loose, may = list[Words](), list[Words](), [Words.of(":")]
    for index, slot in enumerate(outline.local.slots):
        must += _some(slot.label, *slot.values[:1])
        for field, words in _more(slot).items():
            # The organisation of that role may say it instead.
            free = slot.role in inside or (index, field) in missing
            (may if free else loose).append(words)
    heading = outline.local.heading
    return Place(
        str(heading),
        _start(heading),
        must=tuple(must),
        loose=tuple(loose),
        may=tuple(may),
        panels=("back",),
        level=2,
    )


def own_details(outline: Outline) -> tuple[Words, ...]:
    """What a leaflet must say somewhere: all that is known of the contacts close by, but for what
    the build told that there was no room for.
    """
    missing = _left_out(outline)
    return tuple(
        words
        for index, slot in enumerate(outline.local.slots)
        for field, words in _more(slot).items()
        if (index, field) not in missing
    )


def _more(slot: Slot) -> dict[str, Words]:
    """What is known of a contact besides its first way in."""
    in_dutch = slot.dutch if slot.label_in_both != slot.label else None
    known = {FIELDS["dutch"]: in_dutch, FIELDS["name"]: slot.name, FIELDS["hours"]: slot.hours}
    known |= {FIELDS[way.icon]: way.words for way in slot.ways[1:]}
    return {field: words for field, words in known.items() if words}


def _left_out(outline: Outline) -> Set[tuple[int, str]]:
    """Fields of contacts, by their place, that the build told to be left out of the leaflet."""
    told = {(one.contact, one.field) for one in _told(outline, "leaflet")}
    return {
        (index, field)
        for index, slot in enumerate(outline.local.slots)
        for field in _more(slot)
        if (str(slot.dutch or slot.label), field) in told
    }


def _group(group: Group) -> Iterator[Place]:
    inside = ("inside 1", "inside 2", "inside 3")
    yield Place(str(group.heading), _start(group.heading), may=group.lead, panels=inside, level=2)
    for entry in group.entries:
        yield _explained(entry, inside)


def _explained(entry: Entry, panels: tuple[str, ...]) -> Place:
    """An organisation inside the leaflet: of an edition's own only how it is reached."""
    keys = tuple(item.words for item in entry.keys if not item.spare)
    sign = entry.links[entry.hero] if entry.hero else None
    url = entry.links[entry.url] if entry.url and entry.hero is not entry.url else None
    must = (*_some(sign, entry.meaning, url), *keys)
    # What there is no room for stands on the back.
    may = (*_some(entry.person), *(item.words for item in entry.keys if item.spare))
    if not entry.edition_only:
        # What it does may be left to the examples of when to call.
        what, rest = ((), entry.what) if entry.examples else ((entry.what,), None)
        must += what
        may += _some(rest, entry.what_more)
        if not isinstance(entry.hero, Url):
            must += _some(entry.when, entry.examples)
    return _entry(entry, entry.title, must=must, may=may, panels=panels, level=3)


def _labels(situation: Situation) -> list[Words]:
    return [route.label for route in situation.routes]


def pocket_card(outline: Outline) -> tuple[Place, ...]:
    """Cover, inside, back; each contact with its number, for whom it is, its addresses and code.

    The edition's other contacts come after its organisations, where these leave a place.
    """
    told = {(one.contact, one.field) for one in _told(outline, "pocket-card")}
    roles = {entry.role for entry in outline.entries}
    slots = [s for s in outline.local.slots if s.is_filled and s.role not in roles]
    contacts = [_card_entry(entry, told) for entry in outline.entries]
    contacts += [_card_slot(slot, told) for slot in slots]
    title = (Words.of(outline.publisher), outline.title)
    return (
        _alert(outline, 1),
        Place("de titel", _start(outline.title), must=title, panels=("cover",), level=1),
        *contacts[:CARD_PLACES],
        *(replace(contact, times=0) for contact in contacts[CARD_PLACES:]),
        Place(
            "het colofon",
            _start(outline.imprint[0]),
            must=outline.imprint,
            panels=("back",),
            alone=True,
            paragraph=True,
        ),
    )


def _card_entry(entry: Entry, told: Told) -> Place:
    own, who, hero = entry.role is not None, str(entry.title), entry.hero
    link = {value: words for value, words in entry.links.items() if value != hero}
    hours = (item.words for item in entry.keys if own and item.icon == "clock" and item.spare)
    email = link.get(entry.email) if entry.email else None
    must = _some(
        entry.links[hero] if hero else None,
        entry.meaning,
        entry.audience,
        None if (who, "naam") in told else entry.person,
        None if entry.url is None or (who, "webadres") in told else link.get(entry.url),
        entry.find,
        None if not own or (who, "e-mailadres") in told else email,
        *(None if (who, "openingstijden") in told else words for words in hours),
    )
    may = _some(entry.what, email)
    heading = entry.first_step if entry.numeral == 1 else entry.name
    return _entry(entry, heading, must=must, may=may, panels=CARD_FACES, level=2)


def _card_slot(slot: Slot, told: Told) -> Place:
    who = str(slot.dutch or slot.label)
    way, *others = slot.values
    name = None if (who, "naam") in told else slot.name
    hours = None if (who, "openingstijden") in told else slot.hours
    must = (way, *_some(name), *others, *_some(hours))
    times = 0 if (who, "") in told else 1
    starts = _start(slot.label, slot.label_in_both)
    return Place(who, starts, must, panels=CARD_FACES, level=2, times=times)


def _told(outline: Outline, product: str) -> tuple[Omission, ...]:
    """What the build told that a document leaves out: the rest of what was filled in is there."""
    return PRODUCTS[product].omissions(outline, _theme().for_outline(outline))


_theme = cache(load_theme)


def handout(outline: Outline) -> tuple[Place, ...]:
    """The Word file: title, overview with a row each, contacts close by, details, the rest."""
    labels, workshop = outline.labels, outline.workshop
    named = KINDS[outline.kind].names_publisher
    publisher = Words((dutch(outline.publisher),)) if named else None
    known = (workshop.date, workshop.place, workshop.trainer)
    fields = _some(*(Words.of(value) for value in known if value), outline.audience)
    running = (("header", "de kop", (outline.kicker,)), ("footer", "de voet", outline.imprint))
    return (
        *(
            Place(f"{name} van elke bladzijde", frozenset({start}), must=must, alone=True)
            for start, name, must in running
        ),
        _alert(outline, 1),
        Place(
            "de titel",
            _start(outline.title),
            must=_some(publisher, outline.title, labels["handout_lead"], *fields),
            level=0,
        ),
        Place("het overzicht", _start(outline.situations_heading), level=1),
        *_overview(outline),
        _close_by(outline),
        Place("de uitleg", _start(labels["details_heading"]), level=1),
        *(_details(entry, outline.local.heading) for entry in outline.entries),
        Place(
            str(outline.calling_heading),
            _start(outline.calling_heading),
            must=(*outline.calling, outline.alert.deaf),
            level=1,
            items=outline.calling,
        ),
        Place("de notities", _start(labels["notes"]), level=1),
        _colophon(outline),
    )


def _overview(outline: Outline) -> Iterator[Place]:
    for entry in outline.entries:
        ways = _ways(entry, email=entry.role is not None)
        yield Place(
            f"{entry.title} in het overzicht",
            frozenset({f"row {entry.numeral}"}),
            must=(
                *_some(entry.situation, entry.name, entry.meaning, entry.person),
                *(words for words in ways if _longest(words) <= _LONGEST_IN_OVERVIEW),
                *(key.words for key in entry.keys if entry.edition_only and key.icon == "clock"),
            ),
            may=(*ways, outline.local.heading),
        )


# Letters that may not be parted: more have no room there, and stand among the contacts close by.
_LONGEST_IN_OVERVIEW, _LONGEST_IN_DETAILS = 40, 45


def _longest(words: Words) -> int:
    """How many letters of an address may not be parted."""
    (run,) = words.runs
    stops = r"(?<=[@/])|(?=\.)|(?<=[^\W\d]-)(?=[^\W\d])" if "/" in run.text else r"(?<=@)|(?=\.)"
    return max(map(len, re.split(stops, run.text)))


def _close_by(outline: Outline) -> Place:
    must = tuple(
        words
        for slot in outline.local.slots
        for words in (
            slot.label,
            *_some(slot.dutch if slot.label_in_both != slot.label else None, slot.name),
            *slot.values,
            *_some(slot.hours),
        )
    )
    heading = outline.local.heading
    return Place(str(heading), _start(heading), must=must, level=1)


def _details(entry: Entry, elsewhere: Words) -> Place:
    said = (
        entry.audience,
        entry.what,
        entry.what_more,
        entry.when,
        entry.examples,
        entry.when_not,
        entry.contact,
    )
    hero, keys = entry.hero, entry.keys
    sign = (entry.links[hero],) if hero else ()
    web = (entry.links[entry.url],) if entry.url and hero is not entry.url else ()
    page = _some(entry.page)  # what its code has no room for
    mail = tuple(key.words for key in keys if key.icon == "mail")
    ways = (*sign, *web, *page, *mail)
    short = (words for words in ways if _longest(words) <= _LONGEST_IN_DETAILS)
    facts = (key.words for key in keys if key.icon != "mail")
    known = _some(entry.meaning, entry.person)
    must = (*known, *short, *facts, *_some(*said))
    return _entry(entry, entry.title, must=must, may=(*ways, elsewhere), level=2)


def _colophon(outline: Outline, *panels: str) -> Place:
    return Place(
        "het colofon",
        _start(outline.colophon[0]),
        must=outline.colophon,
        may=_some(outline.about),
        panels=panels,
        paragraph=True,
    )
