"""The package (ZIP) of a document, joined from pieces that were compressed before.

Most text of a part is the same in hundreds of documents. Each stretch is deflated by itself, ending
on a byte boundary and without history (full flush, RFC 1951), so stretches can be concatenated. The
bytes depend on the text of each stretch alone, and no member carries a timestamp.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

from msgspec import Struct

_END = b"\3\0"  # an empty last block
_STORED, _DEFLATED = 0, 8
_VERSION, _DAY = 20, 0x21  # 1 January 1980, the first day of ZIP
_MODE = 0o600 << 16  # who may open a member that is taken out


class Stretch(Struct, frozen=True, eq=False):
    """A piece of a part, deflated by itself."""

    plain: bytes
    packed: bytes


class Member(Struct, frozen=True, eq=False):
    """A compressed part; ``size`` and ``crc`` are those of its plain bytes."""

    name: str
    packed: bytes
    size: int
    crc: int
    method: int


class Packer:
    """Deflates stretches one after another, each independent of the others."""

    def __init__(self, level: int = 9) -> None:
        # Own pieces are short: a small window and table take less time to set up.
        self._deflate = zlib.compressobj(level, zlib.DEFLATED, -12, 6)

    def stretch(self, text: str | bytes) -> Stretch:
        """Deflate a piece of XML."""
        plain = text.encode() if isinstance(text, str) else text
        packed = self._deflate.compress(plain) + self._deflate.flush(zlib.Z_FULL_FLUSH)
        return Stretch(plain, packed)


def member(name: str, stretches: Iterable[Stretch]) -> Member:
    """Assemble a part from stretches."""
    size = crc = 0
    packed = []
    for one in stretches:
        size, crc = size + len(one.plain), zlib.crc32(one.plain, crc)
        packed.append(one.packed)
    packed.append(_END)
    return Member(name, b"".join(packed), size, crc, _DEFLATED)


def deflated(name: str, data: bytes) -> Member:
    """Compress a whole part at once."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(data) + deflate.flush()
    return Member(name, packed, len(data), zlib.crc32(data), _DEFLATED)


def stored(name: str, data: bytes) -> Member:
    """Store a part that is compressed already, such as a picture."""
    return Member(name, data, len(data), zlib.crc32(data), _STORED)


class Package:
    """The members that many packages begin with, joined once."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.names = frozenset(one.name for one in members)
        self._body, self._directory = _joined(members, 0)

    def with_members(self, members: Sequence[Member]) -> bytes:
        """Return a complete package with these members after the fixed ones."""
        body, directory = _joined(members, len(self._body))
        count, start = len(self.names) + len(members), len(self._body) + len(body)
        size = len(self._directory) + len(directory)
        end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, size, start, 0)
        return b"".join((self._body, body, self._directory, directory, end))


def _joined(members: Iterable[Member], start: int) -> tuple[bytes, bytes]:
    """Return the bytes of members and of their directory entries; the first starts at ``start``."""
    body: list[bytes] = []
    rows: list[bytes] = []
    for one in members:
        name = one.name.encode()
        facts = (one.method, 0, _DAY, one.crc, len(one.packed), one.size, len(name), 0)
        local = struct.pack("<4s2H3H3I2H", b"PK\3\4", _VERSION, 0, *facts) + name
        row = struct.pack("<4s3H3H3I2H", b"PK\1\2", _VERSION, _VERSION, 0, *facts)
        rows += (row, struct.pack("<3H2I", 0, 0, 0, _MODE, start), name)
        body += (local, one.packed)
        start += len(local) + len(one.packed)
    return b"".join(body), b"".join(rows)
