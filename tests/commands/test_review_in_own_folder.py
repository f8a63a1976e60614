"""Whoever installed the program has its translation reviewed in a folder of their own."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

import generate
from wegwijs.commands import translations
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.press.catalogues import update_catalogues
from wegwijs.press.reviewing import review
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language, load_catalogue

OLD, NEW = "Dzielnicowy zna Państwa okolicę.", "Dzielnicowy zna okolicę."
DAY = date(2026, 11, 1)


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an edition, beside a program that was installed."""
    monkeypatch.setattr(translations, "INSTALLED", True)
    shutil.copytree(SHIPPED / "editions", tmp_path / "mijn-gegevens" / "editions")
    for file in (tmp_path / "mijn-gegevens" / "editions").iterdir():
        if file.name != "voorbeeld-school.yaml":
            file.unlink()
    return tmp_path / "mijn-gegevens"


def translate(*arguments: object) -> int:
    return generate.main(["translate", *map(str, arguments)])


def outline(mine: Path) -> Outline:
    folders = (SHIPPED, mine)
    loaded = load("voorbeeld-school", *folders)
    return build_outline(in_language(loaded, "pl", folders, allow_drafts=True))


def test_a_signed_copy_takes_the_mark_away_and_stays_with_an_update(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in (SHIPPED / "locale").iterdir()}
    assert outline(mine).draft is not None
    assert translate("update", "pl", "--sources", mine, "--all") == 0
    file = mine / "locale" / "pl.po"
    text = file.read_text("utf-8")
    better = text.replace(OLD, NEW)
    assert better != text
    file.write_text(better, "utf-8")
    assert translate("reviewed", "pl", "--sources", mine, "--all") == 0
    assert f"reviewed pl --by NAAM --sources {mine} --all" in capsys.readouterr().out
    assert translate("reviewed", "pl", "--by", "Anna", "--sources", mine, "--all") == 0
    signed = outline(mine)
    assert signed.draft is None and signed.review is not None
    assert signed.review.reviewer == "Anna"
    assert translate("update", "pl", "--sources", mine) == 0
    assert outline(mine).draft is None
    assert NEW in file.read_text("utf-8")
    assert before == {file: file.read_bytes() for file in (SHIPPED / "locale").iterdir()}


def test_a_copy_that_nobody_reviewed_or_changed_goes_with_an_update(mine: Path) -> None:
    list(update_catalogues((SHIPPED, mine), ["pl"], whole=True))
    assert len(load_catalogue("pl", [mine]).entries) > 150
    list(update_catalogues((SHIPPED, mine), ["pl"]))
    assert not load_catalogue("pl", [mine]).entries


def test_a_withdrawn_review_is_not_that_of_who_reviewed_another_text(
    mine: Path, tmp_path: Path
) -> None:
    program = tmp_path / "sources"
    files = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(SHIPPED, program, ignore=files)
    review([program], "pl", "Bob", DAY, [])
    shipped = program / "locale" / "pl.po"
    names = re.compile("(X-Review(?:er|ed-On): )[^\\\\]+")
    shipped.write_text(names.sub(r"\1", shipped.read_text("utf-8")), "utf-8")
    own = mine / "locale" / "pl.po"
    list(update_catalogues((program, mine), ["pl"], whole=True))
    own.write_text(own.read_text("utf-8").replace(OLD, NEW), "utf-8")
    review((program, mine), "pl", "Anna", DAY, [])
    list(update_catalogues((program, mine), ["pl"], whole=True))
    joined = load_catalogue("pl", (program, mine))
    assert len(joined.unreviewed(joined.entries)) == len(joined.entries) - 1


def test_without_a_folder_of_ones_own_it_is_refused_with_what_to_do(
    capsys: pytest.CaptureFixture[str], mine: Path
) -> None:
    for arguments in (("update",), ("reviewed", "pl", "--by", "Anna")):
        assert translate(*arguments) == 2
        assert "--sources MAP --all" in capsys.readouterr().err
        assert translate(*arguments, "--all") == 2
        assert "geef bij --all ook --sources" in capsys.readouterr().err
    assert not (mine / "locale").exists()
