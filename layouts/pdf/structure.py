"""The structure tree: what each mark on the page means, in reading order.

Elements are made while a block is drawn: the order of the tree is the order in which they are
made, not that of the sheet.
"""

from __future__ import annotations

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

    @property
    def says(self) -> bool:
        """Whether it has text of its own, or a box."""
        return self.alt is not None or self.actual_text is not None or self.box is not None


class Nowhere(Element):
    """Where nothing is drawn, as its parts are: for blocks that are only measured."""

    def child(self, tag: str, **_more: str | None) -> Element:
        """The same."""
        return self


LIST = "/O /List /ListNumbering /Disc"
STEPS = "/O /List /ListNumbering /Decimal"


def figure_attributes(box: Box) -> str:
    """The layout attributes that a figure needs: its box on the page."""
    left, bottom, right, top = box
    return f"/O /Layout /Placement /Block /BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
