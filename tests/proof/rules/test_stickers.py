"""Planted faults in the stickers: what a slip in their layout would do to whoever sticks them on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from tests.conftest import in_part
from tests.layouts.products.stickers.test_stickers import SMALL, WIDE, judged, on, stickers
from tests.proof.mutants import LSE, called, entry
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.products.stickers import blocks, layout, nodes, paper, render
from wegwijs.layouts.products.stickers.layout import FITS
from wegwijs.layouts.products.stickers.render import render_stickers
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.sheets import SHEETS
from wegwijs.sources.values import Phone

Patch = Callable[[pytest.MonkeyPatch], Any]


@dataclass(frozen=True)
class Fault:
    """A slip, and the kind of finding that names it."""

    name: str
    kind: str
    says: str
    patch: Patch | None = None
    styles: tuple[tuple[str, float], ...] = ()
    change: Callable[[Outline], Outline] | None = None
    each: str = "row"


def instead(owner: object, name: str, value: object) -> Patch:
    return lambda monkeypatch: monkeypatch.setattr(owner, name, value)


def nothing(*_args: object, **_more: object) -> float:
    return 0.0


def other_sheet(**measures: float) -> Callable[[Outline], Outline]:
    """The labels are measured wrong by the maker."""

    def change(outline: Outline) -> Outline:
        sheet = structs.replace(SHEETS[SMALL], **measures)
        return structs.replace(outline, stickers=structs.replace(outline.stickers, sheet=sheet))

    return change


def small_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Panel.qr
    monkeypatch.setattr(Panel, "qr", lambda *given: real(*given, module=0.45))


def a_code_too_high(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Panel.qr
    monkeypatch.setattr(
        Panel,
        "qr",
        lambda self, section, code, alt, x, y: real(self, section, code, alt, x, y - 1.2),
    )


def numerals_one_up(monkeypatch: pytest.MonkeyPatch) -> None:
    real = nodes.sticker_of
    monkeypatch.setattr(
        nodes, "sticker_of", lambda one: structs.replace(real(one), numeral=one.numeral + 1)
    )


def a_copy_less(monkeypatch: pytest.MonkeyPatch) -> None:
    real = paper.further
    monkeypatch.setattr(render, "further", lambda said: list(real(said))[:-1])
    render._pages.cache_clear()


def copies_too_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second and third column are a millimetre too far to the right."""
    real = render.Place
    monkeypatch.setattr(
        render, "Place", lambda right, up: real(right + (2.9 if right > 10 else 0.0), up)
    )
    render._pages.cache_clear()


def another_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what somebody may think, not when to call."""
    real = nodes.sticker_of
    monkeypatch.setattr(
        nodes,
        "sticker_of",
        lambda one: structs.replace(real(one), text=one.situation, brief=one.situation),
    )


def no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    real = nodes.sticker_of
    monkeypatch.setattr(nodes, "sticker_of", lambda one: structs.replace(real(one), address=None))


FAULTS = (
    Fault("numbers of 15 pt", "sign", "16 is het minste", styles=(("sticker-number", 15.0),)),
    Fault("text of 8 pt", "type", "Te klein is", styles=(("sticker-body", 8.0),)),
    Fault("a name of 8 pt", "type", "Te klein is", styles=(("sticker-name", 8.0),)),
    Fault("modules of 0.45 mm", "qr-size", "is klein", small_codes),
    Fault("a code too near to its sign", "qr-quiet", "te weinig wit", a_code_too_high),
    Fault("no code", "qr", "is er niet", instead(Panel, "qr", nothing)),
    Fault("no head on a sign", "arrow", "staat niet op een pijl", instead(Panel, "sign_in", nothing)),
    Fault("no colour behind a number", "sign", "ontbreekt de kleur", instead(Panel, "_accent", lambda self, accent: "1")),
    Fault("nothing to write on", "sign", "geen lijn om op te schrijven", instead(Panel, "dots", nothing)),
    Fault("another numeral", "numeral", "dat moet 1 zijn", numerals_one_up),
    Fault("the number of another", "contact", "088 20 80 080 staat niet", change=called(LSE, Phone("0800-7000", "tel:08007000"))),
    Fault("the name of another", "text", "ontbreekt", change=entry(LSE, title=Words.dutch("Meld Misdaad Anoniem (M.)"))),
    Fault("another text", "text", "ontbreekt", another_text),
    Fault("no address", "contact", "politie.nl staat niet", no_address),
    Fault("labels 3 mm too far to the left", "margin", "Te dicht bij de rand", change=other_sheet(left=4.21)),
    Fault("labels a millimetre too high", "margin", "Over de vouw of de rand", change=other_sheet(down=37.1)),
    Fault("columns too close", "margin", "Te dicht bij de rand", change=other_sheet(across=63.5)),
    Fault("copies too far", "copy", "Dit etiket is anders dan het eerste", copies_too_far),
    Fault("a label less", "copy", "Dit etiket is anders dan het eerste", a_copy_less),
    Fault("a label less on a whole sheet", "copy", "Dit etiket is anders", a_copy_less, each="sheet"),
    Fault("no padding", "margin", "Te dicht bij de rand", instead(layout, "PADDING", 2.0)),
    Fault("another sheet", "margin", "", change=lambda o: structs.replace(o, stickers=structs.replace(o.stickers, sheet=SHEETS[WIDE]))),
)  # fmt: skip


@pytest.mark.parametrize("fault", in_part(FAULTS, one_in=6), ids=lambda fault: fault.name)
def test_a_slip_of_the_layout_is_found_and_named(
    fault: Fault, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline, truth = on(SMALL, fault.each, "nationaal", "nl")
    outline = fault.change(outline) if fault.change else outline
    look = theme.for_outline(outline)
    sizes = {name: look.styles[name]._replace(size=size) for name, size in fault.styles}
    # A scale of its own, so that nothing that was drawn before is found again.
    look = replace(look, scale=structs.replace(look.scale, styles={**look.styles, **sizes}))
    if fault.patch:
        fault.patch(monkeypatch)
    try:
        data = render_stickers(outline, look)
    finally:
        render._pages.cache_clear()
    found = judged(data, truth, tmp_path)
    assert any(one.kind == fault.kind and fault.says in one.what for one in found), found


def test_a_draft_on_stickers_is_found(theme: Theme, tmp_path: Path) -> None:
    outline, truth = on(SMALL, "row", "nationaal", "en")
    draft = replace(truth, unread=frozenset({str(outline.entries[0].when)}))
    assert draft.is_draft
    found = judged(stickers(outline, theme), draft, tmp_path)
    assert any(one.kind == "concept" and "ontbreekt" in one.what for one in found), found


def test_there_are_at_least_ten() -> None:
    assert len(FAULTS) >= 10
    assert blocks.Fit() == FITS[0]
