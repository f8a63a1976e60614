"""Parts that products share: one organisation, and the emergency number, drawn in a panel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from layouts.content.outline import Alert, Concept, Entry
from layouts.content.words import Words
from layouts.pdf.content import WHITE
from layouts.pdf.panel import Panel
from layouts.pdf.qr import MODULE, QUIET_ZONE, encode
from layouts.pdf.structure import Element
from layouts.products.leaflet.contact_details import EVERYTHING, WITHOUT_FACTS, WITHOUT_PERSON
from layouts.typesetting.lines import PT, Style
from layouts.typesetting.theme import Theme
from sources.values import Phone, Url

SIGN_COLUMN = 16.5  # mm: the black pentagon, and the widest QR code
TEXT_X = 20.5  # sign column and a gutter of 4: what stands on a sign starts here
SIGN_HEIGHT = 10.5
ICON, INDENT = 4.1, 5.2  # mm: an icon before a fact, and where the fact starts
CAPITALS = 2.75  # mm: height of a line of facts
BESIDE = 3.0  # mm between text and a code: its quiet zone and a little more


def centred(y: float, height: float, style: Style) -> float:
    """The baseline of capitals or digits in the middle of a box of ``height`` mm."""
    return y + height / 2 + 0.33 * style.size * PT - style.lift


def draw_alert(
    panel: Panel,
    section: Element,
    alert: Alert,
    y: float,
    height: float,
    *,
    label: str,
    number: str,
) -> None:
    """The solid black arm with 112, over the whole width; ``label`` and ``number`` are styles.

    Text only: a link or a code that dials 112 would be pressed by accident.
    """
    panel.arm(0, y, panel.width, height, 0, accent=False, solid=True)
    element = section.child("P")
    style, digits = panel.style(label), panel.style(number)
    inset, end = 0.31 * height, panel.width - 0.68 * height
    value = Words.of(alert.number.display)
    room = end - inset - panel.lines(value, digits)[0].width - 2
    words = alert.label.spaced()
    lines = panel.lines(words, style, room)
    if len(lines) > 1:  # two shorter lines instead of one, clear of the edges of the arm
        size = min(0.8 * style.size, (height - 1.6) / (2.05 * PT))
        style = replace(style, size=size, leading=1.06 * size * PT, balanced=True)
        lines = panel.lines(words, style, room)
        panel.must_fit(words, len(lines), 2)
    first = centred(y, height, style) - (len(lines) - 1) * style.leading / 2
    for index, line in enumerate(lines):
        panel.must_fit(words, line.width, room)
        panel.put(element, line, inset, first + index * style.leading, colour=WHITE)
    baseline = centred(y, height, digits)
    panel.one_line(element, value, digits, end, baseline, room, align="end", colour=WHITE)


def draw_sign(
    panel: Panel,
    element: Element,
    entry: Entry,
    y: float,
    *,
    width: float,
    height: float,
    head: float,
    text_x: float,
    phone: Style,
    web: Style,
    numeral: float | None = None,
    least: float = 10.0,
) -> bool:
    """The board with the numeral and the way in: a number, an address or a line to write on.
    ``least`` is the smallest type for an address, in pt.

    Gives False where an address has no room on it: then its icon stands there, and the address is
    the caller's to print.
    """
    hero = entry.hero
    panel.sign_in(y, width, height, head, accent=isinstance(hero, Phone))
    tip = 0.16 * height  # the numeral stands a little before the middle
    panel.numerals(element, (entry.numeral,), 0, y, head - tip, height, numeral)
    if hero is None:
        panel.dots(text_x, y + 0.75 * height, width - text_x - 3)
        return True
    words, room = entry.links[hero], width - text_x - 2
    if isinstance(hero, Phone):
        style = panel.shrunk(words, phone, room, floor=0.7 * phone.size)  # as +31 (0)30 000 00 00
        panel.one_line(element, words, style, text_x, centred(y, height, style), room)
        return True
    fitted = panel.fitted(words, web, room, height, least)
    if fitted is None:
        size = 0.6 * height
        panel.icon("web" if isinstance(hero, Url) else "mail", text_x, y + 0.2 * height, size)
        return False
    lines = len(panel.lines(words, fitted, room))
    first = centred(y, height, fitted) - (lines - 1) * fitted.leading / 2
    panel.text(element, words, fitted, text_x, first, room)
    return True


@dataclass(frozen=True)
class EntryLook:
    """How an organisation is set, and what gives way to longer text."""

    body: Style
    key: Style
    link: Style
    web: Style  # an address on a sign
    web_sign: float = SIGN_HEIGHT  # height of a sign without a number
    under_sign: float = 6.75  # mm from a sign to the first baseline below it
    half: float = 2.5  # mm between paragraphs
    what: bool = True  # what it does, where examples tell that as well
    more: bool = True  # a second sentence of what it does
    own: int = EVERYTHING  # how much the edition's own says


def draw_entry(
    panel: Panel, section: Element, entry: Entry, y: float, look: EntryLook
) -> tuple[float, float]:
    """An organisation in a leaflet panel; ``y`` is the baseline of its name. The order never
    changes: name, sign, address, facts, what, when. Text runs round the code at the end side.

    Gives its last baseline, and how deep its code reaches.
    """
    name = panel.shrunk(entry.title, panel.style("name"), panel.width, floor=11)
    top = panel.text(section.child("H3"), entry.title, name, 0, y, panel.width)
    top += panel.theme.spacing.to_sign
    has_number = entry.blank or isinstance(entry.hero, Phone)
    height = SIGN_HEIGHT if has_number else look.web_sign
    on_sign = draw_sign(
        panel,
        section.child("P"),
        entry,
        top,
        width=panel.width,
        height=height,
        head=SIGN_COLUMN,
        text_x=TEXT_X,
        phone=panel.style("hero-inside"),
        web=look.web,
        numeral=min(22, 2.1 * height),
    )
    first = top + height + look.under_sign
    # The code stands as high as the capitals beside it.
    code = Code(first - CAPITALS, encode(entry.code).width(MODULE) if entry.code else 0)
    text = _Text(panel, section, code, first, look)
    text.facts(entry, hero=not on_sign)
    if not entry.edition_only:
        text.explanation(entry)
    if entry.code:
        panel.qr(section, entry.code, entry.qr_alt, panel.width - code.side, code.top)
    return text.last, code.bottom


@dataclass(frozen=True)
class Code:
    """Where a code stands, in mm; without a code ``side`` is 0."""

    top: float
    side: float

    @property
    def bottom(self) -> float:
        """How deep it reaches."""
        return self.top + self.side

    def measure(self, width: float, y: float, style: Style, rise: float) -> tuple[float, ...]:
        """How wide lines may be from a baseline on: those beside the code are shorter.

        ``rise`` is how far letters reach above their baseline, of their size.
        """
        if not self.side:
            return (width,)
        clear = self.bottom + QUIET_ZONE * MODULE + rise * style.size * PT
        beside = max(0, ceil((clear - y) / style.leading))
        return (*[width - self.side - BESIDE] * beside, width)


class _Text:
    """What stands below a sign, line after line; ``last`` is the last baseline."""

    def __init__(
        self, panel: Panel, section: Element, code: Code, y: float, look: EntryLook
    ) -> None:
        self.panel, self.section, self.code, self.look = panel, section, code, look
        self.next, self.last = y, y - look.key.leading

    def facts(self, entry: Entry, *, hero: bool) -> None:
        """What the name means, whom to ask for, addresses and short facts. ``hero`` tells that the
        address on the sign had no room there: it comes first.
        """
        key, start = self.look.key, self.next
        if hero and entry.hero:
            self.fact(entry.links[entry.hero], self.look.link)
        if entry.meaning:
            self.text(entry.meaning, replace(key, balanced=True))
        if entry.person and self.look.own > WITHOUT_PERSON:
            self.text(entry.person, key)
        if entry.url and entry.hero is not entry.url:
            self.fact(entry.links[entry.url], self.look.link)
        for fact in entry.keys:
            if self.look.own > WITHOUT_FACTS or not fact.spare:
                self.fact(fact.words, key, fact.icon)
        if self.next > start:
            self.next += self.look.half

    def explanation(self, entry: Entry) -> None:
        """What it does, and when to call; who gives a website only has no number to call."""
        look = self.look
        what = entry.what + entry.what_more if entry.what_more and look.more else entry.what
        if look.what or not entry.examples:
            self.text(what, look.body)
            self.next += look.half
        when = entry.when + entry.examples if entry.examples else entry.when
        if not isinstance(entry.hero, Url):
            self.text(when, look.body)

    def fact(self, words: Words, style: Style, icon: str | None = None) -> None:
        """On one line, smaller if need be; what is too long even then goes on on the next."""
        room = self.measure(style, icon)[0]
        self.text(words, self.panel.shrunk(words, style, room), icon)

    def text(self, words: Words, style: Style, icon: str | None = None) -> None:
        """A paragraph, behind an icon or not."""
        if icon:
            self.panel.icon(icon, 0, self.next - 3.3, ICON)
        element, indent = self.section.child("P"), INDENT if icon else 0.0
        measure = self.measure(style, icon)
        self.last = self.panel.text(element, words, style, indent, self.next, measure)
        self.next = self.last + style.leading

    def measure(self, style: Style, icon: str | None) -> tuple[float, ...]:
        """How wide the next lines may be."""
        width = self.panel.width - (INDENT if icon else 0.0)
        return self.code.measure(width, self.next, style, self.panel.theme.scale.rise)


CONCEPT_Y = 7.2  # mm: the upper edge of the mark of a concept


def concept_height(theme: Theme, *, full: bool) -> float:
    """The lower edge of the mark of a concept."""
    return CONCEPT_Y + (5.2 + 2 * theme.scale.concept_step if full else 5.8)


def draw_concept(panel: Panel, section: Element, concept: Concept, *, full: bool) -> None:
    """The hatched bar on the head of a panel, in the reader's language and in Dutch.

    ``full`` adds what is the matter, in both. Real text, and black only, so that it copies.
    """
    top, hatch = CONCEPT_Y, 16.5
    step = panel.theme.scale.concept_step
    bottom = concept_height(panel.theme, full=full)
    panel.rule(top, panel.theme.spacing.hairline_pt)
    panel.rule(bottom, panel.theme.spacing.hairline_pt)
    panel.hatch(0, top, hatch, bottom - top)
    start, room = hatch + 2.5, panel.width - hatch - 2.5
    y = top + 4.2
    style = panel.style("concept-dutch")
    mark = section.child("P")
    used = panel.one_line(mark, concept.mark.spaced(), panel.style("concept"), start, y, room)
    room_left = room - used
    panel.one_line(mark, concept.dutch_mark, style, panel.width, y, room_left, align="end")
    if full:
        note = panel.style("concept-note")
        own = panel.shrunk(concept.explained, note, room)
        panel.one_line(section.child("P"), concept.explained, own, start, y + step, room)
        panel.one_line(section.child("P"), concept.dutch_explained, note, start, y + 2 * step, room)
