"""Planted faults in the poster: what a slip in its layout would do to somebody who passes by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from pypdfium2 import PdfDocument

from tests.conftest import LANGUAGES, in_part
from tests.layouts.products.poster.test_poster import A3, A4, SITE, WALL
from tests.proof.judging import judged
from tests.proof.mutants import LSE, called
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.poster import blocks, layout, nodes
from wegwijs.layouts.products.poster.render import render_poster
from wegwijs.layouts.typesetting.theme import Theme
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
    language: str = "nl"
    file: str = A4


def instead(owner: object, name: str, value: object) -> Patch:
    return lambda monkeypatch: monkeypatch.setattr(owner, name, value)


def nothing(*_args: object, **_more: object) -> float:
    return 0.0


def other_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code leads to the page of another language."""
    monkeypatch.setattr(nodes, "page_name", lambda language: "wegwijzer-en.html")


def fewer_arms(monkeypatch: pytest.MonkeyPatch) -> None:
    real = nodes.arms_of
    monkeypatch.setattr(nodes, "arms_of", lambda outline, routes: real(outline, routes)[:1])


def names_exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside each number stands the name of the one after it."""
    real = nodes._arms

    def arms(entries):
        for arm in real(entries):
            yield structs.replace(
                arm, name=arm.name and nodes.Words.dutch("Meld Misdaad Anoniem (M.)")
            )

    monkeypatch.setattr(nodes, "_arms", arms)


def numerals_one_up(monkeypatch: pytest.MonkeyPatch) -> None:
    real = nodes._arms
    monkeypatch.setattr(
        nodes,
        "_arms",
        lambda entries: (
            structs.replace(one, numerals=tuple(number + 1 for number in one.numerals))
            for one in real(entries)
        ),
    )


def small_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "CODE", 20.0)


FAULTS = (
    Fault("numbers of 26 pt", "sign", "32 is het minste", styles=(("wall-number", 26.0),)),
    Fault("numbers of 30 pt on A3", "sign", "45 is het minste", styles=(("wall-number", 30.0),), file=A3),
    Fault("a colophon of 8 pt", "type", "Te klein is", styles=(("wall-colophon", 8.0),)),
    Fault("a code of two centimetres", "qr-size", "is klein", small_code),
    Fault("a code too near to its address", "qr-quiet", "te weinig wit", instead(blocks, "QUIET_ZONE", 1)),
    Fault("a code to another language", "qr", "wegwijzer-en.html", other_site),
    Fault("no code", "qr", "is er niet", instead(Panel, "qr", nothing)),
    Fault("the number of another", "contact", "088 20 80 080 staat niet", change=called(LSE, Phone("0800-7000", "tel:08007000"))),
    Fault("the name of another", "text", "ontbreekt deze tekst", names_exchanged),
    Fault("another numeral", "numeral", "dat moet 1 zijn", numerals_one_up),
    Fault("an arm left out", "contact", "14 030 staat niet", fewer_arms),
    Fault("no post", "sign", "De paal ontbreekt", instead(Panel, "box", nothing)),
    Fault("112 over the colophon", "overlap", "staat", instead(layout, "ALERTS", ((262.5, 27.0), (262.5, 25.0)))),
    Fault("no 112", "text", "Dit ontbreekt: 112", instead(blocks, "draw_alert", nothing)),
    Fault("no mark on a draft", "concept", "ontbreekt", instead(blocks, "draw_draft_bar", nothing), language="ar"),
    Fault("a mark without its hatch", "concept", "arcering", instead(Panel, "hatch", nothing), language="ti"),
)  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eigen")
    (folder / "editions").mkdir()
    text = WALL.format(id="muur", kind="municipality", site=SITE)
    (folder / "editions" / "muur.yaml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("fault", in_part(FAULTS, one_in=5), ids=lambda fault: fault.name)
def test_a_slip_of_the_layout_is_found_and_named(
    fault: Fault, own: Path, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = build_outline(pack_in(fault.language, "muur", own))
    outline = fault.change(outline) if fault.change else outline
    look = theme.for_outline(outline)
    sizes = {name: look.styles[name]._replace(size=size) for name, size in fault.styles}
    # A scale of its own, so that nothing that was drawn before is found again.
    look = replace(look, scale=structs.replace(look.scale, styles={**look.styles, **sizes}))
    if fault.patch:
        fault.patch(monkeypatch)
    data = render_poster(outline, look, Profile.OFFICE, large=fault.file == A3)
    found = judged(data, fault.file, tmp_path, fault.language, "muur", own)
    assert any(one.kind == fault.kind and fault.says in one.what for one in found), found


def in_languages(own: Path, folder: Path, codes: Iterable[str]) -> Path:
    """The edition in these languages."""
    there = folder / "veel"
    (there / "editions").mkdir(parents=True)
    text = (own / "editions" / "muur.yaml").read_text("utf-8")
    text = re.sub("languages: .*", f"languages: [{', '.join(codes)}]", text)
    (there / "editions" / "muur.yaml").write_text(text, "utf-8")
    return there


def test_of_more_languages_than_have_room_none_is_named(
    own: Path, theme: Theme, tmp_path: Path
) -> None:
    """The code leads to all of them; half a list would leave readers out."""
    many = in_languages(own, tmp_path, LANGUAGES)
    outline = build_outline(pack_in("nl", "muur", many))
    data = render_poster(outline, theme.for_outline(outline), Profile.OFFICE, large=False)
    assert judged(data, A4, tmp_path, "nl", "muur", many) == []


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_language_with_a_long_name_is_named_on_a_line_of_its_own(
    language: str, own: Path, theme: Theme, tmp_path: Path
) -> None:
    codes = ("nl", "en", "nl-x-a2", "ar", "tr", "pl", "uk", "ti", "de")
    some = in_languages(own, tmp_path, codes)
    outline = build_outline(pack_in(language, "muur", some))
    data = render_poster(outline, theme.for_outline(outline), Profile.OFFICE, large=False)
    with PdfDocument(data) as paper:
        assert "Makkelijk Nederlands" in paper[0].get_textpage().get_text_range()
    assert judged(data, A4, tmp_path, language, "muur", some) == []


def test_there_are_at_least_ten() -> None:
    assert len(FAULTS) >= 10
