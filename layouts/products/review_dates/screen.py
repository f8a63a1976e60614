"""How the review dates are shown on a screen: as text."""

from __future__ import annotations

from layouts.products.screen import Screen, Tab

SCREEN = Screen(
    (
        Tab(
            "nakijkdagen",
            "Nakijkdagen",
            size="Een bestand voor uw agenda. Op elke dag staat wat u dan nakijkt, en bij wie u het"
            " navraagt: de gegevens in deze tekst.",
        ),
    )
)
