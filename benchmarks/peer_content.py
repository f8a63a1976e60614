"""The contents of a leaflet, a card and a handout as plain data, for the templates of
other programs.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import cache
from typing import Any

from wegwijs.layouts.content.outline import Entry, Outline, Slot
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.qr import QUIET_ZONE, encode

Runs = list[list[Any]]  # text, whether it is bold, link target or None


def runs_of(words: Words | None) -> Runs:
    """Return the runs of a text."""
    return [[run.text, run.strong, run.target] for run in words.runs] if words else []


def shown(value: object) -> Runs:
    """Return a number or address with its link."""
    return [[str(value), False, getattr(value, "target", None)]] if value else []


@cache
def drawing_of(address: str) -> str:
    """Return the QR code of an address as SVG."""
    code = encode(address)
    side = code.size + 2 * QUIET_ZONE
    path = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{width}v{height}h-{width}z"
        for x, y, width, height in code.bars()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}"/></svg>'
    )


@cache
def picture_of(address: str) -> bytes:
    """Return the QR code of an address as PNG."""
    return encode(address).png()


def _common(outline: Outline) -> dict[str, Any]:
    """Return the contents that every PDF has."""
    date = outline.date
    return {
        "language": outline.language,
        "rtl": outline.direction == "rtl",
        "fonts": list(outline.fonts) if len(outline.fonts) > 1 else outline.fonts[0],
        "date": {"year": date.year, "month": date.month, "day": date.day},
        "title": str(outline.title),
        "publisher": outline.publisher,
        "alert": {
            "label": runs_of(outline.alert.label),
            "number": str(outline.alert.number),
            "deaf": runs_of(outline.alert.deaf),
        },
    }


def card_of(outline: Outline) -> dict[str, Any]:
    """Return the contents of a pocket card: at most seven contacts."""
    return {
        **_common(outline),
        "contacts": [
            {
                "numeral": entry.numeral,
                "name": runs_of(entry.name),
                "way": shown(entry.hero),
                "says": [
                    runs_of(entry.audience),
                    *([shown(entry.url)] if entry.url and entry.hero is not entry.url else []),
                ],
                "svg": drawing_of(entry.code) if entry.code else None,
                "alt": entry.qr_alt,
            }
            for entry in outline.entries[:7]
        ],
        "imprint": [runs_of(words) for words in outline.imprint],
    }


def leaflet_of(outline: Outline) -> dict[str, Any]:
    """Return the contents of a leaflet: cover, flap, back, and the groups on the inside panels."""
    first, second, *others = [
        {
            "heading": runs_of(group.heading),
            "lead": [runs_of(words) for words in group.lead],
            "entries": [_entry(entry) for entry in group.entries],
        }
        for group in outline.groups
    ]
    concept = outline.draft
    return {
        **_common(outline),
        "kicker": runs_of(outline.kicker),
        "languages": runs_of(outline.languages),
        "lead": runs_of(outline.lead),
        "concept": concept
        and {"mark": runs_of(concept.mark), "dutch": runs_of(concept.dutch_mark)},
        "arms": [[runs_of(arm.label), list(arm.numerals)] for arm in outline.arms],
        "situations": {
            "heading": runs_of(outline.situations_heading),
            "lead": [runs_of(words) for words in outline.situations_lead],
            "all": [
                [
                    runs_of(one.text),
                    [[runs_of(route.label), list(route.numerals)] for route in one.routes],
                ]
                for one in outline.situations
            ],
        },
        "calling": {
            "heading": runs_of(outline.calling_heading),
            "all": [runs_of(words) for words in outline.calling],
        },
        "local": {
            "heading": runs_of(outline.local.heading),
            "slots": [_slot(slot) for slot in outline.local.slots],
        },
        "colophon": [runs_of(words) for words in outline.colophon],
        "panels": [[first], [second], others],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    says: Iterable[Words | None] = (
        entry.meaning,
        entry.person,
        *(key.words for key in entry.keys),
        entry.what,
        entry.when,
    )
    return {
        "numeral": entry.numeral,
        "title": runs_of(entry.title),
        "way": shown(entry.hero),
        "says": [
            *([shown(entry.url)] if entry.url and entry.hero is not entry.url else []),
            *(runs_of(words) for words in says if words),
        ],
        "svg": drawing_of(entry.code) if entry.code else None,
        "src": _source(entry.code) if entry.code else None,
        "alt": entry.qr_alt,
    }


@cache
def _source(address: str) -> str:
    data = base64.b64encode(drawing_of(address).encode()).decode()
    return f"data:image/svg+xml;base64,{data}"


def _slot(slot: Slot) -> list[Runs]:
    every = (slot.label_in_both, slot.name, *slot.values, slot.hours)
    return [runs_of(words) for words in every if words]


def handout_of(outline: Outline) -> dict[str, Any]:
    """Return the contents of a handout as texts; ``code`` of an organisation is the address in its
    QR code.
    """
    labels = {name: str(words) for name, words in outline.labels.items()}
    return {
        "labels": labels,
        "title": str(outline.title),
        "publisher": outline.publisher,
        "concept": str(outline.draft.explained) if outline.draft else "",
        "alert": f"{outline.alert.label} {outline.alert.number}",
        "entries": [
            {
                "numeral": entry.numeral,
                "name": str(entry.name),
                "audience": str(entry.audience),
                "way": str(entry.hero or ""),
                "contact": " · ".join(filter(None, (str(entry.url or ""), str(entry.email or "")))),
                "keys": [str(key.words) for key in entry.keys],
                "says": [
                    str(words)
                    for words in (entry.what, entry.what_more, entry.when, entry.when_not)
                    if words
                ],
                "code": entry.code,
            }
            for entry in outline.entries
        ],
        "slots": [
            {
                "label": str(slot.label),
                "name": str(slot.name or ""),
                "ways": " · ".join(map(str, slot.values)),
            }
            for slot in outline.local.slots
        ],
        "local": str(outline.local.heading),
        "calling_heading": str(outline.calling_heading),
        "calling": [str(words) for words in outline.calling],
        "deaf": str(outline.alert.deaf),
        "colophon": [str(words) for words in outline.colophon],
    }
