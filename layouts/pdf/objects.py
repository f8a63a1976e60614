"""PDF objects as text and bytes. ReportLab writes the dictionaries that are made once for a plate;
the hundreds of elements and links of a leaflet are formatted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wegwijs.layouts.pdf.deferred import deferred

with deferred("PIL.Image"):
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument

_BOM = "\ufeff"


def text(string: str) -> str:
    """Return a text string in any script. ASCII is written as it is, a quarter of its length in
    hexadecimal UTF-16.
    """
    if string.isascii() and string.isprintable():
        return ascii_string(string)
    return f"<{(_BOM + string).encode('utf-16-be').hex().upper()}>"


_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def ascii_string(string: str) -> str:
    """Return a string of ASCII characters: an address or a language code."""
    return f"({string.translate(_ESCAPED)})"


def box(sides: Iterable[float]) -> str:
    """Return a rectangle in pt, to three decimals."""
    return f"[{' '.join(f'{side:.3f}' for side in sides)}]"


def dictionary(entries: Mapping[str, object]) -> str:
    """Return a dictionary, written by ReportLab; values are PDF syntax."""
    return str(PDFDictionary(dict(entries)).format(_FORMAT), "ascii")


_FORMAT = PDFDocument(invariant=1)


def stream_of(head: str, data: bytes) -> bytes:
    """Return a stream whose ``data`` are written as they are. PDF/A requires the line end before
    ``endstream`` (6.1.7.1). It is CR LF: with LF alone, data that end in CR would seem a byte too
    long.
    """
    begin = f"<< {head} /Length {len(data)} >>\nstream\n".encode("ascii")
    return b"".join([begin, data, b"\r\nendstream"])


class Body:
    """A sequence of objects, the first with number ``first``; ``places`` are their offsets in the
    file if the body is at its start.
    """

    def __init__(self, head: bytes, first: int) -> None:
        self.data = bytearray(head)
        self.first = first
        self.places: list[int] = []

    def add(self, content: str | bytes) -> int:
        """Add an object; return its number."""
        number = self.first + len(self.places)
        self.places.append(len(self.data))
        self.data += numbered(number, content)
        return number


def numbered(number: int, content: str | bytes) -> bytes:
    """Return an object under its number."""
    data = content if isinstance(content, bytes) else content.encode("ascii")
    return b"%d 0 obj\n%b\nendobj\n" % (number, data)


def object_stream(bodies: Sequence[tuple[int, str]]) -> tuple[str, bytes]:
    """Return numbered objects as the header and data of an object stream."""
    places, at = [], 0
    for number, body in bodies:
        places.append(f"{number} {at}")
        at += len(body) + 1
    first = " ".join(places) + "\n"
    data = first + "\n".join([body for _, body in bodies]) + "\n"
    return f"/Type /ObjStm /N {len(bodies)} /First {len(first)}", data.encode("ascii")


def place_in_file(start: int) -> bytes:
    """Return the row of a cross-reference stream with /W [1 3 2] for an object in the file."""
    return b"\x01%b\x00\x00" % start.to_bytes(3, "big")


def place_in_stream(stream: int, index: int) -> bytes:
    """Return such a row for an object in an object stream."""
    return b"\x02%b%b" % (stream.to_bytes(3, "big"), index.to_bytes(2, "big"))
