"""A bug of ours is one line in the log, and says nothing of what was typed."""

from __future__ import annotations

import asyncio
import gc

import pytest
from starlette.testclient import TestClient

from wegwijs.desk.app import hosted_app
from wegwijs.desk.desk import Desk
from wegwijs.desk.faults import line_of
from wegwijs.desk.workers import Workers

TYPED = "030 286 00 00 van Ans"


def broken(text: str) -> None:
    raise RuntimeError(f"/srv/secret {text}")


async def _forgotten(workers: Workers) -> str:
    """Somebody leaves before the answer is there; return how the error is told to who waits."""
    waiting = asyncio.ensure_future(workers.work(broken, TYPED))
    with pytest.raises(RuntimeError) as found:
        await workers.work(broken, TYPED)
    while not waiting.done():
        await asyncio.sleep(0.01)
    del waiting
    gc.collect()
    return line_of(found.value)


def test_what_nobody_waited_for_is_one_plain_line(
    desk: Desk, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wegwijs.desk.workers.START", "fork")  # nothing heavy is loaded
    workers = Workers(1)
    desk.workers = workers
    with TestClient(hosted_app(desk)) as client:
        assert client.portal
        line = client.portal.call(_forgotten, workers)
    told = capfd.readouterr().err
    assert line.startswith("RuntimeError in test_faults.py:") and line.endswith(" broken")
    assert told.splitlines() == [line]
