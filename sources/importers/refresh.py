"""An edition brought up to date with the register, line by line: all else stays as it was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sources.importers.edition_text import REGISTER, scalar, source_of
from sources.importers.roo import Municipality
from sources.problems import InvalidSources
from sources.reader import Document, parse

CONFIRM_AFTER = timedelta(days=180)  # a number that stays the same is dated anew twice a year
MAX_LINE = 500  # of a line that is changed; trying a pattern on it takes the square of its length
WORDS = {"phone": "telefoon", "email": "e-mail", "web": "website", "date": "datum"}

# A field with its value on the same line, and what follows it.
_LINE = re.compile(
    r"""(?P<head>\s*(?:-\s+)?(?P<key>[a-z]+):\s+)
        (?P<value>'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^\s'"#&*!|>\[{%@`](?:[^#\r\n]|(?<!\s)\#)*?)
        (?P<tail>\s*|\s+\#[^\r\n]*\s*)""",
    re.VERBOSE,
)


@dataclass
class Refreshed:
    """The text, what changed in it, and what differs but was left as it is."""

    text: str
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def refresh(text: str, one: Municipality, day: date | None, today: date, name: str) -> Refreshed:
    """The edition's text with what the register now says.

    Only the contact of role gemeente, and only while its ``source`` still names the register. The
    date of the edition moves only when the contact would else be younger than the edition.
    Raises ``InvalidSources`` when the text is no YAML of ours.
    """
    document = parse(text, name)
    edition = _mapping(_mapping(document.data).get("edition"))
    if edition.get("kind") != "municipality":
        return Refreshed(text, left=["dit is geen uitgave van een gemeente"])
    contacts = [
        (index, _mapping(contact))
        for index, contact in enumerate(edition.get("contacts") or ())
        if _mapping(contact).get("role") == "gemeente"
    ]
    if len(contacts) != 1:
        return Refreshed(text, left=["er is niet precies één contact met role: gemeente"])
    index, contact = contacts[0]
    known = {"phone": one.phone, "email": one.email, "web": one.web}
    differing = {key: new for key, new in known.items() if new and contact.get(key) != new}
    source = contact.get("source")
    if not isinstance(source, str) or not source.startswith(REGISTER):
        return Refreshed(text, left=[_differs(key, contact, new) for key, new in differing.items()])
    result = Refreshed(text)
    place = ("edition", "contacts", index)
    wanted: dict[tuple[str | int, ...], str] = {}
    for key, new in known.items():
        if new and key in differing and key in contact:
            wanted[(*place, key)] = new
        elif key in differing or (not new and key in contact):
            result.left.append(_differs(key, contact, new))
    checked = day or today
    if wanted and str(contact.get("checked", "")) > str(checked):
        age = f"het register is van {checked}, uw gegevens zijn nagekeken op {contact['checked']}"
        left = [_differs(key, contact, new) for key, new in differing.items()]
        return Refreshed(text, left=[*left, age])
    if not wanted and not _long_ago(contact.get("checked"), checked):
        return result
    wanted |= {(*place, "source"): source_of(day), (*place, "checked"): str(checked)}
    if str(edition.get("date", "")) < str(checked):
        wanted["edition", "date"] = str(today)
    return _written(result, document, wanted)


def _written(
    result: Refreshed, document: Document, wanted: Mapping[tuple[str | int, ...], str]
) -> Refreshed:
    """The lines replaced; nothing at all when one of them is not as simple as it looks."""
    lines = result.text.splitlines(keepends=True)
    goal: Any = deepcopy(document.data)
    for place, new in wanted.items():
        around = goal
        for step in place[:-1]:
            around = around[step]
        key = str(place[-1])
        old = around.get(key)
        if old == new:
            continue
        around[key] = new
        number = document.lines.get(place, 0) - 1
        line = lines[number] if 0 <= number < len(lines) else ""
        match = _LINE.fullmatch(line) if len(line) <= MAX_LINE else None
        if match is None or match["key"] != key:
            return _by_hand(result, key, old, new)
        plain = new if key in ("checked", "date") else scalar(new)
        lines[number] = match["head"] + plain + match["tail"]
        if key in WORDS:
            result.changed.append(f"{WORDS[key]} {old} -> {new}")
    text = "".join(lines)
    try:
        right = parse(text, document.file).data == goal
    except InvalidSources:
        right = False
    if not right:
        return _by_hand(result, "contacts", "", "")
    result.changed = result.changed or ["niets nieuws, de dag van nakijken is bijgewerkt"]
    result.text = text
    return result


def _by_hand(result: Refreshed, key: str, old: object, new: str) -> Refreshed:
    change = f": {old or 'niets'} -> {new}" if new else ""
    message = f"{key} staat niet op één eenvoudige regel, verander het zelf{change}"
    return Refreshed(result.text, left=[*result.left, message])


def _differs(key: str, contact: Mapping[str, Any], new: str | None) -> str:
    mine = contact.get(key) or "niets"
    return f"{WORDS[key]}: in uw bestand {mine}, in het register {new or 'niets (meer)'}"


def _long_ago(checked: object, now: date) -> bool:
    try:
        return now - date.fromisoformat(str(checked)) > CONFIRM_AFTER
    except ValueError:
        return True


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
