"""The stickers as a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products import guides
from wegwijs.layouts.products.contract import File, Guides, Offset, Product
from wegwijs.layouts.products.stickers.paper import HEIGHT, WIDTH

if TYPE_CHECKING:
    from wegwijs.layouts.content.omissions import Omission
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.overflow import DoesNotFit
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.print_instructions.brief import PrintPart
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.stickers.render import render_stickers

    return render_stickers(outline, theme)


def _moved(outline: Outline, theme: Theme, offset: Offset) -> bytes:
    from wegwijs.layouts.products.stickers.render import render_stickers

    return render_stickers(outline, theme, offset)


def _overfull(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    from wegwijs.layouts.products.stickers.render import render_overfull

    return render_overfull(outline, theme, error)


def _omissions(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    from wegwijs.layouts.products.stickers.nodes import omissions_of

    return omissions_of(outline)


def _print_part() -> PrintPart:
    from wegwijs.layouts.products.stickers.print_part import PRINT_PART

    return PRINT_PART


def _screen() -> Screen:
    from wegwijs.layouts.products.stickers.screen import SCREEN

    return SCREEN


def _guides(page: int, rtl: bool) -> Guides:
    return guides.flat(WIDTH, HEIGHT)


STICKERS = Product(
    id="stickers",
    dutch="stickers",
    aliases=("sticker", "etiketten", "etiket", "labels"),
    about="PDF, op een vel met etiketten. Niet in een taal die nog concept is.",
    files=(
        File(
            "stickers.pdf",
            _render,
            dutch="Stickers",
            use="Een vel met etiketten, in uw eigen printer",
            size=(WIDTH, HEIGHT),
            title="Stickers",
            guides=_guides,
            overfull=_overfull,
            moved=_moved,
        ),
    ),
    omissions=_omissions,
    print_part=_print_part,
    screen=_screen,
    standard=False,
    drafts=False,
    states=("stickers",),
)
