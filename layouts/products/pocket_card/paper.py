"""The paper of the pocket card: folded once, flat 170 x 55 mm; five on an A4 sheet. Millimetres."""

from __future__ import annotations

FACE, HEIGHT = 85.0, 55.0
WIDTH = 2 * FACE  # unfolded
MARGIN = 5.0  # on each side of a face
SIDES = ("outside", "inside")

SHEET_WIDTH, SHEET_HEIGHT = 210.0, 297.0
COPIES = 5
LEFT = (SHEET_WIDTH - WIDTH) / 2  # 20 mm
TOP = (SHEET_HEIGHT - COPIES * HEIGHT) / 2  # 11 mm


def face_left(name: str, *, rtl: bool) -> float:
    """Return the left edge of a face on the flat card; right-to-left scripts swap the faces."""
    right = name in ("cover", "inside 2")
    return FACE if right != rtl else 0.0


def live_area(name: str, *, rtl: bool) -> tuple[int, float]:
    """Return the page of a face, and the left edge of its live area on the flat card."""
    return int(name.startswith("inside")), MARGIN + face_left(name, rtl=rtl)
