"""How the page is shown on a screen: as text, and in a browser by itself."""

from __future__ import annotations

from layouts.products.screen import Screen, Tab

SCREEN = Screen(
    (
        Tab(
            "webpagina",
            "Webpagina",
            size="Dit is de tekst die op de pagina staat.",
            opens="page.html",
        ),
    )
)
