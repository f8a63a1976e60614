"""The slides of an edition as a PowerPoint file.

An arm points off the edge of the slide with the sentences, and the same numeral comes in from the
edge of the slide of its organisation. A click on a numeral goes there and back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.products.slides import closing, notes, opening, organisations
from wegwijs.layouts.products.slides.parts import SlideBlocks, filled, footed, marked, told
from wegwijs.layouts.slides.document import Deck, Slide, save
from wegwijs.layouts.slides.fit import TooLong
from wegwijs.layouts.slides.look import COVER, ORGANISATION, PLAIN, SIGNS, TEXT, DeckFormat, Layout
from wegwijs.layouts.slides.markup import SlideMarkup
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.word.blocks import blocks_of
from wegwijs.layouts.word.parts import DocumentFormat, Properties
from wegwijs.sources.kinds import KINDS

STEPS = 2  # whom to call first
CONTACTS = 4  # close by, on a slide
# A slide: its title, its layout, what writes its shapes, of what, and its notes.
Plan = tuple[Words, Layout, Callable[..., str], tuple[Any, ...], Iterable[Words]]


def render_slides(outline: Outline, theme: Theme | None = None) -> bytes:
    """Return the slides as a .pptx file. Phone numbers have the accent of the theme as ground.

    Raises ``DoesNotFit``.
    """
    format_ = _format(outline, theme or Theme())
    blocks: SlideBlocks = blocks_of(format_, SlideMarkup)
    slides, overflows = [], []
    marks, footers = tuple(marked(outline, blocks)), footed(outline, blocks)
    for title, layout, write, arguments, said in _plan(outline):
        try:
            shapes = (*marks, blocks.block(write, *arguments), footers)
        except TooLong as error:
            overflows.append(error.on(str(title)))
            continue
        spoken = blocks.block(notes.notes, outline.draft, tuple(said))
        slides.append(Slide(layout, shapes, (spoken,)))
    if overflows:
        raise DoesNotFit("dia's", outline.language, overflows)
    properties = Properties(
        str(outline.title),
        outline.publisher,
        outline.date,
        DocumentFormat(format_.locale, format_.rtl, format_.accent),
    )
    return save(Deck(properties, format_, slides), blocks)


def _format(outline: Outline, theme: Theme) -> DeckFormat:
    return DeckFormat(
        language=outline.language,
        locale=outline.locales[outline.language],
        rtl=outline.direction == "rtl",
        accent="".join(f"{round(part * 255):02X}" for part in theme.accent),
        script=outline.script,
        fonts=outline.fonts,
        locales=tuple(outline.locales.items()),
    )


def _plan(outline: Outline) -> Iterator[Plan]:
    """Yield the slides in order. Those of organisations follow the first two: arms lead there."""
    names, labels = told(outline), outline.labels
    above, asked = outline.kicker, labels["field_phone"]
    if KINDS[outline.kind].names_publisher:
        above = Words.dutch(outline.publisher, own=True)
    yield (
        outline.title,
        COVER,
        opening.cover,
        (above, outline.title, (outline.lead,), outline.arms, outline.alert, names),
        notes.of_cover(outline),
    )
    heading = outline.situations_heading
    lead = outline.situations_lead[0]
    yield (
        heading,
        SIGNS,
        opening.questions,
        (heading, lead, outline.situations, names),
        notes.of_questions(outline),
    )
    for entry in outline.entries:
        yield (
            entry.title,
            ORGANISATION,
            organisations.organisation,
            (entry, asked, names),
            notes.of_organisation(outline, entry),
        )
    first = outline.groups[0]
    yield (
        first.heading,
        SIGNS,
        organisations.steps,
        (first.heading, first.lead, first.entries[:STEPS], asked, outline.alert, names),
        notes.of_steps(outline, STEPS),
    )
    yield (
        outline.calling_heading,
        TEXT,
        closing.calling,
        (outline.calling_heading, outline.calling, outline.alert.deaf),
        (labels["slides_practise"],),
    )
    yield from _contacts(outline)
    about = (outline.about,) if outline.about else ()
    yield (
        outline.kicker,
        PLAIN,
        closing.colophon,
        (outline.kicker, (*outline.colophon, *about)),
        (),
    )


def _contacts(outline: Outline) -> Iterator[Plan]:
    """Yield the slides of who is close by, as many on each as there is room for."""
    slots, said = outline.local.slots, tuple(notes.of_contacts(outline))
    starts = range(0, len(slots), CONTACTS)
    for number, start in enumerate(starts, start=1):
        title = outline.local.heading
        if len(starts) > 1:
            page = filled(outline.labels["page_of"], page=str(number), pages=str(len(starts)))
            language = outline.language
            title = Words(
                (*title.runs, Run(" (", language=language), *page.runs, Run(")", language=language))
            )
        some = slots[start : start + CONTACTS]
        given = (title, some, outline.labels["field_phone"])
        yield title, SIGNS, closing.contacts, given, said if number == 1 else ()
