"""The paper of a document: its size and boxes, and the position of drawings on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from wegwijs.layouts.pdf.content import mm
from wegwijs.layouts.pdf.objects import box


class Paper(Struct, frozen=True):
    """A page of ``width`` x ``height`` mm when trimmed. ``margin`` mm around it hold marks; with
    ``bleed`` (mm) it has a trim and a bleed box.
    """

    width: float
    height: float
    margin: float = 0.0
    bleed: float | None = None

    @property
    def boxes(self) -> dict[str, str]:
        """The page boxes as PDF dictionary entries."""
        boxes = {"MediaBox": self._box(self.margin)}
        if self.bleed is not None:
            boxes |= {"TrimBox": self._box(0), "BleedBox": self._box(self.bleed)}
        return boxes

    def _box(self, around: float) -> str:
        inset = self.margin - around
        sides = (inset, inset, inset + self.width + 2 * around, inset + self.height + 2 * around)
        return box(map(mm, sides))


class Place(Struct, frozen=True):
    """The place of a drawing made for one paper on another: its scale, and then its shift to the
    right and up in pt.
    """

    right: float = 0.0
    up: float = 0.0
    scale: float = 1.0

    def moved(self, sides: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Return a box of the drawing on the paper."""
        left, bottom, right, top = (side * self.scale for side in sides)
        return left + self.right, bottom + self.up, right + self.right, top + self.up


IN_PLACE = Place()


class Sized(Protocol):
    """A page or its paper, in mm."""

    @property
    def width(self) -> float:
        """Width in mm."""

    @property
    def height(self) -> float:
        """Height in mm."""


def flip(width: float, height: float) -> str:
    """The binding edge that is vertical: turned over that edge both sides are upright."""
    return "Short" if width > height else "Long"


def viewer_preferences(papers: Sequence[Sized]) -> str:
    """Return the viewer preferences for showing and printing (ISO 32000-1, table 150).

    100 % scale, since panels, sheets and QR modules are exact sizes. Number of copies and paper
    tray remain the user's choice: ``PickTrayByPDFSize`` would ignore the tray with thick paper. No
    ``Direction`` for right-to-left documents: with it pdfium reverses every copied line, and it
    only tells on which side of a spread a page is.
    """
    asked = ["/DisplayDocTitle true", "/PrintScaling /None"]
    if len(papers) > 1:
        asked.append(f"/Duplex /DuplexFlip{flip(papers[0].width, papers[0].height)}Edge")
    return " ".join(asked)
