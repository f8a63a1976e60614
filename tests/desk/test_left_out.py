"""What has no room on a product is told while somebody fills in, and once more at the end."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from wegwijs.desk.desk import Desk
from wegwijs.desk.drawing import FitVerdict, LeftOut, left_out, verdict
from wegwijs.desk.jobs import Job
from wegwijs.desk.making import Outcome, Task

HERE = "/folder/lindewaard"
FOUND = FitVerdict(
    2,
    3,
    left_out=(
        LeftOut("pocket-card", "e-mail van Jongerenwerk", "geen plaats"),
        LeftOut("pocket-card", "Wijkagent", "geen plaats", ("Pools", "Turks")),
        LeftOut("leaflet", "chatadres van Jongerenwerk", "geen plaats"),
    ),
)
EMAIL = "E-mail van Jongerenwerk: geen plaats."


@pytest.fixture(autouse=True)
def workers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that find this left out."""
    do = desk.workers.work

    async def work(function: Any, *arguments: Any) -> Any:
        found = {verdict: FOUND, left_out: FOUND.left_out}.get(function)
        return found if found is not None else await do(function, *arguments)

    monkeypatch.setattr(desk.workers, "work", work)


def test_beside_the_card_stands_what_is_not_on_it(client: TestClient) -> None:
    page = client.get(f"{HERE}?kant=zakkaartje").text
    assert "Zakkaartje: dit staat er niet op." in page
    assert EMAIL in page and "Wijkagent: geen plaats, in het Pools en Turks." in page
    assert "Folder: 1 ding staat er niet op." in page and "chatadres" not in page.lower()
    assert "U kunt de bestanden maken." in page and "Alles past." not in page
    assert 'class="go arm held"' not in page, "it may hinder nobody"


def test_beside_another_product_stands_how_much_is_not_on_the_card(client: TestClient) -> None:
    for place in (f"{HERE}?kant=buitenkant", f"{HERE}/oordeel?kant=buitenkant"):
        page = client.get(place).text
        assert "Chatadres van Jongerenwerk: geen plaats." in page
        assert "Zakkaartje: 2 dingen staan er niet op." in page and EMAIL not in page
        assert f'href="{HERE}?kant=zakkaartje">Laat zien wat' in page


def test_at_the_end_stands_everything_that_is_not_on_it(desk: Desk, client: TestClient) -> None:
    written = desk.shelf.written("lindewaard")
    job = Job(Task(("lindewaard",), (), desk.output, desk.today()), written)
    job.outcome = Outcome()
    desk.jobs._jobs["lindewaard"] = job
    page = client.get(f"{HERE}/klaar").text
    for text in ("Zakkaartje: dit staat er niet op.", EMAIL, "Folder: dit staat er niet op."):
        assert text in page
    assert "Uw bestanden zijn klaar" in page
