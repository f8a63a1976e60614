"""Opens a PDF once, for all judges: what is painted where, what it looks like, what its tags say.

Two engines that know nothing of our drawing code: pdfium for the ink, pikepdf for the objects.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from proof.findings import Box, grown, shared, union
from proof.readers.copier import RENDER_DPI
from proof.readers.inspection import Inspection, block_elements, inspect_file, walk
from proof.readers.structure_tree import Element
from proof.rules.lettering import letters_only
from proof.words import rightward
from sources.unpacked import must_be_few, streams_must_fit

PT = 25.4 / 72  # mm
LARGEST = 600.0  # mm: a page that says to be larger is not drawn
MOST_POINTS = 100  # of a sign or an icon
_INK = 0.02  # mm: what is less wide draws nothing
_KINDS = {pdfium.FPDF_PAGEOBJ_TEXT: "text", pdfium.FPDF_PAGEOBJ_IMAGE: "picture"}


Glyph = tuple[float, str]
Point = tuple[float, float]


@dataclass(frozen=True)
class Letter:
    """A character as it is drawn, the box tight around its ink; mm from the top left."""

    char: str
    baseline: float
    box: Box


@dataclass(frozen=True)
class Mark:
    """Something painted. ``grey`` is that of its fill, 0 black to 255 white.

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
        """What it says."""
        return read(self.glyphs)

    @property
    def is_number(self) -> bool:
        """Whether it holds a number that somebody may call."""
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
        """The smallest box around it."""
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
        """Left, bottom, right, top in pt as mm from the top left of the trimmed page."""
        left, bottom, right, top = sides
        x, y = self.trim[0], self.trim[3]
        return (left - x) * PT, (y - top) * PT, (right - x) * PT, (y - bottom) * PT

    @cached_property
    def marks(self) -> list[Mark]:
        """All that is painted, in order."""
        glyphs = self._glyphs()
        return [
            self._mark(one, next(glyphs, ()) if one.type == pdfium.FPDF_PAGEOBJ_TEXT else ())
            for one in self._drawn.get_objects()
        ]

    def _glyphs(self) -> Iterator[Sequence[Glyph]]:
        """The characters of each text object, from where none has a text that is not its own."""
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
        """Every path that could be a sign or an icon; what has more points is a code or a logo."""
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
    def type(self) -> list[Letter]:
        """Every letter that leaves ink."""
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
        """All its text, as pdfium copies it."""
        opened = self._drawn.get_textpage()
        text = str(opened.get_text_range())
        opened.close()
        return text

    @cached_property
    def image(self) -> Image.Image:
        """The whole page in grey, as it is printed. Raises ``ValueError`` for a huge page."""
        left, bottom, right, top = self.media
        if max(right - left, top - bottom) * PT > LARGEST:
            raise ValueError(f"page {self.number} is {right - left:.0f} x {top - bottom:.0f} pt")
        return _grey_picture(self._drawn, 255)

    def letters(self, paper: int) -> Image.Image:
        """Its letters alone, drawn as ``image``, on paper of a grey."""
        if paper not in self._alone:
            self._alone[paper] = _grey_picture(self._letters, paper)
        return self._alone[paper]

    def picture(self, dpi: int) -> Image.Image:
        """The page in colour, for people."""
        return self._drawn.render(scale=dpi / 72).to_pil().convert("RGB")  # type: ignore[no-any-return]

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """A box in mm as pixels of ``image``."""
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
        """Pixels of ``image`` as a box in mm."""
        scale = 25.4 / RENDER_DPI
        x = (self.trim[0] - self.media[0]) * PT
        y = (self.media[3] - self.trim[3]) * PT
        left, top, right, bottom = (side * scale for side in sides)
        return left - x, top - y, right - x, bottom - y


