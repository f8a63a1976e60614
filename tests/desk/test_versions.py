"""A version rises when readers see something else than in what was made last, and only then."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from starlette.testclient import TestClient

import wegwijs.press.ledger.inputs
from tests.conftest import in_more
from wegwijs.desk import making
from wegwijs.desk.desk import Desk
from wegwijs.desk.jobs import Job
from wegwijs.desk.making import work
from wegwijs.desk.reading import tree_of

HERE = "/folder/lindewaard"
LATER = date(2026, 12, 4)
Make = Callable[[], tuple[str, str]]


@pytest.fixture
def by_hand(desk: Desk) -> Callable[[str, str], None]:
    """Change the file of the edition as somebody does in an editor."""

    def edit(old: str, new: str) -> None:
        path = desk.shelf.path("lindewaard")
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    edit("languages: [nl, pl]", "languages: [nl]")
    edit("  languages:", "  products: [pocket-card]\n  languages:")
    return edit


@pytest.fixture(params=["Maak de bestanden", *in_more("Maak die", "Maak opnieuw")])
def make(
    request: pytest.FixtureRequest, client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> Make:
    """Make the files by one of the buttons, without proof; return the version and its date."""

    def here(name: str, job: Job) -> Job:
        job.outcome = work(job.task, lambda *_: None)
        assert not job.outcome.error and not job.outcome.failed
        desk.jobs._jobs[name] = job
        return job

    monkeypatch.setattr(desk.jobs, "start", here)
    monkeypatch.setattr(making, "_judge", lambda *_: None)

    def pressed() -> tuple[str, str]:
        if request.param == "Maak die":
            client.post("/gemeenten", data={"do": "maak"})
        elif request.param == "Maak opnieuw":
            client.post(f"{HERE}/maak")
        else:
            stand = re.search(r'name="stand" value="(\w+)"', client.get(HERE).text)
            assert stand
            client.post(HERE, data={"stand": stand[1], "do": "maak"})
        tree = tree_of(desk.shelf.written("lindewaard").text)
        return tree["version"], tree["date"]

    return pressed


def test_what_readers_see_decides_and_every_button_follows(
    desk: Desk, make: Make, by_hand: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make()
    assert first[0] == "1"
    assert make() == first, "nothing changed"
    by_hand("030 000 00 00", "030 286 00 00")
    by_hand("  contacts:", "  contacts: # van Ans")
    desk.today = lambda: LATER
    assert make() == ("2", LATER.isoformat())
    assert "contacts: # van Ans" in desk.shelf.written("lindewaard").text
    assert make() == ("2", LATER.isoformat()), "it was made under this version"
    monkeypatch.setattr(wegwijs.press.ledger.inputs, "_libraries", lambda: ["reportlab 99"])
    assert make() == ("2", LATER.isoformat()), "the program alone was updated"
    (desk.output / "lindewaard/nl/pocket-card.pdf").unlink()
    assert make() == ("2", LATER.isoformat()), "a file was gone"
    by_hand("version: 2", "version: 5")
    by_hand("030 286 00 00", "030 286 01 00")
    assert make()[0] == "5", "somebody raised it already"
    assert (desk.output / "lindewaard/nl/pocket-card.pdf").is_file()
