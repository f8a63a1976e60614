"""The reading page of an edition in a language, from top to bottom as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.products.web import entry, head, local, questions
from wegwijs.layouts.products.web.data import linked_data
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.web.addresses import Around, around
from wegwijs.layouts.web.document import SIGNS, ForPrograms, Look, document
from wegwijs.layouts.web.icons import symbols
from wegwijs.layouts.web.markup import Ground, Piece, block, element, joined, piece, words_in
from wegwijs.layouts.web.parts import alert
from wegwijs.sources.shipped import shipped

_HERE = shipped("layouts", "products", "web")
_LOOK = Look((SIGNS, _HERE / "page.css"), _HERE / "page.js")
_ICONS = ("phone", "mail", "web", "clock", "anon", "cost", "copy", "file", "leave")
_MAIN, _SIDE = "<main>", '<div class="columns"><div class="side">'
_REST, _END = '</div><div class="rest">', "</div></div></main>"


def render_page(outline: Outline, theme: Theme, beside: Around | None = None) -> bytes:
    """Return the page as a file.

    ``beside`` is what it leads to where it is published; without it the page leads to its own
    place, if the edition names that.
    """
    beside = beside or around(outline)
    body = joined(_parts(outline, Ground.of(outline), beside))
    elsewhere = tuple(link for link, _ in beside.languages) if beside else ()
    read = ForPrograms(linked_data(outline), elsewhere)
    return document(outline, _LOOK, body, _heavy(outline), theme.accent, read)


@lru_cache(maxsize=8)
def _symbols(further: tuple[str, ...]) -> Piece:
    return Piece(symbols((*_ICONS, *further)), frozenset())


def _further_icons(outline: Outline) -> list[str]:
    """Return the icons that few pages have."""
    ways = (
        *(key.icon for entry in outline.entries for key in entry.keys),
        *(way.icon for slot in outline.local.slots for way in slot.more),
    )
    return sorted({icon for icon in ways if icon and icon not in _ICONS})


def _parts(outline: Outline, ground: Ground, beside: Around | None) -> Iterator[Piece]:
    by_web = questions.by_web(outline)
    titles = {one.numeral: str(one.title) for one in outline.entries}
    yield _symbols(tuple(_further_icons(outline)))
    yield Piece.of(head.header(ground, outline, beside))
    yield _plain(_MAIN)
    if outline.draft:
        yield piece(head.draft, ground, outline.draft)
    yield _plain(_SIDE)
    yield piece(alert, ground, outline.alert)
    yield piece(head.intro, ground, outline.title, outline.lead)
    yield piece(questions.heading, ground, outline.situations_heading)
    for situation in outline.situations:
        numerals = tuple(number for route in situation.routes for number in route.numerals)
        there = tuple((number, titles[number]) for number in numerals)
        yield piece(questions.question, ground, situation, there, by_web)
    yield _plain(questions.END)
    yield _plain(_REST)
    for group in outline.groups:
        yield piece(entry.group, ground, group.heading, group.lead)
        for one in group.entries:
            yield piece(entry.entry, ground, one)
        yield _plain(entry.END)
    yield piece(_calling, ground, outline.calling_heading, outline.calling, outline.alert.deaf)
    yield piece(local.contacts, ground, outline.local)
    if beside:
        yield Piece.of(head.papers(ground, beside))
    yield piece(head.watched, ground, outline.kicker)
    yield _plain(_END)
    yield Piece.of(_colophon(ground, outline))
    yield piece(head.status, ground)


def _plain(html: str) -> Piece:
    return Piece(html, frozenset())


def _calling(ground: Ground, heading: Words, items: tuple[Words, ...], deaf: Words) -> str:
    listed = "".join(block("li", ground, words) for words in items)
    content = block("h2", ground, heading) + element("ul", listed, class_="say")
    return element("section", content + block("p", ground, deaf), class_="group")


def _colophon(ground: Ground, outline: Outline) -> str:
    said = words_in(ground, Words.join(outline.colophon))
    return element("footer", element("p", said), class_="colophon")


def _heavy(outline: Outline) -> frozenset[str]:
    """Return the characters of the numbers and addresses on signs, and of the mark of a draft."""
    heroes = ((one, one.hero or one.url) for one in outline.entries)
    values = [one.links[hero] for one, hero in heroes if hero]
    values += [way.words for slot in outline.local.slots for way in slot.ways[:1]]
    values += [outline.draft.dutch_mark] if outline.draft else []
    return frozenset("".join(map(str, values)))
