"""The pocket card's part of the print instructions: printing, cutting and folding."""

from __future__ import annotations

from wegwijs.layouts.pdf.sheet import BLEED
from wegwijs.layouts.products.pocket_card.drawing import CardDrawing
from wegwijs.layouts.products.pocket_card.paper import (
    FACE,
    HEIGHT,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    WIDTH,
)
from wegwijs.layouts.products.print_instructions.brief import PrintPart, filled, plain
from wegwijs.layouts.products.print_instructions.part import Part, PrintStep

SHEET_SCALE, FLAT_SCALE, CLOSED_SCALE = 0.082, 0.14, 0.25
SHEET = SHEET_WIDTH, SHEET_HEIGHT
FLAT, CLOSED = (WIDTH, HEIGHT), (FACE, HEIGHT)


def draw(part: Part) -> None:
    """Draw how the cards are printed, cut and folded."""
    brief, notes = part.brief, part.notes.card
    drawing = CardDrawing(part.page, part.theme, part.outline, part.overflows)
    steps = [
        PrintStep(filled(notes.fold), drawing.flat, FLAT, FLAT_SCALE),
        PrintStep(filled(notes.closed), drawing.closed, CLOSED, CLOSED_SCALE),
    ]
    if brief.for_office:
        part.heading(notes.heading, "pocket-card-a4.pdf")
        part.settings(SHEET, notes.paper)
        part.paragraph(filled(notes.first))
        steps.insert(0, PrintStep(filled(notes.cut), drawing.sheet, SHEET, SHEET_SCALE))
    else:
        part.heading(notes.heading, "pocket-card.pdf")
        width, height = map(plain, FLAT)
        part.paragraph(filled(notes.press, width=width, height=height, bleed=plain(BLEED)))
    part.steps_beside(steps)


PRINT_PART = PrintPart(draw)
