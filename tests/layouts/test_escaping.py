"""What we escape is what the standard library makes of it."""

from __future__ import annotations

from xml.sax import saxutils

from hypothesis import given
from hypothesis import strategies as st

from wegwijs.layouts.escaping import escape, quoteattr


@given(st.text(st.sampled_from("a\"'&<>;\n\r\t é")))
def test_escaped_as_the_standard_library_does(text: str):
    assert escape(text) == saxutils.escape(text)
    assert quoteattr(text) == saxutils.quoteattr(text)
