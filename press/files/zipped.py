"""Files in a ZIP, as they are: documents are compressed already."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_THEN = (1980, 1, 1, 0, 0, 0)  # equal files are equal bytes


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files by name in a ZIP; equal files give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _THEN)
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            archive.writestr(entry, data)
    return out.getvalue()
