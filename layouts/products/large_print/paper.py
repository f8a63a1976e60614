"""The paper of the leaflet in large print. Millimetres."""

from __future__ import annotations

WIDTH, HEIGHT = 210.0, 297.0
MARGIN = 20.0
MEASURE = WIDTH - 2 * MARGIN
TOP, BOTTOM = 21.0, 273.5  # of the contents of a page: below the draft mark, above the foot
FOOT_RULE, FOOT_Y = 277.0, 285.7  # the rule at the foot, and the baseline below it
MOST = 16  # pages
EDGE = 7.0  # what an office printer leaves white
