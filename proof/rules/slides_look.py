"""Whether the text of slides is legible, has the right direction and is in its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from wegwijs.proof.expectations import slides as asked
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding, Spot, comma
from wegwijs.proof.readers.docx import A
from wegwijs.proof.readers.slides import (
    FOOTERS,
    PRESENTATION,
    DeckFile,
    P,
    Shape,
    Slide,
    text_of,
    text_of_run,
)
from wegwijs.proof.rules import colour, wording
from wegwijs.proof.words import plain
from wegwijs.sources.scripts import SCRIPTS

SMALLEST, FOOT, NOTES = 12.0, 10.0, 12.0  # pt: on slides, in footers, in notes
_THEMES = re.compile(r"ppt/theme/theme\d+\.xml")
_COLOURS = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_GROUPS = re.compile(r"\d+(?:[\s-]\d+)+")


def misread(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """Check language, direction, size and contrast of all text."""
    known = wording.KnownWords(truth, asked.sayings(truth))
    deck = file.xml(PRESENTATION)
    if (deck.get("rtl") in ("1", "true")) != truth.rtl:
        yield Finding("direction", "De richting van de dia's klopt niet met die van de taal.")
    palette = _palette(file)
    for slide in file.slides:
        parts = [slide]
        if slide.notes:
            parts.append(Slide(file, slide.notes, slide.number))
        for part in parts:
            for shape in part.every:
                spot = slide.at
                least = NOTES if part is not slide else FOOT if shape.kind in FOOTERS else SMALLEST
                for paragraph in shape.paragraphs:
                    yield from _direction(paragraph, truth.rtl, spot)
                    for run in paragraph.iter(f"{A}r", f"{A}fld"):
                        text = plain(text_of_run(run))
                        if not text:
                            continue
                        language = _language(run)
                        if run.tag == f"{A}r":
                            yield from _at(known.judge(text, language), spot)
                            yield from _at(wording.kept(text, language, truth), spot)
                        size = _size(part, shape, run)
                        if size < least:
                            what = f'De tekst "{text}" is te klein: {comma(size)} punt.'
                            told = f"{what} Het minste is {comma(least, 0)}."
                            yield Finding("legible", told, at=spot)
                        ink, ground = _ink(run, palette), _ground(shape, palette)
                        yield from _at(wording.pale(text, ink, ground), spot)


def _at(found: Iterator[Finding], spot: Spot) -> Iterator[Finding]:
    for one in found:
        yield Finding(one.kind, one.what, one.todo, spot, one.detail)


def _language(run: Any) -> str:
    properties = run.find(f"{A}rPr")
    return properties.get("lang", "") if properties is not None else ""


def _size(part: Slide, shape: Shape, run: Any) -> float:
    """Return the size of a run in pt: its own, or that of its placeholder in the layout; 0 when
    nothing says it.
    """
    properties = run.find(f"{A}rPr")
    said = properties.get("sz") if properties is not None else None
    if said is None and shape.holder:
        element = part.file.holder(part.layout, shape.element.find(f".//{P}ph"))
        for one in element.iter(f"{A}lvl1pPr") if element is not None else ():
            default = one.find(f"{A}defRPr")
            said = default.get("sz") if default is not None else None
    return int(said) / 100 if said and said.isdecimal() else 0.0


def _direction(paragraph: Any, rtl: bool, spot: Spot) -> Iterator[Finding]:
    text = text_of(paragraph)
    properties = paragraph.find(f"{A}pPr")
    given = properties.get("rtl", "") if properties is not None else ""
    side = properties.get("algn", "") if properties is not None else ""
    turned = given in ("1", "true")
    letters = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    if (letters and not turned) or (turned and not rtl):
        way = "van links naar rechts" if letters else "van rechts naar links"
        yield Finding("direction", f'"{plain(text)[:60]}" loopt {way}.', at=spot)
    elif rtl and text.strip() and side not in ("r", "ctr"):
        yield Finding("direction", f'"{plain(text)[:60]}" begint aan de verkeerde kant.', at=spot)
    for match in _GROUPS.finditer(text) if turned else ():
        before = (unicodedata.bidirectional(char) for char in reversed(text[: match.start()]))
        if next((one for one in before if one in ("L", "R", "AL")), "R") != "L":
            what = f'De groepen van het nummer "{match[0]}" wisselen van plaats.'
            yield Finding("direction", what, at=spot)


# --- colours and fonts ---------------------------------------------------------------------------


def _palette(file: DeckFile) -> dict[str, str]:
    """Return the colours of the theme by name, as RRGGBB."""
    scheme = next(file.xml("ppt/theme/theme1.xml").iter(f"{A}clrScheme"), None)
    found = {}
    for one in scheme if scheme is not None else ():
        colours = [each.get("val", "") for each in one]
        found[one.tag.rpartition("}")[2]] = (colours or ["000000"])[0]
    return found | {name: found.get(real, "000000") for name, real in _COLOURS.items()}


def _scheme(element: Any, palette: dict[str, str]) -> str | None:
    fill = element.find(f"{A}solidFill/{A}schemeClr") if element is not None else None
    return palette.get(fill.get("val", ""), "000000") if fill is not None else None


def _ink(run: Any, palette: dict[str, str]) -> str:
    return _scheme(run.find(f"{A}rPr"), palette) or palette.get("tx1", "000000")


def _ground(shape: Shape, palette: dict[str, str]) -> str:
    return _scheme(shape.element.find(f"{P}spPr"), palette) or palette.get("bg1", "FFFFFF")


def coloured(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """Check the colours of the theme: black, white, grey, and the accent of the edition."""
    for name in sorted(filter(_THEMES.fullmatch, file.parts)):
        every = [one.get("val", "") for one in file.xml(name).iter(f"{A}srgbClr")]
        yield from colour.of_fills(every, truth)
        scheme = next(file.xml(name).iter(f"{A}clrScheme"), None)
        first = scheme.find(f"{A}accent1/{A}srgbClr") if scheme is not None else None
        said = first.get("val", "") if first is not None else ""
        if said.upper() != "".join(f"{part:02X}" for part in truth.accent):
            yield from colour.of_fills([said, "FF0000"], truth)


def fonts(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """Slides carry no fonts, so that they name one that most computers have."""
    right = SCRIPTS[truth.pack.languages[truth.language].script].family.fallback
    for name in sorted(filter(_THEMES.fullmatch, file.parts)):
        faces = {
            one.get("typeface", "") for one in file.xml(name).iter(f"{A}latin", f"{A}ea", f"{A}cs")
        }
        for face in sorted(faces - {right}):
            what = f'Het lettertype "{face}" heeft niet iedereen, dat moet {right} zijn.'
            yield Finding("font", what)
