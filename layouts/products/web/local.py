"""The local contacts of an edition: a sign for each, as they hang on the leaflet."""

from __future__ import annotations

from wegwijs.layouts.content.outline import Local, Slot
from wegwijs.layouts.products.web.entry import size_of
from wegwijs.layouts.web.icons import icon
from wegwijs.layouts.web.markup import Ground, block, element, words_in
from wegwijs.sources.ways import PHONE


def contacts(ground: Ground, local: Local) -> str:
    """Return the signs of the contacts that the edition fills in; nothing without any."""
    signs = "".join(_contact(ground, slot) for slot in local.slots if slot.is_filled)
    if not signs:
        return ""
    return element("section", block("h2", ground, local.heading) + signs, class_="group")


def _contact(ground: Ground, slot: Slot) -> str:
    first = slot.ways[0]
    label = block("p", ground, slot.label, class_="label")
    if slot.dutch and slot.label_in_both != slot.label:
        label += block("p", ground, slot.dutch, class_="dutch")
    is_phone = first.id == PHONE.id
    size = size_of(str(first.words)) if is_phone else " address"
    value = element("p", words_in(ground, first.words), class_=f"value{size}")
    board = element("span", icon(slot.icon), class_="board")
    sign = element(
        "div", board + element("div", label + value), class_="near" if is_phone else "near web"
    )
    facts = [element("li", element("span", words_in(ground, slot.name)))] if slot.name else []
    facts += [
        element("li", icon(way.icon) + element("span", words_in(ground, way.words)), class_="link")
        for way in slot.more
    ]
    if slot.hours:
        facts.append(element("li", icon("clock") + element("span", words_in(ground, slot.hours))))
    sign += element("ul", "".join(facts), class_="keys") if facts else ""
    return element("div", sign, class_="contact")
