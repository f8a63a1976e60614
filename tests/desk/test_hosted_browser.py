"""In a real browser at the service: from Start to the zip, with a script and without; a draft."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.desk.test_browser import (  # noqa: F401
    FITS,
    MADE,
    ROOT,
    SOON,
    browser,
    bundle,
    codes_of,
    no_findings,
    text_of,
)
from wegwijs.sources.portable import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """The service, below a path as behind a proxy."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"http://127.0.0.1:{port}/wegwijs"
    command = [sys.executable, "-m", "uvicorn", "wegwijs.desk.hosted:app", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--no-access-log", "--log-level", "error"],
        cwd=ROOT,
        env=os.environ | {"WEGWIJS_ADDRESS": address},
    )
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond")
            break
        except OSError:
            time.sleep(0.2)
    yield address
    process.terminate()
    process.wait(20)


def window(browser: Browser, base: str, **how: Any) -> Page:  # noqa: F811
    page = browser.new_context(accept_downloads=True, **how).new_page()
    page.set_default_timeout(SOON)
    page.goto(f"{base}/")
    return page


def kept(page: Page, button: str) -> str:
    """The text of the file that somebody keeps."""
    with page.expect_download() as download:
        page.click(button)
    assert download.value.suggested_filename.endswith(".wegwijs.yaml")
    return Path(download.value.path()).read_text("utf-8")


def test_a_municipality_from_start_to_the_zip_and_back_with_its_file(
    base: str,
    browser: Browser,  # noqa: F811
    no_findings: Callable[[Page], None],  # noqa: F811
    tmp_path: Path,
) -> None:
    page = window(browser, base)
    no_findings(page)
    page.click("text=een gemeente")
    page.fill("#name", "Lindewaard")
    page.fill("#contacts-0-phone", "14 030")
    page.fill("#contacts-0-web", "https://www.lindewaard.example/hulp")
    page.wait_for_selector(".title:has-text('Gemeente Lindewaard')")
    page.wait_for_selector(FITS)
    assert page.get_attribute("#vel img", "src").startswith("data:image/png;base64,")
    no_findings(page)
    page.click("#tab-binnenkant")
    page.wait_for_selector("#tab-binnenkant[aria-selected=true]")
    page.click("#groter")
    page.wait_for_selector("dialog img[src^='data:image/png']")
    assert page.evaluate("document.querySelector('dialog img').naturalWidth") > 2000
    page.keyboard.press("Escape")
    text = kept(page, "#bewaar-bestand")
    assert opened(text, "x").edition == "lindewaard" and "14 030" in text
    page.click("#maak-bestanden", timeout=MADE, no_wait_after=True)
    page.wait_for_selector("text=/Bezig: .* van 5 bestanden/", state="attached", timeout=MADE)
    no_findings(page)
    page.wait_for_selector("#klaar:focus", timeout=MADE)
    assert page.inner_text("#klaar") == "Uw bestanden zijn klaar"
    assert page.title().startswith("Uw bestanden zijn klaar: Gemeente Lindewaard")
    no_findings(page)
    files = bundle(page, "[data-zip]")
    leaflet = files["lindewaard/nl/leaflet.pdf"]
    assert "14 030" in text_of(leaflet)
    assert "https://www.lindewaard.example/hulp" in codes_of(leaflet)
    page.goto(f"{base}/")
    page.wait_for_selector("#concept-naam:has-text('Gemeente Lindewaard')")
    no_findings(page)
    page.click("#concept >> text=Gooi weg")
    file = tmp_path / "lindewaard.wegwijs.yaml"
    file.write_text(text, "utf-8")
    page.set_input_files("#gegevens", file)
    page.wait_for_selector(".title:has-text('Gemeente Lindewaard')")
    page.click("#open-0")
    assert page.input_value("#contacts-0-phone") == "14 030"


