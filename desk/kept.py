"""What a contact may have that its form has no field for: shown in Dutch, and kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wegwijs.desk.edition import Tree
from wegwijs.sources.hours import DAYS, DUTCH
from wegwijs.sources.ways import HOURS, NUMBERS, WAYS

_ONE_STRETCH = re.compile("[^,-]*-[^,-]*")


def kept(contact: Tree) -> Iterator[tuple[str, str]]:
    """Yield the name and value of each."""
    if contact.get("phone_for"):
        yield "telefoonnummer, waarvoor", str(contact["phone_for"])
    for number in contact.get("numbers") or ():
        if isinstance(number, dict):
            yield NUMBERS[1].long, f"{number.get('number')} ({number.get('purpose')})"
    for way in WAYS.values():
        if way.named and contact.get(way.id):
            yield way.long, str(contact[way.id])
    if not has_simple_hours(contact):
        yield HOURS.long, _hours(contact["hours"])


def has_simple_hours(contact: Tree) -> bool:
    """Whether the form can show its opening hours: none, or one stretch on days that are alike."""
    hours = contact.get("hours")
    if not isinstance(hours, dict):
        return True
    times = hours.get("times")
    each = not hours.keys().isdisjoint(DAYS)
    return not each and (not isinstance(times, str) or bool(_ONE_STRETCH.fullmatch(times)))


def _hours(hours: Tree) -> str:
    """Return hours as they are typed, with Dutch names of days."""
    names = dict(zip(DAYS, DUTCH, strict=True)) | {"workdays": "werkdagen", "daily": "elke dag"}
    if "times" in hours:
        return f"{names.get(str(hours.get('days')), '')} {hours['times']}".strip()
    told = (f"{names[day]} {hours[day]}" for day in DAYS if day in hours)
    return "; ".join(told).replace("closed", "gesloten")
