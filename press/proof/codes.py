"""QR codes: found on the rendered page, read, measured, and read again from copies of copies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import zxingcpp
from PIL import Image

from press.proof.chapters import Block, Chapter
from press.proof.copier import QR_CODE, RENDER_DPI, copy, decode
from press.proof.findings import Box, Finding, Spot, comma
from press.proof.formats import Format, Panel
from press.proof.reading import Page

# ISO/IEC 18004 and DENSO: four modules of quiet zone. The copier test of the layouts set the
# module: 0.5 mm survives three generations, under 0.4 mm a code is lost.
MODULE, FLOOR = 0.5, 0.4  # mm
QUIET = 4  # modules
CONTRAST = 7.0  # to 1, luminance; black on white is 21
GENERATIONS = (1, 2)
_UNSURE = 0.3  # modules: what a measurement in pixels can be off


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


def on_page(page: Page) -> list[Code]:
    """Every code on a rendered page."""
    return [
        Code(code.text, page.millimetres(sides), *list(vars(code).values())[2:])
        for sides, code in measured(page.image)
    ]


def faults(code: Code, name: str) -> Iterator[tuple[str, str]]:
    """What is wrong with how a code is printed: kind and words."""
    if code.module < FLOOR - 0.01:
        yield (
            "qr-size",
            f"De QR-code {name} is te klein: blokjes van {comma(code.module, 2)} mm,"
            f" {comma(FLOOR, 1)} mm is het minste.",
        )
    elif code.module < MODULE - 0.02:
        yield (
            "qr-size",
            f"De QR-code {name} is klein: blokjes van {comma(code.module, 2)} mm,"
            f" {comma(MODULE, 1)} mm hoort het te zijn.",
        )
    if code.quiet < QUIET - _UNSURE:
        yield (
            "qr-quiet",
            f"De QR-code {name} heeft te weinig wit om zich heen: {comma(code.quiet, 1)} blokjes,"
            f" {QUIET} is het minste.",
        )
    if code.contrast < CONTRAST:
        yield (
            "qr-contrast",
            f"De QR-code {name} is te licht, of de grond te donker: contrast"
            f" {comma(code.contrast, 1)} op 1, {comma(CONTRAST, 0)} is het minste.",
        )
    for times, read in zip(GENERATIONS, code.copied, strict=True):
        if not read:
            copied = "een kopie" if times == 1 else "een kopie van een kopie"
            yield "qr-copy", f"De QR-code {name} is niet meer te lezen op {copied}."
            break


def judge(pages: Iterable[Page], chapters: Sequence[Chapter], format_: Format) -> Iterator[Finding]:
    """Every code of a PDF against the organisation that it stands beside."""
    homes = [chapter for chapter in chapters if chapter.place.code and chapter.blocks]
    seen: dict[tuple[int, int], list[Code]] = {}
    for page in pages:
        for code in on_page(page):
            panel = format_.panel_of(page.number, code.box)
            home = _home(code, panel, homes, format_)
            place = f"bij {home.place.name}" if home else f"naar {code.text}"
            at = Spot(page.number, panel.name if panel else "", code.box)
            for kind, what in faults(code, place):
                yield Finding(kind, what, at=at)
            if home is None or panel is None:
                what = f"Hier staat een QR-code die er niet hoort, naar {code.text}."
                yield Finding("qr", what, at=at)
                continue
            others = seen.setdefault((homes.index(home), panel.copy), [])
            others.append(code)
            if code.text != home.place.code:
                what = (
                    f"De QR-code bij {home.place.name} gaat naar {code.text},"
                    f" dat moet {home.place.code} zijn."
                )
                yield Finding("qr", what, at=at)
            elif len(others) > 1:
                what = f"Bij {home.place.name} staat meer dan één QR-code."
                yield Finding("qr", what, at=at)
    copies = {panel.copy for panel in format_.panels}
    for index, home in enumerate(homes):
        for copy_ in sorted(copies):
            if (index, copy_) not in seen:
                on = f" op kaartje {copy_ + 1}" if len(copies) > 1 else ""
                what = f"De QR-code bij {home.place.name}{on} is er niet, of is niet te lezen."
                figure = [block for block in home.blocks if block.alt is not None]
                yield Finding("qr", what, at=(figure or home.blocks)[0].at)


def _home(
    code: Code, panel: Panel | None, homes: Sequence[Chapter], format_: Format
) -> Chapter | None:
    """The organisation whose name is the last one above the middle of a code, in its panel."""
    if panel is None:
        return None
    middle = (code.box[1] + code.box[3]) / 2 - panel.box[1]
    best, found = -1.0, None
    for home in homes:
        head = home.blocks[0]
        if head.panel != panel.id or head.at.box is None or head.at.page is None:
            continue
        own = format_.panel_of(head.at.page, head.at.box)
        top = head.at.box[1] - (own.box[1] if own else 0)
        if best < top <= middle:
            best, found = top, home
    return found


def pictures(chapters: Iterable[Chapter]) -> Iterator[Finding]:
    """Whether each code says in words where it leads."""
    for chapter in chapters:
        place = chapter.place
        if not place.code or not chapter.blocks:
            continue
        said: list[Block] = [block for block in chapter.blocks if block.alt is not None]
        if len(said) != 1:
            what = f"Bij {place.name} hoort één plaatje: de QR-code. Er zijn er {len(said)}."
            yield chapter.finding("alt", what)
        for block in said:
            if block.alt != place.alt:
                what = (
                    f'De QR-code bij {place.name} heet voor wie niet ziet "{block.alt}",'
                    f' dat moet "{place.alt}" zijn.'
                )
                yield Finding("alt", what, at=block.at)
