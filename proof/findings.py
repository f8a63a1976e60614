"""Findings: what is wrong with a document, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in mm from the top left of the trimmed page."""

AGAIN = "Maak dit document opnieuw met build --force, en kijk het weer na."
OURS = "Druk dit niet. Staat het er na build --force nog? Meld het aan de maker van het programma."

NEWER = "Maak het opnieuw met build, en kijk het weer na."

UNREADABLE_FILE = "file"  # the kind of finding for a file, or a part, that cannot be read
SOURCE = "source"  # the kind of finding for data that cannot be read
STALE = "stale"  # the kind of finding for a document that was made of other data
_NOT_TOLD = frozenset(("at", "mild", "older"))  # in JSON
BUG = "bug"  # the kind of finding for a check that failed itself: its file was not fully judged


@dataclass(frozen=True)
class Spot:
    """Where on paper: a page, counted from 1, the name of a panel, a box on the page."""

    page: int | None = None
    panel: str = ""
    box: Box | None = None

    def __str__(self) -> str:
        page = f"bladzijde {self.page}" if self.page else ""
        return ", ".join(part for part in (page, self.panel) if part)


NOWHERE = Spot()


@dataclass(frozen=True)
class Finding:
    """One fault, in plain words. ``kind`` is for scripts, ``detail`` for technicians.

    ``document`` is EDITION/LANGUAGE/PRODUCT, or an edition; ``file`` is a path below the output
    folder. A ``mild`` one is no fault, only good to know; an ``older`` one comes with data that
    changed after its file was made.
    """

    kind: str
    what: str
    todo: str = OURS
    at: Spot = NOWHERE
    detail: str = ""
    document: str = ""
    file: str = ""
    mild: bool = False
    older: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return what is known as a JSON object, boxes in mm."""
        known = {name: value for name, value in vars(self).items() if name not in _NOT_TOLD} | vars(
            self.at
        )
        return {name: value for name, value in known.items() if value not in (None, "")}


def union(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box around all boxes, None without any."""
    found = list(boxes)
    if not found:
        return None
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def grown(box: Box, by: float) -> Box:
    """Return a box enlarged by ``by`` mm on every side."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def shared(one: Box, other: Box) -> tuple[float, float]:
    """Return the width and height of an intersection; negative when the boxes lie apart."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]),
        min(one[3], other[3]) - max(one[1], other[1]),
    )


def meeting(items: Iterable[T], box: Callable[[T], Box]) -> Iterator[tuple[T, T]]:
    """Yield every two items whose boxes intersect, the upper one first.

    A sweep down the page: of the 300 texts of a page few stand at the same height.
    """
    open_: list[T] = []
    for item in sorted(items, key=lambda one: box(one)[1]):
        top = box(item)[1]
        open_ = [one for one in open_ if box(one)[3] > top]
        for one in open_:
            if min(shared(box(one), box(item))) > 0:
                yield one, item
        open_.append(item)


def measure(millimetres: float) -> str:
    """Write a length as people do: whole, or with a decimal comma."""
    return f"{millimetres:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def comma(value: float, digits: int = 1) -> str:
    """Format a number with a decimal comma."""
    return f"{value:.{digits}f}".replace(".", ",")
