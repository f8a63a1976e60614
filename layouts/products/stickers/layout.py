"""The layout of the stickers. Code, sign and number have one size; what gives way to longer text is
the text itself, then the name, each on its own sticker only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from wegwijs.layouts.pdf.blocks import Brush, Dialogue, PanelKey
from wegwijs.layouts.pdf.overflow import DoesNotFit, Overflow
from wegwijs.layouts.products.stickers import blocks
from wegwijs.layouts.products.stickers.blocks import SMALLER, Fit
from wegwijs.layouts.products.stickers.nodes import said_by
from wegwijs.layouts.products.stickers.paper import LOWEST, PADDING, corner, place_of

# What is tried in turn: the text as it is, smaller, and the shorter one; an address under its sign;
# and a name on two lines, with a lower sign.
_TEXTS = ((1.0, False), (SMALLER, False), (1.0, True), (SMALLER, True))
_NAMES = (Fit(), Fit(names=2, name_y=8.3, sign_y=9.2, sign=7.8))
FITS = tuple(
    Fit(one.names, one.name_y, one.sign_y, one.sign, text, brief, below)
    for one, below, (text, brief) in product(_NAMES, (False, True), _TEXTS)
)
Layout = tuple[Fit, ...]
PANEL = "sticker {}"


def layout_of(dialogue: Dialogue) -> Layout:
    """Return the first fit in which each sticker has room. Raises ``DoesNotFit``."""
    return dialogue.laid_out(lambda: _laid_out(dialogue))


def _laid_out(dialogue: Dialogue) -> Layout:
    fits, overflows = list[Fit](), list[Overflow]()
    for index in range(said_by(dialogue.nodes)[1]):
        fit, over = _fit(dialogue, index)
        fits.append(fit)
        overflows += over
    if overflows:
        raise DoesNotFit("stickers", dialogue.setting.language, overflows, tuple(fits))
    return tuple(fits)


def _fit(dialogue: Dialogue, index: int) -> tuple[Fit, list[Overflow]]:
    """Return the first fit of a sticker without overflow, or else that with the least."""
    frame, y = frame_of(dialogue, index)
    tried: list[tuple[float, Fit, list[Overflow]]] = []
    for fit in FITS:
        brush = Brush(dialogue, frame)
        brush.block(blocks.sticker, ("sticker", index), y, fit)
        if not brush.overflows:
            return fit, []
        tried.append((sum(one.millimetres for one in brush.overflows), fit, brush.overflows))
    _, fit, overflows = min(tried, key=lambda one: one[0])
    return fit, overflows


def frame_of(dialogue: Dialogue, index: int) -> tuple[PanelKey, float]:
    """Return the panel of a sticker where it is drawn, and its upper edge on the page (mm)."""
    said, _ = said_by(dialogue.nodes)
    page, row = place_of(said, index)
    left, top = corner(said.sheet, row, 0, rtl=dialogue.setting.direction == "rtl")
    name = PANEL.format(dialogue.nodes["sticker", index].numeral)
    frame = name, page, left + PADDING, said.sheet.width - 2 * PADDING
    return frame, top + (said.sheet.height - LOWEST) / 2


def frames(dialogue: Dialogue) -> Iterator[tuple[int, PanelKey, float]]:
    """Yield the panels of all stickers."""
    for index in range(said_by(dialogue.nodes)[1]):
        yield index, *frame_of(dialogue, index)
