"""Stills: one page each, drawn as every page is, and then as pixels."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.blocks import Dialogue, Drawing, Painter, setting_of
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.paper import Paper
from wegwijs.layouts.pdf.skeleton import Pages
from wegwijs.layouts.picture.png import Described, png
from wegwijs.layouts.picture.rendering import pixels
from wegwijs.layouts.products.on_screen.layout import Fit, Still, layout_of
from wegwijs.layouts.products.on_screen.nodes import described, dialogue_of
from wegwijs.layouts.products.on_screen.shapes import Shape
from wegwijs.layouts.typesetting.theme import Spacing, Theme
from wegwijs.sources.same import Same

OUTLINE = 0.85  # pt: three pixels


def render_still(outline: Outline, theme: Theme, shape: Shape) -> bytes:
    """Return the still in a shape, as PNG. Raises ``DoesNotFit`` and ``PictureMissing``."""
    dialogue = _dialogue(outline, theme, shape)
    fit = layout_of(dialogue, shape)
    key = dialogue.key, Same(fit)
    drawing = dialogue.setting.drawings.made(key, lambda: _drawn(dialogue, shape, fit))
    return _still(drawing, dialogue, outline, shape)


def render_overfull(outline: Outline, theme: Theme, error: DoesNotFit, shape: Shape) -> bytes:
    """Return a still that does not fit, in its closest fit: its text runs over. Not cached."""
    dialogue, fit = _dialogue(outline, theme, shape), error.nearest
    assert isinstance(fit, Fit)
    return _still(_drawn(dialogue, shape, fit), dialogue, outline, shape)


def _still(drawing: Drawing, dialogue: Dialogue, outline: Outline, shape: Shape) -> bytes:
    pages = Pages(dialogue.setting.papers, outline.language, ("",))
    page = drawing.plate(pages).print(drawing.said(dialogue.nodes), Metadata.of(outline))
    said = {
        "Title": str(outline.title),
        "Author": outline.publisher,
        "Description": described(outline),
    }
    rgb = pixels(page, shape.pixels)
    locale = outline.locales[outline.language]
    red, green, blue = (round(255 * part) for part in dialogue.setting.theme.accent)
    return png(shape.pixels, rgb, (red, green, blue), Described(locale, said), page)


def _dialogue(outline: Outline, theme: Theme, shape: Shape) -> Dialogue:
    papers = (Paper(*shape.size),)
    return dialogue_of(outline, setting_of(shape.id, outline, _thick(Same(theme)), papers))


@lru_cache(maxsize=256)
def _thick(theme: Same) -> Theme:
    """Return a theme with outlines to see from afar."""
    (own,) = theme.objects
    thick: Theme = replace(own, spacing=Spacing(outline_pt=OUTLINE, hairline_pt=OUTLINE))
    return thick


def _drawn(dialogue: Dialogue, shape: Shape, fit: Fit) -> Drawing:
    painter = Painter(dialogue)
    Still(dialogue, shape, fit, painter).draw()
    return painter.drawing()
