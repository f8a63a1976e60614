"""Proof finds what goes wrong below the outline: what is remembered of another edition or language,
gaps and stretches of a plate, links, codes and properties, parts of a Word file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import in_part
from tests.proof.first_finding import first_finding
from tests.proof.judging import stored
from tests.proof.mutants import CARD, HANDOUT, LEAFLET, PRINT, SHEET
from tests.proof.slips import AFTER, BEFORE, SLIPS, Slip
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.memory import forget
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.word.blocks import blocks_of
from wegwijs.proof.case import Case
from wegwijs.proof.judge import judge
from wegwijs.sources.load import SHIPPED, load

CASES = [(slip, file) for slip in SLIPS for file in slip.files]
TOWN = """
edition:
  id: gemeente-{n}
  kind: municipality
  name: {name}
  publisher: gemeente {name}
  contact: wegwijzer@{site}.example
  version: {n}
  date: 2026-11-2{n}
  origin: hulp-bij-radicalisering
  logo: {{file: logo.svg, alt: Logo van {name}}}
  contacts:
    - role: gemeente
      label: Gemeente, openbare orde
      name: {person}
      phone: 030 286 00 0{n}
      email: veilig@{site}.example
      web: https://www.{site}.example/zorgen
      source: voorbeeld
      checked: 2026-11-23
    - role: wijkagent
      label: Wijkagent, via de politie
      name: {officer}
      phone: 0900-8844
      source: politie.nl
      checked: 2026-11-23
    - role: jongerenwerk
      label: Jongerenwerk
      phone: 030 286 11 0{n}
      hours: {{days: workdays, times: 0{n}:00-17:00}}
      source: voorbeeld
      checked: 2026-11-23
"""
TOWNS = (
    {
        "n": 4,
        "name": "Lindewaard",
        "site": "lindewaard",
        "person": "Robin de Vries",
        "officer": "Kim",
    },
    {"n": 5, "name": "Berkenrode", "site": "berkenrode", "person": "Sam de Boer", "officer": "Jo"},
)
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><rect width="100" height="40"'
    ' fill="#035"/><circle cx="20" cy="20" r="12" fill="#fc0"/></svg>'
)
Made = Callable[[Slip | None, str], bytes]
Right = Callable[[str, str, str], bytes]
Asked = Callable[[bytes, str, str, str], Case]


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two towns that differ in all that they say themselves."""
    folder = tmp_path_factory.mktemp("eigen")
    (folder / "editions").mkdir()
    for town in TOWNS:
        file = folder / "editions" / f"gemeente-{town['n']}.yaml"
        file.write_text(TOWN.format(**town), "utf-8")
    (folder / "editions" / "logo.svg").write_text(LOGO, "utf-8")
    return folder


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    """What a slip leaves behind must not reach other tests, nor what they made hide it."""
    forget()
    blocks_of.cache_clear()
    yield
    forget()
    blocks_of.cache_clear()


def outline_of(edition: str, language: str, folder: Path) -> Outline:
    return build_outline(pack_in(language, edition, folder), load(edition, SHIPPED, folder).logo)


@pytest.fixture
def made(towns: Path, theme: Theme) -> Made:
    """The second document of two, made in this process one after the other."""

    def made(slip: Slip | None, file: str) -> bytes:
        render = FILES_BY_NAME[file].render
        languages = (slip.before, slip.language) if slip else ("nl", "nl")
        with pytest.MonkeyPatch.context() as patch:
            if slip:
                slip.plant(patch)
            editions = BEFORE, slip.edition if slip else AFTER
            for edition, language in zip(editions, languages, strict=True):
                outline = outline_of(edition, language, towns)
                data = render(outline, theme.for_outline(outline), Profile.OFFICE)
        return data

    return made


@pytest.fixture(scope="module")
def right(towns: Path, theme: Theme) -> Right:
    """A document without a slip."""

    @cache
    def right(file: str, edition: str, language: str) -> bytes:
        forget()
        blocks_of.cache_clear()
        outline = outline_of(edition, language, towns)
        return FILES_BY_NAME[file].render(outline, theme.for_outline(outline), Profile.OFFICE)

    return right


@pytest.fixture
def asked(towns: Path, tmp_path: Path) -> Asked:
    def asked(data: bytes, file: str, edition: str, language: str) -> Case:
        truth = truth_in(language, edition, towns)
        path = tmp_path / stored(file, truth)
        path.write_bytes(data)
        name = f"{edition}/{language}/{path.name}"
        return Case(name, path.name, path, truth, "office", rules=False)

    return asked


@pytest.mark.parametrize(
    "case", in_part(CASES, one_in=18), ids=lambda case: f"{case[0].name}-{case[1]}"
)
def test_a_slip_below_the_outline_is_found(
    case: tuple[Slip, str], made: Made, asked: Asked, right: Right
) -> None:
    slip, file = case
    data = made(slip, file)
    assert data != right(file, slip.edition, slip.language), "the slip changes nothing"
    assert first_finding(asked(data, file, slip.edition, slip.language))


@pytest.mark.parametrize("file", in_part([LEAFLET, CARD, SHEET, PRINT, HANDOUT], one_in=2))
def test_without_a_slip_nothing_is_found(file: str, made: Made, asked: Asked) -> None:
    assert judge(asked(made(None, file), file, AFTER, "nl")).findings == []


def test_there_are_slips_in_every_file() -> None:
    assert {file for _, file in CASES} == set(FILES_BY_NAME)
