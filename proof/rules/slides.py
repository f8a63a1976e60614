"""A deck of slides: titles, reading order, footers, the draft mark, codes, where clicks lead."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from wegwijs.proof.expectations import slides as asked
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Box, Finding, comma
from wegwijs.proof.readers.damage import Damaged, foreign_code
from wegwijs.proof.readers.docx import A
from wegwijs.proof.readers.slides import FOOTERS, PRESENTATION, TITLES, DeckFile, P, Shape, Slide
from wegwijs.proof.rules import handout, slides_form, slides_look, word
from wegwijs.proof.rules.chapters import Chapter
from wegwijs.proof.words import key, plain, same

WIDTH, HEIGHT = 338.667, 190.5  # mm: 16:9
_NEAR = 0.6  # mm
_KINDS = {"dt": "de dag van nakijken", "ftr": "de versie en de bron", "sldNum": "het nummer"}


def judges(
    file: DeckFile, found: Callable[[], Sequence[Chapter]], truth: Truth
) -> Iterator[Callable[[], Iterable[Finding]]]:
    """Yield the rules, one per subject, except for the texts in their places; ``found`` returns the
    places with their blocks.
    """
    yield lambda: slides_form.foreign(file)
    yield lambda: _deck(file, truth)
    yield lambda: _titles(file)
    yield lambda: _order(file)
    yield lambda: _places(file)
    yield lambda: _footers(file, truth)
    yield lambda: draft(file, truth)
    yield lambda: _jumps(file, truth)
    yield lambda: _alternatives(file, truth)
    yield lambda: _pictures(file)
    yield lambda: _outside(file, truth)
    yield lambda: word.core_properties(file, truth)
    yield lambda: slides_look.misread(file, truth)
    yield lambda: slides_look.coloured(file, truth)
    yield lambda: slides_look.fonts(file, truth)
    yield lambda: handout.codes(found())


def opens(data: bytes, count: int) -> Iterator[Finding]:
    """Check that python-pptx opens it, with so many slides."""
    import pptx

    try:
        with foreign_code():
            read = len(pptx.Presentation(io.BytesIO(data)).slides)
    except Damaged as error:
        yield Finding("powerpoint", "PowerPoint kan dit bestand niet openen.", detail=error.message)
        return
    if read != count:
        yield Finding("powerpoint", f"PowerPoint ziet {read} dia's, er zijn er {count}.")


def _deck(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """Check the size of slides, that none is hidden, and that each has notes."""
    size = file.xml(PRESENTATION).find(f"{P}sldSz")
    sides = [int(size.get(one, "0")) / 36000 for one in ("cx", "cy")] if size is not None else []
    if not sides or abs(sides[0] - WIDTH) > _NEAR or abs(sides[1] - HEIGHT) > _NEAR:
        told = " bij ".join(comma(one) for one in sides) or "niet ingevuld"
        yield Finding("pages", f"De maat van de dia's is {told} mm, dat moet 16 bij 9 zijn.")
    wanted = len(asked.titles(truth))
    if len(file.slides) != wanted:
        yield Finding("pages", f"Er zijn {len(file.slides)} dia's, dat moeten er {wanted} zijn.")
    for slide in file.slides:
        if slide.root.get("show") in ("0", "false"):
            yield Finding("form", "Deze dia is verborgen.", at=slide.at)
        if slide.notes is None:
            yield Finding("text", "Bij deze dia horen notities voor de trainer.", at=slide.at)


def _titles(file: DeckFile) -> Iterator[Finding]:
    """Each slide has one title, in the placeholder for it, and no other slide has the same."""
    seen = Counter(key(slide.title) for slide in file.slides)
    for slide in file.slides:
        holders = [one for one in slide.every if one.kind in TITLES and key(one.text)]
        if len(holders) != 1:
            what = f"Deze dia heeft {len(holders)} titels, dat moet er één zijn."
            yield Finding("heading", what, at=slide.at)
        elif seen[key(slide.title)] > 1:
            what = f'De titel "{slide.title}" staat op {seen[key(slide.title)]} dia\'s.'
            yield Finding("heading", what, at=slide.at)


def _order(file: DeckFile) -> Iterator[Finding]:
    """What is read later must not stand above what is read before, in the same column; a title is
    read first wherever it stands.
    """
    for slide in file.slides:
        placed = [(one, one.box) for one in slide.shapes if one.box and one.kind not in TITLES]
        for (first, box), (later, other) in combinations(placed, 2):
            if _beside(box, other) and other[3] <= box[1] + _NEAR:
                what = f'"{_name(slide, first)}" wordt voorgelezen vóór "{_name(slide, later)}",'
                yield Finding("order", f"{what} dat erboven staat.", at=slide.at)
                break


def _beside(one: Box, other: Box) -> bool:
    """Whether two boxes share a column."""
    return min(one[2], other[2]) - max(one[0], other[0]) > _NEAR


def _name(slide: Slide, shape: Shape) -> str:
    text = "\n".join(one.text for one in slide.inner(shape))
    return plain(text)[:40] or shape.alt or shape.name


def _places(file: DeckFile) -> Iterator[Finding]:
    """Shapes lie on the slide, in placeholders of their layout, and not on each other."""
    for slide in file.slides:
        placed = [one for one in slide.shapes if one.box]
        for one in slide.every:
            told = _name(slide, one)
            if (
                one.holder
                and one.kind != ""
                and slide.file.holder(slide.layout, one.element.find(f".//{P}ph")) is None
            ):
                what = f'"{told}" staat in een vak dat de indeling niet heeft.'
                yield Finding("form", what, at=slide.at)
            if one.box and not _within(one.box):
                yield Finding("fit", f'"{told}" steekt buiten de dia.', at=slide.at)
        for one, other in combinations(placed, 2):
            if not (one.decorative or other.decorative) and _overlap(one.box, other.box):
                what = f'"{_name(slide, one)}" en "{_name(slide, other)}" staan op elkaar.'
                yield Finding("fit", what, at=slide.at)


def _within(box: Box) -> bool:
    return (
        box[0] >= -_NEAR
        and box[1] >= -_NEAR
        and box[2] <= WIDTH + _NEAR
        and box[3] <= HEIGHT + _NEAR
    )


def _overlap(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return False
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > _NEAR and high > _NEAR


def _footers(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """Each slide says when its facts were checked, its version and source, and its number."""
    day, version = asked.footer(truth)
    for slide in file.slides:
        holders = {one.kind: one for one in slide.every if one.kind in FOOTERS}
        for kind, right in (("dt", day), ("ftr", version), ("sldNum", None)):
            shape = holders.get(kind)
            if shape is None:
                yield Finding("footer", f"Onderaan ontbreekt {_KINDS[kind]}.", at=slide.at)
            elif right is not None and key(shape.text) != key(str(right)):
                what = f'Onderaan staat "{plain(shape.text)}", dat moet "{right}" zijn.'
                yield Finding("footer", what, at=slide.at)
            elif right is None and not _counts(shape):
                yield Finding("footer", "Het nummer van de dia telt niet mee.", at=slide.at)


def _counts(shape: Shape) -> bool:
    fields = list(shape.element.iter(f"{A}fld"))
    return len(fields) == 1 and fields[0].get("type") == "slidenum"


def draft(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """Check the draft mark on every slide, and in its notes."""
    mark = truth.mark
    asked_ = [key(str(words)) for words in mark.sayings] if mark else [key(truth.draft_word)]
    for slide in file.slides:
        texts = {"": key("".join(one.text for one in slide.every))}
        if slide.notes:
            notes = Slide(file, slide.notes, slide.number)
            texts[" in de notities"] = key("".join(one.text for one in notes.every))
        for where, text in texts.items():
            if not truth.is_draft and key(truth.draft_word) in text:
                what = f"Hier staat {truth.draft_word}{where}, maar de vertaling is nagekeken."
                yield Finding("concept", what, at=slide.at)
            elif truth.is_draft and not all(one in text for one in asked_):
                what = f"Het merk {truth.draft_word} ontbreekt{where}."
                what += " Deze vertaling is niet nagekeken."
                yield Finding("concept", what, detail=truth.told_waiting, at=slide.at)


def _jumps(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """A click on a numeral leads to the slide of its organisation, or back."""
    parts = {slide.part: slide.number for slide in file.slides}
    numerals = {one.numeral for one in truth.organisations}
    for slide in file.slides:
        for shape in slide.every:
            text = key(shape.text)
            if not text.isdecimal() or len(text) > 2 or shape.kind in FOOTERS:
                continue
            if int(text) not in numerals:
                continue
            right = asked.leads_to(truth, slide.number, int(text))
            leads = [parts.get(one) for one in slide.jumps(shape)]
            if leads != [right]:
                told = f"dia {leads[0]}" if leads and leads[0] else "niets"
                what = (
                    f"Een klik op het cijfer {text} leidt naar {told}, dat moet dia {right} zijn."
                )
                yield Finding("link", what, at=slide.at)


def _alternatives(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """What has no words has others for who does not see it, or is an ornament."""
    for slide in file.slides:
        for shape in slide.every:
            text = key(shape.text)
            if shape.kind in FOOTERS or shape.element.tag == f"{P}cxnSp":
                continue
            if not text and not shape.decorative and not shape.alt.strip():
                what = f'"{shape.name}" heeft geen woorden voor wie niet ziet.'
                yield Finding("alt", what, at=slide.at)
            if text.isdecimal() and len(text) <= 2 and list(slide.jumps(shape)):
                right = asked.spoken(truth, slide.number, int(text))
                if not same(shape.alt, right):
                    what = f'Het cijfer {text} heet voor wie niet ziet "{shape.alt}",'
                    yield Finding("alt", f'{what} dat moet "{right}" zijn.', at=slide.at)


def _pictures(file: DeckFile) -> Iterator[Finding]:
    """Pictures are square and whole."""
    for slide in file.slides:
        for shape in slide.every:
            if shape.element.tag != f"{P}pic" or shape.box is None:
                continue
            wide, high = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
            if abs(wide - high) > _NEAR:
                what = (
                    f'Het plaatje "{shape.alt}" is uitgerekt: {comma(wide)} bij {comma(high)} mm.'
                )
                yield Finding("picture", what, at=slide.at)


def _outside(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """Check that nothing is loaded from elsewhere and no link leads outside the data."""
    for target in file.outside():
        if target not in truth.targets:
            yield Finding("link", f"Het bestand verwijst naar {target}. Dat hoort er niet in.")
