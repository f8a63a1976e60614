"""The desk and a person's own editor write the same files, in turns."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.desk.conftest import TODAY
from wegwijs.desk import fields
from wegwijs.desk.edition import contacts, with_value
from wegwijs.desk.reading import read, tree_of
from wegwijs.desk.shelf import Changed, NoSuchEdition, Shelf
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.logo import BadLogo


@pytest.fixture
def shelf(folder: Path) -> Shelf:
    return Shelf(folder)


def test_only_the_line_that_was_changed_is_another(shelf: Shelf) -> None:
    before = shelf.written("lindewaard")
    tree = with_value(tree_of(before.text), "contacts.0.phone", "14 030")
    after = shelf.save(before, tree).text
    assert after == before.text.replace("phone: 030 000 00 00", "phone: 14 030")
    assert "# VOORBEELD van een uitgave" in after


def test_an_organisation_that_a_person_changed_meanwhile_is_seen(shelf: Shelf) -> None:
    before = read(shelf.written("lindewaard"))
    own = "organisations:\n  - id: politie\n    name: Politie Oost\n    source: hulp-bij-radicalisering\n    checked: 2026-11-23\n"
    (shelf.own / "eigen.yaml").write_text(own, "utf-8")
    after = read(shelf.written("lindewaard"))
    assert before.loaded and after.loaded
    assert after.loaded.pack.organisation("politie").name == "Politie Oost"


def test_saving_what_did_not_change_writes_nothing(shelf: Shelf) -> None:
    path = shelf.path("lindewaard")
    before = path.stat().st_mtime_ns
    written = shelf.written("lindewaard")
    shelf.save(written, tree_of(written.text))
    assert path.stat().st_mtime_ns == before


def test_what_another_window_saved_is_not_written_over(shelf: Shelf) -> None:
    mine = shelf.written("lindewaard")
    shelf.save(mine, with_value(tree_of(mine.text), "name", "Elders"))
    with pytest.raises(Changed):
        shelf.save(mine, with_value(tree_of(mine.text), "name", "Ergens"))
    assert "Elders" in shelf.written("lindewaard").text


def test_a_wrong_value_is_kept_as_it_was_typed(shelf: Shelf) -> None:
    written = shelf.written("lindewaard")
    saved = shelf.save(written, with_value(tree_of(written.text), "contacts.0.phone", "14 03O"))
    assert contacts(tree_of(saved.text))[0]["phone"] == "14 03O"


@pytest.mark.parametrize("kind", ["school", "municipality", "workshop", "national"])
def test_a_new_edition_is_one_that_the_command_line_reads(shelf: Shelf, kind: str) -> None:
    tree = fields.new(kind, "nieuw", TODAY)
    tree = fields.filled_in(tree, {"name": ["'t Hof: Oost #3"]}, TODAY)
    id_ = shelf.add(tree | {"publisher": tree.get("publisher") or "Wij"})
    assert load(id_, SHIPPED, shelf.own).pack.edition.name == "'t Hof: Oost #3"


@pytest.mark.parametrize("name", ["../../etc", "con", "NUL", "/", "مدينة", "a" * 300, ".."])
def test_a_name_is_never_a_path(shelf: Shelf, name: str) -> None:
    id_ = shelf.add(fields.new("school", "nieuw", TODAY) | {"name": name[:120]})
    assert shelf.path(id_).parent == shelf.own / "editions"
    assert id_ not in {"con", "nul", ""}


def test_two_of_one_name_are_two_files(shelf: Shelf) -> None:
    tree = fields.new("school", "nieuw", TODAY) | {"name": "De Linde"}
    assert [shelf.add(tree), shelf.add(tree)] == ["de-linde", "de-linde-2"]


def test_a_new_edition_does_not_hide_one_that_came_with_the_program(shelf: Shelf) -> None:
    assert shelf.add(fields.new("school", "nieuw", TODAY) | {"name": "Nationaal"}) == "nationaal-2"


@pytest.mark.parametrize("id_", ["../lindewaard", "lindewaard/../lindewaard", "", "elders", ".."])
def test_an_id_is_one_that_the_folder_has(shelf: Shelf, id_: str) -> None:
    with pytest.raises(NoSuchEdition):
        shelf.written(id_)


def _logo(format_: str) -> bytes:
    image = Image.new("RGB", (600, 200), "white")
    ImageDraw.Draw(image).rectangle((20, 20, 580, 180), fill="navy")
    out = io.BytesIO()
    image.save(out, format_)
    return out.getvalue()


@pytest.mark.parametrize(("format_", "ending"), [("PNG", "png"), ("JPEG", "jpg")])
def test_a_logo_lies_beside_the_edition(shelf: Shelf, format_: str, ending: str) -> None:
    name = shelf.put_logo("lindewaard", _logo(format_))
    assert name == f"lindewaard-logo.{ending}"
    assert (shelf.own / "editions" / name).read_bytes() == _logo(format_)


@pytest.mark.parametrize(
    "data", [b"GIF89a" + b"x" * 100, b"<html><svg></svg>", b"\x89PNG broken", b"", b"%PDF-1.7"]
)
def test_what_is_no_logo_is_refused_and_leaves_nothing(shelf: Shelf, data: bytes) -> None:
    with pytest.raises(BadLogo, match=r"^Dit "):
        shelf.put_logo("lindewaard", data)
    assert [file.name for file in (shelf.own / "editions").iterdir()] == ["lindewaard.yaml"]
