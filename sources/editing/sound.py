"""The valid part of an edition, for checking the rest of the rules on it.

What belongs together is only judged when every field can be read. Who fills in a form would be told
of a number first, and of the name that is missing after that.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from msgspec import Struct

from sources.model import Edition
from sources.reader import RAW, Document, Place

# For fields that must be there: nothing that belongs together is wrong because of these.
_STAND_INS = {"publisher": "-", "version": "1", "date": "2099-12-31"}


class Sound(Struct, frozen=True):
    """``text`` has the right fields; ``contacts`` are the former indices of those that are left."""

    text: str
    contacts: tuple[int, ...]
    wrong: frozenset[Place]

    def former(self, place: Place) -> Place | None:
        """Return the original place of a place in this part; None when that is invalid."""
        if place[:2] == ("edition", "contacts") and len(place) > 2 and isinstance(place[2], int):
            place = (*place[:2], self.contacts[place[2]], *place[3:])
        for known in self.wrong:
            length = min(len(known), len(place))
            if known[:length] == place[:length]:
                return None
        return place


def sound_part(document: Document, wrong: Collection[Place]) -> Sound | None:
    """Return an edition without its invalid fields and contacts.

    None when more than fields of an edition is wrong, or what it cannot be without.
    """
    data: Any = document.data
    edition = data.get("edition") if isinstance(data, dict) else None
    if not isinstance(edition, dict) or any(len(p) < 2 or p[0] != "edition" for p in wrong):
        return None
    contacts = edition.get("contacts", [])
    bad = {place[2] for place in wrong if place[1] == "contacts" and len(place) > 2}
    gone = {place[1] for place in wrong if place[1] != "contacts" or len(place) == 2}
    if data.keys() & RAW:  # a picture belongs to the file that is left out here
        gone.add("logo")
    kept = {key: value for key, value in edition.items() if key not in gone}
    left = []
    if isinstance(contacts, list):
        left = [index for index in range(len(contacts)) if index not in bad]
        kept["contacts"] = [contacts[index] for index in left]
    for name, info in Edition.model_fields.items():
        if info.is_required() and name not in kept:
            if name not in _STAND_INS:
                return None
            kept[name] = _STAND_INS[name]
    rest = {key: value for key, value in data.items() if key not in RAW} | {"edition": kept}
    # As JSON, which is YAML too: nobody reads it.
    return Sound(json.dumps(rest, ensure_ascii=False), tuple(left), frozenset(wrong))
