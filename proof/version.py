"""The version of the judge: what it found nothing wrong with, it need not judge again."""

from __future__ import annotations

import hashlib
from functools import cache

from wegwijs.proof import verapdf
from wegwijs.sources.shipped import shipped

_ROOM = shipped("proof")


@cache
def version() -> str:
    """Return a digest of the rules, and of who validates PDF/UA and PDF/A."""
    digest = hashlib.sha256((verapdf.why_not() or verapdf.FORMAT).encode())
    for file in sorted((*_ROOM.rglob("*.py"), *_ROOM.rglob("*.java"))):
        digest.update(file.relative_to(_ROOM).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
