"""The pocket card: a folded card, flat 170 x 55 mm, closed 85 x 55 mm, printed on both sides.

Outside, left to right: back, cover. Inside: left, right. Read in the order cover, inside, back.
Millimetres, origin top left of a face.
"""

from __future__ import annotations

from functools import cached_property

from wegwijs.layouts.content.omissions import Omission
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.blocks import Dialogue, Drawing, Painter, setting_of
from wegwijs.layouts.pdf.fragment import Fragment
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.paper import Paper
from wegwijs.layouts.pdf.sheet import Profile, Sheet, pages_of
from wegwijs.layouts.pdf.skeleton import Pages
from wegwijs.layouts.products.pocket_card import blocks
from wegwijs.layouts.products.pocket_card.layout import Layout, dialogue_of, layout_of, omissions_of
from wegwijs.layouts.products.pocket_card.paper import FACE, HEIGHT, SIDES, WIDTH, live_area
from wegwijs.layouts.products.pocket_card.setting import MEASURE
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.same import Same

# Fold ticks stand outside the trimmed edge: on so small a sheet they would run into the text.
SHEET = Sheet(WIDTH, HEIGHT, folds=(FACE,), tick=(1.0, 3.0))


def omissions(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    """Return what the card leaves out of an edition's own contacts, and which contacts it leaves
    out.
    """
    card = card_of(outline, theme)
    return tuple(omissions_of(card.dialogue, card.layout))


def render_pocket_card(outline: Outline, theme: Theme, profile: Profile = Profile.OFFICE) -> bytes:
    """Return one card at real size as PDF: page 1 outside, page 2 inside. Raises ``DoesNotFit``."""
    return card_of(outline, theme).flat(profile)


def render_overfull(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    """Return the pages of a card that does not fit, in the layout with the least overflow: its text
    runs over. The drawing is not cached.
    """
    dialogue = _dialogue(outline, theme)
    drawing = _drawn(dialogue, error.nearest)
    plate = drawing.plate(_pages(Profile.OFFICE, outline.language))
    return plate.print(drawing.said(dialogue.nodes), Metadata.of(outline))


def _dialogue(outline: Outline, theme: Theme) -> Dialogue:
    papers = (Paper(WIDTH, HEIGHT),) * len(SIDES)
    return dialogue_of(outline, setting_of("pocket-card", outline, theme, papers))


def _pages(profile: Profile, language: str) -> Pages:
    return pages_of((SHEET,) * len(SIDES), profile, language)


def card_of(outline: Outline, theme: Theme) -> Card:
    """Return the card of an edition, laid out once for both its files and its omissions. Raises
    ``DoesNotFit``.
    """
    return _CARDS.made(Same(outline, theme), lambda: Card(outline, theme))


_CARDS: Memory[Same, Card] = Memory(1)


class Card:
    """The card of an edition: its layout, and the fragments that are its own, drawn once."""

    def __init__(self, outline: Outline, theme: Theme) -> None:
        self.metadata = Metadata.of(outline)
        self.dialogue = _dialogue(outline, theme)
        self.setting = self.dialogue.setting
        self.layout = layout_of(self.dialogue)

    def flat(self, profile: Profile) -> bytes:
        """Return the PDF of a single card."""
        return self.on(_pages(profile, self.setting.language))

    def on(self, pages: Pages) -> bytes:
        """Return the PDF of the card on the given pages."""
        return self.drawing.plate(pages).print(self._own, self.metadata)

    @cached_property
    def drawing(self) -> Drawing:
        """The drawing of all faces, shared by editions with an equal layout."""
        key = self.dialogue.key, self.layout
        return self.setting.drawings.made(key, lambda: _drawn(self.dialogue, self.layout))

    @cached_property
    def _own(self) -> list[Fragment]:
        return self.drawing.said(self.dialogue.nodes)


def _drawn(dialogue: Dialogue, layout: Layout) -> Drawing:
    """Draw all faces, in reading order."""
    painter, marks, head = Painter(dialogue), dict(layout.marks), layout.head
    body = dialogue.setting.theme.styles["card-body"]
    for name, contacts in layout.faces:
        if not contacts and name != "back":
            continue
        page, left = live_area(name, rtl=dialogue.setting.direction == "rtl")
        brush = painter.brush(name, page, left, MEASURE)
        if spot := marks.get(name):
            brush.paint(blocks.mark, ("draft",), spot)
        if name == "cover":
            brush.paint(blocks.publisher, ("publisher",), head.publisher_y, head.measure)
            brush.paint(blocks.title, ("title",), head.title_y, head.title)
            brush.paint(blocks.alert, ("alert",), head.alert_y, head.alert_height)
        for placed in contacts:
            path, ends = ("contact", placed.contact), (placed.last, body.size)
            brush.paint(blocks.contact, path, placed.y, placed.fit, ends=ends)
        if name == "back":
            brush.paint(blocks.imprint, ("imprint",), layout.imprint_y, layout.rule_y)
    return painter.drawing()
