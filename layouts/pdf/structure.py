"""The structure tree: what each mark on the page means, in reading order.

Elements are made while the page is drawn, and may be filled on any page: the order of the tree is
the order in which elements are made, not the order of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class MarkedContent:
    """A stretch of a page's content (ISO 32000-1, 14.7.4.2)."""

    page: int
    mcid: int


@dataclass(frozen=True)
class ObjectReference:
    """A link annotation (ISO 32000-1, 14.7.4.3)."""

    page: int
    annotation: int


@dataclass(frozen=True)
class Shift:
    """How content moves when it is put on another page: in pt, and past what is there already."""

    right: float
    up: float
    mcid: int
    annotation: int

    def box(self, box: Box) -> Box:
        """A box where it comes to stand."""
        left, bottom, right, top = box
        return left + self.right, bottom + self.up, right + self.right, top + self.up


@dataclass(eq=False)
class Element:
    """A structure element. ``attributes`` is the body of its /A dictionary, as PDF text.

    ``box`` is where a figure stands on its page (left, bottom, right, top), in pt;
    ``current_language`` is its own or inherited.
    """

    tag: str
    parent: Element | None = None
    language: str | None = None
    alt: str | None = None
    actual_text: str | None = None
    attributes: str | None = None
    box: Box | None = None
    kids: list[Element | MarkedContent | ObjectReference] = field(default_factory=list)

    def __post_init__(self) -> None:
        inherited = self.parent.current_language if self.parent else None
        self.current_language: str | None = self.language or inherited

    def child(
        self,
        tag: str,
        *,
        language: str | None = None,
        alt: str | None = None,
        actual_text: str | None = None,
        attributes: str | None = None,
    ) -> Element:
        """A new last child. ``language`` is kept only where it differs from the one around it."""
        if language == self.current_language:
            language = None
        element = Element(tag, self, language, alt, actual_text, attributes)
        self.kids.append(element)
        return element

    def adopt(self, other: Element, shifts: Sequence[Shift]) -> dict[Element, Element]:
        """Take copies of another's kids, ``shifts`` by page; gives the copy of each element."""
        copies = {other: self}
        for kid in other.kids:
            if isinstance(kid, Element):
                copy = Element(
                    kid.tag, self, kid.language, kid.alt, kid.actual_text, kid.attributes
                )
                self.kids.append(copy)
                copies |= copy.adopt(kid, shifts)
                if kid.box:
                    copy.box = shifts[kid.page].box(kid.box)
            elif isinstance(kid, MarkedContent):
                mcid = kid.mcid + shifts[kid.page].mcid
                self.kids.append(MarkedContent(kid.page, mcid))
            else:
                number = kid.annotation + shifts[kid.page].annotation
                self.kids.append(ObjectReference(kid.page, number))
        return copies

    @property
    def says(self) -> bool:
        """Whether it has text of its own, or a box."""
        return self.alt is not None or self.actual_text is not None or self.box is not None

    @property
    def page(self) -> int:
        """The page of its first content."""
        return next(kid.page for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


LIST = "/O /List /ListNumbering /Disc"
STEPS = "/O /List /ListNumbering /Decimal"


def figure_attributes(box: Box) -> str:
    """The layout attributes that a figure needs: its box on the page."""
    left, bottom, right, top = box
    return f"/O /Layout /Placement /Block /BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
