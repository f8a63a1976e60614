"""The service: what it answers, what it never keeps or tells, and what it does not let itself do."""

from __future__ import annotations

import asyncio
import html
import io
import random
import re
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from starlette.testclient import TestClient

from tests.desk.conftest import Here, edition
from wegwijs.desk import limited
from wegwijs.desk.hosted import BadSettings, ServiceSettings, service
from wegwijs.desk.limited import Limited, LimitedWorkers, TookTooLong
from wegwijs.desk.reading import tree_of
from wegwijs.desk.screens import hosted
from wegwijs.desk.workers import Busy
from wegwijs.sources.folder import ENDING
from wegwijs.sources.portable import begun, opened

BASE = "https://folders.example"
OURS = {"origin": BASE, "sec-fetch-site": "same-origin"}
SETTINGS = ServiceSettings.of({"WEGWIJS_ADDRESS": BASE})


class HereLimited(Here):
    """Workers that are no processes."""

    async def make(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.to_thread(function, *arguments)

    def refuse_to_make_when_full(self) -> None:
        pass


@pytest.fixture
def visitor() -> Iterator[TestClient]:
    app = service(SETTINGS, HereLimited())  # type: ignore[arg-type]
    with TestClient(app, base_url=BASE, headers=OURS, raise_server_exceptions=False) as found:
        yield found


def post(client: TestClient, path: str, **typed: str) -> Any:
    """Send a form; in the names of fields ``__`` stands for a dot."""
    return client.post(
        path, files=[(name.replace("__", "."), (None, text)) for name, text in typed.items()]
    )


def carried(page: str) -> str:
    """The edition that a screen gives back to its visitor."""
    found = re.search(r'name="bestand" value="(.*?)"', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def lindewaard() -> str:
    text = edition("voorbeeld-gemeente").replace("id: voorbeeld-gemeente", "id: lindewaard")
    return begun(text.replace("languages: [nl, en, ar, tr, pl, uk, ti, de]", "languages: [nl]"))


def test_what_is_typed_travels_with_the_form(visitor: TestClient) -> None:
    text = carried(visitor.get("/nieuw/gemeente").text)
    page = post(visitor, "/invullen", bestand=text, name="Lindewaard", contacts__0__phone="14 030")
    text = carried(page.text)
    assert opened(text, "x").edition == "lindewaard"
    assert "phone: 14 030" in text and "Gemeente Lindewaard" in page.text
    assert 'src="data:image/png;base64,' in page.text
    kept = post(visitor, "/invullen", bestand=text, do="bestand")
    assert kept.text == text
    assert kept.headers["content-disposition"].endswith(f"lindewaard{ENDING}")


def test_a_file_that_was_kept_goes_on_with_its_comments(visitor: TestClient) -> None:
    text = lindewaard().replace("  contacts:", "  contacts: # van Ans", 1)
    upload = {"gegevens": ("x.wegwijs.yaml", text.encode())}
    page = visitor.post("/verder", files=upload)
    assert page.status_code == 200 and carried(page.text) == text
    page = post(visitor, "/invullen", bestand=carried(page.text), name="Elders")
    assert "# van Ans" in carried(page.text) and "name: Elders" in carried(page.text)


def test_a_contact_that_was_removed_is_put_back(visitor: TestClient) -> None:
    page = post(visitor, "/invullen", bestand=lindewaard(), do="weg 1").text
    assert "is weg." in page
    gone = re.search(r'name="weg" value="(.*?)"', page)
    assert gone
    back = post(visitor, "/invullen", bestand=carried(page), weg=html.unescape(gone[1]), do="terug")
    assert opened(carried(back.text), "x").document.data == opened(lindewaard(), "x").document.data


def test_a_logo_travels_and_goes(visitor: TestClient) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (1200, 400), "navy").save(picture, "PNG")
    page = visitor.post(
        "/invullen",
        files=[
            ("bestand", (None, lindewaard())),
            ("logo", ("../../wapen.png", picture.getvalue())),
        ],
    )
    found = opened(carried(page.text), "x")
    assert found.picture == picture.getvalue()
    assert found.document.data["edition"]["logo"]["file"] == "logo.png"
    without = post(visitor, "/invullen", bestand=carried(page.text), do="logo-weg")
    assert opened(carried(without.text), "x").picture is None


def test_the_files_are_made_judged_and_sent_and_nothing_stays(
    visitor: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    text = lindewaard().replace("[leaflet, handout, pocket-card]", "[handout]")
    text = text.replace("  languages:", "  products: [handout]\n  languages:", 1)
    page = post(visitor, "/invullen", bestand=text, do="maak").text
    assert "Uw bestanden zijn klaar" in page and "Gegevens-bestand" in page
    judged = re.search(r'name="oordeel" value="(\w+)"', page)
    assert judged
    sent = post(visitor, "/klaar", bestand=carried(page), oordeel=judged[1], welk="alles")
    with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
        assert "lindewaard/nl/handout.docx" in archive.namelist()
        whole = archive.read("lindewaard/nl/handout.docx")
    with zipfile.ZipFile(io.BytesIO(whole)) as word:
        pictures = [
            Image.open(io.BytesIO(word.read(one))) for one in word.namelist() if "/media/" in one
        ]
    codes = sum(len(zxingcpp.read_barcodes(one)) for one in pictures)
    assert codes > 5 and f"Alles nagekeken: {codes} QR-codes leesbaar, 0 fouten" in page
    one = {"welk": "lindewaard/nl/handout.docx", "oordeel": judged[1]}
    assert post(visitor, "/klaar", bestand=carried(page), **one).content == whole
    assert post(visitor, "/klaar", bestand=text, **(one | {"welk": "../x"})).status_code == 404
    other = post(visitor, "/klaar", bestand=carried(page), oordeel="0" * 64, welk="alles")
    assert "Uw bestanden zijn klaar" in other.text  # judged anew instead of sent
    assert list(tmp_path.iterdir()) == []


def test_the_web_page_opens_by_itself_apart_from_the_screens(visitor: TestClient) -> None:
    text = lindewaard().replace("languages: [nl]", "languages: [nl, ar]\n  products: [web]")
    shown = post(visitor, "/invullen", bestand=text, kant="webpagina", taal="ar").text
    assert 'formaction="/invullen/pagina/ar/page.html" formtarget="_blank"' in shown
    page = post(visitor, "/invullen/pagina/ar/page.html", bestand=carried(shown))
    assert page.text.startswith('<!doctype html>\n<html lang="ar"')
    policy = page.headers["content-security-policy"]
    assert "sandbox allow-scripts" in policy and "form-action 'none'" in policy
    assert page.headers["cache-control"] == "no-store"
    assert "img-src 'self' data:" in visitor.get("/").headers["content-security-policy"]
    wrong = {"bestand": text, "contacts.0.phone": "030 000 00"}
    assert "/pagina/" not in post(visitor, "/invullen", **wrong, kant="webpagina").text
    assert post(visitor, "/invullen/pagina/nl/page.html", **wrong).status_code == 404


def test_what_is_wrong_is_told_before_anything_is_made(visitor: TestClient) -> None:
    page = post(visitor, "/invullen", bestand=lindewaard(), contacts__0__phone="14 03O", do="maak")
    assert "Er klopt nog 1 ding niet" in page.text
    assert (
        'name="ga" value="open=0&amp;fouten=1" formaction="/invullen#contacts-0-phone"' in page.text
    )


def test_what_only_works_on_ones_own_computer_is_not_offered_but_told(visitor: TestClient) -> None:
    for path in ("/gemeenten", "/nakijken", "/folder/lindewaard", "/folder/lindewaard/klaar"):
        assert visitor.get(path).status_code == 404
    assert "/gemeenten" not in visitor.get("/").text
    assert "Alle gemeenten tegelijk maken" in visitor.get("/waar").text


def test_nothing_is_kept_but_what_is_the_same_for_everybody(visitor: TestClient) -> None:
    for answer in (
        visitor.get("/"),
        visitor.get("/nieuw/school"),
        visitor.get("/kleur/BFDCC4.css"),
        post(visitor, "/invullen", bestand=lindewaard()),
        post(visitor, "/invullen/beeld/nl/buitenkant.png", bestand=lindewaard()),
        post(visitor, "/invullen", bestand=lindewaard(), do="bestand"),
    ):
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers
        assert "img-src 'self' data:;" in answer.headers["content-security-policy"]
        assert "'unsafe" not in answer.headers["content-security-policy"]
    assert "max-age" in visitor.get("/static/desk.css").headers["cache-control"]


SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


FIELDS = (
    "name", "publisher", "contact", "accent", "title", "open", "kant", "taal", "ga", "weg", "do", "fouten", "languages",
    "products", "workshop.date", "workshop.place", "workshop.trainer", "logo.alt", "logo.tekst", *(f"contacts.0.{one}" for one in ("label", "role", "phone", "email", "web", "source", "days", "opens",
                                                  "closes")),
)  # fmt: skip


def harmless(answer: str) -> None:
    assert "<script>alert" not in answer and "<img src=x" not in answer
    assert SCRIPT.replace("{{7*7}}", "49")[-20:] not in html.unescape(answer)


def test_no_form_can_hold_a_script(visitor: TestClient) -> None:
    form = [("bestand", (None, lindewaard())), *((name, (None, SCRIPT)) for name in FIELDS)]
    harmless(visitor.post("/invullen", files=form).text)
    named = lindewaard().replace("name: Lindewaard", f"name: '{SCRIPT.replace(chr(39), '')}'")
    for path in ("/invullen/tekst", "/bellen"):
        harmless(post(visitor, path, bestand=named).text)
    failing = named.replace("  languages:", "  products: []\n  languages:", 1)
    harmless(post(visitor, "/klaar", bestand=failing).text)
    harmless(visitor.post("/verder", files={"gegevens": (SCRIPT, SCRIPT.encode())}).text)


@pytest.mark.more
@pytest.mark.parametrize("name", FIELDS)
def test_no_field_can_hold_a_script(visitor: TestClient, name: str) -> None:
    form = [("bestand", (None, lindewaard())), ("open", (None, "0")), (name, (None, SCRIPT))]
    harmless(visitor.post("/invullen", files=form).text)


BOMB = "wegwijs: 1\nedition: &a [" + "x, " * 50 + "]\nb: [" + "*a, " * 50 + "]\n"


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "wegwijs: 1\nedition: " + "[" * 5000,
        "wegwijs: 1\nedition: " + "{a: " * 400 + "1" + "}" * 400,
        begun("edition:\n  id: x\n") + "# " + "x" * 1_100_000,
        "wegwijs: 1\nedition: {id: x}\npicture: '%%%'\n",
        "wegwijs: 2\nedition: {id: ../../etc/passwd}\n",
        "no: edition",
        "",
        "\0\1\2",
    ],
    ids=["aliases", "lists", "maps", "long", "picture", "version", "other", "empty", "control"],
)
def test_a_file_that_is_none_of_ours_is_refused_at_once(visitor: TestClient, text: str) -> None:
    began = time.monotonic()
    for answer in (
        visitor.post("/verder", files={"gegevens": ("x.wegwijs.yaml", text.encode() or b" ")}),
        post(visitor, "/invullen", bestand=text),
        post(visitor, "/klaar", bestand=text, welk="alles"),
        post(visitor, "/bellen", bestand=text),
    ):
        assert answer.status_code in (400, 413, 422), answer.text
        no_secrets(answer.text)
    assert time.monotonic() - began < 4


