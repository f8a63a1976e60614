"""The paper of the print instructions: one side of A4. Millimetres."""

from __future__ import annotations

WIDTH, HEIGHT = 210.0, 297.0
MARGIN = 15.0
MEASURE = WIDTH - 2 * MARGIN
