"""A dry run says what a run would do, and does nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import wegwijs.press.build.makers
import wegwijs.press.ledger.inputs
from tests.press.build.test_run import build
from tests.press.conftest import House, add
from wegwijs.layouts.pdf.overflow import DoesNotFit, Overflow
from wegwijs.press.build.make import Answer
from wegwijs.press.files.aside import content_of
from wegwijs.press.files.lock import locked
from wegwijs.press.ledger.journal import Pen


def everything(house: House) -> dict[Path, tuple[int, ...]]:
    found = {path: path.lstat() for path in house.output.rglob("*")}
    return {path: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in found.items()}


def test_only_what_would_be_made_is_listed_with_why(house: House, capsys):
    add(house.sources, "aa", "Een ander")
    before = everything(house)
    with locked(house.output):  # it writes nothing, so it waits for nobody
        assert build(house, "aa", "bb", "--dry-run") == 0
    told = capsys.readouterr()
    cards = "".join(f"  {house.output}/aa/nl/{name}.pdf\n" for name in ("pocket-card", "pocket-card-a4"))  # fmt: skip
    assert told.out == f"Dit zou worden gemaakt (uitgever Wegwijs -> Een ander):\n{cards}"
    assert build(house, "aa", "bb", "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [Path(path).name for path in told["planned"]] == [
        "pocket-card.pdf",
        "pocket-card-a4.pdf",
    ]
    assert told["why"] == {"aa/nl/pocket-card": ["uitgever Wegwijs -> Een ander"]}
    assert (told["made"], told["unchanged"]) == ([], 1)
    assert everything(house) == before
    assert build(house, "aa", "bb", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert [row["path"] for row in made["made"]] == told["planned"]


def test_where_nothing_is_to_be_done_it_says_so(house: House, capsys):
    assert build(house, "aa", "bb", "--dry-run") == 0
    assert (
        capsys.readouterr().out == "Er is niets te doen. Wat er staat, is nog goed: 2 documenten.\n"
    )


def test_what_comes_out_the_same_is_not_listed(house: House, capsys, monkeypatch):
    monkeypatch.setattr(wegwijs.press.ledger.inputs, "_libraries", lambda: ["reportlab 99"])
    assert build(house, "aa", "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["planned"] == []


def test_force_lists_all(house: House, capsys):
    before = everything(house)
    assert build(house, "aa", "bb", "--force", "--dry-run") == 0
    told = capsys.readouterr().out
    assert told.startswith("Dit zou worden gemaakt (op verzoek):\n")
    assert told.count(".pdf\n") == 4
    assert everything(house) == before


@pytest.mark.parametrize("known", [False, True])
def test_what_a_killed_run_left_behind_is_left_for_the_run_that_writes(house: House, known: bool):
    """Else that run would take our own files for somebody's work."""
    pen = Pen(house.output)
    for path in sorted(house.output.rglob("*.pdf")):
        name = path.relative_to(house.output).as_posix()
        pen.note((name, *content_of(path.read_bytes())))
    pen.close()
    if not known:
        (house.output / "manifest.json").unlink()
    before = everything(house)
    assert build(house, "aa", "--force", "--dry-run") == 0
    assert everything(house) == before


def test_what_cannot_be_made_is_found_before_it_is_needed(house: House, capsys, monkeypatch):
    def answers(work):
        for document in work.documents:
            error = DoesNotFit("pocket-card", "nl", [Overflow("de kaart", 3)])
            yield Answer(document, [], error=error)

    monkeypatch.setattr(wegwijs.press.build.makers, "answers", answers)
    add(house.sources, "aa", "Een ander")
    before = everything(house)
    assert build(house, "aa", "--dry-run") == 5
    assert "aa/nl/pocket-card is niet gemaakt: pocket-card (nl), " in capsys.readouterr().err
    assert everything(house) == before


@pytest.mark.parametrize("as_json", [False, True])
def test_what_would_be_removed_is_listed(house: House, capsys, as_json: bool):
    house.build()
    (house.sources / "editions" / "aa.yaml").unlink()
    before = everything(house)
    assert build(house, "--all", "--dry-run", *["--json"] * as_json) == 0
    told = capsys.readouterr().out
    gone = [str(house.output / f"aa/nl/{name}.pdf") for name in ("pocket-card", "pocket-card-a4")]
    if as_json:
        assert json.loads(told)["removed"] == gone
    else:
        head = "Dit zou worden weggehaald, want geen editie vraagt er nog om:"
        assert [line.strip() for line in told.splitlines()] == [head, *gone]
    assert everything(house) == before
