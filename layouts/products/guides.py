"""Build the guides of common pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wegwijs.layouts.products.contract import Box, Guides

EDGE = 7.0  # an office printer needs up to 6.7 mm (HP OfficeJet, bottom)


def inset(box: Box, margin: float) -> Box:
    """Return the box within a margin on each side."""
    left, top, right, bottom = box
    return left + margin, top + margin, right - margin, bottom - margin


def flat(width: float, height: float, margin: float = EDGE) -> Guides:
    """Return the guides of a page without folds."""
    return Guides((inset((0, 0, width, height), margin),), margin, margin)


def folded(
    size: tuple[float, float], folds: Sequence[float], margin: float, fold_margin: float
) -> Guides:
    """Return the guides of panels side by side, with vertical folds at the given x (mm)."""
    width, height = size
    edges = [0.0, *sorted(folds), width]
    panels = (
        (
            left + (fold_margin if left in folds else margin),
            margin,
            right - (fold_margin if right in folds else margin),
            height - margin,
        )
        for left, right in pairwise(edges)
    )
    return Guides(tuple(panels), margin, fold_margin, tuple((x, 0, x, height) for x in folds))
