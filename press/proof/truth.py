"""What must stand where: the data of an edition in a language, cut into the places of a product.

This is the only thing that judges compare with. A ``Place`` begins at a heading (or another text
by which it is known) and goes on until the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from layouts.outline import Entry, Group, Outline, Situation
from layouts.words import Words
from press.proof.words import key
from sources.values import Url


@dataclass(frozen=True)
class Place:
    """A part of a document. ``starts`` are the texts that it may begin with.

    ``must`` stands in it word for word, ``may`` can; no other number or address does. ``panels``
    are those in which it may lie, all when empty. ``code`` is what its QR code says, ``alt`` what a
    screen reader says of that. One that stands ``alone`` is a single block, ``times`` over; a
    ``paragraph`` has no heading, but begins with the text that it is known by.
    """

    name: str
    starts: frozenset[str]
    must: tuple[Words, ...] = ()
    may: tuple[Words, ...] = ()
    panels: tuple[str, ...] = ()
    code: str = ""
    alt: str = ""
    alone: bool = False
    paragraph: bool = False
    times: int = 1


@dataclass(frozen=True)
class Truth:
    """All that judges know of a document, besides the file."""

    outline: Outline
    concept: str  # the Dutch word for an unchecked translation

    @property
    def rtl(self) -> bool:
        """Whether reading begins at the right."""
        return self.outline.direction == "rtl"


def _some(*words: Words | None) -> tuple[Words, ...]:
    return tuple(one for one in words if one is not None)


def _start(*words: Words) -> frozenset[str]:
    return frozenset(key(str(one)) for one in words)


def _alert(outline: Outline, times: int) -> Place:
    number = Words.of(outline.alert.number.display)
    words = outline.alert.label + number
    return Place("112", _start(words), must=(words,), alone=True, paragraph=True, times=times)


def _entry(entry: Entry, *starts: Words, **more: Any) -> Place:
    return Place(str(entry.title), _start(*starts), code=entry.url.target, alt=entry.qr_alt, **more)


def _ways(entry: Entry, *, email: bool) -> tuple[Words, ...]:
    values = (entry.phone, entry.url, entry.email if email else None)
    return tuple(entry.links[value] for value in values if value)


def leaflet(outline: Outline) -> tuple[Place, ...]:
    """Cover, flap, inside, back. 112 is on the cover, on the flap and once inside."""
    alert, slots = outline.alert, outline.local.slots
    situations = (words for s in outline.situations for words in (s.text, *_labels(s)))
    return (
        _alert(outline, 2),
        Place(
            "de titel",
            _start(outline.title),
            must=(outline.title, outline.lead),
            may=(outline.kicker, *(arm.label for arm in outline.arms)),
            panels=("cover",),
        ),
        Place(
            "de vragen",
            _start(outline.situations_heading),
            must=(alert.situation, Words.of(alert.number.display), *situations),
            may=outline.situations_lead,
            panels=("flap",),
        ),
        *(place for group in outline.groups for place in _group(group)),
        Place(
            str(outline.calling_heading),
            _start(outline.calling_heading),
            must=(*outline.calling, alert.deaf),
            panels=("back",),
        ),
        Place(
            str(outline.local.heading),
            _start(outline.local.heading),
            must=tuple(words for slot in slots for words in (slot.label, *slot.values[:1])),
            may=_some(*(slot.dutch for slot in slots)),
            panels=("back",),
        ),
        _colophon(outline, "back"),
    )


def _group(group: Group) -> Iterator[Place]:
    inside = ("inside 1", "inside 2", "inside 3")
    yield Place(str(group.heading), _start(group.heading), may=group.lead, panels=inside)
    for entry in group.entries:
        when = None if isinstance(entry.hero, Url) else entry.when
        keys = tuple(item.words for item in entry.keys if not item.spare)
        must = (*_ways(entry, email=False), *keys)
        must += _some(entry.what, when)
        may = _some(entry.meaning, entry.what_more)
        may += tuple(item.words for item in entry.keys if item.spare)
        yield _entry(entry, entry.title, must=must, may=may, panels=inside)


def _labels(situation: Situation) -> list[Words]:
    return [route.label for route in situation.routes]


def pocket_card(outline: Outline) -> tuple[Place, ...]:
    """Cover, inside, back; each organisation with its number, web address and code."""
    faces = ("cover", "inside 1", "inside 2", "back")
    places = [
        _alert(outline, 1),
        Place("de titel", _start(outline.title), must=(outline.title,), panels=("cover",)),
    ]
    for index, entry in enumerate(outline.entries):
        notes = _some(entry.find, entry.audience, entry.what, entry.meaning)
        # E-mail has room inside only, and not below a sign with an address.
        must = _ways(entry, email=0 < index < 5 and not isinstance(entry.hero, Url))
        places.append(
            _entry(entry, entry.name, entry.first_step, must=must, may=notes, panels=faces)
        )
    return (
        *places,
        Place(
            "het colofon",
            _start(outline.imprint[0]),
            must=outline.imprint,
            panels=("back",),
            alone=True,
            paragraph=True,
        ),
    )


def handout(outline: Outline) -> tuple[Place, ...]:
    """The Word file: title, overview with a row each, contacts close by, details, the rest."""
    labels, workshop = outline.labels, outline.workshop
    known = (workshop.date, workshop.place, workshop.trainer)
    audience = _some(outline.audience)
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
            must=(outline.title, *audience, *(Words.of(value) for value in known if value)),
        ),
        Place("het overzicht", _start(outline.situations_heading)),
        *_overview(outline),
        _close_by(outline),
        Place("de uitleg", _start(labels["details_heading"])),
        *map(_details, outline.entries),
        Place(
            str(outline.calling_heading),
            _start(outline.calling_heading),
            must=(*outline.calling, outline.alert.deaf),
        ),
        Place("de notities", _start(labels["notes"])),
        _colophon(outline),
    )


def _overview(outline: Outline) -> tuple[Place, ...]:
    sentences = tuple(situation.text for situation in outline.situations)
    return tuple(
        Place(
            f"{entry.title} in het overzicht",
            frozenset({f"row {entry.numeral}"}),
            must=(entry.name, *_ways(entry, email=entry.blank)),
            may=(*sentences, *_some(entry.audience, entry.meaning)),
        )
        for entry in outline.entries
    )


def _close_by(outline: Outline) -> Place:
    must = tuple(
        words
        for slot in outline.local.slots
        for words in (slot.label, *_some(slot.name, slot.hours), *slot.values)
    )
    return Place(str(outline.local.heading), _start(outline.local.heading), must=must)


def _details(entry: Entry) -> Place:
    said = (
        entry.audience,
        entry.what,
        entry.what_more,
        entry.when,
        entry.examples,
        entry.when_not,
        entry.contact,
    )
    keys = (item.words for item in entry.keys)
    must = (*_ways(entry, email=False), *keys, *_some(*said))
    return _entry(entry, entry.title, must=must, may=_some(entry.meaning))


def _colophon(outline: Outline, *panels: str) -> Place:
    return Place(
        "het colofon",
        _start(outline.colophon[0]),
        must=outline.colophon,
        may=_some(outline.about),
        panels=panels,
        paragraph=True,
    )


PLACES = {
    "leaflet.pdf": leaflet,
    "pocket-card.pdf": pocket_card,
    "pocket-card-a4.pdf": pocket_card,
    "handout.docx": handout,
}
