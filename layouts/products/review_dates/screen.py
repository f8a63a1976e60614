"""How the review dates are shown on a screen: as text, day by day."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import written_day
from wegwijs.layouts.products.screen import Line, Screen, Section, Tab


def _text(outline: Outline) -> Iterator[Section]:
    """Yield each day, and for it whom to ask and which facts they can confirm."""
    ask = outline.printing.notes.review.ask.text
    every = outline.checks.every
    for day in sorted({check.due for check in every}):
        yield Section(_line(written_day(day, "nl-NL")), ())
        due = [check for check in every if check.due == day]
        for source in dict.fromkeys(check.source for check in due):
            facts = (f"{one.owner}, {one.what}" for one in due if one.source == source)
            yield Section(_line(ask.format(source=source)), tuple(map(_line, facts)))


def _line(text: str) -> Line:
    return ((text, "nl"),)


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
