"""The cover of large print: the question, the signpost and 112."""

from __future__ import annotations

from msgspec import Struct

from wegwijs.layouts.content.outline import Alert, Arm
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Brush
from wegwijs.layouts.pdf.entry import centred, draw_alert
from wegwijs.layouts.pdf.overflow import Room
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.skeleton import Section
from wegwijs.layouts.pdf.structure import LIST, Element
from wegwijs.layouts.products.large_print.fit import CoverFit
from wegwijs.layouts.products.large_print.nodes import Header
from wegwijs.layouts.products.large_print.page import draft
from wegwijs.layouts.products.large_print.setting import LEAST, fall, head_rise, heading
from wegwijs.layouts.typesetting.lines import PT, Line, Style

HEADER_Y, RULE_Y = 26.2, 29.6  # baseline of the first line, and the rule below it
LOGO_WIDTH, LOGO_HEIGHT = 80.0, 17.0
LOGO_Y = 10.0
DRAFT_LOGO_Y, DRAFT_LOGO_HEIGHT = 18.5, 10.5
BESIDE = 6.0
TITLE_Y = 54.5  # baseline of its first line; lower where more is above it
ALERT_Y, ALERT_HEIGHT = 246.0, 28.0
POST_X, POST_WIDTH = 22.0, 3.0
PITCH = 17.7  # from an arm to the next, at most
INDENT = 12.0  # of an arm that points onward
BACKWARD = (2, 4)  # arms that point back


class Cover(Struct, frozen=True):
    """The cover in a fit."""

    brush: Brush
    fit: CoverFit

    def draw(self) -> None:
        """Draw the cover from top to bottom."""
        brush, fit, panel = self.brush, self.fit, self.brush.panel
        nodes = brush.dialogue.nodes
        if nodes["draft",] is not None:
            brush.block(draft, ("draft",), 0.0)
        y = brush.block(header, ("header",), 0.0, nodes["draft",] is not None)
        y += brush.block(publisher, ("publisher",), y)
        style = scaled(panel, "large-title", fit.title)
        top = max(TITLE_Y - head_rise(panel, style), y + 5.5)
        y = top + brush.block(title, ("title",), top, fit.title)
        y += brush.block(lead, ("lead",), y, fit.lead, fit.above_lead)
        self.signpost(y + 6.0)
        brush.block(alert, ("alert",), ALERT_Y)

    def signpost(self, top: float) -> None:
        """Draw an arm for each audience on a post that ends at 112 and begins below ``top``."""
        brush, fit, nodes = self.brush, self.fit, self.brush.dialogue.nodes
        count = nodes["arms",]
        last = ALERT_Y - 4.5 - fit.arm
        room = Room(last - (count - 1) * fit.pitch, RULE_Y)
        brush.must_fit(lambda: nodes["title",], top + 3.0, room)
        first = min(last - (count - 1) * fit.pitch, top + 8.0)
        pitch = min(PITCH, (last - first) / (count - 1)) if count > 1 else PITCH
        brush.paint(post, ("post",), first - 5.0, POST_X, POST_WIDTH, ALERT_Y - first + 5.0)
        listed = Section("L", LIST)
        brush.section.items.append(listed)
        for index in range(count):
            y = first + index * pitch
            brush.block(arm, ("arm", index), y, index in BACKWARD, fit.arm, into=listed)


def scaled(panel: Panel, name: str, share: float) -> Style:
    """Return a style of the theme, scaled, but never below 18 pt."""
    style = panel.style(name)
    share = max(share, LEAST / style.size)
    return style._replace(size=style.size * share, leading=style.leading * share)


# --- blocks ----------------------------------------------------------------------------------


