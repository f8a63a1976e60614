"""Opens a PDF once, for all judges: what is painted where, what it looks like, what its tags say.

Two engines that know nothing of our drawing code: pdfium for the ink, pikepdf for the objects.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from press.inspection import Inspection, block_elements, inspect_file, walk
from press.proof.copier import RENDER_DPI
from press.proof.findings import Box, grown, union
from press.structure_tree import Element

PT = 25.4 / 72  # mm
LARGEST = 600.0  # mm: a page that says to be larger is not drawn
_KINDS = {pdfium.FPDF_PAGEOBJ_TEXT: "text", pdfium.FPDF_PAGEOBJ_IMAGE: "picture"}


@dataclass(frozen=True)
class Mark:
    """Something painted. ``grey`` is that of its fill, 0 black to 255 white."""

    kind: str  # text, picture or path
    box: Box
    mcid: int | None
    grey: int
    text: str = ""


class Page:
    """One page; ``media``, ``trim`` and ``bleed`` are boxes in pt, the last None when not set."""

    def __init__(self, number: int, page: pikepdf.Page, drawn: Any) -> None:
        self.number = number
        self.media, self.trim = _sides(page.mediabox), _sides(page.trimbox)
        self.bleed = _sides(page.obj.BleedBox) if "/BleedBox" in page.obj else None
        self.has_trim = "/TrimBox" in page.obj
        self.turned = int(page.obj.get("/Rotate", 0)) % 360 != 0 or "/UserUnit" in page.obj
        self._drawn = drawn

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
        text_page = self._drawn.get_textpage()
        return [self._mark(one, text_page) for one in self._drawn.get_objects()]

    def _mark(self, one: Any, text_page: Any) -> Mark:
        kind = _KINDS.get(one.type, "path")
        mcid = pdfium.FPDFPageObj_GetMarkedContentID(one.raw)
        box = self.box(one.get_bounds())
        return Mark(
            kind,
            grown(box, -_stroke(one.raw)) if kind == "path" else box,
            None if mcid < 0 else mcid,
            _grey(one.raw),
            _text(one.raw, text_page) if kind == "text" else "",
        )

    @cached_property
    def image(self) -> Image.Image:
        """The whole page in grey, as it is printed. Raises ``ValueError`` for a huge page."""
        left, bottom, right, top = self.media
        if max(right - left, top - bottom) * PT > LARGEST:
            raise ValueError(f"page {self.number} is {right - left:.0f} x {top - bottom:.0f} pt")
        drawn = self._drawn.render(scale=RENDER_DPI / 72, grayscale=True).to_pil()
        return drawn.convert("L")  # type: ignore[no-any-return]

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
    """A PDF that is open. Raises ``pikepdf.PdfError`` or ``pypdfium2.PdfiumError``."""

    def __init__(self, data: bytes) -> None:
        with ExitStack() as stack:
            self.data = data
            self.file = stack.enter_context(pikepdf.open(io.BytesIO(data)))
            self._drawn = stack.enter_context(pypdfium2.PdfDocument(data))
            self.pages = [
                Page(number, page, self._drawn[number - 1])
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

    def marks(self) -> Iterator[Mark]:
        """All that is painted, page by page."""
        for page in self.pages:
            yield from page.marks

    @cached_property
    def _shown(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for page in self.pages:
            for mark in page.marks:
                if mark.mcid is not None:
                    place = page.number, mark.mcid
                    found[place] = found.get(place, "") + mark.text
        return found

    def shown(self, element: Element) -> str:
        """The letters that are painted for an element, whatever is said to be read instead."""
        content = (place for one in walk([element]) for place in one.content)
        return "".join(self._shown.get(place, "") for place in content)

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


def _text(raw: Any, text_page: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(raw, text_page.raw, pointer, size)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0")
