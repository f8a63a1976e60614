"""Further numbers, other ways and hours by day are filled in on the screen; what nobody changes stays
as it was written.
"""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import edition
from tests.desk.test_hosted import carried, lindewaard, visitor  # noqa: F401
from tests.desk.test_hosted import post as send
from tests.desk.test_screens import HERE, stand
from wegwijs.desk.contact_fields import numbers_of
from wegwijs.desk.desk import Desk
from wegwijs.desk.edition import contacts
from wegwijs.desk.fields import filled_in
from wegwijs.desk.reading import tree_of
from wegwijs.sources.ways import MOST_NUMBERS

TODAY = date(2026, 11, 24)
OLD = "      hours: {days: workdays, times: 09:00-17:00}\n"
TWICE = "      hours: {days: workdays, times: 09:00-12:00 en 13:00-16:00}\n"
EACH = """      hours:
        monday: 09:00-12:00, 13:00-16:00
        wednesday: closed
"""
FURTHER = """      phone: 030 286 00 01
      phone_for: Overdag
      numbers: [{number: 030 286 00 02, purpose: In het weekend}]
      text_phone: 030 286 00 04
      chat: https://chat.lindewaard.example
      whatsapp: 06 12 34 56 78
"""
INPUT = re.compile(r'<input class="input[^>]* name="(contacts\.2\.[^"]+)" value="([^"]*)"')


def screen(client: TestClient, desk: Desk, written: str, do: str = "open 2", **more: str) -> str:
    """The form of the third contact, which has this in its file."""
    (file,) = desk.shelf.own.rglob("lindewaard.yaml")
    file.write_text(file.read_text("utf-8").replace(OLD, written), "utf-8")
    return client.post(HERE, data={"stand": stand(client), "do": do} | more).text


def shown(page: str) -> dict[str, str]:
    """The fields of the form with what is in them, as a browser sends them."""
    found = {name: unescape(text) for name, text in INPUT.findall(page)}
    if days := re.search(r'name="contacts\.2\.days".*?value="([^"]*)" selected', page):
        found["contacts.2.days"] = days[1]
    return found


def saved(desk: Desk) -> dict:
    return contacts(tree_of(desk.shelf.path("lindewaard").read_text("utf-8")))[2]


def post(client: TestClient, page: str, do: str = "bewaar", **typed: str) -> str:
    """Send the form as shown, with what somebody typed in it."""
    fields = {f"contacts.2.{name.replace('__', '.')}": text for name, text in typed.items()}
    return client.post(
        HERE, data={"stand": stand(client), "open": "2", "do": do} | shown(page) | fields
    ).text


@pytest.mark.parametrize("written", [OLD, TWICE, EACH, FURTHER + OLD, FURTHER + EACH])
def test_a_form_that_nobody_changed_leaves_the_file_as_it_was_written(
    client: TestClient, desk: Desk, written: str
) -> None:
    page = screen(client, desk, written)
    before = desk.shelf.path("lindewaard").read_text("utf-8")
    post(client, page)
    assert desk.shelf.path("lindewaard").read_text("utf-8") == before


def test_all_that_the_file_has_is_in_the_form(client: TestClient, desk: Desk) -> None:
    fields = shown(screen(client, desk, FURTHER + EACH))
    there = {
        "phone_for": "Overdag", "numbers.0.number": "030 286 00 02", "numbers.0.purpose": "In het weekend",
        "text_phone": "030 286 00 04", "chat": "https://chat.lindewaard.example", "whatsapp": "06 12 34 56 78",
        "hours.monday": "09.00-12.00, 13.00-16.00", "hours.tuesday": "", "hours.wednesday": "gesloten",
    }  # fmt: skip
    assert there.items() <= {name[11:]: text for name, text in fields.items()}.items()


def test_who_has_one_line_of_hours_sees_one_line_and_nothing_unfolded(
    client: TestClient, desk: Desk
) -> None:
    page = screen(client, desk, OLD)
    assert "contacts.2.days" in shown(page) and "contacts.2.hours.monday" not in shown(page)
    assert '<details class="gap-2" id="meer-2">' in page