def no_secrets(answer: str) -> None:
    """No path of the machine, no traceback, no name of a module."""
    told = html.unescape(answer).replace("generate.py build", "")  # said in the file to keep
    for secret in (
        "Traceback",
        ".py",
        "site-packages",
        str(Path.home()),
        str(Path(__file__).parents[2]),
        "/tmp/",
    ):
        assert secret not in told, secret


def test_an_edition_with_a_path_for_a_name_leads_nowhere(visitor: TestClient) -> None:
    for name in ("../../../../etc/passwd", "con", "a/b", "/etc"):
        text = begun(f"edition:\n  id: {name}\n  kind: national\n")
        for form in ({}, {"do": "maak"}, {"do": "bestand"}):
            answer = post(visitor, "/invullen", bestand=text, **form)
            no_secrets(answer.text)
            assert answer.status_code < 500
        no_secrets(post(visitor, "/klaar", bestand=text, welk="alles").text)


def test_a_logo_that_is_a_bomb_is_refused(visitor: TestClient) -> None:
    picture = io.BytesIO()
    Image.new("1", (6_000, 6_000)).save(picture, "PNG")
    files = [("bestand", (None, lindewaard())), ("logo", ("logo.png", picture.getvalue()))]
    page = visitor.post("/invullen", files=files)
    assert page.status_code == 200 and 'id="logo-wrong"' in page.text
    assert opened(carried(page.text), "x").picture is None


