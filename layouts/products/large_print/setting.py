"""Measures of type that all pages use."""

from __future__ import annotations

from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.typesetting.lines import PT, Style

LEAST = 18.0  # pt
BODY = 12.0  # pt: the running text for which the scale of a script has its descent


def rise(panel: Panel, style: Style) -> float:
    """Return how far running text reaches above its baseline (mm)."""
    return panel.theme.scale.rise * style.size * PT


def head_rise(panel: Panel, style: Style) -> float:
    """Return how far a heading reaches above its first baseline (mm)."""
    return panel.theme.scale.head_rise * style.size * PT


def fall(panel: Panel, style: Style) -> float:
    """Return how far text reaches below its baseline (mm)."""
    return panel.theme.scale.fall * style.size / BODY


def heading(
    panel: Panel, section: Element, tag: str, words: Words, style: Style, y: float
) -> float:
    """Draw a heading whose upper edge is at ``y``, with a bookmark; return its last baseline."""
    element = section.child(tag)
    panel.bookmark(element, words, y)
    return panel.text(element, words, style, 0, y + head_rise(panel, style), panel.width)
