"""The situations, each with its arms on a post."""

from __future__ import annotations

from wegwijs.layouts.content.outline import Route
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.entry import centred
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.large_print.cover import head_width
from wegwijs.layouts.products.large_print.setting import LEAST, fall, heading, rise

TEXT_X = 13.0  # x of the words on and above an arm, beside the post
TO_ARM = 4.7  # from the last baseline of a situation to its arm
LEAD = 11.4  # from a heading to the line below it
Heading = tuple[Words, tuple[Words, ...]]


def head(panel: Panel, section: Element, said: Heading, y: float) -> float:
    """Draw a heading with the lines below it; return the edge below them."""
    words, lines = said
    display = panel.style("large-display")
    last = heading(panel, section, "H2", words, display, y)
    if not lines:
        return last + fall(panel, display)
    body, scale = panel.style("large-body"), panel.theme.scale
    lead = Words.join(lines)
    last += LEAD * scale.lead_gap / 7.5
    return panel.text(section.child("P"), lead, body, 0, last, panel.width) + fall(panel, body)


def question(panel: Panel, section: Element, words: Words, y: float) -> float:
    """Draw a situation, its upper edge at ``y``; return the upper edge of its first arm."""
    style, room = panel.style("large-body"), panel.width - TEXT_X
    first = y + rise(panel, style)
    last = panel.text(section.child("P"), words, style, TEXT_X, first, room)
    return last + TO_ARM * panel.theme.scale.to_sign / 2.75


def arm(panel: Panel, section: Element, route: Route, y: float, height: float) -> None:
    """Draw an arm over the full width, with a number to call or words."""
    element, head_ = section.child("P"), head_width(route.numerals, height)
    panel.arm(0, y, panel.width, height, head_, accent=route.phone is not None)
    style = panel.style("large-arm" if route.phone else "large-arm-word")
    room = panel.width - TEXT_X - 4 - head_
    style = panel.shrunk(route.label, style, room, floor=30.0 if route.phone else LEAST)
    panel.one_line(element, route.label.spaced(), style, TEXT_X, centred(y, height, style), room)
    tip = 0.16 * height
    panel.numerals(
        element, route.numerals, panel.width - head_, y, head_ - tip, height, 1.94 * height
    )
