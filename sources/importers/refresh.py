"""Update an edition from a register line by line; everything else stays as typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from wegwijs.sources.editing.changes import set_values
from wegwijs.sources.editing.tree import Tree
from wegwijs.sources.importers.edition_text import mark
from wegwijs.sources.importers.taken import TakenContact, TakenEdition
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import ParsedFile, Place, parse
from wegwijs.sources.versions import next_version
from wegwijs.sources.ways import HOURS, WAYS

CONFIRM_AFTER = timedelta(days=180)  # an unchanged number gets a new date twice a year
WORDS = {
    **{way.id: way.short for way in WAYS.values()},
    "date": "datum",
    "version": "versie",
}
_CHECKED = (*WAYS, "numbers", HOURS.id)  # of a contact, on the day that is printed with it
CODES = {"cbs_code": "CBS-code", "duo_code": "code van DUO"}


class Refreshed(Struct):
    """The new text, what changed in it, and what differs but was left alone."""

    text: str
    changed: list[str] = []
    left: list[str] = []


class _Wanted(Struct):
    """The values to write: ``fresh`` of ways, ``dates`` with their sources. ``swapped``: new marks
    by the old ones.
    """

    fresh: dict[Place, str] = {}
    dates: dict[Place, str] = {}
    swapped: dict[str, str] = {}
    checked: list[str] = []


def refresh(text: str, taken: TakenEdition, today: date, name: str) -> Refreshed:
    """Return the edition's text with the present data of the register.

    Changes only values that an import wrote and nobody edited since, as recorded in ``imported``,
    in contacts whose ``source`` still names the register. The check date moves only when all of a
    contact that is printed agrees with the register, and nothing else was added to it; the
    edition's date moves when something else is printed, or when a contact would be younger than the
    edition. A change in print is a new version. Raises ``InvalidSources`` when the text is not
    valid YAML.
    """
    document = parse(text, name)
    edition = _mapping(_mapping(document.data).get("edition"))
    if edition.get("kind") != taken.kind.id:
        return Refreshed(text, left=[f"dit is geen uitgave {taken.kind.of}"])
    marks = str(edition.get("imported", "")).split()
    result = Refreshed(text, left=list(_renamed(edition, taken, marks)))
    times = Counter(_values(edition))
    # Of what stands there twice, an import wrote one, and a person may have typed the other.
    own = [one for one in marks if times[one] < 2]
    wanted = _Wanted()
    for number, one in enumerate(taken.contacts):
        found = [
            (index, _mapping(contact))
            for index, contact in enumerate(edition.get("contacts") or ())
            if _mapping(contact).get("role") == one.role
        ]
        if len(found) == 1:
            result.left += _compared(wanted, one, *found[0], own)
        elif not number:
            result.left.append(f"er is niet precies één contact met role: {one.role}")
            return result
    changes = wanted.fresh | wanted.dates
    if wanted.swapped:
        changes["edition", "imported"] = " ".join(wanted.swapped.get(old, old) for old in marks)
    moved = str(today) if wanted.fresh else max(wanted.checked, default="")
    if wanted.dates and str(edition.get("date", "")) < moved:
        changes["edition", "date"] = str(today)
    if wanted.fresh and (version := next_version(edition.get("version"))):
        changes["edition", "version"] = version
    return _written(result, document, changes) if changes else result


def _values(edition: Mapping[str, Any]) -> Iterator[str]:
    """Yield the marks of all numbers and addresses of an edition."""
    for contact in edition.get("contacts") or ():
        ways = (_mapping(contact).get(way) for way in WAYS)
        yield from (mark(value) for value in ways if isinstance(value, str) and value)


def _compared(
    wanted: _Wanted, one: TakenContact, index: int, contact: Mapping[str, Any], marks: list[str]
) -> list[str]:
    """Add what changes in a contact to ``wanted``; return what differs and is left alone."""
    differing = {key: new for key, new in one.values.items() if (contact.get(key) or None) != new}
    others = [key for key in _CHECKED if key not in one.values and contact.get(key)]
    differing |= {key: None for key in others if mark(str(contact[key])) in marks}
    source = contact.get("source")
    ours = isinstance(source, str) and (
        source.startswith(one.register.title) or mark(source) in marks
    )
    if not ours:
        return [_differs(key, contact, new, one) for key, new in differing.items() if new]
    fresh = {
        key: new
        for key, new in differing.items()
        if new and isinstance(mine := contact.get(key), str) and mark(mine) in marks
    }
    if fresh and str(contact.get("checked", "")) > str(one.checked):
        age = f"{one.register.itself} is van {one.checked}, uw gegevens zijn nagekeken op"
        told = [_differs(key, contact, new, one) for key, new in differing.items()]
        return [*told, f"{age} {contact['checked']}"]
    theirs = [key for key in differing if key not in fresh]
    place = ("edition", "contacts", index)
    wanted.fresh |= {(*place, key): new for key, new in fresh.items()}
    wanted.swapped |= {mark(contact[key]): mark(new) for key, new in fresh.items()}
    confirmed = not others and not any(contact.get(key) for key in theirs)
    if confirmed and (fresh or _long_ago(contact.get("checked"), one.checked)):
        wanted.dates |= {(*place, "source"): one.source, (*place, "checked"): str(one.checked)}
        wanted.checked.append(str(one.checked))
        if source and mark(source) in marks:
            wanted.swapped[mark(source)] = mark(one.source)
    return [_differs(key, contact, differing[key], one) for key in theirs]


def _renamed(edition: Mapping[str, Any], taken: TakenEdition, marks: list[str]) -> Iterator[str]:
    """Report a name or code other than the import wrote; a person's edit is kept."""
    name, where = edition.get("name"), taken.register.where
    if name not in (taken.name, taken.called) and mark(taken.called) not in marks:
        advice = "Verander zelf name en publisher"
        yield f"naam: in uw bestand {name or 'niets'}, {where} {taken.called}. {advice}"
    for field, new in taken.codes.items():
        code = edition.get(field)
        if code and new and code != new:
            yield f"{CODES[field]}: in uw bestand {code}, {where} {new}. Verander zelf {field}"


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


def _differs(key: str, contact: Mapping[str, Any], new: str | None, one: TakenContact) -> str:
    mine = contact.get(key) or "niets"
    there = f"{one.register.where} {new or 'niets (meer)'}"
    return f"{WORDS[key]}: in uw bestand {mine}, {there}"


def _long_ago(checked: object, now: date) -> bool:
    try:
        return now - date.fromisoformat(str(checked)) > CONFIRM_AFTER
    except ValueError:
        return True


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
