"""The tables of the handout: the overview, the contacts close by, the organisations one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from layouts.content.outline import Entry, Slot
from layouts.pdf import qr
from layouts.products.handout.writer import (
    LINK,
    SIGN,
    SIGN_WEB,
    TABLE_PHONE,
    Address,
    Columns,
    Writer,
)
from layouts.word.fit import in_room
from layouts.word.parts import Cell, Story
from layouts.word.styles import INK, PAPER
from sources.values import Phone

OVERVIEW = Columns((52, 51, 9, 58), (36, 46.7, 9, 58), at=3, easy=78.3)
# Who, name, number and addresses; where those are long, the name stands below who it is.
LOCAL = Columns((46, 58, 66), (38, 42, 66), at=2, easy=90)
LOCAL_NAMELESS = Columns((64, 106), (44, 106), at=1, easy=126)
# The third holds a QR code of version 4.
DETAILS = Columns((63, 86.5, 20.5), (63, 54, 20.5), at=0, easy=92)
WRITING = 9.0  # mm, the least height of a row to write in
BETWEEN_GROUPS = (1.0, INK)
BETWEEN_NUMERALS = (1.6, PAPER)


def held(rows: int) -> list[bool]:
    """Which rows keep to the page of the next one: the first two and the last three stay together,
    so that none stands alone on a page.
    """
    return [row == 0 or rows - 3 <= row < rows - 1 for row in range(rows)]


def overview(writer: Writer) -> None:
    """Every organisation in one row: for whom, who, numeral, how to reach it."""
    outline = writer.outline
    widths = OVERVIEW.fitted(one for entry in outline.entries for one in _shown(entry))
    table = writer.table("Overview", widths, outline.situations_heading)
    writer.head(table, "table_audience", "table_organisation", "table_number", "table_contact")
    for entry, keep in zip(outline.entries, held(len(outline.entries)), strict=True):
        rule = BETWEEN_GROUPS if entry.numeral in writer.starts_group else None
        situation, title, numeral, contact = table.row(
            Cell(top=rule, centred=True),
            Cell(top=rule, centred=True),
            Cell(INK, BETWEEN_NUMERALS, BETWEEN_NUMERALS, inset=0, centred=True),
            Cell(writer.accent if entry.phone else None, top=rule, centred=True),
            keep_next=keep,
        )
        writer.write(situation.paragraph(), entry.situation)
        writer.write(title.paragraph(), entry.name)
        writer.facts(title, entry.meaning, entry.person)
        numeral.paragraph("TableNumber").text(str(entry.numeral), ltr=True)
        if entry.blank:
            blank = contact.paragraph("Blank")
            writer.number(blank, "field_phone", entry, widths[-1], "TablePhoneFilled")
        ways = [one for one in _shown(entry) if _has_room(entry, one, widths[-1])]
        for one in ways:
            writer.address(contact, one, widths[-1])
        if not ways and not entry.blank:
            writer.write(contact.paragraph("Link"), outline.local.heading)
        hours = (key.words for key in entry.keys if key.icon == "clock")
        writer.facts(contact, *(hours if entry.edition_only else ()))


def _shown(entry: Entry) -> Iterator[Address]:
    """How the overview says that somebody is reached; of an edition's own contact in every way."""
    if entry.phone:
        yield entry.links[entry.phone], TABLE_PHONE
    if entry.url:
        yield entry.links[entry.url], LINK
    if entry.email and entry.role:
        yield entry.links[entry.email], LINK


def _has_room(entry: Entry, address: Address, wide: float) -> bool:
    """Whether an address fits in a column. That of an edition's own contact also stands in the
    table of those close by, which has the most room.
    """
    return entry.role is None or in_room(*address, wide) is not None


