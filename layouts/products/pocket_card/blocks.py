"""The blocks of the pocket card. Millimetres, origin top left of a face."""

from __future__ import annotations

from wegwijs.layouts.content.outline import Alert, DraftMark
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Setting
from wegwijs.layouts.pdf.content import WHITE
from wegwijs.layouts.pdf.entry import centred, draw_alert
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.pocket_card.contact import CardContact
from wegwijs.layouts.products.pocket_card.extent import contact_in, styled
from wegwijs.layouts.products.pocket_card.fit import Fit
from wegwijs.layouts.products.pocket_card.frame import GAP, HATCH, Spot, mark_on
from wegwijs.layouts.products.pocket_card.setting import (
    MEASURE,
    WAY_X,
    SetContact,
    SetText,
    set_text,
)
from wegwijs.layouts.typesetting.lines import Measure

HEAD = 10.0  # the black pentagon of a sign


def mark(panel: Panel, section: Element, draft: DraftMark, spot: Spot) -> None:
    """Draw the draft mark, right-aligned at its spot."""
    found, element = mark_on(panel, draft), section.child("P")
    if spot.hatch:
        panel.hatch(spot.end - found.width(), spot.y - 1.9, HATCH, 1.9)
    dutch = spot.end - found.dutch.width
    panel.put(element, found.own, dutch - GAP - found.own.width, spot.y)
    panel.put(element, found.dutch, dutch, spot.y)


def publisher(panel: Panel, section: Element, words: Words, y: float, measure: Measure) -> None:
    """Draw the name of the publisher."""
    style = styled(panel, "card-publisher", 1.0, balanced=True)
    _put(panel, section.child("P"), set_text(panel, words, style, measure), y)


def title(panel: Panel, section: Element, words: Words, y: float, factor: float) -> None:
    """Draw the title; ``factor`` scales its type."""
    style = styled(panel, "card-title", factor, balanced=False)
    panel.text(section.child("H1"), words, style, 0, y, MEASURE)


def alert(panel: Panel, section: Element, alert: Alert, y: float, height: float) -> None:
    """Draw the emergency number, 112."""
    draw_alert(panel, section, alert, y, height, label="card-alert-label", number="alert-flap")


def contact(panel: Panel, section: Element, contact: CardContact, y: float, fit: Fit) -> None:
    """Draw a contact: name, sign, facts and QR code."""
    assert isinstance(panel.outline, Setting)
    found = contact_in(panel.outline, contact, fit)
    _put(panel, section.child("H2"), found.heading, y)
    _sign(panel, section.child("P"), found, y + found.sign_y)
    for _, text in found.facts:
        _put(panel, section.child("P"), text, y)
    if contact.code:
        left, top = MEASURE - found.code_side, y + found.code_top
        panel.qr(section, contact.code, contact.code_alt, left, top)


def _sign(panel: Panel, element: Element, contact: SetContact, y: float) -> None:
    """Draw the sign with the number or address, or a line to write on; ``y`` is its upper edge."""
    mark, width, height = contact.contact.mark, contact.sign_width, contact.sign_height
    panel.sign_in(y, width, height, HEAD, accent=contact.contact.called)
    if isinstance(mark, int):
        panel.numerals(element, (mark,), 0, y, HEAD - 0.16 * height, height)
    else:
        side = 0.6 * height
        panel.icon(mark, (HEAD - side) / 2 - 0.6, y + (height - side) / 2, side, WHITE)
    if way := contact.way:
        _put(panel, element, way, centred(y, height, way.style) - way.last / 2)
    elif contact.contact.way:
        panel.icon(contact.contact.icon, WAY_X, y + 0.2 * height, 0.6 * height)
    else:
        panel.dots(WAY_X, y + 0.75 * height, width - WAY_X - 3)


def imprint(panel: Panel, section: Element, words: Words, y: float, rule_y: float) -> None:
    """Draw version, date and source below a rule."""
    panel.rule(rule_y, 0.6)
    style = panel.style("card-colophon")
    panel.text(section.child("P"), words, style, 0, y, MEASURE)


def _put(panel: Panel, element: Element, text: SetText, y: float) -> None:
    """Draw a text that was set; its own position is relative to ``y``."""
    panel.set_below(element, text.lines, text.x, y + text.y, text.style.leading)
