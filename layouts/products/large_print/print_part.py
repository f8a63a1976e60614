"""Large print's part of the print instructions."""

from __future__ import annotations

from wegwijs.layouts.products.print_instructions.brief import PrintPart, filled
from wegwijs.layouts.products.print_instructions.part import Part


def draw(part: Part) -> None:
    """Draw how it is printed and stapled: at the side where reading begins."""
    notes = part.notes.large
    used = part.heading(notes.heading, "large-print.pdf") + 4
    side = part.notes.right if part.brief.rtl else part.notes.left
    part.paragraph(filled(notes.text, side=side.text), x=used, above=0)


PRINT_PART = PrintPart(draw)
