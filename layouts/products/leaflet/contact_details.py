"""What is known of an edition's own contacts, and what the leaflet says of it where.

A contact that is an organisation as well stands inside and on the back. What has no room in the one
place must stand in the other, or the build says that it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from layouts.content.outline import Entry, Slot
from layouts.content.words import Words
from layouts.pdf.blocks import Setting
from layouts.products.leaflet.nodes import Contacts

Detail = tuple[int, str]  # which contact, and which field of it
IN_DUTCH = "dutch"
EVERYTHING, WITHOUT_FACTS, WITHOUT_PERSON = 2, 1, 0  # how much an own organisation says inside


def details(slot: Slot) -> dict[str, Words]:
    """What is known of a contact besides its label and the way in on its sign, in this order."""
    known = {"name": slot.name, "hours": slot.hours}
    known |= {way.id: way.words for way in slot.ways[1:]}
    return {field: words for field, words in known.items() if words}


def told_apart(slot: Slot) -> dict[str, Words]:
    """The same, and what it is of in Dutch where that stands beside the reader's language."""
    beside = slot.dutch if slot.label_in_both is not slot.label else None
    return details(slot) | ({IN_DUTCH: beside} if beside else {})


def said_inside(_setting: Setting, contacts: Contacts, own: int) -> frozenset[Detail]:
    """The details that an organisation inside says; ``own`` tells how much those of the edition's
    own say there.
    """
    organisations = {entry.role: entry for entry in contacts.organisations}
    return frozenset(
        (index, field)
        for index, slot in enumerate(contacts.slots)
        if slot.role in organisations
        for field, words in told_apart(slot).items()
        if any(str(words) in said for said in _said(organisations[slot.role], own))
    )


def _said(entry: Entry, own: int) -> Iterator[str]:
    """Everything that an organisation of the edition's own says."""
    yield from (str(value) for value in (entry.hero, entry.url) if value)
    if entry.person and own > WITHOUT_PERSON:
        yield str(entry.person)
    for key in entry.keys:
        if own > WITHOUT_FACTS or not key.spare:
            yield str(key.words)
