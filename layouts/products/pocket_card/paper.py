"""The paper of the pocket card: folded once, flat 170 x 55 mm; five on an A4 sheet. Millimetres."""

from __future__ import annotations

FACE, HEIGHT = 85.0, 55.0
WIDTH = 2 * FACE  # flat
MARGIN = 5.0  # on every side of a face
SIDES = ("outside", "inside")

SHEET_WIDTH, SHEET_HEIGHT = 210.0, 297.0
COPIES = 5
LEFT = (SHEET_WIDTH - WIDTH) / 2  # 20 mm
TOP = (SHEET_HEIGHT - COPIES * HEIGHT) / 2  # 11 mm


def face_left(name: str, *, rtl: bool) -> float:
    """The left edge of a face on the flat card; in a right-to-left script they change places."""
    right = name in ("cover", "inside 2")
    return FACE if right != rtl else 0.0
