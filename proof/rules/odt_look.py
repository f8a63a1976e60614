"""Whether the text of an OpenDocument file is legible, has the right direction and is marked with
its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.odt import (
    CELL,
    CONTENT,
    STYLES,
    H,
    OdtFile,
    P,
    full,
    length,
    said,
    spoken,
)
from wegwijs.proof.rules import colour, wording
from wegwijs.proof.words import plain

_PT = 72 / 25.4  # per mm
_INK, _PAPER = "000000", "FFFFFF"
# The properties of letters that OpenDocument keeps apart by the kind of script.
_SCRIPTS = ("fo:{0}", "style:{0}-asian", "style:{0}-complex")
_SIZES = ("fo:font-size", "style:font-size-asian", "style:font-size-complex")
# Sentences in one look are one piece: each is in the data, together they may not be.
_BETWEEN = re.compile(
    r"(?<=[.?!\u061f\u1362])\s+|(?<=[\u3002\uff01\uff1f])\s*|\s*\t\s*"
    r"|(?:^|\s)[\N{EN DASH}\N{MIDDLE DOT}](?:\s+|$)"
)
_GROUPS = re.compile(r"\d+(?:[\s-]\d+)+")


def misread(file: OdtFile, truth: Truth) -> Iterator[Finding]:
    """Check appearance, direction and language of all text."""
    yield from _default_language(file, truth)
    yield from _directions(file, truth.rtl)
    known = wording.KnownWords(truth)
    for part, root in file.texts:
        for paragraph in root.iter(P, H):
            yield from _numbers(paragraph) if truth.rtl else ()
            for words, element in _pieces(paragraph):
                text = plain(words)
                if not text:
                    continue
                yield from _legible(file, part, element, text)
                language = _language(file, part, element)
                whole = known.locales(text) or not any(map(str.isalpha, text))
                for one in [text] if whole else _BETWEEN.split(words):
                    yield from known.judge(plain(one), language)
                yield from wording.kept(text, language, truth)


def _pieces(paragraph: Any) -> Iterator[tuple[str, Any]]:
    """Yield stretches of text with the same element around them."""
    text, owner = "", None
    for piece, element in spoken(paragraph):
        if element is not owner and text:
            yield text, owner
            text = ""
        text, owner = text + piece, element
    if text:
        yield text, owner


def _language(file: OdtFile, part: str, element: Any) -> str:
    """Return the language and country of text; empty where those of its scripts differ."""
    found = {
        "-".join(
            file.looks(part, element, "text", name.format(one)) for one in ("language", "country")
        )
        for name in _SCRIPTS
    }
    return found.pop() if len(found) == 1 else ""


def _default_language(file: OdtFile, truth: Truth) -> Iterator[Finding]:
    default = next(
        (
            properties
            for style in file.xml(STYLES).iter(full("style:default-style"))
            if said(style, "style:family") == "paragraph"
            for properties in style.iter(full("style:text-properties"))
        ),
        None,
    )
    pairs = [(f"fo:{one}", f"style:{one}-complex") for one in ("language", "country")]
    told = {
        "-".join(said(default, names[index]) for names in pairs) if default is not None else ""
        for index in (0, 1)
    }
    if told != {truth.locale}:
        language = " en ".join(sorted(told)) or "niet ingevuld"
        what = f"De taal van het document is {language}, dat moet {truth.locale} zijn."
        yield Finding("language", what)


def _legible(file: OdtFile, part: str, element: Any, text: str) -> Iterator[Finding]:
    """Check size, contrast and line height."""
    sizes = [length(file.looks(part, element, "text", name)) * _PT for name in _SIZES]
    yield from wording.small(text, min(sizes))
    paragraph = element if element.tag in (P, H) else next(element.iterancestors(P, H))
    exact = file.looks(part, paragraph, "paragraph", "fo:line-height")
    if exact and not exact.endswith("%") and length(exact) * _PT < max(sizes):
        yield Finding("legible", f'De regels zijn te laag voor de tekst "{text}".')
    for row in element.iterancestors(full("table:table-row")):
        if file.looks(part, row, "table-row", "style:row-height"):
            yield Finding("legible", f'De tekst "{text}" staat in een rij met een vaste hoogte.')
    ink = file.looks(part, element, "text", "fo:color").lstrip("#") or _INK
    cell = next(element.iterancestors(CELL), None)
    grounds = [
        file.looks(part, element, "text", "fo:background-color"),
        file.looks(part, paragraph, "paragraph", "fo:background-color"),
        file.looks(part, cell, "table-cell", "fo:background-color") if cell is not None else "",
    ]
    ground = next((one.lstrip("#") for one in grounds if one.startswith("#")), _PAPER)
    yield from wording.pale(text, ink, ground)


def _directions(file: OdtFile, rtl: bool) -> Iterator[Finding]:
    """Check the direction of paragraphs, tables and pages."""
    ways = "van links naar rechts", "van rechts naar links"
    wrong, right = ways if rtl else ways[::-1]
    asked, side = ("rl-tb", "right") if rtl else ("lr-tb", "left")
    paragraphs = [(part, one) for part, root in file.texts for one in root.iter(P, H)]
    tables = list(file.body.iter(full("table:table")))
    pages = list(file.xml(STYLES).iter(full("style:page-layout-properties")))
    for name, turned in (
        (
            "alinea's",
            [
                file.looks(part, one, "paragraph", "style:writing-mode") == asked
                and file.looks(part, one, "paragraph", "fo:text-align") in (side, "center")
                for part, one in paragraphs
            ],
        ),
        (
            "tabellen",
            [file.looks(CONTENT, one, "table", "style:writing-mode") == asked for one in tables],
        ),
        ("bladzijden", [said(one, "style:writing-mode") == asked for one in pages]),
    ):
        count = turned.count(False)
        if count:
            share = "De" if count == len(turned) else f"{count} van de {len(turned)}"
            yield Finding("direction", f"{share} {name} lopen {wrong}, dat moet {right} zijn.")


def _numbers(paragraph: Any) -> Iterator[Finding]:
    """In a right-to-left line the groups of a number change places, unless what stands before it
    runs from left to right: a mark of direction, if there are no words.
    """
    text = "".join(piece for piece, _ in spoken(paragraph))
    for match in _GROUPS.finditer(text):
        before = (unicodedata.bidirectional(char) for char in reversed(text[: match.start()]))
        if next((one for one in before if one in ("L", "R", "AL")), "R") != "L":
            what = f'De groepen van het nummer "{match[0]}" wisselen van plaats.'
            yield Finding("direction", what)


def coloured(file: OdtFile, truth: Truth) -> Iterator[Finding]:
    """Check the grounds behind words."""
    fills = (
        one.get(full("fo:background-color"), "").removeprefix("#")
        for part in (CONTENT, STYLES)
        for one in file.xml(part).iter()
        if isinstance(one.tag, str)
    )
    return colour.of_fills(fills, truth)
