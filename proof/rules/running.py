"""What runs along with the pages: the lines at their foot, and the bookmarks beside them."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.proof.expectations.paper import Format
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding, Spot
from wegwijs.proof.readers.inspection import HEADINGS, walk
from wegwijs.proof.readers.page import Page
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.words import key

FOOT = 22.0  # mm from the lower edge of a page, without the text above its rule


def feet(reading: Reading, truth: Truth, format_: Format) -> Iterator[Finding]:
    """Check the foot of each page after the first: a running line, and the number of the page."""
    if format_.footer is None:
        return
    count = len(reading.pages)
    for page in reading.pages:
        said = key(_foot(page))
        groups = format_.footer(truth, page.number, count) if page.number > 1 else ()
        known = ["".join(key(str(one)) for one in row) for row in _rows(groups)]
        if said not in known and not _is_rearranged(said, known):
            shown = f'"{_foot(page).strip()[:60]}"' if said else "niets"
            right = " ".join(str(group[0]) for group in groups)
            what = f'Onder aan de bladzijde staat {shown}, dat moet "{right}" zijn.'
            yield Finding("foot", what, at=Spot(page.number))


def _foot(page: Page) -> str:
    marks = [
        mark
        for mark in page.marks
        if mark.kind == "text" and mark.mcid is None and mark.box[1] > page.size[1] - FOOT
    ]
    return " ".join(mark.text for mark in marks)


def _rows(groups: tuple[tuple[object, ...], ...]) -> Iterator[tuple[object, ...]]:
    """Yield one text of each group, in every way."""
    if not groups:
        yield ()
        return
    for one in groups[0]:
        for row in _rows(groups[1:]):
            yield (one, *row)


def _is_rearranged(said: str, known: list[str]) -> bool:
    """Whether a right-to-left line has its letters, in the order in which they are painted."""
    return any(sorted(said) == sorted(one) for one in known)


def bookmarks(reading: Reading, format_: Format) -> Iterator[Finding]:
    """Check that there is a bookmark for each heading, in reading order."""
    if not format_.bookmarks:
        return
    elements = walk(reading.inspection.elements)
    headings = [(one.text, reading.place_of(one)[0]) for one in elements if one.tag in HEADINGS]
    asked = [(key(text), page) for text, page in headings]
    found = [(key(text), page) for text, page in reading.declared.bookmarks]
    if found != asked:
        missing = [text for text, page in headings if (key(text), page) not in found]
        told = f'"{missing[0].strip()[:60]}" mist' if missing else "de volgorde klopt niet"
        yield Finding("bookmarks", f"De bladwijzers kloppen niet met de koppen: {told}.")
