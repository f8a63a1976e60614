"""Lettering in pictures, in the typeface of the products: identical on every machine."""

from __future__ import annotations

import io
from functools import cache

import uharfbuzz as hb
from PIL import ImageFont

from wegwijs.layouts.typesetting.fonts import LATIN, load_face


@cache
def font(size: int, weight: int = 400) -> ImageFont.FreeTypeFont:
    """Return Source Sans 3 at ``size`` pixels. Raises ``FontMissing``."""
    whole = hb.SubsetInput()
    whole.keep_everything()
    data = load_face(LATIN, weight).subset(whole)
    # The basic layout engine is part of every Pillow; the other one depends on the machine.
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


def fitting(text: str, size: int, weight: int, width: float) -> ImageFont.FreeTypeFont:
    """Return the largest font, ``size`` pixels at most, in which a text fits within
    ``width`` pixels.
    """
    while size > 8 and font(size, weight).getlength(text) > width:
        size -= 1
    return font(size, weight)
