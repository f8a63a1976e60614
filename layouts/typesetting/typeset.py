"""Text to positioned glyphs: fallback font per character, line breaks by ICU, bidi per broken line,
shaping by HarfBuzz. Text is never markup: what goes in is what is set.
"""

from __future__ import annotations

from functools import lru_cache

from layouts.content.words import Words
from layouts.typesetting.breaking import most_on_one
from layouts.typesetting.fonts import FontSet
from layouts.typesetting.lines import Line, Measure, Style
from layouts.typesetting.paragraph import Paragraph
from layouts.typesetting.plain import PlainParagraph, is_plain, line_of


@lru_cache(maxsize=3000)
def set_text(
    words: Words, style: Style, fonts: FontSet, width: Measure | None = None, rtl: bool = False
) -> tuple[Line, ...]:
    """Break a paragraph into lines of at most ``width`` mm (None = one line).

    An address is broken only where it allows that and has no room on a line of its own. A word that
    is wider than the line stands out of it: the caller measures and decides. Raises
    ``GlyphMissing``.
    """
    if width is None:
        runs = words.runs
        line = line_of(runs[0], style, fonts, rtl) if len(runs) == 1 else None
        return (line,) if line else _paragraph(words, style, fonts, rtl, False).lines(None)
    widths = (width,) if isinstance(width, float | int) else width
    most = most_on_one(str(words), style.size, min(widths))
    if most:
        whole = set_text(words, style, fonts, None, rtl)
        if whole[0].width < most:
            return whole
    # From the left it is the same paragraph, broken or not.
    return _paragraph(words, style, fonts, rtl, rtl).lines(widths)


@lru_cache(maxsize=64)
def _paragraph(
    words: Words, style: Style, fonts: FontSet, rtl: bool, broken: bool
) -> PlainParagraph | Paragraph:
    """A paragraph, kept for a moment: it may be set within another width."""
    plain = is_plain(words, rtl=rtl, broken=broken)
    return (PlainParagraph if plain else Paragraph)(words, style, fonts, rtl)
