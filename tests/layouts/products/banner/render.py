"""The notice: the question, and the number to dial in an emergency."""

from __future__ import annotations

from msgspec import structs

from wegwijs.layouts.content.outline import Alert, DraftMark, Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Dialogue, Nodes, Painter, setting_of
from wegwijs.layouts.pdf.entry import draw_alert, draw_draft_mark
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.paper import Paper
from wegwijs.layouts.pdf.skeleton import Pages
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.print_instructions.brief import PrintPart
from wegwijs.layouts.products.print_instructions.part import Part
from wegwijs.layouts.typesetting.theme import Theme

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 15.0
MEASURE = WIDTH - 2 * MARGIN


PAGES = Pages((Paper(WIDTH, HEIGHT),), "nl", ("",))


def render_banner(outline: Outline, theme: Theme) -> bytes:
    """One page. Raises ``DoesNotFit``."""
    nodes: Nodes = {
        ("publisher",): Words.dutch(outline.publisher, own=True),
        ("title",): outline.title,
        ("alert",): outline.alert,
        ("where",): outline.labels["banner_where"],
        **({("draft",): outline.draft} if outline.draft else {}),
    }
    dialogue = Dialogue(setting_of("banner", outline, theme, PAGES.papers), nodes)
    painter = Painter(dialogue)
    brush = painter.brush("banner", 0, MARGIN, MEASURE)
    if outline.draft:
        brush.block(draft, ("draft",), 0.0)
    brush.block(paragraph, ("publisher",), 40.0)
    brush.block(heading, ("title",), 60.0)
    brush.block(alert, ("alert",), 120.0)
    brush.block(paragraph, ("where",), 150.0)
    if brush.overflows:
        raise DoesNotFit("banner", outline.language, brush.overflows)
    drawing = painter.drawing()
    plate = drawing.plate(structs.replace(PAGES, language=outline.language))
    return plate.print(drawing.said(nodes), Metadata.of(outline))


def draft(panel: Panel, section: Element, mark: DraftMark, y: float) -> None:
    """The mark of a translation that nobody reviewed."""
    draw_draft_mark(panel, section, mark, full=True)


def paragraph(panel: Panel, section: Element, words: Words, y: float) -> None:
    """A text of one or more lines."""
    panel.text(section.child("P"), words, panel.style("body"), 0, y, MEASURE)


def heading(panel: Panel, section: Element, words: Words, y: float) -> None:
    """The question."""
    panel.text(section.child("H1"), words, panel.style("display"), 0, y, MEASURE)


def alert(panel: Panel, section: Element, alert: Alert, y: float) -> None:
    """The number to dial in an emergency."""
    styles = {"label": "card-alert-label", "number": "alert-flap"}
    draw_alert(panel, section, alert, y, 12, **styles)


def draw_print_part(part: Part) -> None:
    """How it is hung."""
    part.paragraph(Words.of("Hang het op ooghoogte."), above=10.0)


PRINT_PART = PrintPart(draw_print_part)