def test_a_logo_that_makes_the_file_too_large_is_told_at_its_field(visitor: TestClient) -> None:
    noise = Image.frombytes("RGB", (620, 620), random.Random(1).randbytes(620 * 620 * 3))
    out = io.BytesIO()
    noise.save(out, "PNG")
    assert 1_000_000 < len(out.getvalue()) < 2_000_000
    sent = [("bestand", (None, lindewaard())), ("logo", ("logo.png", out.getvalue()))]
    answer = visitor.post("/invullen", files=sent)
    assert answer.status_code == 200 and "Dit logo is te groot" in answer.text
    assert "logo" not in tree_of(carried(answer.text))


@pytest.mark.parametrize(
    ("old", "new", "typed"),
    [
        ("kind: municipality", "kind: [a]", {}),
        ("kind: municipality", "kind: x", {"name": "Ergens"}),
        ("name: ", "name: ", {"open": "\N{SUPERSCRIPT TWO}"}),
        ("name: ", "name: ", {"open": "1" * 5000}),
        ("name: ", "name: ", {"do": "weg \N{SUPERSCRIPT TWO}"}),
    ],
)
def test_what_no_screen_of_ours_sends_is_no_fault_of_ours(
    visitor: TestClient, old: str, new: str, typed: dict[str, str]
) -> None:
    text = lindewaard()
    assert old in text
    answer = post(visitor, "/invullen", bestand=text.replace(old, new), **typed)
    assert answer.status_code == 200


