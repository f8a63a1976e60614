"""Nobody but the person at this computer gets in, and no other page acts in their name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from wegwijs.desk.guard import Guard, Key
from wegwijs.desk.local import hosts_of

PORT = 8470
BASE = f"http://127.0.0.1:{PORT}"
OURS = {"origin": BASE, "sec-fetch-site": "same-origin"}


async def _echo(request: Request) -> Response:
    return PlainTextResponse(f"{request.method} {len(await request.body())}")


def _guard(key: Key | None, **limits: float) -> Guard:
    app = Starlette(routes=[Route("/{path:path}", _echo, methods=["GET", "POST"])])
    return Guard(app, hosts_of(PORT), key, **limits)  # type: ignore[arg-type]


@pytest.fixture
def key() -> Key:
    return Key(PORT)


@pytest.fixture
def client(key: Key) -> Iterator[TestClient]:
    with TestClient(_guard(key), base_url=BASE) as found:
        found.get(key.path)
        yield found


def test_the_address_that_the_program_opened_lets_the_browser_in(client: TestClient) -> None:
    assert client.get("/").text == "GET 0"


def test_the_address_works_once(key: Key) -> None:
    with (
        TestClient(_guard(key), base_url=BASE) as mine,
        TestClient(_guard(key), base_url=BASE) as other,
    ):
        address = key.path
        assert mine.get(address).status_code == 200
        assert other.get(address).status_code == 403
        assert other.get("/").status_code == 403
        assert mine.get(address).status_code == 200  # who is in already may reload it


def test_who_closed_the_browser_and_comes_back_is_let_in_without_a_new_address(key: Key) -> None:
    with TestClient(_guard(key), base_url=BASE) as found:
        cookie = found.get(key.path).headers["set-cookie"].lower()
        assert "max-age=36000" in cookie  # a working day; one without it is gone once it is closed
        assert found.get("/folder/lindewaard").status_code == 200


@pytest.mark.parametrize("path", ["/", "/folder/lindewaard", "used"])
def test_who_has_an_old_address_reads_what_to_do(key: Key, path: str) -> None:
    address = key.path
    key.turn(address)
    with TestClient(_guard(key), base_url=BASE) as other:
        answer = other.get(address if path == "used" else path)
        assert answer.status_code == 403
        assert "<h1>Start Wegwijs opnieuw</h1>" in answer.text
        assert "Wat u invulde, is bewaard." in answer.text and '<ol class="steps">' in answer.text
        assert ("Dit adres werkt één keer" in answer.text) == (path == "used")
        assert other.get("/static/desk.css").status_code == 200  # the page looks like ours
        assert other.get("/static/desk.js").status_code == 403
        assert other.post("/static/desk.css", headers=OURS).status_code == 403


@pytest.mark.parametrize("guess", ["", "x" * 43, "None"])
def test_a_guess_lets_nobody_in(key: Key, guess: str) -> None:
    with TestClient(_guard(key), base_url=BASE) as other:
        assert other.get(f"/begin/{guess}").status_code == 403
        assert other.get("/", headers={"cookie": f"{key.name}={guess}"}).status_code == 403


def test_after_its_address_was_used_none_is_left_to_guess(client: TestClient, key: Key) -> None:
    with TestClient(_guard(key), base_url=BASE) as other:
        assert other.get("/begin/None").status_code == 403


def test_the_cookie_is_for_this_browser_alone(key: Key) -> None:
    with TestClient(_guard(key), base_url=BASE) as found:
        cookie = found.get(key.path).headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and str(PORT) in cookie


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1:1",
        "127.0.0.1",
        f"127.0.0.1.evil.example:{PORT}",
        "",
    ],
)
def test_a_name_that_was_made_to_lead_here_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": BASE},
        {"sec-fetch-site": "same-origin"},
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": BASE, "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:9000", "sec-fetch-site": "same-site"},  # another program here
        {"origin": BASE, "sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:9000", "sec-fetch-site": "same-origin"},
        {"origin": f"https://127.0.0.1:{PORT}", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
    ],
)
def test_what_another_page_sends_changes_nothing(
    client: TestClient, headers: dict[str, str]
) -> None:
    assert client.post("/", headers=headers).status_code == 403


def test_what_our_own_page_sends_is_taken(client: TestClient) -> None:
    assert client.post("/", headers=OURS, content=b"abc").text == "POST 3"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_shows_no_picture_of_ours(client: TestClient, site: str) -> None:
    assert (
        client.get("/", headers={"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}).status_code
        == 403
    )
    assert (
        client.get("/", headers={"sec-fetch-site": site, "sec-fetch-mode": "navigate"}).status_code
        == 200
    )


def test_every_answer_forbids_scripts_and_frames_of_others(client: TestClient) -> None:
    for path, headers in (("/", {}), ("/", {"host": "evil.example"})):
        answer = client.get(path, headers=headers)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_request_larger_than_may_be_is_refused(key: Key) -> None:
    with TestClient(_guard(key, most_bytes=1000), base_url=BASE, headers=OURS) as found:
        found.get(key.path)
        assert found.post("/", content=b"a" * 1000).status_code == 200
        assert found.post("/", content=b"a" * 1001).status_code == 413


def test_a_body_without_end_or_that_comes_in_drops_is_cut_off() -> None:
    """As raw messages: no length is told, and every piece comes late."""
    guard = _guard(None, most_bytes=1000, most_seconds=0.2)
    scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"", "http_version": "1.1",
        "headers": [(b"host", f"127.0.0.1:{PORT}".encode()), (b"origin", BASE.encode()),
                    (b"sec-fetch-site", b"same-origin")],
    }  # fmt: skip

    async def run(pause: float, piece: bytes) -> int:
        pieces = 0

        async def receive() -> dict[str, object]:
            nonlocal pieces
            pieces += 1
            await asyncio.sleep(pause)
            return {"type": "http.request", "body": piece, "more_body": True}

        async def send(message: object) -> None:
            pass

        with pytest.raises(ClientDisconnect):
            await guard(scope, receive, send)  # type: ignore[arg-type]
        return pieces

    assert asyncio.run(run(0.0, b"a" * 100)) <= 11
    assert asyncio.run(run(0.05, b"a")) < 10
