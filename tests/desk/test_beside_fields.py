"""Every refusal stands beside the field that it is about, or says that only the file has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.desk.test_screens import HERE, saved
from wegwijs.desk.desk import Desk
from wegwijs.desk.edition import names
from wegwijs.desk.screens.places import anchor_of, field_of
from wegwijs.layouts.products.registry import SELECTABLE
from wegwijs.sources.model.edition import Edition

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><path d="M0 0h20v20z"/></svg>'
)
# What a form sends along: which edition this is, and what is in sight.
OURS = {"stand", "blad", "open", "perdag", "fouten", "kant", "taal", "audience.known", "logo", "do"}
WRONG = "x" * 401


def screen(client: TestClient, **query: str) -> html.HtmlElement:
    return html.fromstring(client.get(HERE, params=query).content)


def written(desk: Desk, *lines: str, without: str = "") -> Path:
    path = desk.shelf.path("lindewaard")
    text = path.read_text("utf-8")
    text = re.sub(rf"(?m)^  {without}:.*\n", "", text) if without else text
    path.write_text(text.rstrip() + "".join(f"\n  {line}" for line in lines) + "\n", "utf-8")
    return path


def described(page: html.HtmlElement, field: html.HtmlElement) -> str:
    """What is told of a field, to who sees it and to who listens."""
    ids = field.get("aria-describedby", "").split()
    wrong = [page.get_element_by_id(id_).text_content() for id_ in ids if not id_.endswith("hint")]
    return " ".join(wrong)


def form_of(page: html.HtmlElement) -> dict[str, html.HtmlElement]:
    fields = page.xpath("//form[@id='vul-in']//*[self::input or self::select][@name]")
    return {one.get("name"): one for one in fields if one.get("type") != "checkbox"}


@pytest.mark.parametrize("by_day", ["", "1"])
def test_every_field_of_the_form_has_its_refusal_beside_it(
    client: TestClient, desk: Desk, by_day: str
) -> None:
    written(desk, "logo: {file: logo.svg, alt: Logo}", f"products: [{', '.join(SELECTABLE)}]")
    (desk.shelf.path("lindewaard").parent / "logo.svg").write_text(LOGO, "utf-8")
    query = {"open": "0", "perdag": by_day, "fouten": "1"}
    fields = form_of(screen(client, **query)).keys() - OURS
    assert len(fields) > 25 and {"site", "stickers.each", "logo.alt", "audience"} <= fields
    lists = {"languages", "products", "audience"}
    form: dict[str, object] = dict.fromkeys(fields - lists, WRONG)
    form |= {name: ["", "onbekend"] for name in lists}
    # What a number is for is judged once the number is right.
    right = "number" if by_day else "purpose"
    numbers = sorted(name for name in fields if name.endswith(right))
    form |= {name: f"030 000 00 0{index}" for index, name in enumerate(numbers, 1)}
    known = "iedereen school familie anoniem professionals onbekend"
    stand = form_of(screen(client))["stand"].get("value")
    client.post(HERE, data={**query, **form, "audience.known": known, "stand": stand})
    page = screen(client, **query)
    # One row of hours is one field with three parts, refused together beside the first of them.
    rows = {f"contacts.0.{name}" for name in ("opens", "closes")}
    free = {"contacts.0.role"}  # a name of one's own is none of the choices, and is right
    for name in sorted(fields - lists - rows - free - set(numbers)):
        field = form_of(page)[name]
        assert field.get("aria-invalid") == "true" and described(page, field), name
    for name in lists:
        assert (
            "‘onbekend’ kent Wegwijs niet" in page.get_element_by_id(f"{name}-wrong").text_content()
        )
    for link in page.xpath("//*[@id='fouten']//a"):
        assert page.get_element_by_id(link.get("href").partition("#")[2]) is not None


@pytest.mark.parametrize(
    ("field", "wrong", "anchor"),
    [
        ("audience", "[ouders]", "voor-wie"),
        ("audience", "[school, ouders]", "voor-wie"),
        ("audience", "ouders", "voor-wie"),
        ("languages", "[nl, kl]", "talen"),
        ("products", "[leaflet, boek]", "maken"),
        ("organisations", "[politie, brandweer]", "organisaties"),
    ],
)
def test_a_wrong_choice_in_a_file_is_told_beside_its_list_and_can_be_taken_away(
    client: TestClient, desk: Desk, field: str, wrong: str, anchor: str
) -> None:
    written(desk, f"{field}: {wrong}", without=field)
    page = screen(client)
    told = page.get_element_by_id(f"{field}-wrong")
    assert told in page.get_element_by_id(anchor).iterdescendants()
    assert page.xpath(f"//*[@id='oordeel']//a[@href='#{anchor}']")
    if field == "audience":
        assert page.get_element_by_id("voor-wie").get("open") is not None
    if "[" not in wrong:
        return
    bad = wrong.strip("[]").split(", ")[-1]
    stand = form_of(page)["stand"].get("value")
    boxes = {one.get("value") for one in page.xpath(f"//input[@name='{field}'][@checked]")}
    assert field == "organisations" or bad in boxes
    client.post(HERE, data={"stand": stand, "name": "Veenrade"})  # it stays until somebody decides
    assert bad in names(saved(desk), field)
    known = form_of(page)["audience.known"].get("value")
    kept = sorted(boxes - {bad}) or [{"languages": "nl"}.get(field, "school")]
    data = {"stand": form_of(screen(client))["stand"].get("value"), "audience.known": known}
    data |= {"do": f"org-weg {bad}"} if field == "organisations" else {field: ["", *kept]}
    client.post(HERE, data=data)
    assert bad not in names(saved(desk), field)
    assert not screen(client).xpath(f"//*[@id='{field}-wrong']")


def test_what_is_wrong_with_a_contact_is_told_at_it_also_when_it_is_closed(
    client: TestClient, desk: Desk
) -> None:
    path = desk.shelf.path("lindewaard")
    text = path.read_text("utf-8").replace("veilig@lindewaard.example", "geen")
    path.write_text(text, "utf-8")
    closed = screen(client).get_element_by_id("contact-0-wrong").text_content()
    assert "E-mailadres: dit is geen e-mailadres." in closed
    path.write_text(text.replace("checked: 2026-11-23", "checked: gisteren", 1), "utf-8")
    page = screen(client, open="0")
    assert "geen e-mailadres" in described(page, form_of(page)["contacts.0.email"])
    assert "Nagekeken" in page.get_element_by_id("contact-0-wrong").text_content()


@pytest.mark.parametrize("line", ["version: een", "cbs_code: Utrecht", "onbekend: ja"])
def test_what_only_the_file_has_is_told_so_and_leads_nowhere(
    client: TestClient, desk: Desk, line: str
) -> None:
    field = line.partition(":")[0]
    written(desk, line, without=field)
    page = screen(client, fouten="1")
    told = page.get_element_by_id("fouten")
    assert f"In het bestand, bij ‘{field}’" in told.text_content() and not told.xpath(".//a")


def test_a_fault_at_any_field_of_an_edition_has_a_place(client: TestClient) -> None:
    page = screen(client, open="0")
    shown = {one.get("id") for one in page.xpath("//*[@id]")}
    only_in_the_file = {
        "id",
        "kind",
        "cbs_code",
        "duo_code",
        "imported",
        "version",
        "date",
        "origin",
    }
    by_product = {"site", "exit", "stickers", "workshop"}
    for field in Edition.model_fields.keys() - only_in_the_file - by_product:
        assert anchor_of(field_of(field)) in shown, field


@pytest.mark.parametrize("wrong", ["role: wijkagent", "role: " + "x" * 90])
def test_a_kind_of_contact_that_cannot_be_leaves_the_rest_of_the_form_as_it_was(
    client: TestClient, desk: Desk, wrong: str
) -> None:
    path = desk.shelf.path("lindewaard")
    text = path.read_text("utf-8").replace("role: jongerenwerk", wrong)
    path.write_text(text, "utf-8")
    page = screen(client, open="2")
    told = described(page, form_of(page)["contacts.2.role"])
    assert "Kies een ander soort." in told or "te lang" in told
    assert page.xpath("//*[@id='vel']//img") and page.xpath("//*[@id='talen']//li")


def test_a_wrong_description_of_a_logo_leaves_the_pages_in_sight(
    client: TestClient, desk: Desk
) -> None:
    written(desk, f"logo: {{file: logo.svg, alt: {WRONG}}}")
    (desk.shelf.path("lindewaard").parent / "logo.svg").write_text(LOGO, "utf-8")
    page = screen(client)
    assert "te lang" in described(page, form_of(page)["logo.alt"])
    assert page.xpath("//*[@id='vel']//img") and page.xpath("//*[@id='talen']//li")


def test_a_dark_colour_is_told_as_one_also_beside_the_pages(client: TestClient, desk: Desk) -> None:
    written(desk, "accent: '#112233'", without="accent")
    page = screen(client, fouten="1")
    for id_ in ("oordeel", "fouten", "kleur-oordeel"):
        told = page.get_element_by_id(id_).text_content().lower()
        assert "te donker" in told and "belt" not in told


def test_a_title_that_is_too_long_says_so_at_its_field(client: TestClient, desk: Desk) -> None:
    written(
        desk,
        "title: Maakt u zich zorgen over iemand die steeds verder gaat in wat hij zegt en doet op school, thuis en op straat",
    )
    page = screen(client)
    assert "Te lang: 6 regels. Er passen er 5." in described(page, form_of(page)["title"])


def test_an_address_too_long_for_a_code_says_where_the_code_leads(
    client: TestClient, desk: Desk
) -> None:
    path = desk.shelf.path("lindewaard")
    long = "https://www.lindewaard.example/zorgen-over-iemand-die-steeds-verder-gaat"
    path.write_text(
        path.read_text("utf-8").replace("https://www.lindewaard.example/zorgen", long), "utf-8"
    )
    page = screen(client, open="0")
    told = described(page, form_of(page)["contacts.0.web"])
    assert "De code gaat nu naar https://www.lindewaard.example." in told
    assert "Alles past." in page.get_element_by_id("oordeel").text_content()
