"""The handout in OpenDocument: paper, tables, fields, fonts, properties, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from wegwijs.proof.expectations.paper import EDGE
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding, comma
from wegwijs.proof.readers.odt import (
    CELL,
    CONTENT,
    META,
    ROW,
    STYLES,
    H,
    OdtFile,
    P,
    full,
    length,
    links_of,
    said,
    short,
    text_of,
)
from wegwijs.proof.rules import (
    filled_in,
    handout,
    odt_form,
    odt_lines,
    odt_look,
    properties,
    word_fields,
    word_fonts,
)
from wegwijs.proof.rules.chapters import Chapter
from wegwijs.proof.rules.passages import Passage
from wegwijs.proof.words import key, same

_MEND = (
    "Verbeter dit in LibreOffice, en kijk het weer na. Of begin opnieuw met een nieuwe hand-out."
)
_SIDES = {"left": "links", "right": "rechts", "top": "boven", "bottom": "onder"}
_CHANGES = full("text:tracked-changes")
_LEAST = 12  # spaces of an empty field: less is no room to point at
_LINES, _HIGH = 8, 8.0  # of the notes: how many, and mm from line to line


def judges(
    file: OdtFile, data: bytes, found: Callable[[], Sequence[Chapter]], truth: Truth
) -> Iterator[Callable[[], Iterable[Finding]]]:
    """Yield the rules, one per subject, except for the texts in their places; ``found`` returns the
    places with their blocks.
    """
    headers = [text_of(one) for one in file.headers()]
    yield lambda: odt_form.package(file, data)
    yield lambda: odt_form.foreign(file)
    yield lambda: _paper(file)
    yield lambda: _tables(file, truth)
    yield lambda: _notes(file, truth)
    yield lambda: _fields(file, truth)
    yield lambda: handout.kind(headers, truth)
    yield lambda: handout.draft(headers, truth)
    yield lambda: _pages_counted(file)
    yield lambda: _fonts(file)
    yield lambda: _properties(file, truth)
    yield lambda: _outside(file, truth)
    yield lambda: _pictures(file)
    yield lambda: handout.codes(found())
    yield lambda: odt_look.misread(file, truth)
    yield lambda: odt_look.coloured(file, truth)
    yield lambda: odt_lines.broken_lines(file)


def whoever_edited(file: OdtFile, truth: Truth) -> Iterator[Callable[[], Iterable[Finding]]]:
    """Yield the rules for everything that must not be wrong, whoever edited it."""
    edited = filled_in.Edited(
        list(_passages(file, file.body)),
        [(said(one, "text:description"), text_of(one)) for one in file.fields()],
        next(file.body.iter(_CHANGES), None) is not None,
    )
    yield from filled_in.of_text(edited, truth, _MEND)
    yield lambda: handout.draft([text_of(one) for one in file.headers()], truth)


def _passages(file: OdtFile, element: Any) -> Iterator[Passage]:
    """Yield the rows and paragraphs of an element."""
    for child in element.iterchildren("*"):
        if child.tag == _CHANGES:  # texts that are gone
            continue
        cells = [list(cell.iter(P, H)) for cell in child.iter(CELL)] if child.tag == ROW else []
        if child.tag in (P, H):
            cells = [[child]]
        elif not cells:
            yield from _passages(file, child)
            continue
        yield Passage(
            tuple(tuple(map(text_of, cell)) for cell in cells),
            tuple(links_of(child)),
            tuple(file.pictures(child)),
            child.tag == ROW,
        )


def _paper(file: OdtFile) -> Iterator[Finding]:
    """Check the paper: A4, with tables that fit between the margins."""
    for page in file.xml(STYLES).iter(full("style:page-layout-properties")):
        width, height = (length(said(page, f"fo:page-{one}")) for one in ("width", "height"))
        if (round(width), round(height)) != handout.A4:
            what = f"Het papier is {comma(width, 0)} bij {comma(height, 0)} mm"
            yield Finding("pages", f"{what}, dat moet 210 bij 297 mm zijn.")
        for name, word in _SIDES.items():
            margin = length(said(page, f"fo:margin-{name}"))
            if margin < EDGE:
                what = f"De marge {word} is {comma(margin)} mm"
                yield Finding("margin", f"{what}, {comma(EDGE, 0)} mm is het minste.")
            width -= margin if name in ("left", "right") else 0
        for table in file.body.iter(full("table:table")):
            columns = table.iter(full("table:table-column"))
            wide = sum(
                length(file.looks(CONTENT, one, "table-column", "style:column-width"))
                for one in columns
            )
            if wide > width + 0.5:
                name = handout.called(_name(table))
                yield Finding("margin", f"De tabel{name} past niet tussen de marges.")


def _name(table: Any) -> str:
    return table.findtext(full("table:title")) or ""


def _tables(file: OdtFile, truth: Truth) -> Iterator[Finding]:
    tables = list(file.body.iter(full("table:table")))
    for table, asked in zip_longest(tables, handout.captions(truth)):
        if table is None:
            yield Finding("table", f'De tabel "{asked}" is er niet.')
            continue
        name = _name(table)
        yield from handout.named(name, asked)
        head = table.find(full("table:table-header-rows"))
        if head is None:
            what = f"De tabel{handout.called(name)} heeft geen kopregel die terugkomt."
            yield Finding("table", what)
        first = next(table.iter(ROW), None)
        heads = [text_of(cell) for cell in first.findall(CELL)] if first is not None else []
        yield from handout.column_heads(name, heads, truth)
        for row in table.iter(ROW):
            if file.looks(CONTENT, row, "table-row", "fo:keep-together") != "always":
                what = f"Een rij van de tabel{handout.called(name)} kan midden in breken."
                yield Finding("table", what)
                break


def _notes(file: OdtFile, truth: Truth) -> Iterator[Finding]:
    """Check that the table of notes has enough empty rows, high enough and ruled."""
    heading = str(truth.labels["notes"])
    for table in file.body.iter(full("table:table")):
        if same(_name(table), heading):
            lines = sum(_is_line(file, row) for row in table.findall(ROW))
            if lines < _LINES:
                what = f'Bij "{heading}" staan {lines} lijnen om op te schrijven'
                yield Finding("table", f"{what}, dat moeten er {_LINES} zijn.")


def _is_line(file: OdtFile, row: Any) -> bool:
    high = length(file.looks(CONTENT, row, "table-row", "style:row-height"))
    cells = row.findall(CELL)
    rules = [file.looks(CONTENT, cell, "table-cell", "fo:border-bottom") for cell in cells]
    ruled = all(rule not in ("", "none") for rule in rules)
    return high >= _HIGH and ruled and not any(text_of(cell).strip() for cell in cells)


def _fields(file: OdtFile, truth: Truth) -> Iterator[Finding]:
    """Check the form fields: there, empty, visible, and sharing what is for the same thing."""
    fields, wanted = file.fields(), list(word_fields.asked(truth))
    titles = [said(one, "text:description") for one in fields]
    pairs = list(zip(titles, map(text_of, fields), strict=True))
    yield from word_fields.titled(pairs, [title for title, _ in wanted])
    for title, field in zip(titles, fields, strict=True):
        for what in _faults(file, field):
            yield Finding("field", f'Het invulveld "{title}" {what}.')
    declared = list(file.body.iter(full("text:user-field-decl")))
    names = [said(one, "text:name") for one in declared]
    for one in declared:
        if key(said(one, "office:string-value")):
            what = f"Er is al iets ingevuld: {said(one, 'text:name')}."
            yield Finding("field", what)
    if len(fields) == len(wanted):
        stored = [said(one, "text:name") or None for one in fields]
        stored = [one if one in names else None for one in stored]
        yield from word_fields.tied(titles, stored, [what for _, what in wanted])


def _faults(file: OdtFile, field: Any) -> Iterator[str]:
    """Yield the faults of one field: it must be empty, and look like a field."""
    if text := key(text_of(field)):
        yield f'drukt woorden af alsof iets is ingevuld: "{text}"'
    elif len(text_of(field)) < _LEAST:
        yield "is te kort"
    paragraph = next(field.iterancestors(P, H))
    if not file.looks(CONTENT, paragraph, "paragraph", "fo:background-color").startswith("#"):
        yield "heeft geen grond"
    if file.looks(CONTENT, paragraph, "paragraph", "fo:border-bottom") in ("", "none"):
        yield "heeft geen lijn om op te schrijven"


def _pages_counted(file: OdtFile) -> Iterator[Finding]:
    """Check that the footer counts the pages, instead of saying the same on each."""
    for footer in file.footers():
        counted = {short(one.tag) for one in footer.iter("*")}
        if not {"text:page-number", "text:page-count"} <= counted:
            yield Finding("pages", "De voet telt de bladzijden niet.")


def _fonts(file: OdtFile) -> Iterator[Finding]:
    """Check that every font in use is in the file, regular and bold, and draws its digits well."""
    asked = {
        value
        for part in (CONTENT, STYLES)
        for one in file.xml(part).iter(full("style:text-properties"))
        for name, value in one.attrib.items()
        if short(name).startswith("style:font-name")
    }
    for part in (CONTENT, STYLES):
        faces = {
            said(face, "style:name"): [
                said(uri, "xlink:href") for uri in face.iter(full("svg:font-face-uri"))
            ]
            for face in file.xml(part).iter(full("style:font-face"))
        }
        for name in sorted(asked):
            there = [one for one in faces.get(name, ()) if one in file.parts]
            if len(there) < len(word_fonts.WEIGHTS):
                yield Finding("font", f"Het lettertype {name} zit niet in het bestand.")
            for target in there if part == CONTENT else ():
                weight = next((w for s, w in word_fonts.WEIGHTS.items() if s in target), 400)
                yield from word_fonts.misdrawn(name, weight, file.parts[target])


def _properties(file: OdtFile, truth: Truth) -> Iterator[Finding]:
    meta = file.xml(META)
    publisher = truth.pack.edition.publisher

    def told(name: str) -> str:
        return ", ".join(one.text or "" for one in meta.iter(full(name)))

    for name, word, right, kind in (
        ("dc:title", "titel", str(truth.title), "title"),
        ("dc:language", "taal", truth.locale, "language"),
        ("meta:initial-creator", "maker", publisher, "properties"),
        ("dc:creator", "laatste maker", publisher, "properties"),
    ):
        if not same(told(name), right):
            yield properties.unlike(kind, f"{word} van het document", told(name), right)
    for name, word in (
        ("meta:creation-date", properties.MADE),
        ("dc:date", properties.CHANGED),
    ):
        yield from properties.days(truth, word, told(name))


def _outside(file: OdtFile, truth: Truth) -> Iterator[Finding]:
    """Check that no link leads outside the data."""
    for part in (CONTENT, STYLES):
        for link in file.xml(part).iter(full("text:a")):
            target = said(link, "xlink:href")
            if target not in truth.targets:
                what = f"Het bestand verwijst naar {target}. Dat hoort er niet in."
                yield Finding("link", what)


def _pictures(file: OdtFile) -> Iterator[Finding]:
    """Check the pictures: there, with words for who does not see, square, within the paper."""
    for frame in file.body.iter(full("draw:frame")):
        alt = frame.findtext(full("svg:desc")) or ""
        if not alt.strip():
            yield Finding("alt", "Een plaatje heeft geen woorden voor wie niet ziet.")
        wide, high = (length(said(frame, f"svg:{one}")) for one in ("width", "height"))
        told = f"{comma(wide)} bij {comma(high)} mm"
        if wide != high:
            yield Finding("picture", f'Het plaatje "{alt}" is uitgerekt: {told}.')
        if max(wide, high) > handout.A4[0]:
            yield Finding("picture", f'Het plaatje "{alt}" past niet op het papier: {told}.')
