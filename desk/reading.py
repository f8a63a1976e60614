"""An edition read as the program reads it, with what is wrong told at the field.

The one place where the desk meets the loader. An edition with mistakes can still be shown: a wrong
value is left out, and where a number was the sign stays empty. A wrong number is never drawn.
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

from desk import wording
from desk.edition import Fault, Tree, Written, contacts
from layouts.products.registry import SELECTABLE
from layouts.typesetting.theme import Theme, load_theme
from sources.folder import EDITIONS, ENDING, Listing, list_folders
from sources.load import Loaded, load
from sources.model import Pack
from sources.portable import PICTURE, edition_of, listing_of
from sources.problems import InvalidSources, Problem
from sources.reader import parse
from sources.values import Phone

# Drawn where a number is wrong: nothing to see, and known by where its link leads.
EMPTY = Phone("\N{NO-BREAK SPACE}", "tel:leeg")
STANDS_IN = "14 030"  # until it is EMPTY; the loader wants a number
UNKNOWN = "\N{HORIZONTAL ELLIPSIS}"  # what is not filled in yet
WAYS = ("phone", "email", "web")
TRAVELLING = f"gegevens{ENDING}"  # what messages call a file that travels
ROUNDS = 4  # of leaving out what is wrong; more is no edition of ours
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_STEP = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Reading:
    """``loaded`` is what can be shown of an edition: None when it cannot be read at all.

    ``empty`` are the places of contacts whose sign stays empty, ``elsewhere`` what is wrong in
    other files than that of the edition, ``kept`` the places of the contacts that are shown.
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
    """The theme with its fonts, loaded once for each process."""
    return load_theme()


def tree_of(text: str, name: str = "edition") -> Tree:
    """The edition in a YAML text. Raises ``InvalidSources``."""
    data = parse(text, name).data
    found = data.get("edition") if isinstance(data, dict) else None
    if not isinstance(found, dict):
        raise InvalidSources([Problem(name, 0, "edition", "dit is geen gegevens-bestand")])
    return found


@lru_cache(maxsize=16)  # a screen asks for pictures, a verdict and a text of one and the same
def read(written: Written) -> Reading:
    """Read an edition with all that is wrong in it. Raises ``InvalidSources`` if it is no YAML."""
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
                if place:
                    found.append(Fault(place, wording.told(place, problem.message)))
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
    """The place of a problem in the edition, as ``contacts.0.phone``; empty for another section."""
    if not problem.field.startswith("edition."):
        return ""
    place = _STEP.sub(lambda step: f".{int(step[1]) - 1}", problem.field)
    return place.removeprefix("edition.")


def _own_faults(tree: Tree) -> Iterator[Fault]:
    """What a field says that can be judged by itself, in the words of the desk."""
    for index, contact in enumerate(contacts(tree)):
        for way in WAYS:
            text = contact.get(way)
            if isinstance(text, str) and text and (fault := wording.judge(way, text)):
                yield replace(fault, place=f"contacts.{index}.{way}")
        if not any(isinstance(contact.get(way), str) and contact.get(way) for way in WAYS):
            yield Fault(f"contacts.{index}.phone", wording.NO_WAY)
    for field in ("contact", "accent"):
        text = tree.get(field)
        if isinstance(text, str) and text and (fault := wording.judge(field, text)):
            yield replace(fault, place=field)


class _Draft:
    """An edition without what is wrong in it. A contact that has nothing yet is not shown."""

    def __init__(self, tree: Tree) -> None:
        self.tree = deepcopy(tree)
        self._own = contacts(self.tree)
        self._empty: set[int] = set()
        self._kept = [i for i, one in enumerate(self._own) if any(one.get(way) for way in WAYS)]

    @property
    def empty(self) -> tuple[int, ...]:
        """The contacts whose number is wrong, or who have nothing left that is right."""
        return tuple(sorted(self._empty))

    @property
    def kept(self) -> tuple[int, ...]:
        """The contacts that are shown."""
        return tuple(self._kept)

    def place(self, place: str) -> str:
        """The place in the edition of a place in what is shown: contacts may have been left out."""
        first, _, rest = place.partition(".")
        number, _, last = rest.partition(".")
        if first != "contacts" or not number.isdigit():
            return place
        return ".".join(filter(None, (first, str(self._kept[int(number)]), last)))

    def leave_out(self, place: str) -> None:
        """Take a wrong value out."""
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
        if "hours" in around:
            self._own[int(around[1])].pop("hours", None)
        if around[:1] == ["contacts"] and int(around[1]) in self._kept:
            one = self._own[int(around[1])]
            if last == "phone" or not any(one.get(way) for way in WAYS):
                self._empty.add(int(around[1]))

    def fill(self) -> None:
        """Give what the loader cannot do without, for as long as it is not filled in."""
        tree = self.tree
        tree["publisher"] = tree.get("publisher") or UNKNOWN
        if not tree.get("name") and tree.get("kind") in wording.NAMED_KINDS:
            tree["name"] = UNKNOWN
        for field in ("languages", "products", "organisations", "audience"):
            if isinstance(tree.get(field), list):
                tree[field] = [one for one in tree[field] if one is not None]
                if not tree[field]:
                    tree.pop(field)
        for index in self._kept:
            one = self._own[index]
            one.setdefault("checked", tree.get("date") or "2026-01-01")
            one.setdefault("role", "wijkagent")
            for field in [field for field, text in one.items() if text == ""]:
                del one[field]
            if index in self._empty:
                one["phone"] = STANDS_IN

    def shown(self) -> Tree:
        """The edition as it is loaded."""
        tree = {field: found for field, found in self.tree.items() if field != "contacts"}
        kept = [self._own[index] for index in self._kept]
        return tree | ({"contacts": kept} if kept else {})

    def emptied(self, loaded: Loaded) -> Pack:
        """The pack with nothing on the signs of contacts whose number is wrong."""
        edition = loaded.pack.edition
        own = tuple(
            contact.model_copy(update={"phone": EMPTY}) if index in self._empty else contact
            for index, contact in zip(self._kept, edition.contacts, strict=True)
        )
        return loaded.pack.model_copy(
            update={"edition": edition.model_copy(update={"contacts": own})}
        )


def _loaded(written: Written, tree: Tree) -> Loaded:
    """Load an edition as if this stood in its file. Raises ``InvalidSources``."""
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
    """The sections of a file that travels."""
    data: Any = parse(text, TRAVELLING).data
    return {key: found for key, found in data.items() if isinstance(key, str)}


@lru_cache(maxsize=4)
def _listed(folders: tuple[Path, ...], times: tuple[int, ...]) -> Listing:
    """What lies in folders; ``times`` tells one state of them from another."""
    return list_folders(*folders)


def _times(folders: Sequence[Path]) -> tuple[int, ...]:
    """When something came into folders or went."""
    places = [place for folder in folders for place in (folder, folder / EDITIONS)]
    return tuple(place.stat().st_mtime_ns for place in places if place.exists())


def _in_order(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Faults in the order of the fields on the screen, one for each field."""
    by_place: dict[str, Fault] = {}
    for fault in faults:
        by_place.setdefault(fault.place, fault)

    def rank(fault: Fault) -> tuple[int, str]:
        first = fault.place.split(".")[0]
        return wording.FIELDS.index(first) if first in wording.FIELDS else 99, fault.place

    return tuple(sorted(by_place.values(), key=rank))
