"""Parts that products share: the emergency number and the draft mark, drawn in a panel."""

from __future__ import annotations

from typing import NamedTuple

from wegwijs.layouts.content.outline import Alert, DraftMark
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.content import WHITE
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.typesetting.lines import PT, Style
from wegwijs.layouts.typesetting.theme import Theme

ICON, INDENT = 4.1, 5.2  # mm: size of an icon before a fact, and x of the fact


def centred(y: float, height: float, style: Style) -> float:
    """Return the baseline of capitals or digits centred in a box of ``height`` mm."""
    return y + height / 2 + 0.33 * style.size * PT - style.lift


CLEAR = 0.28  # of the height of the arm: white before 112, so that words and number stay apart


def draw_alert(
    panel: Panel,
    section: Element,
    alert: Alert,
    y: float,
    height: float,
    *,
    label: str,
    number: str,
) -> None:
    """Draw the solid black arm with 112, over the full width; ``label`` and ``number`` are styles.

    Text only: people would press a link or scan a code that dials 112 by accident.
    """
    panel.arm(0, y, panel.width, height, 0, accent=False, solid=True)
    element = section.child("P")
    style, digits = panel.style(label), panel.style(number)
    inset, end = 0.31 * height, panel.width - 0.68 * height
    value = Words.of(alert.number.display)
    space = end - inset - panel.lines(value, digits)[0].width
    room, clear = space - 2, space - CLEAR * height
    words = alert.label.spaced()
    lines = panel.lines(words, style, clear)
    if len(lines) > 1:  # two shorter lines instead of one, clear of the edges of the arm
        size = min(0.8 * style.size, (height - 1.6) / (2.05 * PT))
        style = style._replace(size=size, leading=1.06 * size * PT, balanced=True)
        lines = panel.lines(words, style, clear)
        if len(lines) > 2:
            lines = panel.lines(words, style, room)
        panel.must_fit(words, len(lines), 2)
    first = centred(y, height, style) - (len(lines) - 1) * style.leading / 2
    for index, line in enumerate(lines):
        baseline = first + index * style.leading
        panel.must_fit(words, line.width, room, baseline, style.size)
        panel.put(element, line, inset, baseline, colour=WHITE)
    baseline = centred(y, height, digits)
    panel.one_line(element, value, digits, end, baseline, room, align="end", colour=WHITE)


DRAFT_MARK_Y = 7.2  # mm: the upper edge of the draft mark


def draft_mark_height(theme: Theme, *, full: bool) -> float:
    """Return the lower edge of the draft mark."""
    return DRAFT_MARK_Y + (5.2 + 2 * theme.scale.draft_step if full else 5.8)


def draw_draft_mark(panel: Panel, section: Element, draft: DraftMark, *, full: bool) -> None:
    """Draw the hatched bar at the head of a panel, in the reader's language and in Dutch.

    ``full`` adds an explanation in both. Real text in black only, so that it survives copying.
    """
    top, hatch = DRAFT_MARK_Y, 16.5
    step = panel.theme.scale.draft_step
    bottom = draft_mark_height(panel.theme, full=full)
    panel.rule(top, panel.theme.spacing.hairline_pt)
    panel.rule(bottom, panel.theme.spacing.hairline_pt)
    panel.hatch(0, top, hatch, bottom - top)
    start, room = hatch + 2.5, panel.width - hatch - 2.5
    y = top + 4.2
    style = panel.style("draft-dutch")
    mark = section.child("P")
    used = panel.one_line(mark, draft.mark.spaced(), panel.style("draft"), start, y, room)
    room_left = room - used
    panel.one_line(mark, draft.dutch_mark, style, panel.width, y, room_left, align="end")
    if full:
        note = panel.style("draft-note")
        own = panel.shrunk(draft.explained, note, room)
        panel.one_line(section.child("P"), draft.explained, own, start, y + step, room)
        panel.one_line(section.child("P"), draft.dutch_explained, note, start, y + 2 * step, room)


class Bar(NamedTuple):
    """The draft mark of a page without panels: its upper edge, its height and the width of its
    hatch in mm, and the least size of its explanation in pt.
    """

    y: float
    height: float
    hatch: float
    floor: float = 10.0


BAR = Bar(8.0, 9.0, 30.0)


def draw_draft_bar(
    panel: Panel,
    section: Element,
    draft: DraftMark,
    *,
    mark: str,
    dutch: str,
    explained: bool = False,
    bar: Bar = BAR,
) -> None:
    """Draw the draft mark as one hatched bar over a page, in the reader's language and in Dutch;
    ``explained`` adds an explanation where it fits. ``mark`` and ``dutch`` are styles.
    """
    hairline, bottom = panel.theme.spacing.hairline_pt, bar.y + bar.height
    panel.rule(bar.y, hairline)
    panel.rule(bottom, hairline)
    panel.hatch(0, bar.y, bar.hatch, bar.height)
    start, room = bar.hatch + 4.0, panel.width - bar.hatch - 4.0
    style, digits = panel.style(mark), panel.style(dutch)
    element, y = section.child("P"), centred(bar.y, bar.height, style)
    used = panel.one_line(element, draft.mark.spaced(), style, start, y, room)
    at_end = panel.lines(draft.dutch_mark, digits)[0].width
    baseline = centred(bar.y, bar.height, digits)
    panel.one_line(
        element, draft.dutch_mark, digits, panel.width, baseline, room - used, align="end"
    )
    x, room = start + used + 4.0, room - used - at_end - 8.0
    if explained:
        style = panel.shrunk(draft.explained, style, room, floor=bar.floor)
        panel.one_line(section.child("P"), draft.explained, style, x, y, room)
