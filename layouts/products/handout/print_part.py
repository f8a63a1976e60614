"""The handout's part of the print instructions."""

from __future__ import annotations

from wegwijs.layouts.products.print_instructions.brief import PrintPart, filled
from wegwijs.layouts.products.print_instructions.part import Part


def draw(part: Part) -> None:
    """Draw what to do with the Word file."""
    notes = part.notes.handout
    used = part.heading(notes.heading, "handout.docx") + 4
    part.paragraph(filled(notes.text), x=used, above=0)


PRINT_PART = PrintPart(draw)
