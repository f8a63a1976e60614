"""What products share in the print instructions."""

from __future__ import annotations

from collections.abc import Callable

from wegwijs.proof.expectations.paper import Format, Panel
from wegwijs.proof.findings import measure
from wegwijs.proof.sayings import Saying
from wegwijs.sources.model import PrintNotes, PrintSetting, Text

STEPS = "1234"  # beside the drawings of how to cut and fold


def settings(
    say: Callable[[Text], Saying], notes: PrintNotes, file: Format, paper: PrintSetting
) -> tuple[Saying, ...]:
    """Return the printer settings: scale, duplex edge, paper."""
    edge = {"short": notes.edges.short, "long": notes.edges.long}[file.flips or ""]
    return tuple(say(text) for one in (notes.scale, edge, paper) for text in (one.word, one.note))


def from_left(paper: Format, page: int) -> list[Panel]:
    """Return the panels of a page from left to right."""
    panels = [panel for panel in paper.panels if panel.page == page]
    return sorted(panels, key=lambda panel: panel.box[0])


def width(panel: Panel) -> str:
    """Return the width of a panel as it is printed."""
    return measure(panel.box[2] - panel.box[0])
