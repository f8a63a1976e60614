"""An organisation in a leaflet panel, as blocks: name, sign and facts; what it does and when to
call; its code. The order is fixed. Text runs around the code at the end side.

All returned positions are relative to the baseline of the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from wegwijs.layouts.content.outline import Entry
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.entry import ICON, INDENT, centred
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.qr import MODULE, QUIET_ZONE, encode
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.leaflet.contact_details import (
    EVERYTHING,
    WITHOUT_FACTS,
    WITHOUT_PERSON,
)
from wegwijs.layouts.typesetting.lines import PT, Style
from wegwijs.sources.values import Phone
from wegwijs.sources.ways import way_of

SIGN_COLUMN = 16.5  # mm: the black pentagon, and the widest QR code
TEXT_X = 20.5  # sign column and a gutter of 4: the text on a sign starts here
SIGN_HEIGHT = 10.5
CAPITALS = 2.75  # mm: height of a line of facts
BESIDE = 3.0  # mm between text and a code: its quiet zone and a little more
Texts = tuple[Words, Words | None, Words, Words | None, bool]


class EntryLook(Struct, frozen=True):
    """How an organisation is set, including what is reduced for longer text."""

    body: Style
    key: Style
    link: Style
    web: Style  # an address on a sign
    web_sign: float = SIGN_HEIGHT  # height of a sign without a number
    under_sign: float = 6.75  # mm from a sign to the first baseline below it
    half: float = 2.5  # mm between paragraphs
    what: bool = True  # whether it says what it does even if examples show that
    more: bool = True  # whether it has a second sentence on what it does
    own: int = EVERYTHING  # how much an edition's own organisation shows


class Code(Struct, frozen=True):
    """The position of a code in mm; without a code ``side`` is 0."""

    top: float
    side: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.side

    def measure(self, width: float, y: float, style: Style, rise: float) -> tuple[float, ...]:
        """Return the widths of the lines from a baseline on: those beside the code are shorter.

        ``rise`` is how far letters reach above the baseline, as a share of the type size.
        """
        if not self.side:
            return (width,)
        clear = self.bottom + QUIET_ZONE * MODULE + rise * style.size * PT
        beside = max(0, ceil((clear - y) / style.leading))
        return (*[width - self.side - BESIDE] * beside, width)


def top(
    panel: Panel, section: Element, entry: Entry, y: float, look: EntryLook
) -> tuple[float, float, float, float, bool]:
    """Draw the name, sign and facts. Return the last baseline, where the text continues, the top
    and side of the code, and whether an explanation follows.
    """
    name = panel.shrunk(entry.title, panel.style("name"), panel.width, floor=11)
    sign_y = panel.text(section.child("H3"), entry.title, name, 0, y, panel.width) - y
    sign_y += panel.theme.spacing.to_sign
    has_number = entry.blank or isinstance(entry.hero, Phone)
    height = SIGN_HEIGHT if has_number else look.web_sign
    on_sign = _sign(panel, section.child("P"), entry, y + sign_y, height, look.web)
    first = sign_y + height + look.under_sign
    # The top of the code aligns with the capitals beside it.
    code = Code(first - CAPITALS, encode(entry.code).width(MODULE) if entry.code else 0)
    text = _Text(panel, section, code, y, first, look.key.leading)
    for words, style, icon, one_line in _facts(entry, look, hero=not on_sign):
        text.put(words, style, icon, one_line=one_line)
    if text.next > first:
        text.next += look.half
    return text.last, text.next, code.top, code.side, not entry.edition_only


def explanation(
    panel: Panel,
    section: Element,
    texts: Texts,
    y: float,
    look: EntryLook,
    goes_on: float,
    last: float,
    code_top: float,
    code_side: float,
) -> float:
    """Draw what it does and when to call; without a phone number only what it does. Return the last
    baseline.
    """
    what, more, when, examples, by_web = texts
    text = _Text(panel, section, Code(code_top, code_side), y, goes_on, look.key.leading)
    text.last = last
    if look.what or not examples:
        text.put(what + more if more and look.more else what, look.body)
        text.next += look.half
    if not by_web:
        text.put(when + examples if examples else when, look.body)
    return text.last


def code(panel: Panel, section: Element, entry: Entry, y: float) -> None:
    """Draw the code, its top at ``y``."""
    side = encode(entry.code).width(MODULE)
    panel.qr(section, entry.code, entry.qr_alt, panel.width - side, y)


def _facts(
    entry: Entry, look: EntryLook, *, hero: bool
) -> Iterator[tuple[Words, Style, str | None, bool]]:
    """Yield meaning, person to ask for, addresses and short facts: each with its style, its icon
    and whether to keep it on one line. With ``hero`` the address that did not fit on the sign comes
    first.
    """
    key = look.key
    if hero and entry.hero:
        yield entry.links[entry.hero], look.link, None, True
    if entry.meaning:
        yield entry.meaning, key._replace(balanced=True), None, False
    if entry.person and look.own > WITHOUT_PERSON:
        yield entry.person, key, None, False
    if entry.url and entry.hero is not entry.url:
        yield entry.links[entry.url], look.link, None, True
    for fact in entry.keys:
        if look.own > WITHOUT_FACTS or not fact.spare:
            yield fact.brief, key, fact.icon, True


def _sign(
    panel: Panel, element: Element, entry: Entry, y: float, height: float, web: Style
) -> bool:
    """Draw the board with the numeral and the main way: a number, an address or a line to write on.

    Return False where an address does not fit: the sign then shows its icon, and the caller prints
    the address.
    """
    hero, width = entry.hero, panel.width
    panel.sign_in(y, width, height, SIGN_COLUMN, accent=isinstance(hero, Phone))
    tip, numeral = 0.16 * height, min(22, 2.1 * height)  # slightly before the middle
    panel.numerals(element, (entry.numeral,), 0, y, SIGN_COLUMN - tip, height, numeral)
    if hero is None:
        panel.dots(TEXT_X, y + 0.75 * height, width - TEXT_X - 3)
        return True
    words, room = entry.links[hero], width - TEXT_X - 2
    if isinstance(hero, Phone):
        phone = panel.style("hero-inside")
        # for numbers such as +31 (0)30 000 00 00
        style = panel.shrunk(words, phone, room, floor=0.7 * phone.size)
        panel.one_line(element, words, style, TEXT_X, centred(y, height, style), room)
        return True
    fitted = panel.fitted(words, web, room, height, 10.0)
    if fitted is None:
        icon = way_of(hero).icon
        panel.icon(icon, TEXT_X, y + 0.2 * height, 0.6 * height)
        return False
    lines = len(panel.lines(words, fitted, room))
    first = centred(y, height, fitted) - (lines - 1) * fitted.leading / 2
    panel.text(element, words, fitted, TEXT_X, first, room)
    return True


class _Text:
    """The text below a sign, line by line; ``last`` is the last baseline, ``y`` the baseline of the
    name.
    """

    def __init__(
        self, panel: Panel, section: Element, code: Code, y: float, first: float, leading: float
    ) -> None:
        self.panel, self.section, self.code, self.y = panel, section, code, y
        self.next, self.last = first, first - leading

    def put(
        self, words: Words, style: Style, icon: str | None = None, *, one_line: bool = False
    ) -> None:
        """Draw a paragraph, with or without an icon. On ``one_line`` it is set smaller if needed;
        if still too long it continues on the next line.
        """
        panel, indent = self.panel, INDENT if icon else 0.0
        measure = self._measure(style, indent)
        if icon:
            panel.icon(icon, 0, self.y + self.next - 3.3, ICON)
        if one_line:
            style = panel.shrunk(words, style, measure[0])
            measure = self._measure(style, indent)
        element = self.section.child("P")
        last = panel.text(element, words, style, indent, self.y + self.next, measure)
        self.last = last - self.y
        self.next = self.last + style.leading

    def _measure(self, style: Style, indent: float) -> tuple[float, ...]:
        """Return the widths of the next lines."""
        width, rise = self.panel.width - indent, self.panel.theme.scale.rise
        return self.code.measure(width, self.next, style, rise)
