"""Pieces that are packed once and joined are the file that any program for ZIP opens."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijs.layouts.word.package import Package, Stretch, deflated, member, stored

TEXT = st.text(max_size=300)
FEW = settings(max_examples=25)


@FEW
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6), st.binary(max_size=500))
def test_every_member_is_read_back_whole(texts: list[tuple[str, str]], picture: bytes) -> None:
    """What all documents have, each followed by what one document says."""
    pieces = []
    for shared, own in texts:
        pieces.append(Stretch.of(shared))
        pieces.append(pieces[-1].followed_by(own + shared[:50]))
    first = [deflated("[Content_Types].xml", b"<Types/>" * 50), stored("a.png", picture)]
    start = Package(first)
    data = Package(
        [member("word/document.xml", pieces), stored("b.png", picture)],
        Package([stored("c.png", picture)], start),
    ).file
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        names = ["[Content_Types].xml", "a.png", "c.png", "word/document.xml", "b.png"]
        assert opened.namelist() == names
        written = "".join(shared + own + shared[:50] for shared, own in texts)
        assert opened.read("word/document.xml").decode() == written
        assert opened.read("[Content_Types].xml") == b"<Types/>" * 50
        assert opened.read("a.png") == opened.read("b.png") == opened.read("c.png") == picture
    with zipfile.ZipFile(io.BytesIO(start.file)) as opened:
        assert opened.namelist() == ["[Content_Types].xml", "a.png"]


def test_what_one_document_says_costs_little_beside_what_it_resembles() -> None:
    row = "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>{}</w:tc></w:tr>"
    shared = Stretch.of("".join(row.format(name) for name in ("Politie", "NCTV", "Meld Misdaad")))
    own = shared.followed_by(row.format("Gemeente Lindewaard"))
    assert len(own.packed) < 40 < len(Stretch.of(row.format("Gemeente Lindewaard")).packed)
