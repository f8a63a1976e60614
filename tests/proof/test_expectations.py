"""What proof expects: from the data alone, of every product that has a file for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.layouts.own_editions import write_editions
from tests.proof.test_proof import render
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.products.registry import PRODUCTS as MADE
from wegwijs.layouts.products.registry import SELECTABLE, STANDARD
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof import expectations
from wegwijs.proof.case import Case
from wegwijs.proof.expectations import registry
from wegwijs.proof.expectations.speech import written_day
from wegwijs.proof.folder import DamagedManifest, LinkedAway, read_made, read_manifest
from wegwijs.proof.formats import FORMATS, format_of
from wegwijs.proof.judge import judge
from wegwijs.proof.words import key, same
from wegwijs.sources.days import day


def test_every_product_that_is_made_can_be_judged() -> None:
    assert set(registry.PRODUCTS) == set(MADE)
    assert set(registry.OF_FILE) == {file for one in MADE.values() for file in one.file_names}
    assert {format_of(file) for file in registry.OF_FILE} == FORMATS.keys()


def test_an_edition_without_a_list_asks_for_what_proof_expects() -> None:
    judged = {one.id for one in registry.PRODUCTS.values() if one.standard}
    assert judged & SELECTABLE.keys() == set(STANDARD)


def test_a_file_in_the_folder_is_all_that_a_new_product_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "poster_made_up.py").write_text(
        "from wegwijs.proof.expectations.product import Product\n"
        "PRODUCT = Product('poster', {'poster.pdf': None}, lambda truth, profile: ())\n"
    )
    monkeypatch.setattr(expectations, "__path__", [*expectations.__path__, str(tmp_path)])
    assert registry.found()["poster"].files == {"poster.pdf": None}


@pytest.mark.parametrize("name", ["leaflet.pdf", "pocket-card.pdf"])
def test_what_has_no_room_may_give_way(name: str, theme: Theme, tmp_path: Path) -> None:
    """A school with six contacts: the panels are full, and the build says what it left out."""
    folder = write_editions(tmp_path / "eigen")
    outline = build_outline(pack_in("nl", "zes-lang", folder))
    product = next(one for one in MADE.values() if name in one.file_names)
    assert product.omissions(outline, theme.for_outline(outline))
    path = tmp_path / name
    path.write_bytes(render(outline, theme, name))
    case = Case("x/nl/x", name, path, truth_in("nl", "zes-lang", folder), rules=False)
    assert judge(case).findings == []


def test_texts_are_the_same_whatever_quotes_print_gives_them() -> None:
    assert key('\'s-Hertogenbosch "zo"') == key("\u2019s-Hertogenbosch \u201czo\u201d")
    assert same("Kijk 's avonds", "Kijk \u2019s\u00a0avonds")
    assert not same("Kijk 's avonds", "Kijk 'savonds")
    assert key("'s-Hertogenbosch") != key("s-Hertogenbosch")


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("nl-NL", "3 november 2026"),
        ("en-GB", "3 November 2026"),
        ("en-US", "3 November 2026"),
        ("de-DE", "3. November 2026"),
        ("pl-PL", "3 listopada 2026"),
        ("zh-CN", "2026年11月3日"),
    ],
)
def test_a_day_never_begins_with_the_month(locale: str, written: str) -> None:
    assert written_day(day("2026-11-03"), locale) == written


# --- the folder ------------------------------------------------------------------------------------


def manifest(output: Path, row: object, **more: object) -> Path:
    content = {"format": 5, "documents": {"x/nl": {"leaflet": row}}, "known": {}} | more
    (output / "manifest.json").write_text(json.dumps(content), "utf-8")
    return output


def test_both_forms_of_a_manifest_are_read(tmp_path: Path) -> None:
    now = ["i", "f", "press", False, "", True, {"leaflet.pdf": ["a" * 64, 12, 5]}]
    whole = {"x/nl/leaflet": [*now[:-1], {"x/nl/leaflet.pdf": ["a" * 64, 12, 5]}]}
    former = read_manifest(manifest(tmp_path, now, format=4, documents=whole)).documents[
        "x/nl/leaflet"
    ]
    (made,) = read_manifest(manifest(tmp_path, now)).documents.values()
    assert made == former
    files = {"x/nl/leaflet.pdf": (12, "a" * 64)}
    assert (made.files, made.profile, made.pending) == (files, "press", False)
    (pending,) = read_manifest(manifest(tmp_path, [*now, True])).documents.values()
    assert pending.pending


def test_a_manifest_of_ten_times_all_municipalities_is_read(tmp_path: Path) -> None:
    row = ["i" * 64, "f" * 64, "office", False, "s" * 7_000, True, {"a.pdf": ["a" * 64, 12, 5]}]
    many = {f"gemeente-{number}/nl": {"leaflet": row} for number in range(2_000)}
    assert len(read_manifest(manifest(tmp_path, row, documents=many)).documents) == 2_000
    assert (tmp_path / "manifest.json").stat().st_size > 12_000_000


@pytest.mark.parametrize(
    "name", ["../geheim.pdf", "../../geheim.pdf", "x/nl/a.pdf", "", "..", "a\\b.pdf"]
)
def test_a_manifest_that_names_what_is_not_its_own_is_none_of_ours(
    name: str, tmp_path: Path
) -> None:
    row = ["i", "f", "office", False, "", True, {name: ["a" * 64, 12, 5]}]
    with pytest.raises(DamagedManifest):
        read_manifest(manifest(tmp_path, row))


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere, output = tmp_path / "elders", tmp_path / "uit"
    elsewhere.mkdir()
    (elsewhere / "a.pdf").write_bytes(b"%PDF")
    (output / "x").mkdir(parents=True)
    (output / "x" / "nl").symlink_to(elsewhere)
    with pytest.raises(LinkedAway):
        read_made(output / "x" / "nl" / "a.pdf", output)
    whole = tmp_path / "naam"
    whole.symlink_to(elsewhere)
    assert read_made(whole / "a.pdf", whole) == b"%PDF", "the output folder itself may be a link"
