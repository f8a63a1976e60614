"""Reads and measures the QR codes of a picture, and reads them again from copies of copies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import zxingcpp
from PIL import Image

from press.proof.copier import QR_CODE, RENDER_DPI, copy, decode
from press.proof.findings import Box

GENERATIONS = (1, 2)


@dataclass(frozen=True)
class Code:
    """A code as it was read. ``module`` in mm, ``quiet`` in modules, at most five."""

    text: str
    box: Box
    module: float
    quiet: float
    contrast: float
    copied: tuple[bool, ...]  # whether it is read after each of GENERATIONS


def scan(image: Image.Image) -> list[tuple[str, int, tuple[int, int, int, int]]]:
    """Text, modules on a side and pixel box of each code in a picture; dark on light only."""
    found = []
    for code in zxingcpp.read_barcodes(image, QR_CODE, try_invert=False):
        at = code.position
        xs = [p.x for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        ys = [p.y for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        sides = (min(xs), min(ys), max(xs), max(ys))
        found.append((code.text, _modules(code), _edges(image, sides, _modules(code))))
    return found


def _edges(
    image: Image.Image, sides: tuple[int, int, int, int], modules: int
) -> tuple[int, int, int, int]:
    """The sides to the pixel: zxing can be two off, the rims of the finder patterns are not."""
    left, top, right, bottom = sides
    step = (right - left + bottom - top) / 2 / modules
    near, far = round(step), round(6 * step)

    def rim(start: float, way: int, across: tuple[int, int, int, int]) -> int:
        """From the middle of the rim outwards, as long as most of its length is dark."""
        at, x, y, to_x, to_y = round(start), *across
        for _ in range(round(step / 2) + 3):
            beside = at + way
            line = (beside, y, beside + 1, to_y) if to_x == x else (x, beside, to_x, beside + 1)
            strip = image.crop(line)
            if sum(strip.histogram()[128:]) * 4 > strip.width * strip.height:
                break
            at = beside
        return at if way < 0 else at + 1

    rows, columns = (0, top + near, 0, top + far), (left + near, 0, left + far, 0)
    return (
        rim(left + step / 2, -1, rows),
        rim(top + step / 2, -1, columns),
        rim(right - step / 2, 1, rows),
        rim(bottom - step / 2, 1, columns),
    )


def _modules(code: zxingcpp.Barcode) -> int:
    extra = code.extra if isinstance(code.extra, dict) else json.loads(str(code.extra))
    return 17 + 4 * int(extra["Version"])


def measured(image: Image.Image) -> list[tuple[tuple[int, int, int, int], Code]]:
    """Every code in a grey picture at ``RENDER_DPI``, with its pixels. Boxes are left empty."""
    found = []
    for text, modules, sides in scan(image):
        left, top, right, bottom = sides
        step = (right - left + bottom - top) / 2 / modules
        around = round(6 * step)
        outer = (left - around, top - around, right + around, bottom + around)
        crop = _cropped(image, outer)
        dark, light = _levels(
            crop.crop((around, around, crop.width - around, crop.height - around))
        )
        code = Code(
            text,
            (0, 0, 0, 0),
            step / RENDER_DPI * 25.4,
            _quiet(image, sides, step, light - (light - dark) / 3),
            _contrast(dark, light),
            tuple(text in decode(copy(crop, times)) for times in GENERATIONS),
        )
        found.append((sides, code))
    return found


def _cropped(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """Part of a picture; what lies outside it is paper."""
    left, top, right, bottom = box
    paper = Image.new("L", (right - left, bottom - top), 255)
    inside = (max(left, 0), max(top, 0), min(right, image.width), min(bottom, image.height))
    paper.paste(image.crop(inside), (inside[0] - left, inside[1] - top))
    return paper


def _levels(image: Image.Image) -> tuple[int, int]:
    """The grey of the dark and of the light modules: the medians of the two halves."""
    counts = image.histogram()
    present = [level for level, count in enumerate(counts) if count]
    middle = (present[0] + present[-1]) // 2
    return _median(counts[: middle + 1]), middle + 1 + _median(counts[middle + 1 :])


def _median(counts: Sequence[int]) -> int:
    half, seen = sum(counts) / 2, 0
    for level, count in enumerate(counts):
        seen += count
        if seen >= half:
            return level
    return len(counts) - 1


def luminance(grey: float) -> float:
    """Relative luminance of an sRGB grey (WCAG 2.1), 0 to 1."""
    part = grey / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _contrast(dark: float, light: float) -> float:
    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


def _quiet(image: Image.Image, sides: tuple[int, int, int, int], step: float, ink: float) -> float:
    """How many modules around a code are free of ink and on the paper, five at most."""
    left, top, right, bottom = sides
    far = round(5 * step)
    near = 2  # pixels: a rim that falls between two pixels greys the next one
    dark = image.crop((left - far, top - far, right + far, bottom + far)).point(
        lambda grey: 255 if grey < ink else 0
    )
    inner = (far - near, far - near, far + right - left + near, far + bottom - top + near)
    dark.paste(0, inner)
    free, most = 0, min(far, left, top, image.width - right, image.height - bottom)
    while free < most:  # halve until the widest square without ink is known
        middle = (free + most + 1) // 2
        around = far - middle
        square = dark.crop((around, around, dark.width - around, dark.height - around))
        free, most = (free, middle - 1) if square.getbbox() else (middle, most)
    return free / step
