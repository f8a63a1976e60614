"""The Word handout as a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products.contract import File, Offer, Product

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.print_instructions.brief import PrintPart
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.handout.render import render_handout

    return render_handout(outline, theme)


def _print_part() -> PrintPart:
    from wegwijs.layouts.products.handout.print_part import PRINT_PART

    return PRINT_PART


def _screen() -> Screen:
    from wegwijs.layouts.products.handout.screen import SCREEN

    return SCREEN


HANDOUT = Product(
    id="handout",
    dutch="hand-out",
    aliases=("hand-out", "hand-outs", "uitdeelblad"),
    about="Word. Voor een workshop; u kunt erin typen.",
    files=(
        File(
            "handout.docx",
            _render,
            dutch="Hand-out",
            use="Word: datum en naam invullen",
            title="Hand-out",
            offer=Offer("handout_kind", "web_handout_kind", 3),
            published="hand-out",
        ),
    ),
    labels=(
        "handout_place",
        "handout_kind",
        "handout_workshop",
        "handout_lead",
        "handout_date",
        "handout_trainer",
        "handout_audience",
        "handout_organisation",
        "handout_own_contact",
    ),
    print_part=_print_part,
    screen=_screen,
    printed=False,
)
