"""The paper of the poster, in mm. A3 has the drawing of A4, enlarged."""

from __future__ import annotations

WIDTH, HEIGHT = 210.0, 297.0
LARGE_WIDTH, LARGE_HEIGHT = 297.0, 420.0
MARGIN = 14.0
MEASURE = WIDTH - 2 * MARGIN
EDGE = 7.0  # what an office printer leaves white
