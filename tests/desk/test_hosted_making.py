"""While the service makes files: how far it is, "Stoppen", and what goes wrong on the way."""

from __future__ import annotations

import asyncio
import io
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.desk.test_hosted import OURS, SETTINGS, HereLimited, lindewaard, no_secrets
from wegwijs.desk.hosted import service
from wegwijs.desk.limited import TookTooLong
from wegwijs.desk.making import PROGRESS, Outcome

WORDS = "in gesprek met Ans"


class Making(HereLimited):
    """Makes nothing: it does what a test says in the folder of the visitor."""

    def __init__(self, do: Callable[[Path], Any]) -> None:
        self.do, self.is_stopped = do, False

    async def make(self, function: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return await self.do(arguments[1])
        except asyncio.CancelledError:
            self.is_stopped = True
            raise


async def _sent(workers: Making, leave_at: str = "") -> list[str]:
    """Press "Maak de bestanden"; return the pieces of the page, until the visitor leaves."""
    app = service(SETTINGS, workers)  # type: ignore[arg-type]
    line, body = uuid.uuid4().hex, io.BytesIO()
    for name, text in (("bestand", lindewaard()), ("do", "maak")):
        part = f'--{line}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        body.write(part.encode())
    body.write(f"--{line}--\r\n".encode())
    headers = OURS | {"host": "folders.example", "content-type": f"multipart/form-data; boundary={line}"}  # fmt: skip
    scope = {
        "type": "http", "asgi": {"spec_version": "2.3"}, "method": "POST", "path": "/invullen", "query_string": b"",
        "root_path": "", "scheme": "https",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    asked: list[Any] = [{"type": "http.request", "body": body.getvalue()}]
    pieces: list[str] = []
    left = asyncio.Event()

    async def receive() -> Any:
        if asked:
            return asked.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            told = dict(message["headers"])
            assert message["status"] == 200 and told[b"x-accel-buffering"] == b"no"
            assert told[b"cache-control"] == b"no-store"
            return
        pieces.append(message["body"].decode())
        if leave_at and leave_at in pieces[-1]:
            left.set()

    await asyncio.wait_for(app(scope, receive, send), 20)
    return pieces


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("wegwijs.desk.screens.hosted_ready.TICK", 0.02)
    return tmp_path


async def _step(place: Path, step: str) -> None:
    (place / PROGRESS).write_text(step)
    await asyncio.sleep(0.1)


def test_the_page_says_how_far_it_is(place: Path) -> None:
    async def slowly(place: Path) -> Outcome:
        await asyncio.sleep(0.1)
        for step in ("make 0 0", "make 5 16", "make 16 16", "judge 8 16"):
            await _step(place, step)
        return Outcome(error="Er is geen ruimte meer op deze computer.")

    first, *steps, last, end = [one for one in asyncio.run(_sent(Making(slowly))) if one.strip()]
    assert "Uw bestanden worden gemaakt" in first and ">Stoppen</button>" in first
    assert 'formaction="/invullen"' in first and 'name="bestand"' in first
    told = [step.partition("<b>")[2].partition("</b>")[0] for step in steps]
    assert told[:5] == [
        "Er wordt nu voor iemand anders gemaakt. Wacht even, u bent zo aan de beurt.",
        "Bezig: de gegevens worden gelezen",
        "Bezig: 5 van 16 bestanden gemaakt",
        "Bezig: 16 van 16 bestanden gemaakt",
        "Bezig: 8 van 16 bestanden nagekeken",
    ]
    assert 'aria-valuenow="5" aria-valuemax="16"' in steps[2]
    assert "Er is geen ruimte meer" in last and "Terug naar invullen" in last
    assert end.rstrip().endswith("</html>")
    assert list(place.iterdir()) == []


def test_who_stops_or_leaves_ends_the_work_and_nothing_stays(place: Path) -> None:
    async def forever(place: Path) -> Outcome:
        await _step(place, "make 5 16")
        await asyncio.sleep(60)
        raise AssertionError

    async def left() -> None:
        pieces = await _sent(workers, leave_at="5 van 16")
        assert "zijn klaar" not in "".join(pieces)
        while list(place.iterdir()):
            await asyncio.sleep(0.01)

    workers = Making(forever)
    asyncio.run(asyncio.wait_for(left(), 5))
    assert workers.is_stopped


@pytest.mark.parametrize(
    ("error", "told", "logged"),
    [
        (TookTooLong(), "Dit duurt te lang, en is gestopt.", ""),
        (RuntimeError(f"/srv/x {WORDS}"), "Er ging iets mis bij ons", "RuntimeError in test_hosted"),
    ],
)  # fmt: skip
def test_what_goes_wrong_on_the_way_is_told_on_the_page(
    place: Path, error: Exception, told: str, logged: str, capfd: pytest.CaptureFixture[str]
) -> None:
    async def fail(place: Path) -> Outcome:
        raise error

    page = "".join(asyncio.run(_sent(Making(fail))))
    assert told in page and page.rstrip().endswith("</html>") and page.count("<h1") == 2
    no_secrets(page)
    line = capfd.readouterr().err
    assert line.startswith(logged) and line.count("\n") == bool(logged) and WORDS not in line
    assert list(place.iterdir()) == []
