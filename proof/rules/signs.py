"""Visual guidance for the reader: numerals and arrows.

The text of a sign can be right while its arrow points back or its numeral stands on another sign,
so the shapes on the page are examined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wegwijs.proof.expectations.paper import Format
from wegwijs.proof.findings import Box, Finding, Spot
from wegwijs.proof.readers.page import Mark, Page, Shape
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.rules.chapters import Block, Chapter
from wegwijs.proof.words import key, plain

_NUMERAL = re.compile(r"\d{1,2}")
_WHITE, _BLACK = 200, 60  # grey levels: of a numeral, of the head that it stands on
_LEVEL = 1.5  # mm that a numeral may stand above or below the words of its sign
_SIDES = {1: "rechts", -1: "links"}


@dataclass(frozen=True)
class Arrow:
    """A pentagon: where it is, and to which side its tip points (1 right, -1 left)."""

    box: Box
    way: int
    grey: int | None


def numerals(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Check the numerals beside every sign and reference."""
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
    """Return the numerals of a block that is only a sign; None for other blocks.

    An address that has no room on its sign stands below it.
    """
    for one in words:
        for rest in (text.removeprefix(one), text.removesuffix(one)):
            if len(rest) + len(one) == len(text) and (not rest or rest.isdecimal()):
                return rest
    return text if _NUMERAL.fullmatch(text) else None


def _listed(numerals: str) -> str:
    return " en ".join(numerals)


def misleading(reading: Reading, page: Page, format_: Format, *, rtl: bool) -> Iterator[Finding]:
    """Check the arrows of one page, and the numerals on them."""
    arrows = [arrow for shape in page.shapes if (arrow := arrow_of(shape))]
    onward = -1 if rtl else 1
    for arrow in arrows:
        panel = format_.panel_of(page.number, arrow.box)
        on_it = _words_on(arrow, page)
        if panel and panel.id != format_.signpost and arrow.way != onward:
            name = f'De pijl bij "{on_it}"' if on_it else "Een pijl"
            what = f"{name} wijst naar {_SIDES[arrow.way]}, dat moet naar {_SIDES[onward]} zijn."
            yield Finding("arrow", what, at=Spot(page.number, box=arrow.box))
    heads = [arrow for arrow in arrows if arrow.grey is not None and arrow.grey < _BLACK]
    arms = dict[Box, Arrow]()  # of the signpost, by where their heads are
    for mark in page.marks:
        text = mark.text.strip()
        if mark.kind != "text" or mark.grey < _WHITE or not _NUMERAL.fullmatch(text):
            continue
        at = Spot(page.number, box=mark.box)
        head = next((one for one in heads if has(one.box, mark.box)), None)
        if head is None:
            yield Finding("arrow", f"Het cijfer {text} staat niet op een pijl.", at=at)
            continue
        words = _same_block(reading, page, mark)
        middle = (mark.box[1] + mark.box[3]) / 2
        if words and not any(one.box[1] - _LEVEL < middle < one.box[3] + _LEVEL for one in words):
            what = f'Het cijfer {text} staat niet naast "{_said(words)}", waar het bij hoort.'
            yield Finding("numeral", what, at=at)
        panel = format_.panel_of(page.number, mark.box)
        if panel and panel.id == format_.signpost:
            arms[head.box] = head
        if head.box in arms and words and not _leads_away(head, words):
            what = f'De pijl van "{_said(words)}" wijst niet naar de kant van het cijfer {text}.'
            yield Finding("arrow", what, at=at)
    for index, arm in enumerate(sorted(arms.values(), key=lambda one: one.box[1])):
        right = -onward if index in format_.backward else onward
        if arm.way != right:
            what = f"Arm {index + 1} van de wegwijzer wijst naar {_SIDES[arm.way]}, dat moet naar"
            yield Finding(
                "arrow", f"{what} {_SIDES[right]} zijn.", at=Spot(page.number, box=arm.box)
            )


def _leads_away(head: Arrow, words: Sequence[Mark]) -> bool:
    """Whether an arm points from its words to its numeral."""
    left, right = min(one.box[0] for one in words), max(one.box[2] for one in words)
    return ((head.box[0] + head.box[2]) - (left + right)) * head.way > 0


def _same_block(reading: Reading, page: Page, mark: Mark) -> list[Mark]:
    """Return the words in the same paragraph as a numeral."""
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
    return _said(mark for mark in page.marks if mark.kind == "text" and has(arrow.box, mark.box))


def has(around: Box, box: Box) -> bool:
    """Whether the centre of a box lies in another."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return around[0] <= x <= around[2] and around[1] <= y <= around[3]


def arrow_of(shape: Shape) -> Arrow | None:
    """Return a shape as an arrow if it has two corners on one side and a tip on the other."""
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
