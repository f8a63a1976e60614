"""The Word handout: whether Word opens it whole, and whether everybody can read it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from press.proof.chapters import Chapter
from press.proof.codes import faults
from press.proof.copier import RENDER_DPI
from press.proof.docx_reading import W, WordFile, text_of
from press.proof.findings import Finding, Spot
from press.proof.symbols import measured
from press.proof.truth import Truth
from press.proof.words import key, runs

_DC = "{http://purl.org/dc/elements/1.1/}"


def judge(file: WordFile, chapters: Iterable[Chapter], truth: Truth) -> Iterator[Finding]:
    """Everything but numbers and addresses."""
    yield from _headings(file)
    yield from _tables(file)
    yield from _fields(file)
    yield from _properties(file, truth)
    yield from _languages(file, truth)
    yield from _concept(file, truth)
    yield from _outside(file, truth)
    yield from _codes(chapters)


def opens(data: bytes) -> Iterator[Finding]:
    """Whether python-docx, which knows more of Word than we read, opens it too."""
    import docx

    try:
        docx.Document(io.BytesIO(data))
    except Exception as error:  # it raises whatever its parts raise
        yield Finding("word", "Word kan dit bestand niet openen.", detail=repr(error))


def schema(path: Path) -> Iterator[Finding]:
    """Where the file departs from the standard of Word files (ECMA-376)."""
    from openxml_audit import OpenXmlValidator

    for error in OpenXmlValidator().validate(path).errors:
        what = "Het bestand volgt de regels voor Word-bestanden niet."
        yield Finding("schema", what, detail=str(error))


def _headings(file: WordFile) -> Iterator[Finding]:
    last = -1
    for paragraph in file.body.iter(f"{W}p"):
        level = file.level(paragraph)
        if level is None:
            continue
        text = text_of(paragraph).strip()
        if last < 0 < level:
            yield Finding("heading", f'Vóór de kop "{text}" ontbreekt de titel.')
        elif level > last + 1:
            yield Finding("heading", f'Bij de kop "{text}" is een niveau overgeslagen.')
        last = level


def _tables(file: WordFile) -> Iterator[Finding]:
    for table in file.body.iter(f"{W}tbl"):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        name = caption.get(f"{W}val") if caption is not None else ""
        if not name:
            yield Finding("table", "Een tabel heeft geen naam voor wie laat voorlezen.")
        row = table.find(f"{W}tr")
        if row is None or row.find(f"{W}trPr/{W}tblHeader") is None:
            told = f' "{name}"' if name else ""
            yield Finding("table", f"De tabel{told} heeft geen kopregel die terugkomt.")


def _fields(file: WordFile) -> Iterator[Finding]:
    titles: list[str] = []
    for control in file.body.iter(f"{W}sdt"):
        alias = control.find(f"{W}sdtPr/{W}alias")
        title = alias.get(f"{W}val", "") if alias is not None else ""
        if not title:
            yield Finding("field", f'Het invulveld "{text_of(control)}" heeft geen naam.')
        elif title in titles:
            yield Finding("field", f'Twee invulvelden heten "{title}".')
        titles.append(title)


def _properties(file: WordFile, truth: Truth) -> Iterator[Finding]:
    outline = truth.outline
    core = file.xml("docProps/core.xml")
    locale = outline.locales[outline.language]
    asked = {
        "title": ("titel", str(outline.title), "title"),
        "language": ("taal", locale, "language"),
        "creator": ("maker", outline.publisher, "properties"),
    }
    for name, (word, value, kind) in asked.items():
        said = core.findtext(f"{_DC}{name}") or ""
        if said != value:
            told = f'"{said}"' if said else "niet ingevuld"
            what = f'De {word} van het document is {told}, dat moet "{value}" zijn.'
            yield Finding(kind, what)


def _languages(file: WordFile, truth: Truth) -> Iterator[Finding]:
    """The language of the document, and of the words that are in another one."""
    outline = truth.outline
    own = outline.locales[outline.language]
    attribute = "bidi" if truth.rtl else "val"
    default = file.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    said = default.get(f"{W}{attribute}", "") if default is not None else ""
    if said != own:
        told = said or "niet ingevuld"
        yield Finding("language", f"De taal van het document is {told}, dat moet {own} zijn.")
    locales: dict[str, set[str]] = {}
    for run in runs(outline):
        if any(char.isalpha() for char in run.text):
            locales.setdefault(key(run.text), set()).add(outline.locales[run.language])
    for part in (file.body, *(xml for k in ("header", "footer") for _, xml in file.running(k))):
        yield from _runs(part, own, locales)


def _runs(part: Any, own: str, locales: dict[str, set[str]]) -> Iterator[Finding]:
    for run in part.iter(f"{W}r"):
        text = text_of(run)
        asked = locales.get(key(text), set())
        language = run.find(f"{W}rPr/{W}lang")
        said = language.get(f"{W}val") if language is not None else own
        if asked and own not in asked and said not in asked:
            what = f'"{text.strip()}" staat als taal {said}, dat moet {min(asked)} zijn.'
            yield Finding("language", what)


def _concept(file: WordFile, truth: Truth) -> Iterator[Finding]:
    """The mark of an unchecked translation: in the header, so on every page."""
    mark = truth.outline.concept
    headers = [key(text_of(xml)) for _, xml in file.running("header")]
    if mark is None:
        if any(truth.concept in header for header in headers):
            what = f"Hier staat {truth.concept}, maar de vertaling is nagekeken."
            yield Finding("concept", what, at=Spot(panel="de kop van elke bladzijde"))
        return
    asked = [key(str(words)) for words in (mark.mark, mark.explained, mark.dutch_mark)]
    marked = all(text in header for header in headers for text in asked)
    if not headers or not marked or not all(map(_shows_header, file.body.iter(f"{W}sectPr"))):
        what = f"Het merk {truth.concept} ontbreekt. Deze vertaling is niet nagekeken."
        yield Finding("concept", what, at=Spot(panel="de kop van elke bladzijde"))


def _outside(file: WordFile, truth: Truth) -> Iterator[Finding]:
    """Nothing is fetched from elsewhere, and nothing leads where the data do not."""
    targets = {run.target for run in runs(truth.outline)}
    for target in file.outside():
        if target not in targets:
            yield Finding("link", f"Het bestand verwijst naar {target}. Dat hoort er niet in.")


def _shows_header(section: Any) -> bool:
    """Whether every page of a section has a header, the first one too."""
    kinds = {one.get(f"{W}type") for one in section.findall(f"{W}headerReference")}
    return "default" in kinds and (section.find(f"{W}titlePg") is None or "first" in kinds)


def _codes(chapters: Iterable[Chapter]) -> Iterator[Finding]:
    for chapter in chapters:
        place = chapter.place
        if not place.code or not chapter.blocks:
            continue
        read = 0
        for block in chapter.blocks:
            if not block.picture:
                continue
            found = measured(_printed(block.picture, block.width))
            read += len(found)
            for _, code in found:
                for kind, what in faults(code, f"bij {place.name}"):
                    yield Finding(kind, what)
                if code.text != place.code:
                    what = (
                        f"De QR-code bij {place.name} gaat naar {code.text},"
                        f" dat moet {place.code} zijn."
                    )
                    yield Finding("qr", what)
        if not read:
            what = f"De QR-code bij {place.name} is er niet, of is niet te lezen."
            yield Finding("qr", what)


def _printed(picture: bytes, width: float) -> Image.Image:
    """A picture as a printer puts it on paper, ``width`` mm wide."""
    with Image.open(io.BytesIO(picture)) as image:
        side = max(1, round(width / 25.4 * RENDER_DPI))
        high = max(1, round(side * image.height / image.width))
        return image.convert("L").resize((side, high), Image.Resampling.BOX)
