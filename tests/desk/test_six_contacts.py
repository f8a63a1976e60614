"""As many contacts as a file may have can be filled in on the screen, and none is lost there."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.desk.test_screens import HERE, labels, post, saved
from wegwijs.desk.desk import Desk
from wegwijs.desk.edition import contacts
from wegwijs.sources.model.fields import MOST_CONTACTS

ROLES = ("school", "zorgcoordinator", "openbare-orde", "wijkagent-politie")


def with_contacts(desk: Desk, count: int) -> str:
    path = desk.shelf.path("lindewaard")
    more = "".join(
        f"    - {{role: {role}, label: Nummer {role}, phone: 030 000 00 1{index},"
        " checked: 2026-11-23}  # zelf gebeld\n"
        for index, role in enumerate(ROLES[: count - 3])
    )
    text = path.read_text("utf-8").rstrip() + "\n" + more
    path.write_text(text, "utf-8")
    return text


@pytest.mark.parametrize("count", [5, 6])
def test_a_file_of_so_many_contacts_loses_nothing(
    client: TestClient, desk: Desk, count: int
) -> None:
    text = with_contacts(desk, count)
    page = client.get(HERE).text
    assert f"{count} van 6" in page and f"Nummer {ROLES[count - 4]}" in page
    post(client, name="Veenrade", do=f"open {count - 1}")
    assert desk.shelf.path("lindewaard").read_text("utf-8") == text.replace(
        "name: Lindewaard", "name: Veenrade"
    )
    post(client, do="omhoog 4")
    assert len(labels(desk)) == count and labels(desk)[3] == "Nummer zorgcoordinator"


def test_contacts_are_added_up_to_what_the_manual_says_each_of_another_kind(
    client: TestClient, desk: Desk
) -> None:
    for count in range(3, MOST_CONTACTS):
        page = post(client, do="erbij")
        assert f"{count + 1} van 6" in page
    assert "Er passen er 6 op de folder." in page and 'aria-disabled="true" aria-desc' in page
    roles = [one["role"] for one in contacts(saved(desk))]
    # Of no kind that somebody did not choose: the number of a municipality comes on other signs.
    assert roles == ["gemeente", "wijkagent", "jongerenwerk", "eigen-1", "eigen-2", "eigen-3"]
    post(client, do="erbij")
    assert len(contacts(saved(desk))) == MOST_CONTACTS
    assert "Tot en met zes" in (desk.national.parent / "HANDLEIDING.md").read_text("utf-8")


def test_a_file_of_too_many_contacts_says_so_and_keeps_them(client: TestClient, desk: Desk) -> None:
    text = with_contacts(desk, 7)
    page = client.get(HERE).text
    assert 'id="contacts-wrong"' in page and "Nummer wijkagent-politie" in page
    assert "7 van 6" in page and "Er passen er 6 op de folder." in page
    assert 'id="vel"' in page and "<img src=" in page  # the first six are drawn
    post(client, do="bewaar")
    assert desk.shelf.path("lindewaard").read_text("utf-8") == text
    assert 'id="contacts-wrong"' not in post(client, do="weg 6")


def test_a_contact_of_another_kind_has_to_say_who_it_is(client: TestClient, desk: Desk) -> None:
    page = post(client, do="erbij")
    assert '<option value="eigen-1" selected>iets anders</option>' in page
    page = post(client, open="3", contacts__3__phone="030 000 00 12")
    assert (
        "Wie is dit van Nieuw contact" in page and "<b>eigen" not in page and "vul dit in" in page
    )  # beside the pages
    assert "<img src=" in page and "go arm held" in page
    page = post(client, open="3", contacts__3__label="Meldpunt", contacts__3__phone="030 000 00 12")
    assert "held" not in page and "Alles past." in page
    post(client, open="3", contacts__3__role="zorgcoordinator")
    assert contacts(saved(desk))[3]["role"] == "zorgcoordinator"
