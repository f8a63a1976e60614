"""The paper of the leaflet: A4 landscape in a C-fold. Millimetres."""

from __future__ import annotations

from msgspec import Struct, structs

WIDTH, HEIGHT = 297.0, 210.0
FLAP, FULL = 97.0, 100.0  # the panel that folds in is 3 mm narrower
MEASURE = 81.0  # the live width of every panel
LOWEST = 203.0  # lowest edge of a code or a post: printers may cut off anything below
SAFE, FOLD_SAFE = 7.0, 8.0  # margins without type, at an edge of the sheet and at a fold


class PanelFrame(Struct, frozen=True):
    """The position of a panel: page, left edge and width, for a left-to-right script."""

    page: int
    left: float
    width: float


FRAMES = {
    "cover": PanelFrame(0, FLAP + FULL, FULL),
    "flap": PanelFrame(0, 0.0, FLAP),
    "inside 1": PanelFrame(1, 0.0, FULL),
    "inside 2": PanelFrame(1, FULL, FULL),
    "inside 3": PanelFrame(1, 2 * FULL, FLAP),
    "back": PanelFrame(0, FLAP, FULL),
}
FOLDS = ((FLAP, FLAP + FULL), (FULL, 2 * FULL))
INSIDE = ("inside 1", "inside 2", "inside 3")


def frame_of(name: str, *, rtl: bool) -> PanelFrame:
    """Return the position of a panel; in a right-to-left script the sheet is mirrored."""
    frame = FRAMES[name]
    return structs.replace(frame, left=WIDTH - frame.left - frame.width) if rtl else frame


def folds_of(page: int, *, rtl: bool) -> tuple[float, ...]:
    """Return the x of the folds of a page."""
    return tuple(WIDTH - x if rtl else x for x in FOLDS[page])
