"""What helps a reader without saying a word: a line to write on, the colour and size of a number to
call, the hatch of the draft mark, the post of the signs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from PIL import Image

from wegwijs.proof.expectations.paper import Format
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Box, Finding, Spot, comma, shared, union
from wegwijs.proof.readers.page import Page, Shape
from wegwijs.proof.rules import draft
from wegwijs.proof.rules.chapters import Block, Chapter
from wegwijs.proof.rules.signs import Arrow, arrow_of, has
from wegwijs.proof.words import key

_NUMERALS = re.compile(r"\d{1,2}")
_DARK = 128  # of 255
_FRAME = 0.8  # mm: the outline of a sign, and what greys around it
_LINE = 0.6  # of the room on a sign: a line to write on is longer
_LARGER, _LARGEST = 1.1, 1.3  # times the text of its panel: a number on a sign, with a numeral
_HATCHED = 0.08  # of its ground: how much ink a hatch has, a fifth by design
_WHITE = 250  # of 255: less is ink
_WIDE, _HIGH = 40.0, 5.0  # mm: room for a number in handwriting
_APART = 2.5, 0.3  # mm beside (0.5 of it is white in letters) and above: no room for a hatch
_NEAR = 2  # levels of 255: how far rounding may be off
_ARM = 2.3  # times its height: an arm is longer, the head of a sign shorter
_POST = 4.0  # mm: a post is thinner
_BLACK = 60  # of 255: the grey of a post


def nothing_to_write_on(found: Iterable[Chapter], pages: Sequence[Page]) -> Iterator[Finding]:
    """Check the signs that a reader fills in with a pen: each has a line over most of its width."""
    by_number = {page.number: page for page in pages}
    for chapter in found:
        blank = ["".join(map(str, one.numerals)) for one in chapter.place.signs if not one.words]
        for block in chapter.blocks:
            page = by_number.get(block.at.page or 0)
            if page and block.at.box and key(block.text) in blank and not _has_line(page, block):
                what = f"Bij {chapter.place.name} is er geen lijn om op te schrijven."
                yield Finding("sign", what, at=block.at)


def no_room_to_write(found: Iterable[Chapter], pages: Sequence[Page]) -> Iterator[Finding]:
    """Check the signs that say for whom they are and are filled in with a pen: on each is enough
    white beside or below those words.
    """
    by_number = {page.number: page for page in pages}
    for chapter in found:
        if not chapter.place.to_write_on or not chapter.blocks:
            continue
        at = chapter.blocks[0].at
        page = by_number.get(at.page or 0)
        boxes = (block.at.box for block in chapter.blocks if block.at.page == at.page)
        words = union(box for box in boxes if box)
        if page and words and not _has_white(page, words):
            what = f"Op het bord {chapter.place.name} is te weinig plaats om te schrijven."
            yield Finding("sign", what, at=at)


def _has_white(page: Page, words: Box) -> bool:
    """Whether the sign around words has enough white below them, as wide as it needs to be."""
    board = next((one.box for one in page.shapes if _is_board(one, words)), None)
    if board is None:
        return False
    left, right, bottom = board[0] + _FRAME, board[2] - _FRAME, board[3] - _FRAME
    if bottom - words[3] < _HIGH:
        return False
    sides = page.pixels((left, bottom - _HIGH, right, bottom))
    dark = page.image.crop(sides).point(lambda grey: 255 if grey < _WHITE else 0)
    columns = dark.resize((dark.width, 1), Image.Resampling.BOX).tobytes()
    free = max((len(run) for run in re.findall(rb"\0+", columns)), default=0)
    return free >= _WIDE / (right - left) * dark.width


def _has_line(page: Page, block: Block) -> bool:
    """Whether a sign with a numeral has a line beside its head."""
    assert block.at.box
    heads = [one for shape in page.shapes if (one := arrow_of(shape))]
    head = next((one for one in heads if has(one.box, block.at.box)), None)
    board = next((one.box for one in page.shapes if _is_board(one, block.at.box)), None)
    if head is None or board is None:
        return False
    left, top, right, bottom = board
    left, right = (head.box[2], right) if head.way > 0 else (left, head.box[0])
    sides = page.pixels((left + _FRAME, top + _FRAME, right - _FRAME, bottom - _FRAME))
    inked = page.image.crop(sides).point(lambda grey: 255 if grey < _DARK else 0).getbbox()
    return inked is not None and inked[2] - inked[0] > _LINE * (sides[2] - sides[0])


def _is_board(shape: Shape, box: Box) -> bool:
    return shape.straight and len(set(shape.points)) == 4 and has(shape.box, box)


def hardly_called(
    found: Iterable[Chapter], pages: Sequence[Page], paper: Format, truth: Truth
) -> Iterator[Finding]:
    """Check the numbers on signs and arms: on the colour of what can be called, and large."""
    accent = _grey(truth.accent)
    usual = {page.number: _usual_sizes(page, paper) for page in pages}
    grounds = {page.number: [one for one in page.shapes if one.fill is not None] for page in pages}
    numbers = _numbers(truth)
    for place, block in ((one.place, block) for one in found for block in one.blocks):
        at, number = block.at, next((one for one in numbers if _is_on_a_sign(block, one)), None)
        if number is None or at.box is None or at.page not in grounds:
            continue
        around = [one for one in grounds[at.page] if has(one.box, at.box)]
        if not any(abs((one.fill or 0) - accent) <= _NEAR for one in around):
            what = f"Achter {number} ontbreekt de kleur van wat u kunt bellen."
            yield Finding("sign", what, at=at)
        size = _size(pages, block, number)
        least = _LARGER if key(block.text) == key(number) else _LARGEST
        if size and size < least * usual[at.page].get(block.panel, 0.0):
            what = f"Te klein is {number}: niet groter dan de tekst eromheen."
            yield Finding("sign", what, at=at)
        elif size and size < (own := place.number * paper.larger) - 0.05:
            what = f"Te klein is {number}: {comma(size)} punt, {comma(own, 0)} is het minste."
            yield Finding("sign", what, at=at)


def _numbers(truth: Truth) -> list[str]:
    """Return all phone numbers as printed."""
    ways = [*(one.sign for one in truth.organisations), *(one.phone for one in truth.organisations)]
    ways += [words for one in truth.close_by for _, words in one.ways[:1]]
    called = (one for one in ways if one and (one.pieces[0].target or "").startswith("tel:"))
    return list(dict.fromkeys(map(str, called)))


def _is_on_a_sign(block: Block, number: str) -> bool:
    """Whether a block consists of a phone number and numerals only."""
    rest = key(block.text).replace(key(number), "", 1)
    return key(number) in key(block.text) and (not rest or _NUMERALS.fullmatch(rest) is not None)


def _usual_sizes(page: Page, paper: Format) -> dict[str, float]:
    """Return the most common type size in pt of each panel, but for numbers."""
    counted: dict[str, Counter[float]] = {}
    for mark in page.marks:
        is_text = mark.kind == "text" and not mark.is_number
        panel = paper.panel_of(page.number, mark.box) if is_text else None
        if panel:
            counted.setdefault(panel.id, Counter())[round(mark.size, 1)] += len(mark.text)
    return {id_: sizes.most_common(1)[0][0] for id_, sizes in counted.items()}


def _size(pages: Sequence[Page], block: Block, number: str) -> float:
    """Return the type size in pt of a number on its sign."""
    digits = [
        mark.size
        for page in pages
        for mark in page.marks
        if page.number == block.at.page
        and block.at.box
        and mark.is_number
        and has(block.at.box, mark.box)
    ]
    return max(digits, default=0.0)


def _grey(colour: tuple[int, int, int]) -> int:
    red, green, blue = colour
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


# --- the draft mark and the signpost -----------------------------------------------------------


def bare_marks(
    blocks: Iterable[Block], pages: Sequence[Page], paper: Format, truth: Truth
) -> Iterator[Finding]:
    """Check the hatch before the words of the draft mark, which is seen without reading them. On
    small paper it gives way to what stands beside it.
    """
    rtl = truth.rtl and not paper.dutch
    by_number = {page.number: page for page in pages}
    blocks = list(blocks)
    for block in blocks:
        page, box = by_number.get(block.at.page or 0), block.at.box
        panel = next((one for one in paper.panels if one.id == block.panel), None)
        if page is None or box is None or panel is None or not draft.is_mark(block, truth):
            continue
        if paper.hatch is None:
            start, end = (box[2], panel.safe[2]) if rtl else (panel.safe[0], box[0])
        else:
            far, near = paper.hatch
            start, end = (box[2] + near, box[2] + far) if rtl else (box[0] - far, box[0] - near)
        hatch = (start, box[1], end, box[3])
        if _ink(page, hatch) < _HATCHED and (paper.hatch is None or _is_free(hatch, block, blocks)):
            what = f"De arcering bij het merk {truth.draft_word} ontbreekt."
            yield Finding("concept", what, at=block.at)


def _is_free(box: Box, own: Block, blocks: Iterable[Block]) -> bool:
    """Whether no other block stands in a box, or so near that there is no room for more."""
    across, down = _APART
    near = box[0] - across, box[1] - down, box[2] + across, box[3] + down
    others = (one.at.box for one in blocks if one is not own and one.at.page == own.at.page)
    return not any(min(shared(near, other)) > 0 for other in others if other)


def _ink(page: Page, box: Box) -> float:
    """Return the dark share of a box, 0 to 1."""
    left, top, right, bottom = page.pixels(box)
    if right <= left or bottom <= top:
        return 0.0
    levels = page.image.crop((left, top, right, bottom)).histogram()
    return sum(levels[:_DARK]) / sum(levels)


def loose_arms(page: Page, paper: Format) -> Iterator[Finding]:
    """Check that the arms of a panel hang on a post."""
    arms: dict[tuple[str, int], list[Arrow]] = {}
    for arrow in (one for shape in page.shapes if (one := arrow_of(shape))):
        left, top, right, bottom = arrow.box
        panel = paper.panel_of(page.number, arrow.box)
        if panel and right - left > _ARM * (bottom - top):
            arms.setdefault((panel.id, panel.copy), []).append(arrow)
    for hanging in (one for one in map(_hanging, arms.values()) if len(one) > 1):
        if not any(_carries(shape, hanging) for shape in page.shapes):
            box = union(arm.box for arm in hanging)
            what = "De paal ontbreekt waar de borden aan hangen."
            yield Finding("sign", what, at=Spot(page.number, box=box))


def _hanging(arms: Sequence[Arrow]) -> list[Arrow]:
    """Return the arms without a black one that stands beside all others, as 112 may."""
    others = [one for one in arms if one.grey is None or one.grey >= _BLACK]
    beside = [one for one in arms if one not in others and not any(_meet(one, o) for o in others)]
    return [one for one in arms if not others or one not in beside]


def _meet(one: Arrow, other: Arrow) -> bool:
    """Whether one is above the other, at least in part."""
    return one.box[0] < other.box[2] and other.box[0] < one.box[2]


def _carries(shape: Shape, arms: Sequence[Arrow]) -> bool:
    """Whether a shape is a black bar behind all arms."""
    left, top, right, bottom = shape.box
    middle = (left + right) / 2
    black = shape.fill is not None and shape.fill < _BLACK
    return (
        black
        and right - left < _POST
        and top < min(arm.box[1] for arm in arms)
        and bottom >= max(arm.box[1] for arm in arms)
        and all(arm.box[0] < middle < arm.box[2] for arm in arms)
    )
