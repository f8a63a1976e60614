"""How the contacts are shown on a screen: as text, since each program shows them its own way."""

from __future__ import annotations

from layouts.products.screen import Screen, Tab

SCREEN = Screen(
    (
        Tab(
            "contacten",
            "Contacten",
            size="Drie bestanden: voor een telefoon, voor Excel en voor andere programma's. In elk"
            " staan de organisaties en nummers uit deze tekst.",
        ),
    )
)
