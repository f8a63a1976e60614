"""How much room the texts of the card take: all that its layout may know of what they say.

Millimetres, rounded, so that editions with other words and the same room have the same layout.
"""

from __future__ import annotations

from typing import NamedTuple

from layouts.content.words import Words
from layouts.pdf.blocks import Setting, rounded
from layouts.pdf.memory import Memory
from layouts.pdf.panel import Panel
from layouts.pdf.qr import MODULE, encode
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

Edges = tuple[float, ...]  # how far lines reach matters only past these, from the start of a face


def measuring(setting: Setting) -> Panel:
    """A face to measure on."""
    return setting.blank("", 0, 0, MEASURE)


_SET: Memory[tuple[Setting, CardContact, Fit], SetContact] = Memory(64)


def contact_in(setting: Setting, contact: CardContact, fit: Fit) -> SetContact:
    """A contact, set: it is measured, and then drawn."""
    key = setting, contact, fit
    return _SET.made(key, lambda: set_contact(measuring(setting), contact, fit))


class Extent(NamedTuple):
    """A contact, set: all y from the baseline of its name.

    ``beyond`` is for each edge how low the ink of lines reaches that end past it; None: there are
    none. ``missing`` are facts of an edition's own that are left out.
    """

    rise: float
    sign_bottom: float
    bottom: float
    last: float
    code_side: float
    code_bottom: float
    too_wide: float
    beyond: tuple[float | None, ...]
    missing: int

    def step_to(self, below: Extent, edges: Edges) -> float:
        """How far the name of a contact below it must be from its own."""
        wide = below.code_side and self.past(code_edge(below.code_side), edges) is not None
        steps = [self.bottom + (WHITE if wide else CLEAR) + below.rise]
        if self.code_side:
            steps.append(self.code_bottom + WHITE + below.rise)
        return max(steps)

    def past(self, edge: float, edges: Edges) -> float | None:
        """How low the ink of lines reaches that end past an edge."""
        return self.beyond[edges.index(edge)]

    @property
    def beside(self) -> float:
        """The measure that its code leaves."""
        return code_edge(self.code_side)


def code_edge(side: float) -> float:
    """How far lines reach beside a code with a side of so many mm, or none."""
    return rounded(MEASURE - side - (WHITE if side else 0.0))


def code_side(_setting: Setting, contact: CardContact) -> float:
    """The side of a contact's code; 0 without one."""
    return encode(contact.code).width(MODULE) if contact.code else 0.0


def extent(setting: Setting, contact: CardContact, fit: Fit, edges: Edges) -> Extent:
    """The room that a contact takes."""
    found = contact_in(setting, contact, fit)
    ink = found.ink()
    below = [[low for low, end in ink if end > edge] for edge in edges]
    return Extent(
        rounded(found.rise),
        rounded(found.sign_bottom),
        rounded(found.bottom),
        rounded(found.last),
        found.code_side,
        rounded(found.code_bottom),
        rounded(found.too_wide),
        tuple([rounded(max(low)) if low else None for low in below]),
        len(missing(contact, fit)),
    )


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
