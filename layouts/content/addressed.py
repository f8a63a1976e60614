"""The outline of a copy for one participant of a workshop."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from wegwijs.layouts.content.outline import Addressee, Outline, Slot, Way
from wegwijs.layouts.content.phrases import linked
from wegwijs.layouts.content.words import Words
from wegwijs.sources.participants import OwnContact, Participant
from wegwijs.sources.ways import WAYS

ROLE = "own-contact"  # of the slot of a participant's own contact


def addressed(outline: Outline, participant: Participant) -> Outline:
    """Return the outline with who it is for; their own contact is the first of those close by."""
    organisation = participant.organisation
    addressee = Addressee(
        Words.dutch(participant.name, own=True),
        Words.dutch(organisation, own=True) if organisation else None,
    )
    slots = outline.local.slots
    if participant.contact:
        slots = (_slot(outline, participant.contact), *slots)
    local = structs.replace(outline.local, slots=slots)
    return structs.replace(outline, addressee=addressee, local=local)


def _slot(outline: Outline, contact: OwnContact) -> Slot:
    """Return the slot of somebody's own contact."""
    label = outline.labels["handout_own_contact"]
    name = Words.dutch(contact.name, own=True) if contact.name else None
    return Slot(ROLE, label, None, name, ways=tuple(_ways(outline, contact, str(label))))


def _ways(outline: Outline, contact: OwnContact, label: str) -> Iterator[Way]:
    rtl = outline.direction == "rtl"
    for id_, value in contact.ways.items():
        way = WAYS[id_]
        says = way.said(str(outline.labels[way.says]), contact.name or label, value)
        yield Way(id_, linked(value, says, rtl=rtl, own=True))
