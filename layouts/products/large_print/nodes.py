"""The parts of an outline that large print shows, by path: what its layout may ask about."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from wegwijs.layouts.content.outline import Logo, Outline
from wegwijs.layouts.content.words import Words, beside, dutch
from wegwijs.layouts.pdf.blocks import Dialogue, Path, Setting
from wegwijs.sources.values import Url


class Header(Struct, frozen=True):
    """What is above the title: the kind of document or a logo, and in which letters it is."""

    kicker: Words
    letters: Words
    logo: Logo | None

    @property
    def own(self) -> bool:
        """Whether any of it is an edition's own."""
        return self.logo is not None


def dialogue_of(outline: Outline, setting: Setting) -> Dialogue:
    """Return the dialogue with all nodes that the layout may ask about."""
    labels, slots = outline.labels, outline.local.slots
    nodes: dict[Path, Any] = {
        ("draft",): outline.draft,
        ("header",): Header(outline.kicker, _letters(outline), outline.logo),
        ("publisher",): Words((dutch(outline.publisher, own=True),)),
        ("title",): outline.title,
        ("lead",): outline.lead,
        ("alert",): outline.alert,
        ("post",): None,
        ("arms",): len(outline.arms),
        ("footer",): (outline.title, outline.kicker, labels["page_of"]),
        ("situations",): (outline.situations_heading, outline.situations_lead[:1]),
        ("groups",): tuple([tuple([one.numeral for one in g.entries]) for g in outline.groups]),
        ("routes",): tuple([len(situation.routes) for situation in outline.situations]),
        ("calling",): (outline.calling_heading, outline.calling, outline.alert.deaf),
        ("local",): (outline.local.heading, ()),
        ("slots",): len(slots),
        ("colophon",): (outline.colophon, outline.about),
    }
    for index, arm in enumerate(outline.arms):
        nodes["arm", index] = arm
    for which, situation in enumerate(outline.situations):
        nodes["situation", which] = situation.text
        for index, route in enumerate(situation.routes):
            nodes["route", which, index] = route
    for index, group in enumerate(outline.groups):
        nodes["group", index] = group.heading, group.lead
    for entry in outline.entries:
        texts = (entry.what, entry.what_more, entry.when, entry.examples)
        nodes["entry", entry.numeral] = entry
        nodes["explained", entry.numeral] = (*texts, isinstance(entry.hero, Url))
    for index, slot in enumerate(slots):
        nodes["slot", index] = slot
    return Dialogue(setting, nodes)


def _letters(outline: Outline) -> Words:
    """Return "large print", in a translation followed by the name of the language."""
    letters = outline.labels["large_print"]
    if outline.language == "nl":
        return letters
    return Words((*letters.runs, beside(outline.language), *outline.languages.runs))
