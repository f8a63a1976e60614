"""To know where one stands, without making or changing anything."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import generate
import wegwijs.press.build.prepare
from tests.press.build.test_run import ROOT, spoil
from tests.press.conftest import House, add
from tests.press.ledger.test_outdated import asks
from wegwijs.press.files.lock import locked
from wegwijs.press.ledger.manifest import NAME, read_manifest

CARD = "aa/nl/pocket-card.pdf"
CARDS = "zakkaartje en printinstructie"  # who prints cards gets the sheet that tells how


@pytest.fixture
def house(house: House) -> House:
    """Two editions that ask for cards: aa in two languages, and all is made."""
    asks(house, "nl, en")
    file = house.sources / "editions" / "bb.yaml"
    file.write_text(
        file.read_text("utf-8").replace("id: bb", "id: bb\n  products: [pocket-card]"), "utf-8"
    )
    house.build("aa", "bb", languages=["all"], products=[])
    return house


def status(house: House, capsys, *names: str, code: int = 0, today: str = "2026-11-23") -> str:
    where = ["--sources", str(house.sources), "--output", str(house.output), "--today", today]
    capsys.readouterr()
    assert generate.main(["status", *names, *where]) == code
    return capsys.readouterr().out


def as_json(house: House, capsys, *names: str, **more: Any) -> dict[str, Any]:
    return json.loads(status(house, capsys, "--json", *names, **more))


def states(house: House, capsys) -> dict[str, str]:
    return {
        f"{edition['edition']}/{one['language']}": one["state"]
        for edition in as_json(house, capsys)["editions"]
        for one in edition["documents"]
        if one["product"] == "pocket-card"
    }


def mend(house: House, capsys) -> None:
    """Type the commands that it gives; then all is well."""
    commands = as_json(house, capsys)["commands"]
    assert commands
    for row in commands:
        program, file, *words = shlex.split(row["command"])
        assert (program, file) == ("python", "generate.py")
        assert generate.main([*words, "--today=2026-11-23"]) == 0
    assert as_json(house, capsys)["commands"] == []
    assert set(states(house, capsys).values()) == {"current"}


def test_all_that_is_good_is_told_in_a_few_words(house: House, capsys):
    assert status(house, capsys) == (
        f"aa:\n  goed: {CARDS} in het Nederlands en Engels\n"
        "  met het merk CONCEPT, want nog niet helemaal nagekeken: Engels\n"
        f"bb:\n  goed: {CARDS} in het Nederlands\n"
        "2 edities, 2 helemaal goed.\n"
    )
    told = as_json(house, capsys, "bb")
    (edition,) = told["editions"]
    assert (edition["edition"], edition["overdue"], edition["problems"]) == ("bb", [], [])
    assert edition["documents"][:1] == [
        {
            "language": "nl",
            "product": "pocket-card",
            "profile": "office",
            "state": "current",
            "concept": False,
            "why": [],
            "changed": [],
        }
    ]


def test_what_is_outdated_is_told_with_what_changed(house: House, capsys):
    asks(house, "nl, en", "Een ander")
    told = status(house, capsys)
    assert (
        f"aa:\n  verouderd: {CARDS} in het Nederlands en Engels"
        " (uitgever Wegwijs -> Een ander)\n" in told
    )
    assert "2 edities, 1 helemaal goed." in told
    mend(house, capsys)


def test_a_comment_in_a_file_makes_nothing_outdated(house: House, capsys):
    file = house.sources / "editions" / "aa.yaml"
    file.write_text(file.read_text("utf-8") + "# niets\n", "utf-8")
    assert set(states(house, capsys).values()) == {"current"}


def test_what_was_never_made_is_told(house: House, capsys):
    asks(house, "nl, en, ar")
    add(house.sources, "cc")
    found = states(house, capsys)
    assert (found["aa/ar"], found["aa/nl"], found["cc/nl"]) == ("never", "current", "never")
    assert f"nog niet gemaakt: {CARDS} in het Arabisch\n" in status(house, capsys)
    mend(house, capsys)


def with_stickers(house: House) -> None:
    """An edition cc that also asks for a product that takes no drafts, in a draft."""
    file = add(house.sources, "cc")
    asked = "id: cc\n  languages: [nl, ar]\n  products: [pocket-card, stickers]"
    file.write_text(file.read_text("utf-8").replace("id: cc", asked), "utf-8")


def count_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The editions and the translations that are read from here on."""
    read: list[str] = []

    def counted(name: str, function: Any) -> Any:
        return lambda *a, **k: (read.append(name), function(*a, **k))[1]

    for name in ("load", "in_language"):
        real = getattr(wegwijs.press.build.prepare, name)
        monkeypatch.setattr(wegwijs.press.build.prepare, name, counted(name, real))
    return read


def test_stickers_of_a_draft_are_no_work_that_is_left(house: House, capsys):
    """A product that takes no drafts, in a language of which nothing was made yet."""
    with_stickers(house)
    cards = f"zakkaartje, stickers en printinstructie in het Nederlands; {CARDS} in het Arabisch"
    assert f"nog niet gemaakt: {cards}\n" in status(house, capsys, "cc")
    house.build("cc", products=[])
    assert "nog niet gemaakt: zakkaartje en printinstructie in het Arabisch" in status(
        house, capsys, "cc"
    )
    house.build("cc", languages=["all"], products=[])
    assert "1 editie, 1 helemaal goed." in status(house, capsys, "cc")


