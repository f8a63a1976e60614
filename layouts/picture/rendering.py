"""From a page to pixels, by pdfium."""

from __future__ import annotations

import ctypes
from typing import Any

from wegwijs.sources.errors import ExitCode, WegwijsError

_WHITE, _UPRIGHT = 0xFFFFFFFF, 0


class PictureMissing(WegwijsError):
    """The library that draws pages as pictures is not installed."""

    exit_code = ExitCode.FONT_OR_TOOL_MISSING


def _pdfium() -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        raise PictureMissing(
            "voor een plaatje is pypdfium2 nodig",
            "Installeer het met: python -m pip install '.[preview]'",
        ) from error
    return pypdfium2


def pixels(page: bytes, size: tuple[int, int]) -> bytes:
    """Return the first page of a PDF as ``size`` pixels of red, green and blue.

    Without annotations, and with grey edges only: the order of colours in a screen is not known.
    Raises ``PictureMissing``.
    """
    library = _pdfium()
    raw, (width, height) = library.raw, size
    buffer = ctypes.create_string_buffer(3 * width * height)
    with library.PdfDocument(page) as document:
        sheet = document[0]
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, buffer, 3 * width)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
            box = (0, 0, width, height, _UPRIGHT)
            raw.FPDF_RenderPageBitmap(bitmap, sheet.raw, *box, raw.FPDF_REVERSE_BYTE_ORDER)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
    return buffer.raw
