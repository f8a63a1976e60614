"""PDF objects that are written as text at once.

ReportLab formats each name and number of a dictionary by itself: of the hundreds of elements and
links in a leaflet that was a quarter of its time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

_BOM = "\ufeff"


QUICK = 4  # of zlib: half the time of its usual 6, and the pages of a leaflet grow by 6 %


class Raw(PDFObject):  # type: ignore[misc]
    """An object of its own: ``body`` in PDF syntax, which may be given until the file is saved."""

    __RefOnly__ = 1

    def __init__(self, body: str | bytes = b"") -> None:
        self.body = body

    def format(self, document: PDFDocument) -> bytes:
        """The body, as ReportLab asks for it."""
        return self.body if isinstance(self.body, bytes) else self.body.encode("ascii")


def register(pdf: PDFDocument, raw: Raw, name: str | None = None) -> str:
    """Give an object its number; gives the reference to it."""
    return reference(pdf, pdf.Reference(raw, name).name)


def reference(pdf: PDFDocument, name: str) -> str:
    """The reference to an object that has its number already."""
    return f"{pdf.idToObjectNumberAndVersion[name][0]} 0 R"


def stream(head: str, data: bytes, *, shared: bool = False) -> Raw:
    """A compressed stream. ``shared``: other documents have the same data, so it is kept.

    The line end before ``endstream`` is what PDF/A asks for (6.1.7.1), and CR LF: with LF alone,
    data that happen to end in CR would seem a byte too long.
    """
    packed = _packed(data) if shared else zlib.compress(data, QUICK)
    return plain_stream(f"{head} /Filter /FlateDecode", packed)


def plain_stream(head: str, data: bytes) -> Raw:
    """A stream that is written as it is."""
    begin = f"<< {head} /Length {len(data)} >>\nstream\n".encode("ascii")
    return Raw(begin + data + b"\r\nendstream")


@lru_cache(maxsize=512)
def _packed(data: bytes) -> bytes:
    return zlib.compress(data)


def text(string: str) -> str:
    """A text string in any script."""
    return f"<{(_BOM + string).encode('utf-16-be').hex().upper()}>"


_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def ascii_string(string: str) -> str:
    """A string of ASCII characters: an address or a language code."""
    return f"({string.translate(_ESCAPED)})"


def box(sides: Iterable[float]) -> str:
    """A rectangle in pt, to a thousandth."""
    return f"[{' '.join(f'{side:.3f}' for side in sides)}]"
