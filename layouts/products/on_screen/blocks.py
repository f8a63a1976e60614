"""The blocks of a still. All lengths are mm, measured from its frame."""

from __future__ import annotations

from collections.abc import Sequence

from wegwijs.layouts.content.outline import Alert, DraftMark
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.entry import Bar, centred, draw_alert, draw_draft_bar
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.qr import encode
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.on_screen.nodes import Board, Code
from wegwijs.layouts.products.poster.blocks import fall, scaled
from wegwijs.layouts.typesetting.lines import PT, Line, Style

INSET, END = 3.0, 2.5  # white before and after the words on a board
LEAST, LEAST_WEB = 7.0, 8.0  # pt; an address that is smaller has two lines
# Shares of the height of a board: its head, with one numeral and with two, and its baselines.
HEAD, TWO = 0.94, 1.36
LABEL_Y, NUMBER_Y, WEB_Y = 0.35, 0.83, 0.74
FLAT_LABEL_X = 41.0
NUMERAL = 0.53
CLEAR = 3.0  # above a code
DOMAIN = 26.0  # the widest below a code in the corner
DOMAIN_GAP = 0.76  # of its size: from the white around the code to its baseline
BESIDE = 3.6  # between addresses or a long number, and the label
CODE_GAP = 2.8  # from the code to the words beside it
SMALL = 0.72  # share of a label that may be lost before a shorter one is said
# On a flat board one line fills little of the height, so type need not shrink as far as the board.
FLAT_NUMBER, FLAT_LEAST = 0.72, 0.86


def draft(
    panel: Panel, section: Element, said: DraftMark, y: float, height: float, explained: bool
) -> None:
    """Draw the draft mark over the whole width."""
    bar = Bar(y, height, 0.11 * panel.width, LEAST)
    mark, dutch = "still-draft", "still-draft-dutch"
    draw_draft_bar(panel, section, said, mark=mark, dutch=dutch, explained=explained, bar=bar)