def header(panel: Panel, section: Element, said: Header, top: float, is_draft: bool) -> float:
    """Draw the kind of document or the logo, and in which letters it is; return the edge below."""
    y = top + HEADER_Y
    words, style = said.letters, panel.style("large-language")
    wide = panel.lines(words, style)[0].width
    if said.logo:
        logo_y, height = (DRAFT_LOGO_Y, DRAFT_LOGO_HEIGHT) if is_draft else (LOGO_Y, LOGO_HEIGHT)
        across = min(LOGO_WIDTH, panel.width - wide - BESIDE)
        panel.picture(section, said.logo, 0, top + logo_y, across, height)
    else:
        kicker, room = panel.style("large-kicker"), panel.width - wide - BESIDE
        panel.one_line(section.child("P"), said.kicker, kicker, 0, y, room)
    panel.one_line(section.child("P"), words, style, panel.width, y, panel.width, align="end")
    panel.rule(top + RULE_Y)
    return top + RULE_Y


def publisher(panel: Panel, section: Element, words: Words, y: float) -> float:
    """Draw the publisher below the rule; return the edge below it."""
    style = panel.style("large-publisher")
    last = panel.text(section.child("P"), words, style, 0, y + 7.2, panel.width)
    return last + fall(panel, style)


def title(panel: Panel, section: Element, words: Words, y: float, share: float) -> float:
    """Draw the question; return its last baseline."""
    return heading(panel, section, "H1", words, scaled(panel, "large-title", share), y)


def lead(
    panel: Panel, section: Element, words: Words, y: float, share: float, above: float
) -> float:
    """Draw the lines below the title, which ends at ``y``; return the edge below them."""
    style = scaled(panel, "large-lead", share)
    above = max(above, panel.theme.scale.rise * style.size * PT + 3.0)
    last = panel.text(section.child("P"), words, style, 0, y + above, panel.width)
    return last + fall(panel, style)


def post(
    panel: Panel, _section: Element, _node: None, y: float, x: float, width: float, height: float
) -> None:
    """Draw a post."""
    panel.box(x, y, width, height)


def alert(panel: Panel, section: Element, said: Alert, y: float) -> None:
    """Draw 112 at the foot of the cover."""
    styles = {"label": "large-alert-label", "number": "large-alert"}
    draw_alert(panel, section, said, y, ALERT_HEIGHT, **styles)


def arm(panel: Panel, listed: Element, said: Arm, y: float, backward: bool, height: float) -> None:
    """Draw an arm as wide as its words; ``backward`` ones point to the start side."""
    body = listed.child("LI").child("LBody")
    head = head_width(said.numerals, height)
    x, inset, style, lines = _label(panel, said, head, height, backward=backward)
    width = max(line.width for line in lines) + 2 * inset + head
    panel.must_fit(said.label, x + width, panel.width)
    panel.arm(x, y, width, height, head, accent=True, backward=backward)
    start = x + inset + (head if backward else 0)
    baseline = centred(y, height, style) - (len(lines) - 1) * style.leading / 2
    panel.set_below(body, lines, start, baseline, style.leading)
    tip = 0.16 * height  # the numeral is slightly before the middle
    numeral_x = x + tip if backward else x + width - head
    panel.numerals(body, said.numerals, numeral_x, y, head - tip, height)


def _label(
    panel: Panel, said: Arm, head: float, height: float, *, backward: bool
) -> tuple[float, float, Style, tuple[Line, ...]]:
    """Return where the words of an arm start, the space around them, and the words as set.

    A long name takes the whole width, then two lines; then its type of organisation is dropped.
    """
    usual = 0.0 if backward else INDENT
    for words, x, inset, most in (
        (said.label, usual, 8.0, 1),
        (said.label, 0.0, 5.0, 1),
        (said.label, 0.0, 5.0, 2),
        (said.brief or said.label, 0.0, 5.0, 1),
        (said.brief or said.label, 0.0, 4.0, 2),
    ):
        room = panel.width - x - head - 2 * inset
        style = panel.shrunk(words.spaced(), panel.style("large-word"), room, floor=LEAST)
        if most > 1:
            style = style._replace(size=LEAST, leading=0.44 * height, balanced=True)
        lines = panel.lines(words.spaced(), style, room if most > 1 else None)
        if len(lines) <= most and all(line.width <= room for line in lines):
            break
    return x, inset, style, lines


def head_width(numerals: tuple[int, ...], height: float) -> float:
    """Return the width of the black head of an arm: wider for two numerals."""
    return (1.05 if len(numerals) == 1 else 1.5) * height
