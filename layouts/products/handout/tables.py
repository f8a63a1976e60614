"""The tables of the handout below the overview: the local contacts, the organisations one by one.

Functions that take a ``writer`` are blocks: they read nothing but their arguments.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from wegwijs.layouts.content.outline import Entry, Outline, Slot
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf import qr
from wegwijs.layouts.products.handout.writer import (
    LINK,
    SIGN,
    SIGN_WEB,
    TABLE_PHONE,
    Address,
    Columns,
    Line,
    Writer,
)
from wegwijs.layouts.word.blocks import Blocks
from wegwijs.layouts.word.fields import Field, Form
from wegwijs.layouts.word.fit import in_room
from wegwijs.layouts.word.styles import INK
from wegwijs.layouts.word.writing import Block, Cell, Grid, InlinePicture
from wegwijs.sources.values import Phone
from wegwijs.sources.ways import PHONE

# Columns: label, name, ways to reach. Where addresses are long, the name moves below the label.
LOCAL = Columns((46, 58, 66), (38, 42, 66), at=2, easy=90)
LOCAL_NAMELESS = Columns((64, 106), (44, 106), at=1, easy=126)
# The third column fits a QR code of version 4.
DETAILS = Columns((63, 86.5, 20.5), (63, 54, 20.5), at=0, easy=92)
WRITING = 9.0  # mm, minimum height of a row to write in
BETWEEN_GROUPS = (1.0, INK)


def held(rows: int) -> list[bool]:
    """Return which rows are kept on the page of the next one: the first two and the last three rows
    stay together, so that no row is alone on a page.
    """
    return [row == 0 or rows - 3 <= row < rows - 1 for row in range(rows)]


def titled(outline: Outline, form: Form, label: str, who: Words, *field: Any) -> Field:
    """Return a field whose title names ``who``; ``field`` are the other arguments of the field."""
    return form.field(str(outline.labels[label]).format(who=who), *field)


def start(writer: Writer, grid: Grid, heading: Words, head: tuple[Words, ...],
          numbered: int | None = None) -> str:  # fmt: skip
    """Write a heading and a table up to its header row; ``numbered`` is the column of numerals."""
    cells: list[tuple[Cell, list[Line]]] = []
    for index, words in enumerate(head):
        is_number = index == numbered
        look = "TableHeadNumber" if is_number else "TableHead"
        cells.append((Cell(inset=0 if is_number else None), [(look, writer.write(words))]))
    above = writer.paragraph(writer.write(heading), "Heading1")
    table = writer.table(grid, str(heading))
    return above + table + writer.row(grid, *cells, head=True)


def end(writer: Writer) -> str:
    """Write the end of a table."""
    return writer.table_end


def starts_of_groups(outline: Outline) -> frozenset[int]:
    """Return the numerals of the first organisation of each group, except the first group."""
    return frozenset(group.entries[0].numeral for group in outline.groups[1:])


def number_of(
    outline: Outline, form: Form, label: str, entry: Entry, column: float, style: str
) -> Field | None:
    """Return the field for the phone number of an organisation that has none yet."""
    if not entry.blank:
        return None
    room = column - LINK.inset
    return titled(outline, form, label, entry.name, f"phone-{entry.asks}", room, style)


def is_own(row: tuple[Entry | Slot, bool]) -> bool:
    """Return whether a row is an edition's own."""
    return row[0].own


def has_room(entry: Entry, address: Address, wide: float) -> bool:
    """Return whether an address fits in a column. An address of an edition's own contact may be
    left out: it is also in the table of local contacts, which has the most room.
    """
    return entry.role is None or in_room(*address, wide) is not None


# --- local contacts ----------------------------------------------------------------------------


def local(outline: Outline, blocks: Blocks[Writer], form: Form) -> Iterator[Block]:
    """Yield the table of local contacts, or room for them."""
    close_by = outline.local
    slots, ways = close_by.slots, [one for slot in close_by.slots for one in _ways(slot)]
    named = any(slot.name or not slot.is_filled for slot in slots)
    columns = LOCAL if named and LOCAL.on_one_line(ways) else LOCAL_NAMELESS
    grid = Grid("Overview", columns.fitted(slots, _ways))
    phones = all(way.icon == "phone" for slot in slots for way in slot.ways)
    names = ["table_who", "table_name"] if columns is LOCAL else ["table_who"]
    names.append("table_phone" if phones else "table_contact")
    head = tuple(outline.labels[name] for name in names)
    yield blocks.block(start, grid, close_by.heading, head)
    keeps = held(len(slots))
    for own, some in groupby(zip(slots, keeps, strict=True), key=is_own):
        rows = tuple(
            [
                (
                    slot,
                    None if slot.is_filled else _fields_of(outline, form, slot, grid.widths),
                    keep,
                )
                for slot, keep in some
            ]
        )
        yield blocks.given(own, _slots, grid, rows)
    yield blocks.national(end)


def _slots(writer: Writer, grid: Grid, rows: tuple[tuple[Any, ...], ...]) -> str:
    return "".join([_slot(writer, grid, *row) for row in rows])