def title(
    panel: Panel,
    section: Element,
    words: Words,
    y: float,
    share: float,
    room: tuple[float, float, float],
) -> float:
    """Draw the question, the top of its capitals at ``y``; return its last baseline.

    ``room`` has the width of its lines, that of lines beside a code, and how far down the first of
    these is.
    """
    wide, beside, free = room
    style = scaled(panel, "still-title", share)
    rise = panel.theme.scale.rise - 0.03
    first = y + rise * style.size * PT
    clear = free - CLEAR - (rise + 0.3) * style.size * PT  # for the baselines after the first one
    above = max(0, 1 + int(clear // style.leading))
    measure = (*[wide] * above, beside) if wide > beside else wide
    return panel.text(section.child("H1"), words, style, 0, first, measure)


def lead(
    panel: Panel, section: Element, words: Words, y: float, share: float, room: float
) -> float:
    """Draw the lines below the title, first baseline at ``y``; return the last baseline."""
    return panel.text(section.child("P"), words, scaled(panel, "still-lead", share), 0, y, room)


def code_beside(panel: Panel, section: Element, said: Code, y: float, height: float) -> None:
    """Draw the code with what it is for beside it, in the middle."""
    module = _module(said, height)
    side = panel.qr(section, said.code, said.alt, 0, y, module)
    x = side + max(CODE_GAP, 4 * module)
    room = panel.width - x
    style, lines = panel.style("still-scan"), tuple[Line, ...]()
    if said.invitation:
        lines = panel.lines(said.invitation, style._replace(balanced=True), min(room, 44.0))
    small = panel.shrunk(said.domain, panel.style("still-domain"), room, floor=LEAST)
    below = panel.lines(said.domain, small, room)
    used = len(lines) * style.leading + len(below) * small.leading
    baseline = y + (side - used) / 2 + 0.76 * style.leading
    if said.invitation:
        panel.must_fit(said.invitation, len(lines), 3)
        panel.set_below(section.child("P"), lines, x, baseline, style.leading)
        baseline += len(lines) * style.leading
    panel.must_fit(said.domain, len(below), 3)
    panel.text(section.child("P"), said.domain, small, x, baseline, room)


def code_in_corner(
    panel: Panel, section: Element, said: Code, y: float, height: float, named: bool
) -> float:
    """Draw the code at the end of the line, with its domain below it when ``named``; return the
    lower edge.
    """
    module = _module(said, height)
    side = encode(said.code).size * module
    x = panel.width - side
    panel.qr(section, said.code, said.alt, x, y, module)
    if not named:
        return y + side
    style = panel.shrunk(said.domain, panel.style("still-domain"), DOMAIN, floor=LEAST)
    lines = panel.lines(said.domain, style, DOMAIN)
    x -= max(0.0, max(line.width for line in lines) - side)
    first = y + side + 4 * module + DOMAIN_GAP * style.size * PT
    last = panel.text(section.child("P"), said.domain, style, x, first, DOMAIN)
    return last + fall(panel, style)


def _module(said: Code, height: float) -> float:
    """Return the size of a module in mm: whole pixels, so that each of them is black or white."""
    return max(0.5, round(10 * height / encode(said.code).size) / 10)


def post(panel: Panel, _section: Element, _node: None, y: float, height: float, x: float) -> None:
    """Draw the post."""
    panel.box(x, y, 1.6, height)


def board(
    panel: Panel, section: Element, said: Board, y: float, height: float, usual: float
) -> None:
    """Draw a sign with its label above the number; ``usual`` is the height of one with the type of
    its full size.
    """
    share, head = min(1.05, height / usual), _head(panel, said, y, height)
    room = panel.width - head - INSET - END
    words, style = _labelled(panel, said, share, room)
    baseline = y + LABEL_Y * height - style.lift
    panel.one_line(section.child("P"), words.spaced(), style, INSET, baseline, room)
    element = section.child("P")
    if said.number:
        number = panel.shrunk(said.number, scaled(panel, "still-number", share), room, floor=10.0)
        baseline = y + NUMBER_Y * height
        panel.one_line(element, said.number.spaced(), number, INSET, baseline, room)
    else:
        _addresses(panel, element, said.addresses, y + WEB_Y * height, share, room)
    _numerals(panel, element, said, y, height, head)


def flat_board(
    panel: Panel, section: Element, said: Board, y: float, height: float, usual: float
) -> None:
    """Draw a sign with its label after the number or the addresses."""
    share, head = _flat_share(height, usual), _head(panel, said, y, height)
    room = panel.width - head - INSET - END
    label, element = section.child("P"), section.child("P")
    if said.number:
        number = flat_number(panel, height, usual)
        number = panel.shrunk(said.number, number, 0.6 * room, floor=10.0)
        baseline = centred(y, height, number)
        width = panel.one_line(element, said.number.spaced(), number, INSET, baseline, room)
    else:
        web = scaled(panel, "still-web", 0.9 * share)
        baseline = centred(y, height, web)
        most = (room - INSET) * 0.72
        width = _addresses(panel, element, said.addresses, baseline, 0.9 * share, most)
    x = max(FLAT_LABEL_X, width + INSET + BESIDE)
    left = room - x + INSET
    words, style = _labelled(panel, said, share, left)
    panel.one_line(label, words.spaced(), style, x, centred(y, height, style), left)
    _numerals(panel, element, said, y, height, head)


def _flat_share(height: float, usual: float) -> float:
    """Return the share of its full type size that a flat board of a height has."""
    return max(FLAT_LEAST, min(1.05, height / usual))


def flat_number(panel: Panel, height: float, usual: float) -> Style:
    """Return the style of the number on a flat board of a height."""
    return scaled(panel, "still-number", FLAT_NUMBER * _flat_share(height, usual))


def _head(panel: Panel, said: Board, y: float, height: float) -> float:
    """Draw the arm of a sign; return the width of its black head."""
    head = (HEAD if len(said.numerals) == 1 else TWO) * height
    head += (len(said.numerals) - 2) * 0.4 * height if len(said.numerals) > 2 else 0.0
    panel.arm(0, y, panel.width, height, head, accent=said.number is not None)
    return head


def _numerals(
    panel: Panel, element: Element, said: Board, y: float, height: float, head: float
) -> None:
    size, tip = NUMERAL * height / PT, 0.16 * height
    panel.numerals(element, said.numerals, panel.width - head, y, head - tip, height, size)


def _labelled(panel: Panel, said: Board, share: float, room: float) -> tuple[Words, Style]:
    """Return the label of a sign, or the shorter one where that has no room, with its style."""
    usual = scaled(panel, "still-label", share)
    floor = max(LEAST, SMALL * usual.size)
    for words in (said.label, said.brief or said.label):
        style = panel.shrunk(words.spaced(), usual, room, floor=floor)
        if panel.lines(words.spaced(), style)[0].width <= room:
            return words, style
    words = said.brief or said.label
    return words, panel.shrunk(words.spaced(), usual, room, floor=LEAST)


def _addresses(
    panel: Panel, element: Element, said: Sequence[Words], y: float, share: float, room: float
) -> float:
    """Draw addresses beside each other, or where they are long on two lines; return their width."""
    usual, apart = scaled(panel, "still-web", share), 4.0
    lines: list[Line] = [panel.lines(one.spaced(), usual)[0] for one in said]
    free = room - apart * (len(said) - 1)
    fitting = usual.size * free / sum(line.width for line in lines)
    if fitting < LEAST_WEB:
        return _on_two_lines(panel, element, said, y, usual, room)
    size = min(fitting, max(usual.size, LEAST_WEB))
    style = usual._replace(size=int(10 * size) / 10)
    x = INSET
    for one in said:
        left = room - x + INSET
        x += apart + panel.one_line(element, one.spaced(), style, x, y, left)
    return x - apart - INSET


def _on_two_lines(
    panel: Panel, element: Element, said: Sequence[Words], y: float, usual: Style, room: float
) -> float:
    """Draw addresses on two lines around a baseline; return their width."""
    for size in (LEAST_WEB, 7.5, LEAST):
        style = usual._replace(size=size, leading=1.12 * size * PT, weight=700)
        lines = [line for one in said for line in panel.lines(one.spaced(), style, room)]
        if len(lines) <= 2 and all(line.width <= room for line in lines):
            break
    panel.must_fit(said[0], len(lines), 2)
    first, size = y - 0.5 * style.leading, style.size
    for index, line in enumerate(lines):
        panel.must_fit(said[0], line.width, room, first + index * style.leading, size)
    panel.set_below(element, lines, INSET, first, style.leading)
    return max(line.width for line in lines)


def alert(panel: Panel, section: Element, said: Alert, y: float, height: float, style: str) -> None:
    """Draw 112."""
    draw_alert(panel, section, said, y, height, label=f"{style}-label", number=style)
