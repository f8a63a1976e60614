"""In a real browser: from Start to the zip, by mouse, by keyboard, without JavaScript, on a phone."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import zxingcpp

from tests.desk.conftest import CHROMIUM, edition
from tests.sources.roo_export import export, organisation, rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
SOON = 20_000  # milliseconds, on a machine that others use as well
FITS = "text=/^(Alles past|U kunt de bestanden maken)\\.$/"  # what the preview says once it knows
MADE = 120_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Server:
    """The program as somebody starts it, over a folder of its own."""

    def __init__(self, place: Path) -> None:
        self.own, self.output = place / "mijn-gegevens", place / "output"
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "generate.py", "desk", "--no-browser", "--port", str(self.port)]
        command += ["--sources", str(self.own), "--output", str(self.output)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        for line in self.process.stdout:
            if found := re.search(r"http://\S+/begin/\S+", line):
                self.address, self.cookies = found[0], []  # an address that opens once
                return
        raise AssertionError("it did not start")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)

    def clear(self) -> None:
        """Nothing is filled in and nothing is made."""
        for folder in (self.own / "editions", self.output):
            shutil.rmtree(folder, ignore_errors=True)
        (self.own / "editions").mkdir(parents=True)

    def with_lindewaard(self) -> str:
        """An edition of a municipality that is there already; where its form is."""
        text = edition("voorbeeld-gemeente").replace("id: voorbeeld-gemeente", "id: lindewaard")
        text = text.replace("languages: [nl, en, ar, tr, pl, uk, ti, de]", "languages: [nl]")
        (self.own / "editions" / "lindewaard.yaml").write_text(text, "utf-8")
        return f"{self.base}/folder/lindewaard"

    def open(self, browser: Browser, **how: Any) -> Page:
        """A window that the program opened, at Start."""
        context: BrowserContext = browser.new_context(accept_downloads=True, **how)
        context.add_cookies(self.cookies)
        page = context.new_page()
        page.set_default_timeout(SOON)
        page.goto(self.base if self.cookies else self.address)
        page.wait_for_url(f"{self.base}/")
        self.cookies = context.cookies()
        return page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as library:
        found = library.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def started(place: Path, browser: Browser) -> Iterator[Server]:
    found = Server(place)
    found.clear()
    found.start()
    yield found
    for context in browser.contexts:
        context.close()
    found.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    yield from started(tmp_path_factory.mktemp("desk"), browser)


@pytest.fixture
def server(running: Server, browser: Browser) -> Iterator[Server]:
    """The program over an empty folder. Who only fills in leaves nothing behind but files and
    windows, so it is started once.
    """
    running.clear()
    yield running
    for context in browser.contexts:
        context.close()


@pytest.fixture
def fresh(tmp_path: Path, browser: Browser) -> Iterator[Server]:
    """The same, started for a test that makes files (what is made is remembered) or stops it."""
    yield from started(tmp_path, browser)


@pytest.fixture
def lindewaard(server: Server) -> str:
    return server.with_lindewaard()


@pytest.fixture
def no_findings() -> Callable[[Page], None]:
    """What axe says of a screen: nothing."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page: Page) -> None:
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, "the screen is wider than its window"

    return check


def bundle(page: Page, button: str = "a[href$='.zip']") -> dict[str, bytes]:
    """The zip of a screen with files."""
    with page.expect_download() as download:
        page.click(button)
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def codes_of(pdf: bytes) -> set[str]:
    found: set[str] = set()
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            image = page.render(scale=3).to_pil()
            found |= {code.text for code in zxingcpp.read_barcodes(image)}
    return found


