"""One page of a PDF: the painted objects, their positions and their appearance.

Rendered and read by pdfium, which shares no code with our layouts.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium
from PIL import Image

from wegwijs.proof.findings import Box, grown
from wegwijs.proof.readers.copier import RENDER_DPI
from wegwijs.proof.readers.damage import Damaged
from wegwijs.proof.words import rightward

PT = 25.4 / 72  # mm
LARGEST = 600.0  # mm: a page that says to be larger is not drawn
MOST_POINTS = 100  # of a sign or an icon
_INK = 0.02  # mm: what is less wide draws nothing
_KINDS = {pdfium.FPDF_PAGEOBJ_TEXT: "text", pdfium.FPDF_PAGEOBJ_IMAGE: "picture"}


Glyph = tuple[float, str]
Point = tuple[float, float]


@dataclass(frozen=True)
class Letter:
    """A drawn character with the bounding box of its ink; mm from the top left."""

    char: str
    baseline: float
    box: Box


@dataclass(frozen=True)
class Mark:
    """A painted object. ``grey`` is the level of its fill, 0 black to 255 white.

    Of type ``size`` is its height in pt and ``wide`` its width, 1 as it was designed; ``glyphs``
    are its characters, each with the mm from the left of the page where it stands.
    """

    kind: str  # text, picture or path
    box: Box
    mcid: int | None
    grey: int
    size: float = 0.0
    wide: float = 1.0
    glyphs: tuple[Glyph, ...] = ()

    @cached_property
    def text(self) -> str:
        """Its text."""
        return read(self.glyphs)

    @property
    def is_number(self) -> bool:
        """Whether it contains a number that can be called."""
        return sum(map(str.isdigit, self.text)) > 2


@dataclass(frozen=True)
class Shape:
    """A path: its points in mm from the top left, whether it has straight sides only, and the grey
    of its fill, None where it is not filled.
    """

    points: tuple[Point, ...]
    straight: bool
    fill: int | None

    @property
    def box(self) -> Box:
        """Its bounding box."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)


class Page:
    """One page; ``media``, ``trim`` and ``bleed`` are boxes in pt, the last None when not set."""

    def __init__(self, number: int, page: pikepdf.Page, drawn: Any, letters: Any) -> None:
        self.number = number
        self.media, self.trim = _sides(page.mediabox), _sides(page.trimbox)
        self.bleed = _sides(page.obj.BleedBox) if "/BleedBox" in page.obj else None
        self.has_trim = "/TrimBox" in page.obj
        self.turned = int(page.obj.get("/Rotate", 0)) % 360 != 0 or "/UserUnit" in page.obj
        self._drawn, self._letters = drawn, letters
        self._alone: dict[int, Image.Image] = {}  # the letters, by the grey of the paper

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the trimmed page in mm."""
        left, bottom, right, top = self.trim
        return (right - left) * PT, (top - bottom) * PT

    def box(self, sides: tuple[float, float, float, float]) -> Box:
        """Convert left, bottom, right, top in pt to mm from the top left of the trimmed page."""
        left, bottom, right, top = sides
        x, y = self.trim[0], self.trim[3]
        return (left - x) * PT, (y - top) * PT, (right - x) * PT, (y - bottom) * PT

    @cached_property
    def marks(self) -> list[Mark]:
        """All painted objects, in painting order."""
        glyphs = self._glyphs()
        return [
            self._mark(one, next(glyphs, ()) if one.type == pdfium.FPDF_PAGEOBJ_TEXT else ())
            for one in self._drawn.get_objects()
        ]

    def _glyphs(self) -> Iterator[Sequence[Glyph]]:
        """Yield the characters of each text object, from the copy without ActualText."""
        opened = self._letters.get_textpage()
        text_page = opened.raw
        x, y = ctypes.c_double(), ctypes.c_double()
        found: dict[int | None, list[Glyph]] = {}
        for index in range(pdfium.FPDFText_CountChars(text_page)):
            if pdfium.FPDFText_IsGenerated(text_page, index) == 1:
                continue  # a space or line break that pdfium supposes
            owner = _address(pdfium.FPDFText_GetTextObject(text_page, index))
            pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
            char = _char(pdfium.FPDFText_GetUnicode(text_page, index))
            found.setdefault(owner, []).append(((x.value - self.trim[0]) * PT, char))
        opened.close()
        for one in self._letters.get_objects():
            yield found.get(_address(one.raw), ())

    def _mark(self, one: Any, glyphs: Sequence[Glyph]) -> Mark:
        kind = _KINDS.get(one.type, "path")
        mcid = pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
        box = self.box(one.get_bounds())
        size, wide = _type(one.raw) if kind == "text" else (0.0, 1.0)
        return Mark(
            kind,
            grown(box, -_stroke(one.raw)) if kind == "path" else box,
            None if mcid < 0 else mcid,
            _grey(one.raw),
            size,
            wide,
            tuple(glyphs),
        )

    @cached_property
    def shapes(self) -> list[Shape]:
        """All paths that may be a sign or an icon. Longer paths are codes or logos."""
        found = []
        for one in self._drawn.get_objects():
            if one.type == pdfium.FPDF_PAGEOBJ_PATH:
                count = pdfium.FPDFPath_CountSegments(one.raw)
                if 2 < count <= MOST_POINTS:
                    found.append(self._shape(one.raw, count))
        return found

    def _shape(self, raw: Any, count: int) -> Shape:
        matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPageObj_GetMatrix(raw, matrix)
        points, straight = [], True
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(raw, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            straight &= pdfium.FPDFPathSegment_GetType(segment) != pdfium.FPDF_SEGMENT_BEZIERTO
            across = matrix.a * x.value + matrix.c * y.value + matrix.e
            up = matrix.b * x.value + matrix.d * y.value + matrix.f
            points.append(((across - self.trim[0]) * PT, (self.trim[3] - up) * PT))
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(raw, filled, stroked)
        return Shape(tuple(points), straight, _grey(raw) if filled.value else None)

    @property
    def colours(self) -> Iterator[tuple[tuple[int, int, int], Box]]:
        """The fill colours that are not grey, with their boxes."""
        for one in self._drawn.get_objects():
            if one.type != pdfium.FPDF_PAGEOBJ_IMAGE and len(set(colour := _colour(one.raw))) > 1:
                yield colour, self.box(one.get_bounds())

    @property
    def type(self) -> list[Letter]:
        """All glyphs that leave ink."""
        opened = self._drawn.get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        found = []
        for index in range(pdfium.FPDFText_CountChars(opened.raw)):
            char = _char(pdfium.FPDFText_GetUnicode(opened.raw, index))
            sides = self.box(opened.get_charbox(index))
            if char.isspace() or sides[2] - sides[0] < _INK:
                continue
            pdfium.FPDFText_GetCharOrigin(opened.raw, index, x, y)
            found.append(Letter(char, (self.trim[3] - y.value) * PT, sides))
        opened.close()
        return found

    @cached_property
    def copied(self) -> str:
        """The text that pdfium copies."""
        opened = self._drawn.get_textpage()
        text = str(opened.get_text_range())
        opened.close()
        return text

    @cached_property
    def image(self) -> Image.Image:
        """The whole page in grey, as it is printed. Raises ``Damaged`` for a huge page."""
        left, bottom, right, top = self.media
        if max(right - left, top - bottom) * PT > LARGEST:
            size = f"{(right - left) * PT:.0f} x {(top - bottom) * PT:.0f} mm"
            raise Damaged(f"bladzijde {self.number} is {size}")
        return _grey_picture(self._drawn, 255)

    def letters(self, paper: int) -> Image.Image:
        """Render the text alone, on paper of a grey level."""
        if paper not in self._alone:
            self._alone[paper] = _grey_picture(self._letters, paper)
        return self._alone[paper]

    def picture(self, dpi: int) -> Image.Image:
        """Render the page in colour."""
        return self._drawn.render(scale=dpi / 72).to_pil().convert("RGB")  # type: ignore[no-any-return]

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Convert a box in mm to pixels of ``image``."""
        scale = RENDER_DPI / 25.4
        x = (self.trim[0] - self.media[0]) * PT
        y = (self.media[3] - self.trim[3]) * PT
        left, top, right, bottom = box
        return (
            round((left + x) * scale),
            round((top + y) * scale),
            round((right + x) * scale),
            round((bottom + y) * scale),
        )

    def millimetres(self, sides: tuple[float, float, float, float]) -> Box:
        """Convert pixels of ``image`` to a box in mm."""
        scale = 25.4 / RENDER_DPI
        x = (self.trim[0] - self.media[0]) * PT
        y = (self.media[3] - self.trim[3]) * PT
        left, top, right, bottom = (side * scale for side in sides)
        return left - x, top - y, right - x, bottom - y


