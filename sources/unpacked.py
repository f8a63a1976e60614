"""Limits on the content of compressed files: a small one may unpack to more than fits in memory.

Loads nothing heavy.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress

from wegwijs.sources.errors import ExitCode, WegwijsError

MOST_PAGES = 20  # of a PDF; ours have two at most
MOST_PARTS = 1_000  # of a Word file; ours has 30, one with a hundred photos 200
MOST = 100_000_000  # bytes, of all parts together
MOST_TEXT = 10_000_000  # bytes of one part that is text; the longest of ours has 200,000
MOST_COPY = 180_000  # bytes of text in each copy of a file with many; ours have 90,000
_TEXT = (".xml", ".rels")
_PIECE, _STEP = 1 << 20, 1 << 16
_STREAM = re.compile(rb"stream\r?\n(?=[\x08-\x78])")  # packed, as all of ours are


class TooMuch(WegwijsError):
    """The file holds more than any of ours; says how much."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, message: str) -> None:
        super().__init__(message, "Maak dit bestand opnieuw met build")


def must_be_few(pages: int) -> None:
    """Refuse a PDF of many pages. Raises ``TooMuch``."""
    if pages > MOST_PAGES:
        raise TooMuch(f"het heeft {pages} bladzijden, {MOST_PAGES} is het meeste")


def must_fit(package: zipfile.ZipFile, copies: int = 1, *, most_text: int = MOST_TEXT) -> None:
    """Refuse a Word file, or a workbook, before a part of it is read. One that holds many
    ``copies`` may be that much larger; ``most_text`` is for files of another kind. Raises
    ``TooMuch``.
    """
    parts = package.infolist()
    if len(parts) > MOST_PARTS + 2 * (copies - 1):  # each has a header and a footer
        raise TooMuch(f"het heeft {len(parts)} onderdelen, {MOST_PARTS} is het meeste")
    most = max(most_text, MOST_COPY * copies)
    longest = max((p.file_size for p in parts if p.filename.endswith(_TEXT)), default=0)
    if longest > most:
        told = f"een tekst is {longest // 1_000_000} MB"
        raise TooMuch(f"{told}, {most // 1_000_000} is het meeste")
    size = sum(part.file_size for part in parts)
    if size > MOST:
        raise TooMuch(f"uitgepakt is het {size // 1_000_000} MB, {MOST // 1_000_000} is het meeste")


def streams_must_fit(pdf: bytes) -> None:
    """Refuse a PDF before any library unpacks a stream of it. Raises ``TooMuch``."""
    left = MOST
    for found in _STREAM.finditer(pdf):
        for size in _pieces(pdf, found.end()):
            left -= size
            if left < 0:
                raise TooMuch(f"uitgepakt is het meer dan {MOST // 1_000_000} MB")


def _pieces(data: bytes, start: int) -> Iterator[int]:
    """Yield the unpacked sizes of a stream, one piece in memory at a time."""
    stream = zlib.decompressobj()
    with suppress(zlib.error):  # who reads it finds that too
        while start < len(data) and not stream.eof:
            piece = stream.decompress(data[start : start + _STEP], _PIECE)
            yield len(piece)
            # At the end of a stream longer than a piece, the tail is what follows it, and stays.
            while stream.unconsumed_tail and not stream.eof:
                yield len(stream.decompress(stream.unconsumed_tail, _PIECE))
            start += _STEP
