"""Outlines of signs, in mm."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.pdf.content import Point

TIP = 0.4  # depth of a point, of its height


def pentagon(x: float, y: float, width: float, height: float) -> list[Point]:
    """A box with a point at its end; the point counts in ``width``."""
    shoulder = x + width - TIP * height
    return [
        (x, y),
        (shoulder, y),
        (x + width, y + height / 2),
        (shoulder, y + height),
        (x, y + height),
    ]


def moved(points: Sequence[Point], x: float) -> list[Point]:
    """Points so many mm to the end side."""
    return [(px + x, py) for px, py in points]
