"""A file with which something is wrong is never passed over in silence, and is shown where it can."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.desk.test_screens import HERE
from wegwijs.desk.desk import Desk


def test_what_cannot_be_read_is_not_said_to_be_checked(client: TestClient, desk: Desk) -> None:
    assert "<h1>Alles is nagekeken</h1>" in client.get("/nakijken").text
    path = desk.shelf.path("lindewaard")
    path.write_text(path.read_text("utf-8") + "  contacts: [", "utf-8")
    page = client.get("/nakijken").text
    assert "Alles is nagekeken" not in page and "Niet alles is nagekeken" in page
    assert 'Er klopt iets niet in het bestand: <a href="/folder/lindewaard">' in page


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("version: 1", "version: een"),
        ("date: 2026-11-23", "date: gisteren"),
        ("origin: hulp-bij-radicalisering", "origin: elders"),
        ("kind: municipality", "kind: kerk"),
    ],
)
def test_a_file_with_a_wrong_line_is_still_shown_with_all_its_fields(
    client: TestClient, desk: Desk, right: str, wrong: str
) -> None:
    path = desk.shelf.path("lindewaard")
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), "utf-8")
    page = client.get(HERE).text
    assert f"In het bestand, bij ‘{right.partition(':')[0]}’" in page
    assert 'id="taal-pl"' in page and 'id="organisaties"' in page and "Past niet" not in page
    assert 'src="/folder/lindewaard/beeld/nl/' in page
    assert "Dit lukte niet" not in client.get("/nakijken").text


def test_a_wrong_number_on_the_list_to_check_stays_as_it_was_typed(
    client: TestClient, desk: Desk
) -> None:
    path = desk.shelf.path("lindewaard")
    path.write_text(path.read_text("utf-8").replace("d: 2026-11-23", "d: 2025-10-01"), "utf-8")
    form = {"welke": "lindewaard/0", "do": "bewaar", "nieuw": "030 12"}
    page = client.post("/nakijken", data=form).text
    assert 'name="nieuw" value="030 12"' in page and "Dit nummer heeft 5 cijfers." in page
    page = client.post("/nakijken", data=form | {"do": "aanpassen"}).text
    assert 'name="nieuw" value="030 000 00 00"' in page
