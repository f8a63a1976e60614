"""The print instructions as a product: they accompany every printed product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products.contract import File, Picture, Product
from wegwijs.layouts.products.print_instructions.paper import HEIGHT, WIDTH

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.print_instructions.render import render_print_instructions

    return render_print_instructions(outline, theme, profile)


PRINT_INSTRUCTIONS = Product(
    id="print-instructions",
    dutch="printinstructie",
    aliases=("printinstructie", "printinstructies", "vouwinstructie"),
    files=(
        File(
            "print-instructions.pdf",
            _render,
            dutch="Blad voor wie print",
            use="Hoe u print, vouwt en snijdt",
            size=(WIDTH, HEIGHT),
            pages=(Picture("print-instructions-1", "Printinstructie"),),
            profiles=("office", "press"),
            published="printen",
        ),
    ),
    printed=False,
    selectable=False,
)
