"""Parts that products share: one organisation, and the emergency number, drawn in a panel."""

from __future__ import annotations

from dataclasses import replace

from layouts.outline import Alert, Concept, Entry
from layouts.panel import Panel
from layouts.pdf.content import WHITE
from layouts.pdf.structure import Element
from layouts.typeset import PT, Style
from layouts.words import Words
from sources.values import Phone, Url

SIGN_COLUMN = 16.5  # mm: the black pentagon, and the widest QR code
TEXT_X = 20.5  # sign column and a gutter of 4: numbers, links and text start here
SIGN_HEIGHT = 10.5
LOWEST = 203.0  # mm: below it a printer may leave a code out


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
) -> None:
    """The board with the numeral and the way in: a number, an address or a line to write on."""
    hero = entry.hero
    panel.sign_in(y, width, height, head, accent=isinstance(hero, Phone))
    tip = 0.16 * height  # the numeral stands a little before the middle
    panel.numerals(element, (entry.numeral,), 0, y, head - tip, height, numeral)
    if hero is None:
        panel.dots(text_x, y + 0.75 * height, width - text_x - 3)
        return
    style = phone if isinstance(hero, Phone) else web
    room = width - text_x - 2
    # "(0515) 48 90 00" is the longest form there is, and just too long.
    style = panel.shrunk(entry.links[hero], style, room, floor=0.96 * style.size)
    panel.one_line(element, entry.links[hero], style, text_x, centred(y, height, style), room)


def draw_entry(
    panel: Panel,
    section: Element,
    entry: Entry,
    y: float,
    limit: float,
    *,
    body: Style,
    web: Style,
    second_sentence: bool,
    meaning_beside: bool = False,
    spare_keys: bool = True,
) -> tuple[float, float]:
    """An organisation in a leaflet panel: ``y`` is the baseline of its name, ``limit`` the last
    baseline that it may use. The order never changes: name, sign, address, facts, what, when.

    Gives its last baseline and the bottom of its code.
    """
    spacing = panel.theme.spacing
    name = panel.shrunk(entry.title, panel.style("name"), panel.width, floor=11)
    used = panel.one_line(section.child("H3"), entry.title, name, 0, y, panel.width)
    draw_sign(
        panel,
        section.child("P"),
        entry,
        y + spacing.to_sign,
        width=panel.width,
        height=SIGN_HEIGHT,
        head=SIGN_COLUMN,
        text_x=TEXT_X,
        phone=panel.style("hero-inside"),
        web=web,
        numeral=22,
    )
    measure = panel.width - TEXT_X
    web_only = isinstance(entry.hero, Url)
    text_y = y + 20.0
    if entry.meaning:
        small = panel.style("key")
        beside = panel.width - used - spacing.gutter
        if meaning_beside and panel.lines(entry.meaning, small)[0].width <= beside:
            meaning = section.child("P")
            panel.one_line(meaning, entry.meaning, small, panel.width, y, beside, align="end")
        else:
            even = replace(small, balanced=True)
            text_y = panel.text(section.child("P"), entry.meaning, even, TEXT_X, text_y, measure)
            text_y += small.leading
    first_y = text_y
    text_y = _facts(panel, section, entry, text_y, spare=spare_keys)
    if text_y > first_y:
        text_y += spacing.half
    what = entry.what
    if entry.what_more and second_sentence:
        what = what + entry.what_more
    last = panel.text(section.child("P"), what, body, TEXT_X, text_y, measure)
    if not web_only:
        last += body.leading + spacing.half
        last = panel.text(section.child("P"), entry.when, body, TEXT_X, last, measure)
    panel.must_fit(entry.title, last, limit)
    # Its quiet zone: 4 mm of gutter beside it, 4 mm to the sign above, nothing below.
    if not entry.code:
        return last, last
    side = panel.qr(section, entry.code, entry.qr_alt, 0, y + 17.25)
    panel.must_fit(entry.qr_alt, y + 17.25 + side, min(limit + 5, LOWEST))
    return last, y + 17.25 + side


def _facts(panel: Panel, section: Element, entry: Entry, y: float, *, spare: bool) -> float:
    """Whom to ask for, the web address and the short facts, each on a line of its own from ``y``.

    Gives the baseline after them; ``spare`` keeps what there may be no room for.
    """
    measure, text_y = panel.width - TEXT_X, y
    if entry.person:
        key_style = panel.style("key")
        text_y = panel.text(section.child("P"), entry.person, key_style, TEXT_X, text_y, measure)
        text_y += key_style.leading
    if entry.url and not isinstance(entry.hero, Url):
        link = panel.style("link")
        panel.one_line(section.child("P"), entry.links[entry.url], link, TEXT_X, text_y, measure)
        text_y += link.leading
    key_style = panel.style("key")
    for key in entry.keys:
        if key.spare and not spare:
            continue
        indent = 0.0
        if key.icon:
            indent = 5.2
            panel.icon(key.icon, TEXT_X, text_y - 3.3, 4.1)
        room = measure - indent
        style = key_style
        if key.icon == "mail":  # an address is never broken
            style = panel.shrunk(key.words, key_style, room)
        text_y = panel.text(section.child("P"), key.words, style, TEXT_X + indent, text_y, room)
        text_y += key_style.leading
    return text_y


def draw_concept(panel: Panel, section: Element, concept: Concept, *, full: bool) -> None:
    """The hatched bar on the head of a panel, in the reader's language and in Dutch.

    ``full`` adds what is the matter, in both. Real text, and black only, so that it copies.
    """
    top, hatch = 7.2, 16.5
    step = panel.theme.scale.concept_step
    bottom = top + (5.2 + 2 * step if full else 5.8)
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
