"""How the poster is shown on a screen."""

from __future__ import annotations

from wegwijs.layouts.products.poster.paper import HEIGHT, WIDTH
from wegwijs.layouts.products.screen import Look, Screen, Strip, Tab

TAB = "poster"


def _page(rtl: bool) -> tuple[Strip, ...]:
    return (Strip(0, 0.0, WIDTH),)


_LOOK = Look("poster-a4", "poster", "poster-a4.pdf", HEIGHT, _page)
SCREEN = Screen(
    tabs=(Tab(TAB, "Poster", (_LOOK,), "A4 staand. De A3 is dezelfde poster, groter."),),
    cover=_LOOK,
)
