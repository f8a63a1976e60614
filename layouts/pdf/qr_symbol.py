"""The modules of a QR symbol: the only module that knows the ``qrcode`` package.

The package places modules and divides polynomials one by one in Python. Both are the same for every
payload, so it is asked once per version in which order it fills the modules and what its masks
turn, and once per length of correction what each byte leaves when it is divided. A symbol is then
one look-up and a few exclusive ors. Section numbers are those of ISO/IEC 18004.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from wegwijs.layouts.pdf.deferred import deferred
from wegwijs.layouts.pdf.qr_mask import best_mask, packed, unpacked

with deferred("PIL.Image", "PIL.ImageDraw"):
    import qrcode
    from qrcode import base, util
    from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q

LEVELS = {"H": ERROR_CORRECT_H, "Q": ERROR_CORRECT_Q, "M": ERROR_CORRECT_M}  # the best first
_HEAD_BITS = 12  # mode and length of a byte segment, in versions up to 9
_MASKS = range(8)


def version_of(payload: bytes, level: str) -> int:
    """Return the least version that holds a payload as one byte segment; 41 if none does."""
    bits = _HEAD_BITS + 8 * len(payload)
    return int(bisect_left(util.BIT_LIMIT_TABLE[LEVELS[level]], bits, 1))


def modules(payload: bytes, version: int, level: str) -> tuple[str, ...]:
    """Return the rows of a symbol of a version up to 9: 1 for a dark module, 0 for a light one."""
    size, codewords = 17 + 4 * version, _codewords(payload, version, level)
    bits = f"{int.from_bytes(codewords, 'big'):0{8 * len(codewords)}b}"
    data = int("".join(_placed(version)(f"{bits}0")), 2)
    plain, masks = _blank(version), _masks(version)
    best = best_mask((data ^ plain ^ mask for mask in masks), size)
    return unpacked(data ^ masks[best] ^ _finished(version, level, best), size)


def _codewords(payload: bytes, version: int, level: str) -> bytes:
    """Return the payload and its error correction, interleaved (7.4 to 7.6)."""
    blocks = base.rs_blocks(version, LEVELS[level])
    room = sum(block.data_count for block in blocks)
    segment = util.MODE_8BIT_BYTE << 8 | len(payload)
    segment = (segment << 8 * len(payload) | int.from_bytes(payload, "big")) << 4  # terminator
    data = segment.to_bytes(len(payload) + 2, "big")
    data += bytes((util.PAD0, util.PAD1)) * ((room - len(data) + 1) // 2)
    parts, corrections, at = [], [], 0
    for total, count in blocks:
        parts.append(data[at : at + count])
        corrections.append(_remainder(parts[-1], total - count))
        at += count
    return _interleaved(parts) + _interleaved(corrections)


def _interleaved(parts: Sequence[bytes]) -> bytes:
    """Return the first byte of each part, then the second of each, and so on."""
    if len(parts) == 1:
        return parts[0]
    longest = range(max(map(len, parts)))
    return bytes(part[index] for index in longest for part in parts if index < len(part))


def _remainder(data: bytes, count: int) -> bytes:
    """Return ``count`` bytes of error correction (7.5.2), a byte of data at a time."""
    left, top = _left_by(count), 8 * (count - 1)
    low, rest = (1 << top) - 1, 0
    for byte in data:
        rest = (rest & low) << 8 ^ left[byte ^ rest >> top]
    return rest.to_bytes(count, "big")


@cache
def _left_by(count: int) -> tuple[int, ...]:
    """Return for each byte what is left of it when divided by the generator polynomial."""
    generator = base.Polynomial(util.LUT.rsPoly_LUT[count], 0)
    left = [0]
    for byte in range(1, 256):
        lowest = byte & -byte
        if byte == lowest:
            rest = bytes(base.Polynomial([byte], count) % generator)
            left.append(int.from_bytes(rest, "big"))
        else:  # division by a polynomial is linear
            left.append(left[lowest] ^ left[byte ^ lowest])
    return tuple(left)


# --- what symbols of a version have in common --------------------------------------------------


class _Row(list[Any]):
    """A row of modules that notes the order in which they are filled."""

    def __init__(self, row: Sequence[Any], filled: list[tuple[int, int]], number: int) -> None:
        super().__init__(row)
        self.filled, self.number = filled, number

    def __setitem__(self, column: Any, dark: Any) -> None:
        self.filled.append((self.number, column))
        super().__setitem__(column, dark)


@cache
def _order(version: int) -> tuple[tuple[int, int], ...]:
    """Return (row, column) of each module with data, in the order of the bits (7.7.3)."""
    code, filled = _empty(version, "M"), list[tuple[int, int]]()
    code.modules = [_Row(row, filled, number) for number, row in enumerate(code.modules)]
    qrcode.QRCode.map_data(code, (), 0)
    return tuple(filled)


@cache
def _placed(version: int) -> itemgetter[Any]:
    """Return what picks the module of each place from the bits, with a light one after them."""
    size, order = 17 + 4 * version, _order(version)
    bits = {place: index for index, place in enumerate(order[: len(order) // 8 * 8])}
    return itemgetter(*(bits.get((r, c), -1) for r in range(size) for c in range(size + 1)))


@cache
def _masks(version: int) -> tuple[int, ...]:
    """Return what each mask turns (7.8.2), as a symbol."""
    size, order, turned = 17 + 4 * version, _order(version), []
    for mask in _MASKS:
        turns, grid = util.mask_func(mask), [[False] * size for _ in range(size)]
        for row, column in order:
            grid[row][column] = turns(row, column)
        turned.append(packed(grid))
    return tuple(turned)


@cache
def _blank(version: int) -> int:
    """Return a symbol without data and with light format information: so masks are weighed."""
    return packed(_empty(version, "M", test=True).modules)


@cache
def _finished(version: int, level: str, mask: int) -> int:
    """Return a symbol without data."""
    return packed(_empty(version, level, mask).modules)


def _empty(version: int, level: str, mask: int = 0, *, test: bool = False) -> qrcode.QRCode:
    """Return patterns and format information, which ``test`` leaves light, and None for data."""
    code = qrcode.QRCode(version, LEVELS[level])
    code.data_cache, code.map_data = (), lambda data, mask: None
    code.makeImpl(test, mask)
    return code
