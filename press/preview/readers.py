"""How the pages of a finished file are read, by format. What has no pages is not listed, and gets
no pictures. A format is added here and nowhere else. Loads nothing heavy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from wegwijs.layouts.products.contract import File
    from wegwijs.press.preview.pages import Paper


class Reader(Struct, frozen=True):
    """``read`` renders the pages of a file of these bytes at so many dpi, by means of ``office``,
    the path of LibreOffice, if it needs that. It raises ``Unreadable`` and ``NotConverted``.
    """

    read: Callable[[bytes, File, int, str], Paper]
    needs_office: bool = False


def _pdf(data: bytes, file: File, dpi: int, office: str) -> Paper:
    from wegwijs.press.preview.pages import read

    return read(data, dpi, len(file.pages))


def _png(data: bytes, file: File, dpi: int, office: str) -> Paper:
    from wegwijs.press.preview.pages import read_png

    assert file.size, "a picture has a size"
    return read_png(data, dpi, file.size)


def _by_office(data: bytes, file: File, dpi: int, office: str) -> Paper:
    from wegwijs.press.preview.pages import read
    from wegwijs.press.preview.word import to_pdf

    return read(to_pdf(data, office, file.format), dpi)


READERS: Mapping[str, Reader] = {
    "pdf": Reader(_pdf),
    "png": Reader(_png),
    "docx": Reader(_by_office, needs_office=True),
    "odt": Reader(_by_office, needs_office=True),
    "pptx": Reader(_by_office, needs_office=True),
}


def reader_of(file: File) -> Reader | None:
    """Return the reader of a file; None for one without pages."""
    return READERS.get(file.format)
