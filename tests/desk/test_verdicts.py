"""What the screen says of a form as a whole: with what to begin, what is empty, wrong or too long."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.desk.test_screens import HERE, post, saved
from wegwijs.desk.desk import Desk
from wegwijs.desk.drawing import FitVerdict, Trouble
from wegwijs.desk.reading import tree_of
from wegwijs.desk.screens.form import ARMS

GOOD = ("Alles past", "U kunt de bestanden maken")
BAD = re.compile(r"Er (klopt|kloppen) |niet klopt|[0-9] fout")


def verdict(page: str) -> str:
    found = re.search(r'<div data-part="oordeel".*?>(.*?)</div>\s*<div id="vel"', page, re.DOTALL)
    assert found
    return " ".join(re.sub("<[^>]+>", " ", unescape(found[1])).split())


def begin(client: TestClient, kind: str = "school", **typed: str) -> tuple[str, str]:
    """A new edition with these fields filled in: its address, and its screen."""
    data = {name.replace("__", "."): text for name, text in typed.items()}
    answer = client.post(f"/nieuw/{kind}", data={"blad": "a", "open": "0"} | data)
    return answer.url.path, answer.text


@pytest.mark.parametrize("kind", [one.path for one in ARMS])
def test_a_new_form_says_what_to_begin_with_and_calls_nothing_wrong(
    client: TestClient, kind: str
) -> None:
    page = client.get(f"/nieuw/{kind}").text
    assert not BAD.search(page) and 'aria-invalid="true"' not in page
    assert (kind == "nederland") == any(good in page for good in GOOD)  # that is complete
    if kind == "school":
        assert verdict(page).startswith("Begin met ‘Naam van de school’.")
        assert "Vul nog 2 dingen in." in page  # for who comes to the button and cannot press it


def test_a_form_that_is_half_filled_in_says_what_is_left(client: TestClient) -> None:
    here, page = begin(client, name="De Linde")
    assert not BAD.search(page) and not any(good in page for good in GOOD)
    told = "Vul nog 1 ding in. Telefoonnummer van Nieuw contact: vul een telefoonnummer,"
    assert verdict(page).startswith(told)
    data = {"do": "maak", "stand": "", "houd": "1"}
    page = client.post(here, data=data).text
    assert "<h2>Vul nog 1 ding in</h2>" in page and not BAD.search(page)
    assert 'id="contacts-0-phone-wrong"' in client.get(f"{here}?fouten=1&open=0").text


def test_no_files_are_made_for_a_school_without_a_name(client: TestClient) -> None:
    here, page = begin(client, contacts__0__phone="030 000 00 00")
    assert "go arm held" in page and "Naam van de school" in verdict(page)
    page = client.post(here, data={"do": "maak", "stand": "", "houd": "1"}).text
    assert "<h2>Vul nog 1 ding in</h2>" in page and 'id="name-wrong"' in page


def test_the_publisher_follows_a_name_that_was_saved_while_it_was_typed(
    client: TestClient, desk: Desk
) -> None:
    here, page = begin(client, name="De Re")
    for name, publisher in (("De Regenboog", "De Re"), ("De Regenboog", "Stichting")):
        stand = re.search(r'name="stand" value="([0-9a-f]+)"', page)
        assert stand
        form = {"stand": stand[1], "name": name, "publisher": publisher}
        page = client.post(here, data=form).text
        shown = "De Regenboog" if publisher == "De Re" else publisher
        assert f'name="publisher" value="{shown}"' in page
    tree = tree_of(desk.shelf.written(here.rpartition("/")[2]).text)
    assert tree["publisher"] == "Stichting"  # of which somebody decided


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("contact", "geen"),
        ("site", "geen"),
        ("accent", "zwart"),
        ("name", "x" * 200),
        ("contacts__0__email", "geen"),
        ("contacts__0__text_phone", "geen"),
        ("contacts__0__phone", "14 03O"),
    ],
)
def test_beside_a_wrong_value_is_not_said_that_all_is_well(
    client: TestClient, field: str, typed: str
) -> None:
    page = post(client, open="0", **{field: typed})
    assert not any(good in page for good in GOOD)
    assert "klopt" in verdict(page) and "Ga naar het veld" in verdict(page)
    assert "Ga naar het veld" in verdict(client.get(HERE).text)  # also once it is closed


def test_what_does_not_fit_is_said_also_while_something_is_empty(
    client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Trouble("nl", "Nederlands", "folder", "voorkant", "buitenkant", "kant-1", "Titel", 2)
    draw = desk.workers.draw

    async def work(function: Any, *arguments: Any) -> Any:
        found = await draw(function, *arguments)
        return FitVerdict(1, 3, (full,)) if isinstance(found, FitVerdict) else found

    monkeypatch.setattr(desk.workers, "work", work)
    page = post(client, open="0", contacts__0__phone="", contacts__0__email="", contacts__0__web="")
    assert verdict(page).startswith("Past niet: voorkant")


def test_what_is_right_is_said_to_be(client: TestClient, desk: Desk) -> None:
    page = post(client, accent="#BFDCC4")
    assert saved(desk)["accent"] == "#BFDCC4"
    assert verdict(page).startswith("Alles past.") and "held" not in page
