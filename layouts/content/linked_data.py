"""Organisations as linked data in the vocabulary of schema.org, for JSON files and web pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wegwijs.layouts.content.cards import Card, Reach, mail_address
from wegwijs.sources.hours import DAYS, Times, Week
from wegwijs.sources.ways import EMAIL, PHONE, TEXT_PHONE, WAYS, WEB

CONTEXT = "https://schema.org"
_DAYS = tuple(map(str.capitalize, DAYS))
_FIRST = (PHONE.id, EMAIL.id, WEB.id)
_CLOSED = Times("00:00", "00:00")  # as search engines read it

Node = dict[str, Any]


def organisation(card: Card) -> Node:
    """Return an ``Organization`` with the ways to reach it.

    A number stands there as its organisation writes it, and as a ``tel:`` link.
    """
    email, web = card.way(EMAIL.id), card.way(WEB.id)
    return _known(
        {
            "@type": "Organization",
            "@id": card.id,
            "name": card.name,
            "alternateName": card.meaning,
            "url": web and web.target,
            "email": email and mail_address(email),
            "description": " ".join(card.advice),
            "contactPoint": _contact_points(card),
        }
    )


def _contact_points(card: Card) -> Node | list[Node] | None:
    """Return where one reaches it: a node, or a list where there are further numbers and ways."""
    first, named = _contact_point(card), [way for way in card.ways if way.named]
    more = [_further(number, number.purpose) for number in card.numbers]
    more += [_further(way, WAYS[way.id].short) for way in named]
    if not more:
        return first
    return [*([first] if first else []), *more]


def _further(way: Reach, kind: str) -> Node:
    """Return a further number or way, with what it is for or what it is."""
    is_page = way.target.startswith("https:")
    return _known(
        {
            "@type": "ContactPoint",
            "contactType": kind,
            "contactOption": "HearingImpairedSupported" if way.id == TEXT_PHONE.id else None,
            "telephone": None if is_page else way.display,
            "url": [way.target] if way.target else None,
        }
    )


def _contact_point(card: Card) -> Node | None:
    """Return where one reaches it; None for an organisation with a web page only."""
    phone, email = card.way(PHONE.id), card.way(EMAIL.id)
    others = [way.target for way in card.ways if way.id not in _FIRST and not way.named]
    if not phone and not email and not others:
        return None
    described = (card.person, card.hours, *card.terms)
    return _known(
        {
            "@type": "ContactPoint",
            "name": card.audience,
            "telephone": phone and phone.display,
            "email": email and mail_address(email),
            "url": [way.target for way in (phone, email) if way] + others,
            "hoursAvailable": opening_hours(card.open) if card.open else None,
            "description": ", ".join(filter(None, described)),
        }
    )


def opening_hours(week: Week) -> Node | list[Node]:
    """Return opening hours: one node, or one for each day and stretch. A stretch that closes before
    it opens passes midnight, in schema.org too; there midnight at the end of a day is 23:59.
    """
    if week.together:
        (group,) = week.groups
        return _open(group.days, group.stretches[0])
    return [
        _open((day,), times)
        for day, stretches in enumerate(week.days)
        if stretches is not None
        for times in stretches or (_CLOSED,)
    ]


def _open(days: Iterable[int], times: Times) -> Node:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [_DAYS[day] for day in days],
        "opens": times.opens,
        "closes": "23:59" if times.closes == "24:00" else times.closes,
    }


def _known(values: Mapping[str, Any]) -> Node:
    """Leave out what is unknown."""
    return {name: value for name, value in values.items() if value}