class Reading:
    """A PDF that is open.

    Raises ``TooMuch``, ``pikepdf.PdfError`` or ``pypdfium2.PdfiumError``.
    """

    def __init__(self, data: bytes) -> None:
        streams_must_fit(data)
        with ExitStack() as stack:
            self.data = data
            self.file = stack.enter_context(pikepdf.open(io.BytesIO(data)))
            must_be_few(len(self.file.pages))
            self._drawn = stack.enter_context(pypdfium2.PdfDocument(data))
            letters = stack.enter_context(pypdfium2.PdfDocument(letters_only(data)))
            self.pages = [
                Page(number, page, self._drawn[number - 1], letters[number - 1])
                for number, page in enumerate(self.file.pages, 1)
            ]
            self._stack = stack.pop_all()

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @cached_property
    def inspection(self) -> Inspection:
        """What its tags say."""
        return inspect_file(self.file)

    @cached_property
    def blocks(self) -> list[Element]:
        """Headings, paragraphs and figures in logical order."""
        return list(block_elements(self.inspection.elements))

    @cached_property
    def owners(self) -> dict[tuple[int, int], int]:
        """Which of ``blocks`` each piece of marked content belongs to, by page and MCID."""
        return {
            key: index
            for index, block in enumerate(self.blocks)
            for element in walk([block])
            for key in element.content
        }

    @cached_property
    def _boxes(self) -> dict[tuple[int, int], Box]:
        found: dict[tuple[int, int], list[Box]] = {}
        for page in self.pages:
            for mark in page.marks:
                if mark.mcid is not None:
                    found.setdefault((page.number, mark.mcid), []).append(mark.box)
        return {key: box for key, boxes in found.items() if (box := union(boxes))}

    def place_of(self, *elements: Element) -> tuple[int | None, Box | None]:
        """The page on which elements begin, and the box of all of them on that page."""
        content = [key for element in walk(elements) for key in element.content]
        known = [key for key in content if key in self._boxes]
        if not known:
            return (content[0][0] or None if content else None), None
        page = known[0][0]
        return page, union(self._boxes[key] for key in known if key[0] == page)

    def lines_of(self, element: Element) -> list[tuple[int, Box]]:
        """Page and box of each line of the letters of an element."""
        inside = set(element.within)
        found: list[tuple[int, list[Box]]] = []
        for page in self.pages:
            for mark in page.marks:
                if (page.number, mark.mcid) not in inside or not mark.text.strip():
                    continue
                if found and found[-1][0] == page.number and _level(found[-1][1][0], mark.box):
                    found[-1][1].append(mark.box)
                else:
                    found.append((page.number, [mark.box]))
        return [(page, box) for page, boxes in found if (box := union(boxes))]

    def marks(self) -> Iterator[Mark]:
        """All that is painted, page by page."""
        for page in self.pages:
            yield from page.marks

    @cached_property
    def _shown(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], list[Mark]] = {}
        for page in self.pages:
            for mark in page.marks:
                if mark.mcid is not None and mark.text.strip():
                    found.setdefault((page.number, mark.mcid), []).append(mark)
        return {place: "".join(map(read, _lines(marks))) for place, marks in found.items()}

    def shown(self, element: Element) -> str:
        """The letters as they stand on paper, whatever is said to be read instead: each piece of
        marked content in its own direction, line by line.
        """
        return "".join(self._shown.get(place, "") for place in element.within)

    def fonts(self) -> Iterator[tuple[int, str, bool]]:
        """Page, name and whether the font program is in the file, of each font of each page."""
        for page in self.pages:
            resources = self.file.pages[page.number - 1].resources
            for font in resources.get("/Font", pikepdf.Dictionary()).values():
                descendants = font.get("/DescendantFonts", [font])
                embedded = all(
                    any(f"/FontFile{n}" in one.get("/FontDescriptor", {}) for n in ("", "2", "3"))
                    for one in descendants
                )
                yield page.number, str(font.get("/BaseFont", "/?"))[1:], embedded


def _level(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one line."""
    _, down = shared(one, other)
    return down > 0.5 * min(one[3] - one[1], other[3] - other[1])


def read(glyphs: Iterable[Glyph]) -> str:
    """Characters of one line as an eye reads them, whatever the order in which they are painted.

    Of what pdfium puts together from several characters all stand at the same place.
    """
    glyphs = list(glyphs)
    backward = not rightward("".join(char for _, char in glyphs))
    ordered = sorted(glyphs, key=lambda glyph: glyph[0], reverse=backward)
    return "".join(char for _, char in ordered)


def _lines(marks: Iterable[Mark]) -> Iterator[list[Glyph]]:
    """Characters by line, as the lines are painted one after another."""
    line: list[Mark] = []
    for mark in marks:
        if line and mark.box[1] > line[0].box[3]:
            yield [glyph for one in line for glyph in one.glyphs]
            line = []
        line.append(mark)
    yield [glyph for one in line for glyph in one.glyphs]


def _sides(box: Any) -> tuple[float, float, float, float]:
    x, y, to_x, to_y = (float(side) for side in box)
    return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _grey(raw: Any) -> int:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(raw, *parts):
        return 0
    red, green, blue, _ = (part.value for part in parts)
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
