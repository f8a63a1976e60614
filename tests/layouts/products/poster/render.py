"""The notice: the question, and the number to dial in an emergency."""

from __future__ import annotations

from layouts.content.outline import Outline
from layouts.content.words import Words
from layouts.pdf.document import Document
from layouts.pdf.entry import draw_alert, draw_concept
from layouts.pdf.metadata import Metadata
from layouts.pdf.panel import DoesNotFit, Overflow, Panel
from layouts.products.print_instructions.brief import PrintPart
from layouts.products.print_instructions.part import Part
from layouts.typesetting.theme import Theme

WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 15.0
MEASURE = WIDTH - 2 * MARGIN


def render_poster(outline: Outline, theme: Theme) -> bytes:
    """One page. Raises ``DoesNotFit``."""
    document = Document(Metadata.of(outline), theme.colour_profile)
    page, section = document.add_page(WIDTH, HEIGHT), document.root.child("Sect")
    overflows: list[Overflow] = []
    panel = Panel("poster", page, MARGIN, MEASURE, theme, outline, overflows)
    if outline.concept:
        draw_concept(panel, section, outline.concept, full=True)
    publisher = Words.of(outline.publisher, "nl")
    panel.text(section.child("P"), publisher, panel.style("body"), 0, 40, MEASURE)
    panel.text(section.child("H1"), outline.title, panel.style("display"), 0, 60, MEASURE)
    draw_alert(
        panel, section, outline.alert, 120, 12, label="card-alert-label", number="alert-flap"
    )
    where = outline.labels["poster_where"]
    panel.text(section.child("P"), where, panel.style("body"), 0, 150, MEASURE)
    if overflows:
        raise DoesNotFit("poster", outline.language, overflows)
    return document.save()


def draw_print_part(part: Part) -> None:
    """How it is hung."""
    part.paragraph(Words.of("Hang het op ooghoogte."), above=10.0)


PRINT_PART = PrintPart(draw_print_part)