def _fields_of(
    outline: Outline, form: Form, slot: Slot, widths: tuple[float, ...]
) -> tuple[Field, Field]:
    """Return the fields for the name and number of a contact."""
    who, style = slot.label, "TablePhoneFilled"
    name, phone = widths[-2] - LINK.inset, widths[-1] - LINK.inset
    return (
        titled(outline, form, "field_name", who, f"name-{slot.role}", name),
        titled(outline, form, "field_phone", who, f"phone-{slot.role}", phone, style),
    )


def _ways(slot: Slot) -> Iterator[Address]:
    for way in (*slot.ways[:1], *slot.more):
        yield way.words, TABLE_PHONE if way.id == PHONE.id else LINK


def _slot(
    writer: Writer, grid: Grid, slot: Slot, fields: tuple[Field, Field] | None, keep_next: bool
) -> str:
    """Write a contact: its label, the name below it or in its own cell, and how to reach it."""
    who = [*writer.lines("Normal", slot.label)]
    who += writer.lines("Key", slot.dutch if slot.label_in_both != slot.label else None)
    person = list(writer.lines("Normal", slot.name))
    contact = [writer.address(one, grid.widths[-1]) for one in _ways(slot)]
    contact += writer.lines("Key", slot.hours)
    if fields:
        name, phone = fields
        person += [] if slot.name else [("Blank", writer.control(name))]
        contact.append(("Blank", writer.control(phone)))
    cells = [who + person, contact]
    if len(grid.widths) == len(LOCAL.usual):
        cells = [who, person or [("Normal", "")], contact]
    look = Cell(centred=not slot.is_filled)
    least = None if slot.is_filled else WRITING
    return writer.row(grid, *((look, cell) for cell in cells), least=least, keep_next=keep_next)


# --- the organisations one by one --------------------------------------------------------------


def details(outline: Outline, blocks: Blocks[Writer], form: Form) -> Iterator[Block]:
    """Yield the organisations one by one, each with its sign."""
    rows = outline.entries
    grid = Grid("Details", DETAILS.fitted(rows, _addresses))
    names = ("details_organisation", "details_audience", "details_qr")
    head = tuple(outline.labels[name] for name in names)
    yield blocks.block(start, grid, outline.labels["details_heading"], head)
    starts, room = starts_of_groups(outline), grid.widths[0] - SIGN.inset
    for own, some in groupby(rows, key=attrgetter("own")):
        written = []
        for entry in some:
            field = number_of(outline, form, "field_phone_details", entry, room, "SignFilled")
            elsewhere = outline.local.heading if entry.role else None
            written.append((entry, field, elsewhere, entry.numeral in starts))
        yield blocks.given(own, _details_rows, grid, tuple(written))
    yield blocks.national(end)


def _details_rows(writer: Writer, grid: Grid, rows: tuple[tuple[Any, ...], ...]) -> str:
    return "".join([_details_row(writer, grid, *row) for row in rows])


def _details_row(
    writer: Writer,
    grid: Grid,
    entry: Entry,
    field: Field | None,
    elsewhere: Words | None,
    ruled: bool,
) -> str:
    rule = BETWEEN_GROUPS if ruled else None
    what = entry.what + entry.what_more if entry.what_more else entry.what
    said = (what, entry.when, entry.examples, entry.when_not, entry.contact)
    explanation = [*writer.lines("Audience", entry.audience), *writer.lines("Explanation", *said)]
    code = [("Normal", "")]
    if entry.code:
        picture = InlinePicture(entry.numeral, *_qr_picture(entry.code))
        code = [("QrCode", writer.picture(picture, f"QR {entry.numeral}", entry.qr_alt))]
    return writer.row(
        grid,
        (Cell(top=rule), _contact(writer, entry, field, elsewhere, grid.widths[0])),
        (Cell(top=rule), explanation),
        (Cell(top=rule, inset=0), code),
    )


@lru_cache(maxsize=1024)
def _qr_picture(address: str) -> tuple[bytes, float]:
    """Return a QR code as PNG, and its width including the quiet zone in mm."""
    code = qr.encode(address)
    return code.png(), (code.size + 2 * qr.QUIET_ZONE) * qr.MODULE


def _addresses(entry: Entry) -> Iterator[Address]:
    """Yield the sign, the web address below it, and other addresses."""
    hero = entry.hero
    if hero:
        yield entry.links[hero], SIGN if isinstance(hero, Phone) else SIGN_WEB
    if entry.url and hero is not entry.url:
        yield entry.links[entry.url], LINK
    if entry.page:
        yield entry.page, LINK
    for key in entry.keys:
        if key.way:
            yield key.words, LINK


def _contact(
    writer: Writer, entry: Entry, field: Field | None, elsewhere: Words | None, wide: float
) -> list[Line]:
    """Return the name, sign, addresses and short facts of an organisation."""
    lines = [*writer.lines("Heading2", entry.title)]
    lines += writer.lines("Key", entry.meaning, entry.person)
    addresses = _addresses(entry)
    if entry.hero:
        lines.append(writer.sign(entry.numeral, next(addresses), wide, elsewhere))
    elif field:
        lines.append(("SignBlank", writer.numeral(entry.numeral) + writer.control(field)))
    lines += [writer.address(one, wide) for one in addresses if has_room(entry, one, wide)]
    return [*lines, *writer.lines("Key", *(k.words for k in entry.keys if not k.way))]
