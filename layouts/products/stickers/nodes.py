"""What each sticker says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from wegwijs.layouts.content.node import Node
from wegwijs.layouts.content.omissions import Omission
from wegwijs.layouts.content.outline import Entry, Icon, Outline, Stickers
from wegwijs.layouts.content.words import Words, page_breaks
from wegwijs.layouts.pdf.blocks import Dialogue, Path, Setting
from wegwijs.sources.ways import EMAIL, PHONE, way_of


class Sticker(Node, frozen=True):
    """An organisation: its name, what is on its sign, an address, a text, and its code.

    Without ``way`` the sign is left to write on. ``text`` says when to call, or how to find the
    number; ``brief`` for whom it is, where ``text`` does not fit.
    """

    numeral: int
    name: Words
    way: Words | None
    icon: Icon
    address: Words | None
    text: Words
    brief: Words
    code: str
    alt: str

    @property
    def called(self) -> bool:
        """Whether its sign has the ground of a number to call."""
        return self.icon == PHONE.icon


def dialogue_of(outline: Outline, setting: Setting) -> Dialogue:
    """Return the dialogue with all nodes that the layout may ask about."""
    nodes: dict[Path, Any] = {
        ("stickers",): outline.stickers,
        ("count",): len(outline.entries),
        **{("sticker", index): sticker_of(one) for index, one in enumerate(outline.entries)},
    }
    return Dialogue(setting, nodes)


def said_by(nodes: Mapping[Path, Any]) -> tuple[Stickers, int]:
    """Return the sheet, and how many organisations are on it."""
    return nodes["stickers",], nodes["count",]


def sticker_of(entry: Entry) -> Sticker:
    """Return the sticker of an organisation."""
    hero = entry.hero
    address = next((one for one in (entry.url, entry.email) if one and one != hero), None)
    called = entry.phone is not None or entry.blank
    return Sticker(
        entry.numeral,
        entry.title,
        _way(entry),
        way_of(hero).icon if hero else PHONE.icon,
        breakable(entry.links[address], entry.title) if address and called else None,
        (entry.find or entry.when) if called else entry.audience,
        entry.audience,
        entry.code,
        entry.qr_alt,
    )


def _way(entry: Entry) -> Words | None:
    """Return what its sign shows."""
    if entry.hero is None:
        return None
    words = entry.links[entry.hero]
    return words if entry.phone else breakable(words, entry.title)


def omissions_of(outline: Outline) -> tuple[Omission, ...]:
    """Return the e-mail addresses of contacts that have no number, where the sign is left open."""
    return tuple(
        Omission(str(one.title), EMAIL.long, "op de sticker is een lijn om een nummer te schrijven")
        for one in outline.entries
        if one.blank and one.role and one.email and sticker_of(one).address != one.links[one.email]
    )


def breakable(address: Words, name: Words) -> Words:
    """Return an address that may also be broken before the last word of a name that is in it, or
    after a hyphen between letters.
    """
    (run,) = address.runs
    place = before_last_word(run.text, str(name))
    more = {place} if place else set(page_breaks(run.text))
    return Words((structs.replace(run, breaks=tuple(sorted({*run.breaks, *more}))),))


def before_last_word(address: str, name: str) -> int:
    """Return where the last word of a name begins in an address that has more of its words; 0 if it
    does not.
    """
    written = address.casefold()
    words = [word for word in name.casefold().split() if len(word) > 3]
    places = [place for word in words if (place := written.find(word)) >= 0]
    return places[-1] if len(places) > 1 and places[-1] == max(places) else 0
