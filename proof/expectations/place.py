"""A part of a document and its expected content."""

from __future__ import annotations

from dataclasses import dataclass

from wegwijs.proof.sayings import Saying
from wegwijs.proof.words import key


@dataclass(frozen=True)
class Sign:
    """What must stand beside a numeral: one of these words, or else a line to write on."""

    words: tuple[Saying, ...]
    numerals: tuple[int, ...]


@dataclass(frozen=True)
class Logo:
    """The publisher's picture: its bytes, and what is said instead of it."""

    data: bytes
    alt: str


@dataclass(frozen=True)
class Place:
    """A part of a document, which begins with one of the texts in ``starts``.

    ``must`` stands in it word for word and in this order, ``loose`` somewhere in it, of each group
    in ``either`` one or the other, ``may`` can; no other number or address does. Those of them
    that are ``spare`` give way where the panel is full, and nowhere else; so does the whole place
    when it is not ``needed``. ``shared`` stands in it or in another place of the same ``role``, the
    contact of the edition's own that both are about.

    ``panels`` are those in which it may lie, all when empty. One that stands ``alone`` is a single
    block, ``times`` over; a ``paragraph`` has no heading, but begins with the text that it is known
    by. One ``within`` another, given by name, begins in that one only. ``level`` is that of its
    heading, in Word 0 for the title; ``items`` are those of a list.

    ``code`` is what its QR code says, ``alt`` what a screen reader says of that; ``logo`` is its
    picture; ``signs`` are those in it with a numeral. One ``to_write_on`` is a sign that a reader
    fills in with a pen. ``number`` is the least size in pt of a number to call on its signs.
    """

    name: str
    starts: frozenset[str]
    must: tuple[Saying, ...] = ()
    loose: tuple[Saying, ...] = ()
    either: tuple[tuple[Saying, ...], ...] = ()
    spare: tuple[Saying, ...] = ()
    may: tuple[Saying, ...] = ()
    shared: tuple[Saying, ...] = ()
    role: str = ""
    panels: tuple[str, ...] = ()
    code: str = ""
    alt: str = ""
    alone: bool = False
    paragraph: bool = False
    within: str = ""
    times: int = 1
    level: int | None = None
    items: tuple[Saying, ...] = ()
    logo: Logo | None = None
    signs: tuple[Sign, ...] = ()
    needed: bool = True
    to_write_on: bool = False
    number: float = 0.0

    @property
    def asked(self) -> tuple[Saying, ...]:
        """The required sentences."""
        return (*self.must, *self.loose)

    @property
    def allowed(self) -> tuple[Saying, ...]:
        """The optional sentences."""
        return (*self.may, *self.shared, *(one for group in self.either for one in group))


def starts(*sayings: Saying) -> frozenset[str]:
    """Return the texts with which a place may begin."""
    return frozenset(key(str(saying)) for saying in sayings)
