"""In a real browser: a school that a secretary fills in bit by bit, with long names and a logo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from tests.desk.test_browser import (  # noqa: F401
    FITS,
    SOON,
    Server,
    browser,
    no_findings,
    running,
    server,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
LONG = "Openbare Basisschool Koningin Wilhelmina van de Oude Veense Plassen"


def logo(folder: Path) -> Path:
    image = Image.new("RGB", (600, 200), "white")
    ImageDraw.Draw(image).rectangle((20, 40, 580, 160), fill="#003366")
    image.save(folder / "logo.png")
    return folder / "logo.png"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_school_is_filled_in_bit_by_bit(
    server: Server,  # noqa: F811
    browser: Browser,  # noqa: F811
    no_findings: Callable[[Page], None],  # noqa: F811
    tmp_path: Path,
    width: int,
) -> None:
    from playwright.sync_api import expect

    page = server.open(browser, viewport={"width": width, "height": 900})
    page.goto(f"{server.base}/nieuw/school")
    begin = "#oordeel >> text=Begin met ‘Naam van de school’."
    page.wait_for_selector(begin, state="attached")  # on a phone the pages are out of sight
    no_findings(page)
    page.type("#name", LONG[:12])
    page.wait_for_timeout(1500)  # who thinks for a moment
    page.type("#name", LONG[12:])
    page.keyboard.press("Tab")
    page.wait_for_url("**/folder/openbare-basisschool-koningin-*")
    page.fill("#name", LONG[:12])
    expect(page.locator("#publisher")).to_have_value(LONG[:12], timeout=SOON)
    page.fill("#name", LONG)
    expect(page.locator("#publisher")).to_have_value(LONG, timeout=SOON)
    page.wait_for_selector("#oordeel >> text=Vul nog 1 ding in.", state="attached")
    page.fill("#contacts-0-web", "obs-plassen.nl")
    page.keyboard.press("Tab")
    expect(page.locator("#contacts-0-web")).to_have_value("https://obs-plassen.nl", timeout=SOON)
    page.wait_for_selector(FITS, state="attached")
    page.set_input_files("#logo", logo(tmp_path))
    page.wait_for_selector("#logo-alt")
    assert page.input_value("#logo-alt") == f"Logo van {LONG}"
    top = page.locator(".top").bounding_box()
    assert top and top["height"] < 80  # the name takes no row from the button
    no_findings(page)


def test_on_a_phone_the_pages_lead_to_the_field_that_is_wrong(
    server: Server,  # noqa: F811
    browser: Browser,  # noqa: F811
) -> None:
    page = server.open(browser, viewport={"width": 390, "height": 844})
    page.goto(f"{server.base}/nieuw/gemeente")
    page.fill("#contact", "geen")
    page.keyboard.press("Tab")
    page.wait_for_selector("#contact-wrong")
    page.click("#bekijk")
    page.click("#oordeel >> text=Ga naar het veld")
    page.wait_for_function("document.activeElement.id === 'contact'")
