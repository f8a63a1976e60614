"""The first objects of a file: its colour profile, and its fonts with the symbols used."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from wegwijs.layouts.pdf.fonts import EmbeddedFont
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.objects import (
    Body,
    dictionary,
    object_stream,
    place_in_file,
    place_in_stream,
    stream_of,
)
from wegwijs.layouts.pdf.packing import ONCE
from wegwijs.layouts.typesetting.fonts import Face, Symbol
from wegwijs.layouts.typesetting.lines import Piece

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
Uses = dict[Face, frozenset[Symbol]]


class Kit:
    """Colour profile and fonts as bytes. ``fonts`` has the codes of all symbols by face; ``names``
    is the number of the font dictionary, ``count`` that of the last object; ``entries`` are their
    rows of the cross-reference stream.
    """

    def __init__(self, common: Uses, own: Uses, colour_profile: bytes) -> None:
        self._body = Body(HEAD, 1)
        self.profile = self._body.add(_profile(colour_profile))
        self.fonts: dict[Face, EmbeddedFont] = {}
        files, none = [], frozenset[Symbol]()
        for face in sorted({*common, *own}, key=lambda face: face.name):
            packed = _packed(face, common.get(face, none), own.get(face, none))
            self.fonts[face] = packed.font
            program, texts = self._body.add(packed.program), self._body.add(packed.to_unicode)
            files.append((packed.font, program, texts))
        self._dictionaries(files)
        self.data = bytes(self._body.data)
        self.sum = hashlib.sha256(self.data).digest()

    def _dictionaries(self, files: Sequence[tuple[EmbeddedFont, int, int]]) -> None:
        """Add all non-stream objects, compressed into one object stream."""
        places = self._body.places
        stream = len(places) + 1
        bodies: list[tuple[int, str]] = []
        names = {}
        for font, program, texts in files:
            number = stream + len(bodies) + 1
            bodies += enumerate(_font(font, number, program, texts), start=number)
            names[font.face.name] = f"{number} 0 R"
        self.names = self.count = stream + len(bodies) + 1
        bodies.append((self.names, dictionary(names)))
        head, raw = object_stream(bodies)
        self._body.add(_stream(head, raw))
        rows = [place_in_file(place) for place in places]
        rows += [place_in_stream(stream, index) for index in range(len(bodies))]
        self.entries = b"".join(rows)


class _Packed(NamedTuple):
    """An embedded font, and its streams compressed."""

    font: EmbeddedFont
    program: bytes
    to_unicode: bytes


_PACKED: Memory[Hashable, _Packed] = Memory(512)


def _packed(face: Face, common: frozenset[Symbol], own: frozenset[Symbol]) -> _Packed:
    """Return a face with these symbols. Cached: most kits differ in one face only."""

    def pack() -> _Packed:
        font = EmbeddedFont.of(face, face.coded(common, own))
        program = _stream(f"/Length1 {len(font.program)}", font.program)
        return _Packed(font, program, _stream("", font.to_unicode))

    return _PACKED.made((face, common, own), pack)


@lru_cache(maxsize=4)
def _profile(data: bytes) -> bytes:
    return _stream("/N 3", data)


def _stream(head: str, data: bytes) -> bytes:
    return stream_of(f"{head} /Filter /FlateDecode", zlib.compress(data, ONCE))


def _font(font: EmbeddedFont, number: int, program: int, texts: int) -> tuple[str, str, str]:
    """Add a Type0 font whose codes are glyph ids as the object with this number, followed by its
    parts; ``program`` and ``texts`` are the object numbers of its streams.
    """
    name, face = font.name, font.face
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H"
        f" /DescendantFonts [{number + 1} 0 R] /ToUnicode {texts} 0 R >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name}"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        f" /CIDToGIDMap /Identity /FontDescriptor {number + 2} 0 R /W [{font.widths}] /DW 0 >>",
        # Symbolic (flag 4), since the codes are glyph ids.
        f"<< /Type /FontDescriptor /FontName {name} /Flags 4"
        f" /FontBBox [{font.box}] {face.measures}"
        f" /ItalicAngle 0 /StemV 80 /FontFile2 {program} 0 R >>",
    )


def used_in(pieces: Iterable[Piece]) -> Uses:
    """Return the symbols that pieces of type use, by face."""
    found: dict[Face, set[Symbol]] = {}
    for piece in pieces:
        found.setdefault(piece.face, set()).update(piece.symbols)
    return {face: frozenset(symbols) for face, symbols in found.items()}


_KITS: Memory[tuple[object, ...], Kit] = Memory(256)


def kit_of(common: Uses, own: Uses, colour_profile: bytes) -> Kit:
    """Return the kit for what documents of a plate share, and what this one uses besides."""
    key = (frozenset(common.items()), frozenset(own.items()), colour_profile)
    return _KITS.made(key, lambda: Kit(common, own, colour_profile))
