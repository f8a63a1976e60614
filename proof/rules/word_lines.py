"""Where Word may break a line: never within an address, nor after a one-letter word in languages
that keep it with the next.

Word breaks text wider than its column at any letter, so numbers and addresses are measured in the
embedded fonts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from PIL import ImageFont

from wegwijs.proof.findings import Finding, comma
from wegwijs.proof.readers.damage import Damaged, foreign_code
from wegwijs.proof.readers.docx import W, WordFile, around, below, number, text_of, value, whole
from wegwijs.proof.rules.word_look import Looks
from wegwijs.proof.words import plain
from wegwijs.sources.model import Language

_TWIP, _POINT = 25.4 / 1440, 25.4 / 72  # mm
_EM = 1000
_LOOSE = re.compile(r"(?<![\w'\u2019\u02bc])[^\W\d_] (?=\S)")


def broken_lines(file: WordFile, language: Language) -> Iterator[Finding]:
    """Check the line breaks of a file in a language."""
    looks = Looks(file)
    fonts = Fonts(file.font_program)
    for cell in file.body.iter(f"{W}tc"):
        for paragraph in cell.iter(f"{W}p"):
            yield from _too_wide(cell, paragraph, looks, fonts)
    if language.ties_short_words:
        yield from _loose(file, looks, language.locale)


class Fonts:
    """The embedded fonts of a file, for measuring; ``program`` returns one by family and style."""

    def __init__(self, program: Callable[[str, str], bytes | None]) -> None:
        self._program = program
        self._known: dict[tuple[str, str], ImageFont.FreeTypeFont | None] = {}

    def width(self, text: str, name: str, weight: str, size: float) -> float:
        """Return the width of a text in mm; 0 in a font that is not embedded (``word_fonts``)."""
        if (name, weight) not in self._known:
            self._known[name, weight] = self._open(name, weight)
        font = self._known[name, weight]
        return font.getlength(text) / _EM * size * _POINT if font else 0.0

    def _open(self, name: str, weight: str) -> ImageFont.FreeTypeFont | None:
        program = self._program(name, weight)
        with foreign_code():
            return ImageFont.truetype(io.BytesIO(program), _EM) if program else None


def _too_wide(cell: Any, paragraph: Any, looks: Looks, fonts: Fonts) -> Iterator[Finding]:
    links = list(paragraph.iter(f"{W}hyperlink"))
    if not links:
        return
    indents = (looks.said(paragraph, "ind", side) for side in ("left", "right"))
    room = _inner_width(cell, looks) - sum(whole(one or "0") for one in indents)
    stops = (one for properties in looks.of(paragraph) for one in properties.iter(f"{W}tab"))
    last_stop = max((number(one, f"{W}pos", "0") for one in stops), default=0)
    for link in links:
        run = next((one for one in link.iter(f"{W}r") if plain(text_of(one))), None)
        if run is None:
            continue
        weight = "Bold" if looks.said(run, "b") else "Regular"
        size, name = whole(looks.said(run, "sz")) / 2, looks.said(run, "rFonts", "ascii")
        for line in _lines(paragraph, link):
            wide = fonts.width(plain(line), name, weight, size)
            there = (room - last_stop if "\t" in line else room) * _TWIP
            if wide > there:
                told = f"{comma(wide)} mm, er is plaats voor {comma(there)} mm"
                what = f'Word breekt "{plain(line)}" midden in een woord af: {told}.'
                yield Finding("fit", what)


def _inner_width(cell: Any, looks: Looks) -> int:
    """Return the width of a cell between its margins, in twips."""
    width = number(below(cell, "tcPr", "tcW"), f"{W}w")
    insets = cell.find(f"{W}tcPr/{W}tcMar")
    if insets is None:
        id_ = value(around(cell, "tbl"), "tblPr", "tblStyle")
        if id_ not in looks.styles:
            raise Damaged(f"de opmaak {id_!r} van een tabel ontbreekt")
        insets = below(looks.styles[id_], "tblPr", "tblCellMar")
    return width - sum(number(below(insets, side), f"{W}w") for side in ("left", "right"))


def _lines(paragraph: Any, link: Any) -> list[str]:
    """Return the lines of a number or address; with a tab where they start at a tab stop."""
    text = ""
    for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if link in one.iterancestors() and one.tag == f"{W}t":
            text += one.text or ""
        elif one.tag != f"{W}t":
            text += "\t" if one.tag == f"{W}tab" else "\n"
    return text.split("\n")


def _loose(file: WordFile, looks: Looks, locale: str) -> Iterator[Finding]:
    """Yield one-letter words after which Word may break the line."""
    parts = [file.body, *(xml for kind in ("header", "footer") for _, xml in file.running(kind))]
    for paragraph in (one for part in parts for one in part.iter(f"{W}p")):
        text = ""
        for run in paragraph.iter(f"{W}r"):
            said = text_of(run)
            own = looks.said(run, "lang") == locale
            text += said if own else re.sub(r"\S", "0", said)  # another language has other habits
        for match in _LOOSE.finditer(text):
            near = plain(text[max(0, match.start() - 20) : match.end() + 20])
            what = f'Aan het eind van een regel kan "{match[0].strip()}" alleen komen te staan'
            yield Finding("fit", f'{what}, bij "{near}".')
