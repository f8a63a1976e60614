"""The notice: the question, and the number to dial in an emergency."""

from __future__ import annotations

from dataclasses import dataclass, replace

from layouts.content.outline import Alert, DraftMark, Outline
from layouts.content.words import Words
from layouts.pdf.blocks import Dialogue, Painter, setting_of
from layouts.pdf.entry import draw_alert, draw_draft_mark
from layouts.pdf.metadata import Metadata
from layouts.pdf.panel import DoesNotFit, Panel
from layouts.pdf.paper import Paper
from layouts.pdf.skeleton import Pages
from layouts.pdf.structure import Element
from layouts.products.print_instructions.brief import PrintPart
from layouts.products.print_instructions.part import Part
from layouts.typesetting.theme import Theme

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 15.0
MEASURE = WIDTH - 2 * MARGIN


PAGES = Pages((Paper(WIDTH, HEIGHT),), "nl", ("",))


@dataclass(frozen=True)
class Notice:
    """What is on the notice. An edition says who hands it out, so it is its own."""

    draft: DraftMark | None
    publisher: Words
    title: Words
    alert: Alert
    where: Words
    own = True


def render_poster(outline: Outline, theme: Theme) -> bytes:
    """One page. Raises ``DoesNotFit``."""
    publisher, where = Words.dutch(outline.publisher), outline.labels["poster_where"]
    notice = Notice(outline.draft, publisher, outline.title, outline.alert, where)
    setting = setting_of("poster", outline, theme, PAGES.papers)
    dialogue = Dialogue(setting, {("notice",): notice})
    painter = Painter(dialogue)
    brush = painter.brush("poster", 0, MARGIN, MEASURE)
    brush.block(draw_notice, ("notice",), 0.0)
    if brush.overflows:
        raise DoesNotFit("poster", outline.language, brush.overflows)
    drawing = painter.drawing()
    plate = drawing.plate(replace(PAGES, language=outline.language))
    return plate.print(drawing.said(dialogue.nodes), Metadata.of(outline))


def draw_notice(panel: Panel, section: Element, notice: Notice, y: float) -> None:
    """All of it, ``y`` mm from the top on."""
    if notice.draft:
        draw_draft_mark(panel, section, notice.draft, full=True)
    body, display = panel.style("body"), panel.style("display")
    panel.text(section.child("P"), notice.publisher, body, 0, y + 40, MEASURE)
    panel.text(section.child("H1"), notice.title, display, 0, y + 60, MEASURE)
    styles = {"label": "card-alert-label", "number": "alert-flap"}
    draw_alert(panel, section, notice.alert, y + 120, 12, **styles)
    panel.text(section.child("P"), notice.where, body, 0, y + 150, MEASURE)


def draw_print_part(part: Part) -> None:
    """How it is hung."""
    part.paragraph(Words.of("Hang het op ooghoogte."), above=10.0)


PRINT_PART = PrintPart(draw_print_part)
