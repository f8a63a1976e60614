"""Proof asks the catalogues themselves what was reviewed, whatever the maker made of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import generate
from tests.proof.test_proof import FAST, build, says
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.press.reviewing import review
from wegwijs.proof.expectations.pocket_card import FILE, PRODUCT
from wegwijs.proof.expectations.truth import truth_of
from wegwijs.proof.findings import Spot
from wegwijs.proof.reviewed import unreviewed
from wegwijs.proof.rules import draft
from wegwijs.proof.rules.chapters import Block
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language, load_catalogue

CARD = ("pocket-card",)
OLD, NEW = "Nie trzeba radzić sobie z tym", "Nie trzeba sobie radzić z tym"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the Polish of the program, all of it reviewed."""
    shutil.copytree(SHIPPED, tmp_path / "sources")
    review([tmp_path / "sources"], "pl", "Anna Nowak", date(2026, 11, 20), [])
    mine = tmp_path / "eigen"
    (mine / "locale").mkdir(parents=True)
    shutil.copy(tmp_path / "sources" / "locale" / "pl.po", mine / "locale")
    return mine


def edit(own: Path, old: str, new: str) -> None:
    file = own / "locale" / "pl.po"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def proof(
    output: Path, own: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> list[dict[str, Any]]:
    generate.main(["proof", str(output), "--json", *FAST, "--sources", str(own), *more])
    return json.loads(capsys.readouterr().out)["findings"]  # type: ignore[no-any-return]


def nothing(own: Path) -> None:
    """All stays as it was reviewed."""


def header_alone(own: Path) -> None:
    edit(own, '"X-Review-Per-Text: yes\\n"\n', "")
    file = own / "locale" / "pl.po"
    file.write_text(re.sub(r"# reviewed: .*\n", "", file.read_text("utf-8")), "utf-8")


def stamps_lost(own: Path) -> None:
    file = own / "locale" / "pl.po"
    file.write_text(re.sub(r"# reviewed: .*\n", "", file.read_text("utf-8")), "utf-8")


def nobody_signed(own: Path) -> None:
    edit(own, '"X-Reviewer: Anna Nowak\\n"', '"X-Reviewer: \\n"')


def a_sentence_changed(own: Path) -> None:
    edit(own, OLD, NEW)


def a_stamp_is_anothers(own: Path) -> None:
    file = own / "locale" / "pl.po"
    text = file.read_text("utf-8")
    first, second, *_ = re.findall(r"# reviewed: (.*)\n", text)
    file.write_text(text.replace(first, second), "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        nothing,
        header_alone,
        stamps_lost,
        nobody_signed,
        a_sentence_changed,
        a_stamp_is_anothers,
    ],
)
def test_proof_and_the_maker_find_the_same_reviewed_each_in_its_own_way(
    change: Callable[[Path], None], own: Path
) -> None:
    change(own)
    folders = [SHIPPED, own]
    loaded = load("nationaal", *folders)
    outline = build_outline(in_language(loaded, "pl", folders))
    found = unreviewed(folders, "pl")
    catalogue = load_catalogue("pl", folders)
    texts = {catalogue.entries[key].text for key in catalogue.unreviewed(catalogue.entries)}
    assert found <= texts, "a text that was reviewed in one place is no sign of another"
    assert truth_of(loaded, "pl", folders).is_draft == (outline.draft is not None)
    assert bool(found) == (change not in (nothing, header_alone))


@pytest.mark.more
def test_proof_finds_a_sentence_that_nobody_reviewed_when_the_maker_forgets_the_mark(
    own: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = tmp_path / "uit"
    build(output, "nationaal", languages=("pl",), products=CARD, sources=[own])
    assert proof(output, own, capsys) == []
    edit(own, OLD, NEW)

    found = proof(output, own, capsys)
    assert says(found, "concept", "Het merk CONCEPT ontbreekt", page=1)
    told = [one["detail"] for one in found if one["kind"] == "concept"]
    assert all(NEW in detail for detail in told)


@pytest.mark.parametrize("product", ["leaflet", "handout"])
def test_a_translation_of_which_a_part_is_left_says_how_much(
    product: str, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proof counts what is printed, and what of that nobody reviewed, by itself."""
    edit(own, OLD, NEW)
    output = tmp_path / "uit"
    build(output, "nationaal", languages=("pl",), products=(product,), sources=[own])
    assert proof(output, own, capsys) == []


def test_the_mark_on_what_is_reviewed_is_a_fault_too(own: Path) -> None:
    truth = truth_of(load("nationaal", SHIPPED), "pl", [SHIPPED, own])
    assert not truth.is_draft
    mark = Block("CONCEPT", "CONCEPT", at=Spot(1, "voorkant"))
    paper = PRODUCT.files[FILE]
    assert paper
    (fault,) = draft.marks([mark], paper, truth)
    assert "maar de vertaling is nagekeken" in fault.what
