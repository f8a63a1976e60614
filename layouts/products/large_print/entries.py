"""An organisation in large print, as blocks: name, sign and facts; what it does and when to call;
its code. The code is in the column of the numeral, the text beside it.

All returned positions are relative to the upper edge of the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content.outline import Entry
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.entry import centred
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.large_print.fit import Fit
from wegwijs.layouts.products.large_print.setting import LEAST, fall, heading
from wegwijs.layouts.typesetting.lines import Style
from wegwijs.sources.values import Phone
from wegwijs.sources.ways import way_of

MODULE = 0.8  # mm: of a code
HEAD = 27.0  # the black pentagon, and the widest code
TEXT_X = 34.0
END = 4.0  # from the text on a sign to its end
TO_CODE = 7.0  # from a sign to the code below it
NUMBER, CLOSE_NUMBER = 44.0, 40.0  # pt: on a sign, and on one that is lower
LONG_NUMBER = 30.0  # pt: one such as +31 (0)30 000 00 00
Texts = tuple[Words, Words | None, Words, Words | None, bool]


def top(
    panel: Panel, section: Element, entry: Entry, y: float, fit: Fit
) -> tuple[float, float, float, bool]:
    """Draw the name, sign and facts. Return the last edge, the next baseline, the upper edge of the
    code, and whether an explanation follows.
    """
    last = heading(panel, section, "H3", entry.title, panel.style("large-name"), y)
    sign_y = last + fit.to_sign + panel.theme.scale.head_fall
    on_sign = _sign(panel, section.child("P"), entry, sign_y, fit.sign)
    text = Text(panel, section, sign_y + fit.sign + fit.below_sign)
    for words, style in _facts(panel, entry, hero=not on_sign):
        text.put(words, style)
    code_y = sign_y + fit.sign
    return text.edge - y, text.next - y, code_y + TO_CODE - y, not entry.edition_only


def explanation(
    panel: Panel, section: Element, texts: Texts, y: float, fit: Fit, goes_on: float
) -> float:
    """Draw what it does and when to call, the first baseline ``goes_on`` mm down; without a phone
    number only what it does. Return the last edge.
    """
    what, more, when, examples, by_web = texts
    text, body = Text(panel, section, y + goes_on), panel.style("large-body")
    text.put(what + more if more else what, body)
    if not by_web:
        text.next += fit.half
        text.put(when + examples if examples else when, body)
    return text.edge - y


def code(panel: Panel, section: Element, entry: Entry, y: float) -> float:
    """Draw the code, its upper edge at ``y``; return its size."""
    return panel.qr(section, entry.code, entry.qr_alt, 0, y, MODULE) if entry.code else 0.0


def _facts(panel: Panel, entry: Entry, *, hero: bool) -> Iterator[tuple[Words, Style]]:
    """Yield meaning, person to ask for, addresses and short facts. With ``hero`` the address that
    did not fit on the sign comes first.
    """
    key = panel.style("large-key")
    if hero and entry.hero:
        yield entry.links[entry.hero], key
    if entry.meaning:
        yield entry.meaning, key._replace(balanced=True)
    if entry.person:
        yield entry.person, key
    if entry.url and entry.hero is not entry.url:
        yield entry.links[entry.url], key
    for fact in entry.keys:
        yield fact.words, key


def _sign(panel: Panel, element: Element, entry: Entry, y: float, height: float) -> bool:
    """Draw the board with the numeral and the main way: a number, an address or a line to write on.

    Return False where an address does not fit: the sign then shows its icon, and the caller prints
    the address.
    """
    hero, width = entry.hero, panel.width
    panel.sign_in(y, width, height, HEAD, accent=isinstance(hero, Phone))
    tip = 0.32 * height  # slightly before the middle
    panel.numerals(element, (entry.numeral,), 0, y, HEAD - tip, height, 2.0 * height)
    if hero is None:
        panel.dots(TEXT_X, y + 0.75 * height, width - TEXT_X - END)
        return True
    words, room = entry.links[hero], width - TEXT_X - END
    if isinstance(hero, Phone):
        size = NUMBER if height > 18 else CLOSE_NUMBER
        style = panel.shrunk(words, panel.style("large-hero", size=size), room, LONG_NUMBER)
        panel.one_line(element, words, style, TEXT_X, centred(y, height, style), room)
        return True
    fitted = panel.fitted(words, panel.style("large-web"), room, height, LEAST)
    if fitted is None:
        panel.icon(way_of(hero).icon, TEXT_X, y + 0.2 * height, 0.6 * height)
        return False
    lines = len(panel.lines(words, fitted, room))
    first = centred(y, height, fitted) - (lines - 1) * fitted.leading / 2
    panel.text(element, words, fitted, TEXT_X, first, room)
    return True


class Text:
    """The text beside the code, paragraph by paragraph: ``next`` is the next baseline, ``edge`` the
    one below the text so far.
    """

    def __init__(self, panel: Panel, section: Element, first: float) -> None:
        self.panel, self.section, self.next, self.edge = panel, section, first, first

    def put(self, words: Words, style: Style) -> None:
        """Draw a paragraph."""
        panel, room = self.panel, self.panel.width - TEXT_X
        last = panel.text(self.section.child("P"), words, style, TEXT_X, self.next, room)
        self.edge, self.next = last + fall(panel, style), last + style.leading
