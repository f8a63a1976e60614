"""How the stickers are shown on a screen."""

from __future__ import annotations

from wegwijs.layouts.products.screen import Look, Screen, Strip, Tab
from wegwijs.layouts.products.stickers.paper import HEIGHT, WIDTH

TAB = "stickers"


def _page(rtl: bool) -> tuple[Strip, ...]:
    return (Strip(0, 0.0, WIDTH),)


_LOOK = Look("stickers", "het eerste vel", "stickers.pdf", HEIGHT, _page)
SCREEN = Screen(
    tabs=(
        Tab(
            TAB,
            "Stickers",
            (_LOOK,),
            "Het eerste vel. De randen van de etiketten staan er niet op.",
        ),
    ),
    cover=_LOOK,
)
