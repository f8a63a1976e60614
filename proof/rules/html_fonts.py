"""The fonts in a page: whole, with every character that it shows, drawing as the originals do."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

import uharfbuzz as hb

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.readers.damage import Damaged, foreign_code
from wegwijs.proof.readers.house_fonts import house_font, outline_of, scaled
from wegwijs.proof.readers.html import WebPage
from wegwijs.proof.rules.outlines import CHARACTERS, same_outline
from wegwijs.proof.words import INVISIBLE
from wegwijs.sources.scripts import SOURCE_SANS, families

_FACE = re.compile(
    r'@font-face\{font-family:"([^"]+)";font-weight:(\d+);[^{}]*?url\(data:font/woff2;base64,([^)]+)\)'
)
_RULE = re.compile(r"@font-face\{[^{}]*\}")
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_ON_SIGNS = frozenset(("hero", "value", "call", "mark"))  # classes with the heaviest type
_TEXT, _BOLD, _HEAVY = 400, 700, 900


def broken(page: WebPage, truth: Truth) -> Iterator[Finding]:
    """Check the fonts, and that they have what the page says."""
    style = "".join(node.raw for node in page.all("style"))
    chosen = _RULE.sub("", style)
    there: dict[int, set[str]] = {}
    others = dict[str, set[str]]()  # the letters of each family of another script
    for name, weight, data in _FACE.findall(style):
        try:
            font = _opened(data)
        except Damaged:
            yield Finding("font", f"Het lettertype {name} in de pagina is beschadigd.", AGAIN)
            continue
        if f'"{name}"' not in chosen:
            yield Finding("font", f"De pagina gebruikt het lettertype {name} nergens.", AGAIN)
        letters = set(map(chr, font.face.unicodes))
        there.setdefault(int(weight), set()).update(letters)
        if name != SOURCE_SANS.name:
            others.setdefault(name, set()).update(letters)
        wrong = _wrong(name, int(weight), data)
        if wrong is None:
            yield Finding("font", f"Het lettertype {name} is niet van de huisstijl.", AGAIN)
        elif wrong:
            what = f"Het lettertype {name} tekent dit teken anders dan het is: {wrong}."
            yield Finding("font", what, AGAIN)
    body = page.one("body")
    said = set(body.text) if body else set()
    shown = {char for char in said if not char.isspace() and char not in INVISIBLE}
    bold = shown - set(_made_bold(others, truth.pack.languages[truth.language].fonts))
    heavy = shown.intersection(_on_signs(page)).union(CHARACTERS)
    for weight, needed in ((_TEXT, shown), (_BOLD, bold), (_HEAVY, heavy)):
        if lacking := needed - there.get(weight, set()):
            told = " ".join(sorted(lacking)[:10])
            what = f"In de letters van de pagina ontbreekt ({weight}): {told}"
            yield Finding("font", what, AGAIN)


def _on_signs(page: WebPage) -> str:
    """The numbers and addresses on signs, and the mark of a draft."""
    signs = (node for node in page.nodes if not _ON_SIGNS.isdisjoint(node.classes))
    return "".join(node.text for node in signs)


def _made_bold(others: Mapping[str, set[str]], own: Collection[str]) -> Iterator[str]:
    """Yield the letters that a browser may make bold itself: those of a family with one weight on
    screen, and those that the language of the page does not use.
    """
    for name, letters in others.items():
        if name not in own or len(families().get(name, SOURCE_SANS).on_screen) == 1:
            yield from letters


@lru_cache(maxsize=64)  # most pages hold the same fonts
def _opened(data: str) -> Any:
    """Return a font from WOFF2 in base64. Raises ``Damaged``."""
    from fontTools.ttLib import TTFont

    try:
        packed = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise Damaged(str(error)) from error
    with foreign_code():
        font = TTFont(io.BytesIO(packed), recalcBBoxes=False, recalcTimestamp=False)
        font.flavor = None
        out = io.BytesIO()
        font.save(out, reorderTables=False)
        return scaled(hb.Face(out.getvalue()))


@lru_cache(maxsize=64)
def _wrong(name: str, weight: int, data: str) -> str | None:
    """The characters that a font draws unlike the font of that name; None when we have no such
    font.
    """
    asked, drawn = house_font(name, weight) if name in families() else None, _opened(data)
    if asked is None:
        return None
    latin = name == SOURCE_SANS.name
    letters = _SMALL if weight == _HEAVY else _SMALL + _SMALL.upper()
    every = map(chr, drawn.face.unicodes) if not latin else CHARACTERS + letters
    wrong = []
    for char in every:
        source, glyph = (font.get_nominal_glyph(ord(char)) for font in (asked, drawn))
        if source is None:
            continue
        if glyph is None or not same_outline(outline_of(drawn, glyph), outline_of(asked, source)):
            wrong.append(char)
    return "".join(wrong[:10])
