"""Flags on the picture of a page: a frame around each place that is full, and a hatch on each sign
that is left empty. Lengths are mm or, where they say so, pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs
from PIL import Image, ImageChops, ImageDraw

from wegwijs.layouts.pdf.overflow import Area, Overflow
from wegwijs.layouts.products.screen import Look
from wegwijs.press.preview.lettering import font

RED, WHITE, BLACK = (163, 0, 27), (255, 255, 255), (0, 0, 0)
FULL, EMPTY = "past niet", "leeg"
SHOWN = 700.0  # pixels of a screen: about the width at which a page is shown
# In pixels of the screen: a frame and the white within it, a flag, and a hatch.
LINE, AROUND = 3.0, 3.0
LETTERS, FLAG_HEIGHT, FLAG_PADDING = 14.0, 22.0, 9.0
HATCH, PITCH = 1.3, 7.0

Box = tuple[float, float, float, float]


def pixel_of(width: float) -> float:
    """Return how many pixels of a picture ``width`` pixels wide are about one of the screen."""
    return max(1.0, width / SHOWN)


def framed(
    image: Image.Image, look: Look, overflows: Iterable[Overflow], *, rtl: bool
) -> Image.Image:
    """Return the picture of a look with a frame around each place that is full. Text that does not
    fit runs over the lower edge of its frame, or over the end of it.
    """
    scale, pen = image.width / look.width, ImageDraw.Draw(image)
    pixel = pixel_of(image.width)
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
    high = FLAG_HEIGHT * pixel
    wide = _width(FULL, pixel)
    left, top, right, bottom = box
    start = left if rtl else right - wide
    top = bottom if below else max(0.0, top - high)
    _flown(pen, FULL, (start, top, start + wide, top + high), pixel)


def _width(text: str, pixel: float) -> float:
    return font(round(LETTERS * pixel), 700).getlength(text) + 2 * FLAG_PADDING * pixel


def _flown(pen: ImageDraw.ImageDraw, text: str, box: Box, pixel: float) -> None:
    """Draw a flag with its text in a box."""
    left, top, right, bottom = box
    letters = font(min(round(LETTERS * pixel), int(bottom - top)), 700)
    pen.rectangle(box, RED)
    pen.text(((left + right) / 2, (top + bottom) / 2), text, WHITE, letters, anchor="mm")


def hatch(image: Image.Image, at: tuple[float, float], pixel: float) -> None:
    """Hatch the sign around a point, an area of one colour, and flag it as empty; ``at`` and
    ``pixel``, one of the screen, are pixels.
    """
    ground = _ground(image, (round(at[0]), round(at[1])))
    box = ground.getbbox()
    if box is None:
        return
    width, height = box[2] - box[0], box[3] - box[1]
    drawn = Image.new("RGB", (width, height), WHITE)
    pen = ImageDraw.Draw(drawn)
    for start in range(-height, width, round(PITCH * pixel)):
        pen.line((start, height, start + height, 0), BLACK, max(1, round(HATCH * pixel)))
    wide, high = _width(EMPTY, pixel), min(FLAG_HEIGHT * pixel, height - 4)
    left, top = (width - wide) / 2, (height - high) / 2
    _flown(pen, EMPTY, (left, top, left + wide, top + high), pixel)
    image.paste(drawn, box[:2], ground.crop(box))


def _ground(image: Image.Image, at: tuple[int, int]) -> Image.Image:
    """Return a mask of the connected area that has the colour of a point, including letters inside
    it.
    """
    marked = image.copy()
    ImageDraw.floodfill(marked, at, (255, 0, 255))
    flat = ImageChops.difference(marked, image).convert("L").point(lambda level: 255 * (level > 0))
    box = flat.getbbox() or (0, 0, 1, 1)
    around = Image.new("L", (box[2] - box[0] + 2, box[3] - box[1] + 2))
    around.paste(flat.crop(box), (1, 1))
    ImageDraw.floodfill(around, (0, 0), 128)  # flood the outside; holes remain
    inside = around.point(lambda level: 255 * (level != 128)).crop(
        (1, 1, around.width - 1, around.height - 1)
    )
    mask = Image.new("L", image.size)
    mask.paste(inside, box[:2])
    return mask
