"""PNG files (PNG, third edition): pixels in sRGB, what they show in words, and the page that they
were drawn from. Equal arguments give equal bytes.

Pages are black, white and one tint. Their pixels are these, or between black and one of the other
two at an edge, so 128 levels of each are kept: a third of the bytes of whole pixels.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from msgspec import Struct
from PIL import Image, ImageChops

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PAGE = b"pdFP"  # a private chunk that no program needs to show the picture: the page as PDF
LEVELS = 128  # from black to white, and from black to the tint
_PERCEPTUAL = b"\0"  # rendering intent of sRGB
_LEVEL = 6  # of zlib: 9 takes four times as long for a fiftieth less


class Described(Struct, frozen=True):
    """What a picture says: texts by their keyword (``Title``, ``Description``), in a language."""

    language: str
    texts: Mapping[str, str]


def png(
    size: tuple[int, int], rgb: bytes, tint: tuple[int, int, int], said: Described, page: bytes
) -> bytes:
    """Return a picture of ``size`` pixels, of which ``rgb`` has red, green and blue; ``page`` is
    the PDF that it was drawn from.
    """
    width, height = size
    levels = _indices(size, rgb, tint)
    rows = b"".join([b"\0" + levels[at : at + width] for at in range(0, len(levels), width)])
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 3, 0, 0, 0))
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", head),
            _chunk(b"sRGB", _PERCEPTUAL),
            _chunk(b"PLTE", _palette(tint)),
            *(_text(name, text, said.language) for name, text in said.texts.items()),
            _chunk(PAGE, page),
            _chunk(b"IDAT", zlib.compress(rows, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _indices(size: tuple[int, int], rgb: bytes, tint: tuple[int, int, int]) -> bytes:
    """Return the number in the palette of each pixel: half its level in the lightest channel of the
    tint, in the second half of the palette if it is tinted.
    """
    red, green, blue = Image.frombytes("RGB", size, rgb).split()
    lightest = (red, green, blue)[tint.index(max(tint))]
    apart = ImageChops.lighter(
        ImageChops.difference(red, green), ImageChops.difference(green, blue)
    )
    tinted = apart.point([0, *[LEVELS] * 255])
    return ImageChops.add(lightest.point([level // 2 for level in range(256)]), tinted).tobytes()


def _palette(tint: tuple[int, int, int]) -> bytes:
    """Return the greys, and then the shades of the tint."""
    greys = (bytes((round(level * 255 / (LEVELS - 1)),) * 3) for level in range(LEVELS))
    whole = max(tint) // 2
    shades = (
        bytes(min(255, round(part * level / whole)) for part in tint) for level in range(LEVELS)
    )
    return b"".join((*greys, *shades))


def page_in(data: bytes) -> bytes:
    """Return the page that a picture of ours was drawn from; empty when it is not in there."""
    return next((content for kind, content in _chunks(data) if kind == PAGE), b"")


def _text(keyword: str, text: str, language: str) -> bytes:
    """Return a text as UTF-8, uncompressed, so that any tool can read it (PNG, 11.3.3.4)."""
    head = keyword.encode("latin-1") + b"\0\0\0" + language.encode("ascii") + b"\0\0"
    return _chunk(b"iTXt", head + text.encode())


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Encode a chunk with its length and checksum (PNG, 5.3)."""
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def _chunks(data: bytes) -> Sequence[tuple[bytes, bytes]]:
    found, at = list[tuple[bytes, bytes]](), len(SIGNATURE)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    return found
