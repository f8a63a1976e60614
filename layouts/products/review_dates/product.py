"""The review dates: a calendar, made on request only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products.contract import File, Product

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.review_dates.render import render_calendar

    return render_calendar(outline)


def _screen() -> Screen:
    from wegwijs.layouts.products.review_dates.screen import SCREEN

    return SCREEN


REVIEW_DATES = Product(
    id="review-dates",
    dutch="nakijkdagen",
    aliases=("review", "agenda", "nakijken", "ics"),
    about="Agenda. Wanneer u welke gegevens weer nakijkt.",
    files=(
        File(
            "review.ics",
            _render,
            dutch="Nakijkdagen",
            use="Openen in uw agenda",
            title="Nakijkdagen",
        ),
    ),
    screen=_screen,
    printed=False,
    standard=False,
    states=("checks",),
)
