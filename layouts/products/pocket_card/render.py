"""The pocket card: a folded card, flat 170 x 55 mm, closed 85 x 55 mm, printed on both sides.

Outside, left to right: back, cover. Inside: left, right. Read in the order cover, inside, back.
Millimetres, origin top left of a face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from layouts.content.omissions import Omission
from layouts.content.outline import Outline
from layouts.pdf.content import WHITE, Page
from layouts.pdf.document import Document, Metadata
from layouts.pdf.entry import centred, draw_alert
from layouts.pdf.panel import Panel
from layouts.pdf.sheet import Profile, Sheet, add_sheet
from layouts.pdf.structure import Element
from layouts.products.pocket_card.layout import Layout, Placed, layout_of
from layouts.products.pocket_card.paper import FACE, HEIGHT, MARGIN, SIDES, WIDTH, face_left
from layouts.products.pocket_card.setting import MEASURE, WAY_X, SetContact, SetText
from layouts.typesetting.theme import Theme
from sources.same import Same

HEAD = 10.0  # the black pentagon of a sign


def omissions(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    """What of an edition's own contacts, and which organisations, are not on its card."""
    return tuple(layout_of(Same(outline, theme)).omissions())


def render_pocket_card(outline: Outline, theme: Theme, profile: Profile = Profile.OFFICE) -> bytes:
    """One card at real size: page 1 the outside, page 2 the inside. Raises ``DoesNotFit``."""
    document = Document(Metadata.of(outline), theme.colour_profile)
    # A tick inside the edge would stand in the text of so small a sheet.
    sheet = Sheet(WIDTH, HEIGHT, folds=(FACE,), tick=(1.0, 3.0))
    for _ in SIDES:
        add_sheet(document, sheet, profile)
    document.impose(draw_card(Same(outline, theme)), 0, [0])
    return document.save()


@lru_cache(maxsize=1)  # both files of a card are made from it
def draw_card(content: Same) -> Document:
    """The card of an (outline, theme), its outside and its inside. Raises ``DoesNotFit``."""
    outline, theme = content.objects
    document = Document(Metadata.of(outline), theme.colour_profile)
    outside, inside = (document.add_page(WIDTH, HEIGHT) for _ in SIDES)
    card = _Card(document.root, outside, inside, outline, theme, layout_of(content))
    card.draw()
    return document


@dataclass
class _Card:
    root: Element
    outside: Page
    inside: Page
    outline: Outline
    theme: Theme
    layout: Layout

    def draw(self) -> None:
        """All faces, in reading order."""
        for name, contacts in self.layout.faces.items():
            if not contacts and name != "back":
                continue
            page = self.inside if name.startswith("inside") else self.outside
            left = MARGIN + face_left(name, rtl=self.outline.direction == "rtl")
            panel = Panel(name, page, left, MEASURE, self.theme, self.outline)
            section = self.root.child("Sect")
            self.mark(panel, section)
            if name == "cover":
                self.head(panel, section)
            self.contacts(panel, section, contacts)
            if name == "back":
                self.imprint(panel, section)

    def head(self, panel: Panel, section: Element) -> None:
        """Who hands the card out, what it is about, and 112."""
        head = self.layout.head
        put_text(panel, section.child("P"), head.publisher)
        put_text(panel, section.child("H1"), head.title)
        draw_alert(
            panel,
            section,
            self.outline.alert,
            head.alert_y,
            head.alert_height,
            label="card-alert-label",
            number="alert-flap",
        )

    def contacts(self, panel: Panel, section: Element, contacts: Sequence[Placed]) -> None:
        """Each with its name, its sign, what there is to say, and its code."""
        for placed in contacts:
            contact, y = placed.contact, placed.y
            put_text(panel, section.child("H2"), contact.heading, y)
            self.sign(panel, section.child("P"), contact, y + contact.sign_y)
            for _, text in contact.facts:
                put_text(panel, section.child("P"), text, y)
            if code := contact.contact.code:
                left, top = MEASURE - contact.code_side, y + contact.code_top
                panel.qr(section, code, contact.contact.code_alt, left, top)

    def sign(self, panel: Panel, element: Element, contact: SetContact, y: float) -> None:
        """The sign with the number or the address, or a line to write on."""
        mark, width, height = contact.contact.mark, contact.sign_width, contact.sign_height
        panel.sign_in(y, width, height, HEAD, accent=contact.contact.called)
        if isinstance(mark, int):
            panel.numerals(element, (mark,), 0, y, HEAD - 0.16 * height, height)
        else:
            side = 0.6 * height
            panel.icon(mark, (HEAD - side) / 2 - 0.6, y + (height - side) / 2, side, WHITE)
        if way := contact.way:
            first = centred(y, height, way.style) - way.last / 2
            put_text(panel, element, way, first)
        elif contact.contact.way:
            panel.icon(contact.contact.icon, WAY_X, y + 0.2 * height, 0.6 * height)
        else:
            panel.dots(WAY_X, y + 0.75 * height, width - WAY_X - 3)

    def imprint(self, panel: Panel, section: Element) -> None:
        """Version, date and source."""
        panel.rule(self.layout.frame.rule_y, 0.6)
        put_text(panel, section.child("P"), self.layout.frame.imprint)

    def mark(self, panel: Panel, section: Element) -> None:
        """The mark of an unchecked translation, at the end of a line."""
        mark = self.layout.frame.mark
        if mark is None:
            return
        spot, element = self.layout.marks[panel.name], section.child("P")
        if spot.hatch:
            panel.hatch(spot.end - mark.width(), spot.y - 1.9, mark.HATCH, 1.9)
        dutch = spot.end - mark.dutch.width
        panel.put(element, mark.own, dutch - mark.GAP - mark.own.width, spot.y)
        panel.put(element, mark.dutch, dutch, spot.y)


def put_text(panel: Panel, element: Element, text: SetText, y: float = 0.0) -> None:
    """Draw a text that was set; ``y`` is from where its own place counts."""
    panel.text(element, text.words, text.style, text.x, y + text.y, text.measure)
