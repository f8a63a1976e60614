"""A municipality that changes one number, or adds one organisation, writes only that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wegwijs.press.catalogues import update_catalogues
from wegwijs.sources.load import SHIPPED, Loaded, load
from wegwijs.sources.model import Pack
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.translations import NotReady, in_language
from wegwijs.sources.values import Phone

EDITION = """edition:
  id: proef
  publisher: Proefdorp
  version: 2
  date: 2026-11-27
  origin: hulp-bij-radicalisering
"""
NUMBER = """sources:
  belronde:
    title: Gebeld door de gemeente
organisations:
  - id: lse
    phone:
      number: 088 20 80 081
      source: belronde
      checked: 2026-11-27
"""
NEW = """organisations:
  - id: veiligheidshuis
    name: Veiligheidshuis Proefdorp
    source: hulp-bij-radicalisering
    checked: 2026-11-23
    audience: {text: Voor professionals, source: hulp-bij-radicalisering, checked: 2026-11-23}
    what: {text: Denkt met u mee., source: hulp-bij-radicalisering, checked: 2026-11-23}
    when: {text: Bel bij zorgen., source: hulp-bij-radicalisering, checked: 2026-11-23}
    phone: {number: 030 286 00 00, source: hulp-bij-radicalisering, checked: 2026-11-23}
    web: {address: "https://www.proefdorp.nl/zvh", source: hulp-bij-radicalisering, checked: 2026-11-23}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mijn" / "editions").mkdir(parents=True)
    (tmp_path / "mijn" / "editions" / "proef.yaml").write_text(EDITION)
    return tmp_path / "mijn"


def read(mine: Path, organisations: str, edition: str = "proef") -> Loaded:
    (mine / "organisations.yaml").write_text(organisations, "utf-8")
    return load(edition, SHIPPED, mine)


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return load("nationaal", SHIPPED).pack


def test_one_number_is_replaced_and_all_else_stays(mine: Path, shipped: Pack) -> None:
    pack = read(mine, NUMBER).pack
    changed = pack.organisation("lse")
    assert changed.phone is not None
    assert changed.phone.number == Phone.parse("088 20 80 081")
    assert changed.phone.source == "belronde"
    former = shipped.organisation("lse")
    assert changed.model_copy(update={"phone": former.phone}) == former
    assert [one.id for one in pack.organisations] == [one.id for one in shipped.organisations]
    assert pack.guidance == shipped.guidance


def test_one_organisation_is_added_under_the_head_that_it_names(mine: Path, shipped: Pack) -> None:
    def heads(text: str) -> dict[str, tuple[str, ...]]:
        pack = read(mine, text).pack
        return {group.id: group.organisations for group in pack.groups}

    assert heads(NEW)["hulp"] == ("vertrouwensinspecteurs", "lse", "veiligheidshuis")
    at_work = heads(NEW.replace("    name:", "    group: werk\n    name:"))
    assert at_work["werk"] == ("ess", "nctv", "veiligheidshuis")
    assert "veiligheidshuis" not in at_work["hulp"]
    assert read(mine, NEW).pack.organisations[:-1] == shipped.organisations


def test_a_shipped_organisation_can_be_put_under_another_head(mine: Path) -> None:
    pack = read(mine, "organisations:\n  - id: lse\n    group: werk\n").pack
    heads = {group.id: group.organisations for group in pack.groups}
    assert heads["hulp"] == ("vertrouwensinspecteurs",)
    assert heads["werk"] == ("lse", "ess", "nctv")  # in the order of all


