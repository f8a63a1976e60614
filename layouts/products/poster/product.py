"""The poster as a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products import guides
from wegwijs.layouts.products.contract import File, Guides, Offer, Picture, Product
from wegwijs.layouts.products.poster.paper import EDGE, HEIGHT, LARGE_HEIGHT, LARGE_WIDTH, WIDTH

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.overflow import DoesNotFit
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.print_instructions.brief import PrintPart
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.poster.render import render_poster

    return render_poster(outline, theme, profile, large=False)


def _render_large(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.poster.render import render_poster

    return render_poster(outline, theme, profile, large=True)


def _overfull(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    from wegwijs.layouts.products.poster.render import render_overfull

    return render_overfull(outline, theme, error, large=False)


def _overfull_large(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    from wegwijs.layouts.products.poster.render import render_overfull

    return render_overfull(outline, theme, error, large=True)


def _print_part() -> PrintPart:
    from wegwijs.layouts.products.poster.print_part import PRINT_PART

    return PRINT_PART


def _screen() -> Screen:
    from wegwijs.layouts.products.poster.screen import SCREEN

    return SCREEN


def _guides(page: int, rtl: bool) -> Guides:
    return guides.flat(WIDTH, HEIGHT, EDGE)


def _large_guides(page: int, rtl: bool) -> Guides:
    return guides.flat(LARGE_WIDTH, LARGE_HEIGHT, EDGE)


POSTER = Product(
    id="poster",
    dutch="poster",
    aliases=("posters", "affiche", "affiches"),
    about="PDF, A4 en A3. Voor aan de muur.",
    files=(
        File(
            "poster-a4.pdf",
            _render,
            dutch="Poster, A4",
            use="Voor uw eigen printer",
            size=(WIDTH, HEIGHT),
            pages=(Picture("poster-a4", "Poster, A4"),),
            guides=_guides,
            profiles=("office", "press"),
            overfull=_overfull,
            offer=Offer("web_poster", "web_poster_kind", 6),
            published="poster-a4",
        ),
        File(
            "poster-a3.pdf",
            _render_large,
            dutch="Poster, A3",
            use="Voor een grote printer, of de drukker",
            size=(LARGE_WIDTH, LARGE_HEIGHT),
            pages=(Picture("poster-a3", "Poster, A3"),),
            guides=_large_guides,
            profiles=("office", "press"),
            overfull=_overfull_large,
            published="poster-a3",
        ),
    ),
    labels=("poster_languages",),
    print_part=_print_part,
    screen=_screen,
    standard=False,
    states=("published",),
)
