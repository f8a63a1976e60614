"""Stickers for a printer that drifts: moved once, and moved until somebody says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.press.conftest import TODAY, House, add
from wegwijs.layouts.products.drafts import NoDraft
from wegwijs.press.build.result import Result
from wegwijs.press.ledger.manifest import read_manifest
from wegwijs.press.offset import in_words, read
from wegwijs.press.order import document_in
from wegwijs.press.status import DocumentState, status
from wegwijs.proof.output_check import CheckSettings, check_output, one_by_one
from wegwijs.sources.load import SHIPPED

STICKERS = ["stickers"]
Made = Callable[[Result], list[str]]


def bytes_of(house: House) -> bytes:
    return (house.output / "aa/nl/stickers.pdf").read_bytes()


def test_an_offset_stays_until_another_is_given(house: House, made: Made) -> None:
    house.build("aa", products=STICKERS)
    straight = bytes_of(house)
    result = house.build("aa", products=STICKERS, offset=(1.0, -0.5))
    assert made(result) == ["aa/nl/stickers"]
    assert result.why[document_in("aa/nl", "stickers")] == [
        "verschuiving op het papier toegevoegd: 1 mm naar rechts en 0,5 mm omhoog"
    ]
    moved = bytes_of(house)
    assert moved != straight
    # Nothing changed: nothing is made, and it stays as it is.
    assert made(house.build("aa", products=STICKERS)) == []
    assert made(house.build("aa", products=STICKERS, offset=(1.0, -0.5))) == []
    # Something changed: it is made with the same offset, and that is told.
    file = house.sources / "editions" / "aa.yaml"
    file.write_text(f"{file.read_text('utf-8')}  accent: '#BFDCC4'\n", "utf-8")
    result = house.build("aa", products=STICKERS)
    assert made(result) == ["aa/nl/stickers"]
    (notice,) = result.notices
    assert "aa/nl/stickers is verschoven, 1 mm naar rechts en 0,5 mm omhoog" in notice
    assert "--offset 0,0" in notice
    again = bytes_of(house)
    house.build("aa", products=STICKERS, offset=(0.0, 0.0))
    assert bytes_of(house) not in (again, moved)
    entry = read_manifest(house.output).entry(document_in("aa/nl", "stickers"))
    assert entry and entry.offset is None
    assert house.true()


def test_an_offset_needs_no_new_version_and_is_not_outdated(house: House) -> None:
    house.build("aa", products=STICKERS)
    assert house.build("aa", products=STICKERS, offset=(2.0, 0.0)).same_version == []
    folders = [SHIPPED, house.sources]
    (found,) = status(["aa"], folders, house.output, TODAY, own=True).editions
    (one,) = [one for one in found.documents if one.document.product == "stickers"]
    assert one.state is DocumentState.CURRENT


def test_proof_measures_from_where_the_labels_were_moved(house: House) -> None:
    house.build("aa", products=STICKERS, offset=(-2.0, 1.5))
    settings = CheckSettings(
        output=house.output,
        folders=(SHIPPED, house.sources),
        today=TODAY,
        editions=("aa",),
        by="page-validation",
        work=one_by_one,
    )
    found = [one for one in check_output(settings).findings if "stickers" in one.document]
    assert found == []


def test_nothing_else_is_moved_and_that_is_said(house: House, made: Made) -> None:
    for offset in ((1.0, 1.0), (1.0, 1.0)):
        result = house.build("aa", offset=offset)
        assert made(result) == []
        assert any("--offset deed niets" in line for line in result.notices)


@pytest.mark.parametrize(
    ("typed", "offset", "words"),
    [
        ("1,-0.5", (1.0, -0.5), "1 mm naar rechts en 0,5 mm omhoog"),
        (" -0.25 , 2 ", (-0.25, 2.0), "0,25 mm naar links en 2 mm omlaag"),
        ("0,1", (0.0, 1.0), "1 mm omlaag"),
        ("-0,0", (0.0, 0.0), ""),
    ],
)
def test_it_is_read_as_it_is_typed(typed: str, offset: tuple[float, float], words: str) -> None:
    assert read(typed) == offset
    assert str(read(typed)) == str(offset)
    assert in_words(offset) == words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1", "geen twee getallen met een komma ertussen"),
        ("1,5,0,5", "met een punt: 1,-0.5"),
        ("nan,0", "geen twee getallen"),
        ("", "geen twee getallen"),
        ("1mm,2mm", "geen twee getallen"),
        ("6,0", "verder dan 5 mm kan niet"),
        ("0,-99", "verder dan 5 mm kan niet"),
    ],
)
def test_what_is_no_offset_is_refused_in_words(typed: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"kan niet|geen twee getallen") as error:
        read(typed)
    assert told in str(error.value)


# --- drafts ------------------------------------------------------------------------------------------


@pytest.fixture
def asks(house: House) -> Path:
    """An edition that asks for stickers in a language that is a draft."""
    file = add(house.sources, "cc")
    asked = "  languages: [nl, ar]\n  products: [pocket-card, stickers]\n"
    kept = file.read_text("utf-8").replace("  products:", "  #products:")
    file.write_text(f"{kept}{asked}", "utf-8")
    return file


def test_a_language_that_is_a_draft_has_none_and_the_rest_is_made(
    house: House, made: Made, asks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = house.build("cc", languages=[], products=[])
    assert "cc/nl/stickers" in made(result)
    assert "cc/ar/pocket-card" in made(result)
    assert "cc/ar/stickers" not in made(result)
    assert result.failed == []
    (notice,) = result.notices
    assert notice.startswith("Er zijn geen stickers in het Arabisch: die vertaling is nog concept")
    again = house.build("cc", languages=[], products=[])
    assert made(again) == [] and again.notices == result.notices
    with monkeypatch.context() as patch:  # and without reading anything
        patch.setattr("wegwijs.press.build.execute.carry_out", None)
        assert house.build("cc", languages=[], products=[]).notices == result.notices
    folders = [SHIPPED, house.sources]
    (found,) = status(["cc"], folders, house.output, TODAY, own=True).editions
    assert all(one.state is DocumentState.CURRENT for one in found.documents)


def test_who_asks_for_those_alone_is_refused(house: House, asks: Path) -> None:
    result = house.build("cc", languages=["ar"], products=STICKERS)
    (failed,) = result.failed
    assert isinstance(failed.error, NoDraft)
    assert result.made == [] and result.notices == []
