"""What people really type, save and send is taken, or told with its line and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from wegwijs.press.catalogues import check_catalogues, statuses
from wegwijs.sources.load import SHIPPED, UnknownEdition, load
from wegwijs.sources.model import Pack
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.translations import UnknownLanguage, misnamed

EDITION = """edition:
  id: proef
  kind: school
  name: De Linde
  publisher: De Linde
  version: 1
  date: 2026-11-24
  origin: hulp-bij-radicalisering
  languages: [nl]
  contacts:
    - role: school
      label: Zorgteam
      phone: 030 286 00 00
      source: website
      checked: 2026-11-23
"""
ALSO = "    - role: school\n      phone: 030 286 00 01\n      checked: 2026-11-23\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mijn" / "editions").mkdir(parents=True)
    return tmp_path / "mijn"


def read(mine: Path, old: str = "", new: str = "") -> Pack:
    assert EDITION.count(old) == 1 or not old
    (mine / "editions" / "proef.yaml").write_text(EDITION.replace(old, new) if old else EDITION)
    return load("proef", SHIPPED, mine).pack


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("[nl]", "[NL, EN, Ar]", "languages", ("nl", "en", "ar")),
        ("kind: school", "kind: School", "kind", "school"),
        ("  languages", "  products: [Leaflet, HANDOUT]\n  languages", "products", ("leaflet", "handout")),
        ("  languages", "  organisations: [LSE, Politie]\n  languages", "organisations", ("lse", "politie")),
        ("  languages", "  audience: [School]\n  languages", "audience", ("school",)),
    ],
)  # fmt: skip
def test_capitals_in_a_name_out_of_a_list_make_no_other_name(
    mine: Path, old: str, new: str, field: str, value: object
) -> None:
    assert getattr(read(mine, old, new).edition, field) == value


def test_a_comment_is_what_has_a_space_after_its_sign(mine: Path) -> None:
    contact = read(mine, "030 286 00 00", "030 286 00 00   # balie, #2").edition.contacts[0]
    assert contact.phone is not None
    assert contact.phone.display == "030 286 00 00"
    assert read(mine, "Zorgteam", '"Zorgteam #2"').edition.contacts[0].label == "Zorgteam #2"


MISTAKES = [
    ("[nl]", "[nl ar tr]", "languages: [nl ar", "edition.languages[1]", "Zet er komma's tussen: nl, ar, tr"),
    ("[nl]", "NL / AR", "languages: NL", "edition.languages", "Of zo, op één regel: [nl, ar]"),
    ("[nl]", "[nl, Arabisch]", "languages:", "edition.languages[2]", "taal 'arabisch' is er niet. Schrijf ar"),
    ("[nl]", "[nl-NL]", "languages:", "edition.languages[1]", "taal 'nl-nl' is er niet. Schrijf nl"),
    ("[nl]", "[nl, xx]", "languages:", "edition.languages[2]", "taal 'xx' is er niet. Kies uit: nl, "),
    ("Zorgteam", "Zorgteam #2", "      label", "edition.contacts[1].label", 'om de hele waarde: "Zorgteam #2"'),
    ("030 286 00 00", "030 286 00 00 #balie", "      phone", "edition.contacts[1].phone", "Zet een spatie achter het hekje"),
    ("  languages", "  accent: #BFDCC4\n  languages", "  accent", "edition.accent", 'om de hele waarde: "#BFDCC4"'),
    ("2026-11-24", "2026-11-31", "  date", "edition.date", "31 november bestaat niet"),
    ("2026-11-24", "29-2-2027", "  date", "edition.date", "29 februari bestaat niet. In 2027 is 28 februari de laatste dag"),
    ("2026-11-24", "24 november 2026", "  date", "edition.date", "Schrijf die zo: 2026-11-24"),
    ("2026-11-24", "24/11/2026", "  date", "edition.date", "Schrijf die zo: 2026-11-24"),
    ("2026-11-23", "2026-12-01", "      checked", "edition.contacts[1].checked", "Zet bij 'date' van de editie 2026-12-01, of een latere dag"),
    ("      checked: 2026-11-23\n", f"      checked: 2026-11-23\n{ALSO}", "    - role: school\n      phone", "edition.contacts[2].role", "staat er al, bij contacts[1]. Zet alles van één contact bij elkaar, of maak er een eigen rol van: 'role: school-2'"),
    ("version: 1", "version: 1_000", "  version", "edition.version", "alleen cijfers, zoals 12"),
    ("version: 1", "version: 1.00", "  version", "edition.version", "alleen cijfers"),
    ("version: 1", "version: 012", "  version", "edition.version", "alleen cijfers, zoals 12"),
    ("version: 1", "version: \u0661", "  version", "edition.version", "alleen cijfers"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "start", "field", "remedy"), MISTAKES)
def test_what_cannot_be_taken_is_told_with_its_line_and_what_to_write(
    mine: Path, old: str, new: str, start: str, field: str, remedy: str
) -> None:
    (told,) = problems(mine, old, new)
    text = (mine / "editions" / "proef.yaml").read_text("utf-8")
    line = text[: text.index(start)].count("\n") + 1
    assert (told.file, told.line, told.field) == ("mijn/editions/proef.yaml", line, field)
    assert remedy in told.message


def problems(mine: Path, old: str = "", new: str = "") -> tuple[Problem, ...]:
    with pytest.raises(InvalidSources) as refused:
        read(mine, old, new)
    return refused.value.problems


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("utrecht.yml", "noem dit bestand utrecht.yaml, nu leest niemand het"),
        ("utrecht.YAML", "noem dit bestand utrecht.yaml, nu leest niemand het"),
        ("utrecht.yaml.txt", "noem dit bestand utrecht.yaml, nu leest niemand het. Kies in Kladblok bij 'Opslaan als' het type 'Alle bestanden'"),
        ("utrecht.yml.docx", "noem dit bestand utrecht.yaml, nu leest niemand het"),
    ],
)  # fmt: skip
def test_a_file_that_is_passed_over_for_its_name_is_named_with_the_right_one(
    mine: Path, name: str, remedy: str
) -> None:
    (mine / "editions" / name).write_text(EDITION)
    (told,) = problems(mine)
    assert (told.file, told.line) == (f"mijn/editions/{name}", 0)
    assert remedy in told.message
    with pytest.raises(UnknownEdition, match=f"Er is wel mijn/editions/{name}: .*{remedy}"):
        load("utrecht", SHIPPED, mine)


@pytest.mark.parametrize("name", ["leesmij.txt", "proef.yaml.bak", "proef.yaml~", ".proef.yml.swp"])
def test_copies_and_notes_beside_the_editions_are_left_alone(mine: Path, name: str) -> None:
    (mine / "editions" / name).write_text("")
    assert read(mine).edition.id == "proef"


@pytest.mark.parametrize("typed", ["VUL IN", "Vul in", "<- vul in"])
def test_what_is_still_to_be_filled_in_is_never_printed(mine: Path, typed: str) -> None:
    with pytest.raises(InvalidSources) as told:
        read(mine, "label: Zorgteam", f'label: "{typed}"')
    assert "hier staat nog VUL IN" in str(told.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "advice"),
    [
        ("version: 1", "version:1", 6, "na een dubbele punt hoort een spatie: version: 1"),
        ("      phone: ", "      phone:", 13, "na een dubbele punt hoort een spatie: phone: 030 286 00 00"),
        ("name: De Linde", "name: 't Kofschip en 't Anker", 4, "hele waarde: \"'t Kofschip en 't Anker\""),
        ("name: De Linde", "name: 't Loket", 4, "dubbele aanhalingstekens om de hele waarde"),
        ("languages: [nl]", "languages: [“nl”]", 9, "Haal de aanhalingstekens weg: nl"),
        ("origin: hulp-bij-radicalisering", "origin: lse.nl", 8, "of kies uit: hoormij-112nl, hulp-bij-radicalisering, "),
    ],
)  # fmt: skip
def test_a_slip_of_the_keyboard_is_told_as_what_it_is(
    mine: Path, old: str, new: str, line: int, advice: str
) -> None:
    with pytest.raises(InvalidSources) as refused:
        read(mine, old, new)
    (problem,) = refused.value.problems
    assert problem.line == line
    assert advice in problem.message


def test_a_catalogue_under_another_name_is_told(mine: Path) -> None:
    (mine / "locale").mkdir()
    for name in ("pl.po", "Polski.po", "ar.po.txt", "xx.po", "aantekeningen.txt"):
        (mine / "locale" / name).touch()
    told = [str(found) for found in misnamed(mine, read(mine).languages)]
    assert told == [
        "mijn/locale/Polski.po: nu leest niemand dit bestand. Noem het pl.po",
        "mijn/locale/ar.po.txt: nu leest niemand dit bestand. Noem het ar.po",
        "mijn/locale/xx.po: nu leest niemand dit bestand. Noem het naar de taal, zoals pl.po",
    ]
    with pytest.raises(InvalidSources, match=r"Noem het pl\.po"):
        check_catalogues([SHIPPED, mine], ["pl"])


def test_how_far_a_language_is_can_be_asked_of_one() -> None:
    assert [status.language for status in statuses([SHIPPED], ["pl", "ar"])] == ["pl", "ar"]
    with pytest.raises(UnknownLanguage, match="Kies uit: en, ar"):
        list(statuses([SHIPPED], ["xx"]))
