"""Contacts for a phone, for Excel and for other programs, opened by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import vobject
from msgspec.structs import replace

from tests.conftest import IN_LANGUAGES, Files
from tests.layouts.own_editions import write_editions
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.contacts import product, table
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.variants import is_variant

TOWN, SCHOOL, WORKSHOP = "voorbeeld-gemeente", "voorbeeld-school", "voorbeeld-workshop"
NUMBERS = {
    "Politie": ("0900-8844", "tel:09008844"),
    "Vertrouwensinspecteurs": ("0900-1113111", "tel:09001113111"),
    "Landelijk Steunpunt Extremisme (LSE)": ("088 20 80 080", "tel:+31882080080"),
    "Meld Misdaad Anoniem (M.)": ("0800-7000", "tel:08007000"),
}
SCHEMA = json.loads(Path(product.__file__).with_name("schema.json").read_text("utf-8"))
Make = Callable[..., bytes]


@pytest.fixture(scope="module")
def make(theme: Theme) -> Make:
    """A file of an edition in a language."""

    def make(name: str, edition: str, language: str = "nl", *own: Path) -> bytes:
        outline = build_outline(pack_in(language, edition, *own))
        return FILES_BY_NAME[name].render(outline, theme, Profile.OFFICE)

    return make


def cards(data: bytes) -> list[Any]:
    return list(vobject.readComponents(data.decode("utf-8")))


def rows(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def listed(data: bytes) -> list[Any]:
    return [one["item"] for one in json.loads(data)["itemListElement"]]


# --- a phone ---------------------------------------------------------------------------------------


def test_a_phone_dials_each_number_and_shows_it_as_its_owner_writes_it(files: Files) -> None:
    found = {card.fn.value: card for card in cards(files["contacts.vcf"])}
    for name, (written, dialled) in NUMBERS.items():
        tel = found[name].tel
        assert (tel.value, tel.params) == (dialled, {"VALUE": ["uri"], "TYPE": ["work"]})
        assert f"Telefoon: {written}" in found[name].note.value.split("\n")
    crime_line = found["Meld Misdaad Anoniem (M.)"]
    assert "gratis, zonder uw naam" in crime_line.note.value
    assert "Niet bij nood, niet voor aangifte en niet voor overlast." in crime_line.note.value
    assert crime_line.url.value == "https://www.meldmisdaadanoniem.nl"
    assert {card.kind.value for card in found.values()} == {"org"}
    assert {card.version.value for card in found.values()} == {"4.0"}


def test_a_towns_own_contacts_are_cards_too(make: Make) -> None:
    found = {card.fn.value: card for card in cards(make("contacts.vcf", TOWN))}
    assert found["Gemeente Lindewaard"].tel.value == "tel:+31300000000"
    assert found["Gemeente Lindewaard"].email.value == "veilig@lindewaard.example"
    assert "Gemeente, openbare orde" in found["Gemeente Lindewaard"].note.value
    youth = found["Jongerenwerk"]
    assert youth.email.value == "jongeren@lindewaard.example"
    assert "werkdagen 9.00–17.00 uur" in youth.note.value
    assert youth.categories.value == ["Wegwijzer", "In Lindewaard"]
    assert len(found) == 9, "the contact of the town itself stands there once"


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_lines_are_as_the_standard_wants_them(language: str, make: Make) -> None:
    data = make("contacts.vcf", "nationaal", language)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    for line in lines:
        line.decode("utf-8")  # no letter is broken in two
    assert len(lines) > len(cards(data)) * 10


def test_a_card_keeps_its_identifier_in_every_language_and_edition(
    files: Files, make: Make
) -> None:
    def ids(data: bytes) -> dict[str, str]:
        return {card.fn.value: card.uid.value for card in cards(data)}

    dutch = ids(files["contacts.vcf"])
    assert len(set(dutch.values())) == len(dutch) == 7
    assert ids(make("contacts.vcf", "nationaal", "ar")) == dutch
    assert listed(files["contacts.json"])[0]["@id"] == dutch["Politie"]
    town = ids(make("contacts.vcf", TOWN))
    assert town["Politie"] == dutch["Politie"] == "urn:uuid:3977de60-eb60-5c56-add2-b992708e4038"
    assert town["Gemeente Lindewaard"] not in dutch.values()


def test_the_newest_check_is_the_revision_and_the_oldest_is_told(
    theme: Theme, outline: Outline
) -> None:
    checks = outline.checks
    police = [n for n, one in enumerate(checks.national) if one.about == "politie"]
    newer = list(checks.national)
    newer[police[1]] = replace_day(newer[police[1]], 25)
    changed = replace(outline, checks=type(checks)(checks.edition, 1, tuple(newer)))
    card = cards(render("contacts.vcf", changed, theme))[0]
    assert card.rev.value == "20261125T000000Z"
    assert rows(render("contacts.csv", changed, theme))[0]["Nagekeken op"] == "2026-11-23"


def replace_day(check: Any, day: int) -> Any:
    return replace(check, checked=check.checked.replace(day=day))


def render(name: str, outline: Outline, theme: Theme) -> bytes:
    return FILES_BY_NAME[name].render(outline, theme, Profile.OFFICE)


# --- Excel -----------------------------------------------------------------------------------------


def test_a_dutch_excel_opens_the_table(files: Files) -> None:
    data = files["contacts.csv"]
    assert data.startswith(b'\xef\xbb\xbf"Nr.";"Naam";')
    assert data.count(b"\r\n") == data.count(b"\n") == 8
    by_name = {row["Naam"]: row for row in rows(data)}
    for name, (written, dialled) in NUMBERS.items():
        assert (by_name[name]["Telefoon"], by_name[name]["Link om te bellen"]) == (written, dialled)
    assert by_name["Expertise-unit Sociale Stabiliteit (ESS)"]["E-mail"] == "ess@minszw.nl"
    assert by_name["NCTV"]["Betekenis"].startswith("Nationaal Coördinator")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+31 30 286 00 00", "-3", "@x", "\t=1", "\r=1", " =1", "＝1", "0302860000"]
)
def test_excel_calculates_nothing_and_drops_no_zero(cell: str) -> None:
    assert table.safe(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["0900-8844", "14 030", "112", "tel:+31300000000", "2026-11-23", ""]
)
def test_what_excel_reads_as_it_is_stays_as_it_is(cell: str) -> None:
    assert table.safe(cell) == cell


def test_a_number_that_begins_with_a_plus_stays_readable(make: Make, tmp_path: Path) -> None:
    own = write_editions(tmp_path / "eigen")
    found = {row["Naam"]: row for row in rows(make("contacts.csv", "lang", "nl", own))}
    town = found["Gemeente Nuenen, Gerwen en Nederwetten"]
    assert town["Telefoon"] == "'+31 30 286 00 00"
    assert town["Link om te bellen"] == "tel:+31302860000"


# --- programs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("edition", ["nationaal", TOWN, SCHOOL, WORKSHOP])
def test_the_data_are_as_their_schema_says(edition: str, language: str, make: Make) -> None:
    data = json.loads(make("contacts.json", edition, language))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert data["inLanguage"] == language
    numbers = {
        one["item"]["name"]: one["item"].get("contactPoint", {}) for one in data["itemListElement"]
    }
    for name, (written, dialled) in NUMBERS.items():
        assert numbers[name]["telephone"] == written
        assert dialled in numbers[name]["url"]


def test_the_schema_refuses_what_is_wrong(files: Files) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    text = files["contacts.json"].decode()
    for old, new in (
        ('"0900-8844"', '"bel ons"'),
        ('"urn:uuid:', '"'),
        ('"https://www.politie.nl', '"http://www.politie.nl'),
        ('"position": 1', '"position": "1"'),
        ('"Published"', '"Draft"'),
        ('"2026-11-23"', '"23-11-2026"'),
        ('"telephone": "112"', '"telephone": "911"'),
        ('"subjectOf"', '"anders"'),
    ):
        assert old in text
        assert not validator.is_valid(json.loads(text.replace(old, new, 1))), new


def test_hours_are_data_too(make: Make) -> None:
    (youth,) = (one for one in listed(make("contacts.json", TOWN)) if one["name"] == "Jongerenwerk")
    assert youth["contactPoint"]["hoursAvailable"] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
        "opens": "09:00",
        "closes": "17:00",
    }


# --- all of them -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_a_draft_says_so_in_each_file_and_at_each_contact(language: str, make: Make) -> None:
    draft = language != "nl"
    machine, written = "machinevertaling, niet gecontroleerd", "er kunnen fouten in staan"
    why = written if is_variant(language) else machine
    for card in cards(make("contacts.vcf", "nationaal", language)):
        assert (f"CONCEPT – {why}" in card.note.value) is draft
        assert any(one.startswith("CONCEPT") for one in card.categories.value) is draft
        assert card.note.params == {"LANGUAGE": [language]}
    for row in rows(make("contacts.csv", "nationaal", language)):
        assert ("CONCEPT" in list(row.values())[-1]) is draft
    data = json.loads(make("contacts.json", "nationaal", language))
    assert ("CONCEPT" in data["creativeWorkStatus"]) is draft


def test_in_arabic_a_number_reads_from_left_to_right(make: Make) -> None:
    data = make("contacts.vcf", "nationaal", "ar")
    found = {card.fn.value: card.note.value for card in cards(data)}
    assert "\u2066088 20 80 080\u2069" in found["Landelijk Steunpunt Extremisme (LSE)"]
    (row,) = (one for one in rows(make("contacts.csv", "nationaal", "ar")) if "LSE" in one["الاسم"])
    assert row["الهاتف"] == "088 20 80 080"


def test_the_same_edition_gives_the_same_bytes(make: Make, files: Files) -> None:
    for name in product.CONTACTS.file_names:
        assert make(name, "nationaal") == files[name]
        assert make(name, TOWN) == make(name, TOWN) != files[name]
