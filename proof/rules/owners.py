"""Whose is what in a handout: organisations, with their numbers, links and codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from layouts.content.outline import Outline
from layouts.content.words import Words
from proof.expectations.truth import Place, handout
from proof.rules.contacts import Contacts
from proof.rules.passages import Passage
from proof.words import key, plain, runs


@dataclass(frozen=True)
class Owner:
    """An organisation or a contact close by: what it is called, and what belongs to it."""

    name: str
    names: frozenset[str]  # as ``words.key`` has them
    numeral: int | None
    places: tuple[Place, ...]  # its row in the overview, its details
    blank: bool  # its number is still to be filled in
    code: str = ""
    alt: str = ""

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """All that may be said of it."""
        return tuple(words for place in self.places for words in (*place.asked, *place.may))

    @cached_property
    def targets(self) -> frozenset[str]:
        """Where its links lead."""
        return frozenset(run.target for run in runs(self.words) if run.target)

    @cached_property
    def values(self) -> frozenset[str]:
        """Its numbers and addresses, as they are printed."""
        return frozenset(plain(run.text) for run in runs(self.words) if run.target)


class Owners:
    """All owners of a handout, and how to know their rows."""

    def __init__(self, outline: Outline) -> None:
        self.contacts = Contacts(outline)
        places = {place.name: place for place in handout(outline)}
        self.organisations = tuple(_organisations(outline, places))
        self.local = tuple(_local(outline))
        self.every = (*self.organisations, *self.local)

    def of(self, passage: Passage) -> Owner | None:
        """Whose row this is: by its name, or else by a name that begins with it."""
        if not passage.row:
            return None
        heads = [key(cell[0]) for cell in passage.cells[:2] if cell]
        for fits in (_equal, _begins):
            for owner in self.every:
                if any(fits(head, name) for head in heads for name in owner.names):
                    return owner
        return None

    def owns(self, value: str) -> list[Owner]:
        """Whose number or address this is."""
        return [owner for owner in self.every if value in owner.values]

    def leads_to(self, target: str) -> list[Owner]:
        """To whom a link or a code leads."""
        return [owner for owner in self.every if target in owner.targets or target == owner.code]


def _equal(head: str, name: str) -> bool:
    return head == name


def _begins(head: str, name: str) -> bool:
    return len(name) > 3 and head.startswith(name)


def _organisations(outline: Outline, places: Mapping[str, Place]) -> Iterator[Owner]:
    for entry in outline.entries:
        own = (places[f"{entry.title} in het overzicht"], places[str(entry.title)])
        names = frozenset(key(str(words)) for words in (entry.title, entry.name))
        yield Owner(
            str(entry.title), names, entry.numeral, own, entry.blank, entry.code, entry.qr_alt
        )


def _local(outline: Outline) -> Iterator[Owner]:
    for slot in outline.local.slots:
        names = frozenset(key(str(words)) for words in _some(slot.label, slot.label_in_both))
        said = _some(slot.label, slot.dutch, slot.name, *slot.values, slot.hours)
        place = Place(str(slot.label), names, must=slot.values, may=said)
        yield Owner(str(slot.label), names, None, (place,), not slot.is_filled)


def _some(*words: Words | None) -> tuple[Words, ...]:
    return tuple(one for one in words if one is not None)


def listed(owners: Iterable[Owner]) -> str:
    """Owners in a sentence."""
    return " of ".join(dict.fromkeys(owner.name for owner in owners))
