"""The user's own editions that an import of schools must know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from wegwijs.sources.days import day
from wegwijs.sources.importers.names import alike
from wegwijs.sources.importers.taken import ROO, TakenContact
from wegwijs.sources.kinds import MUNICIPALITY, SCHOOL
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import MAX_BYTES, parse, read_text
from wegwijs.sources.regular import read_regular
from wegwijs.sources.ways import WAYS

_DUO_CODE = re.compile(rb"^ *duo_code: *['\"]?([0-9]{2}[A-Z]{2}(?:[0-9]{2})?)\b", re.MULTILINE)


class OwnSchool(Struct, frozen=True):
    """The user's edition of a school, under whatever file name; ``source`` of its contact."""

    path: Path
    name: str
    code: str
    cbs_code: str
    source: str


class OwnEditions(Struct):
    """What the user's folder has: schools by code, schools without one by name, how often a name
    is in use, the ids that are taken, and the contacts of municipalities by CBS code.
    """

    schools: dict[str, list[OwnSchool]] = {}
    uncoded: dict[str, list[OwnSchool]] = {}
    names: Counter[str] = Counter()
    ids: set[str] = set()
    municipalities: dict[str, TakenContact] = {}


def own_editions(folder: Path) -> OwnEditions:
    """Read the user's folder. A school whose file has a fault in it is known by its code."""
    own = OwnEditions(names=Counter())
    for path in sorted(folder.glob("editions/*.yaml")):
        own.ids.add(path.stem)
        try:
            data = parse(read_text(path, path.name), path.name).data
        except InvalidSources:
            _add_unreadable(own, path)
            continue
        edition = data.get("edition") if isinstance(data, dict) else None
        if isinstance(edition, dict):
            _add(own, path, edition)
    return own


def _add_unreadable(own: OwnEditions, path: Path) -> None:
    try:
        found = _DUO_CODE.search(read_regular(path, MAX_BYTES, follow=True))
    except OSError:
        return
    if found:
        code = found[1].decode()
        own.schools.setdefault(code, []).append(OwnSchool(path, path.stem, code, "", ""))


def _add(own: OwnEditions, path: Path, edition: Mapping[str, object]) -> None:
    listed = edition.get("contacts")
    contacts = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    code, cbs_code, name = (
        str(edition.get(field) or "") for field in ("duo_code", "cbs_code", "name")
    )
    if edition.get("kind") == MUNICIPALITY.id and cbs_code and (contact := _municipal(contacts)):
        own.municipalities[cbs_code] = contact
    if edition.get("kind") == SCHOOL.id:
        of_school = (one for one in contacts if one.get("role") == SCHOOL.role)
        source = next((str(one.get("source")) for one in of_school), "")
        school = OwnSchool(path, name, code, cbs_code, source)
        own.names[alike(name)] += 1
        by, key = (own.schools, code) if code else (own.uncoded, alike(name))
        by.setdefault(key, []).append(school)


def _municipal(contacts: Sequence[Mapping[str, object]]) -> TakenContact | None:
    """Return the municipality's contact as its own edition has it, with its source."""
    found = [one for one in contacts if one.get("role") == MUNICIPALITY.role]
    if len(found) != 1 or not found[0].get("source"):
        return None
    values: dict[str, str | None] = {}
    for way in WAYS.values():
        typed = found[0].get(way.id)
        try:
            if isinstance(typed, str) and way.read(typed):
                values[way.id] = typed
        except ValueError:
            continue
    try:
        checked = day(str(found[0].get("checked")))
    except ValueError:
        return None
    if not values:
        return None
    return TakenContact(
        role=MUNICIPALITY.role or "",
        register=ROO,
        source=str(found[0]["source"]),
        checked=checked,
        values=values,
        label="Gemeente, openbare orde",
        about="Uit uw uitgave van de gemeente.",
    )
