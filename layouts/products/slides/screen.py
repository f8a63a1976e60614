"""How the slides are shown on a screen: as text, since PowerPoint decides how letters look."""

from __future__ import annotations

from wegwijs.layouts.products.screen import Screen, Tab

SCREEN = Screen(
    (
        Tab(
            "dias",
            "Dia's",
            size="De dia's zijn een PowerPoint-bestand: u kunt erin typen."
            " Dit is de tekst die erin staat.",
        ),
    )
)
