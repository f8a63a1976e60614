"""Organisations and contacts as data: plain text and values, for files that are not laid out.

A contact of an edition that fills in an organisation is part of it; any other has a card of its
own. Names stay Dutch, as on paper.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct

from wegwijs.layouts.content.checks import Check, Checks
from wegwijs.layouts.content.outline import DraftMark, Entry, Number, Outline, Slot
from wegwijs.layouts.content.words import Run, Words
from wegwijs.sources.hours import Week
from wegwijs.sources.same import Same
from wegwijs.sources.ways import EMAIL, HOURS, NUMBERS, PHONE, WAYS, WEB, way_of

# The namespace of our identifiers: one that no other program has.
_NAMESPACE = uuid.UUID("5a6f0bb3-3a0c-4a4e-9a55-0f4bd1f3a6c1")
_ISOLATED, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_ORDER = list(WAYS)
_SHARED = ("organisation",)  # how the identifier begins of what every edition has


class Reach(Struct, frozen=True):
    """A way to reach somebody: ``id`` of ``sources.ways``, as its owner writes it, and its link.
    ``named`` says what it is where the value does not say that by itself, ``purpose`` what a number
    is for.
    """

    id: str
    display: str
    target: str
    named: str = ""
    purpose: str = ""


class Card(Struct, frozen=True):
    """What is known of an organisation or contact; what is unknown is empty.

    ``numeral`` is 0 for an edition's own contact beside the organisations. ``meaning`` explains the
    name, ``person`` is whom to ask for, ``terms`` are short facts such as the cost, ``advice`` says
    what they do, when to call and when not.
    """

    id: str  # a URN, the same in every language
    numeral: int
    heading: str
    name: str
    meaning: str
    audience: str
    person: str
    ways: tuple[Reach, ...]
    numbers: tuple[Reach, ...]
    hours: str
    open: Week | None
    terms: tuple[str, ...]
    advice: tuple[str, ...]
    checks: tuple[Check, ...]

    def way(self, id_: str) -> Reach | None:
        """Return the way to reach it with this id."""
        return next((way for way in self.ways if way.id == id_), None)

    @property
    def oldest(self) -> date:
        """The check date of the fact that was checked longest ago."""
        return min(check.checked for check in self.checks)

    @property
    def newest(self) -> date:
        """The check date of the fact that was checked last."""
        return max(check.checked for check in self.checks)

    @property
    def sources(self) -> Mapping[tuple[str, str], date]:
        """The sources of its facts, by title and address, empty if it has none; each with the day
        on which they were compared longest ago.
        """
        found: dict[tuple[str, str], date] = {}
        for check in self.checks:
            source = check.source, check.url
            found[source] = min(check.checked, found.get(source, check.checked))
        return found


def cards(outline: Outline) -> tuple[Card, ...]:
    """Return the organisations of an edition by numeral, and its other contacts."""
    return _cards(Same(outline))


@lru_cache(maxsize=4)  # the files of one product are made one after the other
def _cards(same: Same) -> tuple[Card, ...]:
    (outline,) = same.objects
    return (*_organisations(outline), *_contacts(outline))


def identifier(*names: str) -> str:
    """Return the URN of something that has these names: version 5 of RFC 9562."""
    data = _NAMESPACE.bytes + "/".join(names).encode()
    return uuid.UUID(bytes=hashlib.sha1(data, usedforsecurity=False).digest()[:16], version=5).urn


def plain(words: Words | None, *, rtl: bool) -> str:
    """Return words as plain text. In a right-to-left language each name and number is isolated, so
    that it reads left to right wherever it is shown.
    """
    if words is None:
        return ""
    if not rtl or len(words.runs) == 1:
        return str(words)
    return "".join(map(_directed, words.runs))


def _directed(run: Run) -> str:
    return isolated(run.text) if run.ltr and run.text.strip() else run.text


def isolated(text: str) -> str:
    """Return a name or number that reads left to right in any sentence."""
    return f"{_ISOLATED}{text}{_END}"


def _organisations(outline: Outline) -> Iterator[Card]:
    rtl, national = outline.direction == "rtl", Same(outline.checks.national)
    for group in outline.groups:
        for entry in group.entries:
            if entry.own:
                yield _organisation(entry, group.heading, outline.checks, outline.publisher, rtl)
            else:
                yield _national(entry, group.heading, national, rtl)


@lru_cache(maxsize=512)  # the same in hundreds of editions
def _national(entry: Entry, heading: Words, national: Same, rtl: bool) -> Card:
    (checks,) = national.objects
    return _organisation(entry, heading, Checks("", national=checks), "", rtl)


def _organisation(entry: Entry, heading: Words, checks: Checks, publisher: str, rtl: bool) -> Card:
    """Return the card of an organisation, with the contact that fills it in."""
    names = (publisher, checks.edition, str(entry.role)) if entry.own else (*_SHARED, entry.id)
    facts = [key for key in entry.keys if not key.way]
    hours = [key.words for key in facts if key.icon == HOURS.icon]
    terms = [key.words for key in facts if key.icon != HOURS.icon]
    advice = filter(None, (entry.what, entry.when, entry.when_not))
    return Card(
        id=identifier(*names),
        numeral=entry.numeral,
        heading=str(heading),
        name=str(entry.title),
        meaning=plain(entry.meaning, rtl=rtl),
        audience=plain(entry.audience, rtl=rtl),
        person=_with_spaces(plain(entry.person, rtl=rtl)),
        ways=tuple(_ways(entry, rtl)),
        numbers=tuple(_number(one, rtl) for one in entry.numbers),
        hours=plain(hours[0], rtl=rtl) if hours else "",
        open=entry.open,
        terms=tuple(plain(words, rtl=rtl) for words in terms),
        advice=tuple(plain(words, rtl=rtl) for words in advice),
        checks=tuple(_checks_of(entry, checks)),
    )


def _ways(entry: Entry, rtl: bool) -> Iterator[Reach]:
    """Yield the ways to reach an organisation in the order of ``WAYS``."""
    named = {key.way: key.words for key in entry.keys if key.way and WAYS.get(key.way, PHONE).named}
    for value in sorted(entry.links, key=lambda value: _ORDER.index(way_of(value).id)):
        id_ = way_of(value).id
        yield Reach(id_, value.display, value.target, _with_spaces(plain(named.get(id_), rtl=rtl)))


def _number(one: Number, rtl: bool) -> Reach:
    said, purpose = plain(one.words, rtl=rtl), plain(one.purpose, rtl=rtl)
    return Reach(one.id, *_value(one.words), _with_spaces(said), purpose)


def _value(words: Words) -> tuple[str, str]:
    """Return the number or address at the end of words, and its link."""
    run = words.runs[-1]
    return _with_spaces(run.text), run.target or ""


def _with_spaces(text: str) -> str:
    """Return a text as a file for programs has it: spaces that do not break are for paper."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _checks_of(entry: Entry, checks: Checks) -> Iterator[Check]:
    """Yield the checks of what a card states: what an own contact replaces is not stated."""
    own = [check for check in checks.own if check.about == entry.role]
    fields = {check.field for check in own}
    replaced = fields & WAYS.keys()
    if fields & {PHONE.id, *(one.id for one in NUMBERS)}:
        replaced.update(one.id for one in NUMBERS)
    if fields & {PHONE.id, HOURS.id}:
        replaced.add(HOURS.id)
    if not entry.find:
        replaced.add("find")
    if not entry.url:
        replaced.add(WEB.id)
    for check in checks.national:
        if check.about == entry.id and check.field not in replaced:
            yield check
    yield from own


