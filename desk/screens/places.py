"""Where on the form a fault of the edition is told: the field that shows it, and its anchor."""

from __future__ import annotations

from wegwijs.desk.contact_fields import OF_CONTACT
from wegwijs.desk.wording import LISTS
from wegwijs.sources.hours import DAYS

# What stands under another id than its own.
_ANCHORS = {
    "contacts": "contacten",
    "languages": "talen",
    "products": "maken",
    "organisations": "organisaties",
    "audience": "voor-wie",
    "logo.file": "logo",
}


def id_of(field: str) -> str:
    """Return the id of a field."""
    return field.replace(".", "-")


def field_of(place: str) -> str:
    """Return the field that shows a fault at a place: ``contacts.0.hours`` for
    ``contacts.0.hours.times``, ``contacts.0`` for what only the file says of a contact.
    """
    first, *rest = place.split(".")
    if first == "contacts":
        return ".".join((first, *_of_contact(rest)))
    if first == "logo":
        return "logo.alt" if rest == ["alt"] else "logo.file"
    return first if first in LISTS or first == "title" else place


def _of_contact(steps: list[str]) -> list[str]:
    """Return the steps from the contacts to the field that shows a fault."""
    if len(steps) < 2:
        return steps
    index, field, *inside = steps
    if field == "hours":
        return [index, field, *(inside if len(inside) == 1 and inside[0] in DAYS else ())]
    if field == "numbers":
        is_shown = len(inside) == 2 and inside[1] in ("number", "purpose")
        return [index, field, *(inside if is_shown else ())]
    return [index, field] if field in OF_CONTACT else [index]


def anchor_of(field: str) -> str:
    """Return the anchor of a field, or of the contact that shows a fault."""
    first, _, rest = field.partition(".")
    if first == "contacts" and rest.isdigit():
        return f"contact-{rest}"
    return _ANCHORS.get(field) or id_of(field)
