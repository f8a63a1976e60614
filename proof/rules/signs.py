"""What a reader follows with the eye: numerals, arrows and icons.

The text of a sign can be right while its arrow sends the reader back, its numeral stands on
another sign, or a telephone stands before an address. So the shapes on the page are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from layouts.content.outline import Icon, Outline
from layouts.typesetting.theme import ICONS
from proof.expectations.formats import Format
from proof.findings import Box, Finding, Spot
from proof.readers.inspection import walk
from proof.readers.pdf import Mark, Page, Point, Reading, Shape
from proof.rules.chapters import Block, Chapter
from proof.words import key, plain

_NUMERAL = re.compile(r"\d{1,2}")
_WHITE, _BLACK = 200, 60  # grey levels: of a numeral, of the head that it stands on
_LEVEL = 1.5  # mm that a numeral may stand above or below the words of its sign
_ALIKE = 0.03  # of its size: how near the points of an icon lie to those of the house
_BESIDE = 12.0  # mm from an icon to its words
_SCHEMES: Mapping[str, Icon] = {"tel": "phone", "mailto": "mail", "https": "web"}
_CALLED: Mapping[str, str] = {
    "phone": "een telefoon",
    "mail": "een envelop",
    "web": "een wereldbol",
    "clock": "een klok",
    "anon": "een streep door een persoon",
    "cost": "een euro",
}
_SIDES = {1: "rechts", -1: "links"}


@dataclass(frozen=True)
class Arrow:
    """A pentagon: where it is, and to which side its tip points (1 right, -1 left)."""

    box: Box
    way: int
    grey: int | None


def numerals(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Every sign and reference against the organisation that its numeral must lead to."""
    for chapter in found:
        for sign in chapter.place.signs:
            right = "".join(map(str, sign.numerals))
            said: dict[str, Block] = {}
            for block in chapter.blocks:
                rest = _beside(key(block.text), [key(str(words)) for words in sign.words])
                if rest is not None:
                    said.setdefault(rest, block)
            if said and right not in said:
                wrong = next(filter(None, said), "")
                name = plain(str(sign.words[0])) if sign.words else chapter.place.name
                told = f"het cijfer {_listed(wrong)}" if wrong else "geen cijfer"
                what = f'Bij "{name}" staat {told}, dat moet {_listed(right)} zijn.'
                yield Finding("numeral", what, at=said[wrong].at)


def _beside(text: str, words: Iterable[str]) -> str | None:
    """The numerals of a block that is nothing but a sign; None for another block.

    An address that has no room on its sign stands below it.
    """
    for one in words:
        for rest in (text.removeprefix(one), text.removesuffix(one)):
            if len(rest) + len(one) == len(text) and (not rest or rest.isdecimal()):
                return rest
    return text if _NUMERAL.fullmatch(text) else None


def _listed(numerals: str) -> str:
    return " en ".join(numerals)


def judge(reading: Reading, page: Page, format_: Format, *, rtl: bool) -> Iterator[Finding]:
    """Arrows, and the numerals that stand on them, of one page."""
    arrows = [arrow for shape in page.shapes if (arrow := _arrow(shape))]
    onward = -1 if rtl else 1
    for arrow in arrows:
        panel = format_.panel_of(page.number, arrow.box)
        on_it = _words_on(arrow, page)
        if panel and panel.id != format_.signpost and arrow.way != onward:
            name = f'De pijl bij "{on_it}"' if on_it else "Een pijl"
            what = f"{name} wijst naar {_SIDES[arrow.way]}, dat moet naar {_SIDES[onward]} zijn."
            yield Finding("arrow", what, at=Spot(page.number, box=arrow.box))
    heads = [arrow for arrow in arrows if arrow.grey is not None and arrow.grey < _BLACK]
    for mark in page.marks:
        text = mark.text.strip()
        if mark.kind != "text" or mark.grey < _WHITE or not _NUMERAL.fullmatch(text):
            continue
        at = Spot(page.number, box=mark.box)
        head = next((one for one in heads if _has(one.box, mark.box)), None)
        if head is None:
            yield Finding("arrow", f"Het cijfer {text} staat niet op een pijl.", at=at)
            continue
        words = _same_block(reading, page, mark)
        middle = (mark.box[1] + mark.box[3]) / 2
        if words and not any(one.box[1] - _LEVEL < middle < one.box[3] + _LEVEL for one in words):
            what = f'Het cijfer {text} staat niet naast "{_said(words)}", waar het bij hoort.'
            yield Finding("numeral", what, at=at)
        panel = format_.panel_of(page.number, mark.box)
        if panel and panel.id == format_.signpost and words and not _leads_away(head, words):
            what = f'De pijl van "{_said(words)}" wijst niet naar de kant van het cijfer {text}.'
            yield Finding("arrow", what, at=at)


def _leads_away(head: Arrow, words: Sequence[Mark]) -> bool:
    """Whether an arm points from its words to its numeral."""
    left, right = min(one.box[0] for one in words), max(one.box[2] for one in words)
    return ((head.box[0] + head.box[2]) - (left + right)) * head.way > 0


