"""Paper: the size of a file, the position of its panels, and their margins.

Said here and with each product once more, apart from the layouts, since a judge who measures with
the maker's ruler finds nothing. Millimetres from the top left of a trimmed page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wegwijs.proof.findings import Box

if TYPE_CHECKING:
    from wegwijs.proof.expectations.truth import Truth
    from wegwijs.proof.sayings import Saying

BLEED = 3.0  # the norm of Dutch, Belgian and German print shops
EDGE = 7.0  # an office printer needs up to 6.7 mm (HP OfficeJet, bottom)

NAMES: Mapping[str, str] = {
    "cover": "voorkant",
    "flap": "flap",
    "inside 1": "binnenkant, paneel 1",
    "inside 2": "binnenkant, paneel 2",
    "inside 3": "binnenkant, paneel 3",
    "back": "achterkant",
}


@dataclass(frozen=True)
class Panel:
    """A panel of a page; ``safe`` is the area for type and codes. ``copy`` counts from 0, and
    ``kind`` is what there are copies of. ``title`` is its Dutch name where it is not in ``NAMES``.
    """

    id: str
    page: int
    box: Box
    safe: Box
    copy: int = 0
    copies: int = 1
    post: bool = False  # a post may stand on its lower edge
    title: str = ""
    kind: str = "kaartje"

    @property
    def name(self) -> str:
        """Its Dutch name."""
        name = self.title or NAMES.get(self.id, "")
        return f"{self.kind} {self.copy + 1}, {name}" if self.copies > 1 else name

    def has(self, box: Box) -> bool:
        """Whether the centre of a box lies in it."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


@dataclass(frozen=True)
class Air:
    """How much of a full panel is empty: strips count for what they are higher than ``between``,
    and are ``most`` together.
    """

    between: float
    most: float


# The texts that may stand at the foot of a page: given its number and how many there are, one text
# of each group.
Footer = Callable[["Truth", int, int], tuple[tuple["Saying", ...], ...]]


@dataclass(frozen=True)
class Format:
    """The trimmed pages of a left-to-right file; ``order`` is the reading order of its panels."""

    width: float
    height: float
    panels: tuple[Panel, ...]
    order: tuple[str, ...]
    folds: tuple[tuple[float, ...], ...]  # x, by page: each has a mark above and one below
    pages: int = 2
    bleeds: bool = True  # comes in a press profile too
    # x and y along which a sheet is cut, each with a mark at both ends.
    cuts: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
    flips: str | None = "short"  # the edge over which a sheet turns that has two sides
    dutch: bool = (
        False  # for the person who prints: in Dutch and never mirrored, whatever the pack is in
    )
    signpost: str = ""  # the panel of which arms point either way
    backward: tuple[int, ...] = (2, 4)  # those of its arms that point back, counted from above
    # Before the words of the draft mark is a hatch: from the edge of the panel on, or so many mm
    # (where it begins, where it ends) before them, if nothing else stands there.
    hatch: tuple[float, float] | None = None
    most: int = 0  # pages, in a file that has as many as its text needs: at least ``pages``
    smallest: float = 7.0  # pt: of all type
    module: float = 0.5  # mm: of a QR code
    larger: float = 1.0  # how many times as large as its places say a number to call is
    footer: Footer | None = None  # what stands at the foot of each page, unread
    bookmarks: bool = False  # whether there is one for each heading

    def mirrored(self) -> Format:
        """Return the format mirrored, for a right-to-left script."""

        def turned(box: Box) -> Box:
            return self.width - box[2], box[1], self.width - box[0], box[3]

        return replace(
            self,
            panels=tuple(replace(p, box=turned(p.box), safe=turned(p.safe)) for p in self.panels),
            folds=tuple(tuple(self.width - x for x in page) for page in self.folds),
            cuts=(tuple(self.width - x for x in self.cuts[0]), self.cuts[1]),
        )

    def moved(self, right: float, down: float) -> Format:
        """Return the format with everything on its pages moved, for a printer that drifts."""

        def there(box: Box) -> Box:
            return box[0] + right, box[1] + down, box[2] + right, box[3] + down

        panels = (replace(p, box=there(p.box), safe=there(p.safe)) for p in self.panels)
        return replace(self, panels=tuple(panels))

    def trimmed(self) -> Format:
        """Return the format with cuts along its edges, as for a print shop."""
        return replace(self, cuts=((0.0, self.width), (0.0, self.height)))

    def panel_of(self, page: int, box: Box) -> Panel | None:
        """Return the panel that contains the centre of a box."""
        return next((p for p in self.panels if p.page == page and p.has(box)), None)
