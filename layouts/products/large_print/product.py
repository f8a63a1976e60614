"""The leaflet in large print as a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products import guides
from wegwijs.layouts.products.contract import File, Guides, Offer, Product
from wegwijs.layouts.products.large_print.paper import EDGE, HEIGHT, WIDTH

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.overflow import DoesNotFit
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.print_instructions.brief import PrintPart
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.large_print.render import render_large_print

    return render_large_print(outline, theme)


def _overfull(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    from wegwijs.layouts.products.large_print.render import render_overfull

    return render_overfull(outline, theme, error)


def _print_part() -> PrintPart:
    from wegwijs.layouts.products.large_print.print_part import PRINT_PART

    return PRINT_PART


def _screen() -> Screen:
    from wegwijs.layouts.products.large_print.screen import SCREEN

    return SCREEN


def _guides(page: int, rtl: bool) -> Guides:
    return guides.flat(WIDTH, HEIGHT, EDGE)


LARGE_PRINT = Product(
    id="large-print",
    dutch="folder in grote letters",
    aliases=("grote-letters", "groteletters", "grootletter", "largeprint"),
    about="PDF, A4, letters van 18 punt of meer. Voor wie niet goed ziet.",
    files=(
        File(
            "large-print.pdf",
            _render,
            dutch="Folder in grote letters",
            use="Dubbelzijdig printen, met één nietje",
            size=(WIDTH, HEIGHT),
            title="Grote letters",
            guides=_guides,
            overfull=_overfull,
            offer=Offer("web_large_print", "web_large_print_kind", 2),
            published="grote-letters",
        ),
    ),
    labels=("large_print", "page_of"),
    print_part=_print_part,
    screen=_screen,
    standard=False,
)
