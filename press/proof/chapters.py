"""Cuts what a file says into the places of its product, and finds what is not where it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from press.proof.findings import NOWHERE, Finding, Spot
from press.proof.truth import Place
from press.proof.words import key


@dataclass(frozen=True, order=True)
class Link:
    """Words that lead somewhere, and what a screen reader says of that."""

    text: str
    target: str
    says: str


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, figure or table row as a reader meets it.

    ``heading`` tells whether places may begin here; ``alt`` is what is said instead of a picture,
    None for no picture; of a Word file ``picture`` is that picture, ``width`` mm wide.
    """

    text: str
    starts: str  # what it is known by, as ``words.key`` has it
    heading: bool = False
    links: tuple[Link, ...] = ()
    alt: str | None = None
    at: Spot = NOWHERE
    panel: str = ""  # id
    picture: bytes = b""
    width: float = 0.0


@dataclass
class Chapter:
    """A place and the blocks that were found in it; without blocks it is not there."""

    place: Place
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its text."""
        return "\n".join(block.text for block in self.blocks)

    def finding(self, kind: str, what: str, near: str = "") -> Finding:
        """A finding at the first block that says ``near``, or else at the first block."""
        blocks = [b for b in self.blocks if near and key(near) in key(b.text)] or self.blocks
        return Finding(kind, what, at=blocks[0].at if blocks else NOWHERE)


def chapters(blocks: Iterable[Block], places: Sequence[Place]) -> list[Chapter]:
    """Every place with its blocks, in the order of ``places``."""
    found = [Chapter(place) for place in places]
    current = next(chapter for chapter in found if not chapter.place.alone)
    for block in blocks:
        begun = _begins(block, found)
        if begun is None:
            current.blocks.append(block)
            continue
        begun.blocks.append(block)
        if not begun.place.alone:
            current = begun
    return found


def _begins(block: Block, found: Iterable[Chapter]) -> Chapter | None:
    """The first place, not yet filled, that begins with a block."""
    for chapter in found:
        place = chapter.place
        times = sum(_is_start(one, place) for one in chapter.blocks)
        if times < place.times and _is_start(block, place):
            return chapter
    return None


def _is_start(block: Block, place: Place) -> bool:
    if place.paragraph:
        return not block.heading and any(block.starts.startswith(start) for start in place.starts)
    return block.heading and block.starts in place.starts


def missing_places(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Places that are not there, or not as often as they must be."""
    for chapter in found:
        place = chapter.place
        times = sum(_is_start(block, place) for block in chapter.blocks)
        if times < place.times:
            often = f" {place.times} keer" if place.times > 1 else ""
            what = f"{_capital(place.name)} staat er niet{often}"
            if place.times > 1:
                what = f"{_capital(place.name)} moet er {place.times} keer staan, niet {times} keer"
            yield chapter.finding("text", f"{what}.")


def missing_texts(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Sentences of the data that a place lacks; numbers and addresses have a judge of their own."""
    for chapter in found:
        said = key(chapter.text)
        for words in chapter.place.must if chapter.blocks else ():
            if key(str(words)) not in said and not all(run.target for run in words.runs):
                what = f'Bij {chapter.place.name} ontbreekt deze tekst: "{words}".'
                yield chapter.finding("text", what)


def misplaced(found: Iterable[Chapter], order: Sequence[str]) -> Iterator[Finding]:
    """Places that lie in the wrong panel, and panels that are not read in order."""
    furthest = 0
    for chapter in found:
        place = chapter.place
        panels = Counter(block.panel for block in chapter.blocks if block.panel)
        for panel in panels if place.panels else ():
            if panel not in place.panels:
                block = next(block for block in chapter.blocks if block.panel == panel)
                what = f'{_capital(place.name)} staat op een verkeerd paneel: "{block.text[:40]}".'
                yield chapter.finding("panel", what, near=block.text)
        if place.alone or not panels:
            continue
        if len(panels) > 1:
            what = f"{_capital(place.name)} is over {len(panels)} panelen verdeeld."
            yield chapter.finding("panel", what)
        here = order.index(chapter.blocks[0].panel) if chapter.blocks[0].panel in order else 0
        if here < furthest:
            what = f"{_capital(place.name)} staat op een paneel dat al gelezen is."
            yield chapter.finding("panel", what)
        furthest = max(furthest, here)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
