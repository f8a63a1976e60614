"""A Word document: blocks for its body, header and footer, and how they become a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from layouts.word.blocks import Blocks, hyperlink, image
from layouts.word.fields import ANSWERS, answers
from layouts.word.markup import Block
from layouts.word.package import Member, Packer, Stretch, deflated, member, stored
from layouts.word.parts import (
    CORE,
    DOCUMENT,
    FOOTER,
    HEADER,
    RELATIONS,
    Properties,
    core_properties,
    part,
)
from layouts.word.template import template


class WordDocument(Struct, frozen=True):
    """The contents of a document; ``keys`` belong to fields that share their value."""

    properties: Properties
    body: Sequence[Block]
    header: Sequence[Block]
    footer: Sequence[Block]
    keys: Sequence[str] = ()


def save(document: WordDocument, blocks: Blocks[Any]) -> bytes:
    """Return the file, equal bytes for equal blocks. Links and pictures are allowed in the body
    only.
    """
    assert not any(block.targets or block.pictures for block in document.header)
    assert not any(block.targets or block.pictures for block in document.footer)
    packer = Packer(level=3)  # each of its pieces is written once
    made = template(document.properties.format)
    frames = made.frames
    written = [
        frames[DOCUMENT].member(blocks.stretches(document.body, packer)),
        frames[HEADER].member(blocks.stretches(document.header, packer)),
        frames[FOOTER].member(blocks.stretches(document.footer, packer)),
        frames[RELATIONS].member(_relations(document.body, blocks, packer)),
        member(CORE, [packer.stretch(part(core_properties(document.properties)))]),
        _answers(tuple(document.keys)),
    ]
    pictures = (picture for block in document.body for picture in block.pictures)
    written += [stored(f"word/{picture.part}", picture.png) for picture in pictures]
    return made.fixed.with_members(sorted(written, key=lambda one: one.name))


def _relations(body: Iterable[Block], blocks: Blocks[Any], packer: Packer) -> Iterator[Stretch]:
    """Yield the relationships of the body, those of its national blocks first."""
    national = tuple(block for block in body if not block.own)
    targets, stretch = blocks.relations(national)
    yield stretch
    own = [block for block in body if block.own]
    links = dict.fromkeys(target for block in own for target in block.targets)
    xml = [hyperlink(target) for target in links if target not in targets]
    xml += [image(picture) for block in own for picture in block.pictures]
    if xml:
        yield packer.stretch("".join(xml))


@lru_cache(maxsize=64)
def _answers(keys: tuple[str, ...]) -> Member:
    return deflated(ANSWERS, part(answers(keys)))
