"""The Word handout: structure, paper, tables, fonts, properties, pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from wegwijs.proof.expectations.paper import EDGE
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding, comma
from wegwijs.proof.readers.damage import Damaged, foreign_code
from wegwijs.proof.readers.docx import EMU, WP, A, R, W, WordFile, below, number, text_of, value
from wegwijs.proof.readers.packed import Packed
from wegwijs.proof.rules import handout, properties, word_fields, word_lines, word_notes
from wegwijs.proof.rules.chapters import Chapter
from wegwijs.proof.words import key, same

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_TWIP = 25.4 / 1440  # mm
_SIDES = {
    "left": "links",
    "right": "rechts",
    "top": "boven",
    "bottom": "onder",
    "header": "boven de kop",
    "footer": "onder de voet",
}


def judges(
    file: WordFile, found: Callable[[], Sequence[Chapter]], truth: Truth
) -> Iterator[Callable[[], Iterable[Finding]]]:
    """Yield the rules, one per subject, except for numbers, addresses and appearance of text;
    ``found`` returns the places with their blocks.
    """
    yield lambda: _headings(file, truth)
    yield lambda: _paper(file)
    yield lambda: _tables(file, truth)
    yield lambda: word_fields.faults(file, truth)
    yield lambda: word_lines.broken_lines(file, truth.pack.languages[truth.language])
    yield lambda: word_notes.missing_lines(file, truth)
    yield lambda: handout.kind(file.headers(), truth)
    yield lambda: _fonts(file)
    yield lambda: core_properties(file, truth)
    yield lambda: draft(file, truth)
    yield lambda: _outside(file, truth)
    yield lambda: _pictures(file)
    yield lambda: handout.codes(found())


def opens(data: bytes) -> Iterator[Finding]:
    """Check that python-docx opens it."""
    import docx

    try:
        with foreign_code():
            docx.Document(io.BytesIO(data))
    except Damaged as error:
        yield Finding("word", "Word kan dit bestand niet openen.", detail=error.message)


def _headings(file: WordFile, truth: Truth) -> Iterator[Finding]:
    asked = {key(str(words)): level for level, words in _levels(truth)}
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
        elif (right := asked.get(key(text), level)) != level:
            yield Finding(
                "heading", f'De kop "{text}" heeft niveau {level}, dat moet {right} zijn.'
            )
        last = level


def _levels(truth: Truth) -> Iterator[tuple[int, object]]:
    yield 0, truth.title
    for heading in handout.captions(truth):
        yield 1, heading
    yield 1, truth.calling_heading
    for one in truth.organisations:
        yield 2, one.title


def _paper(file: WordFile) -> Iterator[Finding]:
    """Check the paper: handout.A4, with tables that fit between the margins."""
    for section in file.body.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is None or margins is None:
            yield Finding("pages", "De maat van het papier is niet ingevuld.")
            continue
        width, height = (number(size, f"{W}{name}") * _TWIP for name in ("w", "h"))
        if (round(width), round(height)) != handout.A4:
            what = f"Het papier is {comma(width, 0)} bij {comma(height, 0)} mm"
            yield Finding("pages", f"{what}, dat moet 210 bij 297 mm zijn.")
        for name, word in _SIDES.items():
            margin = number(margins, f"{W}{name}") * _TWIP
            if margin < EDGE:
                what = f"De marge {word} is {comma(margin)} mm"
                yield Finding("margin", f"{what}, {comma(EDGE, 0)} mm is het minste.")
            width -= margin if name in ("left", "right") else 0
        for table in file.body.iter(f"{W}tbl"):
            columns = [number(one, f"{W}w") * _TWIP for one in table.iter(f"{W}gridCol")]
            name = handout.called(value(table, "tblPr", "tblCaption"))
            if sum(columns) > width + 0.5:
                yield Finding("margin", f"De tabel{name} past niet tussen de marges.")


def _tables(file: WordFile, truth: Truth) -> Iterator[Finding]:
    tables = list(file.body.iter(f"{W}tbl"))
    for table, asked in zip_longest(tables, handout.captions(truth)):
        if table is None:
            yield Finding("table", f'De tabel "{asked}" is er niet.')
            continue
        name = value(table, "tblPr", "tblCaption")
        yield from handout.named(name, asked)
        row = table.find(f"{W}tr")
        heads = [text_of(cell) for cell in row.iter(f"{W}tc")] if row is not None else []
        yield from handout.column_heads(name, heads, truth)
        if row is None or row.find(f"{W}trPr/{W}tblHeader") is None:
            yield Finding(
                "table", f"De tabel{handout.called(name)} heeft geen kopregel die terugkomt."
            )


def _fonts(file: WordFile) -> Iterator[Finding]:
    """Check that every font in use is embedded, regular and bold, or Word substitutes another."""
    there = file.relations("word/fontTable.xml")
    carried = {
        font.get(f"{W}name")
        for font in file.xml("word/fontTable.xml").iter(f"{W}font")
        if all(
            file.parts.get(f"word/{there.get(one.get(f'{R}id'), '')}") if one is not None else False
            for one in (font.find(f"{W}embedRegular"), font.find(f"{W}embedBold"))
        )
    }
    asked = {
        name
        for part in ("document", "header", "footer", "styles")
        for fonts in file.xml(f"word/{part}.xml").iter(f"{W}rFonts")
        for name in fonts.attrib.values()
    }
    if file.xml("word/settings.xml").find(f"{W}embedTrueTypeFonts") is None:
        carried = set()
    for name in sorted(asked - carried):
        yield Finding("font", f"Het lettertype {name} zit niet in het bestand.")


def core_properties(file: Packed, truth: Truth) -> Iterator[Finding]:
    """Check title, language, maker and days of a document of Office."""
    core = file.xml("docProps/core.xml")
    publisher = truth.pack.edition.publisher
    asked = (
        (f"{_DC}title", "titel", str(truth.title), "title"),
        (f"{_DC}language", "taal", truth.locale, "language"),
        (f"{_DC}creator", "maker", publisher, "properties"),
        (f"{_CP}lastModifiedBy", "laatste maker", publisher, "properties"),
    )
    for name, word, right, kind in asked:
        said = ", ".join(one.text or "" for one in core.findall(name))
        if not same(said, right):
            yield properties.unlike(kind, f"{word} van het document", said, right)
    for name, word in (
        (f"{_TERMS}created", properties.MADE),
        (f"{_TERMS}modified", properties.CHANGED),
    ):
        yield from properties.days(truth, word, [one.text or "" for one in core.findall(name)])


def draft(file: WordFile, truth: Truth) -> Iterator[Finding]:
    """Check the draft mark in the header, which is on every page."""
    every = [text_of(xml) for _, xml in file.running("header")]
    return handout.draft(list(file.headers()), truth, every)


def _outside(file: WordFile, truth: Truth) -> Iterator[Finding]:
    """Check that nothing is loaded from elsewhere and no link leads outside the data."""
    for target in file.outside():
        if target not in truth.targets:
            yield Finding("link", f"Het bestand verwijst naar {target}. Dat hoort er niet in.")


def _pictures(file: WordFile) -> Iterator[Finding]:
    """Check the pictures: alternative text, square, undistorted, within the paper."""
    for drawing in file.body.iter(f"{WP}inline", f"{WP}anchor"):
        alt = below(drawing, f"{WP}docPr").get("descr", "")
        if not alt.strip():
            yield Finding("alt", "Een plaatje heeft geen woorden voor wie niet ziet.")
        sizes = {
            tuple(number(one, side) / EMU for side in ("cx", "cy"))
            for one in drawing.iter(f"{WP}extent", f"{A}ext")
        }
        told = " en ".join(f"{comma(w)} bij {comma(h)} mm" for w, h in sorted(sizes))
        if len(sizes) != 1:
            yield Finding("picture", f'Het plaatje "{alt}" heeft twee maten: {told}.')
        elif any(width != height for width, height in sizes):
            yield Finding("picture", f'Het plaatje "{alt}" is uitgerekt: {told}.')
        if max(map(max, sizes), default=0) > handout.A4[0]:
            yield Finding("picture", f'Het plaatje "{alt}" past niet op het papier: {told}.')
