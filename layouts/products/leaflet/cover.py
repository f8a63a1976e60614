"""The cover of the leaflet: publisher, question, signpost and 112."""

from __future__ import annotations

from collections.abc import Hashable

from msgspec import Struct

from wegwijs.layouts.content.outline import Alert, Arm
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Brush
from wegwijs.layouts.pdf.entry import centred, draw_alert
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.overflow import Room
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.skeleton import Section
from wegwijs.layouts.pdf.structure import LIST, Element
from wegwijs.layouts.products.leaflet.fit import TracedFit
from wegwijs.layouts.products.leaflet.nodes import Header
from wegwijs.layouts.typesetting.lines import PT, Line, Style
from wegwijs.sources.same import Same

LOGO_WIDTH, LOGO_HEIGHT = 46.0, 14.0
# mm and pt: a wide logo is reduced to make room for the language
BESIDE, SMALLEST_LANGUAGE = 5.0, 10.0
TITLE_Y = 37.5  # baseline of its first line; lower where more is above it
ARM_HEIGHT = 10.0
ALERT_Y, ALERT_HEIGHT = 182.5, 16.0
INSET = 4.0  # space before and after the words on an arm
CLOSE_INSET = 2.5


class Cover(Struct, frozen=True):
    """The cover panel; ``mark`` is the lower edge of the draft mark, 0 without one."""

    brush: Brush
    fit: TracedFit
    mark: float

    def draw(self) -> None:
        """Draw the panel from top to bottom."""
        brush, fit, panel = self.brush, self.fit, self.brush.panel
        y = brush.block(header, ("header",), 0.0, self.mark) + 4.8
        above = y + brush.block(publisher, ("publisher",), y)
        style, scale = title_style(panel, fit.title), panel.theme.scale
        rise = scale.head_rise * style.size * PT
        top = y = max(TITLE_Y, above + scale.fall + 2.5 + rise)
        y += brush.block(title, ("title",), y, fit.title) + style.leading
        last = y + brush.block(lead, ("lead",), y, fit.lead)
        self.signpost(last, top - rise, style.leading)
        brush.block(alert, ("alert",), ALERT_Y)

    def signpost(self, last: float, top: float, leading: float) -> None:
        """Draw an arm for each audience; ``last`` is the last baseline above it, ``top`` the top of
        the title, and ``leading`` that of its lines.
        """
        brush, nodes = self.brush, self.brush.dialogue.nodes
        arms = [path for path in nodes if path[0] == "arm"]
        first, pitch = (97.5, 14.0) if len(arms) < 6 else (93.5, 13.0)
        lower = brush.must_fit(self.longest, last, Room(first - 7.5, top, leading=leading))
        brush.must_fit(lambda: nodes["title",], first + len(arms) * pitch, Room(ALERT_Y, first - 5))
        first += lower
        brush.paint(post, ("post",), first - 5, 16.0, 1.4, ALERT_Y - first + 5)
        listed = Section("L", LIST)
        brush.section.items.append(listed)
        for index, path in enumerate(arms):
            brush.block(signpost_arm, path, first + index * pitch, index in (2, 4), into=listed)

    def longest(self) -> Words:
        """Return the text that takes room which it does not take in every edition, for the user to
        shorten.
        """
        nodes, own = self.brush.dialogue.nodes, self.brush.dialogue.own
        if ("title",) in own:
            return nodes["title",]  # type: ignore[no-any-return]
        lines = self.brush.trial().block(publisher, ("publisher",), 0.0)
        return nodes["publisher" if lines else "lead",]  # type: ignore[no-any-return]


def alert(panel: Panel, section: Element, said: Alert, y: float) -> None:
    """Draw 112 at the foot of a panel."""
    styles = {"label": "alert-label", "number": "alert-cover"}
    draw_alert(panel, section, said, y, ALERT_HEIGHT, **styles)


def post(
    panel: Panel, _section: Element, _node: None, y: float, x: float, width: float, height: float
) -> None:
    """Draw the post of the signpost."""
    panel.box(x, y, width, height)


# --- publisher and title ---------------------------------------------------------------------


