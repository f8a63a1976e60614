"""Icons: each must match the kind of address or fact that it stands before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wegwijs.proof.expectations.icons import CALLED, SHAPES
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Box, Finding, Spot
from wegwijs.proof.readers.inspection import walk
from wegwijs.proof.readers.page import Mark, Page, Point, Shape
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.sayings import known
from wegwijs.proof.words import key
from wegwijs.sources.ways import DETAILS, HOURS, WAYS

_ALIKE = 0.03  # of its size: how near the points of an icon lie to those of its shape
_BESIDE = 12.0  # mm from an icon to its words
_SCHEMES: Mapping[str, str] = {"tel": "phone", "mailto": "mail", "https": "web"}


def misplaced(reading: Reading, page: Page, truth: Truth) -> Iterator[Finding]:
    """Compare each icon with the words or the address beside it."""
    known, rtl = dict(_facts(truth)), truth.rtl
    links = list(_links(reading, page, _of_ways(truth)))
    texts = [(_fact_of(reading, page, mark, known), mark.box) for mark in _first_marks(page)]
    facts = [(icon, box) for icon, box in texts if icon]
    for shape in page.shapes:
        drawn = _icon(shape)
        if drawn is None:
            continue
        beside = _nearest(shape.box, [*links, *facts], rtl=rtl)
        if beside and drawn not in beside:
            right = " of ".join(CALLED[one] for one in sorted(beside))
            what = f"Hier staat {CALLED[drawn]}, dat moet {right} zijn."
            yield Finding("icon", what, at=Spot(page.number, box=shape.box))


def _facts(truth: Truth) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield facts that are no address, with the icons that may stand for each."""
    found: dict[str, set[str]] = {}
    for one in truth.organisations:
        for kind, words in (*one.every_fact, *one.in_short(one.every_fact)):
            if kind in CALLED or kind in DETAILS:
                icon = DETAILS[kind].icon if kind in DETAILS else kind
                found.setdefault(key(str(words)), set()).add(icon)
    for contact in truth.close_by:
        for kind, words in contact.others:
            found.setdefault(key(str(words)), set()).add(DETAILS[kind].icon)
        for words in known(contact.hours, contact.short_hours):
            found.setdefault(key(str(words)), set()).add(HOURS.icon)
    for text, names in found.items():
        yield text, frozenset(names)


def _first_marks(page: Page) -> list[Mark]:
    return [mark for mark in page.marks if mark.kind == "text" and mark.text.strip()]


def _fact_of(
    reading: Reading, page: Page, mark: Mark, known: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    owner = reading.owners.get((page.number, mark.mcid)) if mark.mcid is not None else None
    return (
        known.get(key(reading.blocks[owner].text), frozenset())
        if owner is not None
        else frozenset()
    )


def _of_ways(truth: Truth) -> Mapping[str, set[str]]:
    """Return the icons allowed for each link target."""
    found: dict[str, set[str]] = {}
    owners = (*(one.ways.items() for one in truth.organisations), *(c.ways for c in truth.close_by))
    for ways in owners:
        for id_, words in ways:
            target = words.pieces[-1].target
            if target:
                found.setdefault(target, set()).add(WAYS[id_].icon)
    return found


def _links(
    reading: Reading, page: Page, of_ways: Mapping[str, set[str]]
) -> Iterator[tuple[frozenset[str], Box]]:
    for element in walk(reading.inspection.elements):
        for link in element.links:
            scheme = _SCHEMES.get(link.target.partition(":")[0])
            icons = of_ways.get(link.target) or ({scheme} if scheme else set())
            if link.page == page.number and icons:
                yield frozenset(icons), page.box(link.box)


def _nearest(
    box: Box, things: Iterable[tuple[frozenset[str], Box]], *, rtl: bool
) -> frozenset[str] | None:
    """Return the icons of whatever begins nearest behind an icon, on its line."""
    middle, best, found = (box[1] + box[3]) / 2, _BESIDE, None
    for names, other in things:
        apart = box[0] - other[2] if rtl else other[0] - box[2]
        if -1 < apart < best and other[1] < middle < other[3]:
            best, found = apart, names
    return found


def _normal(points: Sequence[Point]) -> tuple[Point, ...]:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide = max(x for x, _ in points) - left or 1.0
    high = max(y for _, y in points) - top or 1.0
    return tuple(((x - left) / wide, (y - top) / high) for x, y in points)


def _icon(shape: Shape) -> str | None:
    for name, asked in SHAPES.items():
        if len(asked) == len(shape.points) and all(
            abs(a - c) < _ALIKE and abs(b - d) < _ALIKE
            for (a, b), (c, d) in zip(asked, _normal(shape.points), strict=True)
        ):
            return name
    return None