@pytest.mark.parametrize(
    ("opens", "closes"),
    [("9", "5"), ("9.00", "5.00"), ("13", "4"), ("9", "half 5"), ("9", "\u00b2")],
)
def test_an_afternoon_is_no_night_and_what_is_no_time_is_kept_and_told(
    client: TestClient, desk: Desk, opens: str, closes: str
) -> None:
    page = post(client, screen(client, desk, OLD), opens=opens, closes=closes)
    assert saved(desk)["hours"] == {"days": "workdays", "times": f"{opens}-{closes}"}
    assert "zijn geen openingstijden" in page
    assert f'value="{opens}"' in page and f'value="{closes}"' in page


def test_hours_by_day_begin_with_what_was_filled_in(client: TestClient, desk: Desk) -> None:
    page = post(client, screen(client, desk, OLD), do="perdag 2")
    assert shown(page)["contacts.2.hours.friday"] == "09.00-17.00"
    post(client, page, hours__friday="9-12 en 13-15.30", hours__saturday="dicht")
    assert saved(desk)["hours"] == {
        **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), "09:00-17:00"),
        "friday": "09:00-12:00 en 13:00-15:30",
        "saturday": "closed",
    }
    assert saved(desk)["checked"] == "2026-11-27"


def test_days_that_are_alike_become_one_line_again(client: TestClient, desk: Desk) -> None:
    page = screen(client, desk, EACH)
    week = {f"hours__{day}": "9-17" for day in ("monday", "tuesday", "wednesday", "thursday")}
    page = post(client, page, **week, hours__friday="9.00 - 17.00 uur")
    assert saved(desk)["hours"] == {"days": "workdays", "times": "09:00-17:00"}
    assert "contacts.2.days" in shown(page)


def test_days_that_are_left_empty_are_no_hours(client: TestClient, desk: Desk) -> None:
    page = screen(client, desk, EACH)
    post(client, page, hours__monday="", hours__wednesday="")
    assert "hours" not in saved(desk)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("hours.monday", "9 tot vijf", "zijn geen openingstijden"),
        ("hours.tuesday", "17.00-09.00", "de sluitingstijd moet na de openingstijd komen"),
        ("numbers.0.number", "030 286 00 O2", "er staat een letter O in"),
        ("text_phone", "030 286", "Dit nummer heeft 6 cijfers"),
        ("chat", "chat.lindewaard", "https://"),
        ("whatsapp", "wa", "WhatsApp"),
    ],
)
def test_what_is_wrong_is_kept_and_told_beside_its_field(
    client: TestClient, desk: Desk, field: str, typed: str, told: str
) -> None:
    page = screen(client, desk, FURTHER + EACH)
    page = post(client, page, **{field.replace(".", "__"): typed})
    id_ = f"contacts-2-{field.replace('.', '-')}"
    (wrong,) = re.findall(rf'id="{id_}-wrong">.*?</p>', page)
    assert told.lower() in unescape(wrong).lower()
    assert re.search(rf'id="{id_}"[^>]*aria-describedby="[^"]*{id_}-wrong" aria-invalid', page)
    assert shown(page)[f"contacts.2.{field}"] == typed
    assert 'class="gap-2" id="meer-2" open>' in page


def test_a_number_is_not_without_what_it_is_for(client: TestClient, desk: Desk) -> None:
    page = screen(client, desk, OLD, "open 2")
    page = post(client, page, phone="030 286 00 01", numbers__1__number="030 286 00 02")
    assert saved(desk)["numbers"] == [{"number": "030 286 00 02"}]
    page = post(client, page, do="maak")
    assert "Waarvoor is dit nummer van" in page and "vul dit in" in page


def test_a_change_of_one_number_leaves_what_stands_beside_it() -> None:
    rows = [
        f"{{number: 030 286 00 {index}, purpose: p, note: n{index}}}" for index in range(10, 24)
    ]
    tree = tree_of(
        edition(
            "voorbeeld-gemeente", **{OLD: f"      numbers: [030 286 00 99, {', '.join(rows)}]\n"}
        )
    )
    contact = contacts(tree)[2]
    form = {
        f"contacts.2.numbers.{index}.{field}": [text]
        for index, row in enumerate(numbers_of(contact))
        for field, text in zip(("number", "purpose"), row, strict=True)
    }
    assert contacts(filled_in(tree, form, TODAY))[2] == contact
    after = filled_in(tree, form | {"contacts.2.numbers.1.purpose": ["q"]}, TODAY)
    changed = [{"number": "030 286 00 99"}, contact["numbers"][1] | {"purpose": "q"}]
    assert contacts(after)[2]["numbers"] == [*changed, *contact["numbers"][2:]]


