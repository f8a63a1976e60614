"""Stills as a product."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wegwijs.layouts.products import guides
from wegwijs.layouts.products.contract import File, Guides, Overfull, Picture, Product, Renderer
from wegwijs.layouts.products.on_screen.shapes import SHAPES, SQUARE, TALL, WIDE, Shape

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.overflow import DoesNotFit
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme

# What each is called, what it is for, and the end of its name on a website.
_WORDS = {
    WIDE: ("Beeld, liggend", "Voor een scherm of televisie", "scherm-liggend"),
    TALL: ("Beeld, staand", "Voor een staand scherm", "scherm-staand"),
    SQUARE: ("Beeld, vierkant", "Voor een bericht", "bericht"),
}


def _render(shape: Shape) -> Renderer:
    def render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
        from wegwijs.layouts.products.on_screen.render import render_still

        return render_still(outline, theme, shape)

    return render


def _overfull(shape: Shape) -> Overfull:
    def render(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
        from wegwijs.layouts.products.on_screen.render import render_overfull

        return render_overfull(outline, theme, error, shape)

    return render


def _guides(shape: Shape) -> Callable[[int, bool], Guides]:
    width, height = shape.size
    return lambda page, rtl: guides.flat(width, height, shape.head.x)


def _screen() -> Screen:
    from wegwijs.layouts.products.on_screen.screen import SCREEN

    return SCREEN


def _file(shape: Shape) -> File:
    dutch, use, published = _WORDS[shape]
    return File(
        shape.file,
        _render(shape),
        dutch=dutch,
        use=use,
        size=shape.size,
        pages=(Picture(shape.id, dutch),),
        guides=_guides(shape),
        overfull=_overfull(shape),
        published=published,
        pictures=shape.id,
        dated=True,
    )


ON_SCREEN = Product(
    id="screen",
    dutch="beeldscherm",
    aliases=("beeld", "scherm", "screens"),
    about="PNG. Voor een scherm in de hal, en voor een bericht.",
    files=tuple(map(_file, SHAPES)),
    labels=("screen_scan",),
    screen=_screen,
    printed=False,
    standard=False,
    states=("published",),
)