def _contacts(outline: Outline) -> Iterator[Card]:
    """Yield the contacts of an edition that fill in no organisation."""
    rtl, checks = outline.direction == "rtl", outline.checks
    inside = {entry.role for entry in outline.entries}
    for slot in outline.local.slots:
        if slot.is_filled and slot.role not in inside:
            own = tuple(check for check in checks.own if check.about == slot.role)
            id_ = identifier(outline.publisher, checks.edition, slot.role)
            yield _contact(slot, id_, str(outline.local.heading), own, rtl)


def _contact(slot: Slot, id_: str, heading: str, own: tuple[Check, ...], rtl: bool) -> Card:
    return Card(
        id=id_,
        numeral=0,
        heading=heading,
        name=str(slot.dutch or slot.label),
        meaning=str(slot.label) if slot.dutch else "",
        audience="",
        person=_with_spaces(plain(slot.name, rtl=rtl)),
        ways=tuple(_reaches(slot, rtl)),
        numbers=tuple(_number(one, rtl) for one in slot.numbers),
        hours=plain(slot.hours, rtl=rtl),
        open=slot.open,
        terms=(),
        advice=(),
        checks=own,
    )


def _reaches(slot: Slot, rtl: bool) -> Iterator[Reach]:
    for way in slot.ways:
        named = _with_spaces(plain(way.words, rtl=rtl)) if WAYS[way.id].named else ""
        yield Reach(way.id, *_value(way.words), named)


@lru_cache(maxsize=64)
def draft_lines(draft: DraftMark | None) -> tuple[str, ...]:
    """Return the mark of an unreviewed translation, in its language and in Dutch; none for a
    reviewed one.
    """
    if draft is None:
        return ()
    told = ((draft.mark, draft.explained), (draft.dutch_mark, draft.dutch_explained))
    return tuple(f"{mark} \N{EN DASH} {explained}" for mark, explained in told)


def mail_address(way: Reach) -> str:
    """Return an e-mail address as mail programs store it: unlike its link without escapes, and
    unlike its printed form with an encoded domain.
    """
    assert way.id == EMAIL.id
    return unquote(way.target.removeprefix("mailto:"))
