"""A desk over a folder of its own. Where no browser is asked for, the work is done right here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from wegwijs.desk.desk import Desk
from wegwijs.desk.drawing import FitVerdict, verdict
from wegwijs.desk.guard import Key
from wegwijs.desk.local import guarded
from wegwijs.desk.shelf import Shelf
from wegwijs.sources.load import SHIPPED

TODAY = date(2026, 11, 27)
PORT = 8470
BASE = f"http://127.0.0.1:{PORT}"
OURS = {"origin": BASE, "sec-fetch-site": "same-origin"}
CHROMIUM = "/usr/bin/chromium"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    try:
        import playwright  # noqa: F401

        reason = "" if Path(CHROMIUM).exists() else f"{CHROMIUM} is missing"
    except ImportError:
        reason = "playwright is missing"
    for item in items:
        if reason and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=reason))


class Here:
    """Workers that are no processes."""

    async def warm(self) -> None:
        pass

    async def draw(self, function: Callable[..., Any], *arguments: Any) -> Any:
        # To lay out every product in every language takes a second; test_reading.py does.
        return FitVerdict(2, 3) if function is verdict else function(*arguments)

    work = draw

    def close(self) -> None:
        pass


def edition(name: str, **changes: str) -> str:
    """The text of a shipped edition, with other words in it."""
    text = (SHIPPED / "editions" / f"{name}.yaml").read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an edition of a municipality, written by hand."""
    editions = tmp_path / "mijn-gegevens" / "editions"
    editions.mkdir(parents=True)
    text = edition("voorbeeld-gemeente").replace("id: voorbeeld-gemeente", "id: lindewaard")
    text = text.replace("languages: [nl, en, ar, tr, pl, uk, ti, de]", "languages: [nl, pl]")
    (editions / "lindewaard.yaml").write_text(text, "utf-8")
    return editions.parent


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(Shelf(folder), Here(), folder.parent / "output", lambda: TODAY)  # type: ignore[arg-type]


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """A browser that the program opened."""
    key = Key(PORT)
    with TestClient(
        guarded(desk, key), base_url=BASE, headers=OURS, follow_redirects=True
    ) as found:
        found.get(key.path)
        yield found
