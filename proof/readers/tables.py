"""Read a table that Excel opens: CSV with semicolons, in UTF-8 with a byte order mark."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence

from wegwijs.proof.readers.damage import Damaged, foreign_code
from wegwijs.sources.unpacked import TooMuch

MARK = codecs.BOM_UTF8
LARGEST = 300_000  # bytes; ours have 40,000 at most
MOST = 200  # rows


def read_table(data: bytes) -> Sequence[Sequence[str]]:
    """Return the cells of each row. Raises ``Damaged`` and ``TooMuch``."""
    if len(data) > LARGEST:
        raise TooMuch(f"{len(data)} bytes")
    with foreign_code():
        text = data.removeprefix(MARK).decode("utf-8")
        if "\0" in text:
            raise Damaged("a zero byte")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    if len(rows) > MOST:
        raise Damaged(f"more than {MOST} rows")
    return rows
