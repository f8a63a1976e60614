"""What an order leaves out while its data change is never left without a word."""

from __future__ import annotations

import json
import shlex

import pytest

import generate
import wegwijs.press.build.prepare
from tests.press.build.test_run import build
from tests.press.conftest import House, add
from wegwijs.press.ledger.manifest import read_manifest
from wegwijs.press.ledger.outdated import Outdated, remedies
from wegwijs.press.order import FILES, Document

WARNING = "Let op, dit is nog van voor de laatste wijziging:"


@pytest.fixture
def house(house: House) -> House:
    """Edition aa asks for cards in two languages, and both are there."""
    asks(house, "nl, en")
    house.build("aa", languages=["all"])
    return house


def asks(house: House, languages: str, publisher: str = "Wegwijs", products: str = "") -> None:
    file = add(house.sources, "aa", publisher)
    more = f"id: aa\n  languages: [{languages}]\n  products: [pocket-card{products}]"
    file.write_text(file.read_text("utf-8").replace("id: aa", more), "utf-8")


def left(house: House, *editions: str, **more) -> list[str]:
    return [one.document.name for one in house.build(*editions, **more).outdated]


DUTCH = ("--language", "nl")


def test_a_language_that_the_order_leaves_out_is_named_with_the_command_that_mends_it(
    house: House, capsys
):
    asks(house, "nl, en", "Een ander")
    assert build(house, "aa", *DUTCH) == 0
    told = capsys.readouterr().err
    assert f"{WARNING}\n  aa: zakkaartje in het Engels." in told
    command = told.splitlines()[-1].partition("met: python generate.py ")[2]
    assert " --language all " in command
    assert build(house, "aa", *DUTCH) == 0  # nothing to do, and said again
    assert capsys.readouterr().err == told[told.index(WARNING) :]
    assert build(house, "aa", *DUTCH, "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)["outdated"]
    assert row == {"documents": ["aa/en/pocket-card"], "command": f"python generate.py {command}"}
    assert generate.main(shlex.split(command)) == 0
    assert "Zakkaartje in het Engels opnieuw gemaakt" in capsys.readouterr().out
    assert build(house, "aa", *DUTCH) == 0
    assert WARNING not in capsys.readouterr().err


def test_a_language_that_was_never_made_is_told_with_the_command_that_makes_it(
    house: House, capsys
):
    asks(house, "nl, en, de")
    assert build(house, "bb", *DUTCH) == 0
    assert "nog niet gemaakt" not in capsys.readouterr().err
    assert build(house, "aa", *DUTCH) == 0
    told = capsys.readouterr().err
    assert (
        "De editie vraagt ook om meer, en dat is nog niet gemaakt:\n  aa: zakkaartje in het Duits"
        in told
    )
    command = told.splitlines()[-1].partition("Maak het met: python generate.py ")[2]
    assert build(house, "aa", *DUTCH, "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)["not_made"]
    assert row == {"documents": ["aa/de/pocket-card"], "command": f"python generate.py {command}"}
    assert generate.main(shlex.split(command)) == 0
    assert build(house, "aa", *DUTCH) == 0
    assert "nog niet gemaakt" not in capsys.readouterr().err


def test_a_product_that_the_edition_does_not_name_is_not_said_to_be_lacking(house: House, capsys):
    asks(house, "nl, en, de")
    assert build(house, "aa", *DUTCH, "--product", "contacts") == 0
    told = capsys.readouterr().err
    assert "zakkaartje in het Duits" in told
    assert "contacten" not in told


def test_a_product_that_the_order_leaves_out_is_named(house: House):
    asks(house, "nl, en", "Een ander", ", leaflet")
    assert left(house, "aa", products=["leaflet"]) == ["aa/en/pocket-card", "aa/nl/pocket-card"]


def test_a_language_that_was_only_ordered_is_named_with_its_own_command(house: House, capsys):
    assert build(house, "aa", "--language=ar") == 0
    asks(house, "nl, en", "Een ander")
    capsys.readouterr()
    assert build(house, "--all", "--language=all") == 0
    told = capsys.readouterr().err
    assert "aa: zakkaartje in het Arabisch." in told
    assert "python generate.py build aa --language ar --product pocket-card --sources" in told
    assert left(house, languages=["all"]) == ["aa/ar/pocket-card"]
    for file in (house.output / "aa/ar").iterdir():
        file.unlink()
    assert left(house, languages=["all"]) == []  # thrown away: that is an answer too


def test_a_language_that_an_edition_asked_for_only_after_it_was_made_goes_with_it(house: House):
    whole = {"languages": ["all"], "products": []}
    house.build("aa", languages=["ar"])
    asks(house, "nl, en, ar")
    house.build("aa", **whole)
    asks(house, "nl, en")
    house.build("aa", **whole)
    assert not (house.output / "aa/ar").exists()


def test_what_says_the_same_is_not_named(house: House):
    file = house.sources / "editions" / "aa.yaml"
    file.write_text(file.read_text("utf-8") + "# niets\n", "utf-8")
    assert left(house, "aa") == []
    asks(house, "nl, en", "Een ander")
    assert left(house, "aa", profile="press") == ["aa/en/pocket-card"]
    asks(house, "nl, en")
    assert left(house, "aa", profile="press") == []  # what it says is right again
    assert left(house, "bb") == []


def test_a_second_look_at_what_is_left_out_reads_no_source(house: House, monkeypatch):
    asks(house, "nl, en", "Een ander")
    assert left(house, "aa")
    monkeypatch.setattr(wegwijs.press.build.prepare, "load", lambda *a, **k: pytest.fail("read"))
    assert left(house, "aa") == ["aa/en/pocket-card"]


def test_a_translation_that_is_broken_does_not_stop_the_order_that_leaves_it_out(house: House):
    (house.sources / "locale").mkdir()
    (house.sources / "locale" / "en.po").write_text("geen PO", "utf-8")
    asks(house, "nl, en", "Een ander")
    result = house.build("aa")
    assert [made.path.name for made in result.made] == ["pocket-card.pdf", "pocket-card-a4.pdf"]
    assert [one.document.name for one in result.outdated] == ["aa/en/pocket-card"]


def test_an_edition_whose_first_build_failed_in_part_leaves_nothing_behind(house: House):
    catalan = "languages:\n  ca: {name: català, dutch: Catalaans, locale: ca-ES, script: Latn, fonts: [Source Sans 3]}\n"
    (house.sources / "languages.yaml").write_text(catalan)
    file = add(house.sources, "cc")
    text = file.read_text("utf-8")
    more = "id: cc\n  languages: [nl, ca]\n  products: [pocket-card]"
    file.write_text(text.replace("id: cc", more), "utf-8")
    assert [fail.document.name for fail in house.build("cc", languages=["all"]).failed]
    assert (house.output / "cc/nl").exists()
    file.unlink()
    house.build(languages=["all"], products=[])
    assert not (house.output / "cc").exists()
    assert "cc" not in read_manifest(house.output).editions


def test_the_commands_together_make_exactly_what_is_left():
    def left_(language: str, product: str, profile: str, asked: bool = False) -> Outdated:
        return Outdated(Document("aa", language, product, FILES[product]), asked, profile)

    found = [
        left_("ar", "leaflet", "office"),
        left_("ar", "pocket-card", "office"),
        left_("tr", "leaflet", "office"),
        left_("pl", "leaflet", "office"),
        left_("uk", "leaflet", "press", asked=True),
        left_("en", "handout", "office", asked=True),
    ]
    said = {" ".join(words): len(made) for words, made in remedies(found, every=False)}
    assert said == {
        "aa --language all": 1,
        "aa --language tr --language pl --product leaflet": 2,
        "aa --language ar --product leaflet --product pocket-card": 2,
        "aa --language uk --product leaflet --profile press": 1,
    }
    assert [words for words, _ in remedies(found[-1:], every=True)] == [
        ["--all", "--language", "all"]
    ]


def test_one_edition_takes_one_command_where_that_makes_nothing_else():
    def of(language: str, product: str) -> Document:
        return Document("aa", language, product, FILES[product])

    asked = [Outdated(of(code, "leaflet"), True, "office") for code in ("nl", "ar")]
    poster = Outdated(of("nl", "poster"), False, "office")
    once = [
        "aa",
        "--language",
        "nl",
        "--language",
        "ar",
        "--product",
        "leaflet",
        "--product",
        "poster",
    ]
    found = remedies([*asked, poster], every=False, current={of("ar", "poster")})
    assert [words for words, _ in found] == [once]
    assert len(remedies([*asked, poster], every=False)) == 2
