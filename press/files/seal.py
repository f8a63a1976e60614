"""Seal files that no manifest lists (pictures, reports), to detect whether somebody edited them.

The seal is the digest of all bytes before it. Editing the file breaks or drops it. It does not
prove who wrote the file, only that nobody edited it since. Loads nothing heavy.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from pathlib import Path

from wegwijs.sources.regular import read_regular

MOST = 100_000_000  # bytes; a page at 600 dpi has some millions
_NAME = b"seAL"  # a private, unsafe-to-copy chunk: an editor that changes the picture must drop it
_END = b"\0\0\0\0IEND\xaeB`\x82"
_CHUNK = 32 + 12  # the digest, and the length, name and checksum around it
_HTML = re.compile(rb"<!-- wegwijs ([0-9a-f]{64}) -->\n\Z")


def seal_png(picture: bytes) -> bytes:
    """Return a PNG with a seal chunk before its end."""
    body = picture.removesuffix(_END)
    return body + _chunk(body) + _END


def seal_html(page: bytes) -> bytes:
    """Return an HTML page with a seal at its end."""
    return page + b"<!-- wegwijs %s -->\n" % hashlib.sha256(page).hexdigest().encode()


def is_sealed(path: Path) -> bool:
    """Return whether a file is unchanged; a link or an unreadable file is not."""
    try:
        data = read_regular(path, MOST)
    except OSError:
        return False
    if data.endswith(_END):
        body, seal = data[: -_CHUNK - len(_END)], data[-_CHUNK - len(_END) : -len(_END)]
        return seal == _chunk(body)
    if found := _HTML.search(data, max(0, len(data) - 128)):
        body = data[: found.start()]
        return hashlib.sha256(body).hexdigest().encode() == found[1]
    return False


def _chunk(body: bytes) -> bytes:
    content = _NAME + hashlib.sha256(body).digest()
    return struct.pack(">I", 32) + content + struct.pack(">I", zlib.crc32(content))
