"""How the review dates are shown on a screen: as text, a section for each day."""

from __future__ import annotations

from collections.abc import Iterator

from layouts.content.outline import Outline
from layouts.content.words import written_day
from layouts.products.screen import Screen, Section, Tab

_DUTCH = "nl"


def _text(outline: Outline) -> Iterator[Section]:
    """Yield the facts that fall due on each day, with whom to ask."""
    every = outline.checks.every
    for day in sorted({check.due for check in every}):
        lines = (
            f"{check.owner}, {check.what}. Vraag na bij: {check.source}"
            for check in every
            if check.due == day
        )
        heading = (written_day(day, "nl-NL"), _DUTCH)
        yield Section((heading,), tuple(((line, _DUTCH),) for line in lines))


SCREEN = Screen(
    (
        Tab(
            "nakijkdagen",
            "Nakijkdagen",
            size="Een bestand voor uw agenda. Op deze dagen staat erin wat u dan weer nakijkt, en"
            " bij wie u het navraagt.",
            text=_text,
        ),
    )
)
