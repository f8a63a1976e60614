"""How much room the texts of the card take: all that its layout may know of what they say.

Millimetres, rounded, so that editions with other words and the same room have the same layout.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from layouts.content.words import Words
from layouts.pdf.blocks import Dialogue, Setting, rounded
from layouts.pdf.memory import Memory
from layouts.pdf.panel import Panel
from layouts.products.pocket_card.contact import CardContact, Fact
from layouts.products.pocket_card.fit import Fit
from layouts.products.pocket_card.setting import (
    CLEAR,
    MEASURE,
    WHITE,
    SetContact,
    SetText,
    scaled,
    set_contact,
    set_text,
)
from layouts.typesetting.lines import Measure, Style


def measuring(setting: Setting) -> Panel:
    """A face to measure on."""
    return setting.blank("", 0, 0, MEASURE)


_SET: Memory[tuple[Setting, CardContact, Fit], SetContact] = Memory(64)


def contact_in(setting: Setting, contact: CardContact, fit: Fit) -> SetContact:
    """A contact, set: it is measured, and then drawn."""
    key = setting, contact, fit
    return _SET.made(key, lambda: set_contact(measuring(setting), contact, fit))


class Extent(NamedTuple):
    """A contact, set: all y from the baseline of its name. ``missing`` are facts of an edition's
    own that are left out.
    """

    rise: float
    sign_bottom: float
    bottom: float
    last: float
    code_side: float
    code_bottom: float
    too_wide: float
    missing: int

    @property
    def beside(self) -> float:
        """The measure that its code leaves."""
        return code_edge(self.code_side)


class ContactExtent(Struct, frozen=True):
    """A contact, by its place in all of them, and the room that it takes in a fit. What it says
    further on a line is asked only where something stands there.
    """

    dialogue: Dialogue
    contact: int
    fit: Fit
    extent: Extent

    def step_to(self, below: ContactExtent) -> float:
        """How far the name of a contact below it must be from its own."""
        own, other, path = self.extent, below.extent, ("contact", self.contact)
        edge = code_edge(other.code_side)
        wide = other.code_side and self.dialogue.ask(is_past, path, self.fit, edge)
        steps = [own.bottom + (WHITE if wide else CLEAR) + other.rise]
        if own.code_side:
            steps.append(own.code_bottom + WHITE + other.rise)
        return max(steps)

    def past(self, edge: float) -> float | None:
        """How low the ink of lines reaches that end past an edge, from the start of a face; None:
        there are none.
        """
        low = self.dialogue.ask(past, ("contact", self.contact), self.fit, edge)
        return low[0] if low else None


def code_edge(side: float) -> float:
    """How far lines reach beside a code with a side of so many mm, or none."""
    return rounded(MEASURE - side - (WHITE if side else 0.0))


def extent(setting: Setting, contact: CardContact, fit: Fit) -> Extent:
    """The room that a contact takes."""
    found = contact_in(setting, contact, fit)
    return Extent(
        rounded(found.rise),
        rounded(found.sign_bottom),
        rounded(found.bottom),
        rounded(found.last),
        found.code_side,
        rounded(found.code_bottom),
        rounded(found.too_wide),
        len(missing(contact, fit)),
    )


def past(setting: Setting, contact: CardContact, fit: Fit, edge: float) -> tuple[float, ...]:
    """How low the ink of a contact's lines reaches that end past an edge, if any do."""
    lows = [low for low, end in contact_in(setting, contact, fit).ink() if end > edge]
    return (rounded(max(lows)),) if lows else ()


def is_past(setting: Setting, contact: CardContact, fit: Fit, edge: float) -> bool:
    """Whether a line of a contact ends past an edge."""
    return bool(past(setting, contact, fit, edge))


def missing(contact: CardContact, fit: Fit) -> list[Fact]:
    """What an edition says of its own contact, or a way to reach another, that a fit leaves out."""
    return [
        fact
        for fact in contact.facts
        if fact.field and (contact.own or fact.told) and 0 < fact.spare <= fit.spare
    ]


class TextExtent(NamedTuple):
    """A text, set from the baseline 0 on: its lines, the ink above and below them, how wide the
    last one is where that matters.
    """

    lines: int
    rise: float
    last: float
    drop: float
    too_wide: float

    @classmethod
    def of(cls, found: SetText) -> TextExtent:
        """Of a text."""
        rise = rounded(found.lines[0].level[0])
        last, drop = rounded(found.last), rounded(found.drop)
        return cls(len(found.lines), rise, last, drop, rounded(found.too_wide))


def text_extent(
    setting: Setting, words: Words, style: str, factor: float, measure: Measure, balanced: bool
) -> TextExtent:
    """The room that a text takes in a style of the theme."""
    panel = measuring(setting)
    return TextExtent.of(set_text(panel, words, styled(panel, style, factor, balanced), measure))


def styled(panel: Panel, name: str, factor: float, balanced: bool) -> Style:
    """A style of the theme, smaller; ``balanced`` or as the theme has it."""
    style = panel.style(name, balanced=True) if balanced else panel.style(name)
    return scaled(style, factor)


def is_short(setting: Setting, words: Words, style: str, room: float) -> bool:
    """Whether the last line of a text over the whole measure ends before ``room``."""
    panel = measuring(setting)
    found = set_text(panel, words, panel.style(style), MEASURE)
    return found.lines[-1].width <= room
