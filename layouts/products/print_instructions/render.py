"""The print instructions of a pack: settings, a drawing of this very leaflet, how to fold and cut.

One A4 page, in Dutch whatever the language of the pack. Each product draws its own part, using its
own layout.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from msgspec import Struct, structs

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.blocks import Dialogue, Drawing, Nodes, Painter, Setting, setting_of
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.pdf.overflow import DoesNotFit, Overflow
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.paper import Paper
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.pdf.skeleton import Pages
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.print_instructions.brief import Brief, Ground, PrintPart
from wegwijs.layouts.products.print_instructions.head import CHECKED, EDITION, HEAD
from wegwijs.layouts.products.print_instructions.paper import HEIGHT, MARGIN, MEASURE, WIDTH
from wegwijs.layouts.products.print_instructions.part import Part
from wegwijs.layouts.products.registry import PRODUCTS, STANDARD
from wegwijs.layouts.typesetting.fonts import LATIN, FontSet
from wegwijs.layouts.typesetting.theme import Theme, scale_of
from wegwijs.sources.scripts import LATN

BOTTOM = 289.0  # the last baseline, mm
ABOVE = (10.0, 8.6, 7.6)  # mm above a heading; less for many products
_PAGES = Pages((Paper(WIDTH, HEIGHT),), "nl", ("",))


def render_print_instructions(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    """Return the sheet as a one-page PDF. Raises ``DoesNotFit``, also when the leaflet does not."""
    parts = {
        "head": HEAD,
        "edition": EDITION,
        "checked": CHECKED,
        **parts_of(outline.printing.products or STANDARD, draft=outline.draft is not None),
    }
    ground = Ground.of(outline, theme, profile)
    nodes: Nodes = {
        (id_,): Brief(part.subject(outline, theme), ground) for id_, part in parts.items()
    }
    dialogue = Dialogue(_setting(ground), nodes)
    layout = dialogue.laid_out(lambda: _laid_out(dialogue, parts, outline))
    if layout.overflows:
        raise DoesNotFit("print-instructions", outline.language, layout.overflows)
    key = dialogue.key, layout
    drawing = dialogue.setting.drawings.made(key, lambda: _drawn(dialogue, layout))
    title = outline.printing.document
    metadata = Metadata(title, outline.publisher, "nl", outline.date)
    return drawing.plate(_PAGES).print(drawing.said(nodes), metadata)


def parts_of(products: tuple[str, ...], *, draft: bool) -> dict[str, PrintPart]:
    """Return the parts of these products, printed and folded ones first. Of a draft are left out
    those that are not made of it.
    """
    asked = [one for one in PRODUCTS.values() if one.id in products and (one.drafts or not draft)]
    asked.sort(key=lambda one: not one.printed)
    return {one.id: one.print_part() for one in asked if one.print_part}


@lru_cache(maxsize=64)
def _setting(ground: Ground) -> Setting:
    """Return the look of the sheet: Dutch, with letters of the pack only where Latin has none."""
    theme = ground.theme
    latin_first = FontSet(tuple(dict.fromkeys((LATIN, *theme.fonts.families))))
    dutch = structs.replace(ground.outline, language="nl", direction="ltr")
    look = replace(theme, scale=scale_of(LATN.id), fonts=latin_first)
    return setting_of("print-instructions", dutch, look, _PAGES.papers)


class _Layout(Struct, frozen=True):
    """The parts from top to bottom, each with its top in mm; what is above a heading; and what does
    not fit.
    """

    placed: tuple[tuple[str, PrintPart, float], ...]
    above: float
    overflows: tuple[Overflow, ...]


def _laid_out(dialogue: Dialogue, parts: dict[str, PrintPart], outline: Outline) -> _Layout:
    for above in ABOVE:
        y, placed, overflows = 0.0, [], list[Overflow]()
        for id_, part in parts.items():
            placed.append((id_, part, y))
            y, more = dialogue.ask(_end_of, (id_,), part, y, above)
            overflows += more
        if y <= BOTTOM:
            break
    else:
        title = outline.printing.notes.title.text
        overflows.append(Overflow("print", title, y - BOTTOM))
    return _Layout(tuple(placed), above, tuple(overflows))


def _end_of(
    setting: Setting, brief: Brief, part: PrintPart, y: float, above: float
) -> tuple[float, tuple[Overflow, ...]]:
    """Return where a part that begins at ``y`` ends (mm), and what does not fit in it."""
    panel = setting.blank("print", 0, MARGIN, MEASURE)
    measured = _part(panel, Element("Sect", language=setting.language), brief, part, y, above)
    return measured.y, tuple(measured.overflows)


def _drawn(dialogue: Dialogue, layout: _Layout) -> Drawing:
    painter = Painter(dialogue)
    for id_, part, y in layout.placed:
        if not part.goes_on:
            brush = painter.brush("print", 0, MARGIN, MEASURE)
        brush.paint(_part, (id_,), part, y, layout.above)
    return painter.drawing()


def _part(
    panel: Panel, section: Element, brief: Brief, part: PrintPart, y: float, above: float
) -> Part:
    """Draw a part from ``y`` on."""
    drawn = Part(brief, panel, section, y, above)
    part.draw(drawn)
    return drawn
