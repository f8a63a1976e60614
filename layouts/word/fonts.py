"""Fonts embedded in a Word document.

Few school computers have Source Sans 3, and LibreOffice has no fallback: without it the numbers
break over two lines. Word and LibreOffice both read an embedded TrueType font, obfuscated (ISO/IEC
29500-4, 17.8.1). Each weight needs its own name and style bits.
"""

from __future__ import annotations

import struct
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

import uharfbuzz as hb

from wegwijs.layouts.typesetting.fonts import load_face
from wegwijs.layouts.typesetting.sfnt import put_together, taken_apart
from wegwijs.sources.scripts import LATN, SCRIPTS, families

_SIGNS = (  # needed even in a font whose Latin letters are not used
    range(0x20, 0x41),
    range(0x5B, 0x61),
    range(0x7B, 0x7F),
    range(0xA0, 0xC0),
    range(0x2010, 0x2040),  # dashes and quotes
)
# Word applies no other features by default: it kerns only where a style asks for it.
_FEATURES = (b"mark", b"mkmk", b"ccmp", b"locl")
_JOINING = (b"isol", b"init", b"medi", b"fina", b"rlig", b"calt")
_DROPPED = (b"name", b"BASE", b"STAT", b"DSIG", b"meta", b"vhea", b"vmtx")
_USE_TYPO_METRICS = 0x80


@dataclass(frozen=True)
class EmbeddedFont:
    """An obfuscated font and its key."""

    data: bytes
    key: str


@cache
def plain_font(family: str, weight: int, style: str) -> bytes:
    """Return one weight of a family under the name that programs look up, reduced to the characters
    that people type; ``style`` is Regular or Bold.

    It is the same in every document: see ``sources.scripts.Script.word_family``.
    """
    return _named(_subset(family, weight), family, style)


@cache
def embedded_font(family: str, weight: int, style: str) -> EmbeddedFont:
    """Return a font as Word embeds it; the arguments are those of ``plain_font``."""
    plain = plain_font(family, weight, style)
    key = uuid.UUID(bytes=sha256(plain).digest()[:16])
    mask = key.bytes[::-1] * 2
    hidden = bytes(byte ^ other for byte, other in zip(plain[:32], mask, strict=True))
    return EmbeddedFont(hidden + plain[32:], f"{{{str(key).upper()}}}")


def _typed_in(family: str) -> Iterator[Iterable[int]]:
    """Yield the characters of a family in its scripts; for other scripts Word uses fonts of its
    own.
    """
    yield from _SIGNS
    if families()[family].latin:
        yield from LATN.characters
    for script in SCRIPTS.values():
        if script.in_word.name == family:
            yield from script.characters
            yield script.many_more()


def _subset(family: str, weight: int) -> bytes:
    wish = hb.SubsetInput()
    for characters in _typed_in(family):
        wish.unicode_set.update(characters)
    wish.layout_feature_tag_set.clear()
    wish.layout_feature_tag_set.update(map(_tag, (*_FEATURES, *_JOINING)))
    wish.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wish.drop_table_tag_set.update(map(_tag, _DROPPED))
    return load_face(family, weight).subset(wish)


def _tag(name: bytes) -> int:
    return int.from_bytes(name, "big")


def _named(font: bytes, family: str, style: str) -> bytes:
    """Return the font with its own name table and the style bits of its weight."""
    bold = style == "Bold"
    tables = taken_apart(font)
    tables[b"name"] = bytearray(_name_table(family, style))
    struct.pack_into(">H", tables[b"OS/2"], 4, 700 if bold else 400)  # usWeightClass
    # Without this bit (USE_TYPO_METRICS) Word takes the line height from the tallest glyph of the
    # font.
    heights = struct.unpack_from(">H", tables[b"OS/2"], 62)[0] & _USE_TYPO_METRICS
    struct.pack_into(">H", tables[b"OS/2"], 62, heights | (0x20 if bold else 0x40))  # fsSelection
    struct.pack_into(">H", tables[b"head"], 44, 1 if bold else 0)  # macStyle
    return put_together(font[:4], tables)


def _name_table(family: str, style: str) -> bytes:
    full = f"{family} {style}"
    names = {1: family, 2: style, 3: full, 4: full, 6: f"{family.replace(' ', '')}-{style}"}
    records, texts = b"", b""
    for name_id, text in names.items():
        encoded = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, name_id, len(encoded), len(texts))
        texts += encoded
    return struct.pack(">3H", 0, len(names), 6 + len(records)) + records + texts
