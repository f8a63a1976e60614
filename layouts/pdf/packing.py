"""Deflated streams out of stretches that are packed apart, each of them once.

A stretch ends with a full flush, so that it can stand before and after any other; the checksum of
the whole follows from those of the parts (RFC 1950).
"""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from layouts.pdf.memory import Memory

ONCE = 6  # the level of zlib for what is packed once, and serves many documents
QUICK = 1  # the level for what one document has
LONG = 16_000  # bytes: what is longer may be packed otherwise after something else
_SMALL = 6  # of 9: a smaller table of zlib is cleared sooner, as it is after each stretch
_HEAD = b"\x78\x9c"  # of a zlib stream
_END = b"\x03\x00"  # an empty last block
_BASE = 65521  # of Adler-32


class Stretch(NamedTuple):
    """Deflated data, with the two halves of the Adler-32 sum and the length of what it holds."""

    packed: bytes
    low: int
    high: int
    length: int


class Packer(threading.local):
    """Packs stretches one after another, in each thread by itself."""

    def __init__(self, level: int = QUICK) -> None:
        self._squeeze = zlib.compressobj(level, zlib.DEFLATED, -15, _SMALL)
        # No byte refers to the very first one: after it each stretch is packed as any other.
        self._squeeze.compress(b"\0")
        self._squeeze.flush(zlib.Z_FULL_FLUSH)

    def stretch(self, data: bytes) -> Stretch:
        """Data as a stretch."""
        packed = self._squeeze.compress(data) + self._squeeze.flush(zlib.Z_FULL_FLUSH)
        total = zlib.adler32(data)
        return Stretch(packed, total & 0xFFFF, total >> 16, len(data))


_PACKERS = {level: Packer(level) for level in (QUICK, ONCE)}


def stretch(data: bytes, level: int) -> Stretch:
    """Data as a stretch, the same bytes whatever was packed before."""
    return (_PACKERS[level] if len(data) < LONG else Packer(level)).stretch(data)


def quick(data: bytes) -> Stretch:
    """Data that one document has, as a stretch."""
    return stretch(data, QUICK)


_ONCE: Memory[bytes, Stretch] = Memory(500)


def shared(data: bytes) -> Stretch:
    """Data that many documents have, as a stretch."""
    return _ONCE.made(data, lambda: stretch(data, ONCE))


def joined(stretches: Sequence[Stretch]) -> bytes:
    """Stretches as one zlib stream."""
    low, high = 1, 0
    for _, low_, high_, length in stretches:
        high += high_ + length * (low - 1)
        low += low_ - 1
    total = struct.pack(">I", high % _BASE << 16 | low % _BASE)
    return b"".join([_HEAD, *(one.packed for one in stretches), _END, total])
