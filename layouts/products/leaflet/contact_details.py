"""The details of an edition's own contacts, and which of them the leaflet shows where.

A contact that is also an organisation is shown inside and on the back. A detail that does not fit
in one place must be shown in the other, or the build reports it as left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.outline import Entry, Slot
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Setting
from wegwijs.layouts.products.leaflet.nodes import Contacts

Detail = tuple[int, str]  # index of a contact, and its field
IN_DUTCH = "dutch"
# how much an edition's own organisation shows inside
EVERYTHING, WITHOUT_FACTS, WITHOUT_PERSON = 2, 1, 0


def details(slot: Slot) -> dict[str, Words]:
    """Return the details of a contact besides its label and the main way on its sign,
    in this order.
    """
    known = {"name": slot.name, "hours": slot.brief_hours}
    known |= {way.id: way.words for way in slot.more}
    return {field: words for field, words in known.items() if words}


def told_apart(slot: Slot) -> dict[str, Words]:
    """Return the same, and the Dutch label where it is shown separately from the reader's."""
    beside = slot.dutch if slot.label_in_both is not slot.label else None
    return details(slot) | ({IN_DUTCH: beside} if beside else {})


def said_inside(_setting: Setting, contacts: Contacts, own: int) -> frozenset[Detail]:
    """Return the details that organisations inside show; ``own`` is how much those of the edition's
    own show.
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
    """Yield every text that an edition's own organisation shows."""
    yield from (str(value) for value in (entry.hero, entry.url) if value)
    if entry.person and own > WITHOUT_PERSON:
        yield str(entry.person)
    for key in entry.keys:
        if own > WITHOUT_FACTS or not key.spare:
            yield str(key.brief)
