"""How the handout for LibreOffice is shown on a screen: as text, as the one for Word is."""

from __future__ import annotations

from wegwijs.layouts.products.screen import Screen, Tab

SCREEN = Screen(
    (
        Tab(
            "hand-out-odt",
            "Hand-out voor LibreOffice",
            size="De hand-out is een OpenDocument-bestand: u kunt erin typen."
            " Dit is de tekst die erin staat.",
        ),
    )
)
