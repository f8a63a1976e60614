"""The parts of an outline that the leaflet shows, by path: what its layout may ask about."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from wegwijs.layouts.content.outline import Entry, Logo, Outline, Slot
from wegwijs.layouts.content.words import Words, dutch
from wegwijs.layouts.pdf.blocks import Dialogue, Path, Setting
from wegwijs.sources.values import Url


class Header(Struct, frozen=True):
    """What is above the title: the kind of document or a logo, and the languages."""

    kicker: Words
    languages: Words
    logo: Logo | None

    @property
    def own(self) -> bool:
        """Whether any of it is an edition's own."""
        return self.logo is not None


class Contacts(Struct, frozen=True):
    """An edition's own contacts, and the organisations inside that have one of their roles."""

    slots: tuple[Slot, ...]
    organisations: tuple[Entry, ...]
    own = True


def dialogue_of(outline: Outline, setting: Setting) -> Dialogue:
    """Return the dialogue with all nodes that the layout may ask about."""
    slots, entries = outline.local.slots, outline.entries
    nodes: dict[Path, Any] = {
        ("groups",): tuple([len(group.entries) for group in outline.groups]),
        ("post",): None,
        ("draft",): outline.draft,
        ("header",): Header(outline.kicker, outline.languages, outline.logo),
        ("publisher",): Words((dutch(outline.publisher, own=True),)),
        ("title",): outline.title,
        ("lead",): outline.lead,
        ("alert",): outline.alert,
        ("flap",): (outline.situations_heading, outline.situations_lead),
        ("calling",): (outline.calling_heading, outline.calling, outline.alert.deaf),
        ("contacts",): Contacts(slots, tuple([entry for entry in entries if entry.role])),
        ("local",): outline.local.heading,
        ("colophon",): outline.colophon,
        ("about",): outline.about,
    }
    for index, arm in enumerate(outline.arms):
        nodes["arm", index] = arm
    for which, situation in enumerate(outline.situations):
        nodes["situation", which] = situation.text
        for index, route in enumerate(situation.routes):
            nodes["route", which, index] = route
    for index, group in enumerate(outline.groups):
        nodes["head", index] = group.heading, group.lead
    for entry in entries:
        number, by_web = entry.numeral, isinstance(entry.hero, Url)
        nodes["entry", number] = entry
        texts = (entry.what, entry.what_more, entry.when, entry.examples)
        nodes["explained", number] = (*texts, by_web)
    for index, slot in enumerate(slots):
        nodes["slot", index] = slot
    return Dialogue(setting, nodes)
