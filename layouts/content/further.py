"""Numbers and ways beside the main ones, which products with room for one number never show."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.omissions import NO_ROOM, Omission
from wegwijs.layouts.content.outline import Outline
from wegwijs.sources.ways import DETAILS, WAYS


def is_further(way: str) -> bool:
    """Return whether it is a number with what it is for, or a way that is printed by its name."""
    return way not in WAYS or bool(WAYS[way].named)


def further(outline: Outline) -> tuple[Omission, ...]:
    """Return all of them in an edition, by whose they are."""
    return tuple(dict.fromkeys(_further(outline)))


def _further(outline: Outline) -> Iterator[Omission]:
    for entry in outline.entries:
        for key in entry.keys:
            if key.way and is_further(key.way):
                yield Omission(str(entry.title), DETAILS[key.way].long, NO_ROOM)
    inside = {entry.role for entry in outline.entries}
    for slot in outline.local.slots:
        if slot.role not in inside:
            for way in slot.more:
                if is_further(way.id):
                    yield Omission(str(slot.dutch or slot.label), DETAILS[way.id].long, NO_ROOM)
