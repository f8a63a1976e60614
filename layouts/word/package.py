"""The package (ZIP) of a document, joined from pieces that were compressed before.

Most text of a part is the same in hundreds of documents. Each piece is deflated on its own and ends
on a byte boundary (full flush, RFC 1951), so pieces can be concatenated. What only one document has
uses the preceding, similar piece as its dictionary: that is smaller and faster. The bytes depend
only on the text of the pieces, and no member carries a timestamp.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence

from msgspec import Struct

_END = b"\3\0"  # an empty last block
_STORED, _DEFLATED = 0, 8
_VERSION, _DAY = 20, 0x21  # 1 January 1980, the first day of ZIP
_MODE = 0o600 << 16  # Unix permissions of an extracted member
_LOCAL, _ROW = struct.Struct("<4s2H3H3I2H"), struct.Struct("<4s3H3H3I2H3H2I")
_END_OF_DIRECTORY = struct.Struct("<4s4H2IH")
# For what only one document has: small tables take less time to set up.
_QUICK, _WINDOW, _MEMORY = 3, 13, 5
_KNOWN = 3000  # bytes of dictionary: one or two rows of a table


class Stretch(Struct, frozen=True, eq=False):
    """A deflated piece of a part."""

    plain: bytes
    packed: bytes

    @classmethod
    def of(cls, text: str) -> Stretch:
        """Deflate a piece that many documents share."""
        plain = text.encode()
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        return cls(plain, deflate.compress(plain) + deflate.flush(zlib.Z_FULL_FLUSH))

    def followed_by(self, text: str) -> Stretch:
        """Deflate a piece of a single document, to be placed directly after this one."""
        plain, known = text.encode(), self.plain[-_KNOWN:]
        deflate = zlib.compressobj(_QUICK, zlib.DEFLATED, -_WINDOW, _MEMORY, zdict=known)
        return Stretch(plain, deflate.compress(plain) + deflate.flush(zlib.Z_FULL_FLUSH))


class Member(Struct, frozen=True, eq=False):
    """A compressed part; ``size`` and ``crc`` are those of the uncompressed bytes."""

    name: str
    packed: bytes
    size: int
    crc: int
    method: int


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
    """Store a part that is compressed already, such as a picture, as it is."""
    return Member(name, data, len(data), zlib.crc32(data), _STORED)


class Package:
    """Members of a package, joined once; ``before`` holds the members that precede them, ``day`` is
    the date of each in the format of ZIP.
    """

    def __init__(
        self, members: Sequence[Member], before: Package | None = None, day: int = _DAY
    ) -> None:
        start = before.length if before else 0
        body, directory = _joined(members, start, day)
        self.length: int = start + len(body)
        self.count: int = len(members) + (before.count if before else 0)
        self._bodies: tuple[bytes, ...] = (*(before._bodies if before else ()), body)
        self._directory: bytes = (before._directory if before else b"") + directory

    @property
    def file(self) -> bytes:
        """The complete package."""
        size, count = len(self._directory), self.count
        end = _END_OF_DIRECTORY.pack(b"PK\5\6", 0, 0, count, count, size, self.length, 0)
        return b"".join((*self._bodies, self._directory, end))


def _joined(members: Iterable[Member], start: int, day: int) -> tuple[bytes, bytes]:
    """Return the bytes of members and of their directory entries; the first member is at offset
    ``start``.
    """
    body: list[bytes] = []
    rows: list[bytes] = []
    for one in members:
        name = one.name.encode()
        facts = (one.method, 0, day, one.crc, len(one.packed), one.size, len(name), 0)
        local = _LOCAL.pack(b"PK\3\4", _VERSION, 0, *facts) + name
        row = _ROW.pack(b"PK\1\2", _VERSION, _VERSION, 0, *facts, 0, 0, 0, _MODE, start)
        rows += (row, name)
        body += (local, one.packed)
        start += len(local) + len(one.packed)
    return b"".join(body), b"".join(rows)
