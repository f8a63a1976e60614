"""PDF objects that are written as text at once.

ReportLab formats each name and number of a dictionary by itself: of the hundreds of elements and
links in a leaflet that was a quarter of its time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject

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


# --- a file of our own -----------------------------------------------------------------------


def dictionary(entries: Mapping[str, object]) -> str:
    """A dictionary, written by ReportLab; values are PDF syntax."""
    return str(PDFDictionary(dict(entries)).format(_FORMAT), "ascii")


_FORMAT = PDFDocument(invariant=1)


def stream_of(head: str, data: bytes) -> bytes:
    """A stream whose ``data`` are written as they are. The line end before ``endstream`` is what
    PDF/A asks for (6.1.7.1), and CR LF: with LF alone, data that happen to end in CR would seem a
    byte too long.
    """
    begin = f"<< {head} /Length {len(data)} >>\nstream\n".encode("ascii")
    return b"".join([begin, data, b"\r\nendstream"])


class Body:
    """Objects one after another, the first with the number ``first``; ``places`` is where each
    begins in the file, when the body does at its start.
    """

    def __init__(self, head: bytes, first: int) -> None:
        self.data = bytearray(head)
        self.first = first
        self.places: list[int] = []

    def add(self, content: str | bytes) -> int:
        """Add an object; gives its number."""
        number = self.first + len(self.places)
        self.places.append(len(self.data))
        self.data += numbered(number, content)
        return number


def numbered(number: int, content: str | bytes) -> bytes:
    """An object under its number."""
    data = content if isinstance(content, bytes) else content.encode("ascii")
    return b"%d 0 obj\n%b\nendobj\n" % (number, data)
