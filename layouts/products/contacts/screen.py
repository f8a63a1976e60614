"""How the contacts are shown on a screen: as text, since each program shows them its own way."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.cards import Card, cards, draft_lines
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.products.screen import Line, Screen, Section, Tab
from wegwijs.sources.ways import EMAIL, PHONE, WEB

_LEFT_EMPTY = "(leeg)"  # a number that is wrong so far
_LABELS = {PHONE.id: "table_phone", EMAIL.id: "contacts_email", WEB.id: "contacts_web"}


def _text(outline: Outline) -> Iterator[Section]:
    """Yield a section for each card, with what all three files have of it."""
    if draft := draft_lines(outline.draft):
        yield Section((), tuple(_line(one, outline.language) for one in draft))
    for card in cards(outline):
        yield Section(_line(card.name, "nl"), tuple(_lines(card, outline)))


def _lines(card: Card, outline: Outline) -> Iterator[Line]:
    language = outline.language
    for way in card.ways:
        if way.named:
            yield _line(way.named, language)
            continue
        label = outline.labels[_LABELS[way.id]] if way.id in _LABELS else way.id
        yield ((f"{label}: ", language), (way.display.strip() or _LEFT_EMPTY, "nl"))
    for number in card.numbers:
        yield _line(number.named, language)
    known = (card.meaning, card.person, card.audience, *card.advice, card.hours, *card.terms)
    for one in filter(None, known):
        yield _line(one, language)


def _line(text: str, language: str) -> Line:
    return ((text, language),)


SCREEN = Screen(
    (
        Tab(
            "contacten",
            "Contacten",
            size="Drie bestanden: voor een telefoon, voor Excel en voor andere programma's. Dit"
            " staat in elk van de drie.",
            text=_text,
        ),
    )
)
