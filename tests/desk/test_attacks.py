"""What somebody sends to the desk on purpose: scripts, paths, names of devices, bombs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from wegwijs.desk.desk import Desk
from wegwijs.desk.reading import tree_of
from wegwijs.desk.writing import text_of
from wegwijs.sources.portable import begun

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"
HERE = "/folder/lindewaard"
SCREENS = ("/", HERE, f"{HERE}?open=0&fouten=1", f"{HERE}/tekst?taal=nl", f"{HERE}/bellen", "/nakijken",
           "/nakijken?aanpassen=lindewaard/0", "/gemeenten", "/scholen?zoek=linde")  # fmt: skip


def places(tree: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every text in an edition."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, found in steps:
        if isinstance(found, dict | list):
            yield from places(found, (*at, step))
        else:
            yield (*at, step)


def with_text(tree: Any, at: tuple[Any, ...], text: str) -> Any:
    copy: Any = yaml.safe_load(yaml.safe_dump(tree))
    found = copy
    for step in at[:-1]:
        found = found[step]
    found[at[-1]] = text
    return copy


def harmless(page: str) -> None:
    assert "<script>alert" not in page and "<img src=x" not in page and ">49" not in page


@pytest.mark.more
def test_no_field_of_a_file_holds_a_script(client: TestClient, desk: Desk) -> None:
    path = desk.shelf.path("lindewaard")
    tree = tree_of(path.read_text("utf-8")) | {
        "workshop": {"date": "x", "place": "x", "trainer": "x"},
        "logo": {"file": "x.png", "alt": "x"},
        "title": "x",
        "accent": "#BFDCC4",
        "products": ["leaflet"],
        "organisations": ["politie"],
    }
    every = [at for at in places(tree) if at != ("id",)]
    assert len(every) > 35
    all_at_once = tree
    for at in every:
        if at[0] != "kind":
            all_at_once = with_text(all_at_once, at, EVIL)
    path.write_text(text_of(all_at_once), "utf-8")
    for screen in SCREENS:
        harmless(client.get(screen).text)
    for at in every:  # alone, what is right around it is shown
        path.write_text(text_of(with_text(tree, at, EVIL)), "utf-8")
        harmless(client.get(f"{HERE}?open=0&fouten=1").text)


@pytest.mark.parametrize(
    "id_", ["../../x", "a/b", "/etc/x", "con", "NUL", "com1", "lpt9", "a\\b", "x" * 300, ".x"]
)
def test_a_file_of_a_colleague_leads_nowhere_else(
    client: TestClient, desk: Desk, tmp_path: Path, id_: str
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for text in (
        begun(f"edition:\n  id: {id_}\n  kind: national\n"),
        begun(f"edition:\n  id: elders\n  kind: national\n  logo: {{file: {id_}.png, alt: x}}\n")
        + "picture: |\n  iVBORw0KGgo=\n",
    ):
        answer = client.post("/verder", files={"gegevens": (f"{id_}.yaml", text.encode())})
        assert str(tmp_path) not in answer.text
    for path in (f"/folder/{id_}", f"/folder/{id_}/klaar", f"/voorbeeld/{id_}/tekst"):
        assert client.get(path).status_code == 404
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in before} == before
    assert all(path.is_relative_to(desk.shelf.own) for path in after)
    assert not [path for path in after if re.match(r"(?i)(con|nul|com1|lpt9)(\.|$)", path.name)]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><a>&i;</a>"
)  # fmt: skip
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize("register", [LAUGHS, OUTSIDE, "<a>" * 100_000, "\0", ""])
def test_a_register_that_is_none_is_told_and_changes_nothing(
    client: TestClient, desk: Desk, register: str, tmp_path: Path
) -> None:
    upload = {"register": ("../../x.xml", register.encode())}
    page = client.post("/gemeenten", data={"do": "haal"}, files=upload)
    assert page.status_code == 200 and desk.shelf.ids() == ["lindewaard"]
    assert "root:" not in page.text and str(tmp_path) not in page.text
    if register:
        assert "Dit bestand is niet te gebruiken" in page.text


@pytest.mark.parametrize(
    "logo",
    [
        f'<svg xmlns="http://www.w3.org/2000/svg"><text>{"&a;"}</text></svg>'.replace("<svg", f"{LAUGHS.split('<a>')[0]}<svg", 1),
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><image x:href="file:///etc/passwd"/></svg>',
    ],
    ids=["laughs", "script", "outside"],
)  # fmt: skip
def test_a_logo_that_does_more_than_show_is_refused(
    client: TestClient, desk: Desk, logo: str
) -> None:
    stand = re.search(r'name="stand" value="(\w+)"', client.get(HERE).text)
    assert stand
    files = {"logo": ("../../logo.svg", logo.encode())}
    page = client.post(HERE, data={"stand": stand[1], "do": "bewaar"}, files=files).text
    assert 'id="logo-wrong"' in page
    assert [path.name for path in (desk.shelf.own / "editions").iterdir()] == ["lindewaard.yaml"]
