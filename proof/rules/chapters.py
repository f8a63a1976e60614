"""Split a file into the places of its product, and find misplaced text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from string import digits

from wegwijs.proof.expectations.place import Place
from wegwijs.proof.findings import NOWHERE, Finding, Spot
from wegwijs.proof.sayings import Saying, Sayings
from wegwijs.proof.words import key, plain, whole

_SENTENCE = 12  # letters: what is shorter may come twice, as a number to call does


@dataclass(frozen=True, order=True)
class Link:
    """The text of a link, its target, and what a screen reader says."""

    text: str
    target: str
    says: str


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, figure or table row.

    ``heading`` tells whether places may begin here, ``level`` is that of the heading and ``item``
    whether it is one of a list, both None when not known; ``alt`` is what is said instead of a
    picture, None for no picture; of a Word file ``picture`` is that picture, ``width`` mm wide.
    ``number`` counts blocks in reading order.
    """

    text: str
    starts: str  # what it is known by, as ``words.key`` has it
    heading: bool = False
    level: int | None = None
    item: bool | None = None
    links: tuple[Link, ...] = ()
    alt: str | None = None
    at: Spot = NOWHERE
    panel: str = ""  # id
    picture: bytes = b""
    width: float = 0.0
    number: int = 0


@dataclass
class Chapter:
    """A place and the blocks found in it; without blocks it is missing."""

    place: Place
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of all its blocks."""
        return "\n".join(block.text for block in self.blocks)

    def says(self, words: Saying) -> bool:
        """Whether it contains a text; an address does not count inside a longer one."""
        if not words.is_link:
            return key(str(words)) in key(self.text)
        return bool(re.search(whole(plain(str(words))), plain(self.text)))

    def finding(self, kind: str, what: str, near: str = "") -> Finding:
        """Return a finding at the first block with ``near`` in it, or else at the first block."""
        blocks = [b for b in self.blocks if near and key(near) in key(b.text)] or self.blocks
        return Finding(kind, what, at=blocks[0].at if blocks else NOWHERE)


def chapters(blocks: Iterable[Block], places: Sequence[Place]) -> list[Chapter]:
    """Assign blocks, which come in reading order, to places. The result has the order of
    ``places``.
    """
    found = [Chapter(place) for place in places]
    current = next(chapter for chapter in found if not chapter.place.alone)
    for number, one in enumerate(blocks):
        block = replace(one, number=number)
        begun = _begins(block, found, current.place)
        if begun is None:
            current.blocks.append(block)
            continue
        begun.blocks.append(block)
        if not begun.place.alone:
            current = begun
    return found


def _begins(block: Block, found: Iterable[Chapter], current: Place) -> Chapter | None:
    """Return the first incomplete place that a block starts, if it may follow ``current``."""
    for chapter in found:
        place = chapter.place
        if place.within and not _may_follow(block, place, current):
            continue
        times = sum(_is_start(one, place) for one in chapter.blocks)
        if times < place.times and _is_start(block, place):
            return chapter
    return None


def _may_follow(block: Block, place: Place, current: Place) -> bool:
    """Whether a place may begin after another with a block. What stands on one sign may begin as
    the next sign does: somebody's name, say.
    """
    here = place.within in (current.name, current.within)
    return here and block.starts not in (key(str(one)) for one in (*current.loose, *current.shared))


def _is_start(block: Block, place: Place) -> bool:
    if place.paragraph:
        return not block.heading and any(block.starts.startswith(start) for start in place.starts)
    return block.heading and block.starts in place.starts


def missing_places(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Yield places that are absent, or occur less often than required."""
    for chapter in found:
        place = chapter.place
        times = sum(_is_start(block, place) for block in chapter.blocks)
        if times < place.times and (times or place.needed):
            what = f"Dit ontbreekt: {place.name}"
            if place.times > 1:
                what = f"{_capital(place.name)} moet er {place.times} keer staan, niet {times} keer"
            yield chapter.finding("text", f"{what}.")


