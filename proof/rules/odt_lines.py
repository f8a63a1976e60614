"""Whether numbers and addresses have room in their cells: LibreOffice breaks text that is too
wide at any letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wegwijs.proof.findings import Finding, comma
from wegwijs.proof.readers.odt import CELL, CONTENT, ROW, H, OdtFile, P, full, length, spoken
from wegwijs.proof.rules.word_lines import Fonts
from wegwijs.proof.words import plain

_PT = 72 / 25.4  # per mm
_LINK = full("text:a")


def broken_lines(file: OdtFile) -> Iterator[Finding]:
    """Check each number and address in a table, line by line."""
    fonts = Fonts(file.font_program)
    for table in file.body.iter(full("table:table")):
        columns = [
            length(file.looks(CONTENT, one, "table-column", "style:column-width"))
            for one in table.iter(full("table:table-column"))
        ]
        for row in table.iter(ROW):
            for wide, cell in zip(columns, row.findall(CELL), strict=False):
                pads = [
                    length(file.looks(CONTENT, cell, "table-cell", f"fo:padding-{side}"))
                    for side in ("left", "right")
                ]
                for paragraph in cell.iter(P, H):
                    yield from _too_wide(file, paragraph, wide - sum(pads), fonts)


def _too_wide(file: OdtFile, paragraph: Any, room: float, fonts: Fonts) -> Iterator[Finding]:
    links = [one for one in paragraph.iter(_LINK) if plain("".join(t for t, _ in spoken(one)))]
    if not links:
        return
    room -= sum(
        length(file.looks(CONTENT, paragraph, "paragraph", f"fo:margin-{side}"))
        for side in ("left", "right")
    )
    stops = [
        length(str(stop.get(full("style:position"), "")))
        for style in file.chain(CONTENT, paragraph)
        for stop in style.iter(full("style:tab-stop"))
    ]
    for link in links:
        run = next(element for text, element in spoken(link) if plain(text))
        bold = file.looks(CONTENT, run, "text", "fo:font-weight") == "bold"
        size = length(file.looks(CONTENT, run, "text", "fo:font-size")) * _PT
        name = file.looks(CONTENT, run, "text", "style:font-name")
        for line in _lines(paragraph, link):
            wide = fonts.width(plain(line), name, "Bold" if bold else "Regular", size)
            there = room - max(stops, default=0.0) if "\t" in line else room
            if wide > there:
                told = f"{comma(wide)} mm, er is plaats voor {comma(there)} mm"
                what = f'LibreOffice breekt "{plain(line)}" midden in een woord af: {told}.'
                yield Finding("fit", what)


def _lines(paragraph: Any, link: Any) -> list[str]:
    """Return the lines of a number or address; with a tab where they start at a tab stop."""
    text = ""
    for piece, element in spoken(paragraph):
        inside = element is link or link in element.iterancestors()
        text += piece if inside else "".join(char for char in piece if char in "\t\n")
    return text.split("\n")