def test_too_much_and_no_form_at_all_are_refused(visitor: TestClient) -> None:
    much = visitor.post("/verder", files={"gegevens": ("x", b"x" * 4_000_000)})
    assert much.status_code == 413
    assert (
        visitor.post("/invullen", content=b"x", headers={"content-type": "text/plain"}).status_code
        == 413
    )
    many = visitor.post("/invullen", files=[(f"f{i}", (None, "x")) for i in range(500)])
    assert many.status_code == 413


def test_a_fault_of_ours_tells_nobody_what_was_typed(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(text: str) -> None:
        raise RuntimeError(f"/srv/secret {text}")

    monkeypatch.setattr(hosted, "parcel", broken)
    answer = post(visitor, "/verder", bestand="14 030 van Ans")
    assert answer.status_code == 500 and "Er ging iets mis bij ons" in answer.text
    no_secrets(answer.text)
    told = capfd.readouterr()
    assert "RuntimeError in test_hosted.py" in told.err
    assert "Ans" not in told.err + told.out and "secret" not in told.err


def test_only_pages_of_our_own_at_our_own_address_may_ask() -> None:
    app = service(ServiceSettings.of({"WEGWIJS_ADDRESS": f"{BASE}/wegwijs"}), HereLimited())  # type: ignore[arg-type]
    with TestClient(app, base_url=BASE, headers=OURS) as client:
        assert client.get("/wegwijs/").status_code == 200
        assert client.get("/").status_code == 200  # a proxy may take the path away
        assert 'href="/wegwijs/static/desk.css"' in client.get("/wegwijs/").text
        assert 'action="/wegwijs/verder"' in client.get("/wegwijs/").text
        assert client.get("/", headers={"host": "evil.example"}).status_code == 400
        assert client.get("/gezond", headers={"host": "10.0.0.7:8000"}).status_code == 204
        for wrong in (
            {"origin": "http://folders.example"},
            {"origin": "https://evil.example"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "cross-site"},
            {"origin": "null"},
        ):
            assert (
                client.post("/verder", headers=wrong, files={"bestand": (None, "x")}).status_code
                == 403
            )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADDRESS", "folders.example"),
        ("ADDRESS", "https://a.example/x,https://b.example/y"),
        ("ADDRESS", 'https://a.example/"x'),
        ("PROCESSES", "0"),
        ("WAITING", "many"),
        ("MEMORY_MB", "-1"),
    ],
)
def test_a_setting_that_cannot_be_is_told_by_name(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"WEGWIJS_{name}"):
        ServiceSettings.of({f"WEGWIJS_{name}": value})


