"""The paper of a document: its size and boxes, and where what is drawn stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from layouts.pdf.content import mm
from layouts.pdf.objects import box


class Paper(Struct, frozen=True):
    """A page that is ``width`` x ``height`` mm when trimmed. ``margin`` mm around it hold marks;
    with ``bleed`` (mm) it has a trim and a bleed box.
    """

    width: float
    height: float
    margin: float = 0.0
    bleed: float | None = None

    @property
    def boxes(self) -> dict[str, str]:
        """The boxes of a page, as PDF has them."""
        boxes = {"MediaBox": self._box(self.margin)}
        if self.bleed is not None:
            boxes |= {"TrimBox": self._box(0), "BleedBox": self._box(self.bleed)}
        return boxes

    def _box(self, around: float) -> str:
        inset = self.margin - around
        sides = (inset, inset, inset + self.width + 2 * around, inset + self.height + 2 * around)
        return box(map(mm, sides))


class Place(Struct, frozen=True):
    """How far what was drawn on one paper moves on another: to the right and up, in pt."""

    right: float = 0.0
    up: float = 0.0

    def moved(self, sides: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box where it comes to stand."""
        left, bottom, right, top = sides
        return left + self.right, bottom + self.up, right + self.right, top + self.up


IN_PLACE = Place()


class Sized(Protocol):
    """A page or its paper, in mm."""

    @property
    def width(self) -> float:
        """From the left to the right."""

    @property
    def height(self) -> float:
        """From the top to the bottom."""


def flip(width: float, height: float) -> str:
    """The edge that is upright: a sheet that turns over it keeps both sides the same way up."""
    return "Short" if width > height else "Long"


def viewer_preferences(papers: Sequence[Sized]) -> str:
    """How a viewer shows and prints the file (ISO 32000-1, table 150).

    At 100 %, since panels, sheets and QR modules are measured. Number of copies and paper tray
    stay the user's: ``PickTrayByPDFSize`` would pass by the tray with the thick paper.
    No ``Direction`` for pages that are read from the right: with it pdfium turns round every line
    that is copied, and all that it says is on which side of a spread a page stands.
    """
    asked = ["/DisplayDocTitle true", "/PrintScaling /None"]
    if len(papers) == 2:
        asked.append(f"/Duplex /DuplexFlip{flip(papers[0].width, papers[0].height)}Edge")
    return " ".join(asked)