def test_a_school_from_start_to_the_zip_by_mouse(
    fresh: Server, browser: Browser, no_findings: Callable[[Page], None]
) -> None:
    page = fresh.open(browser)
    no_findings(page)
    page.click("text=een school")
    page.fill("#name", "De Linde")
    page.wait_for_url("**/folder/de-linde*")
    page.fill("#contacts-0-label", "Zorgcoördinator")
    page.fill("#contacts-0-phone", "088 20 80 080")
    page.fill("#contacts-0-web", "https://www.delinde.example/zorg")
    page.wait_for_selector(FITS)
    no_findings(page)
    page.click("#maak-bestanden")
    page.wait_for_selector("#klaar", timeout=MADE)
    assert page.inner_text("#klaar") == "Uw bestanden zijn klaar"
    assert page.evaluate("document.activeElement.id") == "klaar"
    no_findings(page)
    files = bundle(page)
    leaflet = files["de-linde/nl/leaflet.pdf"]
    assert "De Linde" in text_of(leaflet) and "088 20 80 080" in text_of(leaflet)
    assert "https://www.delinde.example/zorg" in codes_of(leaflet)
    page.click("text=lijst van")
    page.wait_for_selector("h1:has-text('nummers om te bellen')")
    no_findings(page)


def test_a_municipality_by_keyboard_alone(fresh: Server, browser: Browser) -> None:
    page = fresh.open(browser)
    page.goto(fresh.with_lindewaard())

    def to(element: str) -> None:
        for _ in range(90):
            if page.evaluate(f"document.activeElement.matches({element!r})"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"nobody gets to {element} by Tab")

    to(".skip")
    page.keyboard.press("Enter")
    to("#name")
    page.keyboard.press("End")
    page.keyboard.type(" Oost")
    page.wait_for_selector("text=Gemeente Lindewaard Oost")
    to("#omhoog-2")
    page.keyboard.press("Enter")
    page.wait_for_selector(
        "#gezegd:has-text('Jongerenwerk staat nu op plaats 2 van 3')", state="attached"
    )
    assert page.evaluate("document.activeElement.id") == "omhoog-1"
    to("#tab-buitenkant, #tab-binnenkant")
    page.keyboard.press("End")
    page.wait_for_selector("#tab-hand-out[aria-selected=true]")
    page.wait_for_selector("#vel >> text=Lindewaard Oost")
    page.focus("#maak-bestanden")
    page.keyboard.press("Enter")
    page.wait_for_selector("#klaar", timeout=MADE)
    assert "Lindewaard Oost" in text_of(bundle(page)["lindewaard/nl/leaflet.pdf"])


