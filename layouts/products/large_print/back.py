"""The end of large print: advice on calling, the local contacts, the colophon."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.outline import Slot
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.content import BLACK, WHITE
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import LIST, Element
from wegwijs.layouts.products.large_print.entries import END, HEAD, TEXT_X
from wegwijs.layouts.products.large_print.setting import LEAST, fall, heading, rise
from wegwijs.layouts.typesetting.lines import PT, Style

DASH = 9.0  # mm: indent of a line of advice
TO_ADVICE = 12.0  # from the heading to the first line
SIGN, ICON = 24.0, 10.0  # height of a sign, and of the icon in its head
TO_WAY = 3.2  # between the label and the number
BELOW_SIGN = 2.6
LONG_NUMBER = 24.0  # pt
Calling = tuple[Words, tuple[Words, ...], Words]


def calling(panel: Panel, section: Element, said: Calling, y: float, gap: float) -> float:
    """Draw the advice on calling; return the edge below it."""
    words, advices, deaf = said
    style = panel.style("large-advice")
    y = heading(panel, section, "H2", words, panel.style("large-display"), y)
    y += TO_ADVICE * panel.theme.scale.lead_gap / 7.5
    items = section.child("L", attributes=LIST)
    dash = Words.of("\N{EN DASH}", panel.language)
    for advice in advices:
        item = items.child("LI")
        panel.one_line(item.child("Lbl"), dash, style, 0, y, DASH)
        y = panel.text(item.child("LBody"), advice, style, DASH, y, panel.width - DASH)
        y += style.leading + gap
    return panel.text(section.child("P"), deaf, style, 0, y + 1.0, panel.width) + fall(panel, style)


def sign(panel: Panel, section: Element, slot: Slot, y: float) -> float:
    """Draw the sign of a local contact with the details below it; return the edge below them. One
    to fill in with a pen is white, its pentagon outlined.
    """
    label, way = panel.style("large-local-label"), _way(panel, slot)
    room, board = panel.width - TEXT_X - END, SIGN
    labels = slot.labels(lambda words: panel.lines(words, label)[0].width <= room)
    lines = sum(len(panel.lines(words, label, room)) for words in labels)
    high = rise(panel, label) + (lines - 1) * label.leading
    ways = panel.lines(slot.ways[0].words, way, room) if way else ()
    if way:
        high += TO_WAY + 0.72 * way.size * PT + (len(ways) - 1) * way.leading
        high += fall(panel, label) - 1.0
    board = max(SIGN, high + 7.0)
    accent = way is not None and slot.icon == "phone"
    filled = slot.is_filled
    panel.sign_in(y, panel.width, board, HEAD, accent=accent, outlined=not filled)
    x = (HEAD - 0.2 * board - ICON) / 2
    panel.icon(slot.icon, x, y + (board - ICON) / 2, ICON, WHITE if filled else BLACK)
    baseline = y + ((board - high) / 2 if filled else 4.0) + rise(panel, label)
    for words in labels:
        last = panel.text(section.child("P"), words, label, TEXT_X, baseline, room)
        baseline = last + label.leading
    if way:
        last = y + (board + high) / 2 - (len(ways) - 1) * way.leading
        panel.text(section.child("P"), slot.ways[0].words, way, TEXT_X, last, room)
    return _details(panel, section, slot, y + board, shown=way is not None)


def _way(panel: Panel, slot: Slot) -> Style | None:
    """Return the style of the number or address on the sign; None where none fits."""
    if not slot.is_filled:
        return None
    words, room = slot.ways[0].words, panel.width - TEXT_X - END
    if slot.icon == "phone":
        return panel.shrunk(words, panel.style("large-local"), room, LONG_NUMBER)
    return panel.fitted(words, panel.style("large-local-address"), room, SIGN, LEAST)


def _details(panel: Panel, section: Element, slot: Slot, y: float, *, shown: bool) -> float:
    """Draw a paragraph for each further detail below the board."""
    style = panel.style("large-body")
    baseline, edge = y + BELOW_SIGN + rise(panel, style), y
    for words, at in _rows(slot, shown=shown):
        last = panel.text(section.child("P"), words, style, at, baseline, panel.width - at)
        baseline, edge = last + style.leading, last + fall(panel, style)
    return edge


def _rows(slot: Slot, *, shown: bool) -> Iterator[tuple[Words, float]]:
    """Yield details, each with its indent: below a sign on which the address does not fit, they
    have the full width.
    """
    indent = TEXT_X if shown or not slot.is_filled else 0.0
    if slot.is_filled and not shown:
        yield slot.ways[0].words, indent
    yield from ((words, indent) for words in (slot.name, slot.hours) if words)
    yield from ((way.words, indent) for way in slot.more)


def colophon(
    panel: Panel, section: Element, said: tuple[tuple[Words, ...], Words | None], y: float
) -> float:
    """Draw the colophon, and in a translation what the document is; return the edge below it."""
    sentences, about = said
    style = panel.style("large-body")
    lines = panel.sentences(sentences, style, panel.width)
    for line in lines:
        panel.must_fit(Words.join(sentences), line.width, panel.width)
    y += rise(panel, style)
    panel.set_below(section.child("P"), lines, 0, y, style.leading, again=True)
    y += (len(lines) - 1) * style.leading
    if about:
        y = panel.text(section.child("P"), about, style, 0, y + style.leading, panel.width)
    return y + fall(panel, style)