def local(writer: Writer) -> None:
    """The contacts close by, or room for them."""
    close_by = writer.outline.local
    slots, ways = close_by.slots, [one for slot in close_by.slots for one in _ways(slot)]
    named = any(slot.name or not slot.is_filled for slot in slots)
    columns = LOCAL if named and LOCAL.on_one_line(ways) else LOCAL_NAMELESS
    widths = columns.fitted(ways)
    table = writer.table("Overview", widths, close_by.heading)
    names = ("table_who", "table_name") if columns is LOCAL else ("table_who",)
    phones = all(way.icon == "phone" for slot in slots for way in slot.ways)
    writer.head(table, *names, "table_phone" if phones else "table_contact")
    for slot, keep in zip(slots, held(len(slots)), strict=True):
        look = Cell(centred=not slot.is_filled)
        least = None if slot.is_filled else WRITING
        _slot(writer, slot, table.row(*[look] * len(widths), least=least, keep_next=keep), widths)


def _ways(slot: Slot) -> Iterator[Address]:
    for way in slot.ways:
        yield way.words, TABLE_PHONE if way.icon == "phone" else LINK


def _slot(writer: Writer, slot: Slot, cells: Sequence[Story], widths: Sequence[float]) -> None:
    """A contact: who, the name there or in a cell of its own, and how to reach it."""
    who, contact = cells[0], cells[-1]
    writer.write(who.paragraph(), slot.label)
    writer.facts(who, slot.dutch if slot.label_in_both != slot.label else None)
    person = cells[1] if len(cells) == 3 else who
    if slot.name:
        writer.write(person.paragraph(), slot.name)
    elif not slot.is_filled:
        key, room = f"name-{slot.role}", widths[-2]
        writer.field(person.paragraph("Blank"), "field_name", slot.label, key, room)
    elif person is not who:
        person.paragraph()
    for one in _ways(slot):
        writer.address(contact, one, widths[-1])
    if slot.hours:
        writer.facts(contact, slot.hours)
    if not slot.is_filled:
        key, blank = f"phone-{slot.role}", contact.paragraph("Blank")
        writer.field(blank, "field_phone", slot.label, key, widths[-1], "TablePhoneFilled")


def details(writer: Writer) -> None:
    """The organisations one by one, each with its sign."""
    heading = writer.label("details_heading")
    entries = writer.outline.entries
    widths = DETAILS.fitted(one for entry in entries for one in _addresses(entry))
    table = writer.table("Details", widths, heading)
    writer.head(table, "details_organisation", "details_audience", "details_qr")
    for entry in entries:
        rule = BETWEEN_GROUPS if entry.numeral in writer.starts_group else None
        contact, explanation, code = table.row(
            Cell(top=rule), Cell(top=rule), Cell(top=rule, inset=0)
        )
        _contact(writer, contact, entry, widths[0])
        writer.write(explanation.paragraph("Audience"), entry.audience)
        what = entry.what + entry.what_more if entry.what_more else entry.what
        for words in (what, entry.when, entry.examples, entry.when_not, entry.contact):
            if words:
                writer.write(explanation.paragraph("Explanation"), words)
        if not entry.code:
            code.paragraph()
            continue
        png, width = _qr_picture(entry.code)
        code.paragraph("QrCode").picture(png, width, f"QR {entry.numeral}", entry.qr_alt)


@lru_cache(maxsize=1024)
def _qr_picture(address: str) -> tuple[bytes, float]:
    """A QR code as a picture, and its width with the quiet zone in mm."""
    code = qr.encode(address)
    return code.png(), (code.size + 2 * qr.QUIET_ZONE) * qr.MODULE


def _addresses(entry: Entry) -> Iterator[Address]:
    """The sign, the web address below it, and what else is an address."""
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


def _contact(writer: Writer, cell: Story, entry: Entry, wide: float) -> None:
    """Name, sign, addresses and short facts."""
    writer.write(cell.paragraph("Heading2"), entry.title)
    writer.facts(cell, entry.meaning, entry.person)
    addresses = _addresses(entry)
    if entry.hero:
        writer.sign(cell, entry, next(addresses), wide)
    else:
        sign = writer.numeral(cell.paragraph("SignBlank"), entry)
        writer.number(sign, "field_phone_details", entry, wide - SIGN.inset, "SignFilled")
    for one in addresses:
        if _has_room(entry, one, wide):
            writer.address(cell, one, wide)
    writer.facts(cell, *(key.words for key in entry.keys if not key.way))
