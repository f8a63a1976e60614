"""Compressed streams joined from stretches, each of which is deflated once.

A stretch ends with a full flush, so it can follow and precede any other. The checksum of the whole
follows from those of the parts (RFC 1950).
"""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from wegwijs.layouts.pdf.memory import Memory

ONCE = 6  # zlib level for data that is compressed once for many documents
QUICK = 1  # zlib level for data of a single document
LONG = 16_000  # bytes: the compressed form of longer data may depend on what precedes it
# zlib memLevel, up to 9: a smaller table is faster to clear, which happens after each stretch
_SMALL = 6
_HEAD = b"\x78\x9c"  # header of a zlib stream
_END = b"\x03\x00"  # an empty last block
_BASE = 65521  # modulus of Adler-32


class Stretch(NamedTuple):
    """Deflated data, with both halves of the Adler-32 checksum and the uncompressed length."""

    packed: bytes
    low: int
    high: int
    length: int


class Packer(threading.local):
    """Compresses stretches one after another, separately in each thread."""

    def __init__(self, level: int = QUICK) -> None:
        self._squeeze = zlib.compressobj(level, zlib.DEFLATED, -15, _SMALL)
        # The first stretch is compressed differently from all others, so discard one.
        self._squeeze.compress(b"\0")
        self._squeeze.flush(zlib.Z_FULL_FLUSH)

    def stretch(self, data: bytes) -> Stretch:
        """Return data as a stretch."""
        packed = self._squeeze.compress(data) + self._squeeze.flush(zlib.Z_FULL_FLUSH)
        total = zlib.adler32(data)
        return Stretch(packed, total & 0xFFFF, total >> 16, len(data))


_PACKERS = {level: Packer(level) for level in (QUICK, ONCE)}


def stretch(data: bytes, level: int) -> Stretch:
    """Data as a stretch, the same bytes whatever was packed before."""
    return (_PACKERS[level] if len(data) < LONG else Packer(level)).stretch(data)


def quick(data: bytes) -> Stretch:
    """Return data of a single document as a stretch."""
    return stretch(data, QUICK)


_ONCE: Memory[bytes, Stretch] = Memory(500)


def shared(data: bytes) -> Stretch:
    """Return data of many documents as a stretch. Cached."""
    return _ONCE.made(data, lambda: stretch(data, ONCE))


def joined(stretches: Sequence[Stretch]) -> bytes:
    """Return stretches as one zlib stream."""
    low, high = 1, 0
    for _, low_, high_, length in stretches:
        high += high_ + length * (low - 1)
        low += low_ - 1
    total = struct.pack(">I", high % _BASE << 16 | low % _BASE)
    return b"".join([_HEAD, *(one.packed for one in stretches), _END, total])
