"""The leaflet in large print: A4 portrait, 18 pt and larger, black on white.

The cover; the situations; each group of organisations; advice, local contacts and colophon. It
leaves nothing out: longer text takes more pages.
"""

from __future__ import annotations

from functools import cache

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.blocks import Dialogue, Drawing, Painter, setting_of
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.paper import Paper
from wegwijs.layouts.pdf.skeleton import Pages
from wegwijs.layouts.products.large_print import page
from wegwijs.layouts.products.large_print.cover import POST_WIDTH, Cover, post
from wegwijs.layouts.products.large_print.layout import PANEL, Layout, layout_of, stacked
from wegwijs.layouts.products.large_print.nodes import dialogue_of
from wegwijs.layouts.products.large_print.paper import (
    FOOT_RULE,
    HEIGHT,
    MARGIN,
    MEASURE,
    MOST,
    TOP,
    WIDTH,
)
from wegwijs.layouts.products.large_print.units import Unit
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.same import Same

PAPERS = (Paper(WIDTH, HEIGHT),) * MOST
POST_X = 4.0
POST_ABOVE, POST_BELOW = 4.0, 6.0  # how far the post reaches beyond the situations


def render_large_print(outline: Outline, theme: Theme) -> bytes:
    """Return large print as a PDF of at most ``MOST`` pages. Raises ``DoesNotFit``."""
    dialogue = _dialogue(outline, theme)
    layout = layout_of(dialogue)
    key = dialogue.key, Same(layout)
    drawing = dialogue.setting.drawings.made(key, lambda: _drawn(dialogue, layout))
    return _printed(drawing, layout, dialogue, outline)


def render_overfull(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    """Return the pages of large print that does not fit: its text runs over. Not cached."""
    dialogue, layout = _dialogue(outline, theme), error.nearest
    assert isinstance(layout, Layout)
    return _printed(_drawn(dialogue, layout), layout, dialogue, outline)


def _printed(drawing: Drawing, layout: Layout, dialogue: Dialogue, outline: Outline) -> bytes:
    plate = drawing.plate(_pages(layout.count, outline.language))
    return plate.print(drawing.said(dialogue.nodes), Metadata.of(outline))


def _dialogue(outline: Outline, theme: Theme) -> Dialogue:
    return dialogue_of(outline, setting_of("large-print", outline, theme, PAPERS))


@cache
def _pages(count: int, language: str) -> Pages:
    return Pages(PAPERS[:count], language, ("",) * count)


def _drawn(dialogue: Dialogue, layout: Layout) -> Drawing:
    """Draw all pages, in reading order."""
    painter = Painter(dialogue)
    Cover(painter.brush(PANEL, 0, MARGIN, MEASURE), layout.cover).draw()
    for index, (units, fit) in enumerate(layout.pages, start=1):
        brush = painter.brush(PANEL, index, MARGIN, MEASURE)
        if dialogue.nodes["draft",] is not None:
            brush.block(page.draft, ("draft",), 0.0)
        behind = len(brush.order)
        edges = list(stacked(units, brush, TOP, fit))
        if post_edges := [edge for unit, edge in zip(units, edges, strict=True) if _hangs(unit)]:
            top = post_edges[0][0] - POST_ABOVE
            bottom = min(post_edges[-1][1] + POST_BELOW, FOOT_RULE)
            brush.paint(post, ("post",), top, POST_X, POST_WIDTH, bottom - top, at=behind)
        brush.block(page.footer, ("footer",), 0.0, index + 1, layout.count)
    return painter.drawing()


def _hangs(unit: Unit) -> bool:
    return unit.kind == "situation"
