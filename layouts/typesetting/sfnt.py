"""TrueType files as tables: split, assembled, and extended with our own glyphs."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

Tables = dict[bytes, bytearray]
Component = tuple[int, int, int]  # a glyph, and its offset: right and up, in font units
Box = tuple[int, int, int, int]  # left, bottom, right and top


class Glyph(NamedTuple):
    """A composite glyph."""

    width: int
    parts: tuple[Component, ...]


_CHECKSUM_TARGET = 0xB1B0AFBA  # OpenType: the sum of all words of a font
_WORDS, _OFFSETS, _MORE = 0x1, 0x2, 0x20  # component flags: 16-bit arguments that are offsets
_BOX = 36  # offset of the bounding box in head
_COMPONENTS_ELEMENTS = 28  # offset of maxComponentElements and maxComponentDepth in maxp


def taken_apart(font: bytes) -> Tables:
    """Return the tables of a font."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        tables[tag] = bytearray(font[offset : offset + length])
    return tables


def put_together(version: bytes, tables: Tables) -> bytes:
    """Return a font of these tables, with correct checksums."""
    struct.pack_into(">L", tables[b"head"], 8, 0)  # checkSumAdjustment, set at the end
    power = len(tables).bit_length() - 1
    directory = version + struct.pack(
        ">4H", len(tables), 16 << power, power, (len(tables) - (1 << power)) * 16
    )
    body, places, total = b"", {}, 0
    start = 12 + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        places[tag], checksum = start + len(body), _sum(bytes(table))
        total += checksum
        directory += struct.pack(">4sLLL", tag, checksum, places[tag], len(table))
        body += bytes(table) + bytes(-len(table) % 4)
    font = bytearray(directory + body)
    adjustment = (_CHECKSUM_TARGET - _sum(directory) - total) % 2**32
    struct.pack_into(">L", font, places[b"head"] + 8, adjustment)
    return bytes(font)


def _sum(data: bytes) -> int:
    """Return OpenType's checksum: the sum of 32-bit words."""
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) % 2**32


def glyph_count(font: bytes) -> int:
    """Return the number of glyphs in a font."""
    count: int = struct.unpack_from(">H", taken_apart(font)[b"maxp"], 4)[0]
    return count


def bounding_box(font: bytes) -> Box:
    """Return the box around all glyphs of a font, in font units."""
    return _box_in(taken_apart(font)[b"head"])


def composed(font: bytes, glyphs: Sequence[Glyph], first: int = 0) -> bytes:
    """Return the font with our glyphs added after its last one, or from the id ``first`` on."""
    if not glyphs:
        return font
    tables = taken_apart(font)
    places, metrics = _places(tables), _metrics(tables)
    outlines, lacking = tables[b"glyf"], max(0, first - len(metrics) // 4)
    boxes = [_box_in(tables[b"head"])]
    places += [len(outlines)] * lacking
    metrics += bytes(4 * lacking)
    for width, parts in glyphs:
        drawn = [part for part in parts if places[part[0] + 1] > places[part[0]]]
        box = _box(drawn, outlines, places)
        if drawn:
            boxes.append(box)
            outlines += struct.pack(">h4h", -1, *box) + _components(drawn)
            outlines += bytes(-len(outlines) % 4)
        places.append(len(outlines))
        metrics += struct.pack(">Hh", width, box[0])
    total = len(metrics) // 4
    tables[b"loca"] = bytearray(struct.pack(f">{total + 1}L", *places))
    tables[b"hmtx"] = metrics
    struct.pack_into(">4h", tables[b"head"], _BOX, *_around(boxes))
    struct.pack_into(">h", tables[b"head"], 50, 1)  # 32-bit offsets
    struct.pack_into(">H", tables[b"hhea"], 34, total)
    _limits(tables[b"maxp"], total, max(len(glyph.parts) for glyph in glyphs))
    return put_together(font[:4], tables)


def _places(tables: Tables) -> list[int]:
    """Return the offsets of the outlines, and the end of the last one."""
    loca = tables[b"loca"]
    if struct.unpack_from(">h", tables[b"head"], 50)[0]:
        return list(struct.unpack(f">{len(loca) // 4}L", loca))
    return [2 * place for place in struct.unpack(f">{len(loca) // 2}H", loca)]


def _metrics(tables: Tables) -> bytearray:
    """Return advance width and left side bearing of each glyph."""
    count = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    wide = 4 * min(count, struct.unpack_from(">H", tables[b"hhea"], 34)[0])
    hmtx = tables[b"hmtx"]
    metrics, last = hmtx[:wide], hmtx[wide - 4 : wide - 2]
    for place in range(wide, wide + 2 * (count - wide // 4), 2):
        # as wide as the last glyph with a width of its own
        metrics += last + hmtx[place : place + 2]
    return metrics


def _box_in(head: bytearray) -> Box:
    left, bottom, right, top = struct.unpack_from(">4h", head, _BOX)
    return left, bottom, right, top


def _box(parts: Sequence[Component], outlines: bytearray, places: Sequence[int]) -> Box:
    """Return the box around parts."""
    boxes = []
    for glyph, x, y in parts:
        left, bottom, right, top = struct.unpack_from(">4h", outlines, places[glyph] + 2)
        boxes.append((left + x, bottom + y, right + x, top + y))
    return _around(boxes)


def _around(boxes: Sequence[Box]) -> Box:
    if not boxes:
        return 0, 0, 0, 0
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _components(parts: Sequence[Component]) -> bytes:
    last = len(parts) - 1
    return b"".join(
        struct.pack(">HHhh", _WORDS | _OFFSETS | (_MORE if i < last else 0), glyph, x, y)
        for i, (glyph, x, y) in enumerate(parts)
    )


def _limits(maxp: bytearray, count: int, parts: int) -> None:
    """What a renderer must have room for."""
    struct.pack_into(">H", maxp, 4, count)
    points, contours, whole_points, whole_contours = struct.unpack_from(">4H", maxp, 6)
    most = max(points, whole_points) * parts, max(contours, whole_contours) * parts
    struct.pack_into(">2H", maxp, 10, *(min(one, 0xFFFF) for one in most))
    elements, depth = struct.unpack_from(">2H", maxp, _COMPONENTS_ELEMENTS)
    struct.pack_into(">2H", maxp, _COMPONENTS_ELEMENTS, max(elements, parts), depth + 1)
