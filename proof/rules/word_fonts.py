"""Fonts embedded in a document: intact, and drawing each digit as the original does.

Word and LibreOffice silently substitute a font that they cannot open.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import uharfbuzz as hb

from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.docx import FONTS, W, WordFile
from wegwijs.proof.readers.house_fonts import house_font, outline_of, scaled
from wegwijs.proof.rules.outlines import CHARACTERS, TABLES, is_whole, same_outline
from wegwijs.sources.scripts import families

WEIGHTS = {"Regular": 400, "Bold": 700}
_TABLES = frozenset((*TABLES, b"cmap"))
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def broken(file: WordFile, *, whole: bool = True) -> Iterator[Finding]:
    """Check every embedded font.

    A file that was saved again may have fonts reduced to the letters in use; then only those are
    checked.
    """
    for font in file.xml(FONTS).iter(f"{W}font"):
        name = font.get(f"{W}name", "")
        for style, weight in WEIGHTS.items():
            data = file.font_program(name, style) if name in families() else None
            if data is not None:  # what is not in the file is told elsewhere
                yield from misdrawn(name, weight, data, whole=whole)


def misdrawn(name: str, weight: int, data: bytes, *, whole: bool = True) -> Iterator[Finding]:
    """Check a font of ours; ``whole`` is False where it may have been reduced."""
    if (whole and not is_whole(data, _TABLES)) or not _opens(data):
        yield Finding("font", f"Het lettertype {name} in het bestand is beschadigd.")
    elif wrong := _wrong(name, weight, data, whole):
        what = f"Het lettertype {name} tekent dit teken anders dan het is: {wrong}."
        yield Finding("font", what)


def _opens(data: bytes) -> bool:
    """Whether a font has any of the characters that numbers are made of."""
    font = hb.Font(hb.Face(data))
    return any(font.get_nominal_glyph(ord(char)) for char in CHARACTERS)


@lru_cache(maxsize=32)  # the same in every handout
def _wrong(name: str, weight: int, data: bytes, every: bool) -> str:
    """The characters that a font draws unlike the font of that name, or not at all."""
    asked, drawn = house_font(name, weight), scaled(hb.Face(data))
    if asked is None:
        return ""
    wrong = []
    for char in CHARACTERS + (_LETTERS if families()[name].latin else ""):
        source, glyph = (font.get_nominal_glyph(ord(char)) for font in (asked, drawn))
        if source is None or (glyph is None and not every):
            continue
        if glyph is None or not same_outline(outline_of(drawn, glyph), outline_of(asked, source)):
            wrong.append(char)
    return "".join(wrong)
