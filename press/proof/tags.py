"""What a screen reader gets: language, title, structure, and the rules of PDF/UA and PDF/A."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pikepdf import Dictionary

from press.inspection import walk
from press.proof.findings import Finding, Spot, shared
from press.proof.reading import Reading
from press.proof.truth import Truth
from press.proof.words import key, runs

_MARKED_AS = "voor wie het document laat voorlezen"


def judge(reading: Reading, truth: Truth) -> Iterator[Finding]:
    """Language, title and tags of a PDF."""
    outline, inspection = truth.outline, reading.inspection
    if inspection.language != outline.language:
        said = inspection.language or "niet ingevuld"
        what = f"De taal van het document is {said}, dat moet {outline.language} zijn."
        yield Finding("language", what)
    if inspection.title != str(outline.title):
        said = f'"{inspection.title}"' if inspection.title else "niet ingevuld"
        what = f'De titel van het document is {said}, dat moet "{outline.title}" zijn.'
        yield Finding("title", what)
    root = reading.file.Root
    if not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield Finding("tags", f"Het document heeft geen opbouw {_MARKED_AS}.")
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield Finding("title", "De titel van het document verschijnt niet boven het venster.")
    for problem in inspection.problems:
        page = int(problem.split()[1].rstrip(":")) if problem.startswith("Page ") else None
        what = f"De opbouw {_MARKED_AS} klopt niet."
        yield Finding("tags", what, at=Spot(page), detail=problem)
    yield from _languages(reading, truth)
    yield from _links(reading)
    yield from _silent(reading)


def _languages(reading: Reading, truth: Truth) -> Iterator[Finding]:
    """Words in another language than the document must say so, or a voice reads them wrong."""
    own = truth.outline.language
    by_text: dict[str, set[str]] = {}
    for run in runs(truth.outline):
        if any(char.isalpha() for char in run.text):
            by_text.setdefault(key(run.text), set()).add(run.language)
    for element in walk(reading.inspection.elements):
        languages = by_text.get(key(element.text), set())
        if element.children or not languages or own in languages:
            continue
        if element.language not in languages:
            page, box = reading.place_of(element)
            what = (
                f'"{element.text.strip()}" staat als taal {element.language},'
                f" dat moet {', '.join(sorted(languages))} zijn."
            )
            yield Finding("language", what, at=Spot(page, box=box))


def _links(reading: Reading) -> Iterator[Finding]:
    """A link lies over its words, and they are the words that are read aloud."""
    for element in walk(reading.inspection.elements):
        if element.tag != "Link":
            continue
        page, box = reading.place_of(element)
        at = Spot(page, box=box)
        for link in element.links:
            if page is None or box is None:
                continue  # its words are nowhere: told of elsewhere
            area = reading.pages[page - 1].box(link.box)
            across, down = shared(area, box)
            if across < 0.9 * (box[2] - box[0]) or down < 0.5 * (box[3] - box[1]):
                yield Finding("link", f"De link ligt niet op zijn tekst {element.text}.", at=at)
        shown = Counter(key(reading.shown(element)))
        if shown != Counter(key(element.text)):
            what = f'Hier staat iets anders dan wordt voorgelezen: "{element.text}".'
            yield Finding("contact", what, at=at)


def _silent(reading: Reading) -> Iterator[Finding]:
    """Text that no screen reader gets. Of copied cards only the first is read."""
    read = {key(mark.text) for mark in reading.marks() if mark.mcid is not None}
    for page in reading.pages:
        for mark in page.marks:
            if mark.kind == "text" and mark.mcid is None and key(mark.text) not in read:
                what = f'De tekst "{mark.text.strip()}" wordt niet voorgelezen.'
                yield Finding("tags", what, at=Spot(page.number, box=mark.box))


def rules(data: bytes) -> Iterator[Finding]:
    """PDF/UA-1 and PDF/A-2a by page-validation, where there is no veraPDF."""
    import page as page_validation

    for profile, name in (("ua1", "PDF/UA-1"), ("2a", "PDF/A-2a")):
        report = page_validation.validate_pdf_bytes(
            data, profile=page_validation.ValidationProfile(profile)
        )
        for failure in report.failures:
            yield broken(name, str(failure))


def broken(standard: str, detail: str) -> Finding:
    """A rule of a standard that a file breaks."""
    return Finding("standard", f"Het bestand voldoet niet aan {standard}.", detail=detail)
