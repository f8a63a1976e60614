"""From text to positioned glyphs: fallback font per character, line breaks by ICU, bidi per broken
line, shaping by HarfBuzz. Text is never markup: it is set as it is.
"""

from __future__ import annotations

from functools import lru_cache

from wegwijs.layouts.content.words import Words
from wegwijs.layouts.typesetting.breaking import most_on_one
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.layouts.typesetting.lines import Line, Measure, Style
from wegwijs.layouts.typesetting.paragraph import Paragraph
from wegwijs.layouts.typesetting.plain import PlainParagraph, is_plain, line_of


@lru_cache(maxsize=20_000)
def set_text(
    words: Words, style: Style, fonts: FontSet, width: Measure | None = None, rtl: bool = False
) -> tuple[Line, ...]:
    """Break a paragraph into lines of at most ``width`` mm (None: a single line).

    An address is broken only where it allows that, and only if it does not fit on a line of its
    own. A word wider than the line overflows: the caller measures and decides. Raises
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
    # A left-to-right paragraph is the same whether broken or not.
    return _paragraph(words, style, fonts, rtl, rtl).lines(widths)


@lru_cache(maxsize=64)
def _paragraph(
    words: Words, style: Style, fonts: FontSet, rtl: bool, broken: bool
) -> PlainParagraph | Paragraph:
    """Return a paragraph. Cached: it may be set again at another width."""
    plain = is_plain(words, rtl=rtl, broken=broken)
    return (PlainParagraph if plain else Paragraph)(words, style, fonts, rtl)
