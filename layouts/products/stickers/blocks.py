"""The drawing of a sticker. All lengths are mm; x from the padding of its label, y on the page."""

from __future__ import annotations

from msgspec import Struct

from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.entry import centred
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.qr import MODULE, QUIET_ZONE, encode
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.stickers.nodes import Sticker
from wegwijs.layouts.typesetting.lines import Style

SIGN_HEAD, TIP = 12.0, 0.16  # of the sign: its pentagon, and how much of that is not for a numeral
WAY_X, WAY_END = 14.0, 1.2  # on a sign: x of its number, and what stays free at its end
NUMERAL = 16.0  # pt
NUMBER_FLOOR, FLOOR = 16.0, 8.5  # pt
WHITE = QUIET_ZONE * MODULE  # around a code
WIDEST = 16.5  # of a code; all texts end where that begins
ICON, ICON_X = 5.0, 14.0
NAME_LEADING = 3.3
TO_TEXT = 3.0  # from the upper edge of a code to the first baseline beside it
LOWEST = 35.5  # ink, on a label of the usual height
SMALLER = FLOOR / 9.0  # of text


class Fit(Struct, frozen=True):
    """How much a sticker gives way to longer text; y are from the upper edge of its label.

    ``names`` is the number of lines of its name, the last baseline ``name_y``; ``brief``: for whom
    it is instead of when to call; ``text`` is a share of the type size; ``below``: the address of
    the sign stands under it.
    """

    names: int = 1
    name_y: float = 5.7
    sign_y: float = 7.2
    sign: float = 9.0
    text: float = 1.0
    brief: bool = False
    below: bool = False

    @property
    def code_y(self) -> float:
        """The upper edge of a code."""
        return self.sign_y + self.sign + WHITE


def sticker(panel: Panel, section: Element, said: Sticker, y: float, fit: Fit) -> None:
    """Draw a sticker; ``y`` is the upper edge of its label, or of its middle part."""
    name(panel, section, said.name, y, fit)
    sign(panel, section.child("P"), said, y + fit.sign_y, fit)
    if said.code:
        side = encode(said.code).width(MODULE)
        panel.qr(section, said.code, said.alt, panel.width - side, y + fit.code_y)
    texts(panel, section, said, y, fit)


def name(panel: Panel, section: Element, words: Words, y: float, fit: Fit) -> None:
    """Draw the name, on one line or two."""
    style, room = panel.style("sticker-name"), panel.width
    if fit.names == 1:
        style = panel.shrunk(words, style, room, floor=FLOOR)
    else:
        style = style._replace(size=FLOOR, leading=NAME_LEADING, balanced=True)
    lines = panel.lines(words, style, room)
    panel.must_fit(words, len(lines) * NAME_LEADING, fit.names * NAME_LEADING)
    first = y + fit.name_y - (len(lines) - 1) * style.leading
    panel.text(section.child("H1"), words, style, 0, first, room)


def sign(panel: Panel, element: Element, said: Sticker, y: float, fit: Fit) -> None:
    """Draw the sign, its upper edge at ``y``."""
    height, room = fit.sign, panel.width - WAY_X - WAY_END
    panel.sign_in(y, panel.width, height, SIGN_HEAD, accent=said.called and said.way is not None)
    tip = TIP * SIGN_HEAD
    panel.numerals(element, (said.numeral,), 0, y, SIGN_HEAD - tip, height, NUMERAL)
    if said.way is None:
        panel.dots(WAY_X, y + 0.75 * height, room)
    elif said.called:
        number = _number(panel, said.way, room)
        panel.one_line(element, said.way, number, WAY_X, centred(y, height, number), room)
    elif fit.below:
        panel.icon(said.icon, ICON_X, y + (height - ICON) / 2, ICON)
    else:
        _address(panel, element, said.way, y, height, room)


def _number(panel: Panel, words: Words, room: float) -> Style:
    """Return the style of a number: as large as it has room, lighter if it must."""
    usual = panel.style("sticker-number")
    heavy = panel.shrunk(words, usual, room, floor=NUMBER_FLOOR)
    if panel.lines(words, heavy)[0].width <= room:
        return heavy
    return panel.shrunk(words, usual._replace(weight=700), room, floor=NUMBER_FLOOR)


def _address(
    panel: Panel, element: Element, words: Words, y: float, height: float, room: float
) -> None:
    usual = panel.style("sticker-web")
    style = panel.fitted(words, usual, room, height, FLOOR)
    if style is None:
        style = usual._replace(size=FLOOR)
        panel.must_fit(words, panel.lines(words, style)[0].width, room, y + height, FLOOR)
    lines = len(panel.lines(words, style, room))
    first = centred(y, height, style) - (lines - 1) * style.leading / 2
    panel.text(element, words, style, WAY_X, first, room)


def texts(panel: Panel, section: Element, said: Sticker, y: float, fit: Fit) -> None:
    """Draw the address and the text, beside the code."""
    room = panel.width - (WIDEST + WHITE if said.code else 0.0)
    address = said.way if fit.below else said.address
    last = 0.0
    shown = (address, "sticker-link"), (said.brief if fit.brief else said.text, "sticker-body")
    for words, usual in shown:
        if words:
            style = _sized(panel.style(usual), fit.text)
            baseline = last + style.leading if last else y + fit.code_y + TO_TEXT
            last = panel.text(section.child("P"), words, style, 0, baseline, room)
            reach = panel.lines(words, style, room)[-1].level[1]
            panel.must_fit(words, last + reach, y + LOWEST)


def _sized(style: Style, share: float) -> Style:
    return style._replace(size=style.size * share, leading=style.leading * share)
