"""How much room the texts of the card take: the questions that its layout may ask about them.

Millimetres, rounded, so that editions whose words differ but take equal room share a layout.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Dialogue, Setting, rounded
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.products.pocket_card.contact import PERSON, CardContact, Fact
from wegwijs.layouts.products.pocket_card.fit import Fit
from wegwijs.layouts.products.pocket_card.setting import (
    CLEAR,
    MEASURE,
    WHITE,
    SetContact,
    SetText,
    scaled,
    set_contact,
    set_text,
)
from wegwijs.layouts.typesetting.lines import Measure, Style


def measuring(setting: Setting) -> Panel:
    """Return a face to measure on."""
    return setting.blank("", 0, 0, MEASURE)


_SET: Memory[tuple[Setting, CardContact, Fit], SetContact] = Memory(64)


def contact_in(setting: Setting, contact: CardContact, fit: Fit) -> SetContact:
    """Return a contact set in a fit. Cached: it is measured first, and drawn later."""
    key = setting, contact, fit
    return _SET.made(key, lambda: set_contact(measuring(setting), contact, fit))


class Extent(NamedTuple):
    """The extent of a set contact (mm); all y are relative to the baseline of its name. ``missing``
    is the number of facts that are left out and reported.
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
        """The width of the lines beside its code."""
        return code_edge(self.code_side)


class ContactExtent(Struct, frozen=True):
    """A contact, by its index among all contacts, and its extent in a fit. How far its lines reach
    is asked only where something stands beside them.
    """

    dialogue: Dialogue
    contact: int
    fit: Fit
    extent: Extent

    def step_to(self, below: ContactExtent) -> float:
        """Return the least distance from the baseline of its name to that of the next contact."""
        own, other, path = self.extent, below.extent, ("contact", self.contact)
        edge = code_edge(other.code_side)
        wide = other.code_side and self.dialogue.ask(is_past, path, self.fit, edge)
        steps = [own.bottom + (WHITE if wide else CLEAR) + other.rise]
        if own.code_side:
            steps.append(own.code_bottom + WHITE + other.rise)
        return max(steps)

    def past(self, edge: float) -> float | None:
        """Return how low the ink reaches of those lines that end beyond ``edge`` (mm from the left
        of the face); None if there are none.
        """
        low = self.dialogue.ask(past, ("contact", self.contact), self.fit, edge)
        return low[0] if low else None


def code_edge(side: float) -> float:
    """Return where lines beside a code with a side of ``side`` mm end; 0: no code."""
    return rounded(MEASURE - side - (WHITE if side else 0.0))


def extent(setting: Setting, contact: CardContact, fit: Fit) -> Extent:
    """Return the extent of a contact in a fit."""
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
    """Return how low the ink reaches of those lines that end beyond ``edge``, as a 1-tuple; empty
    if there are none.
    """
    lows = [low for low, end in contact_in(setting, contact, fit).ink() if end > edge]
    return (rounded(max(lows)),) if lows else ()


def is_past(setting: Setting, contact: CardContact, fit: Fit, edge: float) -> bool:
    """Return whether any line of a contact ends beyond ``edge``."""
    return bool(past(setting, contact, fit, edge))


def missing(contact: CardContact, fit: Fit) -> list[Fact]:
    """Return the facts that a fit leaves out and that are reported: those of an edition's own
    contact, and ways to reach another.
    """
    return [
        fact
        for fact in contact.facts
        if fact.field and (contact.own or fact.told) and 0 < fact.spare <= fit.spare
    ]


def is_long(setting: Setting, contact: CardContact, fit: Fit) -> bool:
    """Return whether names take room that other facts have too little of: that of a contact takes
    several lines, or the person to ask for is left out.
    """
    gone = any(fact.field == PERSON for fact in missing(contact, fit))
    return gone or len(contact_in(setting, contact, fit).heading.lines) > 1


class TextExtent(NamedTuple):
    """The extent of a text set from baseline 0 (mm): number of lines, ink above the first and below
    the last one, last baseline, and how much it is too wide.
    """

    lines: int
    rise: float
    last: float
    drop: float
    too_wide: float

    @classmethod
    def of(cls, found: SetText) -> TextExtent:
        """Return the extent of a set text."""
        rise = rounded(found.lines[0].level[0])
        last, drop = rounded(found.last), rounded(found.drop)
        return cls(len(found.lines), rise, last, drop, rounded(found.too_wide))


def text_extent(
    setting: Setting, words: Words, style: str, factor: float, measure: Measure, balanced: bool
) -> TextExtent:
    """Return the extent of a text in a style of the theme."""
    panel = measuring(setting)
    return TextExtent.of(set_text(panel, words, styled(panel, style, factor, balanced), measure))


def styled(panel: Panel, name: str, factor: float, balanced: bool) -> Style:
    """Return a style of the theme, scaled; ``balanced`` lines, or as the theme has it."""
    style = panel.style(name, balanced=True) if balanced else panel.style(name)
    return scaled(style, factor)


def is_short(setting: Setting, words: Words, style: str, room: float) -> bool:
    """Return whether the last line of a text set at full width ends within ``room`` mm."""
    panel = measuring(setting)
    found = set_text(panel, words, panel.style(style), MEASURE)
    return found.lines[-1].width <= room
