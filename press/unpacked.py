"""How much there may be in a file that is packed: a small one can hold more than any machine has.

Loads nothing heavy.
"""

from __future__ import annotations

import zipfile
import zlib

MOST_PAGES = 20  # of a PDF; ours have two at most
MOST_PARTS = 1_000  # of a Word file; ours has 30, one with a hundred photos 200
MOST = 100_000_000  # bytes, of all parts together
MOST_TEXT = 10_000_000  # bytes of one part that is text; the longest of ours has 200,000
_TEXT = (".xml", ".rels")
_PIECE = 1 << 20


class TooMuch(Exception):
    """It holds more than any file of ours, says how much."""


def must_be_few(pages: int) -> None:
    """Refuse a PDF of many pages. Raises ``TooMuch``."""
    if pages > MOST_PAGES:
        raise TooMuch(f"het heeft {pages} bladzijden, {MOST_PAGES} is het meeste")


def must_fit(package: zipfile.ZipFile) -> None:
    """Refuse a Word file before a part of it is read. Raises ``TooMuch``."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise TooMuch(f"het heeft {len(parts)} onderdelen, {MOST_PARTS} is het meeste")
    longest = max((p.file_size for p in parts if p.filename.endswith(_TEXT)), default=0)
    if longest > MOST_TEXT:
        raise TooMuch(
            f"een tekst is {longest // 1_000_000} MB, {MOST_TEXT // 1_000_000} het meeste"
        )
    size = sum(part.file_size for part in parts)
    if size > MOST:
        raise TooMuch(f"uitgepakt is het {size // 1_000_000} MB, {MOST // 1_000_000} is het meeste")


def deflated_size(data: bytes, most: int) -> int:
    """How large a stream is, in no more memory than a piece of it takes. Raises ``TooMuch``."""
    stream, size = zlib.decompressobj(), 0
    while data:
        try:
            piece = stream.decompress(data, _PIECE)
        except zlib.error:  # who reads it finds that too
            return size
        size += len(piece)
        if size > most:
            raise TooMuch(f"uitgepakt is het meer dan {MOST // 1_000_000} MB")
        data = stream.unconsumed_tail if piece else b""
    return size
