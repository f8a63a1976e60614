"""Where it is folded and cut, and how far type stays from there: drawn over a page, when asked."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from layouts.pdf import imposition
from layouts.pdf.sheet import BLEED
from layouts.products.leaflet import panels as leaflet_panels
from layouts.products.pocket_card import frame as card_frame
from layouts.products.pocket_card import render as pocket_card
from press.preview.lettering import font
from press.preview.pages import Page, pixels

Point = tuple[float, float]
Segment = tuple[float, float, float, float]


@dataclass(frozen=True)
class Kind:
    """A sort of line: what the legend says, its colour, and its dashes (on and off) in mm."""

    label: str
    colour: tuple[int, int, int]
    dashes: tuple[float, float] | None = None


TRIM = Kind("snijlijn", (0, 90, 200))
BLEEDS = Kind(f"afloop, {BLEED:.0f} mm", (200, 110, 0), (0.6, 0.9))
FOLD = Kind("vouw", (200, 0, 110), (4.0, 1.5))
WIDTH = 0.35  # mm
LEGEND = 9.0  # mm high, below the page: nothing of the page is hidden
LEGEND_GROUND = (245, 244, 241)
TEXT = 3.2  # mm

Line = tuple[Kind, Segment]  # mm from the corner of the trimmed page


def safe(margin: float, fold: float | None = None) -> Kind:
    """The line that type stays within."""
    label = f"veilige marge, {margin:.0f} mm"
    if fold and fold != margin:
        label += f", bij een vouw {fold:.0f} mm"
    return Kind(label, (0, 130, 70), (1.6, 1.2))


def lines(file: str, index: int, page: Page, *, rtl: bool) -> list[Line]:
    """The guides of a page of a file, by the data of its layout."""
    width, height = page.trimmed_size
    found: list[Line] = []
    if file == "leaflet.pdf":
        found += _panels(
            width,
            height,
            leaflet_panels.folds_of(index, rtl=rtl),
            leaflet_panels.SAFE,
            leaflet_panels.FOLD_SAFE,
        )
    elif file == "pocket-card.pdf":
        margin = card_frame.MARGIN
        found += _panels(width, height, (card_frame.FACE,), margin, margin)
    elif file == "pocket-card-a4.pdf":
        found += _cards()
    else:
        found += _frame(
            safe(leaflet_panels.SAFE), leaflet_panels.SAFE, leaflet_panels.SAFE, width, height
        )
    left, top, right, bottom = page.trim
    if left > 1:  # a sheet to be cut
        x, y, to_x, to_y = page.bleed
        found += _box(BLEEDS, x - left, y - top, to_x - left, to_y - top)
        found += _box(TRIM, 0, 0, right - left, bottom - top)
    return found


def _panels(
    width: float, height: float, folds: Sequence[float], margin: float, fold_margin: float
) -> Iterator[Line]:
    """Panels beside each other: the folds, and in each panel how far type may go."""
    kind = safe(margin, fold_margin)
    edges = [0.0, *sorted(folds), width]
    for left, right in pairwise(edges):
        start = left + (fold_margin if left in folds else margin)
        end = right - (fold_margin if right in folds else margin)
        yield from _box(kind, start, margin, end, height - margin)
    for x in folds:
        yield FOLD, (x, 0, x, height)


def _cards() -> Iterator[Line]:
    left, top = imposition.LEFT, imposition.TOP
    right = left + pocket_card.WIDTH
    for row in range(imposition.COPIES):
        y = top + row * card_frame.HEIGHT
        for x in (left, left + card_frame.FACE):
            margin = card_frame.MARGIN
            yield from _frame(
                safe(margin), margin, margin, card_frame.FACE, card_frame.HEIGHT, (x, y)
            )
    bottom = top + imposition.COPIES * card_frame.HEIGHT
    fold = left + card_frame.FACE
    yield FOLD, (fold, top, fold, bottom)
    for row in range(imposition.COPIES + 1):
        y = top + row * card_frame.HEIGHT
        yield TRIM, (left, y, right, y)
    for x in (left, right):
        yield TRIM, (x, top, x, bottom)


def _frame(
    kind: Kind, aside: float, above: float, width: float, height: float, at: Point = (0, 0)
) -> Iterator[Line]:
    x, y = at
    yield from _box(kind, x + aside, y + above, x + width - aside, y + height - above)


def _box(kind: Kind, x: float, y: float, to_x: float, to_y: float) -> Iterator[Line]:
    yield kind, (x, y, to_x, y)
    yield kind, (to_x, y, to_x, to_y)
    yield kind, (x, to_y, to_x, to_y)
    yield kind, (x, y, x, to_y)


def with_guides(page: Page, found: Iterable[Line]) -> Image.Image:
    """The page with its guides, and a legend below it."""
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


def _line(draw: ImageDraw.ImageDraw, kind: Kind, segment: Segment, one: float) -> None:
    """One guide, along or across the page; ``one`` is the pixels of a mm."""
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
    draw: ImageDraw.ImageDraw, kinds: Sequence[Kind], top: int, size: tuple[int, int], one: float
) -> None:
    letters = font(max(8, round(TEXT * one)))
    middle = (top + size[1]) / 2 / one
    x = 5.0
    for kind in kinds:
        _line(draw, kind, (x, middle, x + 10, middle), one)
        draw.text(((x + 12) * one, middle * one), kind.label, (30, 30, 30), letters, anchor="lm")
        x += 12 + letters.getlength(kind.label) / one + 8