def test_a_number_that_is_cleared_is_gone(client: TestClient, desk: Desk) -> None:
    page = screen(client, desk, FURTHER + OLD)
    post(client, page, numbers__0__number="", numbers__0__purpose="", chat="")
    assert "numbers" not in saved(desk) and "chat" not in saved(desk)
    assert saved(desk)["phone_for"] == "Overdag"


def test_further_numbers_are_called_and_checked_with_the_first(
    client: TestClient, desk: Desk
) -> None:
    (file,) = desk.shelf.own.rglob("lindewaard.yaml")
    before = client.get(f"{HERE}/bellen").text
    text = file.read_text("utf-8").replace(OLD, FURTHER + OLD)
    file.write_text(text.replace("checked: 2026", "checked: 2025"), "utf-8")
    calls = client.get(f"{HERE}/bellen").text
    assert "030 286 00 02" not in before
    assert "In het weekend</b>" in calls and 'href="tel:0302860002"' in calls
    confirmed = client.get("/nakijken").text
    assert "telefoonnummer (In het weekend): 030 286 00 02" in confirmed
    assert "openingstijden: " in confirmed


def test_a_form_without_these_fields_keeps_them() -> None:
    before = tree_of(edition("voorbeeld-gemeente", **{OLD: FURTHER + EACH}))
    after = filled_in(before, {"contacts.2.email": ["buurt@lindewaard.example"]}, TODAY)
    same = contacts(before)[2] | {"email": "buurt@lindewaard.example", "checked": "2026-11-24"}
    assert contacts(after)[2] == same


def test_at_a_service_hours_by_day_and_numbers_travel_with_the_form(
    visitor: TestClient,  # noqa: F811
) -> None:
    page = send(visitor, "/invullen", bestand=lindewaard(), open="2", do="perdag 2").text
    assert shown(page)["contacts.2.hours.friday"] == "09.00-17.00"
    fields = shown(page) | {"contacts.2.hours.friday": "9-12", "contacts.2.numbers.0.number": "14 030"}  # fmt: skip
    page = send(visitor, "/invullen", bestand=carried(page), open="2", perdag="1", **fields).text
    assert "friday: 09:00-12:00" in carried(page) and "number: 14 030" in carried(page)
    assert shown(page)["contacts.2.hours.friday"] == "09.00-12.00"


@pytest.mark.parametrize(("numbers", "places"), [(0, 1), (1, 2), (MOST_NUMBERS, MOST_NUMBERS)])
def test_the_form_is_short_it_has_one_empty_place_for_a_number(
    client: TestClient, desk: Desk, numbers: int, places: int
) -> None:
    rows = ", ".join(f"030 286 00 1{one}" for one in range(numbers))
    further = f"      phone: 030 286 00 01\n      numbers: [{rows}]\n" if numbers else ""
    page = screen(client, desk, further + OLD)
    first, *behind = page.partition("</form>")[0].split("Nog een nummer</span>")
    assert first.count('name="contacts.2.numbers.') == 2 * places
    # the others open one by one, without a script too
    assert [one.count('name="contacts.2.numbers.') for one in behind] == [2] * (
        MOST_NUMBERS - places
    )
    assert page.count("<details") == page.count("</details>")


def test_who_checks_a_contact_reads_no_number_twice(client: TestClient, desk: Desk) -> None:
    (file,) = desk.shelf.own.rglob("lindewaard.yaml")
    text = file.read_text("utf-8").replace(OLD, FURTHER + OLD)
    file.write_text(text.replace("checked: 2026", "checked: 2025"), "utf-8")
    page = client.get("/nakijken").text
    assert page.count("030 286 00 01") == 1  # on the sign
    assert "waarvoor het nummer is: Overdag" in page and page.count("030 286 00 02") == 1
