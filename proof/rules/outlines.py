"""Whether embedded fonts draw each digit as the original font does."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Set
from functools import lru_cache

import uharfbuzz as hb

from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.house_fonts import house_font, outline_of, scaled
from wegwijs.proof.readers.pdf import Reading
from wegwijs.sources.scripts import families

CHARACTERS = "0123456789+-.@"  # of numbers and addresses
TABLES = frozenset((b"head", b"glyf", b"loca", b"hmtx", b"maxp"))
_WHOLE = 0xB1B0AFBA  # what all words of a font add up to (OpenType, head)
_UNITS = 2  # thousandths of the em between two drawings of one outline


def misdrawn(reading: Reading) -> Iterator[Finding]:
    """Check every font of a PDF once."""
    programs = {font.name: font.program for font in reading.fonts}
    for name, program in sorted(programs.items()):
        if program is None:
            continue  # it is not in the file: told already
        if not is_whole(program):
            yield Finding("font", f"Het lettertype {name} in het bestand is beschadigd.")
            continue
        wrong = _wrong(name.partition("+")[2] or name, program)
        if wrong is None:
            yield Finding("font", f"Het lettertype {name} is niet van de huisstijl.")
        elif wrong:
            what = f"Het lettertype {name} tekent dit teken anders dan het is: {wrong}."
            yield Finding("font", what)


def is_whole(font: bytes, needed: Set[bytes] = TABLES) -> bool:
    """Whether a font has all tables, and their checksums and that of the file are right."""
    try:
        count = struct.unpack_from(">H", font, 4)[0]
        rows = [struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(count)]
    except struct.error:
        return False
    return (
        needed <= {row[0] for row in rows}
        and _sum(font) == _WHOLE
        and all(
            start + length <= len(font)
            # Of head the sum leaves out the field that makes the whole right.
            and (tag == b"head" or _sum(font[start : start + length]) == total)
            for tag, total, start, length in rows
        )
    )


def _sum(data: bytes) -> int:
    """Return the OpenType checksum: the sum of 32-bit words."""
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) % 2**32


@lru_cache(maxsize=64)  # most documents hold the same fonts
def _wrong(name: str, program: bytes) -> str | None:
    """The characters that a font program draws unlike the font of that name; None when we have no
    such font. Of what is not used it has no outline. Its glyphs have the numbers of the source.
    """
    family, _, weight = name.rpartition("-")
    known = {one.replace(" ", ""): one for one in families()}
    if family not in known or not weight.isdigit():
        return None
    asked, drawn = house_font(known[family], int(weight)), scaled(hb.Face(program))
    if asked is None:
        return None
    wrong = []
    for char in CHARACTERS:
        glyph = asked.get_nominal_glyph(ord(char))
        if glyph is None or glyph >= drawn.face.glyph_count:
            continue
        outline = outline_of(drawn, glyph)
        if outline and not same_outline(outline, outline_of(asked, glyph)):
            wrong.append(char)
    return "".join(wrong)


def same_outline(one: list[float], other: list[float]) -> bool:
    """Whether two outlines are drawn alike."""
    near = (abs(a - b) <= _UNITS for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and all(near)
