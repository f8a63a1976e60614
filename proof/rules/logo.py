"""The publisher's logo: position, alternative text and appearance."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from PIL import Image, ImageChops

from wegwijs.proof.expectations.place import Logo
from wegwijs.proof.findings import Box, Finding, Spot, grown, shared
from wegwijs.proof.readers.page import Page
from wegwijs.proof.rules.chapters import Block, Chapter

_CELLS = 10  # on a side: so few that scaling, or half a pixel, makes no difference
_OTHER = 60  # levels of grey
_STRETCHED = 0.03  # of its proportion
_AROUND = 0.5  # mm between the picture and the box of its tag


def misplaced(found: Iterable[Chapter], pages: Sequence[Page]) -> Iterator[Finding]:
    """Yield a missing or wrong logo, and pictures that do not belong."""
    known: list[tuple[int | None, Box]] = []
    for chapter in found:
        place = chapter.place
        figures = [] if place.code else [one for one in chapter.blocks if one.alt is not None]
        for block in figures[1:] if place.logo else figures:
            what = f"Bij {place.name} staat een plaatje dat daar niet hoort."
            yield Finding("logo", what, at=block.at)
        if place.logo and not figures:
            yield chapter.finding("logo", f"Het logo staat niet bij {place.name}.")
        elif place.logo:
            yield from _logo(figures[0], place.logo, pages)
            if figures[0].at.box:
                known.append((figures[0].at.page, grown(figures[0].at.box, _AROUND)))
    for page in pages:
        boxes = [box for number, box in known if number == page.number]
        for mark in page.marks:
            if mark.kind == "picture" and not any(min(shared(mark.box, b)) > 0 for b in boxes):
                what = "Hier staat een plaatje dat er niet hoort."
                yield Finding("logo", what, at=Spot(page.number, box=mark.box))


def _logo(block: Block, logo: Logo, pages: Iterable[Page]) -> Iterator[Finding]:
    if block.alt != logo.alt:
        what = f'Het logo heet voor wie niet ziet "{block.alt}", dat moet "{logo.alt}" zijn.'
        yield Finding("alt", what, at=block.at)
    page = next((one for one in pages if one.number == block.at.page), None)
    if block.at.box is None or page is None or not _looks_like(page, block.at.box, logo):
        yield Finding(
            "logo", "Het logo is een ander plaatje, of is niet goed te zien.", at=block.at
        )


def _looks_like(page: Page, box: Box, logo: Logo) -> bool:
    """Whether a box of a page shows the logo in its own proportion."""
    left, top, right, bottom = page.pixels(box)
    if right <= left or bottom <= top:
        return False
    with Image.open(io.BytesIO(logo.data)) as image:
        asked = image.convert("L")
    stretched = (right - left) / (bottom - top) * asked.height / asked.width
    if abs(stretched - 1) > _STRETCHED:
        return False
    seen = page.image.crop((left, top, right, bottom))
    cells = (_CELLS, _CELLS)
    one, other = (picture.resize(cells, Image.Resampling.BOX) for picture in (seen, asked))
    return ImageChops.difference(one, other).getextrema()[1] <= _OTHER  # type: ignore[operator]
