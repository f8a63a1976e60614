"""Stickers on sheets of labels. Each organisation is drawn and read once; its other labels are
copies.
"""

from __future__ import annotations

from functools import lru_cache

from wegwijs.layouts.content.outline import Outline, Stickers
from wegwijs.layouts.pdf.blocks import Dialogue, Drawing, Painter, setting_of
from wegwijs.layouts.pdf.content import mm
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.paper import Paper, Place
from wegwijs.layouts.pdf.skeleton import Pages
from wegwijs.layouts.products.contract import Offset
from wegwijs.layouts.products.drafts import refuse_draft
from wegwijs.layouts.products.stickers import blocks
from wegwijs.layouts.products.stickers.layout import Layout, frames, layout_of
from wegwijs.layouts.products.stickers.nodes import dialogue_of
from wegwijs.layouts.products.stickers.paper import HEIGHT, WIDTH, further, pages_for
from wegwijs.layouts.typesetting.theme import Theme

NONE: Offset = (0.0, 0.0)


def render_stickers(outline: Outline, theme: Theme, offset: Offset = NONE) -> bytes:
    """Return the sheets as PDF, everything on them moved by ``offset``. Raises ``DoesNotFit``, and
    ``NoDraft`` for a translation that nobody has reviewed.
    """
    refuse_draft("stickers", outline)
    dialogue = _dialogue(outline, theme)
    layout = layout_of(dialogue)
    key = dialogue.key, layout
    drawing = dialogue.setting.drawings.made(key, lambda: _drawn(dialogue, layout))
    return _printed(drawing, dialogue, outline, offset)


def render_overfull(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    """Return stickers that do not fit, in their closest fit: text runs over. Not cached."""
    dialogue = _dialogue(outline, theme)
    return _printed(_drawn(dialogue, error.nearest), dialogue, outline, NONE)


def _printed(drawing: Drawing, dialogue: Dialogue, outline: Outline, offset: Offset) -> bytes:
    rtl = outline.direction == "rtl"
    pages = _pages(outline.stickers, len(outline.entries), outline.language, offset, rtl=rtl)
    return drawing.plate(pages).print(drawing.said(dialogue.nodes), Metadata.of(outline))


def _dialogue(outline: Outline, theme: Theme) -> Dialogue:
    papers = _papers(outline.stickers, len(outline.entries))
    return dialogue_of(outline, setting_of("stickers", outline, theme, papers))


def _papers(said: Stickers, count: int) -> tuple[Paper, ...]:
    return (Paper(WIDTH, HEIGHT),) * pages_for(said, count)


@lru_cache(maxsize=64)
def _pages(said: Stickers, count: int, language: str, offset: Offset, *, rtl: bool) -> Pages:
    papers, sheet = _papers(said, count), said.sheet
    right, down = offset
    onward = -sheet.across if rtl else sheet.across
    copies = tuple(
        Place(mm(right + column * onward), mm(-down - row * sheet.down))
        for row, column in further(said)
    )
    return Pages(papers, language, ("",) * len(papers), Place(mm(right), mm(-down)), copies)


def _drawn(dialogue: Dialogue, layout: Layout) -> Drawing:
    painter = Painter(dialogue)
    for index, frame, y in frames(dialogue):
        brush = painter.brush(*frame, apart=True)
        brush.block(blocks.sticker, ("sticker", index), y, layout[index])
    return painter.drawing()
