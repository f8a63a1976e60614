"""The paper: what size each file must have, where its panels lie, and how far type stays away.

Said here once more, apart from the layouts, since a judge who measures with the maker's ruler
finds nothing. Millimetres; sources in the comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from proof.findings import Box

BLEED = 3.0  # the norm of Dutch, Belgian and German print shops

NAMES: Mapping[str, str] = {
    "cover": "voorkant",
    "flap": "flap",
    "inside 1": "binnenkant, paneel 1",
    "inside 2": "binnenkant, paneel 2",
    "inside 3": "binnenkant, paneel 3",
    "back": "achterkant",
    "print": "",
}


@dataclass(frozen=True)
class Panel:
    """What is read at once; ``safe`` is where type and codes may stand. ``copy`` counts from 0."""

    id: str
    page: int
    box: Box
    safe: Box
    copy: int = 0
    copies: int = 1

    @property
    def name(self) -> str:
        """In words."""
        name = NAMES[self.id]
        return f"kaartje {self.copy + 1}, {name}" if self.copies > 1 else name

    def has(self, box: Box) -> bool:
        """Whether the middle of a box lies in it."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


@dataclass(frozen=True)
class Format:
    """The trimmed pages of a file, in a left-to-right script; ``order`` is that of reading."""

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
    dutch: bool = False  # for who prints: in Dutch and never mirrored, whatever the pack is in
    signpost: str = ""  # the panel of which the arms may point either way

    def mirrored(self) -> Format:
        """For a right-to-left script: the panels lie the other way round."""

        def turned(box: Box) -> Box:
            return self.width - box[2], box[1], self.width - box[0], box[3]

        return replace(
            self,
            panels=tuple(replace(p, box=turned(p.box), safe=turned(p.safe)) for p in self.panels),
            folds=tuple(tuple(self.width - x for x in page) for page in self.folds),
            cuts=(tuple(self.width - x for x in self.cuts[0]), self.cuts[1]),
        )

    def trimmed(self) -> Format:
        """For the print shop, that cuts along its edges."""
        return replace(self, cuts=((0.0, self.width), (0.0, self.height)))

    def panel_of(self, page: int, box: Box) -> Panel | None:
        """The panel in which the middle of a box lies."""
        return next((p for p in self.panels if p.page == page and p.has(box)), None)


EDGE = 7.0  # an office printer needs up to 6.7 mm (HP OfficeJet, bottom)
FOLD = 7.5  # 8 by design; a letter may reach over the margin by its side bearing
# Of a card: baselines keep 5 from every edge, what hangs below them may take 1 of that. A cut that
# is off by a millimetre then leaves 3, the least that print shops ask.
FACE = 4.0


def _leaflet() -> Format:
    """A4 in a C-fold: the panel that folds in is 97 wide, 3 less than the others."""
    sides = {
        1: (("flap", 0, 97), ("back", 97, 197), ("cover", 197, 297)),
        2: (("inside 1", 0, 100), ("inside 2", 100, 200), ("inside 3", 200, 297)),
    }
    panels = tuple(
        Panel(
            id_,
            page,
            (left, 0, right, 210),
            (left + (FOLD if left else EDGE), EDGE, right - (FOLD if right < 297 else EDGE), 203),
        )
        for page, row in sides.items()
        for id_, left, right in row
    )
    order = ("cover", "flap", "inside 1", "inside 2", "inside 3", "back")
    return Format(297, 210, panels, order, folds=((97, 197), (100, 200)), signpost="cover")


def _card(x: float, y: float, copy: int = 0, copies: int = 1) -> tuple[Panel, ...]:
    """The faces of a folded card whose outside and inside lie at the same place of two pages."""
    faces = (("back", 1, 0), ("cover", 1, 85), ("inside 1", 2, 0), ("inside 2", 2, 85))
    return tuple(
        Panel(
            id_,
            page,
            (x + left, y, x + left + 85, y + 55),
            (x + left + FACE, y + FACE, x + left + 85 - FACE, y + 55 - FACE),
            copy,
            copies,
        )
        for id_, page, left in faces
    )


_CARD_ORDER = ("cover", "inside 1", "inside 2", "back")
FORMATS: Mapping[str, Format] = {
    "leaflet.pdf": _leaflet(),
    "pocket-card.pdf": Format(170, 55, _card(0, 0), _CARD_ORDER, folds=((85,), (85,))),
    # Five below each other in the middle of an A4, so that a duplex copy meets itself.
    "pocket-card-a4.pdf": Format(
        210,
        297,
        tuple(panel for row in range(5) for panel in _card(20, 11 + row * 55, row, 5)),
        _CARD_ORDER,
        folds=((105,), (105,)),
        bleeds=False,
        cuts=((20, 190), tuple(11 + row * 55 for row in range(6))),
        flips="long",
    ),
    "print-instructions.pdf": Format(
        210,
        297,
        (Panel("print", 1, (0, 0, 210, 297), (EDGE, EDGE, 210 - EDGE, 297 - EDGE)),),
        ("print",),
        folds=((),),
        pages=1,
        bleeds=False,
        flips=None,
        dutch=True,
    ),
}
