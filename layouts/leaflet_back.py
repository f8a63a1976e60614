"""The back of the leaflet: what to say when you call, the contacts close by, the colophon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from layouts.leaflet_fit import Reading
from layouts.leaflet_inside import body_style
from layouts.local_sign import CLOSE, ROOMY, LocalSign, details
from layouts.outline import Entry, Outline
from layouts.panel import Panel
from layouts.pdf.structure import LIST, Element
from layouts.typeset import Style
from layouts.words import Words

BOTTOM = 201.0  # last baseline
LOCAL_Y = 110.0  # baseline of the head over the contacts, or higher where they need room
TO_SIGN = 5.0  # from that head to the first sign
ABOVE_RULE, BELOW_RULE = 4.5, 6.0
# What a contact can do without when there is no room, the first to go first.
EXPENDABLE = ("web", "hours", "mail", "name")

Detail = tuple[int, str]  # which contact, and which field of it


def expendable(outline: Outline) -> list[Detail]:
    """The details of contacts that give way, in this order: what stands inside as well, then field
    by field, the last contact first.
    """
    known = [
        (index, field)
        for field in EXPENDABLE
        for index, slot in reversed(list(enumerate(outline.local.slots)))
        if field in details(slot)
    ]
    return sorted(known, key=lambda detail: not stands_inside(outline, detail))


def stands_inside(outline: Outline, detail: Detail, *, spare: bool = False) -> bool:
    """Whether an organisation inside says it as well; ``spare`` tells whether those say what they
    can do without.
    """
    index, field = detail
    slot = outline.local.slots[index]
    words = str(details(slot)[field])
    own = [entry for entry in outline.entries if entry.role == slot.role]
    return any(words in text for entry in own for text in _said(entry, spare=spare))


def _said(entry: Entry, *, spare: bool) -> Iterator[str]:
    yield str(entry.person or "")
    for value in (entry.url, entry.hero):
        yield str(value or "")
    for key in entry.keys:
        if spare or not key.spare:
            yield str(key.words)


@dataclass(frozen=True)
class Back:
    """The back panel; ``head_y`` is the baseline of its head."""

    panel: Panel
    section: Element
    outline: Outline
    fit: Reading
    head_y: float

    def draw(self) -> None:
        """Everything, from the top. The contacts stand where they always do, or higher where they
        need room.
        """
        panel, outline, fit = self.panel, self.outline, self.fit
        last = self.advice()
        signs = self.signs()
        height = sum(sign.height for sign in signs) + sum(sign.look.gap for sign in signs[:-1])
        first = self.colophon_y
        end = first - BELOW_RULE - ABOVE_RULE
        y = min(LOCAL_Y, end - height - TO_SIGN)
        heading, display = outline.local.heading, self.local_style
        above = (len(panel.lines(heading, display, panel.width)) - 1) * display.leading
        panel.must_fit(outline.alert.deaf, last, y - above - fit.local_gap)
        panel.text(self.section.child("H2"), heading, display, 0, y - above, panel.width)
        y += TO_SIGN
        for sign in signs:
            sign.draw(self.section, y)
            y += sign.height + sign.look.gap
        self.colophon(first)

    def advice(self) -> float:
        """What to do when calling; gives the last baseline."""
        panel, fit, outline = self.panel, self.fit, self.outline
        heading, display, style = (
            outline.calling_heading,
            panel.style("display"),
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

    def signs(self) -> list[LocalSign]:
        """The contacts, without what there is no room for."""
        look = CLOSE if self.fit.close else ROOMY
        left_out = set(expendable(self.outline)[: self.fit.fewer_details])
        return [
            LocalSign(self.panel, slot, look, {field for at, field in left_out if at == index})
            for index, slot in enumerate(self.outline.local.slots)
        ]

    @property
    def local_style(self) -> Style:
        """Of the head over the contacts. It may hold a long name; lines broken at a hyphen need a
        little more than one unbroken.
        """
        panel, display = self.panel, self.panel.style("display")
        small = panel.shrunk(self.outline.local.heading, display, panel.width - 0.5, floor=14)
        return replace(small, leading=display.leading * small.size / display.size)

    # --- colophon --------------------------------------------------------------------------

    @property
    def colophon_y(self) -> float:
        """Its first baseline."""
        panel, style = self.panel, self.panel.style("colophon")
        lines = len(panel.lines(Words.join(self.outline.colophon), style, panel.width))
        return BOTTOM - (lines - 1 + bool(self.outline.about)) * style.leading

    def colophon(self, y: float) -> None:
        """Who says this, and how old it is; ``y`` is the first baseline."""
        panel, style = self.panel, self.panel.style("colophon")
        panel.rule(y - BELOW_RULE)
        colophon = Words.join(self.outline.colophon)
        last = panel.text(self.section.child("P"), colophon, style, 0, y, panel.width)
        if self.outline.about:
            about = self.section.child("P")
            dutch = panel.style("about")
            panel.one_line(about, self.outline.about, dutch, 0, last + style.leading, panel.width)
