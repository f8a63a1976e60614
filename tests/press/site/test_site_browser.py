"""Ten municipalities of the register on a website, walked in a browser without script; and with it."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import generate
from tests.desk.conftest import CHROMIUM
from tests.press.site.conftest import Publisher
from tests.sources.roo_export import export, organisation, rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"{CHROMIUM} is missing"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TEN = ("'s-Hertogenbosch", "Almere", "Den Haag", "Ede", "Groningen", "Leeuwarden", "Maastricht", "Súdwest-Fryslân", "Utrecht", "Zwolle")  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Tell nothing."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Publisher:
    """Ten municipalities, of which two also in Arabic, and what is national."""
    folder = tmp_path_factory.mktemp("tien")
    found = Publisher(folder)
    chosen = [row for row in rows() if row["cbs_name"].split(" (")[0] in (*TEN, "'s-Gravenhage")]
    register = folder / "roo.xml"
    register.write_text(
        export(
            organisation(
                row["roo_naam"], row["code"], row["telefoon_algemeen"], row["email_algemeen"],
                row["website"], row["roo_afkorting"],
            )
            for row in chosen[:10]
        ), "utf-8",
    )  # fmt: skip
    into = str(found.sources)
    assert generate.main(["import", "roo", str(register), "--into", into]) == 0
    editions = sorted((found.sources / "editions").glob("*.yaml"))
    assert len(editions) == 10
    for place, file in enumerate(editions):
        languages = "[nl, ar]" if place < 2 else "[nl]"
        text = re.sub("  languages: .*", f"  languages: {languages}", file.read_text("utf-8"))
        file.write_text(re.sub("  products: .*", "  products: [pocket-card]", text), "utf-8")
    found.build(*(file.stem for file in editions), languages=["all"], products=[])
    found.publish()
    return found


@pytest.fixture(scope="module")
def address(house: Publisher) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(house.site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as library:
        found = library.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def opened(browser: Browser, address: str, told: list[str], **how: Any) -> Page:
    window = browser.new_context(**how).new_page()
    window.on("console", lambda message: told.append(message.text))
    window.on("requestfailed", lambda asked: told.append(asked.url))
    window.on("request", lambda asked: told.append(asked.url))
    window.goto(address)
    return window


def test_without_script_a_reader_walks_from_the_index_to_each_file(
    browser: Browser, address: str, house: Publisher
) -> None:
    told: list[str] = []
    window = opened(
        browser, address, told, java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    assert window.locator(".find").is_hidden()
    names = window.locator(".names a").all_inner_texts()
    assert len(names) == 10
    for place in range(10):
        window.locator(".names a").nth(place).click()
        landing = window.url
        assert window.locator("h1").inner_text()
        languages = window.locator(".way").count()
        assert languages == (2 if "2 talen" in names[place] else 1)
        for one in range(languages):
            window.locator(".way").nth(one).click()
            assert window.locator(".sign").count() >= 7
            assert window.locator(".papers a").count() == 1
            href = window.locator(".papers a").get_attribute("href") or ""
            got = window.request.get(landing.rpartition("/")[0] + "/" + href)
            assert got.ok
            assert got.body() == (house.site / landing.split("/")[3] / href).read_bytes()
            assert got.body().startswith(b"%PDF-")
            window.goto(landing)
        window.get_by_role("link", name="Alle uitgaven").click()
    assert {one for one in told if not one.startswith((address, "data:"))} == set()


MARK = """mark => {
  const [whole, own] = [mark.parentElement, mark].map(one => one.getBoundingClientRect());
  return [own.top - whole.top, whole.bottom - own.bottom];
}"""


@pytest.mark.parametrize("width", [195, 320, 1280])  # 195: 390 with letters of twice the size
@pytest.mark.parametrize("path", ["index.html", "landing"])
def test_everybody_can_use_the_pages(
    browser: Browser, address: str, house: Publisher, width: int, path: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    first = sorted((house.sources / "editions").glob("*.yaml"))[0].stem
    place = address + (path if path == "index.html" else f"{first}/index.html")
    how: dict[str, Any] = {"viewport": {"width": width, "height": 800}}
    for scheme in ("light", "dark"):
        window = opened(browser, place, [], color_scheme=scheme, **how)
        assert window.evaluate("document.documentElement.scrollWidth") == width
        for mark in window.locator(".way .hatch").all():
            assert max(mark.evaluate(MARK)) < 2, "the mark of a draft is as high as its arm"
        found = Axe().run(window, options={"runOnly": RULES}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        window.context.close()


def test_with_script_the_index_is_filtered_by_letters_without_their_accents(
    browser: Browser, address: str, house: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    import wegwijs.layouts.site.index

    monkeypatch.setattr(wegwijs.layouts.site.index, "FEW", 3)
    house.publish()
    told: list[str] = []
    window = opened(browser, address, told)
    window.get_by_label("Zoek een naam").fill("sudwest")
    assert window.locator(".names li:visible").count() == 1
    assert window.locator(".status").inner_text() == "1 gevonden"
    assert "Súdwest" in window.locator(".names li:visible").inner_text()
    window.get_by_label("Zoek een naam").fill("")
    assert window.locator(".names li:visible").count() == 10
    window.locator(".letters a", has_text="H").click()
    assert window.url.endswith("#letter-h")
    assert {one for one in told if not one.startswith((address, "data:"))} == set()
