"""What a product provides to the rest of the program: data, and functions to call.

Every run imports all ``product.py`` modules, even a run that has nothing to do, so they load
nothing heavy: renderers import their modules when called. Lengths are millimetres from the top left
of a trimmed page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from wegwijs.layouts.content.omissions import Omission
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.overflow import DoesNotFit
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.print_instructions.brief import PrintPart
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme

Side = Literal["left", "right"]
Box = tuple[float, float, float, float]  # left, top, right, bottom in mm
Segment = tuple[float, float, float, float]  # x1, y1, x2, y2 in mm
Offset = tuple[float, float]  # mm to the right and down
Renderer = Callable[["Outline", "Theme", "Profile"], bytes]
Moved = Callable[["Outline", "Theme", Offset], bytes]
Overfull = Callable[["Outline", "Theme", "DoesNotFit"], bytes]
_DAY = re.compile(r"-\d{4}-\d{2}-\d{2}(?=\.[a-z0-9]+$)")
Omits = Callable[["Outline", "Theme"], "tuple[Omission, ...]"]


class Picture(Struct, frozen=True):
    """A preview picture: ``name`` is its file name without ``.png``.

    ``caption`` is Dutch; ``short`` is a shorter caption.
    """

    name: str
    caption: str
    short: str = ""


class Guides(Struct, frozen=True):
    """Folds and cuts of a page, and the safe areas for type.

    ``margin`` is the distance of a safe area to an edge, ``fold_margin`` that to a fold (mm).
    """

    safe: tuple[Box, ...]
    margin: float
    fold_margin: float
    folds: tuple[Segment, ...] = ()
    cuts: tuple[Segment, ...] = ()


GuidesOf = Callable[[int, bool], Guides]  # page index, whether the page is right-to-left


class Leaf(Struct, frozen=True):
    """A panel of folded paper on a table: the part of ``page`` from ``start`` mm, ``width`` mm
    wide.

    It begins ``left`` mm from the left of the flat paper. ``hinge`` is the side at which it is
    attached, ``lift`` the angle (degrees) at which it rises from the table, ``folds`` are the sides
    at which the paper continues at an angle, ``below`` is the number of leaves under it.
    """

    page: int
    start: float
    width: float
    left: float
    hinge: Side | None = None
    lift: float = 0.0
    folds: tuple[Side, ...] = ()
    below: int = 0


class Folded(Struct, frozen=True):
    """Folded paper of a file, on a table. One with a single leaf appears on the contact sheet."""

    picture: Picture
    leaves: tuple[Leaf, ...]


FoldedOf = Callable[[bool], tuple[Folded, ...]]  # whether the pages are right-to-left


def never_folded(rtl: bool) -> tuple[Folded, ...]:
    """Return no folded paper, for a file that is used flat."""
    return ()


class Offer(Struct, frozen=True):
    """How a file is offered to readers on a web page.

    ``label`` and ``kind`` are the labels (``labels.yaml``) that say what it is and what kind of
    file. Those with a lower ``order`` come first.
    """

    label: str
    kind: str
    order: int


class File(Struct, frozen=True):
    """A file of a product.

    ``size`` is the size of its trimmed pages (mm); None where Word decides, and for a file without
    pages, such as a web page. ``pages`` are their pictures in order; without them a file has as
    many pages as it needs, each with a picture named after the file and captioned ``title``.
    ``columns`` arrange the pictures on the contact sheet by name, those of a column below each
    other; without them each page has a column of its own.
    ``profiles`` are the print profiles that yield different files. ``dutch`` names the file where
    people choose one to open, ``use`` says what it is for. ``overfull`` draws pages that do not fit
    in the nearest layout of the error, for a preview that shows where text runs over. ``offer`` is
    for a file that readers may want from a web page. ``published`` ends its name on a website (in
    Dutch, empty for the main file of an edition); None for a file that is not for readers. The
    names of its pictures begin with ``pictures``, or else with its own name, which no other file
    with pictures may have. A ``dated`` file is stored under a name with the day on which its facts
    were checked (``named``), and not made when that is more than a year ago. ``moved`` renders it
    for a printer that drifts, where that matters.
    """

    name: str
    render: Renderer
    dutch: str = ""
    use: str = ""
    size: tuple[float, float] | None = None
    pages: tuple[Picture, ...] = ()
    title: str = ""
    columns: tuple[tuple[str, ...], ...] = ()
    guides: GuidesOf | None = None
    folded: FoldedOf = never_folded
    profiles: tuple[str, ...] = ("office",)
    overfull: Overfull | None = None
    offer: Offer | None = None
    published: str | None = None
    pictures: str = ""
    dated: bool = False
    moved: Moved | None = None

    def named(self, day: date) -> str:
        """Return the name under which it is stored; ``day`` is that of the oldest check of its
        facts.
        """
        return f"{self.name.rpartition('.')[0]}-{day}.{self.format}" if self.dated else self.name

    @property
    def stem(self) -> str:
        """What the names of its pictures begin with."""
        return self.pictures or self.name.rpartition(".")[0]

    @property
    def format(self) -> str:
        """The extension of the file name: ``pdf``, ``docx``, ``html``."""
        return self.name.rpartition(".")[2]

    @property
    def portrait(self) -> bool:
        """Whether its pages are taller than wide, as those of Word are."""
        return self.size is None or self.size[0] < self.size[1]

    def page(self, index: int) -> Picture:
        """Return the picture of a page; ``index`` starts at 0."""
        if self.pages:
            return self.pages[index]
        number = index + 1
        return Picture(
            f"{self.stem}-{number}",
            f"{self.title}, bladzijde {number}",
            f"{self.title} {number}",
        )


def nothing_omitted(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    """Return no omissions, for a product that prints everything or no contacts at all."""
    return ()


class Product(Struct, frozen=True):
    """A form in which an edition can be handed out.

    ``id`` names it in editions, on the command line and in the ledger; ``dutch`` names it in
    sentences ("folder"); ``aliases`` are other names that people type; ``about`` helps people
    choose. ``labels`` are the words of ``labels.yaml`` that only this product prints. ``omissions``
    lists what it leaves out of an edition's own data, ``print_part`` returns its part of the print
    instructions, ``screen`` how it is shown on a screen (``layouts.products.screen``).
    """

    id: str
    dutch: str
    files: tuple[File, ...]
    aliases: tuple[str, ...] = ()
    about: str = ""
    labels: tuple[str, ...] = ()
    omissions: Omits = nothing_omitted
    print_part: Callable[[], PrintPart] | None = None
    screen: Callable[[], Screen] | None = None
    printed: bool = True  # also folded or cut by the user, who needs instructions
    selectable: bool = True  # editions may ask for it; otherwise it accompanies printed products
    standard: bool = True  # made for an edition that does not say which products it wants
    drafts: bool = True  # also made of a translation that nobody has reviewed
    states: tuple[str, ...] = ()  # which of ``Outline.apart`` it is made from

    @property
    def moves(self) -> bool:
        """Whether it can be moved on its paper, for a printer that drifts."""
        return any(file.moved for file in self.files)

    @property
    def file_names(self) -> tuple[str, ...]:
        """The names of its files, in the order in which they are made."""
        return tuple(file.name for file in self.files)

    @property
    def dated(self) -> bool:
        """Whether its files carry the day of checking in their names."""
        return any(file.dated for file in self.files)


def undated(name: str) -> str:
    """Return a file name without the day of checking."""
    return _DAY.sub("", name)


def day_of(name: str) -> date | None:
    """Return the day of checking in a file name; None without one."""
    found = _DAY.search(name)
    try:
        return date.fromisoformat(found[0][1:]) if found else None
    except ValueError:
        return None
