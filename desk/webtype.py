"""The web fonts of the screens, subset from the font faces of the pages."""

from __future__ import annotations

import io
from functools import cache

from wegwijs.layouts.typesetting.fonts import LATIN, load_face

_LETTERS = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x400, 0x45F),
    (0x490, 0x491),
    (0x2010, 0x2030),
    (0x20AC, 0x20AC),
)
_ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0x200C, 0x200F))
_ETHIOPIC = ((0x1200, 0x139F),)
_CHINESE = tuple((ord(char), ord(char)) for char in "中体文简")  # its name, in lists of languages
# Name in the style sheet: family, characters, weight.
FONTS = {
    **{f"latin-{weight}": (LATIN, _LETTERS, weight) for weight in (400, 600, 700, 900)},
    "arabic": ("IBM Plex Sans Arabic", _ARABIC, 400),
    "ethiopic": ("Noto Sans Ethiopic", _ETHIOPIC, 400),
    "chinese": ("Noto Sans SC", _CHINESE, 400),
}


@cache
def woff2(name: str) -> bytes:
    """Return a font of ``FONTS`` with only the characters that the screens use. Raises
    ``FontMissing``.
    """
    import uharfbuzz as hb
    from fontTools.ttLib import TTFont

    family, characters, weight = FONTS[name]
    cut = hb.SubsetInput()
    for first, last in characters:
        cut.unicode_set.add_range(first, last)
    cut.flags = hb.SubsetFlags.NO_HINTING
    font = TTFont(io.BytesIO(load_face(family, weight).subset(cut)))
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
