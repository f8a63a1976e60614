"""The back of the leaflet: what to say when you call, the contacts close by, the colophon."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from layouts.content.outline import Outline
from layouts.content.words import Words
from layouts.pdf.panel import Panel
from layouts.pdf.structure import LIST, Element
from layouts.products.leaflet.contact_details import IN_DUTCH, Detail
from layouts.products.leaflet.fit import Reading
from layouts.products.leaflet.inside import body_style
from layouts.products.leaflet.local_sign import LOOKS, LocalSign
from layouts.typesetting.lines import Style
from sources.ways import EMAIL, HOURS, MORE, WEB

BOTTOM = 201.0  # last baseline
LOCAL_Y = 110.0  # baseline of the head over the contacts, or higher where they need room
TO_SIGN = 5.0  # from that head to the first sign
ABOVE_RULE, BELOW_RULE = 4.5, 6.0
# What a contact can do without where there is no room, the first to go first.
EXPENDABLE = (*(way.id for way in MORE), WEB.id, HOURS.id, EMAIL.id, IN_DUTCH, "name")


@dataclass(frozen=True)
class Back:
    """The back panel; ``head_y`` is the baseline of its head, ``inside`` what details of contacts
    the panels inside say.
    """

    panel: Panel
    section: Element
    outline: Outline
    fit: Reading
    head_y: float
    inside: frozenset[Detail]

    def draw(self) -> None:
        """Everything, from the top. The contacts stand where they always do, or higher where they
        need room.
        """
        panel, outline, fit = self.panel, self.outline, self.fit
        last = self.advice()
        signs = self.signs
        height = sum(sign.height for sign in signs) + sum(sign.look.gap for sign in signs[:-1])
        first = self.colophon_y
        end = first - (BELOW_RULE + ABOVE_RULE) * fit.back_air
        y = min(LOCAL_Y, end - height - TO_SIGN * fit.back_air)
        heading, display = outline.local.heading, self.local_style
        above = (len(panel.lines(heading, display, panel.width)) - 1) * display.leading
        panel.must_fit(self.longest, last, y - above - fit.local_gap)
        panel.text(self.section.child("H2"), heading, display, 0, y - above, panel.width)
        y += TO_SIGN * fit.back_air
        for sign in signs:
            sign.draw(self.section, y)
            y += sign.height + sign.look.gap
        self.colophon(first)

    def advice(self) -> float:
        """What to do when calling; gives the last baseline."""
        panel, fit, outline = self.panel, self.fit, self.outline
        heading, display, style = (
            outline.calling_heading,
            self.display,
            body_style(panel, fit),
        )
        y = panel.text(self.section.child("H2"), heading, display, 0, self.head_y, panel.width)
        y += fit.advice_gap
        items = self.section.child("L", attributes=LIST)
        for advice in outline.calling:
            item = items.child("LI")
            dash = Words.of("\N{EN DASH}", outline.language)
            panel.one_line(item.child("Lbl"), dash, style, 0, y, 5)
            y = panel.text(item.child("LBody"), advice, style, 5, y, panel.width - 5)
            y += style.leading + fit.list_gap
        deaf = self.section.child("P")
        return panel.text(deaf, outline.alert.deaf, style, 0, y + fit.half, panel.width)

    @cached_property
    def signs(self) -> list[LocalSign]:
        """The contacts: without what stands inside as well, if need be, and without what else must
        give way. That is what makes a sign lower, field by field, the last contact first.
        """
        said = {(index, field) for index, field in self.inside if field != IN_DUTCH}
        signs = [
            LocalSign(
                self.panel,
                slot,
                LOOKS[self.fit.close],
                {field for at, field in said if at == index and self.fit.once},
            )
            for index, slot in enumerate(self.outline.local.slots)
        ]
        for _ in range(self.fit.fewer_details):
            found = next(self._lower(signs), None)
            if found is None:
                break
            index, sign = found
            signs[index] = sign
        return signs

    def _lower(self, signs: Sequence[LocalSign]) -> Iterator[tuple[int, LocalSign]]:
        """Signs with less on them that are lower for it, the first that should give way first."""
        for count in range(1, len(EXPENDABLE) + 1):
            for fields in itertools.combinations(EXPENDABLE, count):
                for index, sign in reversed(list(enumerate(signs))):
                    if sign.fields.issuperset(fields):
                        less = sign.without(fields)
                        if less.height < sign.height:
                            yield index, less

    @property
    def left_out(self) -> frozenset[Detail]:
        """The details of contacts that stand neither here nor inside."""
        gone = {(index, field) for index, sign in enumerate(self.signs) for field in sign.left_out}
        return frozenset(gone - self.inside)

    @property
    def longest(self) -> str:
        """What takes the most room, for a user to make shorter: of the contacts that are filled in
        the long fields, or else the labels.
        """
        signs = [sign for sign in self.signs if sign.slot.is_filled]
        if not signs:
            return str(self.outline.alert.deaf)
        long = [(sign, fields) for sign in signs if (fields := sign.long_fields)]
        rows = long or [(sign, ["label"]) for sign in signs]
        return "; ".join(
            f"{sign.slot.dutch or sign.slot.label} ({', '.join(fields)})" for sign, fields in rows
        )

    @property
    def display(self) -> Style:
        """The style of the heads."""
        style, share = self.panel.style("display"), self.fit.back_heads
        return replace(style, size=style.size * share, leading=style.leading * share)

    @property
    def small_print(self) -> Style:
        """The style of the colophon."""
        style = self.panel.style("colophon")
        share = self.panel.theme.scale.colophon_close if self.fit.close_colophon else 1.0
        return replace(style, leading=style.leading * share)

    @property
    def local_style(self) -> Style:
        """Of the head over the contacts. It may hold a long name; lines broken at a hyphen need a
        little more than one unbroken.
        """
        panel, display = self.panel, self.display
        small = panel.shrunk(self.outline.local.heading, display, panel.width - 0.5, floor=14)
        return replace(small, leading=display.leading * small.size / display.size)

    # --- colophon --------------------------------------------------------------------------

    @property
    def colophon_y(self) -> float:
        """Its first baseline."""
        panel, style = self.panel, self.small_print
        lines = len(panel.lines(Words.join(self.outline.colophon), style, panel.width))
        return BOTTOM - (lines - 1 + bool(self.outline.about)) * style.leading

    def colophon(self, y: float) -> None:
        """Who says this, and how old it is; ``y`` is the first baseline."""
        panel, style = self.panel, self.small_print
        panel.rule(y - BELOW_RULE * self.fit.back_air)
        colophon = Words.join(self.outline.colophon)
        last = panel.text(self.section.child("P"), colophon, style, 0, y, panel.width)
        if self.outline.about:
            about = self.section.child("P")
            dutch = panel.style("about")
            panel.one_line(about, self.outline.about, dutch, 0, last + style.leading, panel.width)
