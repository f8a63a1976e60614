"""Lines of vCard and iCalendar, as RFC 6350 and RFC 5545 want their bytes."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.readers.damage import Damaged
from wegwijs.sources.unpacked import TooMuch

WIDTH = 75  # octets of a line
LARGEST = 300_000  # bytes; ours have 40,000 at most
FORMAT = "format"  # the kind of finding for what another program cannot read


def text_of(data: bytes) -> str:
    """Return the text of a file. Raises ``Damaged`` and ``TooMuch``."""
    if len(data) > LARGEST:
        raise TooMuch(f"{len(data)} bytes")
    if b"\0" in data:
        raise Damaged("a zero byte")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Damaged(str(error)) from error


def misfolded(data: bytes) -> Iterator[Finding]:
    """Yield lines with the wrong end, too long, or broken inside a character."""
    lines = data.split(b"\r\n")
    if lines[-1] or any(b"\n" in line or b"\r" in line for line in lines):
        yield Finding(FORMAT, "De regels eindigen niet zoals het hoort (met CR en LF).", AGAIN)
    longest = max(map(len, lines))
    if longest > WIDTH:
        what = f"Een regel is te lang: {longest} bytes, {WIDTH} is het meeste."
        yield Finding(FORMAT, what, AGAIN)
    if data.startswith(b"\xef\xbb\xbf"):
        yield Finding(FORMAT, "Voor de eerste regel staat een teken dat er niet hoort.", AGAIN)
    if any(not _is_whole(line) for line in lines):
        yield Finding(FORMAT, "Een regel is midden in een letter afgebroken.", AGAIN)


def _is_whole(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
