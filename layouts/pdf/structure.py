"""The structure tree: what each mark on the page means, in reading order.

Elements are made while the page is drawn, and may be filled on any page: the order of the tree is
the order in which elements are made, not the order of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


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


@dataclass(eq=False)
class Element:
    """A structure element. ``attributes`` is the body of its /A dictionary, as PDF text.

    ``current_language`` is its own or inherited.
    """

    tag: str
    parent: Element | None = None
    language: str | None = None
    alt: str | None = None
    actual_text: str | None = None
    attributes: str | None = None
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

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


LIST = "/O /List /ListNumbering /Disc"


def figure_box(left: float, bottom: float, right: float, top: float) -> str:
    """The layout attributes that a figure needs: its box on the page, in pt."""
    return f"/O /Layout /Placement /Block /BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
