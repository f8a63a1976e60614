"""Render the pages of a finished PDF, with the properties of the file that previews need."""

from __future__ import annotations

import ctypes
import io
from typing import Any

from msgspec import Struct
from PIL import Image

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.unpacked import TooMuch, streams_must_fit

MM = 72 / 25.4  # points per millimetre
MOST_PAGES = 50  # most pages of a handout that a trainer extended
MOST_PIXELS = 150_000_000  # most pixels of a page; our pages are all smaller

Box = tuple[float, float, float, float]  # mm from the top left: left, top, right, bottom


class Unreadable(WegwijsError):
    """The file is not a PDF, or damaged."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, message: str) -> None:
        super().__init__(message)


class PreviewMissing(WegwijsError):
    """The library that draws pages is not installed."""

    exit_code = ExitCode.FONT_OR_TOOL_MISSING


def pdfium() -> Any:
    """Return the library. Raises ``PreviewMissing``."""
    try:
        import pypdfium2
    except ImportError as error:
        raise PreviewMissing(
            "voor preview is pypdfium2 nodig",
            "Installeer het met: python -m pip install '.[preview]'",
        ) from error
    return pypdfium2


class Page(Struct, frozen=True):
    """A rendered page. ``trim`` is the box that remains after cutting, ``bleed`` the box that is
    printed.
    """

    image: Image.Image
    dpi: int
    width: float  # mm
    height: float
    trim: Box
    bleed: Box

    @property
    def trimmed_size(self) -> tuple[float, float]:
        """Width and height in mm."""
        left, top, right, bottom = self.trim
        return right - left, bottom - top

    @property
    def trimmed(self) -> Image.Image:
        """The page as trimmed."""
        return self.crop(0.0, self.trimmed_size[0])

    def crop(self, left: float, width: float) -> Image.Image:
        """Return a panel over the full height: ``left`` in mm from the edge of the trimmed page."""
        x, top, _, bottom = self.trim
        box = (x + left, top, x + left + width, bottom)
        return self.image.crop(tuple(pixels(side, self.dpi) for side in box))  # type: ignore[arg-type]


class Paper(Struct, frozen=True):
    """A rendered file."""

    pages: tuple[Page, ...]
    rtl: bool  # whether the language of the file is right-to-left


def pixels(millimetres: float, dpi: int) -> int:
    """Convert a length to whole pixels."""
    return round(millimetres / 25.4 * dpi)


def read(data: bytes, dpi: int, count: int = 0) -> Paper:
    """Render all pages if there are ``count``, when that is known, and not too many.

    Raises ``Unreadable`` and ``PreviewMissing``.
    """
    library = pdfium()
    try:
        streams_must_fit(data)
        with library.PdfDocument(data) as document:
            pages = len(document)
            if count and pages != count:
                raise Unreadable(f"het heeft {pages} bladzijden in plaats van {count}")
            if pages > MOST_PAGES:
                raise Unreadable(f"het heeft {pages} bladzijden, {MOST_PAGES} is het meeste")
            drawn = tuple(_page(sheet, dpi) for sheet in document)
            return Paper(drawn, _from_the_right(library, document))
    except TooMuch as error:
        raise Unreadable(f"dit is niet van ons: {error.message}") from error
    except library.PdfiumError as error:
        raise Unreadable("de PDF is beschadigd") from error


def read_png(data: bytes, dpi: int, size: tuple[float, float]) -> Paper:
    """Show a picture as a page of this size in mm. Raises ``Unreadable``."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unreadable("het plaatje is te groot")
            drawn = image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable("het plaatje is beschadigd") from error
    width, height = size
    drawn = drawn.resize((pixels(width, dpi), pixels(height, dpi)), Image.Resampling.LANCZOS)
    box = 0.0, 0.0, width, height
    return Paper((Page(drawn, dpi, width, height, box, box),), rtl=False)


def _page(sheet: Any, dpi: int) -> Page:
    left, bottom, right, top = sheet.get_cropbox()
    width, height = (right - left) / MM, (top - bottom) / MM
    size = pixels(width, dpi), pixels(height, dpi)
    if min(size) < 1 or size[0] * size[1] > MOST_PIXELS:
        raise Unreadable(f"een bladzijde van {width:.0f} bij {height:.0f} mm is niet van ons")
    image = sheet.render(scale=dpi / 72).to_pil().convert("RGB").crop((0, 0, *size))

    def box(sides: tuple[float, float, float, float]) -> Box:
        x, y, to_x, to_y = sides
        return (x - left) / MM, (top - to_y) / MM, (to_x - left) / MM, (top - y) / MM

    return Page(image, dpi, width, height, box(sheet.get_trimbox()), box(sheet.get_bleedbox()))


def _from_the_right(library: Any, document: Any) -> bool:
    from babel import Locale, UnknownLocaleError

    said = (ctypes.c_ushort * 32)()  # UTF-16
    library.raw.FPDFCatalog_GetLanguage(document, said, ctypes.sizeof(said))
    code = bytes(said).decode("utf-16-le", "replace").split("\0")[0]
    try:
        return str(Locale.parse(code, sep="-").character_order) == "right-to-left"
    except (UnknownLocaleError, ValueError):
        return False


def png(image: Image.Image, dpi: int) -> bytes:
    """Return the picture as a file that prints at its real size; without timestamps, so that equal
    pictures are equal files.
    """
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()
