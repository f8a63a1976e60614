"""The stickers' part of the print instructions."""

from __future__ import annotations

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.products.print_instructions.brief import PrintPart, filled, plain
from wegwijs.layouts.products.print_instructions.part import Part
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.sheets import LabelSheet


def subject(outline: Outline, theme: Theme) -> LabelSheet:
    """Return the sheet of labels."""
    return outline.stickers.sheet


def draw(part: Part) -> None:
    """Draw which labels to buy, and how to print them."""
    notes, sheet = part.notes.stickers, part.brief.subject
    assert isinstance(sheet, LabelSheet)
    used = part.heading(notes.heading, "stickers.pdf") + 4
    size = {"width": plain(sheet.width), "height": plain(sheet.height)}
    part.paragraph(filled(notes.text, **size), x=used, above=0)


PRINT_PART = PrintPart(draw, subject)
