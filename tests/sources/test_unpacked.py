"""What a compressed file holds is measured before anything reads it."""

from __future__ import annotations

import zlib

import pytest

from wegwijs.sources.unpacked import MOST, TooMuch, streams_must_fit

AFTER = b"\nendstream\nendobj\n" + bytes(range(256)) * 4


@pytest.mark.parametrize("size", [1 << 20, (1 << 20) + 24_584, 3 << 20])
def test_a_logo_of_more_than_a_megabyte_is_measured_to_its_end(size: int) -> None:
    streams_must_fit(b"stream\r\n" + zlib.compress(b"\x00\x33\x66" * (size // 3)) + AFTER)


def test_streams_of_more_than_there_may_be_are_refused() -> None:
    packed = b"stream\r\n" + zlib.compress(bytes(MOST // 2 + 1)) + AFTER
    with pytest.raises(TooMuch):
        streams_must_fit(packed * 2)
