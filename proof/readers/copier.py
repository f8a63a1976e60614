"""A model of a bad office copier, and of a phone that reads QR codes from its copies.

A model, not a measurement: 150 dots per inch, out of focus, askew, grainy, then black or white and
nothing between. What survives two generations here has room to spare on a real machine. The phone
is only its decoder: its camera and the light in the room are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Final

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

RENDER_DPI: Final = 300
COPY_DPI: Final = 150
_BLUR: Final = 0.06  # mm, standard deviation
_SKEW: Final = 0.5  # degrees at most, either way: nobody lays a page straight on the glass
_GRAIN: Final = 90  # grey levels of 255 at most, either way
_PAPER: Final = 255
_THRESHOLD: Final = 128
# By grey level: what the drum makes of it, and the grain that a level of noise stands for.
_INK: Final = [_PAPER if grey >= _THRESHOLD else 0 for grey in range(256)]
_SPREAD: Final = [level * 2 * _GRAIN // 255 for level in range(256)]


QR_CODE: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def render(pdf: bytes, page: int, dpi: int = RENDER_DPI) -> Image.Image:
    """Draw one page in grey; the first page is 1. Raises `IndexError` for a page that is not
    there.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= page <= len(document):
            message = f"There is no page {page}, only 1 to {len(document)}."
            raise IndexError(message)
        image: Image.Image = document[page - 1].render(scale=dpi / 72, grayscale=True).to_pil()
        return image.convert("L")


def copies(image: Image.Image, generations: int, seed: int = 1) -> Iterator[Image.Image]:
    """Copy a page that was drawn at `RENDER_DPI`, then copy the copy, and so on; yield each.

    Copies have `COPY_DPI`, and only black (0) and white (255). The same arguments give the same
    copies.
    """
    sheet = image.convert("L")
    scale = RENDER_DPI // COPY_DPI
    size = -(-sheet.width // scale), -(-sheet.height // scale)
    for skew, grain in _flaws(size, generations, seed):
        lens = sheet.filter(ImageFilter.GaussianBlur(_BLUR / 25.4 * RENDER_DPI))
        glass = lens.rotate(skew, Image.Resampling.BILINEAR, fillcolor=_PAPER)
        grainy = ImageChops.add(glass.reduce(scale), grain, offset=-_GRAIN)
        drum = grainy.point(_INK)
        yield drum
        sheet = drum.resize(image.size, Image.Resampling.NEAREST)


def decode(image: Image.Image) -> list[str]:
    """Return the texts of all QR codes that can be read, sorted."""
    return sorted(code.text for code in zxingcpp.read_barcodes(image, QR_CODE))


@lru_cache(maxsize=64)  # the codes of a page have few sizes
def _flaws(
    size: tuple[int, int], generations: int, seed: int
) -> tuple[tuple[float, Image.Image], ...]:
    """Return how far each copy of so many pixels is askew, in degrees, and its grain."""
    chance = Random(seed)  # noqa: S311
    return tuple((chance.uniform(-_SKEW, _SKEW), _grain(size, chance)) for _ in range(generations))


def _grain(size: tuple[int, int], chance: Random) -> Image.Image:
    """Noise from 0 to twice `_GRAIN`, around `_GRAIN`: the mean of two even spreads, so that small
    is likelier.
    """
    one, other = (Image.frombytes("L", size, chance.randbytes(size[0] * size[1])) for _ in range(2))
    return ImageChops.add(one, other, scale=2).point(_SPREAD)
