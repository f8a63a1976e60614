"""The structure tree: the meaning of each mark on the page, in reading order.

Elements are created while a block is drawn: the tree has the order in which they are created, not
that of the sheet.
"""

from __future__ import annotations

Box = tuple[float, float, float, float]


# The kind of a child, and its index in the fragment: another element ("element"), marked
# content ("mark": ISO 32000-1, 14.7.4.2) or an annotation ("link": 14.7.4.3).
Kid = tuple[str, int]


class Element:
    """A structure element. It refers to its parent by ``index`` only, in order of creation, so that
    there are no cycles and elements are freed with their page.

    ``attributes`` is the body of its /A dictionary, as PDF text. ``box`` is the position of a
    figure on its page (left, bottom, right, top), in pt; ``current_language`` is its own or
    inherited. A heading with a ``bookmark`` has its text and its height on the page (pt) in the
    bookmarks of the document.
    """

    __slots__ = (
        "actual_text",
        "alt",
        "attributes",
        "bookmark",
        "box",
        "current_language",
        "every",
        "index",
        "kids",
        "language",
        "parent",
        "tag",
    )

    def __init__(
        self,
        tag: str,
        parent: Element | None = None,
        language: str | None = None,
        alt: str | None = None,
        actual_text: str | None = None,
        attributes: str | None = None,
    ) -> None:
        self.tag, self.language = tag, language
        self.alt, self.actual_text, self.attributes = alt, actual_text, attributes
        self.box: Box | None = None
        self.bookmark: tuple[str, float] | None = None
        self.kids: list[Kid] = []
        self.current_language = language
        self.index = self.parent = -1
        self.every: list[Element] = []  # all elements below the same root
        if parent:
            self.current_language = language or parent.current_language
            self.every, self.parent = parent.every, parent.index
            self.index = len(self.every)
            self.every.append(self)
            parent.kids.append(("element", self.index))

    def child(
        self,
        tag: str,
        *,
        language: str | None = None,
        alt: str | None = None,
        actual_text: str | None = None,
        attributes: str | None = None,
    ) -> Element:
        """Add a child element. ``language`` is kept only where it differs from the
        inherited one.
        """
        if language == self.current_language:
            language = None
        return Element(tag, self, language, alt, actual_text, attributes)

    def copied(self, every: list[Element], parent: int, kids: list[Kid]) -> Element:
        """Return a copy below another root, appended to ``every``."""
        copy = Element(self.tag, None, self.language, self.alt, self.actual_text, self.attributes)
        copy.box, copy.current_language, copy.kids = self.box, self.current_language, kids
        copy.every, copy.parent, copy.index = every, parent, len(every)
        every.append(copy)
        return copy

    @property
    def says(self) -> bool:
        """Whether it has text of its own, or a box."""
        return self.alt is not None or self.actual_text is not None or self.box is not None


class Nowhere(Element):
    """An element for blocks that are only measured; its children are itself."""

    def child(self, tag: str, **_more: str | None) -> Element:
        """Return itself."""
        return self


LIST = "/O /List /ListNumbering /Disc"
STEPS = "/O /List /ListNumbering /Decimal"


def figure_attributes(box: Box) -> str:
    """Return the layout attributes that a figure needs: its box on the page."""
    left, bottom, right, top = box
    return f"/O /Layout /Placement /Block /BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
