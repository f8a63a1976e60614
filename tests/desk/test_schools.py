"""Zoek uw school: from a file of DUO in the user's own folder to an edition that is filled in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.desk.test_attacks import EVIL, harmless
from tests.sources.duo_files import SAMPLE, file, made_up, school
from wegwijs.desk.desk import Desk
from wegwijs.desk.reading import tree_of
from wegwijs.desk.screens.form import title_of

BRUG = school(INSTELLINGSCODE="99ZB", VESTIGINGSCODE="99ZB00", VESTIGINGSNAAM="De Brug", POSTCODE="3512 AB", STRAATNAAM="Lindeplein")  # fmt: skip


@pytest.fixture
def list_of_schools(folder: Path) -> Path:
    return file(folder / "vestigingen.csv", school(), BRUG)


def names(page: str) -> list[str]:
    return [part.partition("</h2>")[0] for part in page.split('<h2 class="name">')[1:]]


def test_without_a_file_a_school_begins_with_the_form_and_a_file_can_be_given(
    client: TestClient, desk: Desk
) -> None:
    assert 'href="/nieuw/school"' in client.get("/").text
    assert 'href="/scholen"' in client.get("/nieuw/school").text
    page = client.get("/scholen").text
    assert "Er is nog geen lijst met scholen" in page and 'role="search"' not in page
    with SAMPLE.open("rb") as data:
        page = client.post("/scholen", data={"do": "haal"}, files={"adressen": ("../x.csv", data)}).text  # fmt: skip
    assert "voortgezet onderwijs, 27 november 2026" in page and 'role="search"' in page
    assert [path.name for path in desk.shelf.own.glob("*.csv")] == ["duo-voortgezet-onderwijs.csv"]
    assert 'href="/scholen"' in client.get("/").text


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("de brug", ["De Brug"]),
        ("3512ab", ["De Brug"]),
        ("3512 AB", ["De Brug"]),
        ("99zb", ["De Brug"]),
        ("linde utrecht", ["De Linde", "De Brug"]),
        ("utrecht brug", ["De Brug"]),
        ("nergens", []),
    ],
)
def test_a_school_is_found_by_its_name_or_postcode(
    client: TestClient, list_of_schools: Path, sought: str, found: list[str]
) -> None:
    page = client.get("/scholen", params={"zoek": sought}).text
    assert names(page) == found
    told = {0: "Geen school gevonden.", 1: "1 school gevonden.", 2: "2 scholen gevonden."}
    assert told[len(found)] in page


def test_many_are_counted_and_twenty_shown(client: TestClient, folder: Path) -> None:
    file(folder / "x.csv", *made_up(60))
    page = client.get("/scholen?zoek=de").text
    assert len(names(page)) == 20 and "U ziet er 20. Typ er de plaats bij." in page


def test_a_school_that_is_chosen_is_filled_in_and_the_next_time_opened(
    client: TestClient, desk: Desk, list_of_schools: Path
) -> None:
    answer = client.post("/scholen", data={"do": "neem 99ZA00"})
    assert answer.url.path == "/folder/de-linde" and "030 286 00 00" in answer.text
    tree = tree_of(desk.shelf.path("de-linde").read_text("utf-8"))
    assert (tree["duo_code"], tree["name"]) == ("99ZA00", "De Linde")
    page = client.get("/scholen?zoek=3511 aa").text
    assert 'href="/folder/de-linde"' in page and "Kies deze school" not in page


def test_of_two_files_the_newest_number_is_shown_and_taken(
    client: TestClient, folder: Path, list_of_schools: Path
) -> None:
    new = file(folder / "z.csv", school(TELEFOONNUMMER="0302860009"))
    os.utime(list_of_schools, (1_700_000_000, 1_700_000_000))
    os.utime(new, (1_750_000_000, 1_750_000_000))
    page = client.get("/scholen?zoek=de linde").text
    assert names(page) == ["De Linde", "De Brug"]
    assert "030 286 00 09" in page and "030 286 00 00" not in page.split("De Brug")[0]
    assert "030 286 00 09" in client.post("/scholen", data={"do": "neem 99ZA00"}).text


def test_a_folder_that_somebody_began_by_hand_or_broke_is_told(
    client: TestClient, desk: Desk, list_of_schools: Path
) -> None:
    client.post("/scholen", data={"do": "neem 99ZB00"})
    path = desk.shelf.path("de-brug")
    written = path.read_text("utf-8")
    path.write_text("".join(line for line in written.splitlines(True) if "duo_code" not in line))
    answer = client.post("/scholen", data={"do": "neem 99ZB00"})
    assert answer.status_code == 422 and "al een folder met deze naam" in answer.text
    path.write_text(written.replace("kind: school\n", "kind: school\n  kind: school\n"))
    answer = client.post("/scholen", data={"do": "neem 99ZB00"})
    assert answer.status_code == 422 and "de-brug.yaml" in answer.text


def test_what_cannot_be_taken_is_told_and_nothing_is_written(
    client: TestClient, desk: Desk, folder: Path
) -> None:
    mute = school(TELEFOONNUMMER=" ", INTERNETADRES=" ")
    file(folder / "x.csv", mute)
    before = desk.shelf.ids()
    assert "Kan niet: geen telefoonnummer of website" in client.get("/scholen?zoek=linde").text
    for asked in ("neem 99ZA00", "neem 12AB00", "neem ../x", "neem", "haal", "iets"):
        answer = client.post("/scholen", data={"do": asked})
        assert answer.status_code == 422 and "Dat lukt niet" in answer.text
    bad = client.post("/scholen", data={"do": "haal"}, files={"adressen": ("x.csv", b"a;b\r\n1;2\r\n")})  # fmt: skip
    assert bad.status_code == 422 and "scholen.csv" in bad.text and "/tmp" not in bad.text
    assert desk.shelf.ids() == before and len(list(folder.glob("*.csv"))) == 1


def test_a_file_that_is_damaged_is_told_and_the_others_are_searched(
    client: TestClient, folder: Path, list_of_schools: Path
) -> None:
    broken = file(folder / "a.csv")
    broken.write_bytes(broken.read_bytes() + b'"')
    (folder / "contacten.csv").write_text("naam;telefoon\nx;14 030\n")
    (folder / "b.csv").symlink_to("nergens")
    page = client.get("/scholen?zoek=brug").text
    assert "Een bestand is niet te lezen" in page and "a.csv:3" in page
    assert names(page) == ["De Brug"]


def test_no_cell_of_a_file_and_no_search_holds_a_script(client: TestClient, folder: Path) -> None:
    evil = {name: f'"{EVIL.replace(chr(34), "")}"' for name in ("VESTIGINGSNAAM", "PLAATSNAAM", "GEMEENTENAAM", "STRAATNAAM")}  # fmt: skip
    file(folder / "x.csv", school(**evil))
    shown = client.get("/scholen", params={"zoek": "script"}).text
    assert "&lt;script&gt;" in shown.partition("</form>")[2]  # the school is found
    harmless(shown)
    harmless(client.get("/scholen", params={"zoek": EVIL}).text)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("De Linde", "School De Linde"),
        ("Basisschool De Linde", "Basisschool De Linde"),
        ("Voorbeeldcollege De Linde", "Voorbeeldcollege De Linde"),
        ("Kindcentrum De Brug", "Kindcentrum De Brug"),
    ],
)
def test_a_name_that_says_it_is_a_school_gets_no_word_before_it(name: str, title: str) -> None:
    assert title_of({"kind": "school", "name": name}) == title
