"""Accessibility: language, title, structure, and the rules of PDF/UA and PDF/A."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations

from wegwijs.proof.expectations.paper import Format
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Box, Finding, Spot, shared
from wegwijs.proof.readers.damage import foreign_code
from wegwijs.proof.readers.inspection import walk
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.readers.structure_tree import Element
from wegwijs.proof.rules.chapters import Chapter
from wegwijs.proof.rules.running import FOOT
from wegwijs.proof.sayings import Piece, Saying, Sayings
from wegwijs.proof.words import key, rightward, same

_MARKED_AS = "voor wie het document laat voorlezen"
_BRACKETS = str.maketrans(")]}>»", "([{<«")  # which of the two depends on the direction
_MOST = 0.7  # of the letters
Area = tuple[int, Box]  # on a page
_REACH, _TAP = 0.5, 2.0  # mm that a link may reach beside its words, and above and below them
_BEARING = 0.15  # of the height of a line: a glyph such as 1 has that much white beside its ink


def misspoken(
    reading: Reading, truth: Truth, format_: Format, found: Iterable[Chapter]
) -> Iterator[Finding]:
    """Check language, title and tags of a PDF."""
    inspection = reading.inspection
    language, title = truth.language, str(truth.title)
    if format_.dutch:
        language, title = "nl", truth.print_title
    if inspection.language != language:
        said = inspection.language or "niet ingevuld"
        what = f"De taal van het document is {said}, dat moet {language} zijn."
        yield Finding("language", what)
    if not same(inspection.title or "", title):
        said = f'"{inspection.title}"' if inspection.title else "niet ingevuld"
        what = f'De titel van het document is {said}, dat moet "{title}" zijn.'
        yield Finding("title", what)
    declared = reading.declared
    info = declared.info_title
    if info is not None and info != inspection.title:
        yield Finding("title", f'Het document heeft nog een titel, en die is anders: "{info}".')
    if not declared.marked:
        yield Finding("tags", f"Het document heeft geen opbouw {_MARKED_AS}.")
    if declared.preferences.get("DisplayDocTitle") is not True:
        yield Finding("title", "De titel van het document verschijnt niet boven het venster.")
    for problem in inspection.problems:
        page = int(problem.split()[1].rstrip(":")) if problem.startswith("Page ") else None
        what = f"De opbouw {_MARKED_AS} klopt niet."
        yield Finding("tags", what, at=Spot(page), detail=problem)
    yield from _languages(reading, truth, found, format_)
    yield from _links(reading)
    yield from _instead(reading)
    yield from _silent(reading, format_)


def _languages(
    reading: Reading, truth: Truth, found: Iterable[Chapter], format_: Format
) -> Iterator[Finding]:
    """Every word must be tagged with its language, or a screen reader mispronounces it."""
    places = [one.place for one in found]
    asked = [words for one in places for words in (*one.asked, *one.allowed)]
    if format_.dutch:  # its headings may read the same in the language of the pack
        asked += [Saying((Piece(text, "nl"),)) for one in places for text in one.starts]
    sayings = Sayings([*truth.sayings, *truth.colophon, *truth.common, *asked])
    for block in reading.blocks:
        spoken = [(key(text), language) for text, language in block.spoken]
        languages = [language for text, language in spoken for _ in text]
        text = "".join(text for text, _ in spoken)
        at = sayings.gap(text, languages)
        if at is not None and sayings.gap(text) is None:
            page, box = reading.place_of(block)
            said = ", ".join(sorted(set(languages)))
            what = f'In "{block.text.strip()[:60]}" heeft een deel een verkeerde taal: {said}.'
            yield Finding("language", what, at=Spot(page, box=box), detail=text[at : at + 60])
        for words in truth.kept:
            for start in _places(text, key(words)):
                if set(languages[start : start + len(key(words))]) != {"nl"}:
                    page, box = reading.place_of(block)
                    what = f'"{words}" wordt niet als Nederlands voorgelezen.'
                    yield Finding("language", what, at=Spot(page, box=box))


def _places(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _links(reading: Reading) -> Iterator[Finding]:
    """A link must cover its text and nothing else: a tap beside it must not call somebody.

    Each line asks for an area of its own, as some viewers know areas as rectangles only.
    """
    areas: list[tuple[Element, Area]] = []
    for element in walk(reading.inspection.elements):
        lines = reading.lines_of(element) if element.links else []
        if element.tag != "Link" or not lines:
            continue  # words that are nowhere are told of elsewhere
        own = [
            (link.page, reading.pages[link.page - 1].box(link.box))
            for link in element.links
            if link.page
        ]
        areas += [(element, area) for area in own]
        bare = [line for line in lines if not any(_lies_on(area, line) for area in own)]
        wide = [area for area in own if not any(_keeps_to(area, line) for line in lines)]
        if bare:
            page, box = bare[0]
            what = f"De link ligt niet op zijn tekst {element.text}."
            yield Finding("link", what, at=Spot(page, box=box))
        elif wide:
            page, box = wide[0]
            what = f"De link {element.text} ligt ook naast zijn tekst: wie daar tikt, volgt hem."
            yield Finding("link", what, at=Spot(page, box=box))
    for (element, (page, one)), (beside, (other_page, other)) in combinations(areas, 2):
        across, down = shared(one, other)
        if element is not beside and page == other_page and across > _REACH and down > _REACH:
            what = f"De links {element.text} en {beside.text} liggen over elkaar heen."
            yield Finding("link", what, at=Spot(page, box=one))


def _lies_on(area: Area, line: Area) -> bool:
    """Whether an area covers a line."""
    (page, one), (other_page, box) = area, line
    across, down = shared(one, box)
    whole = across >= 0.9 * (box[2] - box[0]) and down >= 0.5 * (box[3] - box[1])
    return page == other_page and whole


def _keeps_to(area: Area, line: Area) -> bool:
    """Whether an area is hardly larger than a line, with some room for a finger above it."""
    (page, sides), (other_page, box) = area, line
    high = box[3] - box[1]
    beside, above = max(_REACH, _BEARING * high), max(_TAP, high)
    room = (beside, above, beside, above)
    return page == other_page and all(
        (one - other) * way <= most
        for one, other, way, most in zip(sides, box, (-1, -1, 1, 1), room, strict=True)
    )


def _instead(reading: Reading) -> Iterator[Finding]:
    """The spoken text must match the printed text."""
    for element in _misread(reading, reading.inspection.elements):
        page, box = reading.place_of(element)
        what = f'Hier staat iets anders dan wordt voorgelezen: "{element.text.strip()[:60]}".'
        yield Finding("contact", what, at=Spot(page, box=box), detail=reading.shown(element))
    for element in walk(reading.inspection.elements):
        if element.alt is not None and element.tag != "Figure":
            page, box = reading.place_of(element)
            what = f'In plaats van de tekst wordt "{element.alt[:60]}" voorgelezen.'
            yield Finding("alt", what, at=Spot(page, box=box))


def _misread(reading: Reading, elements: Iterable[Element]) -> Iterator[Element]:
    """Yield the innermost elements whose printed letters differ from the spoken text."""
    for element in elements:
        inside = list(_misread(reading, element.children))
        yield from inside
        whole = element.replaced or not element.children
        if not inside and not _alike(element.text, reading.shown(element), whole=whole):
            yield element


def _alike(text: str, shown: str, *, whole: bool) -> bool:
    """Whether letters on paper are those of a text. Glyphs of Arabic can stand for several texts,
    so there only most must agree, and only of a passage that runs in one direction (``whole``).
    """
    text, shown = key(text).translate(_BRACKETS), key(shown).translate(_BRACKETS)
    if text == shown:
        return True
    if rightward(text) and rightward(shown):
        return False
    return not whole or SequenceMatcher(None, text, shown, autojunk=False).ratio() >= _MOST


def _silent(reading: Reading, format_: Format) -> Iterator[Finding]:
    """Yield text that is not tagged. Of copied cards only the first is."""
    for page in reading.pages:
        for mark in page.marks:
            if mark.kind != "text" or mark.mcid is not None or not mark.text.strip():
                continue
            panel = format_.panel_of(page.number, mark.box)
            if format_.footer and mark.box[1] > page.size[1] - FOOT:
                continue  # seen to by ``running``
            if panel is None or panel.copy == 0:
                what = f'De tekst "{mark.text.strip()}" wordt niet voorgelezen.'
                yield Finding("tags", what, at=Spot(page.number, box=mark.box))


def rules(data: bytes) -> Iterator[Finding]:
    """Validate PDF/UA-1 and PDF/A-2a by page-validation, for when there is no veraPDF."""
    import page as page_validation

    for profile, name in (("ua1", "PDF/UA-1"), ("2a", "PDF/A-2a")):
        with foreign_code():
            report = page_validation.validate_pdf_bytes(
                data, profile=page_validation.ValidationProfile(profile)
            )
        for failure in report.failures:
            yield broken(name, str(failure))


def broken(standard: str, detail: str) -> Finding:
    """Report a broken rule of a standard."""
    return Finding("standard", f"Het bestand voldoet niet aan {standard}.", detail=detail)
