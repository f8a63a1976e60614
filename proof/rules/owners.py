"""Assigns numbers, links and codes of a handout to the organisation that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from wegwijs.proof.expectations import handout
from wegwijs.proof.expectations.place import Place, starts
from wegwijs.proof.expectations.speech import in_both
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.rules.contacts import Contacts
from wegwijs.proof.rules.passages import Passage
from wegwijs.proof.sayings import Saying, known, pieces
from wegwijs.proof.words import key, plain


@dataclass(frozen=True)
class Owner:
    """An organisation or local contact: its names, and what belongs to it."""

    name: str
    names: frozenset[str]  # as ``words.key`` has them
    numeral: int | None
    places: tuple[Place, ...]  # its row in the overview, its details
    blank: bool  # its number is still to be filled in
    code: str = ""
    alt: str = ""

    @cached_property
    def words(self) -> tuple[Saying, ...]:
        """All sentences allowed for it."""
        return tuple(words for place in self.places for words in (*place.asked, *place.allowed))

    @cached_property
    def targets(self) -> frozenset[str]:
        """Its link targets."""
        return frozenset(run.target for run in pieces(self.words) if run.target)

    @cached_property
    def values(self) -> frozenset[str]:
        """Its numbers and addresses as printed."""
        return frozenset(plain(run.text) for run in pieces(self.words) if run.target)


class Owners:
    """All owners of a handout, and how to recognise their rows."""

    def __init__(self, truth: Truth) -> None:
        self.contacts = Contacts(truth)
        places = {place.name: place for place in handout.places(truth)}
        self.organisations = tuple(_organisations(truth, places))
        self.every = (*self.organisations, *_close_by(truth))

    def of(self, passage: Passage) -> Owner | None:
        """Return the owner of a row: by name, or else by a name that starts with it."""
        if not passage.row:
            return None
        heads = [key(cell[0]) for cell in passage.cells[:2] if cell]
        for fits in (_equal, _begins):
            for owner in self.every:
                if any(fits(head, name) for head in heads for name in owner.names):
                    return owner
        return None

    def owns(self, value: str) -> list[Owner]:
        """Return the owners of a number or address."""
        return [owner for owner in self.every if value in owner.values]

    def leads_to(self, target: str) -> list[Owner]:
        """Return the owners to whom a link or code leads."""
        return [owner for owner in self.every if target in owner.targets or target == owner.code]


def _equal(head: str, name: str) -> bool:
    return head == name


def _begins(head: str, name: str) -> bool:
    return len(name) > 3 and head.startswith(name)


def _organisations(truth: Truth, places: Mapping[str, Place]) -> Iterator[Owner]:
    for one in truth.organisations:
        title = str(one.title)
        own = (places[f"{title} in het overzicht"], places[title])
        names = starts(one.title, one.name)
        yield Owner(title, names, one.numeral, own, one.claim.is_blank, one.code, one.code_alt)


def _close_by(truth: Truth) -> Iterator[Owner]:
    for one in truth.close_by:
        names = starts(one.label, in_both(one.label, one.dutch))
        ways = tuple(way for _, way in (*one.ways[:1], *one.others))
        said = known(one.label, one.dutch, one.person, *ways, one.hours)
        place = Place(str(one.label), names, must=ways, may=said)
        yield Owner(str(one.label), names, None, (place,), not one.is_filled)


def listed(owners: Iterable[Owner]) -> str:
    """Join the names of owners."""
    return " of ".join(dict.fromkeys(owner.name for owner in owners))
