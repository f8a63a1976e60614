"""A deck of slides: blocks for each, and how they become a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from wegwijs.layouts.slides.look import DeckFormat, Layout
from wegwijs.layouts.slides.markup import SlideMarkup
from wegwijs.layouts.slides.master import MAPPED, SPACES, TREE_START
from wegwijs.layouts.slides.parts import parts_of, relations
from wegwijs.layouts.slides.relations import SLIDE, relation
from wegwijs.layouts.word.blocks import Blocks
from wegwijs.layouts.word.package import Member, Package, Stretch, deflated, member, stored
from wegwijs.layouts.word.parts import (
    CONTENT_TYPES,
    CORE,
    CORE_PROPERTIES,
    Properties,
    core_properties,
    part,
)
from wegwijs.layouts.word.writing import Block

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Slide(Struct, frozen=True, eq=False):
    """A slide: its layout, the blocks of its shapes in reading order, and of its notes."""

    layout: Layout
    shapes: Sequence[Block]
    notes: Sequence[Block]


class Deck(Struct, frozen=True, eq=False):
    """The contents of a file."""

    properties: Properties
    format: DeckFormat
    slides: Sequence[Slide]


def save(deck: Deck, blocks: Blocks[SlideMarkup]) -> bytes:
    """Return the file, equal bytes for equal blocks. Pictures are allowed on slides only."""
    written = [_core(deck.properties)]
    for number, slide in enumerate(deck.slides, start=1):
        references = {one: None for block in slide.shapes for one in block.references}
        own = relation(
            "layout", "slideLayout", f"../slideLayouts/slideLayout{slide.layout.number}.xml"
        )
        notes = relation("notes", "notesSlide", f"../notesSlides/notesSlide{number}.xml")
        written += [
            member(
                f"ppt/{SLIDE}{number}.xml",
                (*blocks.stretches(_start("sld"), slide.shapes), _end("sld")),
            ),
            _relations(f"ppt/{_rels(SLIDE)}{number}.xml.rels", (own, notes, *references)),
        ]
        written += _notes(number, slide.notes, blocks)
    pictures = {
        one.part: one for slide in deck.slides for block in slide.shapes for one in block.pictures
    }
    written += [stored(f"ppt/{one.part}", one.png) for one in pictures.values()]
    return Package(written, _fixed(deck.format, len(deck.slides))).file


def _rels(part: str) -> str:
    """Return how the name of the relationships of a part begins."""
    return part.replace("/", "/_rels/")


def _notes(number: int, notes: Sequence[Block], blocks: Blocks[SlideMarkup]) -> Iterable[Member]:
    references = {one: None for block in notes for one in block.references}
    of_slide = relation("slide", "slide", f"../{SLIDE}{number}.xml")
    master = relation("master", "notesMaster", "../notesMasters/notesMaster1.xml")
    name = f"notesSlide{number}.xml"
    yield member(
        f"ppt/notesSlides/{name}",
        (*blocks.stretches(_start("notes"), notes), _end("notes")),
    )
    yield _relations(f"ppt/notesSlides/_rels/{name}.rels", (master, of_slide, *references))


@lru_cache(maxsize=4096)
def _relations(name: str, items: tuple[str, ...]) -> Member:
    return deflated(name, part(relations(*items)))


@lru_cache(maxsize=1024)
def _core(properties: Properties) -> Member:
    start, gap, end = CORE_PROPERTIES.partition("</cp:coreProperties>")
    return deflated(CORE, part(start + core_properties(properties) + gap + end))


@lru_cache(maxsize=8)
def _start(kind: str) -> Stretch:
    return Stretch.of(f"{_DECLARATION}<p:{kind} {SPACES}><p:cSld>{TREE_START}")


@lru_cache(maxsize=8)
def _end(kind: str) -> Stretch:
    return Stretch.of(f"</p:spTree></p:cSld>{MAPPED}</p:{kind}>")


@lru_cache(maxsize=64)
def _fixed(format_: DeckFormat, slides: int) -> Package:
    """Return the parts that all decks of a format share. File managers expect the content types at
    the start.
    """
    parts = dict(parts_of(format_, slides))
    names = sorted(parts, key=lambda name: (name != CONTENT_TYPES, name))
    return Package([deflated(name, part(parts[name])) for name in names])
