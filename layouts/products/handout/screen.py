"""How the handout is shown on a screen: as text, since Word decides where lines end."""

from __future__ import annotations

from wegwijs.layouts.products.screen import Screen, Tab

SCREEN = Screen(
    (
        Tab(
            "hand-out",
            "Hand-out",
            size="De hand-out is een Word-bestand: u kunt erin typen."
            " Dit is de tekst die erin staat.",
        ),
    )
)
