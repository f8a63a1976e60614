"""The slides as a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products.contract import File, Product

if TYPE_CHECKING:
    from wegwijs.layouts.content.omissions import Omission
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.slides.render import render_slides

    return render_slides(outline, theme)


def _omissions(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    from wegwijs.layouts.content.further import further

    return further(outline)


def _screen() -> Screen:
    from wegwijs.layouts.products.slides.screen import SCREEN

    return SCREEN


SLIDES = Product(
    id="slides",
    dutch="dia's",
    aliases=("dias", "dia", "presentatie", "powerpoint", "pptx"),
    about="PowerPoint. Voor een workshop, met notities voor de trainer.",
    files=(
        File(
            "slides.pptx",
            _render,
            dutch="Dia's",
            use="PowerPoint: laten zien in een workshop",
            title="Dia",
            published="dias",
        ),
    ),
    labels=(
        "slides_welcome",
        "slides_choose",
        "slides_back",
        "slides_scan",
        "slides_ask",
        "slides_practise",
        "slides_fill_in",
        "slides_checked",
    ),
    omissions=_omissions,
    screen=_screen,
    printed=False,
    standard=False,
    states=("checks",),
)
