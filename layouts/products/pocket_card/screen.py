"""How the pocket card is shown on a screen."""

from __future__ import annotations

from wegwijs.layouts.products.pocket_card.paper import FACE, HEIGHT, WIDTH, face_left
from wegwijs.layouts.products.screen import FoldingStep, Look, Panel, Screen, Strip, StripsOf, Tab

FILE, TAB = "pocket-card.pdf", "zakkaartje"
FACES = (
    ("cover", "de voorkant van het zakkaartje"),
    ("inside 1", "de binnenkant van het zakkaartje, deel 1"),
    ("inside 2", "de binnenkant van het zakkaartje, deel 2"),
    ("back", "de achterkant van het zakkaartje"),
)


def _side(page: int) -> StripsOf:
    return lambda rtl: (Strip(page, 0.0, WIDTH),)


def _cover(rtl: bool) -> tuple[Strip, ...]:
    return (Strip(0, face_left("cover", rtl=rtl), FACE),)


SCREEN = Screen(
    tabs=(
        Tab(
            TAB,
            "Zakkaartje",
            (
                Look("kaart-buiten", "buitenkant", FILE, HEIGHT, _side(0), name="Buitenkant"),
                Look("kaart-binnen", "binnenkant", FILE, HEIGHT, _side(1), name="Binnenkant"),
            ),
            "Opengevouwen. Dicht is het zo groot als een bankpas.",
            below=True,
        ),
    ),
    panels=tuple(Panel(name, where, TAB) for name, where in FACES),
    folding=(
        FoldingStep("pocket-card-opened", "Snijd het kaartje uit. Leg de binnenkant boven."),
        FoldingStep("pocket-card-folded", "Vouw het in het midden."),
    ),
    cover=Look("kaart-dicht", "dicht", FILE, HEIGHT, _cover),
)
