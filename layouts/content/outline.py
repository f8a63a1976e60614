"""The content tree that every product draws from.

Sentences, numbers and addresses in reading order, with nothing left to look up, fill in or decide.
A product only chooses what to show and where.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import ClassVar, Literal

from msgspec import Struct

from wegwijs.layouts.content.checks import NO_CHECKS, Checks
from wegwijs.layouts.content.node import Node
from wegwijs.layouts.content.words import Words, beside, dutch
from wegwijs.sources.hours import Week
from wegwijs.sources.model import PrintNotes, Review
from wegwijs.sources.sheets import SHEETS, USUAL, LabelSheet
from wegwijs.sources.values import Accent, Email, Phone, Reachable, Url
from wegwijs.sources.ways import DETAILS

Day = date  # for a class with a field of that name
ThemeKey = tuple[Accent | None, str, tuple[str, ...], float]  # colour, script, fonts, larger
# names in the theme: "phone", "mail", "web", "clock", "anon", "cost", and one for each further way
Icon = str


def in_both(label: Words, dutch_label: Words | None) -> Words:
    """Return a label followed by its Dutch equivalent, unless it already contains it."""
    if dutch_label is None or str(dutch_label).lower() in str(label).lower():
        return label
    return Words((*label.runs, beside(label.runs[-1].language), *dutch_label.runs))


class Alert(Node, frozen=True):
    """The emergency number and who it is for."""

    label: Words
    situation: Words
    number: Phone
    deaf: Words


class Arm(Node, frozen=True):
    """An arm of the signpost: a label, and the numerals it points to."""

    label: Words
    numerals: tuple[int, ...]
    brief: Words | None = None  # used where ``label`` does not fit


class Route(Node, frozen=True):
    """An arm below a situation: a number to call, or a label where there is none."""

    numerals: tuple[int, ...]
    phone: Phone | None
    label: Words


class Situation(Node, frozen=True):
    """A sentence in which readers recognise their own situation, and where it leads."""

    text: Words
    routes: tuple[Route, ...]


class Key(Node, frozen=True):
    """A short fact, usually with an icon. A ``spare`` one is left out first where room is short.

    ``way`` is the id of the way to reach somebody that it states, if any: of ``sources.ways``, a
    row of ``WAYS`` or of ``NUMBERS``; then its last run is the number or address. ``short`` is used
    where paper has little room, if it is shorter.
    """

    icon: Icon | None
    words: Words
    spare: bool = False
    way: str | None = None
    short: Words | None = None

    @property
    def brief(self) -> Words:
        """Its shortest form."""
        return self.short or self.words


class Entry(Node, frozen=True):
    """One organisation. With neither ``phone`` nor ``blank``, an address is the main way to reach
    it.

    Only an edition's own organisation may lack a web address, and with it a QR code.
    """

    numeral: int
    id: str
    role: str | None  # of the edition's own contact that fills it in
    edition_only: bool  # only this edition has it, so the national texts say little about it
    title: Words
    name: Words
    meaning: Words | None
    phone: Phone | None
    blank: bool
    asks: str | None  # the role of a contact whose number is still to be filled in
    url: Url | None
    email: Email | None
    person: Words | None  # whom to ask for: label and name of an edition's own contact
    links: Mapping[Reachable, Words]
    keys: tuple[Key, ...]
    audience: Words
    situation: Words  # whom it helps: what distinguishes it from others in a list
    what: Words
    what_more: Words | None
    when: Words
    examples: Words | None
    when_not: Words | None
    contact: Words | None
    find: Words | None
    first_step: Words
    qr_alt: str
    numbers: tuple[Number, ...] = ()  # those that say what they are for
    page: Words | None = None  # the full web address, where it is too long for the QR code
    open: Week | None = None

    @property
    def code(self) -> str:
        """The address in its QR code; empty if it has none."""
        return self.url.code if self.url else ""

    @property
    def hero(self) -> Reachable | None:
        """What its sign shows; None for a line to write on."""
        if self.phone or self.blank:
            return self.phone
        return self.url or self.email or next(iter(self.links), None)


class Group(Node, frozen=True):
    """Entries under one heading."""

    heading: Words
    lead: tuple[Words, ...]
    entries: tuple[Entry, ...]


class Number(Node, frozen=True):
    """A phone number with what it is for; ``words`` say both, the number last."""

    id: str  # of ``NUMBERS`` in ``sources.ways``
    purpose: Words
    words: Words


class Way(Node, frozen=True):
    """A way to reach somebody: a number or an address, with its link. ``words`` begin with the name
    of the way where the value does not say by itself what it is.
    """

    id: str  # of ``sources.ways``
    words: Words

    @property
    def icon(self) -> Icon:
        """The name of its icon."""
        return DETAILS[self.id].icon


class Addressee(Node, frozen=True):
    """The participant of a workshop whose own copy it is."""

    name: Words
    organisation: Words | None = None


class Slot(Node, frozen=True):
    """A local contact, or space to write one down.

    ``ways`` are the known ones in the order of ``sources.ways``: phone number, e-mail, web address.
    The first one is on the sign. ``short_hours`` are used where paper has little room, if they are
    shorter.
    """

    role: str
    label: Words
    dutch: Words | None
    name: Words | None = None
    hours: Words | None = None
    ways: tuple[Way, ...] = ()
    open: Week | None = None
    short_hours: Words | None = None
    numbers: tuple[Number, ...] = ()

    @property
    def more(self) -> tuple[Way, ...]:
        """What is not on the sign: the numbers that say what they are for, the other ways."""
        return (*(Way(one.id, one.words) for one in self.numbers), *self.ways[1:])

    @property
    def is_filled(self) -> bool:
        """Whether the edition fills it in."""
        return bool(self.ways)

    @property
    def values(self) -> tuple[Words, ...]:
        """Its phone number and addresses."""
        return tuple(way.words for way in self.ways)

    @property
    def brief_hours(self) -> Words | None:
        """Its opening hours in their shortest form."""
        return self.short_hours or self.hours

    @property
    def icon(self) -> Icon:
        """The icon on its sign: that of its first way, or a phone for an empty slot."""
        return self.ways[0].icon if self.ways else "phone"

    @property
    def label_in_both(self) -> Words:
        """Its label, followed by the Dutch word unless the label contains it."""
        return in_both(self.label, self.dutch)

    def labels(self, fits: Callable[[Words], bool]) -> list[Words]:
        """Return the same as it is on a sign: on one line if that ``fits``, else without a dot
        between them, each on lines of its own.
        """
        both = self.label_in_both
        if self.dutch and both is not self.label and not fits(both):
            return [self.label, self.dutch]
        return [both]


class Local(Node, frozen=True):
    """The local contacts, which differ per edition."""

    heading: Words
    slots: tuple[Slot, ...]


class Logo(Struct, frozen=True):
    """The publisher's logo: image bytes and alternative text."""

    data: bytes
    alt: str
    own: ClassVar[bool] = True


