"""A packed document that cannot be read is damaged, whatever is wrong with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from wegwijs.proof.readers.damage import Damaged
from wegwijs.proof.readers.packed import Packed


def spoiled(data: bytearray) -> None:
    data[60:400] = b"\xff" * 340


def locked(data: bytearray) -> None:
    data[6] |= 1  # the first bit of the flags: encrypted
    data[data.rindex(b"PK\x01\x02") + 8] |= 1


def cut(data: bytearray) -> None:
    del data[-30:]


@pytest.mark.parametrize("harm", [spoiled, locked, cut])
def test_it_is_damaged(harm: Callable[[bytearray], None]) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", "".join(map(str, range(9000))))
    data = bytearray(file.getvalue())
    harm(data)
    with pytest.raises(Damaged):
        Packed(bytes(data))
