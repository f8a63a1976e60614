"""A web address as a secretary types it, without https://, is completed; what is none is told."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.desk.test_screens import HERE, post, saved
from wegwijs.desk.desk import Desk
from wegwijs.desk.edition import contacts
from wegwijs.desk.web_addresses import completed
from wegwijs.desk.wording import judge


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("www.school.nl", "https://www.school.nl"),
        ("school.nl", "https://school.nl"),
        ("Www.School.nl/Zorg?x=1", "https://www.school.nl/Zorg?x=1"),
        ("müller.nl", "https://müller.nl"),
        ("www.lindewaard.example", "https://www.lindewaard.example"),
    ],
)
def test_an_address_without_https_is_stored_with_it_and_shown_so(
    client: TestClient, desk: Desk, typed: str, stored: str
) -> None:
    page = post(client, open="0", contacts__0__web=typed)
    assert contacts(saved(desk))[0]["web"] == stored
    assert f'value="{stored}"' in page and 'aria-invalid="true"' not in page


def test_where_the_web_page_will_be_and_a_chat_are_completed_too(
    client: TestClient, desk: Desk
) -> None:
    post(client, site="lindewaard.nl/zorgen", contacts__0__chat="www.chat.lindewaard.nl")
    assert saved(desk)["site"] == "https://lindewaard.nl/zorgen"
    assert contacts(saved(desk))[0]["chat"] == "https://www.chat.lindewaard.nl"
    assert completed("whatsapp", "wa.me/31612345678") == "https://wa.me/31612345678"


@pytest.mark.parametrize(
    "typed",
    ["geen", "n.v.t", "volgt.later", "www.school", "www.school.am", "www.nog.invullen", "www.school.nI", "www.nl",
     "jan.jansen", "info@school.nl", "030-1234567",
     "school.nl en gemeente.nl", "school.nl:8080", "-school.nl", "www.a_b.nl", "https:/school.nl"],
)  # fmt: skip
def test_what_is_not_clearly_an_address_stays_as_typed_and_is_told(
    client: TestClient, desk: Desk, typed: str
) -> None:
    page = post(client, open="0", contacts__0__web=typed)
    assert contacts(saved(desk))[0]["web"] == typed
    assert 'id="contacts-0-web-wrong"' in page and "geen webadres" in page


def test_other_fields_are_no_addresses() -> None:
    for field in ("label", "source", "email", "phone", "name", "publisher"):
        assert completed(field, "www.school.nl") == "www.school.nl"


def test_one_with_http_is_not_guessed_but_offered(client: TestClient, desk: Desk) -> None:
    page = post(client, open="0", contacts__0__web="http://www.school.nl")
    assert contacts(saved(desk))[0]["web"] == "http://www.school.nl"
    assert "Gebruik https://www.school.nl" in page
    post(client, do="neem contacts.0.web")
    assert contacts(saved(desk))[0]["web"] == "https://www.school.nl"


def test_a_file_that_says_it_so_keeps_its_text_until_somebody_chooses(
    client: TestClient, desk: Desk
) -> None:
    path = desk.shelf.path("lindewaard")
    text = path.read_text("utf-8").replace("https://www.lindewaard", "www.lindewaard")
    path.write_text(text, "utf-8")
    page = post(client, contacts__0__web="www.lindewaard.example/zorgen", do="open 0")
    assert path.read_text("utf-8") == text
    assert "Gebruik https://www.lindewaard.example/zorgen" in page


def test_an_address_that_is_checked_again_is_completed(client: TestClient, desk: Desk) -> None:
    path = desk.shelf.path("lindewaard")
    contact = "phone: 030 000 00 00\n      email: veilig@lindewaard.example\n      "
    text = path.read_text("utf-8").replace(contact, "").replace("2026-11-23", "2025-10-23")
    path.write_text(text, "utf-8")
    client.post("/nakijken", data={"welke": "lindewaard/0", "do": "bewaar", "nieuw": "school.nl"})
    assert contacts(saved(desk))[0]["web"] == "https://school.nl"
    assert HERE in client.get("/").text


@pytest.mark.parametrize(
    ("field", "typed", "told", "right"),
    [
        ("web", "www.school.nl/ü", "Schrijf het zo: https://www.school.nl/%C3%BC", "as told"),
        ("whatsapp", "wa.me/0612345678", "Schrijf het zo: https://wa.me/31612345678", "as told"),
        ("web", "Www.School.nl", "Voor dit adres hoort https://.", "https://www.school.nl"),
        ("whatsapp", "school.nl/ü", "", ""),
    ],
)
def test_what_is_offered_is_what_is_told_and_is_taken(
    field: str, typed: str, told: str, right: str
) -> None:
    fault = judge(field, typed)
    assert fault
    assert fault.right == (told.rpartition(" ")[2] if right == "as told" else right)
    assert fault.message == told or not right
    assert not fault.right or judge(field, fault.right) is None