def test_a_wrong_number_and_a_contact_put_back(
    base: str,
    browser: Browser,  # noqa: F811
    no_findings: Callable[[Page], None],  # noqa: F811
) -> None:
    page = window(browser, base, viewport={"width": 390, "height": 844})
    no_findings(page)
    page.click("text=een school")
    page.fill("#name", "De Linde")
    page.fill("#contacts-0-phone", "14 03O")
    page.keyboard.press("Tab")
    page.wait_for_selector("#contacts-0-phone-wrong >> text=er staat een letter O in")
    no_findings(page)
    page.click(".dock .go")
    page.wait_for_selector("#fouten >> text=Er klopt nog 1 ding niet")
    no_findings(page)
    page.click("#fouten .link")
    page.wait_for_selector("#contacts-0-phone:focus")
    page.click("#weg-0")
    page.wait_for_selector("text=is weg.")
    page.click("#terug")
    page.click("#open-0")
    assert page.input_value("#contacts-0-phone") == "14 03O"
    page.fill("#contacts-0-phone", "088 20 80 080")
    page.wait_for_selector("#wat-mist", state="detached")
    page.click("#bekijk")
    page.click("button[aria-label='Volgende kant']")
    page.wait_for_selector(".pager img[src^='data:image/png']")
    assert page.inner_text(".pager b").startswith("Kant 2 van 6")


def test_a_school_by_keyboard_alone(base: str, browser: Browser) -> None:  # noqa: F811
    page = window(browser, base)

    def to(element: str, text: str = "") -> None:
        for _ in range(90):
            if page.evaluate(f"document.activeElement.matches({element!r})"):
                page.keyboard.type(text)
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"nobody gets to {element} by Tab")

    to("a.arm[href$='/nieuw/school']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#name")
    to("#name", "De Linde")
    page.wait_for_selector(".title:has-text('De Linde')")
    to("#contacts-0-phone", "088 20 80 080")
    page.wait_for_selector(FITS)
    to("#organisaties button")
    page.wait_for_selector("#tab-binnenkant[aria-selected=true]")  # it shows them
    assert page.evaluate("document.activeElement.matches('#organisaties button')")
    to("#tab-binnenkant")
    page.keyboard.press("Home")
    page.wait_for_selector("#tab-buitenkant[aria-selected=true]:focus")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#tab-binnenkant[aria-selected=true]:focus")
    to("#als-tekst")
    page.evaluate(
        "document.querySelector('.skip').focus()"
    )  # round again, by the top of the screen
    to("#maak-bestanden")
    page.keyboard.press("Enter")
    page.wait_for_selector("#klaar:focus", timeout=MADE)
    to("[data-zip]")
    with page.expect_download(timeout=MADE) as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "de-linde.zip"


def test_back_and_reload_lead_to_what_was_typed_and_a_logo_has_its_size(
    base: str,
    browser: Browser,  # noqa: F811
    tmp_path: Path,
) -> None:
    page = window(browser, base)
    page.click("text=een school")
    photo = tmp_path / "foto.png"
    photo.write_bytes(bytes(5_000_000))
    page.set_input_files("#logo", photo)
    page.wait_for_selector("text=Dit logo is te groot. Kies een plaatje van hoogstens 700 kB.")
    page.fill("#name", "De Linde")
    page.fill("#contacts-0-phone", "088 20 80 080")
    page.wait_for_selector(".title:has-text('De Linde')")
    page.click("#maak-bestanden", timeout=MADE)
    page.wait_for_selector("#klaar", timeout=MADE)
    for again in (page.go_back, page.reload):
        again()
        page.click("#concept-verder")
        page.wait_for_selector(".title:has-text('De Linde')")
        assert page.input_value("#name") == "De Linde"


def test_a_school_without_javascript(base: str, browser: Browser) -> None:  # noqa: F811
    page = window(browser, base, java_script_enabled=False)
    page.click("text=een school")
    page.fill("#name", "De Linde")
    page.fill("#contacts-0-phone", "088 20 80 080")
    page.click("#wie >> text=Bewaar en bekijk de folder")
    assert "De Linde" in page.inner_text(".title")
    page.click("#tab-binnenkant")
    assert page.get_attribute("#tab-binnenkant", "aria-current") == "true"
    assert "088 20 80 080" in kept(page, "#bewaar-bestand")
    page.click("#maak-bestanden", timeout=MADE, no_wait_after=True)
    page.wait_for_selector("text=/Bezig: /", state="attached", timeout=MADE)
    page.click("text=Stoppen")
    page.click("#maak-bestanden", timeout=MADE, no_wait_after=True)
    page.wait_for_selector("#klaar", timeout=MADE)
    assert "088 20 80 080" in text_of(bundle(page, "[data-zip]")["de-linde/nl/leaflet.pdf"])
    page.click("text=Terug naar invullen")
    assert re.search("De Linde", page.inner_text(".title"))