@pytest.mark.parametrize(
    ("text", "line", "field", "message"),
    [
        (NUMBER.replace("088 20 80 081", "88 20 80 081"), 7, "organisations[1].phone.number", "088 20 80 081"),
        (NUMBER.replace("      source: belronde\n", ""), 6, "organisations[1].phone.source", "dit veld ontbreekt. Vul het in: Waar dit feit staat: een id uit 'sources'"),
        (NUMBER.replace("source: belronde", "source: bel"), 8, "organisations[1].phone.source", "bron 'bel' staat niet onder 'sources'. Zet hem daar, met een 'title'"),
        ("organisations:\n  - id: lse\n    phone: 088 20 80 081\n", 3, "organisations[1].phone", "Verplicht: source, checked, number"),
        ("organisations:\n  - id: lse\n    name: LSE\n", 2, "organisations[1].checked", "dit veld ontbreekt"),
        (NUMBER + "  - id: lse\n    sign: L\n", 10, "organisations[2].id", "'lse' staat er al. Zet alles van één organisatie bij elkaar"),
        (NUMBER.replace("id: lse", "id: lsee"), 5, "organisations[1].id", "organisatie 'lsee' is er niet. Bedoelt u 'lse'?"),
        (NUMBER.replace("id: lse", "id: Lse"), 5, "organisations[1].id", "organisatie 'Lse' is er niet. Bedoelt u 'lse'?"),
        (NEW.replace("    name:", "    group: elders\n    name:"), 3, "organisations[1].group", "Kies uit: begin (Politie en gemeente), hulp (Hulp en advies)"),
        (NEW.replace("    web:", "    wbe:"), 10, "organisations[1].wbe", "Bedoelt u 'web'?"),
        (NEW[: NEW.index("    web:")], 2, "organisations[1].web", "dit veld ontbreekt"),
        ("organisations:\n  - id: politie\n    role: burgemeester\n", 3, "organisations[1].role", "rol 'burgemeester' bestaat niet"),
        ("organisations: lse\n", 1, "organisations", "hier hoort een lijst te staan"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_the_file_that_the_user_touched(
    mine: Path, text: str, line: int, field: str, message: str
) -> None:
    with pytest.raises(InvalidSources) as refused:
        read(mine, text)
    told = [problem for problem in refused.value.problems if problem.field == field]
    assert {problem.file for problem in refused.value.problems} == {"mijn/organisations.yaml"}
    assert [problem.line for problem in told] == [line]
    assert message in told[0].message


def test_a_number_checked_after_a_shipped_edition_asks_for_an_edition_of_ones_own(
    mine: Path,
) -> None:
    with pytest.raises(InvalidSources) as refused:
        read(mine, NUMBER, "nationaal")
    (told,) = refused.value.problems
    assert (told.file, told.line) == ("mijn/organisations.yaml", 9)
    assert "na de datum van de editie 'nationaal' (2026-11-23)" in told.message
    assert "Maak een editie van uzelf met 'init'" in told.message


def test_guidance_of_ones_own_shows_only_what_it_names(mine: Path) -> None:
    guidance = (SHIPPED / "guidance.yaml").read_text("utf-8")
    for old, new in (
        ("      organisations: [ess, nctv]\n  added_to", "      organisations: [ess]\n  added_to"),
        ("heading: Voor uw werk\n      organisations: [ess, nctv]", "heading: Voor uw werk\n      organisations: [ess]"),
    ):  # fmt: skip
        guidance = guidance.replace(old, new)
    (mine / "guidance.yaml").write_text(guidance, "utf-8")
    groups = read(mine, NUMBER).pack.groups
    assert {group.id: group.organisations for group in groups}["werk"] == ("ess",)


def test_what_an_organisation_of_ones_own_says_is_translated_in_ones_own_catalogue(
    mine: Path,
) -> None:
    loaded = read(mine, NEW)
    with pytest.raises(NotReady, match="4 teksten ontbreken"):
        in_language(loaded, "pl", [SHIPPED, mine])
    list(update_catalogues([SHIPPED, mine], ["pl"]))
    file = mine / "locale" / "pl.po"
    text = file.read_text("utf-8")
    assert text.count('msgctxt "organisations.veiligheidshuis.') == text.count('msgctxt "') == 4
    file.write_text(
        re.sub(r'(msgid ".+"\n)msgstr ""', r'\1msgstr "Dla specjalistów"', text), "utf-8"
    )
    pack = in_language(loaded, "pl", [SHIPPED, mine])
    assert pack.organisation("veiligheidshuis").what.text == "Dla specjalistów"
    assert pack.organisation("lse").what.language == "pl"
