"""Edit the YAML text of an edition field by field, by means of ``changes``.

Every function takes the text and gives the new one; ``name`` is how messages call the file. A value
is written as it is typed, right or wrong: judging it is for ``editing.fields``. White space is the
caller's to fold (``sources.reader.as_read``): a value that would be read back otherwise is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sources.editing import changes
from sources.editing.order import fields_at
from sources.reader import Place, Value, parse_leniently

EDITION: Place = ("edition",)
CONTACTS: Place = (*EDITION, "contacts")
DAY: Place = (*EDITION, "date")
CHOICES = ("languages", "products", "organisations", "audience")


def set_field(text: str, field: str, value: Value | None, name: str = "") -> str:
    """Set a field of the edition; None removes it."""
    return _changed(text, EDITION, {field: value}, name)


def set_workshop(text: str, fields: Mapping[str, str | None], name: str = "") -> str:
    """Set ``date``, ``place`` or ``trainer`` of the workshop; None removes one."""
    return _changed(text, (*EDITION, "workshop"), fields, name)


def set_logo(text: str, file: str | None, alt: str = "", name: str = "") -> str:
    """Set the logo: the name of a file beside the edition and its description; None for no logo."""
    logo: Value | None = None if file is None else {"file": file, "alt": alt}
    return set_field(text, "logo", logo, name)


def set_accent(text: str, colour: str | None, name: str = "") -> str:
    """Set the colour of the signs, as ``#BFDCC4``."""
    return set_field(text, "accent", colour, name)


def set_cover_title(text: str, title: str | None, name: str = "") -> str:
    """Set the title on the cover. Words listed as bold or Dutch stay so while they occur in it."""
    place = (*EDITION, "title")
    now = _value(text, place, name)
    if title is None or not isinstance(now, dict):
        return set_field(text, "title", title, name)
    text = changes.set_value(text, (*place, "text"), title, name)
    for field in ("strong", "dutch"):
        words = now.get(field)
        if isinstance(words, list):
            kept = [word for word in words if title.count(word) == 1]
            text = changes.set_value(text, (*place, field), kept, name)
    return text


def add_contact(
    text: str, contact: Mapping[str, Value], index: int | None = None, name: str = ""
) -> str:
    """Add a contact, at the end or at an index."""
    new: dict[str, Value] = _in_order(CONTACTS, contact)
    last = len(_value(text, CONTACTS, name) or ()) if index is None else index
    return changes.insert(text, CONTACTS, last, new, name)


def change_contact(
    text: str, index: int, fields: Mapping[str, Value | None], name: str = ""
) -> str:
    """Set fields of a contact; None removes one. Raises ``IndexError``."""
    _contact(text, index, name)
    return _changed(text, (*CONTACTS, index), fields, name)


def move_contact(text: str, index: int, to: int, name: str = "") -> str:
    """Move a contact to another index. Raises ``IndexError``."""
    _contact(text, index, name)
    return changes.move(text, (*CONTACTS, index), to, name)


def remove_contact(text: str, index: int, name: str = "") -> str:
    """Remove a contact; its comments stay. Raises ``IndexError``."""
    _contact(text, index, name)
    return changes.clear(text, (*CONTACTS, index), name)


def choose(text: str, field: str, ids: Sequence[str], name: str = "") -> str:
    """Set what is chosen, in order: a field of ``CHOICES``.

    None at all takes the field away: that means all organisations, products and readers, and Dutch.
    """
    now = _value(text, (*EDITION, field), name)
    typed = {one.lower(): one for one in now if isinstance(one, str)} if _is_list(now) else {}
    chosen: list[Value] = [typed.get(id_, id_) for id_ in ids]
    return changes.set_value(text, (*EDITION, field), chosen, name)


def confirm(text: str, facts: Collection[Place], day: date, name: str = "") -> str:
    """Record the day on which facts were checked: ``("edition", "contacts", 0)``, or of a file with
    organisations ``("organisations", 0, "phone")``.

    An edition is not older than what it says: its ``date`` becomes that day when it was before.
    Raises ``KeyError`` for a place that has no ``checked``.
    """
    wanted: dict[Place, Value] = {}
    for place in facts:
        if _value(text, (*place, "checked"), name) is None:
            raise KeyError((*place, "checked"))
        wanted[*place, "checked"] = day.isoformat()
    dated = _value(text, DAY, name)
    if any(place[:2] == CONTACTS for place in facts) and isinstance(dated, str):
        wanted |= {DAY: day.isoformat()} if dated < day.isoformat() else {}
    return changes.set_values(text, wanted, name)


def facts_of(text: str, id_: str, name: str = "") -> list[Place]:
    """Return the places of all facts about an own organisation, for ``confirm``."""
    rows = _value(text, ("organisations",), name)
    found: list[Place] = []
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict) and row.get("id") == id_:
            place: Place = ("organisations", index)
            own: list[Place] = [place] if "checked" in row else []
            inner = [
                (*place, field)
                for field, value in row.items()
                if isinstance(value, dict) and "checked" in value
            ]
            found += [*own, *inner]
    return found


def _changed(text: str, around: Place, fields: Mapping[str, Value | None], name: str) -> str:
    given: dict[Place, Value] = {
        (*around, field): value for field, value in fields.items() if value is not None
    }
    text = changes.set_values(text, given, name)
    for field, value in fields.items():
        if value is None:
            text = changes.clear(text, (*around, field), name)
    return text


def _in_order(place: Place, fields: Mapping[str, Value]) -> dict[str, Value]:
    names = [field for field in fields_at(place) if field in fields]
    return {field: fields[field] for field in dict.fromkeys([*names, *fields])}


def _value(text: str, place: Place, name: str) -> Any:
    found: Any = parse_leniently(text, name)[0].data
    for step in place:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def _contact(text: str, index: int, name: str) -> None:
    contacts = _value(text, CONTACTS, name)
    if not _is_list(contacts) or not 0 <= index < len(contacts):
        raise IndexError(index)


def _is_list(value: object) -> bool:
    return isinstance(value, list)
