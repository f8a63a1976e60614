"""A contact of an edition, and the fields in which its form shows it and takes it back.

What a form shows is compared with what came back: a contact of which nobody changed a field keeps
its value as it was written, also one that the form cannot show.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wegwijs.desk.edition import Tree, value
from wegwijs.desk.web_addresses import completed
from wegwijs.sources.hours import CLOSED, DAYS, TOGETHER
from wegwijs.sources.importers.table_hours import hours_in_fields, times_in_field
from wegwijs.sources.ways import HOURS, MOST_NUMBERS, WAYS

OF_CONTACT = ("label", "role", *WAYS, "phone_for", "source")
FACTS = (*WAYS, "phone_for", "numbers", HOURS.id)  # a new value was checked today
ENDS = ("opens", "closes")
_ONE_STRETCH = re.compile("[^,-]*-[^,-]*")
_CLOCK = re.compile("(?<=[0-9]):(?=[0-9])")
_ANSWERS = 12  # rows of numbers that a form may have, or as many as the file
_NUMBER, _PURPOSE = "number", "purpose"

Texts = Mapping[str, str]  # by the name of the field, without the place of the contact


def fill(contact: Tree, typed: Texts) -> bool:
    """Fill in a contact. Return whether its number, addresses or hours changed, so that it counts
    as checked today.
    """
    before = {field: contact.get(field) for field in FACTS}
    for field in OF_CONTACT:
        text = typed.get(field)
        if text is not None and text != value(contact, field):
            _set(contact, field, completed(field, text))
    _fill_numbers(contact, typed)
    _fill_hours(contact, typed)
    return before != {field: contact.get(field) for field in FACTS}


def _set(tree: Tree, field: str, found: Any) -> None:
    if found:
        tree[field] = found
    else:
        tree.pop(field, None)


def numbers_of(contact: Tree) -> list[tuple[str, str]]:
    """Return the further numbers with what each is for, and empty rows to fill in."""
    rows = [(value(row, _NUMBER), value(row, _PURPOSE)) for row in _rows_of(contact)]
    return rows + [("", "")] * (MOST_NUMBERS - len(rows))


def _rows_of(contact: Tree) -> list[Tree]:
    """Return the further numbers as written; one without a field name as a number."""
    found = contact.get("numbers")
    rows = found if isinstance(found, list) else []
    return [row if isinstance(row, dict) else {_NUMBER: row} for row in rows]


def _fill_numbers(contact: Tree, typed: Texts) -> None:
    written, shown = _rows_of(contact), numbers_of(contact)
    rows: list[tuple[int, tuple[str, str]]] = []
    for index in range(max(len(shown), _ANSWERS)):
        place = f"numbers.{index}"
        number = typed.get(f"{place}.{_NUMBER}")
        if number is not None:
            rows.append((index, (number, typed.get(f"{place}.{_PURPOSE}", ""))))
    if not rows or [row for _, row in rows if any(row)] == [row for row in shown if any(row)]:
        return
    filled: list[Tree] = []
    for index, row in rows:
        if any(row):
            one = dict(written[index]) if index < len(written) else {}
            for field, text in zip((_NUMBER, _PURPOSE), row, strict=True):
                _set(one, field, text)
            filled.append(one)
    _set(contact, "numbers", filled)


def has_simple_hours(contact: Tree) -> bool:
    """Whether one row can show its opening hours: none, or one stretch on days that are alike."""
    hours = contact.get(HOURS.id)
    if not isinstance(hours, dict):
        return True
    times = hours.get("times")
    each = not hours.keys().isdisjoint(DAYS)
    return not each and (not isinstance(times, str) or bool(_ONE_STRETCH.fullmatch(times)))


def simple_hours(contact: Tree) -> Texts:
    """Return the days, and from when until when, as a form shows them."""
    opens, _, closes = value(contact, "hours.times").partition("-")
    shown = (one.strip().replace(":", ".") for one in (opens, closes))
    return {"days": value(contact, "hours.days"), **dict(zip(ENDS, shown, strict=True))}


def hours_by_day(contact: Tree) -> Texts:
    """Return the hours of each day as a form shows them: ``09.00-12.00 en 13.00-16.00``."""
    hours = contact.get(HOURS.id)
    found = hours if isinstance(hours, dict) else {}
    alike = DAYS[: TOGETHER.get(str(found.get("days")), 0)]
    together = dict.fromkeys(alike, found.get("times"))
    return {day: _shown(found.get(day) or together.get(day)) for day in DAYS}


def _shown(times: object) -> str:
    text = times if isinstance(times, str) else ""
    return "gesloten" if text.lower() in CLOSED else _CLOCK.sub(".", text)


def _fill_hours(contact: Tree, typed: Texts) -> None:
    by_day = {day: typed[f"hours.{day}"] for day in DAYS if f"hours.{day}" in typed}
    if by_day:
        if by_day != hours_by_day(contact):
            _set(contact, HOURS.id, hours_in_fields(by_day))
    elif "days" in typed and has_simple_hours(contact):
        now = {name: typed.get(name, "") for name in ("days", *ENDS)}
        if now != simple_hours(contact):
            times = times_in_field("-".join(now[end] for end in ENDS))
            days = now["days"] or "workdays"
            _set(contact, HOURS.id, {"days": days, "times": times} if any(now.values()) else None)
