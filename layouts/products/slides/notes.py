"""What the trainer says or does with each slide, and what is known beside what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.cards import Card, cards
from wegwijs.layouts.content.outline import DraftMark, Entry, Outline
from wegwijs.layouts.content.words import Run, Words, dutch, written_day
from wegwijs.layouts.products.slides.parts import filled
from wegwijs.layouts.slides.look import Box, Holder
from wegwijs.layouts.slides.markup import SlideMarkup

_TEXT = Holder("body", 1, "Notities", Box(0, 0, 0, 0), 14)
_IMAGE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Dia"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1"'
    ' noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
    "<p:spPr/></p:sp>"
)


def notes(markup: SlideMarkup, draft: DraftMark | None, paragraphs: tuple[Words, ...]) -> str:
    """Write notes, below the mark of a draft."""
    marked = _marked(draft) if draft else ()
    markup.numbered_from(3)
    written = [markup.paragraph(markup.runs(words)) for words in (*marked, *paragraphs)]
    return _IMAGE + markup.placeholder(_TEXT, written or [markup.empty()])


def _marked(draft: DraftMark) -> tuple[Words, ...]:
    dash = Run(" \N{EN DASH} ", language=draft.mark.runs[0].language)
    return (
        Words((*draft.mark.runs, dash, *draft.explained.runs)),
        Words(
            (*draft.dutch_mark.runs, Run(" \N{EN DASH} ", ltr=True), *draft.dutch_explained.runs)
        ),
    )


def of_cover(outline: Outline) -> Iterator[Words]:
    """Yield what to say first, and what is known of the workshop."""
    labels, workshop = outline.labels, outline.workshop
    yield filled(labels["slides_welcome"], number=Run(outline.alert.number.display, ltr=True))
    yield outline.alert.deaf
    for name, value in (
        ("handout_date", workshop.date),
        ("handout_place", workshop.place),
        ("handout_trainer", workshop.trainer),
    ):
        if value:
            yield _named(labels[name], dutch(value, own=True), outline)
    if outline.audience:
        label = labels["handout_audience"]
        colon = Run(": ", language=outline.language)
        yield Words((*label.runs, colon, *outline.audience.runs))


def _named(label: Words, value: Run, outline: Outline) -> Words:
    return Words((*label.runs, Run(": ", language=outline.language), value))


def of_questions(outline: Outline) -> Iterator[Words]:
    """Yield how to use the sentences, and a list of who is behind each numeral."""
    yield outline.labels["slides_choose"]
    for entry in outline.entries:
        head = Run(f"{entry.numeral}. ", ltr=True)
        hero = entry.links[entry.hero].runs if entry.hero else ()
        colon = (Run(": ", ltr=True),) if hero else ()
        yield Words((head, *entry.title.runs, *colon, *hero))


def of_organisation(outline: Outline, entry: Entry) -> Iterator[Words]:
    """Yield what to do, what more is known, and when it was checked with whom."""
    labels = outline.labels
    yield labels["slides_back"]
    if entry.code:
        yield labels["slides_scan"]
    yield from filter(None, (entry.what_more, entry.examples, entry.contact, entry.page))
    card = next(one for one in cards(outline) if one.numeral == entry.numeral)
    yield _checked(outline, card, own=entry.own)


def _checked(outline: Outline, card: Card, *, own: bool) -> Words:
    day = written_day(card.oldest, outline.locales[outline.language])
    titles = "; ".join(dict.fromkeys(title for title, _ in card.sources))
    label = outline.labels["slides_checked"]
    when = Run(day, language=label.runs[0].language, own=own)
    return filled(label, date=when, source=dutch(titles, own=own))


def of_steps(outline: Outline, count: int) -> Iterator[Words]:
    """Yield what to ask, and what the first to call do."""
    yield outline.labels["slides_ask"]
    for entry in outline.groups[0].entries[:count]:
        yield entry.what


def of_contacts(outline: Outline) -> Iterator[Words]:
    """Yield what to fill in, and when contacts were checked that are no organisation."""
    if not all(slot.is_filled for slot in outline.local.slots):
        yield outline.labels["slides_fill_in"]
    for card in cards(outline):
        if not card.numeral:
            name = dutch(f"{card.name}: ", own=True)
            yield Words((name, *_checked(outline, card, own=True).runs))