def test_stickers_of_what_may_be_a_draft_are_not_looked_for_in_its_translation(
    house: House, capsys, monkeypatch
):
    """To read each language of hundreds of editions would take as long as to build them."""
    with_stickers(house)
    house.build("cc", products=[])
    read = count_read(monkeypatch)
    status(house, capsys, "cc")
    assert read == []
    file = house.sources / "editions" / "cc.yaml"
    file.write_text(file.read_text("utf-8") + "# niets\n", "utf-8")
    status(house, capsys, "cc")
    assert read == ["load", "in_language"]  # of Dutch, which was made


def test_nothing_made_at_all(tmp_path: Path, capsys):
    house = House(tmp_path)
    add(house.sources, "aa")
    told = status(house, capsys)
    assert told.startswith(
        f"aa:\n  nog niet gemaakt: folder, hand-out, {CARDS} in het Nederlands\n"
    )
    assert not house.output.exists()


def test_what_somebody_changed_or_threw_away_is_told(house: House, capsys):
    (house.output / CARD).write_bytes(b"ingevuld")
    (house.output / "bb/nl/pocket-card.pdf").unlink()
    told = as_json(house, capsys)
    (aa, bb) = told["editions"]
    assert [one["state"] for one in aa["documents"]] == ["changed", "current", "current", "current"]
    assert aa["documents"][0]["changed"] == [str(house.output / CARD)]
    assert bb["documents"][0]["state"] == "missing"
    assert [row["documents"] for row in told["commands"]] == [["bb/nl/pocket-card"]]
    assert f"met de hand veranderd: {house.output / CARD}\n" in status(house, capsys)
    asks(house, "nl, en", "Een ander")
    (aa, _) = as_json(house, capsys)["editions"]
    assert aa["documents"][0]["state"] == "outdated"
    assert aa["documents"][0]["changed"] == [str(house.output / CARD)]


def test_a_document_of_a_run_that_was_broken_off_is_not_good(house: House, capsys):
    known = read_manifest(house.output)
    known.documents["aa/nl"]["pocket-card"].pending = True
    known.save(house.output)
    assert states(house, capsys)["aa/nl"] == "unfinished"
    mend(house, capsys)


def test_facts_past_their_review_date_are_told(house: House, capsys):
    told = as_json(house, capsys, today="2028-06-01")
    assert all(
        any(line.startswith("Politie: ") for line in edition["overdue"])
        for edition in told["editions"]
    )
    told = status(house, capsys, today="2028-06-01")
    assert "2 edities, 2 helemaal goed. In 2 staan gegevens die te lang geleden" in told


def test_what_nobody_asks_for_any_more_is_told(house: House, capsys):
    asks(house, "nl")
    assert states(house, capsys)["aa/en"] == "unwanted"
    (house.sources / "editions" / "bb.yaml").unlink()
    told = status(house, capsys)
    assert (
        f"bb:\n  niet meer nodig: {CARDS} in het Nederlands (de editie is er niet meer)\n" in told
    )


def test_without_the_folder_that_the_data_are_in_nothing_is_said_to_be_gone(house: House, capsys):
    capsys.readouterr()
    assert generate.main(["status", "aa", "--output", str(house.output)]) == 0
    told = capsys.readouterr().out
    assert f"niet te beoordelen: {CARDS} in het Nederlands en Engels (de gegevens staan in een andere map, geef die met --sources)" in told  # fmt: skip


def test_data_with_a_mistake_are_told_and_the_rest_is_judged(house: House, capsys):
    asks(house, "nl, en", "Een ander")
    spoil(house, "bb")
    told = as_json(house, capsys, code=3)
    (aa, bb) = told["editions"]
    assert aa["problems"] == [] and aa["documents"][0]["state"] == "outdated"
    assert "version" in bb["problems"][0]
    assert "bb:\n  De gegevens kloppen niet: eigen/editions/bb.yaml:" in status(
        house, capsys, code=3
    )


def test_a_damaged_manifest_is_told(house: House, capsys):
    (house.output / NAME).write_text("{")
    where = ["--sources", str(house.sources), "--output", str(house.output)]
    assert generate.main(["status", *where]) == 0
    assert "manifest.json is beschadigd" in capsys.readouterr().err


def test_an_edition_that_is_not_there_is_told(house: House, capsys):
    where = ["--sources", str(house.sources), "--output", str(house.output)]
    assert generate.main(["status", "zz", *where]) == 2
    assert "editie 'zz' bestaat niet. Kies uit: aa, bb" in capsys.readouterr().err


def test_it_changes_nothing_and_waits_for_nobody(house: House, capsys):
    asks(house, "nl, en", "Een ander")

    def everything() -> dict[Path, tuple[int, ...]]:
        found = {path: path.lstat() for path in house.output.parent.rglob("*")}
        return {path: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in found.items()}

    with locked(house.output):
        before = everything()
        assert states(house, capsys)["aa/nl"] == "outdated"
        assert everything() == before


def test_where_nothing_changed_no_source_is_read(house: House, capsys, monkeypatch):
    monkeypatch.setattr(wegwijs.press.build.prepare, "load", lambda *a, **k: pytest.fail("read"))
    assert set(states(house, capsys).values()) == {"current"}


def test_where_nothing_changed_nothing_heavy_is_loaded(house: House):
    where = ["--sources", str(house.sources), "--output", str(house.output)]
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import generate\n"
        f"assert generate.main(['status', *{where!r}]) == 0\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint({"reportlab", "pydantic", "yaml", "icu", "lxml", "uharfbuzz"})
