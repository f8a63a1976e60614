"""Proof takes nothing from the maker: whatever the outline builder or a renderer gets wrong is found.

Each mistake is in a real document, drawn in full; the data are as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import wegwijs.layouts.content.outline_builder as builder
from tests.conftest import in_part
from tests.proof.first_finding import first_finding
from tests.proof.judging import stored
from tests.proof.mutants import HANDOUT, LEAFLET, MUTANTS, NATIONAL, TOWN, UNKNOWN, Mutant
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.judge import judge

RENDERERS = {name: file.render for name, file in FILES_BY_NAME.items()}
CASES = [(mutant, file) for mutant in MUTANTS for file in mutant.files]
Asked = Callable[[Outline, str, str, str], Case]


@cache
def outline_of(edition: str, language: str) -> Outline:
    return build_outline(pack_in(language, edition))


@pytest.fixture
def asked(theme: Theme, tmp_path: Path) -> Asked:
    """A document drawn from an outline, for proof."""

    def asked(outline: Outline, file: str, edition: str, language: str) -> Case:
        truth = truth_in(language, edition)
        path = tmp_path / stored(file, truth)
        path.write_bytes(RENDERERS[file](outline, theme.for_outline(outline), Profile.OFFICE))
        name = f"{edition}/{language}/{path.name}"
        return Case(name, name, path, truth, Profile.OFFICE.value, rules=False)

    return asked


@pytest.mark.parametrize(
    "case", in_part(CASES, one_in=18), ids=lambda case: f"{case[0].name}-{case[1]}"
)
def test_a_mistake_of_the_maker_is_found(case: tuple[Mutant, str], asked: Asked) -> None:
    mutant, file = case
    wrong = mutant.change(outline_of(mutant.edition, mutant.language))
    assert first_finding(asked(wrong, file, mutant.edition, mutant.language))


@pytest.mark.parametrize(
    "case",
    in_part(sorted({(m.edition, m.language, file) for m, file in CASES}), one_in=12),
    ids=str,
)
def test_the_same_without_a_mistake_has_no_findings(
    case: tuple[str, str, str], asked: Asked
) -> None:
    edition, language, file = case
    assert judge(asked(outline_of(edition, language), file, edition, language)).findings == []


def test_there_are_mistakes_in_every_product() -> None:
    assert len(MUTANTS) >= 30
    assert not UNKNOWN
    assert {file for _, file in CASES} == set(RENDERERS)


@pytest.mark.parametrize("file", in_part([HANDOUT, LEAFLET]))
def test_a_slip_in_the_outline_builder_itself(
    file: str, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every organisation gets the number of the first, as it did while nobody saw it."""
    real = builder.build_outline

    def everybody_the_first(pack, *more):
        first = next(one for one in pack.organisations if one.phone)
        organisations = tuple(
            one.model_copy(update={"phone": first.phone}) if one.phone else one
            for one in pack.organisations
        )
        return real(pack.model_copy(update={"organisations": organisations}), *more)

    monkeypatch.setattr(builder, "build_outline", everybody_the_first)
    for edition in (NATIONAL, TOWN):
        wrong = builder.build_outline(pack_in("nl", edition))
        found = judge(asked(wrong, file, edition, "nl")).findings
        said = [one.what for one in found if one.kind == "contact"]
        assert any("088 20 80 080 staat niet bij Landelijk Steunpunt" in what for what in said)
