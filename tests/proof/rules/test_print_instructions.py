"""Proof of the print instructions: a drawing or a word that would send somebody wrong is named."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec import structs
from msgspec.structs import replace

import wegwijs.layouts.products.leaflet.drawing
from tests.conftest import in_more
from tests.proof import faults
from tests.proof.test_proof import outline_of
from tests.proof.truths import pack_in, truth_in, with_edition
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.memory import forget
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.leaflet import print_part
from wegwijs.layouts.products.leaflet.paper import FOLDS
from wegwijs.layouts.products.leaflet.render import Plan
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge

SHEET = "print-instructions.pdf"
Proof = Callable[..., list[Finding]]


@pytest.fixture(autouse=True)
def _no_memory() -> Iterator[None]:
    """What a spoiled layout draws is not remembered for another test."""
    forget()
    yield
    forget()


@pytest.fixture
def proof(theme: Theme, tmp_path: Path) -> Proof:
    """Judges a sheet beside the leaflet; ``drawn`` is the outline that the sheet is made from."""

    def proof(
        truth: Truth,
        *,
        drawn: Outline | None = None,
        leaflet: Outline | None = None,
        profile: Profile = Profile.OFFICE,
        plant: Callable[[bytes], bytes] = lambda data: data,
    ) -> list[Finding]:
        outline = build_outline(truth.pack)
        own = theme.for_outline(outline)
        for name, made in (
            ("leaflet.pdf", leaflet or outline),
            (SHEET, drawn or outline),
        ):
            data = FILES_BY_NAME[name].render(made, own, profile)
            (tmp_path / name).write_bytes(plant(data) if name == SHEET else data)
        case = Case("x/nl/print-instructions", f"x/nl/{SHEET}", tmp_path / SHEET, truth)
        return judge(dataclasses.replace(case, profile=profile.value)).findings

    return proof


def noted(outline: Outline, **changes: Any) -> Outline:
    """An outline with other words for who prints."""
    notes = outline.printing.notes.model_copy(update=changes)
    return replace(outline, printing=replace(outline.printing, notes=notes))


def kinds(found: list[Finding]) -> set[str]:
    return {one.kind for one in found}


def told(found: list[Finding], kind: str, words: str) -> bool:
    return any(one.kind == kind and words in one.what for one in found)


@pytest.mark.parametrize(
    ("language", "profile"),
    [
        ("nl", Profile.OFFICE),
        ("ar", Profile.PRESS),
        *in_more(
            ("nl", Profile.PRESS),
            ("ar", Profile.OFFICE),
            ("uk", Profile.OFFICE),
            ("uk", Profile.PRESS),
        ),
    ],
)
def test_a_sheet_that_is_right_has_no_findings(language: str, profile: Profile, proof: Proof):
    assert proof(truth_in(language), profile=profile) == []


def test_a_panel_without_organisations_is_drawn_empty(proof: Proof):
    """Who chooses a few organisations has a sheet that is right as well."""
    few = with_edition(pack_in(), organisations=("politie", "gemeente"))
    assert proof(Truth(few)) == []


def test_a_heading_that_another_language_writes_alike_is_dutch(proof: Proof):
    """The sheet is Dutch in every language: "Poster" is no English there."""
    english = truth_in("en")
    asked = with_edition(english.pack, products=("leaflet", "poster"))
    assert proof(dataclasses.replace(english, pack=asked)) == []


def test_a_heading_that_is_the_same_in_plain_dutch_is_drawn_once(proof: Proof):
    assert proof(truth_in("nl-x-a2")) == []


def shown(*folds: float) -> str:
    return " en ".join(f"{fold:g}".replace(".", ",") for fold in folds)


def test_a_drawing_that_is_not_mirrored_with_its_leaflet(proof: Proof):
    outline = outline_of("ar")
    found = proof(truth_in("ar"), drawn=replace(outline, direction="ltr"))
    assert told(
        found, "drawing", f"De getekende vouwen liggen op {shown(*FOLDS[0])} mm, in de folder op"
    )
    assert told(found, "drawing", "De tekening van flap is anders dan dat paneel in de folder.")
    assert told(found, "text", "Het smalle deel ligt links."), "the sheet says that it is right"


def test_folds_that_are_drawn_elsewhere(proof: Proof, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        wegwijs.layouts.products.leaflet.drawing,
        "folds_of",
        lambda page, rtl: (FOLDS[page][0] - 4, FOLDS[page][1]),
    )
    found = proof(truth_in())
    first, second = FOLDS[0]
    assert told(found, "drawing", f"De getekende vouwen liggen op {shown(first - 4, second)} mm")
    assert kinds(found) == {"drawing"}


def test_groups_that_are_drawn_on_each_others_panel(proof: Proof, monkeypatch: pytest.MonkeyPatch):
    real = print_part.plan_of

    def exchanged(outline: Outline, theme: Theme) -> Plan:
        plan = real(outline, theme)
        one, other = plan.groups["inside 1"], plan.groups["inside 2"]
        return structs.replace(plan, groups={**plan.groups, "inside 1": other, "inside 2": one})

    monkeypatch.setattr(print_part, "plan_of", exchanged)
    found = proof(truth_in())
    assert {one.what for one in found} == {
        f"De tekening van binnenkant, paneel {number} is anders dan dat paneel in de folder."
        for number in (1, 2)
    }


def test_a_leaflet_beside_it_that_is_of_a_former_time(proof: Proof):
    """The sheet is as the data have it, but whoever folds this leaflet is misled."""
    outline = outline_of()
    first, second, *others = outline.groups
    former = replace(outline, groups=(second, first, *others))
    found = proof(truth_in(), leaflet=former)
    assert told(found, "drawing", "De tekening van binnenkant, paneel 1 is anders")


def test_the_edge_to_turn_over_is_never_the_other_one(proof: Proof):
    outline = outline_of()
    edges = outline.printing.notes.edges
    turned = edges.model_copy(update={"short": edges.long, "long": edges.short})
    found = proof(truth_in(), drawn=noted(outline, edges=turned))
    assert told(
        found, "text", 'Bij de folder ontbreekt deze tekst: "dubbelzijdig, omslaan langs de korte'
    )
    assert told(
        found, "text", 'Bij het kaartje ontbreekt deze tekst: "dubbelzijdig, omslaan langs de lange'
    )


def test_a_day_of_checking_that_is_not_that_of_the_data(proof: Proof):
    outline = outline_of()
    later = replace(outline.printing, checked=outline.printing.edition)
    found = proof(truth_in(), drawn=replace(outline, printing=later))
    assert told(found, "text", "Gegevens gecontroleerd op 23")


def test_a_part_of_a_product_that_is_not_made(proof: Proof):
    less = with_edition(pack_in(), products=("leaflet",))
    found = proof(Truth(less), drawn=outline_of())
    assert told(found, "text", "een tekst die daar niet hoort")
    found = proof(truth_in(), drawn=build_outline(less))
    assert told(found, "text", "Dit ontbreekt: het kaartje")


def test_a_sheet_that_a_screen_reader_reads_as_arabic(proof: Proof):
    def other_language(data: bytes) -> bytes:
        return faults.changed(data, lambda pdf: setattr(pdf.Root, "Lang", pikepdf.String("ar")))

    found = proof(truth_in("ar"), plant=other_language)
    assert told(found, "language", "De taal van het document is ar, dat moet nl zijn.")
