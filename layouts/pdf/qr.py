"""QR codes: the only module that knows the ``qrcode`` package.

Numbers from ISO/IEC 18004 and DENSO (quiet zone 4 modules) and from the copier test that set the
module size: 0.5 mm survived three generations of copying, 0.4 mm is the floor.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q

from sources.errors import ExitCode, WegwijsError
from sources.values import QR_BYTES

MODULE = 0.5  # mm
MODULE_FLOOR = 0.4  # mm
QUIET_ZONE = 4  # modules
MAX_VERSION = 4  # 33 modules: 16.5 mm, the width of the sign column; holds QR_BYTES at level M

LEVELS = {"H": ERROR_CORRECT_H, "Q": ERROR_CORRECT_Q, "M": ERROR_CORRECT_M}  # the best first


class QrUnreadable(WegwijsError):
    """A code that would not be read from paper: too much in it, or too small."""

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
        """The dark modules as (column, row, width, height), merged into few rectangles.

        Equal runs in rows below each other become one: a third of the path of single modules, and
        no hairlines between modules on a screen.
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
        """A 1-bit picture with quiet zone, ``scale`` pixels to a module (12 = 600 dpi)."""
        from PIL import Image

        side = self.size + 2 * QUIET_ZONE
        image = Image.new("1", (side, side), 1)
        for y, row in enumerate(self.rows):
            for x, dark in enumerate(row):
                if dark:
                    image.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
        out = io.BytesIO()
        image.resize((side * scale, side * scale), Image.Resampling.NEAREST).save(
            out, "PNG", optimize=True
        )
        return out.getvalue()


@lru_cache(maxsize=4096)
def encode(payload: str) -> Qr:
    """The symbol of an address: level M, raised to Q or H where that costs no larger version.

    Raises ``QrUnreadable`` when the address needs more than version 4 (``QR_BYTES`` at level M).
    """
    version = _code(payload, ERROR_CORRECT_M).best_fit()
    if version > MAX_VERSION:
        raise QrUnreadable(
            f"het adres {payload} is te lang voor een QR-code die van papier te scannen is"
            f" ({len(payload.encode())} tekens, {QR_BYTES} is het meeste)",
            "Kies een korter adres van de organisatie zelf",
        )
    # Which level fits is known without drawing: eight masks are tried for one symbol, not three.
    name, code = next(
        (name, code)
        for name, level in LEVELS.items()
        if (code := _code(payload, level)).best_fit() == version
    )
    code.make(fit=False)
    return Qr(payload, name, tuple(tuple(bool(m) for m in row) for row in code.modules))


def _code(payload: str, level: int) -> qrcode.QRCode:
    code = qrcode.QRCode(error_correction=level, border=QUIET_ZONE)
    # One byte segment: an address split into digits and letters is not shorter at these lengths.
    code.add_data(qrcode.util.QRData(payload.encode(), mode=qrcode.util.MODE_8BIT_BYTE))
    return code
