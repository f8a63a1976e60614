"""A product that the program does not have: a notice for the wall, made up by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products.contract import File, Picture, Product

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.print_instructions.brief import PrintPart
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.banner.render import render_banner

    return render_banner(outline, theme)


def _print_part() -> PrintPart:
    from wegwijs.layouts.products.banner.render import PRINT_PART

    return PRINT_PART


BANNER = Product(
    id="banner",
    dutch="spandoek",
    aliases=("spandoeken", "wandbord"),
    files=(
        File(
            "banner.pdf",
            _render,
            size=(210.0, 297.0),
            pages=(Picture("banner-1", "Spandoek"),),
        ),
    ),
    labels=("banner_where",),
    print_part=_print_part,
)
