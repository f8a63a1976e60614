"""Two leaflets that say something else never both say "Versie 1" without a word of the program."""

from __future__ import annotations

import json

import pytest

import generate
from tests.press.conftest import House, add
from wegwijs.sources.load import SHIPPED

HEADING = "Let op, twee verschillende versies heten nu hetzelfde:"


def build(house: House, *arguments: str) -> int:
    where = ["--sources", str(house.sources), "--output", str(house.output)]
    return generate.main(["build", *where, "--product=pocket-card", "--today=2026-11-23", *arguments])  # fmt: skip


def edit(house: House, old: str, new: str) -> None:
    file = house.sources / "editions" / "aa.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_other_content_under_the_same_version_is_told_with_line_and_next_version(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(house, "publisher: Wegwijs", "publisher: Een ander")
    line = (house.sources / "editions/aa.yaml").read_text("utf-8").splitlines().index(
        "  version: 1"
    ) + 1
    assert build(house, "--dry-run") == 0
    assert HEADING in capsys.readouterr().err  # before anything is made
    assert build(house, "--json") == 0
    told = capsys.readouterr()
    assert (
        f"{HEADING}\n  eigen/editions/aa.yaml:{line}: edition.version: versie 1 is al gemaakt, en daarin is nu iets anders: uitgever Wegwijs -> Een ander. Is die al uitgedeeld?"
        " Zet hier 2, en bij 'date' de dag van vandaag." in told.err
    )
    (row,) = json.loads(told.out)["same_version"]
    assert (row["file"], row["line"]) == ("eigen/editions/aa.yaml", line)
    assert build(house) == 0
    assert HEADING not in capsys.readouterr().err  # it is what was made last


def test_another_version_is_enough_and_another_day_is_not(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(house, "  date: 2026-11-23", "  date: 2026-11-24")
    assert build(house) == 0
    assert HEADING not in capsys.readouterr().err  # readers see nothing else than the day
    edit(house, "publisher: Wegwijs", "publisher: Een ander")
    edit(house, "  date: 2026-11-24", "  date: 2026-11-25")
    assert build(house, "--dry-run") == 0
    assert HEADING in capsys.readouterr().err
    edit(house, "version: 1", "version: 2")
    assert build(house) == 0
    assert HEADING not in capsys.readouterr().err


def test_strict_refuses_before_anything_is_made(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    before = house.files()
    edit(house, "publisher: Wegwijs", "publisher: Een ander")
    assert build(house, "--strict") == 3
    assert "edition.version: versie 1 is al gemaakt" in capsys.readouterr().err
    assert house.files() == before


def test_a_text_that_changed_counts_and_a_number_of_ones_own_too(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = (SHIPPED / "labels.yaml").read_text("utf-8")
    (house.sources / "labels.yaml").write_text(
        labels.replace("kicker: Wegwijzer", "kicker: Wijzer")
    )
    assert build(house, "aa") == 0
    assert "iets anders: een tekst. Is die" in capsys.readouterr().err
    (house.sources / "organisations.yaml").write_text(
        "organisations:\n  - id: lse\n    phone: {number: 088 20 80 081, source: lse-consultatie, checked: 2026-11-23}\n"
    )
    assert build(house, "aa") == 0
    assert "088 20 80 080 -> 088 20 80 081" in capsys.readouterr().err


def test_what_prints_its_own_difference_asks_for_no_version(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(house, "--force") == 0  # the same once more
    assert build(house, "--profile", "press") == 0
    file = house.sources / "editions" / "aa.yaml"
    file.write_text(file.read_text("utf-8") + "  workshop: {date: 10 december 2026}\n", "utf-8")
    assert build(house) == 0
    assert HEADING not in capsys.readouterr().err


def test_a_new_edition_has_no_former_version(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    add(house.sources, "cc", "Nog een ander")
    assert build(house) == 0
    assert HEADING not in capsys.readouterr().err
