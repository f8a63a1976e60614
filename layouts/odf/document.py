"""An OpenDocument text: blocks for its body, header and footer, and how they become a file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from wegwijs.layouts.odf.markup import SHARED, part_of
from wegwijs.layouts.odf.parts import (
    CONTENT,
    MANIFEST,
    META,
    MIMETYPE,
    SETTINGS,
    STYLES,
    content_frame,
    font_parts,
    manifest,
    meta,
    settings,
    styles_frame,
    user_fields,
)
from wegwijs.layouts.word.blocks import Blocks
from wegwijs.layouts.word.document import Document
from wegwijs.layouts.word.fields import blank
from wegwijs.layouts.word.fonts import plain_font
from wegwijs.layouts.word.package import Member, Package, Stretch, deflated, member, stored
from wegwijs.layouts.word.parts import DocumentFormat
from wegwijs.layouts.word.writing import Block

# Java takes the first moment of ZIP, 1 January 1980, for a time that ZIP cannot say, and the ODF
# validator then reports an extra field.
_DAY = 0x22


def save(document: Document, blocks: Blocks[Any]) -> bytes:
    """Return the file, equal bytes for equal blocks. Pictures are allowed in the body only."""
    running = (*document.header, *document.footer)
    assert not any(block.pictures for block in running)
    format_ = document.properties.format
    pictures = [picture for block in document.body for picture in block.pictures]
    names = [name for name, *_ in font_parts(format_)]
    written = [
        _content(document, blocks),
        _styles(document, blocks),
        deflated(META, meta(document.properties).encode()),
        *(stored(part_of(picture), picture.png) for picture in pictures),
        deflated(MANIFEST, manifest(names, map(part_of, pictures)).encode()),
    ]
    return Package(written, _fixed(format_), _DAY).file


@lru_cache(maxsize=64)
def _fixed(format_: DocumentFormat) -> Package:
    """Return the parts that all documents of a format share. Programs recognise a document by its
    first part, which is not compressed.
    """
    fonts = (
        deflated(name, plain_font(family, weight, style))
        for name, family, weight, style in font_parts(format_)
    )
    first = stored("mimetype", MIMETYPE.encode())
    return Package([first, *fonts, deflated(SETTINGS, settings().encode())], day=_DAY)


def _content(document: Document, blocks: Blocks[Any]) -> Member:
    start, middle, end = content_frame(document.properties.format)
    shared = user_fields(document.keys, blank(SHARED))
    head = _packed(start + _automatic(document.body) + middle + shared)
    return member(CONTENT, (*blocks.stretches(head, document.body), _packed(end)))


def _styles(document: Document, blocks: Blocks[Any]) -> Member:
    start, header, footer, end = styles_frame(document.properties.format)
    head = _packed(start + _automatic((*document.header, *document.footer)) + header)
    return member(
        STYLES,
        (
            *blocks.stretches(head, document.header),
            *blocks.stretches(_packed(footer), document.footer),
            _packed(end),
        ),
    )


def _automatic(blocks: Iterable[Block]) -> str:
    """Return the automatic styles that blocks need, in an order of their own."""
    return "".join(sorted({style for block in blocks for style in block.references}))


@lru_cache(maxsize=1024)
def _packed(text: str) -> Stretch:
    return Stretch.of(text)
