"""A Word document: blocks for its body, header and footer, and how they become a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from wegwijs.layouts.word.blocks import Blocks, hyperlink, image
from wegwijs.layouts.word.fields import ANSWERS, answers
from wegwijs.layouts.word.package import Member, Package, Stretch, deflated, stored
from wegwijs.layouts.word.parts import (
    CORE,
    DOCUMENT,
    FOOTER,
    HEADER,
    RELATIONS,
    DocumentFormat,
    Properties,
    core_properties,
    part,
)
from wegwijs.layouts.word.template import template
from wegwijs.layouts.word.writing import Block, InlinePicture


class Document(Struct, frozen=True):
    """The contents of a document; ``keys`` belong to fields that share their value."""

    properties: Properties
    body: Sequence[Block]
    header: Sequence[Block]
    footer: Sequence[Block]
    keys: Sequence[str] = ()


def save(document: Document, blocks: Blocks[Any]) -> bytes:
    """Return the file, equal bytes for equal blocks. Links and pictures are allowed in the body
    only.
    """
    assert not any(block.references or block.pictures for block in document.header)
    assert not any(block.references or block.pictures for block in document.footer)
    body = document.body
    national = tuple([block for block in body if not block.own])
    own = [block for block in body if block.own]
    properties = document.properties
    shared = _shared(
        blocks, properties.format, tuple(document.header), national, tuple(document.keys)
    )
    core, relations, text, footer = (
        template(properties.format).frames[name] for name in (CORE, RELATIONS, DOCUMENT, FOOTER)
    )
    written = [
        core.member((core.start, core.start.followed_by(core_properties(properties)))),
        relations.member(_relations(own, *blocks.relations(relations.start, national))),
        text.member(blocks.stretches(text.start, body)),
        footer.member(blocks.stretches(footer.start, document.footer)),
        *(_stored(picture) for block in own for picture in block.pictures),
    ]
    return Package(written, shared).file


@lru_cache(maxsize=1024)
def _shared(
    blocks: Blocks[Any],
    format_: DocumentFormat,
    header: tuple[Block, ...],
    national: tuple[Block, ...],
    keys: tuple[str, ...],
) -> Package:
    """Return the parts that all documents with these blocks share."""
    made = template(format_)
    frame = made.frames[HEADER]
    written = [
        deflated(ANSWERS, part(answers(keys))),
        frame.member(blocks.stretches(frame.start, header)),
        *(_stored(picture) for block in national for picture in block.pictures),
    ]
    return Package(written, made.fixed)


def _stored(picture: InlinePicture) -> Member:
    return stored(f"word/{picture.part}", picture.png)


def _relations(
    own: Iterable[Block], targets: frozenset[str], national: Stretch
) -> Iterator[Stretch]:
    """Yield the relationships of the body: those of its national blocks, whose targets are
    ``targets``, and those of its own.
    """
    yield national
    links = dict.fromkeys(target for block in own for target in block.references)
    xml = [hyperlink(target) for target in links if target not in targets]
    xml += [image(picture) for block in own for picture in block.pictures]
    if xml:
        yield national.followed_by("".join(xml))
