"""The contents of the handout: an overview of whom to call, then the organisations one by one.

They are the same in every format: ``Writer`` writes them. The look is section 14 of the
specification; lengths are millimetres.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wegwijs.layouts.content.outline import Addressee, Alert, DraftMark, Outline, Workshop
from wegwijs.layouts.content.words import Words, day_pattern
from wegwijs.layouts.products.handout.overview import overview
from wegwijs.layouts.products.handout.tables import details, local
from wegwijs.layouts.products.handout.writer import Writer, paragraph
from wegwijs.layouts.word.blocks import Blocks
from wegwijs.layouts.word.fields import Field, Form
from wegwijs.layouts.word.fit import width
from wegwijs.layouts.word.styles import BODY, FIELDS_STOP, MEASURE
from wegwijs.layouts.word.writing import Block, Cell, Grid
from wegwijs.sources.kinds import KINDS

NOTE_LINES, NOTE_HEIGHT = 8, 9.0
DATE_ROOM, TRAINER_ROOM = 40.0, 66.0
_PAGE = re.compile(r"(\{page\}|\{pages\})")


def body(outline: Outline, blocks: Blocks[Writer], form: Form, grid: Grid) -> Iterator[Block]:
    """Yield the blocks of the body; ``grid`` is that of the overview. Fields are numbered in the
    order in which they are added.
    """
    yield from _opening(outline, blocks, form)
    yield from overview(outline, blocks, form, grid)
    yield from local(outline, blocks, form)
    yield from details(outline, blocks, form)
    yield blocks.block(_calling, outline.calling_heading, outline.calling, outline.alert.deaf)
    yield blocks.block(_notes, outline.labels["notes"])
    yield from _colophon(outline, blocks)


# --- header and footer -------------------------------------------------------------------------


def header(outline: Outline, blocks: Blocks[Writer]) -> Iterator[Block]:
    """Yield the blocks of the header of each page."""
    kind = KINDS[outline.kind].header
    yield blocks.block(_kicker, outline.kicker, outline.labels[kind])
    if outline.addressee:
        yield blocks.block(paragraph, "Header", outline.addressee.name, True)
    if outline.draft:
        yield blocks.block(_draft_mark, outline.draft)


def _kicker(writer: Writer, kicker: Words, kind: Words) -> str:
    """Write the first line of the header: whose pack it is, and the kind of document."""
    words = writer.write(kicker, strong=True) + writer.text("\t") + writer.write(kind)
    return writer.paragraph(words, "Header")


def _draft_mark(writer: Writer, draft: DraftMark) -> str:
    """Write that nobody reviewed the translation, in its language and in Dutch."""
    dash = " \N{EN DASH} "
    translated = writer.write(draft.mark, strong=True) + writer.text(dash)
    translated += writer.write(draft.explained)
    dutch = writer.write(draft.dutch_mark, strong=True)
    dutch += writer.text(dash, locale="nl-NL", ltr=True) + writer.write(draft.dutch_explained)
    return writer.paragraph(translated, "Concept") + writer.paragraph(dutch, "Concept")


def footer(outline: Outline, blocks: Blocks[Writer]) -> Iterator[Block]:
    """Yield the blocks of the footer of each page."""
    version, checked, *sources = outline.imprint
    yield blocks.block(_version, version, checked, outline.labels["page"])
    for source in sources:
        yield blocks.block(paragraph, "FooterMore", source)


def _version(writer: Writer, version: Words, checked: Words, page: Words) -> str:
    """Write the version, the check date and the page number."""
    written = _spaced(writer, version) + writer.write(checked) + writer.once(_page_of, page)
    return writer.paragraph(written, "Footer")


def _page_of(writer: Writer, page: Words) -> str:
    """Write "page X of Y" at the end of the line; the program that shows it counts."""
    written = writer.text("\t")
    locale = writer.locales[page.runs[0].language]  # in a draft the label may still be Dutch
    for piece in filter(None, _PAGE.split(str(page))):
        counted = _PAGE.fullmatch(piece)
        written += (
            writer.page_number(total=piece == "{pages}")
            if counted
            else writer.text(piece, locale=locale)
        )
    return written


# --- above the tables --------------------------------------------------------------------------


def _opening(outline: Outline, blocks: Blocks[Writer], form: Form) -> Iterator[Block]:
    """Yield the publisher, title, emergency number and details of the workshop."""
    if KINDS[outline.kind].names_publisher:
        yield blocks.block(paragraph, "Publisher", Words.dutch(outline.publisher, own=True))
    yield blocks.block(paragraph, "Title", outline.title)
    yield blocks.block(paragraph, "Intro", outline.labels["handout_lead"])
    yield blocks.block(_alert, outline.alert)
    if outline.addressee:
        yield blocks.block(_addressee, *_named(outline, outline.addressee))
    yield blocks.block(_workshop, outline.workshop, *_workshop_fields(outline, form))
    if outline.audience:
        label = outline.labels["handout_audience"]
        yield blocks.block(_audience, label, outline.audience)


def _alert(writer: Writer, alert: Alert) -> str:
    """Write the emergency number."""
    words = writer.write(alert.label) + writer.text(" ", style="AlertNumber")
    words += writer.text(alert.number.display, style="AlertNumber", ltr=True)
    return writer.paragraph(words, "Alert")


Named = tuple[Words, Words]  # a label, and what stands behind it


def _named(outline: Outline, addressee: Addressee) -> tuple[tuple[Named, ...], bool]:
    """Return whose copy it is, with labels, and whether that fits on one line."""
    named: list[Named] = [(outline.labels["table_name"], addressee.name)]
    if not addressee.organisation:
        return tuple(named), True
    named.append((outline.labels["handout_organisation"], addressee.organisation))
    name, organisation = (width(a.spaced() + b, BODY, outline.fonts) for a, b in named)
    return tuple(named), name < FIELDS_STOP and organisation < MEASURE - FIELDS_STOP


def _addressee(writer: Writer, named: tuple[Named, ...], together: bool) -> str:
    """Write whose copy it is. Organisations have long names: those have a line of their own."""
    lines = [
        writer.write(label.spaced(), strong=True) + writer.write(value) for label, value in named
    ]
    if together:
        lines = [writer.text("\t").join(lines)]
    return "".join(writer.paragraph(line, "Fields") for line in lines)


# label, and the field to fill in if the value is unknown
Known = tuple[Words, Field | None]


def _workshop_fields(outline: Outline, form: Form) -> tuple[Known, Known, Known]:
    """Return the labels and fields of date, place and trainer of a workshop. Place has no field."""
    known, labels, locale = outline.workshop, outline.labels, outline.locales[outline.language]
    date, place, trainer = (labels[f"handout_{name}"] for name in ("date", "place", "trainer"))
    day = (day_pattern(locale).replace("y", "yyyy"), locale)
    date_field = None if known.date else form.field(str(date), "date", DATE_ROOM, None, day)
    trainer_field = None if known.trainer else form.field(str(trainer), "trainer", TRAINER_ROOM)
    return (date, date_field), (place, None), (trainer, trainer_field)


def _workshop(writer: Writer, workshop: Workshop, date: Known, place: Known, trainer: Known) -> str:
    """Write date, place and trainer. A line has room to write on unless all of it is filled in."""
    dated = _known(writer, workshop.date, *date)
    trained = _known(writer, workshop.trainer, *trainer)
    if not workshop.place:
        filled = workshop.date and workshop.trainer
        return _fields(writer, dated + writer.text("\t") + trained, filled)
    placed = _known(writer, workshop.place, *place)
    first = _fields(writer, dated + writer.text("\t") + placed, workshop.date)
    return first + _fields(writer, trained, workshop.trainer)  # all three do not fit on one line


def _known(writer: Writer, value: str | None, label: Words, field: Field | None) -> str:
    """Write a label with its value, or with a field when the value is unknown."""
    written = writer.write(label.spaced(), strong=True)
    if value:
        return written + writer.text(value, locale="nl-NL", ltr=True)
    return written + writer.control(field) if field else written


def _fields(writer: Writer, content: str, filled: str | None) -> str:
    return writer.paragraph(content, "Fields" if filled else "FieldsBlank")


def _audience(writer: Writer, label: Words, audience: Words) -> str:
    words = writer.write(label.spaced(), strong=True) + writer.write(audience)
    return writer.paragraph(words, "Fields")


# --- below the tables --------------------------------------------------------------------------


def _calling(writer: Writer, heading: Words, advices: tuple[Words, ...], deaf: Words) -> str:
    """Write what to do when calling, and what to do when you cannot call."""
    return "".join(
        (
            paragraph(writer, "Heading1", heading),
            writer.bullets([writer.write(advice) for advice in advices]),
            paragraph(writer, "Closing", deaf),
        )
    )


def _notes(writer: Writer, heading: Words) -> str:
    """Write blank lines for notes. The heading is part of the table, and both stay on the page of
    the colophon, so that neither ends up alone on a page.
    """
    grid = Grid("Lines", (MEASURE,))
    head = writer.row(grid, (Cell(), [("Heading1", writer.write(heading))]), head=True)
    line = writer.row(grid, (Cell(), [("Normal", "")]), height=NOTE_HEIGHT, keep_next=True)
    table = writer.table(grid, str(heading))
    return table + head + line * NOTE_LINES + writer.table_end


def _colophon(outline: Outline, blocks: Blocks[Writer]) -> Iterator[Block]:
    """Yield the publisher, imprint and disclaimer."""
    publisher, *rest = outline.colophon
    imprint = len(outline.imprint)
    about = outline.about
    yield blocks.block(_joined, (publisher, *rest[:imprint]), True)
    yield blocks.block(_joined, tuple(rest[imprint:]), about is not None)
    if about:
        yield blocks.block(_joined, (about,), False)


def _joined(writer: Writer, sentences: tuple[Words, ...], keep_next: bool) -> str:
    """Write sentences as one paragraph of the colophon."""
    *others, last = sentences
    written = [*(_spaced(writer, words) for words in others), writer.write(last)]
    return writer.paragraph("".join(written), "Colophon", keep_next=keep_next)


def _spaced(writer: Writer, words: Words) -> str:
    """Write a sentence that is followed by another one."""
    return writer.write(words.spaced()) if words.own else writer.once(_before_another, words)


def _before_another(writer: Writer, words: Words) -> str:
    return writer.write(words.spaced())
