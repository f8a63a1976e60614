"""The original fonts as published, for comparison with those embedded in a file.

Located by the record of their script; nothing of the layouts is used.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from wegwijs.sources.scripts import families

_EM = 1000


@lru_cache(maxsize=16)
def house_font(family: str, weight: int) -> Any:
    """Return a font scaled to thousandths of the em; None if the family is unknown or not
    installed.
    """
    known = families().get(family)
    spec = find_spec(known.package) if known else None
    if known is None or spec is None or not spec.submodule_search_locations:
        return None
    name = known.variable or dict(known.static).get(weight)
    file = Path(spec.submodule_search_locations[0], name or "")
    if not file.is_file():
        return None
    font = scaled(hb.Face(hb.Blob.from_file_path(str(file))))
    font.set_variations({"wght": weight})
    return font


def scaled(face: Any) -> Any:
    """Return a font scaled to thousandths of the em."""
    font = hb.Font(face)
    font.scale = (_EM, _EM)
    return font


def outline_of(font: Any, glyph: int) -> list[float]:
    """Return the coordinates of the points of a glyph."""
    points: list[float] = []
    draw = hb.DrawFuncs()
    draw.set_move_to_func(lambda *to: points.extend(to[:-1]))
    draw.set_line_to_func(lambda *to: points.extend(to[:-1]))
    draw.set_quadratic_to_func(lambda *to: points.extend(to[:-1]))
    draw.set_cubic_to_func(lambda *to: points.extend(to[:-1]))
    draw.set_close_path_func(lambda *_: None)
    font.draw_glyph(glyph, draw, None)
    return points
