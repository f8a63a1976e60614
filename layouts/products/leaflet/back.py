"""The back of the leaflet: advice on calling, the local contacts, the colophon."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from wegwijs.layouts.content.outline import Slot
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Brush, Setting, rounded
from wegwijs.layouts.pdf.overflow import Room
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import LIST, Element
from wegwijs.layouts.products.leaflet.contact_details import IN_DUTCH, Detail
from wegwijs.layouts.products.leaflet.fit import TracedFit
from wegwijs.layouts.products.leaflet.inside import body_style
from wegwijs.layouts.products.leaflet.local_sign import DENSITIES, LocalSign, local_sign
from wegwijs.layouts.products.leaflet.nodes import Contacts
from wegwijs.layouts.products.leaflet.paper import MEASURE
from wegwijs.layouts.typesetting.lines import Style
from wegwijs.sources.ways import EMAIL, HOURS, MORE, NUMBERS, WEB

BOTTOM = 201.0  # last baseline
LOCAL_Y = 110.0  # baseline of the heading of the contacts; higher where they need room
TO_SIGN = 5.0  # from that heading to the first sign
ABOVE_RULE, BELOW_RULE = 4.5, 6.0
RISE = 7.0  # how far a heading reaches above its baseline, at most
# Details of a contact that may be left out for lack of room, in that order.
EXPENDABLE = (
    *(way.id for way in reversed(MORE)),
    *(one.id for one in reversed(NUMBERS)),
    WEB.id,
    HOURS.id,
    EMAIL.id,
    IN_DUTCH,
    "name",
)

Calling = tuple[Words, tuple[Words, ...], Words]
# A sign: the details left out of it, its height, and the gap below it.
Sign = tuple[tuple[str, ...], float, float]


@dataclass(frozen=True)
class Back:
    """The back panel; ``head_y`` is the baseline of its heading, ``inside`` the details of contacts
    that the inside panels show.
    """

    brush: Brush
    fit: TracedFit
    head_y: float
    inside: frozenset[Detail]

    def draw(self) -> None:
        """Draw the panel from top to bottom. Contacts start at ``LOCAL_Y``, or higher where they
        need room.
        """
        brush, fit = self.brush, self.fit
        given = (fit.back_heads, fit.body, fit.leading, fit.advice_gap, fit.list_gap, fit.half)
        last = self.head_y + brush.block(advice, ("calling",), self.head_y, *given)
        signs = self.signs
        height = sum(height for _, height, _ in signs) + sum(gap for _, _, gap in signs[:-1])
        first = self.colophon_y
        end = first - (BELOW_RULE + ABOVE_RULE) * fit.back_air
        y = min(LOCAL_Y, end - height - TO_SIGN * fit.back_air)
        above = brush.dialogue.ask(lines_above, ("local",), fit.back_heads)
        room = Room(y - above - fit.local_gap, last + fit.local_gap - RISE, end)
        lower = brush.must_fit(self.longest, last, room)
        brush.block(local_head, ("local",), y - above + lower, fit.back_heads)
        y += TO_SIGN * fit.back_air + lower
        for index, (left_out, sign_height, gap) in enumerate(signs):
            brush.block(sign, ("slot", index), y, fit.close, left_out)
            y += sign_height + gap
        first += lower
        brush.block(colophon, ("colophon",), first, fit.back_air, fit.close_colophon)
        if self.has_about:
            brush.block(about, ("about",), first + self.colophon_height)

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """The signs of the contacts: if necessary without details that are shown inside, then
        without ``EXPENDABLE`` details.
        """
        fit, inside = self.fit, tuple(sorted(self.inside))
        given = (fit.close, fit.once, fit.fewer_details, inside)
        return self.brush.dialogue.ask(signs, ("contacts",), *given)

    @property
    def left_out(self) -> frozenset[Detail]:
        """The details of contacts that are shown neither here nor inside."""
        gone = {(index, field) for index, sign in enumerate(self.signs) for field in sign[0]}
        return frozenset(gone - self.inside)

    def longest(self) -> str:
        """Return what takes the most room, for the user to shorten: the long fields of filled-in
        contacts, otherwise their labels.
        """
        nodes, panel, density = (
            self.brush.dialogue.nodes,
            self.brush.panel,
            DENSITIES[self.fit.close],
        )
        found = [
            LocalSign(panel, nodes["slot", index], density, frozenset(left_out))
            for index, (left_out, _, _) in enumerate(self.signs)
            if nodes["slot", index].is_filled
        ]
        if not found:
            return str(nodes["calling",][2])
        long = [(sign, fields) for sign in found if (fields := sign.long_fields)]
        rows = long or [(sign, ["label"]) for sign in found]
        return "; ".join(
            f"{sign.slot.dutch or sign.slot.label} ({', '.join(fields)})" for sign, fields in rows
        )

    @property
    def has_about(self) -> bool:
        """Whether it has a line in Dutch about the document."""
        return self.brush.dialogue.nodes["about",] is not None

    @property
    def colophon_y(self) -> float:
        """The first baseline of the colophon."""
        leading = small_print(self.brush.panel, self.fit.close_colophon).leading
        if not self.has_about:
            return BOTTOM - self.colophon_height + leading
        return BOTTOM - self.colophon_height - self.brush.dialogue.ask(below_about, ("about",))

    @property
    def colophon_height(self) -> float:
        """From its first baseline to the one after its last."""
        close = self.fit.close_colophon
        lines: int = self.brush.dialogue.ask(colophon_lines, ("colophon",), close)
        return lines * small_print(self.brush.panel, close).leading


# --- questions of the layout -----------------------------------------------------------------


def signs(
    setting: Setting,
    contacts: Contacts,
    close: int,
    once: bool,
    fewer_details: int,
    inside: tuple[Detail, ...],
) -> tuple[Sign, ...]:
    """Return the signs. Details that would make a sign lower are left out field by field, of the
    last contact first.
    """
    panel = setting.blank("back", 0, 0, MEASURE)
    said = {(index, field) for index, field in inside if field != IN_DUTCH}
    found = [
        local_sign(
            panel,
            slot,
            DENSITIES[close],
            frozenset({field for at, field in said if at == index and once}),
        )
        for index, slot in enumerate(contacts.slots)
    ]
    for _ in range(fewer_details):
        lower = next(_lower(found), None)
        if lower is None:
            break
        index, less = lower
        found[index] = less
    return tuple(
        (tuple(sorted(one.left_out)), _height(setting, one), one.density.gap) for one in found
    )


def _height(setting: Setting, one: LocalSign) -> float:
    """Return the height of a sign; an empty one has the same height in every edition."""
    if one.slot.own:
        return rounded(one.height)
    key = (_height, one.slot, one.density)
    return float(setting.answers.made(key, lambda: rounded(one.height)))


def _lower(found: Sequence[LocalSign]) -> Iterator[tuple[int, LocalSign]]:
    """Yield signs with fewer details that are lower for it, in the order in which
    details are left out.
    """
    there = {field for one in found for field in one.fields}
    expendable = [field for field in EXPENDABLE if field in there]
    for count in range(1, len(expendable) + 1):
        for fields in itertools.combinations(expendable, count):
            for index, one in reversed(list(enumerate(found))):
                if one.fields.issuperset(fields):
                    less = one.without(fields)
                    if less.height < one.height:
                        yield index, less


def lines_above(setting: Setting, heading: Words, back_heads: float) -> float:
    """Return how far the first baseline of the heading of the contacts is above its last (mm)."""
    panel = setting.blank("back", 0, 0, MEASURE)
    style = local_style(panel, heading, back_heads)
    return rounded((len(panel.lines(heading, style, MEASURE)) - 1) * style.leading)


def colophon_lines(setting: Setting, sentences: tuple[Words, ...], close: bool) -> int:
    """Return the number of lines of the colophon."""
    panel = setting.blank("back", 0, 0, MEASURE)
    return len(panel.sentences(sentences, small_print(panel, close), MEASURE))


def below_about(setting: Setting, words: Words) -> float:
    """Return the height of the line in Dutch below its first baseline (mm): the name of a language
    may need another line.
    """
    panel = setting.blank("back", 0, 0, MEASURE)
    style = panel.style("about")
    return (len(panel.lines(words, style, MEASURE)) - 1) * style.leading


# --- styles ----------------------------------------------------------------------------------


def back_display(panel: Panel, back_heads: float) -> Style:
    """Return the style of the headings."""
    style = panel.style("display")
    return style._replace(size=style.size * back_heads, leading=style.leading * back_heads)


def local_style(panel: Panel, heading: Words, back_heads: float) -> Style:
    """Return the style of the heading of the contacts. It may hold a long name; lines broken at a
    hyphen need slightly more room than one unbroken line.
    """
    display = back_display(panel, back_heads)
    small = panel.shrunk(heading, display, panel.width - 0.5, floor=14)
    return small._replace(leading=display.leading * small.size / display.size)


def small_print(panel: Panel, close: bool) -> Style:
    """Return the style of the colophon."""
    style = panel.style("colophon")
    share = panel.theme.scale.colophon_close if close else 1.0
    return style._replace(leading=style.leading * share)


# --- blocks ----------------------------------------------------------------------------------


def advice(
    panel: Panel,
    section: Element,
    said: Calling,
    y: float,
    back_heads: float,
    body: float,
    leading: float,
    advice_gap: float,
    list_gap: float,
    half: float,
) -> float:
    """Draw the advice on calling; return the last baseline."""
    heading, advices, deaf = said
    display, style = back_display(panel, back_heads), body_style(panel, body, leading)
    y = panel.text(section.child("H2"), heading, display, 0, y, panel.width)
    y += advice_gap
    items = section.child("L", attributes=LIST)
    for words in advices:
        item = items.child("LI")
        dash = Words.of("\N{EN DASH}", panel.language)
        panel.one_line(item.child("Lbl"), dash, style, 0, y, 5)
        y = panel.text(item.child("LBody"), words, style, 5, y, panel.width - 5)
        y += style.leading + list_gap
    return panel.text(section.child("P"), deaf, style, 0, y + half, panel.width)


def local_head(panel: Panel, section: Element, heading: Words, y: float, back_heads: float) -> None:
    """Draw the heading of the contacts."""
    style = local_style(panel, heading, back_heads)
    panel.text(section.child("H2"), heading, style, 0, y, panel.width)


def sign(
    panel: Panel, section: Element, slot: Slot, y: float, close: int, left_out: tuple[str, ...]
) -> None:
    """Draw the sign of a contact."""
    local_sign(panel, slot, DENSITIES[close], frozenset(left_out)).draw(panel, section, y)


def colophon(
    panel: Panel,
    section: Element,
    sentences: tuple[Words, ...],
    y: float,
    back_air: float,
    close: bool,
) -> None:
    """Draw publisher, version and check date; ``y`` is the first baseline."""
    panel.rule(y - BELOW_RULE * back_air)
    style = small_print(panel, close)
    lines = panel.sentences(sentences, style, panel.width)
    for line in lines:
        if line.width > panel.width:
            panel.must_fit(Words.join(sentences), line.width, panel.width)
    panel.set_below(section.child("P"), lines, 0, y, style.leading, again=True)


def about(panel: Panel, section: Element, words: Words, y: float) -> None:
    """Draw what the document is, in Dutch, for the person who hands it out."""
    panel.text(section.child("P"), words, panel.style("about"), 0, y, panel.width)
