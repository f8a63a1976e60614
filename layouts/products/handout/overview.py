"""The overview on the first page of the handout: a row per organisation.

Functions that take a ``writer`` are blocks: they read nothing but their arguments.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from wegwijs.layouts.content.outline import Entry, Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.products.handout.tables import (
    BETWEEN_GROUPS,
    end,
    has_room,
    held,
    is_own,
    number_of,
    start,
    starts_of_groups,
)
from wegwijs.layouts.products.handout.writer import LINK, TABLE_PHONE, Address, Columns, Writer
from wegwijs.layouts.word.blocks import Blocks
from wegwijs.layouts.word.fields import Field, Form
from wegwijs.layouts.word.styles import INK, PAPER
from wegwijs.layouts.word.writing import Block, Cell, Grid
from wegwijs.sources.ways import way_of

COLUMNS = Columns((52, 51, 9, 58), (36, 46.7, 9, 58), at=3, easy=78.3)
HEAD = ("table_audience", "table_organisation", "table_number", "table_contact")
BETWEEN_NUMERALS = (1.6, PAPER)

Paragraphs = list[tuple[str, Words]]  # of a cell: style and words


def columns(outline: Outline) -> tuple[float, ...]:
    """Return the widths of the columns (mm)."""
    return COLUMNS.fitted(outline.entries, shown)


def overview(outline: Outline, blocks: Blocks[Writer], form: Form, grid: Grid) -> Iterator[Block]:
    """Yield a row per organisation: its audience, name, numeral, and how to reach it."""
    rows = outline.entries
    head = tuple(outline.labels[name] for name in HEAD)
    yield blocks.block(start, grid, outline.situations_heading, head, 2)
    starts, keeps = starts_of_groups(outline), held(len(rows))
    for own, some in groupby(zip(rows, keeps, strict=True), key=is_own):
        written = []
        for entry, keep in some:
            field = number_of(
                outline, form, "field_phone", entry, grid.widths[-1], "TablePhoneFilled"
            )
            elsewhere = outline.local.heading if entry.role else None
            written.append((entry, field, elsewhere, entry.numeral in starts, keep))
        yield blocks.given(own, _overview_rows, grid, tuple(written))
    yield blocks.national(end)


def _overview_rows(writer: Writer, grid: Grid, rows: tuple[tuple[Any, ...], ...]) -> str:
    return "".join([_overview_row(writer, grid, *row) for row in rows])


def _overview_row(
    writer: Writer,
    grid: Grid,
    entry: Entry,
    field: Field | None,
    elsewhere: Words | None,
    ruled: bool,
    keep_next: bool,
) -> str:
    rule, wide = BETWEEN_GROUPS if ruled else None, grid.widths[-1]
    title = [(style, writer.write(words)) for style, words in who(entry)]
    contact = [("Blank", writer.control(field))] if field else []
    ways = addresses(entry, wide)
    contact += [writer.address(one, wide) for one in ways]
    if not ways and not entry.blank:
        contact += writer.lines("Link", elsewhere)
    contact += writer.lines("Key", *hours(entry))
    numeral = [("TableNumber", writer.text(str(entry.numeral), ltr=True))]
    black = Cell(INK, BETWEEN_NUMERALS, BETWEEN_NUMERALS, inset=0, centred=True)
    accent = writer.settings.accent if entry.phone else None
    return writer.row(
        grid,
        (Cell(top=rule, centred=True), [*writer.lines("Normal", entry.situation)]),
        (Cell(top=rule, centred=True), title),
        (black, numeral),
        (Cell(accent, top=rule, centred=True), contact),
        keep_next=keep_next,
    )


def who(entry: Entry) -> Paragraphs:
    """Return the name of an organisation, what it means and whom to ask for."""
    more = (entry.meaning, entry.person)
    return [("Normal", entry.name), *(("Key", words) for words in more if words)]


def addresses(entry: Entry, wide: float) -> list[Address]:
    """Return the ways to reach an organisation that a column has room for."""
    return [one for one in shown(entry) if has_room(entry, one, wide)]


def hours(entry: Entry) -> list[Words]:
    """Return the opening hours of an organisation that only the edition has."""
    return [key.words for key in entry.keys if key.icon == "clock"] if entry.edition_only else []


def shown(entry: Entry) -> Iterator[Address]:
    """Yield the ways to reach an organisation that the overview shows; all of them for an edition's
    own contact.
    """
    if entry.phone:
        yield entry.links[entry.phone], TABLE_PHONE
    if entry.url:
        yield entry.links[entry.url], LINK
    if entry.role:
        shown, named = (entry.phone, entry.url), {key.way: key.words for key in entry.keys}
        for value, words in entry.links.items():
            if value not in shown:
                yield named.get(way_of(value).id, words), LINK
