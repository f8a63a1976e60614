"""The first objects of a file: its colour profile, and its fonts with the symbols that it uses."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable

from layouts.pdf.fonts import EmbeddedFont, FontUses
from layouts.pdf.memory import Memory
from layouts.pdf.objects import Body, dictionary, stream_of
from layouts.pdf.packing import ONCE
from layouts.typesetting.fonts import Face, Symbol

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
Uses = dict[Face, frozenset[Symbol]]


class Kit:
    """Colour profile and fonts as bytes. ``fonts`` has the codes of all symbols by face."""

    def __init__(self, common: Uses, own: Uses, colour_profile: bytes) -> None:
        self.body = Body(HEAD, 1)
        head = "/N 3 /Filter /FlateDecode"
        self.profile = self.body.add(stream_of(head, zlib.compress(colour_profile, ONCE)))
        self.fonts: dict[Face, EmbeddedFont] = {}
        none: frozenset[Symbol] = frozenset()
        numbers = {}
        for face in sorted({*common, *own}, key=lambda face: face.name):
            font = EmbeddedFont.of(face, face.coded(common.get(face, none), own.get(face, none)))
            self.fonts[face] = font
            numbers[face.name] = f"{self._add(font)} 0 R"
        self.names = self.body.add(dictionary(numbers))
        self.data = bytes(self.body.data)
        self.sum = hashlib.sha256(self.data).digest()

    def _add(self, font: EmbeddedFont) -> int:
        """A Type0 font whose character codes are glyph ids; gives the number of its object."""
        add, name, face = self.body.add, font.name, font.face
        program = zlib.compress(font.program, ONCE)
        head = f"/Length1 {len(font.program)} /Filter /FlateDecode"
        file = add(stream_of(head, program))
        # Symbolic (flag 4), since the codes are glyph ids.
        descriptor = add(
            f"<< /Type /FontDescriptor /FontName {name} /Flags 4 {face.measures}"
            f" /ItalicAngle 0 /StemV 80 /FontFile2 {file} 0 R >>"
        )
        descendant = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name}"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /CIDToGIDMap /Identity /FontDescriptor {descriptor} 0 R /W [{font.widths}] /DW 0 >>"
        )
        texts = add(stream_of("/Filter /FlateDecode", zlib.compress(font.to_unicode, ONCE)))
        return add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant} 0 R] /ToUnicode {texts} 0 R >>"
        )


def used_in(many: Iterable[FontUses]) -> Uses:
    """All that is used, and in Latin faces what names are made of."""
    found: dict[Face, set[Symbol]] = {}
    for uses in many:
        for face, use in uses.items():
            found.setdefault(face, set()).update(use)
    return {face: face.common.union(symbols) for face, symbols in found.items()}


_KITS: Memory[tuple[object, ...], Kit] = Memory(256)


def kit_of(common: Uses, own: Uses, colour_profile: bytes) -> Kit:
    """The kit for what documents of a plate have in common, and what this one has besides."""
    key = (frozenset(common.items()), frozenset(own.items()), colour_profile)
    return _KITS.made(key, lambda: Kit(common, own, colour_profile))