def repeated_places(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Yield headings and table rows that start a place again."""
    for chapter in found:
        place = chapter.place
        begun = [one for one in chapter.blocks if one.heading and _is_start(one, place)]
        if len(begun) > place.times:
            what = f"{_capital(place.name)} staat er {len(begun)} keer."
            yield Finding("text", what, at=begun[place.times].at)


def missing_texts(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Yield required sentences that a place lacks. Numbers and addresses: see ``contacts``."""
    for chapter in found:
        said, place = key(chapter.text), chapter.place
        for words in place.asked if chapter.blocks else ():
            if key(str(words)) not in said and not words.is_link and words not in place.spare:
                yield chapter.finding("text", _lacks(place, words))
        for ways in place.either if chapter.blocks else ():
            if not any(key(str(words)) in said for words in ways):
                yield chapter.finding("text", _lacks(place, ways[0]))


def _lacks(place: Place, words: Saying) -> str:
    return f'Bij {place.name} ontbreekt deze tekst: "{words}".'


def said_twice(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Yield sentences that occur in a place more often than expected."""
    for chapter in found:
        place = chapter.place
        asked = Counter(key(str(words)) for words in (*place.asked, *place.allowed))
        said = Counter(block.starts for block in chapter.blocks if not block.heading)
        for text, count in said.items():
            if len(text) >= _SENTENCE and 0 < asked[text] < count and not place.alone:
                again = [block for block in chapter.blocks if block.starts == text][asked[text]]
                what = f'Bij {place.name} staat {count} keer: "{again.text.strip()[:60]}".'
                yield Finding("text", what, at=again.at)


def strange_texts(found: Iterable[Chapter], common: Sequence[Saying]) -> Iterator[Finding]:
    """Yield blocks with text that does not belong in their place; ``common`` may occur anywhere."""
    for chapter in found:
        place = chapter.place
        heads = (Saying.of(start) for start in place.starts)
        numerals = ("".join(map(str, sign.numerals)) for sign in place.signs)
        own = (*heads, *place.asked, *place.allowed, *map(Saying.of, numerals))
        sayings = Sayings([*own, *common])
        for block in chapter.blocks:
            if sayings.gap(key(block.text)) is not None:
                text = block.text.strip()
                what = f'Bij {place.name} staat een tekst die daar niet hoort: "{text[:60]}".'
                yield Finding("text", what, at=block.at, detail=text if text[60:] else "")


def misread(found: Sequence[Chapter], order: Sequence[str]) -> Iterator[Finding]:
    """Yield panels, places and sentences that are read in the wrong order, and wrong headings or
    lists.

    ``order`` is the reading order of panels, empty without panels.
    """
    yield from _panels_in_order(found, order)
    furthest = -1
    for chapter in found:
        place = chapter.place
        if place.alone or not chapter.blocks:
            continue
        start = next((one for one in chapter.blocks if _is_start(one, place)), chapter.blocks[0])
        if start.number < furthest:
            what = f"{_capital(place.name)} wordt te vroeg voorgelezen."
            yield Finding("order", what, at=start.at)
        furthest = max(furthest, start.number)
        yield from _texts_in_order(chapter)
    for chapter in found:
        yield from _roles(chapter)


def _panels_in_order(found: Iterable[Chapter], order: Sequence[str]) -> Iterator[Finding]:
    furthest, told = 0, set[tuple[str, str]]()
    every = sorted(
        ((block, chapter.place) for chapter in found for block in chapter.blocks),
        key=lambda one: one[0].number,
    )
    for block, place in every:
        here = order.index(block.panel) if block.panel in order else furthest
        if here < furthest and (place.name, block.panel) not in told:
            told.add((place.name, block.panel))
            what = f"{_capital(place.name)} staat op een paneel dat al gelezen is."
            yield Finding("panel", what, at=block.at)
        furthest = max(furthest, here)


def _texts_in_order(chapter: Chapter) -> Iterator[Finding]:
    """Required texts must occur in the order of the sources; other texts may stand between them."""
    said, at = key(chapter.text), 0
    for words in chapter.place.must:
        text = key(str(words))
        here = said.find(text, at)
        if here >= 0:
            at = here + len(text)
        elif text in said:
            what = f'Bij {chapter.place.name} wordt deze tekst te vroeg voorgelezen: "{words}".'
            yield chapter.finding("order", what, near=str(words))


def _roles(chapter: Chapter) -> Iterator[Finding]:
    place = chapter.place
    # Who hands it out may be called as an arm is.
    items = {key(str(words)) for words in place.items}
    alone = {key(str(words)) for words in place.must if place.either or words not in place.items}
    for block in chapter.blocks:
        if _is_start(block, place) and None not in (block.level, place.level):
            if block.level != place.level:
                what = (
                    f"De kop van {place.name} is van niveau {block.level},"
                    f" dat moet {place.level} zijn."
                )
                yield Finding("heading", what, at=block.at)
        elif block.level is not None:
            what = f'"{block.text.strip()[:60]}" is een kop, maar hoort dat niet te zijn.'
            yield Finding("heading", what, at=block.at)
        text = key(block.text)
        if block.item is False and text not in alone and text.rstrip(digits) in items:  # a numeral
            what = f'"{block.text.strip()[:60]}" hoort bij een lijst, maar is daar geen deel van.'
            yield Finding("tags", what, at=block.at)


def misplaced(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Yield places that lie in the wrong panel, or in more than one."""
    for chapter in found:
        place = chapter.place
        panels = Counter(block.panel for block in chapter.blocks if block.panel)
        for panel in panels if place.panels else ():
            if panel not in place.panels:
                block = next(block for block in chapter.blocks if block.panel == panel)
                what = f'{_capital(place.name)} staat op een verkeerd paneel: "{block.text[:40]}".'
                yield chapter.finding("panel", what, near=block.text)
        if len(panels) > 1 and not place.alone:
            what = f"{_capital(place.name)} is over {len(panels)} panelen verdeeld."
            yield chapter.finding("panel", what)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
