"""What a product hands over to the rest of the program: data, and functions to call.

A ``product.py`` is imported by every run, also one that has nothing to do: it loads nothing heavy.
Renderers import their modules when they are called. Lengths are millimetres from the top left of a
trimmed page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from layouts.content.omissions import Omission
    from layouts.content.outline import Outline
    from layouts.pdf.sheet import Profile
    from layouts.products.print_instructions.brief import PrintPart
    from layouts.products.screen import Screen
    from layouts.typesetting.theme import Theme

Side = Literal["left", "right"]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Segment = tuple[float, float, float, float]  # from x and y to x and y
Renderer = Callable[["Outline", "Theme", "Profile"], bytes]
Omits = Callable[["Outline", "Theme"], "tuple[Omission, ...]"]


class Picture(Struct, frozen=True):
    """A picture for previews: ``name`` is that of its file without ``.png``.

    ``caption`` is Dutch, ``short`` the caption where there is little room.
    """

    name: str
    caption: str
    short: str = ""


class Guides(Struct, frozen=True):
    """Where a page is folded and cut, and the boxes that type stays within.

    ``margin`` is their distance to an edge, ``fold_margin`` that to a fold.
    """

    safe: tuple[Box, ...]
    margin: float
    fold_margin: float
    folds: tuple[Segment, ...] = ()
    cuts: tuple[Segment, ...] = ()


GuidesOf = Callable[[int, bool], Guides]  # of a page by its index, mirrored for right to left


class Leaf(Struct, frozen=True):
    """A panel of folded paper on a table: the part of ``page`` from ``start`` mm, ``width`` wide.

    It lies ``left`` mm from the left of what lies flat. ``hinge`` is the side at which it hangs on
    the rest, ``lift`` the degrees that it stands up from the table, ``folds`` are the sides where
    the paper goes on at an angle, ``below`` counts the leaves that lie under it.
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
    """The paper of a file as it lies on a table. One of a single leaf is on the contact sheet."""

    picture: Picture
    leaves: tuple[Leaf, ...]


FoldedOf = Callable[[bool], tuple[Folded, ...]]  # mirrored for right to left


def never_folded(rtl: bool) -> tuple[Folded, ...]:
    """The paper of a file that is used flat."""
    return ()


class File(Struct, frozen=True):
    """A file of a product.

    ``size`` is that of its trimmed pages; None where Word decides. ``pages`` are their pictures in
    order; a file without has as many pages as it needs, each with a picture named after the file
    and called ``title``. ``columns`` are the names of the pictures on the contact sheet, those in
    one column below each other; without, each page has a column of its own. ``profiles`` are those
    in which it comes out differently. ``dutch`` is what the file is called where people choose one
    to open, ``use`` what it is for.
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

    @property
    def stem(self) -> str:
        """The name without its extension."""
        return self.name.rpartition(".")[0]

    @property
    def format(self) -> str:
        """The extension of the name: ``pdf``, ``docx``."""
        return self.name.rpartition(".")[2]

    @property
    def has_pages(self) -> bool:
        """Whether it can be drawn page by page; a page for the web has none."""
        return self.format in ("pdf", "docx")

    @property
    def portrait(self) -> bool:
        """Whether its pages are higher than wide, as those of Word are."""
        return self.size is None or self.size[0] < self.size[1]

    def page(self, index: int) -> Picture:
        """The picture of a page, counted from 0."""
        if self.pages:
            return self.pages[index]
        number = index + 1
        return Picture(
            f"{self.stem}-{number}",
            f"{self.title}, bladzijde {number}",
            f"{self.title} {number}",
        )


def nothing_omitted(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    """The omissions of a product that prints all there is, or no contacts at all."""
    return ()


class Product(Struct, frozen=True):
    """Something that an edition can be handed out as.

    ``id`` is how editions, the command line and the ledger name it, ``dutch`` how sentences do
    ("folder"), ``aliases`` what people type for it, ``about`` what it is for who chooses.
    ``labels`` are the words of ``labels.yaml`` that only this product prints. ``omissions`` tell
    what of an edition's own data it leaves out, ``print_part`` gives what the print instructions
    says of it, ``screen`` how it is looked at on a screen (``layouts.products.screen``).
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
    printed: bool = True  # and folded or cut by who hands it out, who needs to be told how
    selectable: bool = True  # an edition asks for it; otherwise it comes with what is printed

    @property
    def file_names(self) -> tuple[str, ...]:
        """The names of its files, in the order in which they are made."""
        return tuple(file.name for file in self.files)
