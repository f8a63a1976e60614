"""Fonts embedded in a Word file: intact, and drawing each digit as the original does.

Word silently substitutes a font that it cannot open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import uharfbuzz as hb

from proof.findings import Finding
from proof.readers.docx import R, W, WordFile
from proof.readers.house_fonts import house_font, outline_of, scaled
from proof.rules.outlines import CHARACTERS, TABLES, is_whole, same_outline
from sources.scripts import families

_WEIGHTS = {"embedRegular": 400, "embedBold": 700}
_DISGUISED = 32  # bytes (ECMA-376-4, 2.8.1)
_TABLES = frozenset((*TABLES, b"cmap"))
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def broken(file: WordFile, *, whole: bool = True) -> Iterator[Finding]:
    """Check every embedded font.

    A file that was saved again may have fonts reduced to the letters in use; then only those are
    checked.
    """
    there = file.relations("word/fontTable.xml")
    for font in file.xml("word/fontTable.xml").iter(f"{W}font"):
        name = font.get(f"{W}name", "")
        for style, weight in _WEIGHTS.items():
            slot = font.find(f"{W}{style}")
            data = _opened(file, slot, there) if slot is not None and name in families() else None
            if data is None:
                continue  # it is not in the file: told elsewhere
            if (whole and not is_whole(data, _TABLES)) or not _opens(data):
                what = f"Het lettertype {name} in het bestand is beschadigd."
                yield Finding("font", what)
            elif wrong := _wrong(name, weight, data, whole):
                what = f"Het lettertype {name} tekent dit teken anders dan het is: {wrong}."
                yield Finding("font", what)


def _opened(file: WordFile, slot: Any, there: dict[str, str]) -> bytes | None:
    data = file.parts.get(f"word/{there.get(slot.get(f'{R}id'), '')}")
    mask = bytes.fromhex(re.sub("[^0-9A-Fa-f]", "", slot.get(f"{W}fontKey", "")))[::-1] * 2
    if data is None or len(mask) != _DISGUISED:
        return data
    head = bytes(one ^ other for one, other in zip(data, mask, strict=False))
    return head + data[_DISGUISED:]


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