def test_who_comes_when_it_is_busy_is_told_to_wait(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: Any) -> None:
        raise Busy

    monkeypatch.setattr(HereLimited, "work", full)
    answer = post(visitor, "/invullen", bestand=lindewaard(), name="Net getypt", do="maak")
    assert answer.status_code == 503 and answer.headers["retry-after"] == "60"
    assert "Het is druk; probeer het over een minuut opnieuw." in answer.text
    monkeypatch.undo()
    back = back_from(visitor, answer.text)
    assert "Gemeente Net getypt" in back.text, "what was typed goes back to the form"


def back_from(visitor: TestClient, page: str) -> Any:
    """What the button on a page of busy leads to, with all that the page carries."""
    sent = dict(re.findall(r'type="hidden" name="([\w.]+)" value="(.*?)"', page, re.DOTALL))
    files = [(name, (None, html.unescape(text))) for name, text in sent.items()]
    return visitor.post("/invullen", files=files)


def test_a_logo_that_was_chosen_when_it_was_busy_is_kept(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: Any) -> None:
        raise Busy

    def busy(logo: bytes) -> str:
        files = [("bestand", (None, lindewaard())), ("logo", ("wapen.png", logo))]
        with monkeypatch.context() as patch:
            patch.setattr(HereLimited, "work", full)
            answer = visitor.post("/invullen", files=files)
        assert answer.status_code == 503
        return str(answer.text)

    picture = io.BytesIO()
    Image.new("RGB", (1200, 400), "navy").save(picture, "PNG")
    page = back_from(visitor, busy(picture.getvalue())).text
    assert opened(carried(page), "x").picture == picture.getvalue()
    page = back_from(visitor, busy(random.Random(1).randbytes(1_500_000))).text
    assert "Dit logo is te groot." in page and opened(carried(page), "x").picture is None


def hungry() -> int:
    return len(bytearray(3_000_000_000))