def read(glyphs: Iterable[Glyph]) -> str:
    """Return the characters of one line in visual reading order, whatever their painting order.

    Characters that pdfium expands from one glyph share a position.
    """
    glyphs = list(glyphs)
    backward = not rightward("".join(char for _, char in glyphs))
    ordered = sorted(glyphs, key=lambda glyph: glyph[0], reverse=backward)
    return "".join(char for _, char in ordered)


def _sides(box: Any) -> tuple[float, float, float, float]:
    x, y, to_x, to_y = (float(side) for side in box)
    return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _colour(raw: Any) -> tuple[int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(raw, *parts):
        return 0, 0, 0
    red, green, blue, _ = (part.value for part in parts)
    return red, green, blue


def _grey(raw: Any) -> int:
    red, green, blue = _colour(raw)
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _stroke(raw: Any) -> float:
    """By how much pdfium makes the box of a stroked path too large, in mm: it leaves room for the
    sharpest corner. What is left is at most half a stroke too small.
    """
    width = ctypes.c_float()
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, filled, stroked)
    pdfium.FPDFPageObj_GetStrokeWidth(raw, width)
    return float(width.value) * PT * 0.9 if stroked.value else 0.0


def _type(raw: Any) -> tuple[float, float]:
    """Height in pt and relative width of a text object, as they come on paper."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(raw, size)
    pdfium.FPDFPageObj_GetMatrix(raw, matrix)
    across, up = hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d)
    return float(size.value) * up, across / up if up else 0.0


def _grey_picture(page: Any, paper: int) -> Image.Image:
    fill = (paper, paper, paper, 255)
    drawn = page.render(scale=RENDER_DPI / 72, grayscale=True, fill_color=fill).to_pil()
    return drawn.convert("L")  # type: ignore[no-any-return]


def _address(pointer: Any) -> int | None:
    return ctypes.cast(pointer, ctypes.c_void_p).value


def _char(number: int) -> str:
    """A character as pdfium counts it; 2 is its hyphen at the end of a line."""
    if number == 2:
        return "-"
    return "\ufffd" if 0xD800 <= number < 0xE000 or not number else chr(number)
