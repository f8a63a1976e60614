"""What helps a reader without a word: lines to write on, the look of a number to call, the hatch of
a draft mark, the post and the arms of the signpost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import in_part
from tests.proof import faults
from tests.proof.test_proof import outline_of, render
from tests.proof.truths import truth_in
from wegwijs.layouts.pdf.memory import forget
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.products.leaflet import cover, flap
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge

LEAFLET, CARD, PRINT = "leaflet.pdf", "pocket-card.pdf", "print-instructions.pdf"
HANDOUT = "handout.docx"
Said = Callable[..., list[str]]


@pytest.fixture
def said(theme: Theme, tmp_path: Path) -> Iterator[Said]:
    """What proof says of a file, drawn as the layouts are now. Nothing of it is remembered."""

    def said(
        name: str, language: str = "nl", change: Callable[[bytes], bytes] | None = None
    ) -> list[str]:
        path = tmp_path / name
        data = render(outline_of(language), theme, name)
        path.write_bytes(change(data) if change else data)
        case = Case("x/nl/x", f"x/nl/{name}", path, truth_in(language), rules=False)
        found: list[Finding] = judge(case).findings
        return [one.what for one in found]

    forget()
    yield said
    forget()


def nothing(*_: Any, **__: Any) -> None:
    """Draws nothing."""


@pytest.mark.parametrize("case", in_part([(CARD, "ar"), (LEAFLET, "nl"), (LEAFLET, "ar")]))
def test_a_blank_sign_without_a_line_to_write_on(
    case: tuple[str, str], said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Panel, "dots", nothing)
    told = said(*case)
    assert any("is er geen lijn om op te schrijven" in what for what in told), told


def test_a_line_to_write_on_that_is_too_short(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Panel.dots
    monkeypatch.setattr(Panel, "dots", lambda self, x, y, length: real(self, x, y, length / 2))
    assert said(LEAFLET) == ["Bij Uw gemeente is er geen lijn om op te schrijven."]


def test_a_sign_on_the_back_without_room_to_write(said: Said) -> None:
    told = said(LEAFLET, "nl", lambda data: faults.moved(data, "Wijkagent", 0, 5, page=1))
    assert "Op het bord Wijkagent op de achterkant is te weinig plaats om te schrijven." in told


def test_a_sign_on_the_back_that_is_written_on(said: Said) -> None:
    bar = "0 g 400 192 80 1.5 re f"  # pt: over the lower half of a sign
    told = said(LEAFLET, "nl", lambda data: faults.painted_over(data, 1, bar))
    assert any("is te weinig plaats om te schrijven" in what for what in told), told


def test_a_number_on_the_flap_that_looks_like_words(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = flap.arm
    plain = lambda panel, section, route, y: real(panel, section, replace(route, phone=None), y)  # noqa: E731
    monkeypatch.setattr(flap, "arm", plain)
    told = said(LEAFLET)
    assert "Achter 088 20 80 080 ontbreekt de kleur van wat u kunt bellen." in told
    assert "Te klein is 088 20 80 080: niet groter dan de tekst eromheen." in told


@pytest.mark.parametrize("name", in_part([CARD, LEAFLET]))
def test_signs_of_numbers_without_their_colour(
    name: str, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Panel.sign_in
    monkeypatch.setattr(
        Panel, "sign_in", lambda *args, **more: real(*args, **more | {"accent": False})
    )
    assert "Achter 0900-8844 ontbreekt de kleur van wat u kunt bellen." in said(name)


@pytest.mark.parametrize(
    "case",
    in_part(
        [(CARD, "pl"), (LEAFLET, "pl"), (PRINT, "ar"), (LEAFLET, "ar"), (CARD, "ar")], one_in=3
    ),
)
def test_a_draft_mark_without_its_hatch(
    case: tuple[str, str], said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Panel, "hatch", nothing)
    told = said(*case)
    assert "De arcering bij het merk CONCEPT ontbreekt." in told


def test_arms_without_a_post(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Panel, "box", nothing)
    told = said(LEAFLET)
    assert told == ["De paal ontbreekt waar de borden aan hangen."] * 2, "cover and flap"


@pytest.mark.parametrize("case", in_part([("nl", "links"), ("ar", "rechts")]))
def test_arms_of_the_signpost_that_point_the_other_way(
    case: tuple[str, str], said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    language, way = case
    real = cover.signpost_arm
    monkeypatch.setattr(
        cover,
        "signpost_arm",
        lambda panel, listed, arm, y, backward: real(panel, listed, arm, y, not backward),
    )
    told = said(LEAFLET, language)
    assert any(what.startswith(f"Arm 1 van de wegwijzer wijst naar {way}") for what in told), told
    assert len(told) == len(outline_of(language).arms)


_ROW = re.compile(
    rb'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="510" w:hRule="exact"/>.*?</w:tr>'
)


@pytest.mark.parametrize(
    ("part", "change", "left"),
    [
        ("document", lambda xml: _ROW.sub(b"", xml), 0),
        ("document", lambda xml: _ROW.sub(b"", xml, count=1), 7),
        ("document", lambda xml: xml.replace(b'w:val="510" w:hRule', b'w:val="200" w:hRule'), 0),
        (
            "styles",
            lambda xml: re.sub(
                rb'<w:insideH w:val="single"(?=[^L]*$)', b'<w:insideH w:val="nil"', xml
            ),
            0,
        ),
    ],
)
def test_a_handout_without_all_its_lines_to_write_on(
    part: str, change: Callable[[bytes], bytes], left: int, said: Said
) -> None:
    told = said(HANDOUT, change=lambda data: faults.part(data, f"word/{part}.xml", change))
    what = f'Bij "Notities" staan {left} lijnen om op te schrijven, dat moeten er 8 zijn.'
    assert what in told, told
