"""What the form of a contact has no field for stays as it was typed, and the screen tells it."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import edition
from tests.desk.test_screens import HERE, stand
from wegwijs.desk.desk import Desk
from wegwijs.desk.edition import contacts
from wegwijs.desk.fields import filled_in
from wegwijs.desk.kept import kept
from wegwijs.desk.reading import tree_of

OLD = "      hours: {days: workdays, times: 09:00-17:00}\n"
TWICE = "      hours: {days: workdays, times: 09:00-12:00 en 13:00-16:00}\n"
EACH = """      hours:
        monday: 09:00-12:00, 13:00-16:00
        wednesday: closed
"""


FURTHER = """      phone: 030 286 00 01
      phone_for: Overdag
      numbers: [{number: 030 286 00 02, purpose: In het weekend}]
      chat: https://chat.lindewaard.example
"""


def test_further_numbers_and_ways_are_told_and_kept() -> None:
    before = tree(FURTHER)
    assert list(kept(contacts(before)[2])) == [
        ("telefoonnummer, waarvoor", "Overdag"),
        ("ander nummer", "030 286 00 02 (In het weekend)"),
        ("chatadres", "https://chat.lindewaard.example"),
    ]
    form = {"contacts.2.phone": ["030 286 00 03"], "contacts.2.days": [""]}
    (*_, after) = contacts(filled_in(before, form, date(2026, 11, 24)))
    assert after["phone"] == "030 286 00 03"
    assert [after[name] for name in ("phone_for", "numbers", "chat")] == [
        contacts(before)[2][name] for name in ("phone_for", "numbers", "chat")
    ]


def tree(hours: str):
    return tree_of(edition("voorbeeld-gemeente", **{OLD: hours}))


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (OLD, []),
        (TWICE, [("openingstijden", "werkdagen 09:00-12:00 en 13:00-16:00")]),
        (EACH, [("openingstijden", "maandag 09:00-12:00, 13:00-16:00; woensdag gesloten")]),
    ],
)
def test_hours_that_have_no_field_are_told(hours: str, told: list[tuple[str, str]]) -> None:
    assert list(kept(contacts(tree(hours))[2])) == told


@pytest.mark.parametrize("hours", [TWICE, EACH])
def test_a_submitted_form_keeps_them(hours: str) -> None:
    before = tree(hours)
    after = filled_in(
        before, {"contacts.2.email": ["buurt@lindewaard.example"]}, date(2026, 11, 24)
    )
    assert contacts(after)[2]["email"] == "buurt@lindewaard.example"
    assert contacts(after)[2]["hours"] == contacts(before)[2]["hours"]


def test_the_screen_shows_them(client: TestClient, desk: Desk) -> None:
    (file,) = desk.shelf.own.rglob("lindewaard.yaml")
    file.write_text(file.read_text("utf-8").replace(OLD, FURTHER + EACH), "utf-8")
    page = client.post(HERE, data={"stand": stand(client), "do": "open 2"}).text
    assert "030 286 00 02 (In het weekend)" in page
    assert "maandag 09:00-12:00, 13:00-16:00; woensdag gesloten" in page
    assert 'name="contacts.2.days"' not in page  # a field would turn it into one stretch
