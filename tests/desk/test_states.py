"""Every screen in every state: what axe says of it, whether it stays within its window with text of
twice the size, and in which order Tab goes. The answers come from the app itself, without a server.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import BASE, TODAY, edition
from tests.desk.test_browser import browser, no_findings  # noqa: F401
from tests.desk.test_hosted import BASE as HOSTED
from tests.desk.test_hosted import OURS, SETTINGS, HereLimited, lindewaard, post
from tests.sources.duo_files import file, school
from wegwijs.desk.desk import Desk
from wegwijs.desk.edition_states import EditionState
from wegwijs.desk.hosted import service
from wegwijs.desk.jobs import Job
from wegwijs.desk.making import Found, Made, Outcome, Task, digest_of
from wegwijs.desk.screens import municipalities, start
from wegwijs.desk.webtype import woff2
from wegwijs.press.files.lock import Locked

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser
HERE = "/folder/lindewaard"
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
DOUBLE = """() => { for (const one of [...document.querySelectorAll('*')].reverse()) {
  const style = getComputedStyle(one)
  one.style.fontSize = `${2 * parseFloat(style.fontSize)}px`
  one.style.lineHeight = 'normal' } }"""
OVER = "all => all.filter(one => one.scrollHeight > one.clientHeight + 3).length"
WIDER = "document.documentElement.scrollWidth - innerWidth"


@cache
def type_of(name: str) -> bytes:
    return woff2(name)


class Screens:
    """A window that shows the answers of an app."""

    def __init__(self, page: Page, app: TestClient, base: str, axe: Callable[[Page], None]) -> None:
        self.page, self.app, self.base, self.axe, self.html = page, app, base, axe, ""
        page.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(self.base)
        if path == "/staat":
            route.fulfill(body=self.html, content_type="text/html")
        elif route.request.method != "GET":
            route.abort()
        elif font := re.fullmatch(r"/static/type/(\w+).woff2", path):
            route.fulfill(body=type_of(font[1]), content_type="font/woff2")
        elif ".png" in path:
            route.fulfill(body=DOT, content_type="image/png")
        else:
            found = self.app.get(path)
            route.fulfill(body=found.content, content_type=found.headers["content-type"])

    def show(self, html: str) -> None:
        self.page.goto("about:blank")
        self.html = html
        self.page.set_viewport_size({"width": 1440, "height": 900})
        self.page.goto(f"{self.base}/staat")

    def judge(self, html: str, *expected: str, phone: bool = False) -> None:
        """Axe has nothing to say, with ``phone`` not there either; nothing is wider than its window, at 320 px nor at 200 %."""
        for text in expected:
            assert text in html, text
        self.show(html)
        self.axe(self.page)
        assert not self.page.query_selector_all("[tabindex]:not([tabindex='0'], [tabindex='-1'])")
        self.page.set_viewport_size({"width": 320, "height": 800})
        assert self.page.evaluate(WIDER) <= 0, f"{expected}: at 320 px"
        if phone:
            self.axe(self.page)
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.page.evaluate(DOUBLE)
        assert self.page.locator("a.arm .body").evaluate_all(OVER) == 0
        assert self.page.evaluate(WIDER) <= 0, f"{expected}: text of twice the size"

    def tabs(self, count: int) -> list[str]:
        """The names of what Tab goes to."""
        found = []
        for _ in range(count):
            self.page.keyboard.press("Tab")
            found.append(
                self.page.evaluate(
                    "(() => { const one = document.activeElement; return one.ariaLabel"
                    " || one.labels?.[0]?.innerText || one.innerText || one.id })()"
                )
                .split("\n")[0]
                .strip()
            )
        return found


@pytest.fixture
def local(
    browser: Browser,  # noqa: F811
    client: TestClient,
    no_findings: Callable[[Page], None],  # noqa: F811
) -> Screens:
    return Screens(browser.new_page(), client, BASE, no_findings)


@pytest.fixture
def hosted(
    browser: Browser,  # noqa: F811
    no_findings: Callable[[Page], None],  # noqa: F811
) -> Iterator[Screens]:
    app = service(SETTINGS, HereLimited())  # type: ignore[arg-type]
    with TestClient(app, base_url=HOSTED, headers=OURS, raise_server_exceptions=False) as visitor:
        yield Screens(browser.new_page(), visitor, HOSTED, no_findings)


def known(monkeypatch: pytest.MonkeyPatch, **states: EditionState) -> None:
    async def states_of(*_: object) -> dict[str, EditionState]:
        return dict(states)

    monkeypatch.setattr(start, "states_of", states_of)
    monkeypatch.setattr(municipalities, "states_of", states_of)


EVERY = {
    "a": EditionState("Aa", "school", "fault", ["Nederlands"], problem="Telefoon: dit klopt niet."),
    "b": EditionState("Gemeente Bb", "municipality", "changed", ["Nederlands", "Arabisch"],
                      ["telefoon Gemeente 14 0000 -> 14 0001"], made=TODAY, number="14 0001"),
    "c": EditionState("Gemeente Cc", "municipality", "due", ["Nederlands"], due=2, checked=TODAY,
                      made=TODAY, cover="voorkant", number="14 030"),
    "d": EditionState("Workshop", "workshop", "never", ["Nederlands"], day="10 december 2026", place="De Brug"),
    "e": EditionState("Heel Nederland", "national", "ready", ["Nederlands"], made=TODAY, cover="voorkant"),
}  # fmt: skip


def test_start_and_all_municipalities(
    local: Screens, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = local.app
    path = desk.shelf.path("lindewaard")
    text = path.read_text("utf-8")
    path.unlink()
    local.judge(app.get("/").text, "U hebt nog geen folders", phone=True)
    path.write_text(text, "utf-8")
    known(monkeypatch, **EVERY)
    words = ("Er klopt iets niet", "Een nummer is veranderd", "2 gegevens nakijken", "Klaar")
    local.judge(app.get("/").text, *words, "Nog niet gemaakt", "Nakijken (2)", phone=True)
    wrong = app.post("/verder", files={"gegevens": ("x.yaml", b"no: edition")})
    local.judge(wrong.text, "Dit is geen gegevens-bestand van Wegwijs")
    many = {f"m{i:02}": replace(EVERY["c"], title=f"Gemeente M{i}") for i in range(45)}
    known(monkeypatch, **many)
    local.judge(app.get("/").text, "Alle gemeenten (45)", "Zoek")
    local.judge(app.get("/?zoek=nergens").text, "Geen folder gevonden.")
    local.judge(app.get("/gemeenten").text, "45 gemeenten", "Er is niets te doen.")
    local.judge(app.get("/gemeenten?zoek=nergens").text, "Geen gemeente gevonden.")
    local.judge(app.get("/scholen").text, "Er is nog geen lijst met scholen", phone=True)
    file(desk.shelf.own / "x.csv", school(), school(VESTIGINGSCODE="99ZA01", TELEFOONNUMMER=" ", INTERNETADRES=" "))  # fmt: skip
    local.judge(app.get("/scholen?zoek=linde").text, "Kies deze school", "Kan niet", phone=True)
    local.judge(app.post("/scholen", data={"do": "haal"}).text, "Dat lukt niet")
    known(monkeypatch, **EVERY)
    desk.shelf.report = ["mijn-gegevens/editions/b.yaml: telefoon 14 0000 -> 14 0001"]
    local.judge(app.get("/gemeenten?fout=Dit%20is%20geen%20register").text, "is niet te gebruiken")
    job = Job(Task(("b", "c"), (), desk.output, TODAY), done=214, total=342)
    job.began -= 70
    desk.jobs._jobs[municipalities.JOB] = job
    local.judge(
        app.get("/gemeenten").text, "Bezig: 214 van 342 gemeenten gemaakt", "3,1 per seconde",
        "nog ongeveer 40 seconden", "Stoppen",
    )  # fmt: skip
    job.outcome = Outcome(stopped=True)
    local.judge(
        app.get("/gemeenten").text, "Gestopt. Wat gemaakt is, blijft.", "Maak die", phone=True
    )


def test_the_editor(local: Screens, desk: Desk) -> None:
    app = local.app

    def typed(**more: str) -> str:
        stand = re.search(r'name="stand" value="(\w+)"', app.get(HERE).text)
        assert stand
        data = {"stand": stand[1]} | {k.replace("__", "."): text for k, text in more.items()}
        return str(app.post(HERE, data=data).text)

    for kind in ("school", "gemeente", "workshop", "nederland"):
        local.judge(app.get(f"/nieuw/{kind}").text, "Wat wilt u maken?")
    local.judge(app.get(f"{HERE}?open=0&kant=binnenkant&taal=pl").text, "Wanneer bereikbaar?")
    local.judge(app.get(f"{HERE}?kant=hand-out").text, 'class="paper"')
    local.judge(app.get(f"{HERE}?kant=gevouwen").text, "Eén keer open")
    local.judge(typed(accent="#2A5CAA"), "Te donker.", "Gebruik #")
    typed(accent="")
    local.judge(typed(do="org-weg politie"), "Niet op de folder", "Zet erbij")
    local.judge(typed(do="weg 1"), "is weg.", "Zet terug")
    text = typed(contacts__0__phone="14 03O", contacts__0__email="x@", open="0", do="maak")
    local.judge(
        text,
        "Er kloppen nog 2 dingen niet",
        "er staat een letter O in",
        "Het bord blijft leeg",
        phone=True,
    )
    typed(contacts__0__phone="0900-8844", contacts__0__email="")
    local.judge(app.get(f"{HERE}?open=0").text, "Let op.")
    other = app.post(HERE, data={"stand": "0" * 16, "name": "Ergens"})
    local.judge(other.text, "Dit is in een ander venster veranderd.", "Houd dit")
    local.judge(app.get(f"{HERE}/tekst?taal=ar").text, 'dir="rtl"')
    path = desk.shelf.path("lindewaard")
    good = edition("voorbeeld-gemeente").replace("id: voorbeeld-gemeente", "id: lindewaard")
    path.write_text(good, "utf-8")
    local.show(app.get(HERE).text)
    assert local.tabs(12) == [
        "Naar de inhoud", "Wegwijs, alle folders", "Alle folders", "Maak de bestanden",
        "Naam van de gemeente", "Uitgever", "E-mailadres voor foutjes (hoeft niet)",
        "Gemeente, openbare orde omhoog", "Gemeente, openbare orde omlaag",
        "Gemeente, openbare orde wijzigen", "Gemeente, openbare orde verwijderen",
        "Wijkagent, via de politie omhoog",
    ]  # fmt: skip
    full = typed(
        open="2", contacts__2__hours__monday="9 tot vijf", contacts__2__numbers__0__number="030 286 00 O2",
        contacts__2__chat="https://chat.lindewaard.example",
    )  # fmt: skip
    local.judge(full, "Dit zijn geen openingstijden", "er staat een letter O in", phone=True)


def test_klaar_nakijken_and_messages(
    local: Screens, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = local.app
    job = Job(Task(("lindewaard",), tuple(desk.folders), desk.output, TODAY), desk.shelf.written("lindewaard"))  # fmt: skip
    desk.jobs._jobs["lindewaard"] = job
    job.done, job.total = 5, 16
    local.judge(app.get(f"{HERE}/klaar").text, "Bezig: 5 van 16 bestanden", "Stoppen")
    made = []
    for path in ("nl/leaflet.pdf", "nl/handout.docx", "pl/leaflet.pdf"):
        place = desk.output / "lindewaard" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"x" * 65_000)
        made.append(Made(f"lindewaard/{path}", path[:2], "leaflet", 65_000, digest_of(place)))
    job.outcome = Outcome(made, codes=24)
    page = app.get(f"{HERE}/klaar").text
    local.judge(page, "Alles nagekeken: 24 QR-codes leesbaar, 0 fouten", "concept")
    local.show(page)
    assert local.page.evaluate("document.activeElement.id") == "klaar"
    assert local.tabs(5) == [
        "lijst van 5 nummers om te bellen", "Download alles (195 kB)", "Download Folder, Nederlands, 65 kB",
        "Download Hand-out, Nederlands, 65 kB", "Pools polski",
    ]  # fmt: skip
    found = Found(made[1].path, "lindewaard/nl/handout", "bladzijde 2", "Dit klopt niet.", "Maak.")
    job.outcome = Outcome(made, [found])
    local.judge(
        app.get(f"{HERE}/klaar").text, "Wacht nog met printen", "Niet gebruiken", phone=True
    )
    job.outcome = Outcome(stopped=True)
    local.judge(app.get(f"{HERE}/klaar").text, "<h1", "Gestopt")
    job.outcome = Outcome(error="Er is geen ruimte meer op deze computer.")
    local.judge(app.get(f"{HERE}/klaar").text, "Dit lukte niet", "Kopieer de melding")
    local.judge(app.get(f"{HERE}/bellen").text, "nummers om te bellen")
    for path in ("/hulp", "/waar", "/voorbeelden", "/voorbeeld/voorbeeld-school/tekst?taal=nl"):
        local.judge(app.get(path).text)

    file = desk.shelf.path("lindewaard")
    text = file.read_text("utf-8").replace("checked: 2026-11-23", "checked: 2025-11-20")
    file.write_text(text, "utf-8")
    local.judge(app.get("/nakijken").text, "Klopt dit nog?", "Zo kijkt u na")
    wrong = {"welke": "lindewaard/0", "do": "bewaar", "nieuw": "14 03O"}
    local.judge(
        app.post("/nakijken", data=wrong).text, "er staat een letter O in", "Toch niet", phone=True
    )
    some = app.post("/nakijken", data=wrong | {"nieuw": "14 030"}).text
    local.judge(some, "is nu 14 030", "Ongedaan maken", "1 van 3 nagekeken")
    for index in (1, 2):
        some = app.post("/nakijken", data={"welke": f"lindewaard/{index}", "do": "klopt"}).text
    local.judge(some, "Alles is nagekeken", "Maak de folders opnieuw")

    local.judge(app.get("/nergens").text, "Dit scherm is er niet")
    file.write_text("edition:\n  name: [\n", "utf-8")
    local.judge(app.get(HERE).text, "Er klopt iets niet in het bestand", "De melding")

    def locked(*_: object) -> None:
        raise Locked(desk.output)

    monkeypatch.setattr(desk.shelf, "written", locked)
    local.judge(app.get(HERE).text, "Er wordt al iets gemaakt in deze map. Wacht even.")
    monkeypatch.setattr(desk.shelf, "written", lambda *_: 1 / 0)
    quiet = TestClient(app.app, base_url=BASE, headers=OURS | {"origin": BASE}, raise_server_exceptions=False)  # fmt: skip
    quiet.cookies = app.cookies
    local.judge(quiet.get(HERE).text, "Er ging iets mis bij ons", "Kopieer de melding")


def test_the_service(hosted: Screens, monkeypatch: pytest.MonkeyPatch) -> None:
    app = hosted.app
    hosted.judge(app.get("/").text, "Of ga verder met uw bestand", "Wij bewaren niets.", phone=True)
    bad = app.post("/verder", files={"gegevens": ("x.yaml", b"no: edition")})
    hosted.judge(bad.text, "Wat is er mis?", "Dit is geen gegevens-bestand van Wegwijs")
    for path in ("/nieuw/school", "/waar", "/hulp", "/nergens"):
        hosted.judge(app.get(path).text)
    form = {"bestand": lindewaard(), "contacts__0__phone": "14 03O", "do": "maak"}
    hosted.judge(post(app, "/invullen", **form).text, "Er klopt nog 1 ding niet")
    hosted.judge(post(app, "/invullen/tekst", bestand=lindewaard()).text, "als tekst")
    hosted.judge(post(app, "/bellen", bestand=lindewaard()).text, "nummers om te bellen")

    async def stopped(*_: Any) -> Outcome:
        await asyncio.sleep(0.5)
        return Outcome(error="Er ging iets mis.")

    monkeypatch.setattr(HereLimited, "make", stopped)
    page = post(app, "/invullen", bestand=lindewaard(), do="maak").text
    hosted.judge(page, "Dit lukte niet", "Probeer het nog eens")
    hosted.judge(page[: page.index('<h1 tabindex="-1"')], "Er wordt nu voor iemand anders gemaakt.")

    async def made(*_: Any) -> Outcome:
        return Outcome([Made("lindewaard/nl/leaflet.pdf", "nl", "leaflet", 65_000, "0")], codes=7)

    monkeypatch.setattr(HereLimited, "make", made)
    page = post(app, "/invullen", bestand=lindewaard(), do="maak").text
    hosted.judge(page, "Uw bestanden zijn klaar", "Gegevens-bestand", phone=True)

    async def full(*_: Any) -> None:
        from wegwijs.desk.workers import Busy

        raise Busy

    monkeypatch.setattr(HereLimited, "work", full)
    hosted.judge(post(app, "/invullen", bestand=lindewaard()).text, "Het is druk")
