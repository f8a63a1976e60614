"""Fragments: what a block adds to a page, as data. A pure function of what is drawn, where and how.

A fragment numbers its own marks, elements and links from 0; a document assigns the final numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from wegwijs.layouts.pdf.content import Link, Page
from wegwijs.layouts.pdf.fonts import EmbeddedFont, FontUses
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.operators import Mark, Operator, Picture, Shared, Type
from wegwijs.layouts.pdf.packing import Stretch, quick, shared
from wegwijs.layouts.pdf.structure import Element, Kid
from wegwijs.layouts.typesetting.fonts import Face
from wegwijs.layouts.typesetting.lines import Piece

Packed = tuple[bytes, Stretch]  # operators, and the same compressed


class Node(NamedTuple):
    """The properties of a structure element that determine numbers in a document. ``parent`` is -1
    at the top; ``says``: it has text of its own, or a box.
    """

    tag: str
    parent: int
    language: str | None
    attributes: str | None
    says: bool
    kids: tuple[Kid, ...]


class Shape(NamedTuple):
    """The properties of a fragment that determine numbers in a document, without its text.

    ``owners`` has the element of each mark, ``link_owners`` that of each link; ``bookmarks`` are
    elements too.
    """

    page: int
    nodes: tuple[Node, ...]
    owners: tuple[int, ...]
    link_owners: tuple[int, ...]
    pictures: int
    bookmarks: tuple[int, ...] = ()

    @property
    def tops(self) -> list[int]:
        """The elements that become children of the enclosing section."""
        return [index for index, node in enumerate(self.nodes) if node.parent < 0]


_SHAPES: Memory[Shape, Shape] = Memory(4000)


class Fragment:
    """What was drawn on ``page`` below the element ``root``."""

    def __init__(self, page: Page, root: Element) -> None:
        self.page = page.index
        self.operators: Sequence[Operator] = page.operators
        self.type: Sequence[Piece] = page.pieces
        self.links: Sequence[Link] = page.links
        self.pictures: Sequence[Picture] = page.pictures
        self.uses: FontUses = page.fonts
        self.own = page.own
        self.rtl = page.rtl
        self.before = page.before  # the last line, for what is set next
        self._fonts: Mapping[Face, EmbeddedFont] | None = None  # the fonts of the cached operators
        self._packed: dict[int | None, list[Packed]] = {}
        self._operators: Sequence[str | Mark] = ()  # with type written in those fonts
        self.elements = root.every.copy()
        root.every.clear()  # elements refer to it
        nodes = [
            Node(one.tag, one.parent, one.language, one.attributes, one.says, tuple(one.kids))
            for one in self.elements
        ]
        owners = tuple([owner.index for owner in page.owners])
        link_owners = tuple([link.element.index for link in page.links])
        bookmarks = tuple([i for i, one in enumerate(self.elements) if one.bookmark])
        shape = Shape(self.page, tuple(nodes), owners, link_owners, len(page.pictures), bookmarks)
        # equal shapes are the same object: see Plate
        self.shape = _SHAPES.made(shape, lambda: shape)

    @property
    def first(self) -> Piece | None:
        """The first piece of type."""
        return self.type[0] if self.type else None

    @cached_property
    def balance(self) -> int:
        """The number of left-to-right letters minus that of right-to-left letters."""
        return sum([piece.shaped.balance for piece in self.type])

    def packed(self, fonts: Mapping[Face, EmbeddedFont], first: int | None) -> Sequence[Packed]:
        """Return what ``written`` returns, compressed. Cached: a fragment is printed on two papers,
        and some fragments occur in many editions.
        """
        self._write(fonts)
        found = self._packed.get(first)
        if found is None:
            found = self._packed[first] = []
            for piece in self.pieces(fonts, first):
                said = piece.encode("ascii")
                by_many = isinstance(piece, Shared) or piece == "EMC\n"  # as after each QR code
                found.append((said, (shared if by_many else quick)(said)))
        return found

    def written(self, fonts: Mapping[Face, EmbeddedFont], first: int | None) -> str:
        """Return the operators with marks numbered from ``first``; None: without marks."""
        return "".join(self.pieces(fonts, first))

    def pieces(self, fonts: Mapping[Face, EmbeddedFont], first: int | None) -> Iterator[str]:
        """Yield the same, split around parts that are compressed separately."""
        self._write(fonts)
        rows: list[str] = []
        for one in self._unmarked() if first is None else self._operators:
            if isinstance(one, Mark):
                rows.append(one.written(first or 0))
            elif one.__class__ is str:
                rows.append(one)
            else:
                yield "\n".join([*rows, ""])
                yield Shared(f"{one}\n")
                rows = []
        yield "\n".join([*rows, ""])

    def _write(self, fonts: Mapping[Face, EmbeddedFont]) -> None:
        """Write the type in these fonts."""
        if self._fonts is fonts:
            return
        self._fonts, self._packed = fonts, {}
        self._operators = [
            one.written(fonts) if isinstance(one, Type) else one for one in self.operators
        ]

    def _unmarked(self) -> Iterator[str]:
        """Yield the operators without marks of elements and artifacts; ActualText is kept."""
        ends: list[bool] = []  # whether the end of each open mark is kept
        for one in self._operators:
            if isinstance(one, Mark):
                ends.append(False)
            elif one == "EMC":
                if ends.pop():
                    yield one
            elif one[0] != "/":
                yield one
            elif not one.startswith("/Artifact"):
                ends.append(True)
                yield one
            elif one.endswith("\nEMC"):  # a complete artifact
                yield one[one.index("\n") + 1 : -len("\nEMC")]
            else:
                ends.append(False)
