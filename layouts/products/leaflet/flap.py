"""The flap of the leaflet: situations, each with its arms."""

from __future__ import annotations

from msgspec import Struct

from wegwijs.layouts.content.outline import Alert, Route
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Brush
from wegwijs.layouts.pdf.content import WHITE
from wegwijs.layouts.pdf.entry import centred
from wegwijs.layouts.pdf.overflow import Room
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.leaflet.cover import head_width, post
from wegwijs.layouts.products.leaflet.fit import TracedFit
from wegwijs.layouts.products.leaflet.inside import body_style
from wegwijs.layouts.products.leaflet.paper import LOWEST

ARM_HEIGHT = 9.5
RISE = 7.0  # mm: how far the heading reaches above its baseline
TEXT_X = 8.0  # x of the words on and above an arm, beside the post
Heading = tuple[Words, tuple[Words, ...]]


class Flap(Struct, frozen=True):
    """The flap; ``head_y`` is the baseline of its heading."""

    brush: Brush
    fit: TracedFit
    head_y: float

    def draw(self) -> None:
        """Draw the situations, each with the arm to which it leads."""
        brush, fit, nodes = self.brush, self.fit, self.brush.dialogue.nodes
        leads = len(nodes["flap",][1]) if fit.second_lead else 1
        y = self.head_y + brush.block(head, ("flap",), self.head_y, leads) + 12.5
        top, behind = y - 5.5, len(brush.order)
        y += brush.block(alert_question, ("alert",), y, fit.body, fit.leading)
        brush.block(alert_arm, ("alert",), y)
        y += ARM_HEIGHT
        for path in nodes:
            if path[0] == "situation":
                y += fit.flap_gap
                y += brush.block(question, path, y, fit.body, fit.leading)
            elif path[0] == "route":
                y += brush.dialogue.setting.theme.spacing.arms if path[-1] else 0
                brush.block(arm, path, y)
                y += ARM_HEIGHT
        # The post continues below the last arm.
        brush.must_fit(lambda: nodes["flap",][0], y + 2, Room(LOWEST, self.head_y - RISE))
        brush.paint(post, ("post",), top, 3.0, 1.4, y + 2 - top, at=behind)


def head(panel: Panel, section: Element, said: Heading, y: float, leads: int) -> float:
    """Draw the heading with this many lines below it; return the last baseline."""
    heading, lines = said
    last = panel.text(section.child("H2"), heading, panel.style("display"), 0, y, panel.width)
    body = panel.style("body")
    for index, words in enumerate(lines[:leads]):
        last += body.leading if index else panel.theme.scale.lead_gap
        last = panel.text(section.child("P"), words, body, 0, last, panel.width)
    return last


def question(
    panel: Panel, section: Element, words: Words, y: float, body: float, leading: float
) -> float:
    """Draw the situation above an arm; return the top of the arm."""
    style = body_style(panel, body, leading)
    last = panel.text(section.child("P"), words, style, TEXT_X, y, panel.width - TEXT_X)
    return last + panel.theme.scale.to_sign


def alert_question(
    panel: Panel, section: Element, said: Alert, y: float, body: float, leading: float
) -> float:
    """Draw the situation above the arm of 112; return the top of the arm."""
    return question(panel, section, said.situation, y, body, leading)


def alert_arm(panel: Panel, section: Element, said: Alert, y: float) -> None:
    """Draw the arm of 112."""
    panel.arm(0, y, panel.width, ARM_HEIGHT, 0, accent=False, solid=True)
    style, number = panel.style("alert-flap"), Words.of(said.number.display)
    baseline = centred(y, ARM_HEIGHT, style)
    panel.one_line(section.child("P"), number, style, TEXT_X, baseline, 40, colour=WHITE)


def arm(panel: Panel, section: Element, route: Route, y: float) -> None:
    """Draw an arm over the full width, with a number to call or words."""
    element, head = section.child("P"), head_width(route.numerals, ARM_HEIGHT)
    panel.arm(0, y, panel.width, ARM_HEIGHT, head, accent=route.phone is not None)
    style = panel.style("hero-flap" if route.phone else "sign-word")
    baseline, room = centred(y, ARM_HEIGHT, style), panel.width - 10 - head
    panel.one_line(element, route.label.spaced(), style, TEXT_X, baseline, room)
    tip = 0.16 * ARM_HEIGHT
    panel.numerals(element, route.numerals, panel.width - head, y, head - tip, ARM_HEIGHT)
