"""The poster: one page for a wall, to be read from three metres. A3 has the drawing of A4."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.blocks import Dialogue, Drawing, Painter, setting_of
from wegwijs.layouts.pdf.content import mm
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.paper import Paper, Place
from wegwijs.layouts.pdf.sheet import Profile, Sheet, marks_of, paper_of
from wegwijs.layouts.pdf.skeleton import Pages
from wegwijs.layouts.products.poster.layout import PANEL, Fit, Poster, layout_of
from wegwijs.layouts.products.poster.nodes import dialogue_of
from wegwijs.layouts.products.poster.paper import (
    HEIGHT,
    LARGE_HEIGHT,
    LARGE_WIDTH,
    MARGIN,
    MEASURE,
    WIDTH,
)
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.same import Same
from wegwijs.sources.scripts import families

PAPERS = (Paper(WIDTH, HEIGHT),)
SHEETS = {False: Sheet(WIDTH, HEIGHT), True: Sheet(LARGE_WIDTH, LARGE_HEIGHT)}


def render_poster(outline: Outline, theme: Theme, profile: Profile, *, large: bool) -> bytes:
    """Return the poster on A4, or ``large`` on A3. Raises ``DoesNotFit``."""
    dialogue = _dialogue(outline, theme)
    fit = layout_of(dialogue)
    key = dialogue.key, Same(fit)
    drawing = dialogue.setting.drawings.made(key, lambda: _drawn(dialogue, fit))
    return _printed(drawing, dialogue, outline, _pages(profile, outline.language, large=large))


def render_overfull(outline: Outline, theme: Theme, error: DoesNotFit, *, large: bool) -> bytes:
    """Return a poster that does not fit, in its closest fit: its text runs over. Not cached."""
    dialogue, fit = _dialogue(outline, theme), error.nearest
    assert isinstance(fit, Fit)
    pages = _pages(Profile.OFFICE, outline.language, large=large)
    return _printed(_drawn(dialogue, fit), dialogue, outline, pages)


def _printed(drawing: Drawing, dialogue: Dialogue, outline: Outline, pages: Pages) -> bytes:
    return drawing.plate(pages).print(drawing.said(dialogue.nodes), Metadata.of(outline))


def _dialogue(outline: Outline, theme: Theme) -> Dialogue:
    look = _lettered(Same(theme)) if outline.published else theme
    return dialogue_of(outline, setting_of("poster", outline, look, PAPERS))


@lru_cache(maxsize=256)
def _lettered(theme: Same) -> Theme:
    """Return a theme with the letters of all languages, since each is named in its own."""
    (own,) = theme.objects
    every = FontSet(tuple(dict.fromkeys((*own.fonts.families, *families()))))
    lettered: Theme = replace(own, fonts=every)
    return lettered


@cache
def _pages(profile: Profile, language: str, *, large: bool) -> Pages:
    sheet = SHEETS[large]
    paper = paper_of(sheet, profile)
    place = Place(mm(paper.margin), mm(paper.margin), sheet.height / HEIGHT)
    return Pages((paper,), language, (marks_of(sheet, profile),), place)


def _drawn(dialogue: Dialogue, fit: Fit) -> Drawing:
    painter = Painter(dialogue)
    Poster(painter.brush(PANEL, 0, MARGIN, MEASURE), fit).draw()
    return painter.drawing()
