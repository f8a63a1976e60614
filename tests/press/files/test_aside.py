"""Nobody's work is lost: what somebody changed is kept, whatever the program does next."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from docx import Document as Word
from PIL import Image

import generate
import wegwijs.press.files.aside
from tests.press.build.test_run import build
from tests.press.conftest import House, add
from wegwijs.press.files.aside import next_name, put_aside, replace
from wegwijs.press.files.seal import is_sealed, seal_html
from wegwijs.press.ledger.journal import NAME as JOURNAL
from wegwijs.press.ledger.manifest import NAME

NOON = 1795392000 + 4 * 86400  # 27 November 2026
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="links and rights of Unix")
CARD = "aa/nl/pocket-card.pdf"
KEPT = "aa/nl/pocket-card (aangepast 2026-11-27).pdf"


def change(path: Path, data: bytes = b"ingevuld door iemand") -> bytes:
    path.write_bytes(data)
    os.utime(path, (NOON, NOON))
    return data


def new(house: House, before: dict[str, bytes]) -> dict[str, bytes]:
    """The files that were not there."""
    return {name: data for name, data in house.files().items() if name not in before}


def test_a_handout_that_a_trainer_filled_in_is_kept_beside_the_new_one(tmp_path: Path, capsys):
    house = House(tmp_path)
    add(house.sources, "aa")
    where = ["--sources", str(house.sources), "--output", str(house.output)]
    command = ["build", "aa", "--product=handout", "--today=2026-11-23", *where]
    assert generate.main(command) == 0
    handout = house.output / "aa/nl/handout.docx"
    pristine = handout.read_bytes()
    word = Word(str(handout))
    word.add_paragraph("Trainer: Samira. Lokaal 12.")
    word.save(str(handout))
    os.utime(handout, (NOON, NOON))
    filled = handout.read_bytes()
    capsys.readouterr()

    assert generate.main([*command, "--dry-run"]) == 0
    told = capsys.readouterr()
    assert f"Dit zou worden gemaakt (een bestand was weg of met de hand veranderd):\n  {handout}" in told.out  # fmt: skip
    kept = handout.with_name("handout (aangepast 2026-11-27).docx")
    assert f"Dit zou worden bewaard onder een andere naam:\n  {kept}\n" in told.err
    assert (handout.read_bytes(), kept.exists()) == (filled, False)

    assert generate.main(command) == 0
    told = capsys.readouterr()
    before = f"Met de hand veranderd. Dit blijft bewaard, onder een andere naam:\n  {handout}\n"
    after = f"Bewaard onder een andere naam:\n  {kept}\n"
    assert told.err == before + after
    assert handout.read_bytes() == pristine
    assert kept.read_bytes() == filled
    assert "Trainer: Samira. Lokaal 12." in [p.text for p in Word(str(kept)).paragraphs]

    assert generate.main(command) == 0
    assert "Er is niets veranderd" in capsys.readouterr().out
    assert generate.main(["changes", "--output", str(house.output)]) == 0
    line = "Bewaard onder een andere naam, want iemand had het veranderd: aa/nl/handout (aangepast 2026-11-27).docx"
    assert line in capsys.readouterr().out


@pytest.mark.parametrize("force", [False, True])
def test_new_data_or_force_do_not_cost_anybody_his_work(house: House, capsys, force: bool):
    before = house.files()
    work = change(house.output / CARD)
    if not force:
        add(house.sources, "aa", "Een ander")
    assert build(house, "aa", "--json", *["--force"] * force) == 0
    told = json.loads(capsys.readouterr().out)
    row = {"path": str(house.output / CARD), "aside": str(house.output / KEPT)}
    assert told["put_aside"] == [row]
    assert new(house, before) == {KEPT: work}
    assert (house.files()[CARD] == before[CARD]) == force
    assert house.build("aa").aside == []


def test_a_name_that_is_taken_gets_a_number(house: House):
    before = house.files()
    for work in (b"een", b"twee", b"drie"):
        change(house.output / CARD, work)
        assert len(house.build("aa").aside) == 1
    assert new(house, before) == {
        KEPT: b"een",
        KEPT.replace(")", ", 2)"): b"twee",
        KEPT.replace(")", ", 3)"): b"drie",
    }
    assert before.items() <= house.files().items()


def test_what_is_the_same_as_the_new_one_is_nothing_to_keep(house: House):
    before = house.files()
    (house.output / NAME).unlink()
    assert house.build("aa", "bb").aside == []
    assert house.files() == before


@pytest.mark.parametrize("manifest", [None, "{", '{"format": 3}'])
def test_of_a_lost_manifest_everything_that_is_otherwise_is_somebodys(
    house: House, capsys, manifest: str | None
):
    before = house.files()
    (house.output / NAME).unlink()
    if manifest:
        (house.output / NAME).write_text(manifest)
    work = change(house.output / CARD)
    assert build(house, "aa") == 0
    told = capsys.readouterr().err
    assert "Dit stond er al, en is niet van dit programma." in told
    assert f"Bewaard onder een andere naam:\n  {house.output / KEPT}\n" in told
    assert new(house, before) == {KEPT: work}


def test_a_manifest_of_another_version_still_says_what_is_ours(house: House):
    """Else each new version of the program would keep a copy of everything."""
    before = house.files()
    content = json.loads((house.output / NAME).read_text("utf-8"))
    (house.output / NAME).write_text(json.dumps(content | {"format": 99, "nieuw": []}), "utf-8")
    work = change(house.output / CARD)
    for id_ in ("aa", "bb"):
        add(house.sources, id_, "Een ander")
    assert [one.path for one in house.build("aa").aside] == [house.output / CARD]
    assert house.build("bb").aside == []  # what the first order left out is still known
    assert new(house, before) == {KEPT: work}
    assert not (house.output / JOURNAL).exists()


def test_a_file_of_a_stranger_with_our_name_is_kept(tmp_path: Path, capsys):
    house = House(tmp_path)
    add(house.sources, "aa")
    (house.output / CARD).parent.mkdir(parents=True)
    work = change(house.output / CARD, b"van een ander")
    assert build(house, "aa", "--dry-run") == 0
    assert str(house.output / KEPT) in capsys.readouterr().err
    assert build(house, "aa") == 0
    assert house.files()[KEPT] == work


def test_a_card_that_changed_by_hand_while_another_was_made_is_kept(house: House, monkeypatch):
    """Who saves after the program looked, but before it writes."""
    before = house.files()
    add(house.sources, "aa", "Een ander")
    first, works = wegwijs.press.files.aside.write, []

    def write(path: Path, data: bytes, make_way, *, flushed: bool) -> None:
        works.append(change(house.output / CARD, b"op het laatst"))
        first(path, data, make_way, flushed=flushed)

    monkeypatch.setattr(wegwijs.press.files.aside, "write", write)
    house.build("aa")
    assert works[0] in new(house, before).values()


# --- what can go wrong ------------------------------------------------------------------------


@pytest.mark.parametrize("links", [True, False], ids=["links", "a disk without links"])
@pytest.mark.parametrize("call", ["replace", "link", "rename", "open"])
def test_a_file_that_is_open_in_word_or_a_full_disk_leaves_it_where_it_was(
    house: House, monkeypatch, call: str, links: bool
):
    before = house.files()
    work = change(house.output / CARD)
    add(house.sources, "aa", "Een ander")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(house.output / CARD))

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    target = os if call == "link" else Path
    replace_ = Path.replace
    if call == "replace":
        monkeypatch.setattr(
            Path, "replace", lambda p, to: refuse() if to.name[0] == "p" else replace_(p, to)
        )
    elif call == "open":
        open_ = Path.open
        monkeypatch.setattr(
            Path, "open", lambda p, *a, **k: refuse() if ".pdf." in p.name else open_(p, *a, **k)
        )
    else:
        monkeypatch.setattr(target, call, refuse)
    result = house.build("aa")
    monkeypatch.undo()
    fails = call in ("replace", "open") or (call == "rename" and not links)
    assert bool(result.failed) == fails
    if fails:
        assert house.files() == before | {CARD: work}
    else:
        assert new(house, before) == {KEPT: work}
    assert house.build("aa").failed == []
    assert new(house, before) == {KEPT: work}


def test_broken_off_between_the_two_names_it_is_kept_once(house: House, monkeypatch):
    before = house.files()
    work = change(house.output / CARD)

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(
        wegwijs.press.files.aside, "_take_back", killed
    )  # as nothing runs after a kill
    monkeypatch.setattr(Path, "replace", killed)
    for _ in range(2):
        with pytest.raises(Killed):
            replace(house.output / CARD, b"nieuw", lambda path: False)
        assert work in (house.files()[CARD], house.files()[KEPT])
    monkeypatch.undo()
    house.build("aa")
    assert new(house, before) == {KEPT: work}


@UNIX
def test_a_link_in_the_place_of_a_document_is_kept_and_not_followed(house: House, tmp_path: Path):
    mine = tmp_path / "van mij.pdf"
    mine.write_bytes(b"van mij")
    card = house.output / CARD
    card.unlink()
    card.symlink_to(mine)
    (kept,) = house.build("aa").aside
    assert kept.aside.readlink() == mine
    assert mine.read_bytes() == b"van mij"
    assert not card.is_symlink()


@pytest.mark.parametrize("time", [0, -(10**10), 10**11])
def test_a_file_from_a_clock_that_was_never_set_has_a_name_too(tmp_path: Path, time: int):
    file = tmp_path / "handout.docx"
    file.write_bytes(b"x")
    os.utime(file, (time, time))
    assert next_name(file).name.startswith("handout (aangepast 20")
    assert put_aside(file).aside.read_bytes() == b"x"


# --- what goes away ---------------------------------------------------------------------------


def test_what_no_edition_asks_for_stays_when_somebody_changed_it(house: House, capsys):
    house.build()
    work = change(house.output / CARD)
    (house.sources / "editions" / "aa.yaml").unlink()
    assert build(house, "--all", "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["removed"] == [str(house.output / "aa/nl/pocket-card-a4.pdf")]
    assert told["kept"] == [str(house.output / CARD)]
    assert (house.output / "aa/nl/pocket-card-a4.pdf").exists()
    assert build(house, "--all", "--json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["kept"] == [str(house.output / CARD)]
    assert f"{house.output / CARD} is met de hand veranderd en blijft dus staan." in told.err
    assert {name: data for name, data in house.files().items() if name[:3] == "aa/"} == {CARD: work}


@UNIX
def test_what_stands_behind_a_link_to_elsewhere_is_not_written_removed_or_drawn(
    house: House, tmp_path: Path, capsys
):
    house.build()
    there = tmp_path / "elders"
    shutil.move(house.output / "aa/nl", there)
    (house.output / "aa/nl").symlink_to(there)
    before = {path: path.read_bytes() for path in there.iterdir()}
    add(house.sources, "aa", "Een ander")
    assert build(house, "aa") == 7
    told = capsys.readouterr().err
    assert f"deze map is een koppeling naar een andere plek, maak er een gewone map van ({house.output / 'aa/nl'})" in told  # fmt: skip
    assert generate.main(["preview", str(house.output), "--edition=aa", "--dpi=40"]) == 7
    assert "deze map is een koppeling naar een andere plek" in capsys.readouterr().err
    (house.sources / "editions" / "aa.yaml").unlink()
    assert build(house, "--all") == 0
    told = capsys.readouterr().err
    assert f"{house.output / CARD} blijft staan: een map op die plek is een koppeling" in told
    assert {path: path.read_bytes() for path in there.iterdir()} == before


# --- pictures and reports ---------------------------------------------------------------------


def draw(house: House) -> None:
    assert generate.main(["preview", str(house.output), "--edition=aa", "--dpi=40"]) == 0


@pytest.mark.parametrize("name", ["nl/preview/pocket-card-opened.png", "contact-sheet.png"])
@pytest.mark.parametrize("again", ["preview", "build"])
def test_a_picture_that_somebody_drew_in_is_kept(house: House, capsys, name: str, again: str):
    draw(house)
    before = house.files()
    draw(house)
    assert house.files() == before  # what nobody touched is nobody's work
    picture = house.output / "aa" / name
    with Image.open(picture) as image:
        image.transpose(Image.Transpose.ROTATE_180).save(picture)
    work = change(picture, picture.read_bytes())
    capsys.readouterr()
    if again == "preview":
        draw(house)
    else:
        add(house.sources, "aa", "Een ander")
        assert build(house, "aa", "--dry-run") == 0
        assert (
            "pocket-card-opened (aangepast" in (told := capsys.readouterr().err)
            or "sheet (" in told
        )
        assert build(house, "aa") == 0
    kept = f"aa/{name.removesuffix('.png')} (aangepast 2026-11-27).png"
    assert f"Bewaard onder een andere naam:\n  {house.output / kept}\n" in capsys.readouterr().err  # fmt: skip
    assert new(house, before) == {kept: work}
    assert picture.exists() == (again == "preview")
    if again == "preview":
        draw(house)
        assert new(house, before) == {kept: work}


def test_a_report_with_notes_of_somebody_is_kept(tmp_path: Path):
    report = tmp_path / "nagekeken.html"
    page = seal_html(b"<p>verslag</p>\n")
    assert replace(report, page, is_sealed) is None
    assert replace(report, seal_html(b"<p>later</p>\n"), is_sealed) is None
    work = change(report, report.read_bytes().replace(b"later", b"later. Gebeld, klopt."))
    kept = replace(report, page, is_sealed)
    assert kept and kept.aside.read_bytes() == work
    assert report.read_bytes() == page
    assert change(report, b"<p>van een ander</p>") and not is_sealed(report)


def test_a_schema_that_somebody_changed_is_kept(tmp_path: Path, capsys):
    def init(name: str) -> None:
        order = ["init", str(tmp_path), "--kind=school", "--name", name]
        assert generate.main(order) == 0

    init("een")
    schema = tmp_path / "schema.json"
    ours = schema.read_bytes()
    init("twee")
    former = json.loads(ours) | {"title": "een vorige versie"}
    former.pop("$comment")
    work = change(schema, json.dumps(former).encode())
    init("drie")
    told = capsys.readouterr().err
    kept = tmp_path / "schema (aangepast 2026-11-27).json"
    assert told == f"Bewaard onder een andere naam:\n  {kept}\n"
    assert (kept.read_bytes(), schema.read_bytes()) == (work, ours)
    assert len(list(tmp_path.glob("*.json"))) == 2
