"""Text that is not visible as set: covered, clipped, painted over, faint or squeezed.

Each page is rendered twice more with its text alone, on white and on black paper. Pixels that are
the same on both are ink and must look like that on the page; pixels of the paper are background.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PIL import Image, ImageChops

from wegwijs.proof.findings import Finding, Spot, comma, grown
from wegwijs.proof.readers.page import PT, Mark, Page
from wegwijs.proof.rules.pages import named
from wegwijs.proof.rules.symbols import luminance

TYPE_CONTRAST = 4.5  # to 1 in grey (WCAG 2.1, 1.4.3)
# Levels of grey that lie between letters on white and on black paper, as masks.
_INK = [255 if level < 30 else 0 for level in range(256)]
_GROUND = [255 if level > 250 else 0 for level in range(256)]
_AMISS = 60  # levels between what is set and what is seen
_APART = 24  # levels between a letter and its edge
_LOST = 0.005  # of the ink of a text: a digit of a long number is a tenth of it
_STAINED = 0.01  # of the ground between letters: in our own files there is not a speck
_ADVANCE = 0.4  # em from a digit to what follows it; digits are half an em wide
_AS_DESIGNED = 0.05  # of the width of a letter


def unseen(page: Page, smallest: float) -> Iterator[Finding]:
    """Check every text of a page; ``smallest`` is the least size of type in pt."""
    white, black = page.letters(255), page.letters(0)
    for mark in page.marks:
        if mark.kind == "text" and mark.text.strip():
            at = Spot(page.number, box=mark.box)
            for kind, what in (*_small(mark, smallest), *_faults(mark, page, white, black)):
                yield Finding(kind, what, at=at)


def _small(mark: Mark, smallest: float) -> Iterator[tuple[str, str]]:
    if mark.size < smallest - 0.05:
        least = f"{comma(mark.size)} punt, {comma(smallest, 0)} is het minste"
        yield "type", f"Te klein is {named(mark)}: {least}."


def _faults(
    mark: Mark, page: Page, white: Image.Image, black: Image.Image
) -> Iterator[tuple[str, str]]:
    """Yield the kind and description of each visibility fault of a text."""
    name = named(mark)
    if abs(mark.wide - 1) > _AS_DESIGNED or _crowded(mark):
        yield "type", f"In elkaar gedrukt of uitgerekt is {name}."
    left, top, right, bottom = page.pixels(grown(mark.box, 0.1))
    box = max(left, 0), max(top, 0), min(right, white.width), min(bottom, white.height)
    if box[2] <= box[0] or box[3] <= box[1]:
        return  # outside the paper: told already
    seen, on_white, on_black = (one.crop(box) for one in (page.image, white, black))
    between = ImageChops.difference(on_white, on_black)
    ink, ground = between.point(_INK), between.point(_GROUND)
    inked = ink.histogram()[255]
    amiss = ImageChops.darker(ImageChops.difference(seen, on_white), ink)
    lost = sum(amiss.histogram()[_AMISS + 1 :])
    levels = seen.histogram(ground)
    stained = _share(mark.grey, seen, ground, ink.getbbox())
    ratio = _contrast(mark.grey, levels.index(max(levels))) if any(levels) else 21
    if lost >= inked / 2:
        yield "contrast", f"Niet te zien is {name}."
    elif lost > inked * _LOST:
        yield "contrast", f"Maar voor een deel te zien is {name}."
    elif ratio < TYPE_CONTRAST:
        what = (
            f"Te weinig contrast heeft {name}: {comma(ratio)} op 1,"
            f" {comma(TYPE_CONTRAST)} is het minste."
        )
        yield "contrast", what
    elif stained > _STAINED:
        yield "contrast", f"Iets in de kleur van de letters staat over of tussen {name}."


def _crowded(mark: Mark) -> bool:
    """Whether a digit overlaps what follows it."""
    least = _ADVANCE * mark.size * PT
    return any(
        char.isdigit() and after - before < least
        for (before, char), (after, _) in pairwise(sorted(mark.glyphs))
    )


def _share(
    grey: int, seen: Image.Image, ground: Image.Image, box: tuple[int, int, int, int] | None
) -> float:
    """Return the share of the ground in a box that has about the grey of the letters."""
    levels = seen.crop(box).histogram(ground.crop(box))
    own = levels[max(0, grey - _APART) : grey + _APART + 1]
    return sum(own) / max(1, sum(levels))


def _contrast(one: int, other: int) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
