"""One file from its bytes to its findings. A judge that stumbles does not silence the others."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pikepdf

from press.bounded import Stopped
from press.files.store import MOST
from press.unpacked import TooMuch
from proof.expectations.formats import FORMATS, Format
from proof.expectations.truth import Truth, common
from proof.findings import AGAIN, Finding, Spot
from proof.readers import codes
from proof.readers.docx import Damaged, WordFile
from proof.readers.inspection import HEADINGS
from proof.readers.pdf import Page, Reading
from proof.readers.structure_tree import Element
from proof.rules import chapters as cutting
from proof.rules import (
    concept,
    contacts,
    copies,
    copying,
    filled_in,
    lines,
    logo,
    outlines,
    pages,
    print_instructions,
    quotes,
    signs,
    tags,
    visible,
    word,
    word_fonts,
    word_form,
    word_look,
)
from proof.rules.chapters import Block, Chapter, Link
from proof.rules.places import HANDOUT, PLACES, SOMEWHERE
from proof.words import key
from sources.problems import reason
from sources.regular import read_regular

PICTURE_DPI = 80
_FEW = 0.25  # of the letters that must be there; other editions share 0.8, other languages 0.1
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # also what Word makes of a file with a password
_LOCKED = "Het bestand is op slot met een wachtwoord. Het is niet na te kijken."

# What only one file must be.
MORE: Mapping[str, Sequence[Callable[[Reading, Truth, Path], Iterable[Finding]]]] = {
    "print-instructions.pdf": (print_instructions.judge,),
}


@dataclass(frozen=True)
class Case:
    """A file and what must be in it. ``profile`` is None when it is not known."""

    document: str
    file: str  # below the output folder
    path: Path
    truth: Truth
    profile: str | None = None
    rules: bool = True  # by page-validation; veraPDF judges all files together
    pictures: bool = False
    edited: bool = False  # somebody worked in it: a handout is made for that


@dataclass
class Verdict:
    """What was found in a file; ``pictures`` are its pages as PNG, with size in mm."""

    document: str
    file: str
    findings: list[Finding] = field(default_factory=list)
    pictures: list[tuple[bytes, float, float]] = field(default_factory=list)


def judge(case: Case) -> Verdict:
    """Everything that is wrong with one file."""
    verdict = Verdict(case.document, case.file)
    try:
        data = read_regular(case.path, MOST)
    except OSError as error:
        what = "Het bestand is niet te openen."
        _note(verdict, [Finding("file", what, AGAIN, detail=reason(error))])
        return verdict
    judges = _word if case.file.endswith(".docx") else _pdf
    try:
        judges(case, data, verdict)
    except TooMuch as error:
        what = "Het bestand is veel groter dan dit programma het maakt. Het is niet na te kijken."
        _note(verdict, [Finding("file", what, AGAIN, detail=str(error))])
    except pikepdf.PasswordError:
        _note(verdict, [Finding("file", _LOCKED, AGAIN)])
    except Exception as error:  # what cannot be read can fail in any way a library knows
        what = "Het bestand is beschadigd. Het is niet na te kijken."
        _note(verdict, [Finding("file", what, AGAIN, detail=repr(error)[:500])])
    return verdict


def given_up(case: Case, why: Stopped) -> Verdict:
    """What is told of a file that asks more than any of ours does."""
    what = "Het nakijken van dit bestand is gestopt."
    verdict = Verdict(case.document, case.file)
    _note(verdict, [Finding("file", what, AGAIN, detail=why)])
    return verdict


def _note(verdict: Verdict, findings: Iterable[Finding]) -> None:
    for found in findings:
        one = replace(found, document=verdict.document, file=verdict.file)
        if one not in verdict.findings:
            verdict.findings.append(one)


def _attempt(verdict: Verdict, judges: Iterable[Callable[[], Iterable[Finding]]]) -> None:
    for one in judges:
        try:
            _note(verdict, one())
        except Exception as error:  # a file that is odd enough to trip a judge is no good file
            what = "Dit deel van het bestand is niet na te kijken."
            _note(verdict, [Finding("file", what, detail=repr(error)[:500])])


def _pdf(case: Case, data: bytes, verdict: Verdict) -> None:
    name = case.path.name
    truth, format_ = case.truth, FORMATS[name]
    format_ = format_.mirrored() if truth.rtl and not format_.dutch else format_
    with Reading(data) as reading:
        blocks = list(_blocks(reading, format_))
        own = [block for block in blocks if not concept.is_mark(block, truth)]
        found = cutting.chapters(own, PLACES[name](truth.outline, case.profile or "office"))
        right = [page for page in reading.pages if pages.fits(page, format_)]
        if case.pictures:
            verdict.pictures = [_picture(reading, index) for index in range(len(reading.pages))]
        if _is_other(found):
            _attempt(verdict, [lambda: pages.sizes(reading, format_, case.profile), _other])
            return
        _attempt(
            verdict,
            [
                lambda: pages.sizes(reading, format_, case.profile),
                lambda: pages.printing(reading, format_),
                lambda: pages.opens(reading, rtl=truth.rtl and not format_.dutch),
                lambda: pages.fonts(reading),
                lambda: outlines.judge(reading),
                lambda: tags.judge(reading, truth, format_, found),
                lambda: copying.judge(reading, format_),
                lambda: _texts(found, truth, format_),
                lambda: signs.numerals(found),
                lambda: _somewhere(found, truth, name),
                lambda: codes.pictures(found),
                lambda: concept.judge(blocks, format_, truth),
                lambda: codes.judge(right, found, format_),
                *(lambda page=page: pages.layout(page, reading, format_) for page in right),
                *(lambda page=page: visible.judge(page) for page in right),
                *(lambda page=page: lines.judge(page) for page in right),
                *([] if format_.dutch else _drawn(reading, right, truth, format_)),
                lambda: logo.judge(found, right),
                lambda: _over_figures(found, right, format_),
                *(lambda page=page: copies.judge(page, format_) for page in right),
                *(lambda more=more: more(reading, truth, case.path) for more in MORE.get(name, ())),
                *([lambda: tags.rules(data)] if case.rules else []),
            ],
        )
    _name_panels(verdict, format_)


def _drawn(
    reading: Reading, right: Iterable[Page], truth: Truth, format_: Format
) -> Iterator[Callable[[], Iterable[Finding]]]:
    rtl = truth.rtl
    for page in right:
        yield partial(signs.judge, reading, page, format_, rtl=rtl)
        yield partial(signs.icons, reading, page, truth.outline, rtl=rtl)


def _is_other(found: Iterable[Chapter]) -> bool:
    """Whether hardly any sentence that belongs in a document is there."""
    said = key("".join(chapter.text for chapter in found))
    asked = [
        key(str(words))
        for chapter in found
        for words in chapter.place.asked
        if not all(run.target for run in words.runs)
    ]
    return sum(len(text) for text in asked if text in said) < _FEW * sum(map(len, asked))


def _other() -> Iterator[Finding]:
    what = (
        "Dit is een ander document, of een andere taal. Bijna niets van wat hier hoort, staat er."
    )
    yield Finding("other", what, AGAIN)


def _over_figures(
    found: Iterable[Chapter], right: Iterable[Page], format_: Format
) -> Iterator[Finding]:
    figures = [
        (block.at.page, "een QR-code" if chapter.place.code else "het logo", block.at.box)
        for chapter in found
        for block in chapter.blocks
        if block.alt is not None and block.at.box
    ]
    for page in right:
        here = [(name, box) for number, name, box in figures if number == page.number]
        yield from pages.over_figures(page, here, format_.panels)


def _texts(found: list[Chapter], truth: Truth, format_: Format | None) -> Iterator[Finding]:
    yield from cutting.missing_places(found)
    yield from cutting.missing_texts(found)
    yield from cutting.strange_texts(found, common(truth.outline))
    yield from cutting.misread(found, format_.order if format_ else ())
    yield from cutting.misplaced(found)
    yield from quotes.judge(found)
    yield from contacts.judge(found, contacts.Contacts(truth.outline))


def _somewhere(found: list[Chapter], truth: Truth, name: str) -> Iterator[Finding]:
    if asked := SOMEWHERE.get(name):
        yield from cutting.missing_everywhere(found, asked(truth.outline))


def _blocks(reading: Reading, format_: Format) -> Iterator[Block]:
    for element in reading.blocks:
        page, box = reading.place_of(element)
        panel = format_.panel_of(page, box) if page and box else None
        level = int(element.tag[1:]) if element.tag in HEADINGS else None
        yield Block(
            element.text,
            key(element.text),
            heading=level is not None,
            level=level,
            item=element.tag == "LBody",
            links=tuple(_links(element)),
            alt=(element.alt or "") if element.tag == "Figure" else None,
            at=Spot(page, panel.name if panel else "", box),
            panel=panel.id if panel else "",
        )


def _links(element: Element) -> Iterator[Link]:
    if element.tag == "Link":
        for link in element.links:
            yield Link(element.text, link.target, link.says)
    for child in element.children:
        yield from _links(child)


def _picture(reading: Reading, index: int) -> tuple[bytes, float, float]:
    """A page for the report."""
    page = reading.pages[index]
    image = page.picture(PICTURE_DPI).quantize(32)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue(), *page.size


def _name_panels(verdict: Verdict, format_: Format) -> None:
    """Findings that know their place on the page, but not the name of the panel."""
    for index, one in enumerate(verdict.findings):
        at = one.at
        if at.page and at.box and not at.panel and (panel := format_.panel_of(at.page, at.box)):
            verdict.findings[index] = replace(one, at=replace(at, panel=panel.name))


def _word(case: Case, data: bytes, verdict: Verdict) -> None:
    truth = case.truth
    if data.startswith(_OLD_WORD):
        _note(verdict, [Finding("file", _LOCKED, AGAIN)])
        return
    try:
        file = WordFile(data)
    except Damaged as error:
        what = "Het bestand is beschadigd. Het is niet na te kijken."
        _note(verdict, [Finding("file", what, AGAIN, detail=str(error))])
        return
    found = cutting.chapters(file.blocks, PLACES[HANDOUT](truth.outline, "office"))
    if case.edited and not _is_other(found):
        _attempt(verdict, [lambda: word.opens(data), lambda: filled_in.judge(file, truth)])
        return
    if _is_other(found):
        _attempt(verdict, [lambda: word.opens(data), _other])
        return
    _attempt(
        verdict,
        [
            lambda: word.opens(data),
            lambda: word.schema(case.path),
            lambda: _texts(found, truth, None),
            lambda: signs.numerals(found),
            lambda: codes.pictures(found),
            lambda: word_form.judge(file),
            lambda: word_look.judge(file, truth),
            lambda: word_fonts.judge(file),
            *word.judges(file, found, truth),
        ],
    )
