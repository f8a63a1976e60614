"""How the page is shown on a screen: as text, and in a browser by itself."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.outline import Entry, Outline, Route, Slot
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.products.screen import Line, Screen, Section, Tab
from wegwijs.layouts.products.web import questions

_LEFT_EMPTY = "(leeg)"  # a number that is wrong so far


def _text(outline: Outline) -> Iterator[Section]:
    """Yield the parts of the page, from top to bottom."""
    labels, alert, draft = outline.labels, outline.alert, outline.draft
    mark = (_line(draft.mark), _line(draft.explained)) if draft else ()
    number = Words((*alert.label.spaced().runs, Run(alert.number.display)))
    yield Section((), (_line(outline.kicker), ((outline.publisher, "nl"),), *mark, _line(number)))
    yield Section(_line(outline.title), (_line(outline.lead),))
    told = tuple(_line(labels[f"web_{name}"]) for name in ("find", "tap", "numeral"))
    asked = (
        line
        for situation in outline.situations
        for line in (
            _line(situation.text),
            *(_route(outline, route) for route in situation.routes),
        )
    )
    yield Section(_line(outline.situations_heading), (*told, *asked))
    for group in outline.groups:
        yield Section(_line(group.heading), tuple(map(_line, group.lead)))
        for entry in group.entries:
            numeral = (f"{entry.numeral}. ", outline.language)
            yield Section((numeral, *_line(entry.title)), tuple(_entry(entry)))
    items = (*outline.calling, alert.deaf)
    yield Section(_line(outline.calling_heading), tuple(map(_line, items)))
    contacts = [slot for slot in outline.local.slots if slot.is_filled]
    if contacts:
        known = (
            line
            for slot in contacts
            for words in (slot.label_in_both, *_ways(slot), slot.name, slot.hours)
            if words and (line := _line(words))
        )
        yield Section(_line(outline.local.heading), tuple(known))
    watched = str(labels["web_watched_text"]).format(title=outline.kicker)
    yield Section(_line(labels["web_watched"]), (((watched, outline.language),),))
    yield Section((), tuple(map(_line, outline.colophon)))


def _ways(slot: Slot) -> Iterator[Words]:
    yield slot.ways[0].words
    yield from (way.words for way in slot.more)


def _line(words: Words) -> Line:
    line = tuple((run.text, run.language) for run in words.runs)
    return line if str(words).strip() else ((_LEFT_EMPTY, "nl"),)


def _route(outline: Outline, route: Route) -> Line:
    words = questions.words_on(outline.labels, route, questions.by_web(outline))
    return (*_line(words), (f" ({' '.join(map(str, route.numerals))})", "nl"))


def _entry(entry: Entry) -> Iterator[Line]:
    if entry.meaning:
        yield _line(entry.meaning)
    for value in dict.fromkeys((entry.hero, entry.url)):
        if value:
            yield _line(entry.links[value])
    said = (*(key.words for key in entry.keys), entry.person, entry.what, entry.what_more)
    said += (entry.when, entry.examples, entry.when_not, entry.contact)
    yield from (_line(words) for words in said if words)


SCREEN = Screen(
    (
        Tab(
            "webpagina",
            "Webpagina",
            size="Dit is de tekst die op de pagina staat.",
            text=_text,
            opens="page.html",
        ),
    )
)
