"""A check that fails itself is a bug of this program: it is told as one, its file does not count as
judged, and what the other checks find is told all the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import generate
import wegwijs.commands.proof
import wegwijs.proof.rules.chapters
import wegwijs.proof.rules.copying
import wegwijs.proof.rules.drawing
import wegwijs.proof.rules.outlines
import wegwijs.proof.rules.owners
import wegwijs.proof.rules.signs
import wegwijs.proof.texts
from tests.press.conftest import TODAY, House
from tests.proof import faults
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge
from wegwijs.proof.output_check import one_by_one

CARD, HANDOUT, PRINT = "pocket-card.pdf", "handout.docx", "print-instructions.pdf"
RENDERERS = {name: file.render for name, file in FILES_BY_NAME.items()}
DAMAGED = "beschadigd"
Judged = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def made(theme: Theme) -> dict[str, bytes]:
    outline = build_outline(pack_in())
    return {file: RENDERERS[file](outline, theme, Profile.OFFICE) for file in RENDERERS}


@pytest.fixture
def judged(made: dict[str, bytes], tmp_path: Path) -> Judged:
    """What is found in a document, after a change in its bytes."""

    def judged(file: str, change: Callable[[bytes], bytes] = bytes, **more: Any) -> list[Finding]:
        for name, data in made.items():
            (tmp_path / name).write_bytes(change(data) if name == file else data)
        case = Case(f"x/nl/{file}", f"x/nl/{file}", tmp_path / file, truth_in(), "office", **more)
        return judge(case).findings

    return judged


def broken(*_: object, **__: object) -> Any:
    raise TypeError("a slip of ours")


def other_publisher(data: bytes) -> bytes:
    return faults.changed(data, lambda pdf: pdf.docinfo.__setitem__("/Author", "Elders"))


def other_author(data: bytes) -> bytes:
    return faults.part(
        data, "docProps/core.xml", lambda xml: xml.replace(b"<dc:creator>", b"<dc:creator>x")
    )


def other_number(data: bytes) -> bytes:
    return faults.body(data, ">0900-8844<", ">0900-8854<")


CASES: dict[str, tuple[str, object, str, Callable[[bytes], bytes], str, dict[str, Any]]] = {
    "a rule": (CARD, wegwijs.proof.rules.copying, "lost_in_copying", other_publisher, "properties", {}),
    "a rule of Word": (HANDOUT, wegwijs.proof.rules.signs, "numerals", other_author, "properties", {}),
    "what all rules need": (CARD, wegwijs.proof.rules.chapters, "chapters", other_publisher, "properties", {}),
    "a reader of fonts": (CARD, wegwijs.proof.rules.outlines, "is_whole", other_publisher, "properties", {}),
    "a rule for edited files": (HANDOUT, wegwijs.proof.rules.filled_in, "_numerals", other_number, "contact", {"edited": True}),
    "a rule on a file beside it": (PRINT, wegwijs.proof.rules.drawing, "_known_by", other_publisher, "properties", {}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_rule_that_fails_is_a_bug_and_hides_no_other_finding(
    case: tuple[Any, ...], judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, module, name, fault, kind, more = case
    monkeypatch.setattr(module, name, broken)
    found = judged(file, fault, rules=False, **more)
    bugs = [one for one in found if one.kind == "bug"]
    assert {one.detail for one in bugs} == {"TypeError('a slip of ours')"}
    assert "fout in dit programma, niet in uw bestand" in bugs[0].what
    assert "niet helemaal nagekeken" in bugs[0].what
    assert "Meld dit aan de maker" in bugs[0].todo
    assert kind in {one.kind for one in found}
    assert not any(DAMAGED in one.what for one in found)


def test_what_a_rule_found_before_it_failed_is_kept(
    judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rule(*_: object) -> Any:
        yield Finding("numeral", "Een cijfer klopt niet.")
        raise KeyError("x")

    monkeypatch.setattr(wegwijs.proof.rules.signs, "numerals", rule)
    found = judged(CARD, rules=False)
    assert [one.kind for one in found] == ["numeral", "bug"]


def objects_of_other_types(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums = 7
    pdf.Root.ViewerPreferences = pikepdf.Array([1])
    pdf.pages[0].obj.Resources.Font = pikepdf.String("x")


ODD: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "objects of other types": (CARD, lambda data: faults.changed(data, objects_of_other_types)),
    "a size that is no number": (
        HANDOUT,
        lambda data: faults.part(
            data, "word/document.xml", lambda xml: xml.replace(b'w:w="11906"', b'w:w="breed"')
        ),
    ),
    "a picture without properties": (
        HANDOUT,
        lambda data: faults.part(
            data, "word/document.xml", lambda xml: xml.replace(b"wp:docPr", b"wp:docpr")
        ),
    ),
}


@pytest.mark.parametrize("case", ODD.values(), ids=ODD)
def test_a_damaged_file_is_no_bug(case: tuple[Any, ...], judged: Judged) -> None:
    file, change = case
    found = judged(file, change, rules=False)
    assert any(one.kind == "file" and DAMAGED in one.what for one in found), found
    assert "bug" not in {one.kind for one in found}


def test_the_command_tells_that_the_check_failed_and_ends_as_a_bug(
    house: House,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wegwijs.proof.texts.contacts, "misprints", broken)
    monkeypatch.setattr(  # in this process, where the rule fails
        wegwijs.commands.proof, "in_processes", lambda do, cases, jobs: one_by_one(do, cases)
    )
    report = tmp_path / "verslag.html"
    order = ["proof", str(house.output), "--sources", str(house.sources), "--edition", "aa"]
    order += ["--today", TODAY.isoformat(), "--pdf-judge", "page-validation"]
    assert generate.main([*order, "--report", str(report), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert "aa/nl/pocket-card.pdf" in told["unjudged"]
    assert {one["kind"] for one in told["findings"]} == {"bug"}
    page = report.read_text("utf-8")
    assert "het nakijken zelf misgegaan, door een fout in dit programma" in page
    assert "Druk dit nog niet." in page
    assert "TypeError, tests/" in page  # where it went wrong
    assert "Er is iets mis" not in page
