"""Pieces that are packed once and joined are the file that any program for ZIP opens."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from layouts.word.package import Package, Packer, deflated, member, stored

TEXT = st.text(max_size=300)
FEW = settings(max_examples=25)


@FEW
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_a_piece_is_packed_as_it_would_be_alone(texts: list[str]) -> None:
    packer = Packer(level=3)
    together = [packer.stretch(text) for text in texts]
    assert [one.packed for one in together] == [Packer(level=3).stretch(t).packed for t in texts]


@FEW
@given(st.lists(TEXT, max_size=6), st.binary(max_size=500))
def test_every_member_is_read_back_whole(texts: list[str], picture: bytes) -> None:
    packer, often = Packer(), Packer(level=3)
    pieces = [(often if index % 2 else packer).stretch(text) for index, text in enumerate(texts)]
    start = Package([deflated("[Content_Types].xml", b"<Types/>" * 50), stored("a.png", picture)])
    data = start.with_members([member("word/document.xml", pieces), stored("b.png", picture)])
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["[Content_Types].xml", "a.png", "word/document.xml", "b.png"]
        assert opened.read("word/document.xml").decode() == "".join(texts)
        assert opened.read("[Content_Types].xml") == b"<Types/>" * 50
        assert opened.read("a.png") == opened.read("b.png") == picture
