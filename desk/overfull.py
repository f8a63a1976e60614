"""Show what does not fit: a frame around each place that is full. Lengths are mm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs
from PIL import Image, ImageDraw

from layouts.pdf.overflow import Area, Overflow
from layouts.products.screen import Look
from press.preview.lettering import font

RED, WHITE = (163, 0, 27), (255, 255, 255)
FLAG = "past niet"
SHOWN = 700.0  # pixels of a screen: about the width at which a page is shown
LINE, AROUND = 3.0, 3.0  # in pixels of the screen: the frame, and the white within it
LETTERS, FLAG_HEIGHT, FLAG_PADDING = 14.0, 22.0, 9.0

Box = tuple[float, float, float, float]


def framed(
    image: Image.Image, look: Look, overflows: Iterable[Overflow], *, rtl: bool
) -> Image.Image:
    """Return the picture of a look with a frame around each place that is full. Text that does not
    fit runs over the lower edge of its frame, or over the end of it.
    """
    scale, pen = image.width / look.width, ImageDraw.Draw(image)
    pixel = max(1.0, image.width / SHOWN)  # one of the screen
    for too_wide, areas in _places(overflows).items():
        for area in areas:
            for left, right in _spans(look, area, rtl=rtl):
                sides = (left, area.top, right, min(look.height, area.bottom))
                box = _around(sides, scale, pixel, below=too_wide)
                _frame(pen, box, pixel)
                _flag(pen, box, pixel, rtl=rtl, below=too_wide)
    return image


def _places(overflows: Iterable[Overflow]) -> dict[bool, list[Area]]:
    """Return the places that are full, those that are too narrow apart; places that overlap become
    one.
    """
    found: dict[bool, list[Area]] = {False: [], True: []}
    for over in overflows:
        if area := over.area:
            others = found[over.too_wide]
            same = [one for one in others if _overlap(one, area)]
            top = min([area.top, *(one.top for one in same)])
            bottom = max([area.bottom, *(one.bottom for one in same)])
            joined = structs.replace(area, top=top, bottom=bottom)
            found[over.too_wide] = [*(one for one in others if one not in same), joined]
    return found


def _overlap(one: Area, other: Area) -> bool:
    same = (one.page, one.left, one.right) == (other.page, other.left, other.right)
    return same and one.top < other.bottom and other.top < one.bottom


def _spans(look: Look, area: Area, *, rtl: bool) -> Iterator[tuple[float, float]]:
    """Yield the horizontal extent of a place in a look, from its left."""
    start = 0.0
    for part in look.parts(rtl):
        left, right = max(area.left, part.left), min(area.right, part.left + part.width)
        if area.page == part.page and right > left:
            yield start + left - part.left, start + right - part.left
        start += part.width


def _around(sides: Box, scale: float, pixel: float, *, below: bool) -> Box:
    """Return the outer edges of the frame of a place, in pixels of the picture; with white within
    it on all sides, or on all but the lower one.
    """
    line, white = LINE * pixel, AROUND * pixel
    left, top, right, bottom = (side * scale for side in sides)
    out = line + white
    foot = bottom + (out if below else line)
    return max(0.0, left - out), max(0.0, top - out), right + out, foot


def _frame(pen: ImageDraw.ImageDraw, box: Box, pixel: float) -> None:
    pen.rectangle(box, outline=RED, width=round(LINE * pixel))


def _flag(pen: ImageDraw.ImageDraw, box: Box, pixel: float, *, rtl: bool, below: bool) -> None:
    """Draw the flag of a frame, at its end: above it, or below."""
    letters = font(round(LETTERS * pixel), 700)
    wide, high = letters.getlength(FLAG) + 2 * FLAG_PADDING * pixel, FLAG_HEIGHT * pixel
    left, top, right, bottom = box
    start = left if rtl else right - wide
    top = bottom if below else max(0.0, top - high)
    pen.rectangle((start, top, start + wide, top + high), RED)
    pen.text((start + wide / 2, top + high / 2), FLAG, WHITE, letters, anchor="mm")
