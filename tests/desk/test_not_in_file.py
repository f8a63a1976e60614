"""What a file does not say, or not so that it can be read, is told: it is never called good."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.desk.test_screens import HERE, post, saved, stand
from wegwijs.desk.desk import Desk

CHECKED = "      checked: 2026-11-23\n"
LONG_AGO = "2024-01-01"


def edited(desk: Desk, pattern: str, by: str) -> str:
    path = desk.shelf.path("lindewaard")
    text, count = re.subn(pattern, by, path.read_text("utf-8"), count=1)
    assert count
    path.write_text(text, "utf-8")
    return text


@pytest.mark.parametrize(
    ("pattern", "by", "told"),
    [
        ("  date: .*\n", "", "In het bestand, bij ‘date’: dit ontbreekt"),
        ("  version: .*\n", "", "In het bestand, bij ‘version’: dit ontbreekt"),
        ("  version: .*\n", "  version:\n", "In het bestand, bij ‘version’: dit ontbreekt"),
        ("  origin: .*\n", "", "In het bestand, bij ‘origin’: dit ontbreekt"),
        ("role: gemeente\n      ", "", "Soort van Gemeente, openbare orde: vul dit in"),
        (CHECKED, "", "Nagekeken van Gemeente, openbare orde: dit ontbreekt"),
        (
            "(?s)  contacts:.*",
            "  contacts: {role: school}\n",
            "Uw contacten: niet alles is te lezen",
        ),
        (
            "(?s)  contacts:.*",
            "  contacts: 030 000 00 00\n",
            "Uw contacten: niet alles is te lezen",
        ),
        ("(?s)  contacts:.*", "  contacts:\n", "Uw contacten: niet alles is te lezen"),
        (
            "  contacts:\n",
            "  contacts:\n    - 030 000 00 00\n",
            "Uw contacten: niet alles is te lezen",
        ),
    ],
)
def test_what_a_file_does_not_say_is_told_before_files_are_made(
    client: TestClient, desk: Desk, pattern: str, by: str, told: str
) -> None:
    text = edited(desk, pattern, by)
    page = client.get(HERE).text
    assert "Alles past." not in page and "go arm held" in page and "<img src=" in page
    page = post(client, do="maak")
    assert told in page and "Maak de bestanden" in page
    assert desk.shelf.path("lindewaard").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (CHECKED, "      checked: gisteren\n"),
        (CHECKED, ""),
        ("(?s)phone: 030 000 00 00(.*?)2026-11-23", rf"phone: 030 000\g<1>{LONG_AGO}"),
        ("  contacts:\n", "  contacts:\n    - 030 000 00 00\n"),
        (
            r"\Z",
            "".join(
                f"    - {{role: eigen-{one}, label: X, phone: 030 000 00 1{one}, checked: {day}}}\n"
                for one, day in enumerate(("2026-11-23",) * 3 + (LONG_AGO,))
            ),
        ),
    ],
)
def test_what_was_not_read_is_not_said_to_be_checked(
    client: TestClient, desk: Desk, pattern: str, by: str
) -> None:
    edited(desk, pattern, by)
    page = client.get("/nakijken").text
    assert "<h1>Niet alles is nagekeken</h1>" in page and "Alles is nagekeken" not in page
    assert 'Er klopt iets niet in het bestand: <a href="/folder/lindewaard">' in page


def test_a_contact_that_is_not_filled_in_yet_is_nothing_to_check(client: TestClient) -> None:
    post(client, do="erbij")
    assert "<h1>Alles is nagekeken</h1>" in client.get("/nakijken").text


def test_what_is_no_contact_stays_when_contacts_are_moved(client: TestClient, desk: Desk) -> None:
    edited(desk, "  contacts:\n", "  contacts:\n    - 030 000 00 00\n")
    for do in ("omlaag 0", "weg 1", "terug", "weg 2"):
        post(client, do=do)
    found = saved(desk)["contacts"]
    assert isinstance(found, list) and "030 000 00 00" in found and len(found) == 3
    edited(desk, "(?s)  contacts:.*", "  contacts: {role: school}\n")
    post(client, do="erbij")
    assert saved(desk)["contacts"] == {"role": "school"}


def test_what_is_taken_over_is_of_the_contact_it_was_told_of(
    client: TestClient, desk: Desk
) -> None:
    edited(desk, "  contacts:\n", "  contacts:\n    - 030 000 00 00\n")
    edited(desk, "web: https://www", "web: http://www")
    assert "Gebruik https://www.lindewaard.example/zorgen" in post(client, open="0")
    post(client, do="neem contacts.0.web")
    assert "web: https://www" in desk.shelf.path("lindewaard").read_text("utf-8")


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        ("publisher: .*", "publisher: {nl: School De Brug}"),
        ("publisher: .*", "publisher: [School, De Brug]"),
        ("label: .*", "label: {nl: Gemeente}"),
        (CHECKED, CHECKED + "      hours: {days: weekend, times: 09:00-17:00}\n"),
    ],
)
def test_what_a_form_cannot_show_stays_as_it_was_written(
    client: TestClient, desk: Desk, pattern: str, by: str
) -> None:
    text = edited(desk, pattern, by)
    page = client.get(f"{HERE}?open=0").text
    found = re.findall(r'<input class="input[^>]* name="([^"]+)" value="([^"]*)"', page)
    for name, options in re.findall(r'(?s)<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'"([^"]*)"', options)
        assert chosen
        found.append((name, chosen[1]))
    assert {"contacts.0.days", "publisher"} <= dict(found).keys()
    post(client, **dict(found), do="bewaar")
    assert desk.shelf.path("lindewaard").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("pattern", "by", "told"),
    [
        ("kind: .*", "kind: kerk", "In het bestand, bij ‘kind’: dit kent Wegwijs niet"),
        ("days: workdays", "days: weekend", "Wanneer bereikbaar van Jongerenwerk: dit kent"),
        ("days: work", "monday: 09:00-17:00, days: work", "Maandag van Jongerenwerk: dit kan niet"),
        ("  languages:", "  products: [krant]\n  languages:", "Wat wilt u maken: ‘krant’ kent"),
        ("  languages:", "  organisations: [x]\n  languages:", "Welke organisaties: ‘x’ kent"),
    ],
)
def test_what_is_wrong_is_told_without_the_names_of_a_file(
    client: TestClient, desk: Desk, pattern: str, by: str, told: str
) -> None:
    edited(desk, pattern, by)
    page = post(client, do="maak")
    assert told in page and "?:" not in page and "workdays&#39;" not in page
    assert "Verbeter dat eerst. Daarna kunt u de bestanden maken." in page


def test_numbers_and_contacts_that_are_left_empty_are_told_apart(
    client: TestClient, desk: Desk
) -> None:
    edited(desk, "phone: 030 000 00 00", "phone: 030 000")
    assert "1 nummer klopt niet." in client.get(HERE).text
    edited(desk, "email: jongeren@lindewaard.example", "email: jongeren@")
    page = client.get(HERE).text
    assert "2 contacten kloppen niet." in page and "iets af dat niet klopt" in page


def test_what_was_typed_at_a_contact_that_is_gone_is_not_said_to_be_saved(
    client: TestClient, desk: Desk
) -> None:
    before = stand(client)
    post(client, do="weg 0")
    typed = {"stand": before, "contacts.2.phone": "030 000 00 19", "do": "bewaar"}
    answer = client.post(HERE, data=typed)
    assert answer.status_code == 409 and "in een ander venster veranderd" in answer.text


def test_what_cannot_be_read_does_not_hide_another_fault_or_the_pages(
    client: TestClient, desk: Desk
) -> None:
    edited(desk, "  contacts:\n", "  contacts:\n    - 030 000 00 00\n")
    edited(desk, "days: workdays", "days: weekend")
    edited(desk, "phone: 030 000 00 00", "phone: 030 000")
    page = post(client, do="maak")
    assert "<img src=" in page and "Er kloppen nog 3 dingen niet" in page
