"""Numbers and ways beside the main ones, which products with room for one number never show."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.omissions import NO_ROOM, Omission
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words
from wegwijs.sources.ways import DETAILS, NUMBERS, WAYS


def is_further(way: str) -> bool:
    """Return whether it is a number with what it is for, or a way that is printed by its name."""
    return way not in WAYS or bool(WAYS[way].named)


def called(way: str, words: Words) -> str:
    """Return what a user calls a further number or way in Dutch. A contact has several numbers, so
    each is told by its digits, which ``words`` end with; of the first, which is on the sign, only
    what it is for is further.
    """
    if way in WAYS:
        return DETAILS[way].long
    number = words.runs[-1].text.replace("\N{NO-BREAK SPACE}", " ")
    return f"uitleg bij {number}" if way == NUMBERS[0].id else f"{DETAILS[way].long} {number}"


def further(outline: Outline) -> tuple[Omission, ...]:
    """Return all of them in an edition, by whose they are."""
    return tuple(dict.fromkeys(_further(outline)))


def _further(outline: Outline) -> Iterator[Omission]:
    for entry in outline.entries:
        for key in entry.keys:
            if key.way and is_further(key.way):
                yield Omission(str(entry.title), called(key.way, key.words), NO_ROOM)
    inside = {entry.role for entry in outline.entries}
    for slot in outline.local.slots:
        if slot.role not in inside:
            for way in slot.more:
                if is_further(way.id):
                    yield Omission(
                        str(slot.dutch or slot.label), called(way.id, way.words), NO_ROOM
                    )
