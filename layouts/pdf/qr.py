"""QR codes: the only module that knows the ``qrcode`` package.

Numbers from ISO/IEC 18004 and DENSO (quiet zone 4 modules) and from the copier test that set the
module size: 0.5 mm survived three generations of copying, 0.4 mm is the floor.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache, lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q

from layouts.pdf.qr_mask import best_mask, packed, unpacked
from sources.errors import ExitCode, WegwijsError
from sources.values import QR_BYTES

MODULE = 0.5  # mm
MODULE_FLOOR = 0.4  # mm
QUIET_ZONE = 4  # modules
MAX_VERSION = 4  # 33 modules: 16.5 mm, the width of the sign column; holds QR_BYTES at level M

LEVELS = {"H": ERROR_CORRECT_H, "Q": ERROR_CORRECT_Q, "M": ERROR_CORRECT_M}  # the best first


class QrUnreadable(WegwijsError):
    """A code that could not be scanned from paper: too much data, or modules too small."""

    exit_code = ExitCode.DOES_NOT_FIT


@dataclass(frozen=True)
class Qr:
    """A symbol: ``rows`` of modules (True = dark), without the quiet zone."""

    payload: str
    level: str
    rows: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        """Modules on a side."""
        return len(self.rows)

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
        for y in range(self.size + 1):
            runs = set(self._runs(y)) if y < self.size else set()
            for run in [r for r in open_ if r not in runs]:
                top = open_.pop(run)
                bars.append((run[0], top, run[1], y - top))
            for run in runs:
                open_.setdefault(run, y)
        return sorted(bars, key=lambda bar: (bar[1], bar[0]))

    def _runs(self, y: int) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for x, dark in enumerate(self.rows[y]):
            if not dark:
                continue
            if runs and sum(runs[-1]) == x:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((x, 1))
        return runs

    def png(self, scale: int = 12) -> bytes:
        """Return a 1-bit image with quiet zone, ``scale`` pixels per module (12 = 600 dpi)."""
        side, quiet = (self.size + 2 * QUIET_ZONE) * scale, "1" * (QUIET_ZONE * scale)
        margin = _png_line("1" * side) * (QUIET_ZONE * scale)
        lines = [margin]
        for row in self.rows:
            modules = "".join(["0" * scale if dark else "1" * scale for dark in row])
            lines.append(_png_line(quiet + modules + quiet) * scale)
        lines.append(margin)
        one_bit_grey = side.to_bytes(4, "big") * 2 + bytes((1, 0, 0, 0, 0))
        return b"".join(
            (
                b"\x89PNG\r\n\x1a\n",
                _png_chunk(b"IHDR", one_bit_grey),
                _png_chunk(b"IDAT", zlib.compress(b"".join(lines), 6)),
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
    version = _code(payload, ERROR_CORRECT_M).best_fit()
    if version > MAX_VERSION:
        raise QrUnreadable(
            f"het adres {payload} is te lang voor een QR-code die van papier te scannen is"
            f" ({len(payload.encode())} tekens, {QR_BYTES} is het meeste)",
            "Kies een korter adres van de organisatie zelf",
        )
    # Which level fits is known without placing a module.
    name, code = next(
        (name, code)
        for name, level in LEVELS.items()
        if (code := _code(payload, level)).best_fit() == version
    )
    return Qr(payload, name, _modules(code))


def _modules(code: qrcode.QRCode) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of a code under the mask that ``code.make`` would choose."""
    code.makeImpl(True, 0)  # a trial: its format information is light
    size, first, others = code.modules_count, packed(code.modules), _other_masks(code.version)
    best = best_mask((first ^ other for other in others), size)
    code.setup_type_info(False, best)
    return unpacked(packed(code.modules) ^ others[best], size)


@cache
def _other_masks(version: int) -> tuple[int, ...]:
    """Return what turns a symbol of this version under the first mask into one under each of the
    eight, by exclusive or; the payload makes no difference.
    """
    code = _code("", ERROR_CORRECT_M)
    code.version = version
    symbols = []
    for mask in range(8):
        code.makeImpl(True, mask)
        symbols.append(packed(code.modules))
    return tuple(symbol ^ symbols[0] for symbol in symbols)


def _code(payload: str, level: int) -> qrcode.QRCode:
    code = qrcode.QRCode(error_correction=level, border=QUIET_ZONE)
    # One byte segment: an address split into digits and letters is not shorter at these lengths.
    code.add_data(qrcode.util.QRData(payload.encode(), mode=qrcode.util.MODE_8BIT_BYTE))
    return code
