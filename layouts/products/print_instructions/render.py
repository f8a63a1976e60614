"""The sheet for who prints the pack: settings, a drawing of this very leaflet, how to fold and cut.

One A4 page, in Dutch whatever the language of the pack. What it says of a product is that product's
own part: it draws and measures with the layout of the product.
"""

from __future__ import annotations

from functools import lru_cache

from layouts.content.outline import Outline
from layouts.pdf.document import Document
from layouts.pdf.metadata import Metadata
from layouts.pdf.panel import DoesNotFit, Overflow
from layouts.pdf.sheet import Profile
from layouts.products.print_instructions.brief import Brief, PrintPart
from layouts.products.print_instructions.head import HEAD
from layouts.products.print_instructions.paper import HEIGHT, WIDTH
from layouts.products.print_instructions.part import Part
from layouts.products.registry import PRODUCTS
from layouts.typesetting.theme import Theme

BOTTOM = 289.0  # the last baseline, mm


def render_print_instructions(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    """The sheet as a PDF of one page. Raises ``DoesNotFit``, also when the leaflet does not."""
    printing = outline.printing
    metadata = Metadata(printing.document, outline.publisher, "nl", outline.date)
    document = Document(metadata, theme.colour_profile)
    document.add_page(WIDTH, HEIGHT)
    y = 0.0
    overflows: list[Overflow] = []
    for print_part in (HEAD, *parts_of(printing.products)):
        brief = Brief.of(outline, theme, profile, print_part.subject(outline, theme))
        part = _drawn(print_part, brief)
        document.impose(part.document, 0, [y])
        y += part.y
        overflows += part.overflows
    if y > BOTTOM:
        overflows.append(Overflow("print", printing.notes.title.text, y - BOTTOM))
    if overflows:
        raise DoesNotFit("print-instructions", outline.language, overflows)
    return document.save()


def parts_of(products: tuple[str, ...]) -> list[PrintPart]:
    """The parts of these products: first of those that are printed and folded."""
    asked = [one for one in PRODUCTS.values() if one.id in products]
    asked.sort(key=lambda one: not one.printed)
    return [one.print_part() for one in asked if one.print_part]


@lru_cache(maxsize=64)  # in hundreds of editions all but the head is the same
def _drawn(print_part: PrintPart, brief: Brief) -> Part:
    part = Part(brief)
    print_part.draw(part)
    return part
