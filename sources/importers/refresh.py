"""Update an edition from the register line by line; everything else stays as typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from wegwijs.sources.editing.changes import set_values
from wegwijs.sources.editing.tree import Tree
from wegwijs.sources.importers.edition_text import REGISTER, mark, source_of
from wegwijs.sources.importers.roo import Municipality
from wegwijs.sources.kinds import MUNICIPALITY
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import ParsedFile, Place, parse
from wegwijs.sources.versions import next_version
from wegwijs.sources.ways import WAYS

CONFIRM_AFTER = timedelta(days=180)  # an unchanged number gets a new date twice a year
WORDS = {
    **{way.id: way.short for way in WAYS.values()},
    "date": "datum",
    "version": "versie",
}


class Refreshed(Struct):
    """The new text, what changed in it, and what differs but was left alone."""

    text: str
    changed: list[str] = []
    left: list[str] = []


def refresh(text: str, one: Municipality, day: date | None, today: date, name: str) -> Refreshed:
    """Return the edition's text with the present data of the register.

    Changes only values that an import wrote and nobody edited since, as recorded in ``imported``,
    in the contact with role gemeente whose ``source`` still names the register. The check date
    moves only when everything that is printed agrees with the register; the edition's date moves
    when something else is printed, or when the contact would be younger than the edition. A change
    in print is a new version. Raises ``InvalidSources`` when the text is not valid YAML.
    """
    document = parse(text, name)
    edition = _mapping(_mapping(document.data).get("edition"))
    if edition.get("kind") != MUNICIPALITY.id:
        return Refreshed(text, left=["dit is geen uitgave van een gemeente"])
    marks = str(edition.get("imported", "")).split()
    result = Refreshed(text, left=list(_renamed(edition, one, marks)))
    contacts = [
        (index, _mapping(contact))
        for index, contact in enumerate(edition.get("contacts") or ())
        if _mapping(contact).get("role") == MUNICIPALITY.role
    ]
    if len(contacts) != 1:
        result.left.append("er is niet precies één contact met role: gemeente")
        return result
    index, contact = contacts[0]
    known = {"phone": one.phone, "email": one.email, "web": one.web}
    differing = {key: new for key, new in known.items() if (contact.get(key) or None) != new}
    source = contact.get("source")
    if not isinstance(source, str) or not source.startswith(REGISTER):
        result.left += [_differs(key, contact, new) for key, new in differing.items() if new]
        return result
    checked = day or today
    fresh = {
        key: new
        for key, new in differing.items()
        if new and isinstance(mine := contact.get(key), str) and mark(mine) in marks
    }
    if fresh and str(contact.get("checked", "")) > str(checked):
        age = f"het register is van {checked}, uw gegevens zijn nagekeken op {contact['checked']}"
        result.left += [*(_differs(key, contact, new) for key, new in differing.items()), age]
        return result
    theirs = [key for key in differing if key not in fresh]
    result.left += [_differs(key, contact, differing[key]) for key in theirs]
    place = ("edition", "contacts", index)
    wanted: dict[Place, str] = {(*place, key): new for key, new in fresh.items()}
    if fresh:
        swapped = {mark(contact[key]): mark(new) for key, new in fresh.items()}
        wanted["edition", "imported"] = " ".join(swapped.get(old, old) for old in marks)
    confirmed = not any(contact.get(key) for key in theirs)
    if confirmed and (fresh or _long_ago(contact.get("checked"), checked)):
        wanted |= {(*place, "source"): source_of(day), (*place, "checked"): str(checked)}
        if str(edition.get("date", "")) < str(today if fresh else checked):
            wanted["edition", "date"] = str(today)
    if fresh and (version := next_version(edition.get("version"))):
        wanted["edition", "version"] = version
    return _written(result, document, wanted) if wanted else result


def _renamed(edition: Mapping[str, Any], one: Municipality, marks: list[str]) -> Iterator[str]:
    """Report a name or code other than the import wrote; a person's edit is kept."""
    name, code = edition.get("name"), edition.get("cbs_code")
    if name != one.name and mark(one.name) not in marks:
        advice = "Verander zelf name en publisher"
        yield f"naam: in uw bestand {name or 'niets'}, in het register {one.name}. {advice}"
    if code and one.code and code != one.code:
        yield f"CBS-code: in uw bestand {code}, in het register {one.code}. Verander zelf cbs_code"


def _written(result: Refreshed, document: ParsedFile, wanted: Mapping[Place, str]) -> Refreshed:
    """Return the text with the values replaced, unchanged when one is not on a line of its own."""
    tree = Tree(result.text)
    typed = {place: document.typed(place) for place in wanted}
    wanted = {place: new for place, new in wanted.items() if typed[place] != new}
    named = {place: str(place[-1]) for place in wanted}
    changes = [
        f"{WORDS[key]} {typed[place] or 'niets'} -> {wanted[place]}"
        for place, key in named.items()
        if key in WORDS
    ]
    by_hand = [
        key
        for place, key in named.items()
        if not (node := tree.nodes.get(place)) or not tree.is_simple(node)
    ]
    if not by_hand:
        try:
            result.text = set_values(result.text, wanted, document.file)
        except InvalidSources:
            by_hand = ["contacts"]
        else:
            result.changed = changes or ["niets nieuws, de dag van nakijken is bijgewerkt"]
            return result
    message = f"{by_hand[0]} staat niet op één eenvoudige regel, verander het zelf"
    result.left.append(f"{message}: {', '.join(changes)}" if changes else message)
    return result


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
