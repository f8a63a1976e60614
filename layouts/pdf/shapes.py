"""Outlines of signs, in mm."""

from __future__ import annotations

from collections.abc import Sequence

from wegwijs.layouts.pdf.content import Point

TIP = 0.4  # depth of a point, as a share of its height


def pentagon(x: float, y: float, width: float, height: float) -> list[Point]:
    """Return a box with a point at its end; ``width`` includes the point."""
    shoulder = x + width - TIP * height
    return [
        (x, y),
        (shoulder, y),
        (x + width, y + height / 2),
        (shoulder, y + height),
        (x, y + height),
    ]


def moved(points: Sequence[Point], x: float) -> list[Point]:
    """Return points shifted towards the end side (mm)."""
    return [(px + x, py) for px, py in points]
