"""How large print is shown on a screen."""

from __future__ import annotations

from wegwijs.layouts.products.large_print.paper import HEIGHT, WIDTH
from wegwijs.layouts.products.screen import Look, Panel, Screen, Strip, StripsOf, Tab

FILE, TAB = "large-print.pdf", "grote-letters"
SHOWN = 6  # pages: what most editions have


def _page(index: int) -> StripsOf:
    return lambda rtl: (Strip(index, 0.0, WIDTH),)


_LOOKS = tuple(
    Look(
        f"groot-{index + 1}",
        f"bladzijde {index + 1}",
        FILE,
        HEIGHT,
        _page(index),
        name=f"Bladzijde {index + 1}",
    )
    for index in range(SHOWN)
)
SCREEN = Screen(
    tabs=(
        Tab(
            TAB,
            "Grote letters",
            _LOOKS,
            "A4 staand. Alle letters zijn 18 punt of meer.",
            below=True,
        ),
    ),
    panels=(Panel("bladzijde", "de folder in grote letters", TAB),),
    cover=_LOOKS[0],
)
