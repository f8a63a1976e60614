"""Whom a leaflet is for, is chosen on the screen; all of them is everybody, as when nobody chose."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.desk.test_screens import HERE, stand
from wegwijs.desk.desk import Desk
from wegwijs.desk.reading import tree_of

KNOWN = "iedereen school familie anoniem professionals"


def saved(desk: Desk) -> object:
    return tree_of(desk.shelf.path("lindewaard").read_text("utf-8")).get("audience")


@pytest.mark.parametrize(
    ("chosen", "written"),
    [
        (["familie", "school"], ["school", "familie"]),
        (KNOWN.split(), None),
        ([], None),
    ],
)
def test_whom_a_leaflet_is_for_is_chosen_on_the_screen(
    client: TestClient, desk: Desk, chosen: list[str], written: object
) -> None:
    page = client.get(HERE).text
    assert "Voor wie is de folder?" in page and page.count('name="audience" value="') == 6
    form = {"audience": ["", *chosen], "audience.known": KNOWN, "do": "bewaar"}
    page = client.post(HERE, data=form | {"stand": stand(client)}).text
    assert saved(desk) == written
    checked = [one for one in KNOWN.split() if f'value="{one}" checked' in page]
    assert checked == (written or KNOWN.split())


def test_who_chooses_everybody_again_has_it_for_everybody(client: TestClient, desk: Desk) -> None:
    for chosen in (["school"], KNOWN.split()):
        form = {"audience": ["", *chosen], "audience.known": KNOWN, "do": "bewaar"}
        client.post(HERE, data=form | {"stand": stand(client)})
    assert saved(desk) is None


def test_what_nobody_changed_stays_as_it_was_written(client: TestClient, desk: Desk) -> None:
    path = desk.shelf.path("lindewaard")
    text = path.read_text("utf-8").replace(
        "  accent:", "  audience: [familie, school]  # onze eigen\n  accent:"
    )
    path.write_text(text, "utf-8")
    form = {"audience": ["", "school", "familie"], "audience.known": KNOWN, "do": "bewaar"}
    client.post(HERE, data=form | {"stand": stand(client)})
    assert path.read_text("utf-8") == text
