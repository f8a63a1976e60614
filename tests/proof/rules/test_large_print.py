"""Planted faults in large print: what a slip in its layout would do to a reader with poor sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from tests.conftest import in_part
from tests.proof.judging import judged
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.products.large_print import entries, page, units
from wegwijs.layouts.products.large_print.render import render_large_print
from wegwijs.layouts.typesetting.theme import Theme

NAME = "large-print.pdf"
Patch = Callable[[pytest.MonkeyPatch], Any]


@dataclass(frozen=True)
class Fault:
    """A slip, and the kind of finding that names it. ``styles`` are types of another size in pt."""

    name: str
    kind: str
    says: str
    styles: tuple[tuple[str, float], ...] = ()
    patch: Patch | None = None
    language: str = "nl"


def instead(owner: object, name: str, value: object) -> Patch:
    return lambda monkeypatch: monkeypatch.setattr(owner, name, value)


def nothing(*_args: object, **_more: object) -> float:
    return 0.0


def lower_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of an organisation is as high as the heading above it."""
    real = entries.heading
    monkeypatch.setattr(
        entries,
        "heading",
        lambda panel, section, tag, words, style, y: real(panel, section, "H2", words, style, y),
    )


def other_number(monkeypatch: pytest.MonkeyPatch) -> None:
    real = page.numbered
    monkeypatch.setattr(page, "numbered", lambda words, page_, pages: real(words, page_ + 1, pages))


def another_title(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Panel.bookmark
    monkeypatch.setattr(
        Panel, "bookmark", lambda panel, element, words, y: real(panel, element, words + words, y)
    )


def backward(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Panel.arm
    monkeypatch.setattr(
        Panel, "arm", lambda *args, **more: real(*args, **{**more, "backward": True})
    )


def divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the municipality does is on the page after its name."""
    entry, head, later = units._entry, units._head, list[Any]()

    def without_text(unit, brush, y, fit):
        if unit.at != 2 or brush.measuring:
            return entry(unit, brush, y, fit)
        _, goes_on, code_y, _ = brush.block(entries.top, ("entry", 2), y, fit)
        brush.block(entries.code, ("entry", 2), y + code_y)
        later.append((fit, goes_on))
        return y + 100.0

    def with_text(unit, brush, y, fit):
        if later and not brush.measuring:
            brush.block(entries.explanation, ("explained", 2), 160.0, *later.pop())
        return head(unit, brush, y, fit)

    monkeypatch.setitem(units._DRAWN, "entry", without_text)
    monkeypatch.setitem(units._DRAWN, "group", with_text)


FAULTS = (
    Fault("text of 16 pt", "type", "Te klein is", (("large-body", 16.0),)),
    Fault("a foot of 12 pt", "type", "Te klein is", (("large-footer", 12.0),)),
    Fault("a number of 34 pt", "sign", "40 is het minste", (("large-arm", 37.0),), instead(entries, "NUMBER", 34.0)),
    Fault("an arm of 30 pt", "sign", "38 is het minste", (("large-arm", 30.0),)),
    Fault("a number close by of 20 pt", "sign", "Te klein is", (("large-local", 20.0),)),
    Fault("codes as in the leaflet", "qr-size", "is klein", patch=instead(entries, "MODULE", 0.5)),
    Fault("codes without white around them", "qr-quiet", "te weinig wit", patch=instead(entries, "TO_CODE", 0.3)),
    Fault("the number of another page", "foot", "2 van", patch=other_number),
    Fault("no foot", "foot", "staat niets", patch=instead(Panel, "footer", nothing)),
    Fault("no bookmarks", "bookmarks", "mist", patch=instead(Panel, "bookmark", nothing)),
    Fault("bookmarks that say more", "bookmarks", "mist", patch=another_title),
    Fault("a name that is a heading of groups", "heading", "van niveau 2", patch=lower_headings),
    Fault("arms without a post", "sign", "De paal ontbreekt", patch=instead(Panel, "box", nothing)),
    Fault("arms that point back", "arrow", "wijst naar links", patch=backward),
    Fault("an organisation on two pages", "panel", "over 2 panelen verdeeld", patch=divided),
    Fault("no mark on a draft", "concept", "ontbreekt", patch=instead(page, "draw_draft_bar", nothing), language="ar"),
    Fault("a mark without its hatch", "concept", "arcering", patch=instead(Panel, "hatch", nothing), language="ti"),
)  # fmt: skip


@pytest.mark.parametrize("fault", in_part(FAULTS, one_in=5), ids=lambda fault: fault.name)
def test_a_slip_of_the_layout_is_found_and_named(
    fault: Fault, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = build_outline(pack_in(fault.language, "voorbeeld-gemeente"))
    own = theme.for_outline(outline)
    sizes = {name: own.styles[name]._replace(size=size) for name, size in fault.styles}
    # A scale of its own, so that nothing that was drawn before is found again.
    scale = structs.replace(own.scale, styles={**own.styles, **sizes})
    if fault.patch:
        fault.patch(monkeypatch)
    data = render_large_print(outline, replace(own, scale=scale))
    found = judged(data, NAME, tmp_path, fault.language, "voorbeeld-gemeente")
    assert any(one.kind == fault.kind and fault.says in one.what for one in found), found


def test_there_are_at_least_ten() -> None:
    assert len(FAULTS) >= 10
