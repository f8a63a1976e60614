"""QR codes of addresses, readable from paper or refused; and how they are drawn.

Numbers from ISO/IEC 18004 and DENSO (quiet zone 4 modules) and from the copier test that set the
module size: 0.5 mm survived three generations of copying, 0.4 mm is the floor.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

from wegwijs.layouts.pdf.qr_symbol import LEVELS, modules, version_of
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.values import QR_BYTES

MODULE = 0.5  # mm
MODULE_FLOOR = 0.4  # mm
QUIET_ZONE = 4  # modules
_DARK = re.compile("1+")
MAX_VERSION = 4  # 33 modules: 16.5 mm, the width of the sign column; holds QR_BYTES at level M


class QrUnreadable(WegwijsError):
    """A code that could not be scanned from paper: too much data, or modules too small."""

    exit_code = ExitCode.DOES_NOT_FIT


@dataclass(frozen=True)
class Qr:
    """A symbol: ``rows`` of modules (1 = dark, 0 = light), without the quiet zone."""

    payload: str
    level: str
    rows: tuple[str, ...]

    @property
    def size(self) -> int:
        """Modules on a side."""
        return len(self.rows)

    def __hash__(self) -> int:
        return hash((self.payload, self.level))

    def width(self, module: float = MODULE) -> float:
        """Width of the dark square in mm. Raises ``QrUnreadable`` below the floor."""
        if module < MODULE_FLOOR:
            raise QrUnreadable(
                f"QR-code voor {self.payload}: blokjes van {module:.2f} mm zijn te klein om te"
                f" scannen, {MODULE_FLOOR} mm is het minste",
                "Kies een korter adres van de organisatie zelf",
            )
        return self.size * module

    def bars(self) -> list[tuple[int, int, int, int]]:
        """Return the dark modules as rectangles (column, row, width, height).

        Equal runs in consecutive rows are merged: a third of the path data of single modules, and
        no hairlines between modules on screen.
        """
        open_: dict[tuple[int, int], int] = {}
        bars: list[tuple[int, int, int, int]] = []
        for y, row in enumerate((*self.rows, "")):
            runs = {run.span() for run in _DARK.finditer(row)}
            for run in open_.keys() - runs:
                top, (start, end) = open_.pop(run), run
                bars.append((start, top, end - start, y - top))
            for run in runs:
                open_.setdefault(run, y)
        return sorted(bars, key=lambda bar: (bar[1], bar[0]))

    def png(self, scale: int = 12) -> bytes:
        """Return a 1-bit image with quiet zone, ``scale`` pixels per module (12 = 600 dpi)."""
        side, quiet = (self.size + 2 * QUIET_ZONE) * scale, "1" * (QUIET_ZONE * scale)
        margin = _png_line("1" * side) * (QUIET_ZONE * scale)
        lines = [margin]
        pixels = str.maketrans({"0": "1" * scale, "1": "0" * scale})  # in grey, 0 is black
        for row in self.rows:
            lines.append(_png_line(quiet + row.translate(pixels) + quiet) * scale)
        lines.append(margin)
        one_bit_grey = side.to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
        return b"".join(
            (
                b"\x89PNG\r\n\x1a\n",
                _png_chunk(b"IHDR", one_bit_grey),
                _png_chunk(b"IDAT", zlib.compress(b"".join(lines), 4)),
                _png_chunk(b"IEND", b""),
            )
        )


def _png_line(pixels: str) -> bytes:
    """Encode a scan line: the filter type (none) and the pixels, padded to whole bytes."""
    width = (len(pixels) + 7) // 8
    return b"\0" + int(pixels.ljust(width * 8, "0"), 2).to_bytes(width, "big")


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    """Encode a chunk with its length and checksum (PNG, 5.3)."""
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


@lru_cache(maxsize=4096)
def encode(payload: str) -> Qr:
    """Return the symbol of an address: level M, raised to Q or H where the version stays the same.

    Raises ``QrUnreadable`` when the address needs more than version 4 (``QR_BYTES`` at level M).
    """
    data = payload.encode()
    version = version_of(data, "M")
    if version > MAX_VERSION:
        raise QrUnreadable(
            f"het adres {payload} is te lang voor een QR-code die van papier te scannen is"
            f" ({len(data)} tekens, {QR_BYTES} is het meeste)",
            "Kies een korter adres van de organisatie zelf",
        )
    level = next(level for level in LEVELS if version_of(data, level) == version)
    return Qr(payload, level, modules(data, version, level))
