"""Where it is folded and cut, and how far type stays from there: drawn over a page, when asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageDraw

from layouts import imposition, leaflet, pocket_card
from layouts.sheet import BLEED
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
            width, height, leaflet.folds_of(index, rtl=rtl), leaflet.SAFE, leaflet.FOLD_SAFE
        )
    elif file == "pocket-card.pdf":
        margin = pocket_card.MARGIN
        found += _panels(width, height, (pocket_card.FACE,), margin, margin)
    elif file == "pocket-card-a4.pdf":
        found += _cards()
    else:
        found += _frame(safe(leaflet.SAFE), leaflet.SAFE, leaflet.SAFE, width, height)
    left, top, right, bottom = page.trim
    if (left, top) != (0, 0) and min(left, top) > 1:
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
        y = top + row * pocket_card.HEIGHT
        for x in (left, left + pocket_card.FACE):
            margin = pocket_card.MARGIN
            yield from _frame(
                safe(margin), margin, margin, pocket_card.FACE, pocket_card.HEIGHT, (x, y)
            )
    bottom = top + imposition.COPIES * pocket_card.HEIGHT
    fold = left + pocket_card.FACE
    yield FOLD, (fold, top, fold, bottom)
    for row in range(imposition.COPIES + 1):
        y = top + row * pocket_card.HEIGHT
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
    picture.paste(page.image)
    draw = ImageDraw.Draw(picture)
    left, top, _, _ = page.trim
    for kind, (x, y, to_x, to_y) in found:
        segment = (x + left, y + top, to_x + left, to_y + top)
        _line(draw, kind, (segment[0], segment[1], segment[2], segment[3]), one, height)
    _legend(draw, list(dict.fromkeys(kind for kind, _ in found)), height, picture.size, one)
    return picture


def _line(draw: ImageDraw.ImageDraw, kind: Kind, segment: Segment, one: float, below: int) -> None:
    """One guide, along or across; ``below`` is where the picture of the page ends."""
    x, y, to_x, to_y = segment
    length = max(to_x - x, to_y - y)
    on, off = kind.dashes or (length, 0.0)
    half = max(1, round(WIDTH * one)) / 2
    at = 0.0
    while at < length:
        end = min(at + on, length)
        across = to_y == y
        a = (x + at, y) if across else (x, y + at)
        b = (x + end, y) if across else (x, y + end)
        box = [a[0] * one, a[1] * one, b[0] * one, b[1] * one]
        grow = (0, half) if across else (half, 0)
        corners = [
            round(box[0] - grow[0]),
            round(box[1] - grow[1]),
            max(round(box[0] - grow[0]), round(box[2] + grow[0]) - 1),
            max(round(box[1] - grow[1]), round(box[3] + grow[1]) - 1),
        ]
        corners[3] = min(corners[3], below - 1)
        draw.rectangle(corners, fill=kind.colour)
        at = end + off


def _legend(
    draw: ImageDraw.ImageDraw, kinds: Sequence[Kind], top: int, size: tuple[int, int], one: float
) -> None:
    draw.rectangle((0, top, *size), fill=(245, 244, 241))
    letters = font(max(8, round(TEXT * one)))
    middle = (top + size[1]) / 2 / one
    x = 5.0
    for kind in kinds:
        _line(draw, kind, (x, middle, x + 10, middle), one, size[1])
        draw.text(((x + 12) * one, middle * one), kind.label, (30, 30, 30), letters, anchor="lm")
        x += 12 + letters.getlength(kind.label) / one + 8
