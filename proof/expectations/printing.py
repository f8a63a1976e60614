"""What products share that say how they are printed, on the print instructions."""

from __future__ import annotations

from collections.abc import Callable

from proof.expectations.paper import Format, Panel
from proof.findings import measure
from proof.sayings import Saying
from sources.model import PrintNotes, PrintSetting, Text

STEPS = "1234"  # beside the drawings of how to cut and fold


def settings(
    say: Callable[[Text], Saying], notes: PrintNotes, file: Format, paper: PrintSetting
) -> tuple[Saying, ...]:
    """What to choose on a printer: size, edge to turn over, paper."""
    edge = {"short": notes.edges.short, "long": notes.edges.long}[file.flips or ""]
    return tuple(say(text) for one in (notes.scale, edge, paper) for text in (one.word, one.note))


def from_left(paper: Format, page: int) -> list[Panel]:
    """The panels of a page."""
    panels = [panel for panel in paper.panels if panel.page == page]
    return sorted(panels, key=lambda panel: panel.box[0])


def width(panel: Panel) -> str:
    """Its width in mm."""
    return measure(panel.box[2] - panel.box[0])
