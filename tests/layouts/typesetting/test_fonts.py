"""Font files as embedded in documents."""

from __future__ import annotations

import uharfbuzz as hb

from wegwijs.layouts.typesetting.fonts import LATIN, load_face
from wegwijs.layouts.typesetting.sfnt import Glyph, bounding_box, composed


def test_the_box_of_a_font_is_also_around_the_glyphs_that_we_compose():
    face = load_face(LATIN, 700)
    letter = face.font.get_nominal_glyph(ord("d"))
    wish = hb.SubsetInput()
    wish.glyph_set.add(letter)
    wish.flags = hb.SubsetFlags.RETAIN_GIDS
    alone = face.subset(wish)
    left, bottom, right, top = bounding_box(alone)
    parts = ((letter, 0, 0), (letter, 900, -300))
    font = composed(alone, [Glyph(1500, parts)], face.face.glyph_count)
    assert bounding_box(font) == (left, bottom - 300, right + 900, top)