def test_a_workshop_without_javascript(fresh: Server, browser: Browser) -> None:
    page = fresh.open(browser, java_script_enabled=False)
    page.click("text=een workshop")
    page.fill("#workshop-place", "bibliotheek De Brug")
    page.fill("#publisher", "Stichting Voorbeeld")
    page.click("#wie >> text=Bewaar en bekijk de folder")
    page.wait_for_url("**/folder/bibliotheek-de-brug*")
    assert page.evaluate("document.querySelector('#vel img').naturalWidth") > 500
    page.click("#tab-binnenkant")
    assert page.get_attribute("#tab-binnenkant", "aria-current") == "true"
    page.wait_for_load_state()
    assert page.evaluate("document.querySelector('#vel img').naturalWidth") > 500
    page.click("#als-tekst")
    assert "0800-7000" in page.inner_text(".paper")
    page.click("text=Terug naar invullen")
    page.uncheck("#maak-leaflet")
    page.uncheck("#maak-pocket-card")
    page.click("#maken >> text=Bewaar en bekijk de folder")
    page.click("#maak-bestanden")
    for _ in range(MADE // 500):
        if page.locator("#klaar").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    files = bundle(page)
    assert "bibliotheek-de-brug/nl/handout.docx" in files
    with zipfile.ZipFile(io.BytesIO(files["bibliotheek-de-brug/nl/handout.docx"])) as word:
        assert "bibliotheek De Brug" in word.read("word/document.xml").decode()


def test_on_a_phone_the_form_or_one_panel_at_a_time(
    server: Server, browser: Browser, lindewaard: str, no_findings: Callable[[Page], None]
) -> None:
    page = server.open(browser, viewport={"width": 390, "height": 844}, has_touch=True)
    no_findings(page)
    page.goto(lindewaard)
    no_findings(page)
    page.evaluate("scrollTo(0, 600)")
    page.click("#bekijk")
    assert page.inner_text(".pager b") == "Kant 1 van 6: voorkant"
    page.click("button[aria-label='Volgende kant']")
    assert page.inner_text(".pager b").startswith("Kant 2 van 6")
    no_findings(page)
    page.click("text=Vul in")
    assert page.is_visible("#name") and page.evaluate("scrollY") == 600

    page.click(".brand")
    page.click("text=een workshop")
    page.fill("#workshop-place", "De Brug")
    page.fill("#publisher", "Stichting Voorbeeld")
    page.wait_for_selector(".title:has-text('Workshop in De Brug')")
    page.click(".dock .go")
    page.wait_for_selector("#klaar:focus", timeout=MADE)
    no_findings(page)
    with zipfile.ZipFile(io.BytesIO(bundle(page)["de-brug/nl/handout.docx"])) as word:
        assert "De Brug" in word.read("word/document.xml").decode()


def test_a_wrong_number_is_told_when_somebody_leaves_the_field(
    server: Server, browser: Browser, lindewaard: str, no_findings: Callable[[Page], None]
) -> None:
    page = server.open(browser)
    page.goto(f"{lindewaard}?open=0")
    page.fill("#contacts-0-phone", "14 03O")
    page.wait_for_selector("[data-part=bewaard] >> text=met 1 fout")
    assert not page.locator("#contacts-0-phone-wrong").count()  # not while somebody types
    page.keyboard.press("Tab")
    page.wait_for_selector("#contacts-0-phone-wrong >> text=er staat een letter O in")
    page.wait_for_selector("text=1 nummer klopt niet. Het bord is leeg gelaten.")
    no_findings(page)
    page.click("#maak-bestanden")
    page.wait_for_selector("#fouten >> text=Er klopt nog 1 ding niet")
    assert page.evaluate("document.activeElement.id") == "fouten"
    assert page.title().startswith("Fout: ")
    no_findings(page)
    page.click("#fouten a")
    page.wait_for_function("document.activeElement.id === 'contacts-0-phone'")
    page.fill("#contacts-0-phone", "14 030")
    page.wait_for_selector(FITS)
    assert not page.locator("#fouten").count()
    assert page.inner_text("#gezegd") == "Alles klopt weer."


def test_what_does_not_fit_in_polish_is_told_and_shown(
    server: Server, browser: Browser, lindewaard: str, no_findings: Callable[[Page], None]
) -> None:
    page = server.open(browser)
    page.goto(f"{lindewaard}?open=2")
    page.check("#taal-pl")
    long = "jongeren-en-jongvolwassenen-met-vragen-over-radicalisering@lindewaard.example"
    page.fill("#contacts-2-email", long)
    page.wait_for_selector("text=/Past niet: buitenkant, de achterkant, in het .*Pools/")
    assert "held" in str(page.get_attribute("#maak-bestanden", "class"))
    no_findings(page)
    page.click("#maak-bestanden")
    page.wait_for_selector("#fouten:focus")
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#fouten a")
    page.wait_for_selector(".pager >> text=Kant 6 van 6: achterkant")
    no_findings(page)


def test_a_logo_that_is_no_picture_is_refused(
    server: Server, browser: Browser, lindewaard: str
) -> None:
    page = server.open(browser)
    page.goto(lindewaard)
    page.set_input_files(
        "#logo", {"name": "logo.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    page.wait_for_selector("text=Dit is geen plaatje.")
    assert [file.name for file in (server.own / "editions").iterdir()] == ["lindewaard.yaml"]


def test_a_second_window_is_told_and_nothing_is_lost(
    server: Server, browser: Browser, lindewaard: str
) -> None:
    page = server.open(browser)
    page.goto(lindewaard)
    other = page.context.new_page()
    other.goto(lindewaard)
    other.fill("#name", "Elders")
    other.wait_for_selector(".title:has-text('Gemeente Elders')")
    page.fill("#name", "Ergens")
    page.wait_for_selector("text=Dit is in een ander venster veranderd.")
    assert page.input_value("#name") == "Ergens"
    page.click("text=Houd dit")
    page.wait_for_selector("text=Dit is in een ander venster veranderd.", state="detached")
    assert "name: Ergens" in (server.own / "editions" / "lindewaard.yaml").read_text("utf-8")


def test_a_run_of_all_municipalities_is_stopped_and_goes_on_where_it_was(
    fresh: Server, browser: Browser, tmp_path: Path
) -> None:
    register = tmp_path / "exportOO_gemeenten.xml"
    fields = ("roo_naam", "code", "telefoon_algemeen", "email_algemeen", "website")
    found = [organisation(*(row[name] for name in fields)) for row in rows()]
    register.write_text(export(found), "utf-8")
    page = fresh.open(browser)
    page.goto(f"{fresh.base}/gemeenten")
    page.click("text=Haal een nieuw bestand op")
    page.set_input_files("#register", register)
    page.click("text=Gebruik dit bestand")
    page.wait_for_selector(f"text={len(found)} gemeenten", timeout=MADE)
    page.click("button:has-text('Maak die')")
    page.wait_for_selector("text=/Bezig: [1-9][0-9]* van/", timeout=MADE)
    page.click("text=Stoppen")
    page.wait_for_selector("button:has-text('Maak die')", timeout=MADE)
    before = {path: path.stat().st_mtime_ns for path in fresh.output.rglob("leaflet.pdf")}
    assert 0 < len(before) < len(found)
    for path in before:
        assert "112" in text_of(path.read_bytes())

    page.click("button:has-text('Maak die')")
    page.wait_for_selector("text=Er is niets te doen.", timeout=MADE)
    after = {path: path.stat().st_mtime_ns for path in fresh.output.rglob("leaflet.pdf")}
    assert len(after) == len(found)
    again = [path for path in before if after[path] != before[path]]
    assert len(again) <= (os.cpu_count() or 1), "only what a process had in hand is made again"


def test_the_program_stops_and_comes_back_and_nothing_is_lost(
    fresh: Server, browser: Browser, no_findings: Callable[[Page], None]
) -> None:
    page = fresh.open(browser)
    page.goto(fresh.with_lindewaard())
    page.wait_for_selector(FITS)
    fresh.stop()
    page.fill("#name", "Nog Steeds")
    page.wait_for_selector("text=Wegwijs is gestopt.")
    no_findings(page)
    fresh.start()
    again = page.context.new_page()
    again.goto(fresh.address)
    page.wait_for_selector("#gestopt", state="hidden")
    page.wait_for_selector(".title:has-text('Gemeente Nog Steeds')")
    assert "name: Nog Steeds" in (fresh.own / "editions" / "lindewaard.yaml").read_text("utf-8")


def test_a_fault_of_ours_is_told_and_the_text_stays(
    server: Server, browser: Browser, lindewaard: str
) -> None:
    page = server.open(browser)
    page.goto(lindewaard)
    broken = "<h1>Er ging iets mis bij ons</h1><p>Uw gegevens zijn bewaard.</p>"

    def fail(route: Any) -> None:
        route.fulfill(status=500, body=broken, content_type="text/html")

    page.route("**/folder/lindewaard", fail)
    page.fill("#name", "Ergens")
    page.wait_for_selector("#gestopt >> text=Er ging iets mis bij ons")
    assert page.input_value("#name") == "Ergens"
    page.unroute("**/folder/lindewaard", fail)
    page.fill("#name", "Ergens anders")
    page.wait_for_selector("#gestopt", state="hidden")
    page.wait_for_selector(".title:has-text('Gemeente Ergens anders')")
    assert page.input_value("#name") == "Ergens anders"
    path = server.own / "editions" / "lindewaard.yaml"
    assert "name: Ergens anders" in path.read_text("utf-8")

    count, lost = path.read_text("utf-8").count("role:"), []

    def lose(route: Any) -> None:
        """What is sent arrives, and the answer does not."""
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        ours = {"origin": server.base, "sec-fetch-site": "same-origin"}
        answer = route.fetch(max_redirects=0, headers=route.request.all_headers() | ours)
        lost.append(answer.status)
        route.abort()

    page.route("**/folder/lindewaard*", lose)
    page.click("#weg-0")
    page.fill("#publisher", "Wij")
    page.wait_for_selector("#terug")  # the button is sent again by itself
    assert lost == [303] and path.read_text("utf-8").count("role:") == count - 1
    assert "publisher: Wij" in path.read_text("utf-8")
    assert not page.is_visible("text=ander venster")


def slowed(page: Page, milliseconds: int) -> None:
    """Every question of a window takes so long from now on."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    slow = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", slow | {"latency": milliseconds})


def test_what_is_typed_while_a_save_is_on_its_way_stays(
    server: Server, browser: Browser, lindewaard: str
) -> None:
    page = server.open(browser)
    page.goto(f"{lindewaard}?open=0")
    slowed(page, 1000)
    with page.expect_request(lambda one: one.method == "POST"):
        page.fill("#name", "Ergens")
    page.fill("#publisher", "de gemeente Ergens")
    page.fill("#contacts-0-phone", "030 286 00 00")
    with page.expect_response(lambda one: one.request.method == "POST"):
        page.focus("#contact")
    with page.expect_response(lambda one: one.request.method == "GET" and "/folder/" in one.url):
        page.wait_for_selector(".title:has-text('Gemeente Ergens')")
    assert page.input_value("#publisher") == "de gemeente Ergens"
    page.wait_for_selector("[data-part=bord-0] >> text=030 286 00 00")


def test_a_contact_that_moves_takes_no_words_of_another(
    server: Server, browser: Browser, lindewaard: str
) -> None:
    page = server.open(browser, viewport={"width": 1440, "height": 1000})
    page.goto(f"{lindewaard}?open=0")
    slowed(page, 800)
    page.hover("#omlaag-0")
    field = page.locator("#contacts-0-label").bounding_box()
    assert field
    page.click("#omlaag-0")
    page.mouse.click(field["x"] + 9, field["y"] + 9)
    page.keyboard.type("x")

    def labels() -> list[str]:
        found = (server.own / "editions" / "lindewaard.yaml").read_text("utf-8")
        return re.findall("label: (.+)", found)

    until = time.monotonic() + SOON / 1000
    while labels()[0] != "Wijkagent, via de politie" and time.monotonic() < until:
        page.wait_for_timeout(100)
    page.wait_for_timeout(3000)  # what is typed is saved by then, if anything is
    assert labels() == ["Wijkagent, via de politie", "Gemeente, openbare orde", "Jongerenwerk"]


def test_a_button_pressed_while_a_save_is_on_its_way_is_heard(
    server: Server, browser: Browser, lindewaard: str
) -> None:
    page = server.open(browser)
    page.goto(f"{lindewaard}?open=0")
    slowed(page, 600)
    with page.expect_request(lambda one: one.method == "POST"):
        page.fill("#contacts-0-phone", "030 286 00 00")
    page.click("#weg-2")
    page.wait_for_selector("#terug")
    page.fill("#name", "Ergens")
    page.wait_for_selector(".title:has-text('Gemeente Ergens')")


def test_a_wrong_number_that_is_made_right_at_once_is_saved_whole(
    server: Server, browser: Browser, lindewaard: str
) -> None:
    page = server.open(browser)
    page.goto(f"{lindewaard}?open=0")
    page.fill("#contacts-0-phone", "")
    with page.expect_response(lambda one: "/folder/" in one.url and one.request.method == "GET"):
        page.type("#contacts-0-phone", "030 1")
    page.wait_for_selector("text=met 1 fout")
    page.keyboard.type("23 45 67")
    page.keyboard.press("Tab")
    page.wait_for_timeout(200)
    assert page.input_value("#contacts-0-phone") == "030 123 45 67"


def test_who_leaves_at_once_has_saved_and_a_tab_changes_no_field(
    server: Server, browser: Browser, lindewaard: str
) -> None:
    page = server.open(browser)
    page.goto(lindewaard)
    page.fill("#publisher", "de gemeente Ergens")
    page.click("#tab-binnenkant")
    page.wait_for_url("**kant=binnenkant**")
    assert page.input_value("#publisher") == "de gemeente Ergens"
    page.fill("#name", "Ergens")
    page.click("a.crumb")
    page.wait_for_selector("text=Gemeente Ergens")
    found = (server.own / "editions" / "lindewaard.yaml").read_text("utf-8")
    assert "name: Ergens" in found and "publisher: de gemeente Ergens" in found
