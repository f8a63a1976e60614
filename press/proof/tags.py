"""What a screen reader gets: language, title, structure, and the rules of PDF/UA and PDF/A."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary

from press.inspection import walk
from press.proof.findings import Finding, Spot
from press.proof.reading import Reading
from press.proof.truth import Truth, key, runs

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