def is_running(process: int) -> bool:
    """Whether a process is there; one that was killed has no command line, then no place."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes() != b""
    except (FileNotFoundError, ProcessLookupError):
        return False


async def _bounds() -> None:
    pool = Limited(1, 1, 0.5, 1_000_000_000)
    try:
        await pool.warm()
        first = asyncio.ensure_future(pool.call(time.sleep, 60))
        await asyncio.sleep(0)
        second = asyncio.ensure_future(pool.call(abs, -2))
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await pool.call(abs, -3)
        with pytest.raises(TookTooLong):
            await first
        assert await second == 2  # in another process
        pool.seconds = 20.0
        first = asyncio.ensure_future(pool.call(time.sleep, 0.6))
        await asyncio.sleep(0)
        limited.PATIENCE, patience = 0.005, limited.PATIENCE
        with pytest.raises(Busy):
            await pool.call(abs, -3)
        limited.PATIENCE = patience
        await first
        first = asyncio.ensure_future(pool.call(time.sleep, 60))
        await asyncio.sleep(0.2)
        working = pool._places[0].pid
        first.cancel()  # nobody waits for it any more
        with pytest.raises(asyncio.CancelledError):
            await first
        while is_running(working):
            await asyncio.sleep(0.01)
        with pytest.raises(TookTooLong):
            await pool.call(hungry)
        assert await pool.call(abs, -4) == 4
    finally:
        pool.close()


@pytest.mark.more
def test_a_call_has_its_time_and_its_memory_and_few_may_wait() -> None:
    asyncio.run(_bounds())


VISITORS = 200


async def _crowd() -> None:
    import httpx

    workers = LimitedWorkers(
        Limited(2, 60, 30.0, limited_memory), Limited(1, 5, 60.0, limited_memory)
    )
    app = service(SETTINGS, workers)
    await workers.warm()
    transport = httpx.ASGITransport(app=app)
    busy = 0

    async def one(number: int) -> None:
        nonlocal busy
        own = f"088 20 80 {number:03}"
        async with httpx.AsyncClient(
            transport=transport, base_url=BASE, headers=OURS | {"x-wegwijs": "script"}, timeout=300
        ) as client:

            async def ask(path: str, **typed: str) -> str:
                nonlocal busy
                form = [(name.replace("__", "."), (None, text)) for name, text in typed.items()]
                while True:
                    answer = await client.post(path, files=form)
                    if answer.status_code != 503:
                        assert answer.status_code == 200
                        return answer.text
                    busy += 1
                    await asyncio.sleep(1)

            text = lindewaard().replace('"030 000 00 00"', f'"{own}"').replace("030 000 00 00", own)
            page = await ask("/invullen", bestand=text, name=f"Plaats {number:03}")
            text = carried(page)
            assert (
                set(re.findall(r"088 20 80 \d{3}", page)) <= {own, "088 20 80 080"} and own in page
            )
            assert set(re.findall(r"Plaats \d{3}", page)) == {f"Plaats {number:03}"}
            said = await ask("/invullen/tekst", bestand=text, taal="nl")
            assert own in said and set(re.findall(r"Plaats \d{3}", said)) == {f"Plaats {number:03}"}

    try:
        await asyncio.gather(*(one(number) for number in range(100, 100 + VISITORS)))
        sizes = [
            resident(place.pid)
            for pool in (workers.drawing, workers.making)
            for place in pool._places
        ]
        assert max(sizes) < 600, sizes
        assert busy, "nobody was told to wait"
    finally:
        workers.close()


limited_memory = 1_000_000_000


def resident(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("utf-8"))
    assert found
    return int(found[1]) // 1024


@pytest.mark.more
def test_two_hundred_visitors_at_once_each_get_their_own() -> None:
    asyncio.run(_crowd())


def test_a_form_that_comes_in_drops_is_cut_off() -> None:
    app: Any = service(SETTINGS, HereLimited())  # type: ignore[arg-type]
    app.app.most_seconds = 0.3
    sent: list[Any] = []

    async def drop() -> dict[str, Any]:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"-", "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = OURS | {"host": "folders.example", "content-type": "multipart/form-data; boundary=x"}
    scope = {
        "type": "http", "method": "POST", "path": "/verder", "query_string": b"", "root_path": "", "scheme": "https",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    began = time.monotonic()
    asyncio.run(asyncio.wait_for(app(scope, drop, send), 5))
    assert time.monotonic() - began < 2
    assert sent[0]["status"] == 413
    assert "het duurde te lang" in sent[1]["body"].decode()
