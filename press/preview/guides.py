"""Draw folds, cuts and safe margins over a page, on request."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from PIL import Image, ImageChops, ImageDraw

from wegwijs.layouts.pdf.sheet import BLEED
from wegwijs.layouts.products import guides
from wegwijs.layouts.products.contract import File, Segment
from wegwijs.press.preview.lettering import font
from wegwijs.press.preview.pages import Page, pixels


class LineKind(Struct, frozen=True):
    """A kind of line: its name in the legend, its colour, and its dashes (on and off) in mm."""

    label: str
    colour: tuple[int, int, int]
    dashes: tuple[float, float] | None = None


TRIM = LineKind("snijlijn", (0, 90, 200))
BLEEDS = LineKind(f"afloop, {BLEED:.0f} mm", (200, 110, 0), (0.6, 0.9))
FOLD = LineKind("vouw", (200, 0, 110), (4.0, 1.5))
WIDTH = 0.35  # mm
LEGEND = 9.0  # mm high, below the page, so that it hides nothing
LEGEND_GROUND = (245, 244, 241)
TEXT = 3.2  # mm

Line = tuple[LineKind, Segment]  # mm from the corner of the trimmed page


def _safe(margin: float, fold_margin: float) -> LineKind:
    """Return the outline of a safe area."""
    label = f"veilige marge, {margin:.0f} mm"
    if fold_margin != margin:
        label += f", bij een vouw {fold_margin:.0f} mm"
    return LineKind(label, (0, 130, 70), (1.6, 1.2))


def lines(file: File, index: int, page: Page, *, rtl: bool) -> list[Line]:
    """Return the guides of a page of a file: margins, folds, cuts, and the bleed of the paper."""
    known = file.guides(index, rtl) if file.guides else guides.flat(*page.trimmed_size)
    safe = _safe(known.margin, known.fold_margin)
    found: list[Line] = [line for box in known.safe for line in _box(safe, *box)]
    found += [(FOLD, segment) for segment in known.folds]
    found += [(TRIM, segment) for segment in known.cuts]
    left, top, right, bottom = page.trim
    if left > 1:  # a sheet to be cut
        x, y, to_x, to_y = page.bleed
        found += _box(BLEEDS, x - left, y - top, to_x - left, to_y - top)
        found += _box(TRIM, 0, 0, right - left, bottom - top)
    return found


def _box(kind: LineKind, x: float, y: float, to_x: float, to_y: float) -> Iterator[Line]:
    yield kind, (x, y, to_x, y)
    yield kind, (to_x, y, to_x, to_y)
    yield kind, (x, to_y, to_x, to_y)
    yield kind, (x, y, x, to_y)


def with_guides(page: Page, found: Iterable[Line]) -> Image.Image:
    """Return the page with its guides, and a legend below it."""
    found = list(found)
    one = page.dpi / 25.4
    width, height = page.image.size
    picture = Image.new("RGB", (width, height + pixels(LEGEND, page.dpi)), "white")
    over = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(over)
    left, top, _, _ = page.trim
    for kind, (x, y, to_x, to_y) in found:
        _line(draw, kind, (x + left, y + top, to_x + left, to_y + top), one)
    picture.paste(ImageChops.multiply(page.image, over))  # black type stays black
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height, *picture.size), fill=LEGEND_GROUND)
    _legend(draw, list(dict.fromkeys(kind for kind, _ in found)), height, picture.size, one)
    return picture


def _line(draw: ImageDraw.ImageDraw, kind: LineKind, segment: Segment, one: float) -> None:
    """Draw one guide, along or across the page; ``one`` is pixels per mm."""
    x, y, to_x, to_y = segment
    across = y == to_y
    length = to_x - x if across else to_y - y
    on, off = kind.dashes or (length, 0.0)
    thick = max(1, round(WIDTH * one))
    for number in range(math.ceil(length / (on + off))):
        start = number * (on + off)
        begin, end = round(start * one), round(min(start + on, length) * one)
        side = round((y if across else x) * one) - thick // 2
        first = round((x if across else y) * one)
        box = (first + begin, side, first + end, side + thick - 1)
        draw.rectangle(box if across else (box[1], box[0], box[3], box[2]), fill=kind.colour)


def _legend(
    draw: ImageDraw.ImageDraw,
    kinds: Sequence[LineKind],
    top: int,
    size: tuple[int, int],
    one: float,
) -> None:
    letters = font(max(8, round(TEXT * one)))
    middle = (top + size[1]) / 2 / one
    x = 5.0
    for kind in kinds:
        _line(draw, kind, (x, middle, x + 10, middle), one)
        draw.text(((x + 12) * one, middle * one), kind.label, (30, 30, 30), letters, anchor="lm")
        x += 12 + letters.getlength(kind.label) / one + 8
