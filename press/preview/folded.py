"""Draw folded paper on a table, seen from above: closed, opened once, open.

The free edge of a raised leaf is closer to the eye, so the leaf is drawn in perspective, with a
shadow. Millimetres; the origin is the top left of the flat paper.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from wegwijs.layouts.products.contract import Leaf
from wegwijs.press.preview.pages import Paper, pixels

TABLE = (233, 231, 226)
PAPER_EDGE = (205, 202, 196)
SHADOW = 96  # darkness in the middle of a shadow, out of 255
MARGIN = 16.0  # mm of table around the paper
EYE = 750.0  # mm above the table
LAYER = 0.5  # mm by which the leaf below is visible
FOLD_REACH = 7.0  # mm beside a fold that are shaded; type begins at 8
TICK = 0.2  # mm by which a fold tick may extend over a fold

Point = tuple[float, float]


def lay(paper: Paper, leaves: Sequence[Leaf], height: float) -> Image.Image:
    """Return a picture of leaves of a finished file of this height (mm) on a table, drawn in this
    order.
    """
    dpi = paper.pages[0].dpi
    left = min(leaf.left for leaf in leaves)
    right = max(leaf.left + leaf.width for leaf in leaves)
    centre = ((left + right) / 2, height / 2)
    seen = [_corners(leaf, height, centre) for leaf in leaves]
    points = [point for corners in seen for point in corners]
    low_x, low_y = (min(point[axis] for point in points) - MARGIN for axis in (0, 1))
    high_x, high_y = (max(point[axis] for point in points) + MARGIN for axis in (0, 1))
    size = pixels(high_x - low_x, dpi), pixels(high_y - low_y, dpi)
    table = Image.new("RGB", size, TABLE)
    for leaf, corners in zip(leaves, seen, strict=True):
        image = paper.pages[leaf.page].crop(leaf.start, leaf.width)
        places = [(dpi / 25.4 * (x - low_x), dpi / 25.4 * (y - low_y)) for x, y in corners]
        _put(table, leaf, image, places, dpi)
    return table


def _corners(leaf: Leaf, height: float, centre: Point) -> list[Point]:
    """Return top left, top right, bottom right, bottom left as seen in perspective, in mm."""
    angle = math.radians(leaf.lift)
    flat, high = leaf.width * math.cos(angle), leaf.width * math.sin(angle)
    left, right = leaf.left, leaf.left + leaf.width
    if leaf.hinge == "left":
        right = left + flat
    elif leaf.hinge == "right":
        left = right - flat
    near = EYE / (EYE - high)
    nearer_left = near if leaf.hinge == "right" else 1.0
    nearer_right = near if leaf.hinge == "left" else 1.0
    x, y = centre

    def seen(at: Point, times: float) -> Point:
        return x + (at[0] - x) * times, y + (at[1] - y) * times

    return [
        seen((left, 0), nearer_left),
        seen((right, 0), nearer_right),
        seen((right, height), nearer_right),
        seen((left, height), nearer_left),
    ]


def _put(
    table: Image.Image, leaf: Leaf, image: Image.Image, places: Sequence[Point], dpi: int
) -> None:
    """Draw a leaf with its shadow, at its corners in pixels."""
    one = dpi / 25.4  # pixels per mm
    _shade(table, leaf, places, one)
    for layer in range(leaf.below, 0, -1):
        out = -LAYER if leaf.folds == ("right",) else LAYER
        under = [(x + layer * out * one, y + layer * LAYER * one * 0.6) for x, y in places]
        table.paste(PAPER_EDGE, mask=_mask(table.size, under))
        edge = 0.12 * one
        lighter = [(x - math.copysign(edge, out), y - edge) for x, y in under]
        table.paste((250, 249, 247), mask=_mask(table.size, lighter))
    image = _lit(leaf, image, dpi)
    if not leaf.lift:  # exactly as it was rendered
        x, y = places[0]
        table.paste(image, (round(x), round(y)))
        return
    drawn = image.transform(
        table.size,
        Image.Transform.PERSPECTIVE,
        _back(places, image.size),
        Image.Resampling.BICUBIC,
        fillcolor=(_level(leaf),) * 3,  # the edge lies between a paper pixel and an empty one
    )
    table.paste(drawn, mask=_mask(table.size, places))


def _shade(table: Image.Image, leaf: Leaf, places: Sequence[Point], one: float) -> None:
    """Draw the shadow of a leaf; a raised leaf casts a wider and softer one."""
    high = leaf.width * math.sin(math.radians(leaf.lift))
    blur, down = 2.2 + high * 0.12, 1.0 + high * 0.10
    shadow = _mask(table.size, [(x, y + down * one) for x, y in places])
    small = shadow.reduce(4).filter(ImageFilter.GaussianBlur(blur * one / 4))
    soft = small.resize(table.size, Image.Resampling.BICUBIC)
    table.paste((60, 56, 50), mask=soft.point(lambda level: level * SHADOW // 255))


def _mask(size: tuple[int, int], corners: Sequence[Point]) -> Image.Image:
    """Return a four-sided shape with smooth edges."""
    large = Image.new("L", (size[0] * 2, size[1] * 2))
    ImageDraw.Draw(large).polygon([(x * 2, y * 2) for x, y in corners], fill=255)
    return large.reduce(2)


def _lit(leaf: Leaf, image: Image.Image, dpi: int) -> Image.Image:
    """Return the shaded paper: darker beside a fold, and darker overall when raised."""
    image = image.copy()
    width, height = image.size
    reach, tick = pixels(FOLD_REACH, dpi), max(1, pixels(TICK, dpi))
    level = _level(leaf)
    line = Image.new("L", (width, 1), level)
    for side in leaf.folds:
        # Half a fold tick on the very edge looks like dirt.
        x = 0 if side == "left" else width - tick
        clean = tick if side == "left" else width - 2 * tick
        image.paste(image.crop((clean, 0, clean + tick, height)), (x, 0))
        for step in range(min(reach, width)):
            dark = round(38 * (1 - step / reach) ** 2)
            x = step if side == "left" else width - 1 - step
            line.putpixel((x, 0), level - dark)
    light = line.resize((width, height))
    return ImageChops.multiply(image, Image.merge("RGB", (light, light, light)))


def _level(leaf: Leaf) -> int:
    """Return the brightness of the paper, out of 255."""
    return round(255 - leaf.lift * 0.5)


def _back(corners: Sequence[Point], size: tuple[int, int]) -> tuple[float, ...]:
    """Return the eight coefficients by which Pillow maps a pixel of the drawing to one of the
    panel.

    The inverse of the map from the unit square to a quadrilateral (Heckbert, Fundamentals of
    Texture Mapping, 1989, 2.2.3).
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    dx1, dy1, dx2, dy2 = x1 - x2, y1 - y2, x3 - x2, y3 - y2
    sx, sy = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    whole = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / whole, (dx1 * sy - sx * dy1) / whole
    a, b, c = x1 - x0 + g * x1, x3 - x0 + h * x3, x0
    d, e, f = y1 - y0 + g * y1, y3 - y0 + h * y3, y0
    # The adjugate is the inverse up to a factor, which is irrelevant here.
    rows = (
        (e - f * h, c * h - b, b * f - c * e),
        (f * g - d, a - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    last = rows[2][2]
    times = (size[0] / last, size[1] / last, 1 / last)
    numbers = [number * by for row, by in zip(rows, times, strict=True) for number in row]
    return tuple(numbers[:8])
