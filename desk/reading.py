"""Read an edition as the program does, with each fault at its field.

The only module of the desk that uses the loader. An edition with faults can still be shown: a wrong
value is left out, and where that was a number the sign is empty. A wrong number is never drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import structs

from wegwijs.desk import wording
from wegwijs.desk.contact_fields import numbers_of
from wegwijs.desk.edition import Fault, Tree, Written, contacts, value
from wegwijs.desk.fields import ORIGIN
from wegwijs.layouts.products.registry import SELECTABLE
from wegwijs.layouts.typesetting.theme import Theme, load_theme
from wegwijs.sources.folder import EDITIONS, ENDING, Listing, list_folders
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.load import Loaded, load
from wegwijs.sources.model import Pack
from wegwijs.sources.model.fields import MOST_CONTACTS
from wegwijs.sources.portable import PICTURE, edition_of, listing_of
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import parse
from wegwijs.sources.values import Phone
from wegwijs.sources.ways import PHONE
from wegwijs.sources.ways import WAYS as ALL_WAYS

# Drawn in place of a wrong number: invisible, and recognised by its link target.
EMPTY = Phone("\N{NO-BREAK SPACE}", "tel:leeg")
STANDS_IN = "14 030"  # replaced by EMPTY afterwards; the loader requires a valid number
UNKNOWN = "\N{HORIZONTAL ELLIPSIS}"  # placeholder for a field that is not filled in yet
LONG_AGO = "2026-01-01"  # in place of the day on which a contact was checked
LATE = "2099-12-31"  # in place of a wrong date: no fact was checked after it
WAYS = ("phone", "email", "web")  # one of these is on the sign
TRAVELLING = f"gegevens{ENDING}"  # the name of a travelling edition in messages
ROUNDS = 4  # rounds of leaving out wrong values, before giving up
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_STEP = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Reading:
    """An edition that was read. ``loaded`` is what can be shown of it: None when it is unreadable.

    ``empty`` are the indices of contacts whose sign is empty, ``elsewhere`` the faults in other
    files, ``kept`` the indices of the contacts that are shown.
    """

    written: Written
    tree: Tree
    loaded: Loaded | None
    faults: tuple[Fault, ...]
    empty: tuple[int, ...] = ()
    elsewhere: tuple[str, ...] = ()
    kept: tuple[int, ...] = ()


@cache
def theme() -> Theme:
    """Return the theme with its fonts, loaded once in each process."""
    return load_theme()


def tree_of(text: str, name: str = "edition") -> Tree:
    """Return the edition in a YAML text. Raises ``InvalidSources``."""
    data = parse(text, name).data
    found = data.get("edition") if isinstance(data, dict) else None
    if not isinstance(found, dict):
        raise InvalidSources([Problem(name, 0, "edition", "dit is geen gegevens-bestand")])
    return found


@lru_cache(maxsize=16)  # a screen requests pictures, a verdict and a text of the same edition
def read(written: Written) -> Reading:
    """Read an edition with all its faults. Raises ``InvalidSources`` if it is not YAML."""
    tree = tree_of(written.text, f"editions/{written.id}.yaml")
    own = tuple(_own_faults(tree))
    draft = _Draft(tree)
    for fault in own:
        draft.leave_out(fault.place)
    found: list[Fault] = []
    elsewhere: list[str] = []
    loaded: Loaded | None = None
    for _ in range(ROUNDS):
        draft.fill()
        try:
            loaded = _loaded(written, draft.shown())
            break
        except InvalidSources as error:
            for problem in error.problems:
                place = draft.place(place_of(problem))
                if place and wording.lacks_label(problem.message):
                    place = f"{place}.label"
                if place:
                    chosen = value(tree, place) if place.split(".")[0] in wording.LISTS else ""
                    found.append(Fault(place, wording.told(place, problem.message, chosen)))
                    draft.leave_out(place)
                else:
                    elsewhere.append(str(problem))
    if loaded:
        loaded = structs.replace(loaded, pack=draft.emptied(loaded))
    told = {fault.place for fault in own}
    every = _in_order([*own, *(fault for fault in found if fault.place not in told)])
    others = tuple(dict.fromkeys(elsewhere))
    return Reading(written, tree, loaded, every, draft.empty, others, draft.kept)


def place_of(problem: Problem) -> str:
    """Return the place of a problem in the edition, as ``contacts.0.phone``; empty for
    another section.
    """
    if not problem.field.startswith("edition."):
        return ""
    place = _STEP.sub(lambda step: f".{int(step[1]) - 1}", problem.field)
    return place.removeprefix("edition.")


def _own_faults(tree: Tree) -> Iterator[Fault]:
    """Yield the faults of fields that can be validated on their own, in the words of the desk."""
    for index, contact in enumerate(contacts(tree)):
        for way in ALL_WAYS:
            text = contact.get(way)
            if isinstance(text, str) and text and (fault := wording.judge(way, text)):
                yield replace(fault, place=f"contacts.{index}.{way}")
        for row, (text, _) in enumerate(numbers_of(contact)):
            if text and (fault := wording.judge(PHONE.id, text)):
                yield replace(fault, place=f"contacts.{index}.numbers.{row}.number")
        if not any(isinstance(contact.get(way), str) and contact.get(way) for way in WAYS):
            yield Fault(f"contacts.{index}.phone", wording.NO_WAY)
        for field in ("role", "checked"):
            if not contact.get(field):
                told = wording.FILL_IN if field == "role" else wording.NOT_THERE
                yield Fault(f"contacts.{index}.{field}", told)
    yield from _not_there(tree)
    kind = KINDS.get(str(tree.get("kind")))
    needed = "name" if kind and kind.name_of and not tree.get("name") else "publisher"
    if not tree.get(needed):  # the publisher follows the name, so who has none is asked for that
        yield Fault(needed, wording.FILL_IN)
    for field in ("contact", "site", "accent"):
        text = tree.get(field)
        if isinstance(text, str) and text and (fault := wording.judge(field, text)):
            yield replace(fault, place=field)


def _not_there(tree: Tree) -> Iterator[Fault]:
    """Yield what the file alone says and does not say, or not in a form that can be read: a draft
    that is shown leaves it out or has a placeholder, which the loader does not complain of.
    """
    for field in ("version", "date", "origin"):
        if not tree.get(field):
            yield Fault(field, wording.NOT_THERE)
    found = tree.get("contacts", [])
    if not isinstance(found, list) or len(contacts(tree)) != len(found):
        yield Fault("contacts", wording.NO_CONTACTS)


class _Draft:
    """An edition from which wrong values are left out. A contact without any value is not shown."""

    def __init__(self, tree: Tree) -> None:
        self.tree = deepcopy(tree)
        self._own = contacts(self.tree)
        if "contacts" in self.tree:  # places count those alone
            self.tree["contacts"] = self._own
        self._empty: set[int] = set()
        self._kept = [i for i, one in enumerate(self._own) if any(one.get(way) for way in WAYS)]

    @property
    def empty(self) -> tuple[int, ...]:
        """The contacts whose number is wrong, or that have no valid way to be reached."""
        return tuple(sorted(self._empty))

    @property
    def kept(self) -> tuple[int, ...]:
        """The contacts that are shown."""
        return tuple(self._kept)

    def place(self, place: str) -> str:
        """Return the place in the edition for a place in the draft: contacts may have
        been left out.
        """
        first, _, rest = place.partition(".")
        number, _, last = rest.partition(".")
        if first != "contacts" or not number.isdigit():
            return place
        return ".".join(filter(None, (first, str(self._kept[int(number)]), last)))

    def leave_out(self, place: str) -> None:
        """Remove a wrong value."""
        if place == "contacts":  # there are too many, or others that are no mappings
            del self._kept[MOST_CONTACTS:]
            return
        *around, last = place.split(".")
        found: Any = self.tree
        for step in around:
            try:
                found = found[int(step)] if isinstance(found, list) else found[step]
            except (KeyError, IndexError, ValueError, TypeError):
                return
        if isinstance(found, list) and last.isdigit() and int(last) < len(found):
            found[int(last)] = None
        elif isinstance(found, dict):
            found.pop(last, None)
        if around[:1] == ["logo"]:  # the loader wants a picture and its words
            self.tree.pop("logo", None)
        if around[:1] == ["contacts"] and last == "label":  # a role of one's own needs one
            self._own[int(around[1])]["label"] = UNKNOWN
        for whole in ("hours", "numbers"):  # half of them would say something else
            if whole in around:
                self._own[int(around[1])].pop(whole, None)
        if around[:1] == ["contacts"] and int(around[1]) in self._kept:
            one = self._own[int(around[1])]
            if last == "phone" or not any(one.get(way) for way in WAYS):
                self._empty.add(int(around[1]))

    def fill(self) -> None:
        """Add placeholders for fields that the loader requires."""
        tree = self.tree
        tree["publisher"] = tree.get("publisher") or UNKNOWN
        day = tree.get("date") or LONG_AGO
        tree["version"] = tree.get("version") or "1"
        tree["date"] = tree.get("date") or LATE
        tree["origin"] = tree.get("origin") or ORIGIN
        if not tree.get("name") and str(tree.get("kind")) in wording.NAMED_KINDS:
            tree["name"] = UNKNOWN
        for field in ("languages", "products", "organisations", "audience"):
            if isinstance(tree.get(field), list):
                tree[field] = [one for one in tree[field] if one is not None]
                if not tree[field]:
                    tree.pop(field)
        for index in self._kept:
            one = self._own[index]
            one.setdefault("checked", day)
            if not one.get("role"):  # one that no other contact has
                one["role"] = f"contact-{index + 1}"
                one["label"] = one.get("label") or UNKNOWN
            for field in [field for field, text in one.items() if text == ""]:
                del one[field]
            if index in self._empty:
                one["phone"] = STANDS_IN

    def shown(self) -> Tree:
        """The edition to load."""
        tree = {field: found for field, found in self.tree.items() if field != "contacts"}
        kept = [self._own[index] for index in self._kept]
        return tree | ({"contacts": kept} if kept else {})

    def emptied(self, loaded: Loaded) -> Pack:
        """Return the pack with empty signs for contacts whose number is wrong."""
        edition = loaded.pack.edition
        own = tuple(
            contact.model_copy(update={"phone": EMPTY}) if index in self._empty else contact
            for index, contact in zip(self._kept, edition.contacts, strict=True)
        )
        return loaded.pack.model_copy(
            update={"edition": edition.model_copy(update={"contacts": own})}
        )


def _loaded(written: Written, tree: Tree) -> Loaded:
    """Load an edition as if its file had this content. Raises ``InvalidSources``."""
    below = _listed(written.folders, _times(written.folders))
    if written.travels:
        text = _dumped(_around(written.text) | {"edition": tree}, has_logo="logo" in tree)
        listing = listing_of(text, TRAVELLING, below)
        id_ = edition_of(text, TRAVELLING)
    else:
        id_, text = written.id, _dumped({"edition": tree})
        listing = below.with_edition(written.folders[-1], id_, text)
    return load(
        id_,
        *listing.folders,
        missing_glyph=theme().fonts.missing,
        listing=listing,
        products=tuple(SELECTABLE),
    )


def _dumped(data: Tree, *, has_logo: bool = True) -> str:
    kept = {key: found for key, found in data.items() if has_logo or key != PICTURE}
    return yaml.dump(kept, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=1000)


@lru_cache(maxsize=4)
def _around(text: str) -> Tree:
    """Return the other sections of a travelling edition."""
    data: Any = parse(text, TRAVELLING).data
    return {key: found for key, found in data.items() if isinstance(key, str)}


@lru_cache(maxsize=4)
def _listed(folders: tuple[Path, ...], times: tuple[int, ...]) -> Listing:
    """Return the listing of folders; ``times`` is only a cache key."""
    return list_folders(*folders)


def _times(folders: Sequence[Path]) -> tuple[int, ...]:
    """Return when entries were last added to or removed from folders."""
    places = [place for folder in folders for place in (folder, folder / EDITIONS)]
    return tuple(place.stat().st_mtime_ns for place in places if place.exists())


def _in_order(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Return faults in the order of the fields on the screen, one for each field."""
    by_place: dict[str, Fault] = {}
    for fault in faults:
        by_place.setdefault(fault.place, fault)

    def rank(fault: Fault) -> tuple[int, str]:
        first = fault.place.split(".")[0]
        return wording.FIELDS.index(first) if first in wording.FIELDS else 99, fault.place

    return tuple(sorted(by_place.values(), key=rank))
