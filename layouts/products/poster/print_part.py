"""The poster's part of the print instructions."""

from __future__ import annotations

from wegwijs.layouts.pdf.sheet import BLEED
from wegwijs.layouts.products.print_instructions.brief import PrintPart, filled, plain
from wegwijs.layouts.products.print_instructions.part import Part


def draw(part: Part) -> None:
    """Draw how it is printed, and where it hangs."""
    notes, larger = part.notes.poster, {"file": "poster-a3.pdf"}
    used = part.heading(notes.heading, "poster-a4.pdf") + 4
    if part.brief.for_office:
        text = filled(notes.text, **larger)
    else:
        text = filled(notes.press, **larger, bleed=plain(BLEED))
    part.paragraph(text, x=used, above=0)


PRINT_PART = PrintPart(draw)