def header(panel: Panel, section: Element, said: Header, top: float, mark: float) -> float:
    """Draw the logo or the kind of document, and the language; return the lower edge."""
    y = mark + 4.9 if mark else 15.0
    words, language = said.languages, panel.style("language")
    if said.logo:
        smallest = panel.lines(words, language._replace(size=SMALLEST_LANGUAGE))[0].width
        across = min(LOGO_WIDTH, panel.width - smallest - BESIDE)
        logo_y = mark + 2.5 if mark else 8.0
        height = 10.0 if mark else LOGO_HEIGHT
        used = panel.picture(section, said.logo, 0, top + logo_y, across, height)
        lowest = logo_y + height
    else:
        kicker = panel.style("kicker")
        used = panel.one_line(section.child("P"), said.kicker, kicker, 0, top + y, 45)
        lowest = y + 2.5
        panel.rule(top + lowest)
    room = panel.width - used - BESIDE
    style = panel.shrunk(words, language, room, floor=SMALLEST_LANGUAGE)
    panel.one_line(section.child("P"), words, style, panel.width, top + y, room, align="end")
    return top + lowest


def publisher(panel: Panel, section: Element, words: Words, y: float) -> float:
    """Draw the publisher; return the last baseline."""
    style = panel.shrunk(words, panel.style("publisher"), panel.width)
    return panel.text(section.child("P"), words, style, 0, y, panel.width)


def title_style(panel: Panel, share: float) -> Style:
    """Return the style of the title, scaled."""
    style = panel.style("title")
    return style._replace(size=style.size * share, leading=style.leading * share)


def title(panel: Panel, section: Element, words: Words, y: float, share: float) -> float:
    """Draw the question; return the last baseline."""
    # Latin letters of this size look indented on the margin.
    inset = 0.0 if panel.rtl else -0.6
    style = title_style(panel, share)
    return panel.text(section.child("H1"), words, style, inset, y, panel.width)


def lead(panel: Panel, section: Element, words: Words, y: float, share: float) -> float:
    """Draw the lines below the title; return the last baseline."""
    style = panel.style("lead")
    style = style._replace(size=style.size * share, leading=style.leading * share)
    return panel.text(section.child("P"), words, style, 0, y, panel.width)


# --- the signpost ----------------------------------------------------------------------------


def signpost_arm(panel: Panel, listed: Element, arm: Arm, y: float, backward: bool) -> None:
    """Draw an arm as wide as its words; ``backward`` ones point to the start side."""
    body = listed.child("LI").child("LBody")
    head = head_width(arm.numerals, ARM_HEIGHT)
    key = Same(panel.theme), panel.rtl, panel.width, arm, head, backward
    x, inset, style, lines = _LABELS.made(key, lambda: _label(panel, arm, head, backward=backward))
    width = max(line.width for line in lines) + 2 * inset + head
    panel.must_fit(arm.label, x + width, panel.width, y + ARM_HEIGHT, ARM_HEIGHT / PT)
    panel.arm(x, y, width, ARM_HEIGHT, head, accent=True, backward=backward)
    label_x = x + inset + (head if backward else 0)
    baseline = centred(y, ARM_HEIGHT, style) - (len(lines) - 1) * style.leading / 2
    for index, line in enumerate(lines):
        panel.put(body, line, label_x, baseline + index * style.leading)
    tip = 0.16 * ARM_HEIGHT  # the numeral is slightly before the middle
    numeral_x = x + tip if backward else x + width - head
    panel.numerals(body, arm.numerals, numeral_x, y, head - tip, ARM_HEIGHT)


Label = tuple[float, float, Style, tuple[Line, ...]]
_LABELS: Memory[Hashable, Label] = Memory(32)  # measured first, then drawn


def _label(panel: Panel, arm: Arm, head: float, *, backward: bool) -> Label:
    """Return where the words of an arm start, the space around them, and the words as set.

    A long name takes the whole width, then two lines; then its type of organisation is dropped.
    """
    usual = 0.0 if backward else 10.0
    for words, x, inset, most in (
        (arm.label, usual, INSET, 1),
        (arm.label, 0.0, INSET, 1),
        (arm.label, 0.0, CLOSE_INSET, 2),
        (arm.brief or arm.label, 0.0, INSET, 1),
        (arm.brief or arm.label, 0.0, CLOSE_INSET, 2),
    ):
        room = panel.width - x - head - 2 * inset
        style = panel.shrunk(words.spaced(), panel.style("sign-word"), room, floor=11)
        if most > 1:
            size = min(style.size, 10.5)
            style = style._replace(size=size, leading=1.1 * size * PT, balanced=True)
        lines = panel.lines(words.spaced(), style, room if most > 1 else None)
        if len(lines) <= most and all(line.width <= room for line in lines):
            break
    return x, inset, style, lines


def head_width(numerals: tuple[int, ...], height: float) -> float:
    """Return the width of the black head of an arm: wider for two numerals."""
    return (1.05 if len(numerals) == 1 else 1.6) * height