def _same_block(reading: Reading, page: Page, mark: Mark) -> list[Mark]:
    """The words in the same paragraph as a numeral."""
    if mark.mcid is None or (owner := reading.owners.get((page.number, mark.mcid))) is None:
        return []
    return [
        one
        for one in page.marks
        if one.kind == "text"
        and one.mcid is not None
        and reading.owners.get((page.number, one.mcid)) == owner
        and not _NUMERAL.fullmatch(one.text.strip())
        and one.text.strip()
    ]


def _said(marks: Iterable[Mark]) -> str:
    return plain(" ".join(mark.text for mark in marks))[:40]


def _words_on(arrow: Arrow, page: Page) -> str:
    return _said(mark for mark in page.marks if mark.kind == "text" and _has(arrow.box, mark.box))


def _has(around: Box, box: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return around[0] <= x <= around[2] and around[1] <= y <= around[3]


def _arrow(shape: Shape) -> Arrow | None:
    """A shape as an arrow: two corners on one side, and one tip halfway on the other."""
    corners = list(dict.fromkeys((round(x, 2), round(y, 2)) for x, y in shape.points))
    if not shape.straight or len(corners) != 5:
        return None
    xs = sorted(x for x, _ in corners)
    left, top, right, bottom = shape.box
    for way, tip, back in ((1, xs[-1], xs[:2]), (-1, xs[0], xs[-2:])):
        at_tip = [y for x, y in corners if abs(x - tip) < 0.05]
        flat = abs(back[0] - back[1]) < 0.05
        if len(at_tip) == 1 and flat and abs(at_tip[0] - (top + bottom) / 2) < (bottom - top) / 4:
            return Arrow((left, top, right, bottom), way, shape.fill)
    return None


# --- icons ----------------------------------------------------------------------------------------


def icons(reading: Reading, page: Page, outline: Outline, *, rtl: bool) -> Iterator[Finding]:
    """Each icon against the words or the address that it stands before."""
    known = dict(_facts(outline))
    links = list(_links(reading, page))
    texts = [(_fact_of(reading, page, mark, known), mark.box) for mark in _first_marks(page)]
    facts = [(icon, box) for icon, box in texts if icon]
    for shape in page.shapes:
        drawn = _icon(shape)
        if drawn is None:
            continue
        beside = _nearest(shape.box, [*links, *facts], rtl=rtl)
        if beside and drawn not in beside:
            right = " of ".join(_CALLED[one] for one in sorted(beside))
            what = f"Hier staat {_CALLED[drawn]}, dat moet {right} zijn."
            yield Finding("icon", what, at=Spot(page.number, box=shape.box))


def _facts(outline: Outline) -> Iterator[tuple[str, frozenset[str]]]:
    """Facts that are no address, with the icon that stands for each."""
    found: dict[str, set[str]] = {}
    for entry in outline.entries:
        for one in entry.keys:
            if one.icon:
                found.setdefault(key(str(one.words)), set()).add(one.icon)
    for slot in outline.local.slots:
        if slot.hours:
            found.setdefault(key(str(slot.hours)), set()).add("clock")
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


def _links(reading: Reading, page: Page) -> Iterator[tuple[frozenset[str], Box]]:
    for element in walk(reading.inspection.elements):
        for link in element.links:
            icon = _SCHEMES.get(link.target.partition(":")[0])
            if link.page == page.number and icon:
                yield frozenset({icon}), page.box(link.box)


def _nearest(
    box: Box, things: Iterable[tuple[frozenset[str], Box]], *, rtl: bool
) -> frozenset[str] | None:
    """What begins nearest behind an icon, on its line."""
    middle, best, found = (box[1] + box[3]) / 2, _BESIDE, None
    for names, other in things:
        apart = box[0] - other[2] if rtl else other[0] - box[2]
        if -1 < apart < best and other[1] < middle < other[3]:
            best, found = apart, names
    return found


@cache
def _house_icons() -> Mapping[str, tuple[Point, ...]]:
    """The points of each icon in a box of 1 by 1; of one that is drawn in parts the first part."""
    return {name: _normal(list(_points(ICONS[name].partition(" S ")[0]))) for name in _CALLED}


def _points(path: str) -> Iterator[Point]:
    """The points of path operators, with the one to which a path is closed."""
    numbers: list[float] = []
    start = last = (0.0, 0.0)
    for word in path.split():
        if word == "h":
            if last != start:
                yield start
        elif word in "mlc":
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            yield from points
            last, numbers = points[-1], []
            start = last if word == "m" else start
        else:
            numbers.append(float(word))


def _normal(points: Sequence[Point]) -> tuple[Point, ...]:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide = max(x for x, _ in points) - left or 1.0
    high = max(y for _, y in points) - top or 1.0
    return tuple(((x - left) / wide, (y - top) / high) for x, y in points)


def _icon(shape: Shape) -> str | None:
    for name, asked in _house_icons().items():
        if len(asked) == len(shape.points) and all(
            abs(a - c) < _ALIKE and abs(b - d) < _ALIKE
            for (a, b), (c, d) in zip(asked, _normal(shape.points), strict=True)
        ):
            return name
    return None
