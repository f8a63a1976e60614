"""Read and measure QR codes in a picture, also in copies of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import zxingcpp
from PIL import Image, ImageOps

from wegwijs.proof.findings import Box
from wegwijs.proof.readers.copier import QR_CODE, RENDER_DPI, copies, decode

GENERATIONS = 2


@dataclass(frozen=True)
class Code:
    """A QR code as read. ``module`` is in mm, ``quiet`` in modules, at most five."""

    text: str
    box: Box
    module: float
    quiet: float
    contrast: float
    copied: tuple[bool, ...]  # whether it is read from each of GENERATIONS copies
    mirrored: bool = False  # the decoder here reads that as well, many a phone does not


@dataclass(frozen=True)
class Symbol:
    """A code in a picture: its text, modules on a side, pixel box, and whether it is mirrored."""

    text: str
    modules: int
    sides: tuple[int, int, int, int]
    mirrored: bool


def scan(image: Image.Image) -> list[Symbol]:
    """Return all codes in a picture; dark on light only."""
    found = []
    for code in zxingcpp.read_barcodes(image, QR_CODE, try_invert=False):
        at = code.position
        xs = [p.x for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        ys = [p.y for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
        sides = (min(xs), min(ys), max(xs), max(ys))
        edges, modules = _edges(image, sides, _modules(code)), _modules(code)
        mirrored = _is_mirrored(image.crop(edges), modules, *_format(code))
        found.append(Symbol(code.text, modules, edges, mirrored))
    return found


def _is_mirrored(crop: Image.Image, modules: int, level: str, mask: int) -> bool:
    """Whether a code is mirrored: its format bits are then in reverse order.

    All four turns are tried: the one in which most bits agree is how it lies.
    """
    asked = _format_bits(level, mask)
    upright, turned = 0, 0
    for turn in range(4):
        way = crop.rotate(90 * turn, expand=True)
        for mirrored in (False, True):
            seen = ImageOps.mirror(way) if mirrored else way
            agree = sum(
                _is_dark(seen, modules, x, y) == bit
                for (x, y), bit in zip(_FORMAT_PLACES, asked, strict=True)
            )
            if mirrored:
                turned = max(turned, agree)
            else:
                upright = max(upright, agree)
    return turned > upright


# Column and row of the format bits around the upper left finder pattern, most significant bit
# first (ISO/IEC 18004, 7.9), and the pattern that they are XORed with.
_FORMAT_PLACES = (
    *((x, 8) for x in (0, 1, 2, 3, 4, 5, 7, 8)),
    *((8, y) for y in (7, 5, 4, 3, 2, 1, 0)),
)
_FORMAT_MASK, _FORMAT_GENERATOR = 0b101010000010010, 0b10100110111
_LEVELS = {"L": 1, "M": 0, "Q": 3, "H": 2}


def _format_bits(level: str, mask: int) -> list[bool]:
    """Return the 15 format bits: error correction level and mask."""
    data = _LEVELS[level] << 3 | mask
    rest = data << 10
    for shift in range(4, -1, -1):
        if rest >> (10 + shift) & 1:
            rest ^= _FORMAT_GENERATOR << shift
    bits = (data << 10 | rest) ^ _FORMAT_MASK
    return [bool(bits >> shift & 1) for shift in range(14, -1, -1)]


def _is_dark(crop: Image.Image, modules: int, x: int, y: int) -> bool:
    """Whether the centre of a module is dark."""
    at = (int((x + 0.5) * crop.width / modules), int((y + 0.5) * crop.height / modules))
    return crop.getpixel(at) < 128  # type: ignore[operator]


def _edges(
    image: Image.Image, sides: tuple[int, int, int, int], modules: int
) -> tuple[int, int, int, int]:
    """Refine the sides to the pixel by the finder patterns; zxing may be off by two."""
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
    return 17 + 4 * int(_extra(code)["Version"])


def _format(code: zxingcpp.Barcode) -> tuple[str, int]:
    """Return the error correction level and data mask."""
    return str(_extra(code)["ECLevel"]), int(_extra(code)["DataMask"])


def _extra(code: zxingcpp.Barcode) -> Mapping[str, Any]:
    return code.extra if isinstance(code.extra, dict) else json.loads(str(code.extra))


def measured(image: Image.Image) -> list[tuple[tuple[int, int, int, int], Code]]:
    """Return all codes in a grey picture at ``RENDER_DPI``, with their pixels. Boxes are empty."""
    found = []
    for symbol in scan(image):
        text, modules, sides = symbol.text, symbol.modules, symbol.sides
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
            tuple(text in decode(one) for one in copies(crop, GENERATIONS)),
            symbol.mirrored,
        )
        found.append((sides, code))
    return found


def _cropped(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """Crop a picture; anything outside it is paper."""
    left, top, right, bottom = box
    paper = Image.new("L", (right - left, bottom - top), 255)
    inside = (max(left, 0), max(top, 0), min(right, image.width), min(bottom, image.height))
    paper.paste(image.crop(inside), (inside[0] - left, inside[1] - top))
    return paper


def _levels(image: Image.Image) -> tuple[int, int]:
    """Return the grey levels of dark and light modules: the medians of both halves."""
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
    """Return the relative luminance of an sRGB grey (WCAG 2.1), 0 to 1."""
    part = grey / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _contrast(dark: float, light: float) -> float:
    return (luminance(light) + 0.05) / (luminance(dark) + 0.05)


def _quiet(image: Image.Image, sides: tuple[int, int, int, int], step: float, ink: float) -> float:
    """Return the width of the quiet zone in modules, five at most."""
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
