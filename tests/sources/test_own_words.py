"""What an edition says in its own words is translated in the user's own catalogue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import generate
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.press.catalogues import update_catalogues
from wegwijs.sources.checks.engine import check_editions
from wegwijs.sources.checks.finding import Severity
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.po_file import parse_catalogue
from wegwijs.sources.translations import in_language

EDITION = """\
edition:
  id: utrecht
  kind: municipality
  name: Utrecht
  publisher: Gemeente Utrecht
  title: {text: Zorgen om iemand?, strong: [Zorgen]}
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  languages: [nl, en]
  contacts:
    - role: gemeente
      label: Meldpunt Zorgen
      phone: 14 030
      source: utrecht.nl
      checked: 2026-11-23
    - role: jongerenwerk
      label: Jongerenwerk
      email: jong@utrecht.example
      source: utrecht.nl
      checked: 2026-11-23
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mijn"
    (folder / "editions").mkdir(parents=True)
    (folder / "editions" / "utrecht.yaml").write_text(EDITION, encoding="utf-8")
    return folder


def catalogue(folder: Path, language: str = "en") -> Path:
    return folder / "locale" / f"{language}.po"


def translated(folder: Path, dutch: str, english: str) -> None:
    file = catalogue(folder)
    text = file.read_text(encoding="utf-8")
    assert text.count(f'msgid "{dutch}"\nmsgstr ""') == 1
    text = text.replace(f'msgid "{dutch}"\nmsgstr ""', f'msgid "{dutch}"\nmsgstr "{english}"')
    file.write_text(text, encoding="utf-8")


def test_check_names_what_stands_in_dutch_in_a_translation(mine: Path) -> None:
    def named() -> list[tuple[int, str]]:
        found = check_editions(["utrecht"], (SHIPPED, mine), date(2026, 11, 23), glyphs)
        kind = "own-words-not-translated"
        assert all(f.severity is Severity.WARNING for f in found.findings if f.kind == kind)
        return [(f.line, f.message.split("'")[1]) for f in found.findings if f.kind == kind]

    assert named() == [(6, "Zorgen om iemand?"), (13, "Meldpunt Zorgen")]  # not "Jongerenwerk"
    list(update_catalogues((SHIPPED, mine), ()))
    translated(mine, "Meldpunt Zorgen", "Worries desk")
    assert named() == [(6, "Zorgen om iemand?")]


def glyphs(fonts: object) -> object:
    return lambda text: None


def test_the_users_catalogue_holds_the_users_words_alone(mine: Path) -> None:
    code = generate.main(["translate", "update", "--sources", str(mine)])
    assert code == 0
    assert [file.name for file in (mine / "locale").iterdir()] == ["en.po"]  # as it asks for
    found = parse_catalogue(catalogue(mine).read_text(encoding="utf-8"), "en.po", "en")
    assert list(found.entries) == [
        ("edition.utrecht.contacts.gemeente.label", "Meldpunt Zorgen"),
        ("edition.utrecht.title", "Zorgen om iemand?"),
    ]


def test_an_edition_with_a_fault_keeps_its_translations_and_the_others_are_updated(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    update = ["translate", "update", "--sources", str(mine)]
    assert generate.main(update) == 0
    translated(mine, "Meldpunt Zorgen", "Worries desk")
    file = mine / "editions/utrecht.yaml"
    good = file.read_text("utf-8")
    other = good.replace("id: utrecht", "id: zeist").replace("Meldpunt Zorgen", "Meldpunt Zorg")
    (mine / "editions/zeist.yaml").write_text(other, "utf-8")
    file.write_text(good.replace("version: ", "versoin: "), "utf-8")
    capsys.readouterr()
    assert generate.main(update) == 3
    told = capsys.readouterr()
    assert "en.po: 2 teksten" in told.out and "editions/utrecht.yaml" in told.err
    file.write_text(good, "utf-8")
    assert generate.main(update) == 0
    found = parse_catalogue(catalogue(mine).read_text(encoding="utf-8"), "en.po", "en")
    assert (
        found.entries["edition.utrecht.contacts.gemeente.label", "Meldpunt Zorgen"].text
        == "Worries desk"
    )
    assert found.entries["edition.zeist.contacts.gemeente.label", "Meldpunt Zorg"].text == ""


def test_a_translated_label_is_printed_with_the_dutch_and_a_title_alone(mine: Path) -> None:
    folders = (SHIPPED, mine)
    list(update_catalogues(folders, ()))
    translated(mine, "Meldpunt Zorgen", "Worries desk")
    translated(mine, "Zorgen om iemand?", "Worried about someone?")
    outline = build_outline(in_language(load("utrecht", *folders), "en", folders))
    assert (
        str(outline.local.slots[0].label_in_both)
        == "Worries desk ·\N{NO-BREAK SPACE}Meldpunt Zorgen"
    )
    assert [run.language for run in outline.local.slots[0].label.runs] == ["en"]
    assert str(outline.title) == "Worried about someone?"


def test_what_is_not_translated_stands_in_dutch(mine: Path) -> None:
    folders = (SHIPPED, mine)
    outline = build_outline(in_language(load("utrecht", *folders), "en", folders))
    assert str(outline.local.slots[0].label_in_both) == "Meldpunt Zorgen"
    assert {run.language for run in outline.title.runs} == {"nl"}


def test_a_copy_of_a_national_translation_goes_and_a_better_one_stays(mine: Path) -> None:
    folders = (SHIPPED, mine)
    shipped = catalogue(SHIPPED).read_text(encoding="utf-8")
    kicker = parse_catalogue(shipped, "en.po", "en").entries["labels.kicker", "Wegwijzer"].text
    catalogue(mine).parent.mkdir()
    catalogue(mine).write_text(
        shipped.replace(f'msgstr "{kicker}"', 'msgstr "Who can help"'), encoding="utf-8"
    )
    list(update_catalogues(folders, ()))
    found = parse_catalogue(catalogue(mine).read_text(encoding="utf-8"), "en.po", "en")
    assert found.entries["labels.kicker", "Wegwijzer"].text == "Who can help"
    assert len(found.entries) == 3
    outline = build_outline(in_language(load("utrecht", *folders), "en", folders))
    assert str(outline.kicker) == "Who can help"


def test_a_copy_with_a_translators_note_stays(mine: Path) -> None:
    file = catalogue(mine)
    file.parent.mkdir()
    text = (SHIPPED / "locale" / "en.po").read_text("utf-8")
    place = "#. folder: voorkant; hand-out: titel; kaartje: voorkant\n"
    noted = text.replace(place, f"# Ask Jan about this.\n{place}", 1)
    assert noted != text
    file.write_text(noted, "utf-8")
    list(update_catalogues((SHIPPED, mine), ()))
    left = file.read_text("utf-8")
    assert "# Ask Jan about this." in left
    assert left.count('msgctxt "guidance.') == 1
