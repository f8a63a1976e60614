"""Read a PNG: its chunks, its texts, its pixels, and the page that it was drawn from."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from functools import cached_property

from PIL import Image

from wegwijs.proof.readers.damage import Damaged

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PAGE = "pdFP"
MOST_PIXELS = 4_000_000
MOST_CHUNKS = 1000


@dataclass(frozen=True)
class Told:
    """A text in a picture: in which language, and what it says."""

    language: str
    text: str


class PictureFile:
    """A PNG file. Raises ``Damaged`` when it is none, or its checksums are wrong."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.chunks = _chunks(data)
        if not self.chunks or self.chunks[0][0] != "IHDR" or len(self.chunks[0][1]) != 13:
            raise Damaged("the header is missing")
        head = self.chunks[0][1]
        self.size = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")

    @property
    def kinds(self) -> list[str]:
        """The names of its chunks in order."""
        return [kind for kind, _ in self.chunks]

    @property
    def page(self) -> bytes:
        """The PDF of the page that it was drawn from; empty without one."""
        return next((content for kind, content in self.chunks if kind == PAGE), b"")

    @cached_property
    def texts(self) -> dict[str, Told]:
        """Its texts by keyword. Raises ``Damaged`` for a packed or broken one."""
        found = {}
        for kind, content in self.chunks:
            if kind == "iTXt":
                keyword, _, rest = content.partition(b"\0")
                language, _, more = rest[2:].partition(b"\0")
                _, _, text = more.partition(b"\0")
                if rest[:2] != b"\0\0":
                    raise Damaged("a text is packed")
                try:
                    found[keyword.decode("latin-1")] = Told(language.decode(), text.decode())
                except UnicodeDecodeError as error:
                    raise Damaged("a text is no UTF-8") from error
        return found

    @cached_property
    def image(self) -> Image.Image:
        """Its pixels in red, green and blue. Raises ``Damaged``."""
        width, height = self.size
        if not 0 < width * height <= MOST_PIXELS:
            raise Damaged(f"it has {width} x {height} pixels")
        try:
            with Image.open(io.BytesIO(self._data), formats=("PNG",)) as image:
                return image.convert("RGB")
        except (OSError, ValueError, SyntaxError, zlib.error) as error:
            raise Damaged(repr(error)) from error


def _chunks(data: bytes) -> list[tuple[str, bytes]]:
    if not data.startswith(SIGNATURE):
        raise Damaged("it is no PNG")
    found, at = list[tuple[str, bytes]](), len(SIGNATURE)
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        said = data[at + 8 + length : at + 12 + length]
        if len(said) != 4 or int.from_bytes(said, "big") != zlib.crc32(kind + content):
            raise Damaged(f"the checksum of chunk {len(found) + 1} is wrong")
        if len(found) == MOST_CHUNKS:
            raise Damaged("it has too many chunks")
        found.append((kind.decode("latin-1"), content))
        at += 12 + length
    return found