class Workshop(Struct, frozen=True):
    """Details of a workshop, for the handout; None leaves a field to fill in."""

    date: str | None = None
    place: str | None = None
    trainer: str | None = None

    @property
    def own(self) -> bool:
        """Whether the edition states any of these details."""
        return bool(self.date or self.place or self.trainer)


class DraftMark(Node, frozen=True):
    """The mark of an unreviewed translation, in its language and in Dutch."""

    mark: Words
    explained: Words
    dutch_mark: Words
    dutch_explained: Words


class Published(Struct, frozen=True):
    """Where the pages of an edition are published: the address of the place, the id of the edition,
    and the code and own name of each of its languages.
    """

    site: Url
    edition: str
    languages: tuple[tuple[str, str], ...]


class Stickers(Struct, frozen=True):
    """The sheet of labels (``sources.sheets``) that stickers are for; a ``whole`` sheet has one
    organisation, any other a row for each.
    """

    sheet: LabelSheet = SHEETS[USUAL]
    whole: bool = False


class Printing(Struct, frozen=True):
    """Data of the print instructions, all of it Dutch.

    ``dutch`` maps headings of leaflet panels to Dutch; ``notes`` have placeholders that the
    renderer fills in from the paper.
    """

    products: tuple[str, ...] | None  # products that the edition asks for; None: all
    document: str  # title of the PDF
    edition: Words
    checked: Words
    dutch: Mapping[Words, Words]
    notes: PrintNotes


class Outline(Struct, frozen=True):
    """A pack in one language, ready for typesetting."""

    kind: str  # of ``sources.kinds``
    language: str
    language_name: str
    language_dutch: str
    direction: Literal["ltr", "rtl"]
    locales: Mapping[str, str]  # language and country, by language
    script: str
    fonts: tuple[str, ...]
    larger: float  # how many times as large running text is
    draft: DraftMark | None
    logo: Logo | None
    workshop: Workshop
    accent: Accent | None
    about: Words | None
    about_poster: Words | None
    date: date
    checked: Day  # when the oldest of its facts was checked
    publisher: str
    title: Words
    lead: Words
    kicker: Words
    alert: Alert
    arms: tuple[Arm, ...]
    audience: Words | None  # the audiences that an edition names
    situations_heading: Words
    situations_lead: tuple[Words, ...]
    situations: tuple[Situation, ...]
    groups: tuple[Group, ...]
    calling_heading: Words
    calling: tuple[Words, ...]
    local: Local
    colophon: tuple[Words, ...]
    imprint: tuple[Words, ...]
    printing: Printing
    labels: Mapping[str, Words]
    review: Review | None = None  # reviewers of its translated texts
    addressee: Addressee | None = None  # of a copy for one participant
    published: Published | None = None
    exit: bool = False  # whether its pages have a button to leave them at once
    stickers: Stickers = Stickers()
    checks: Checks = NO_CHECKS
    # Fields with a fingerprint of their own: most products do not state them, and those that do say
    # so in their contract.
    apart: ClassVar = frozenset({"published", "exit", "stickers", "checks"})

    @property
    def theme_key(self) -> ThemeKey:
        """The values that the theme depends on."""
        return self.accent, self.script, self.fonts, self.larger

    @property
    def languages(self) -> Words:
        """The name of the language in that language, and in Dutch where that differs."""
        own = Words.of(self.language_name, self.language)
        if self.language_name == self.language_dutch:
            return own
        return Words((*own.runs, beside(self.language), dutch(self.language_dutch)))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All organisations, by numeral."""
        return tuple(entry for group in self.groups for entry in group.entries)
