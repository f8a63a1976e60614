"""The structure tree: what each mark on the page means, in reading order.

Elements are made while a block is drawn: the order of the tree is the order in which they are
made, not that of the sheet.
"""

from __future__ import annotations

Box = tuple[float, float, float, float]


# What an element holds, and which one of its fragment: another one ("element"), a stretch of
# content ("mark": ISO 32000-1, 14.7.4.2) or an annotation ("link": 14.7.4.3).
Kid = tuple[str, int]


class Element:
    """A structure element. It knows its parent by ``index`` only, in the order in which elements
    are made, so that it goes with its page without the garbage collector.

    ``attributes`` is the body of its /A dictionary, as PDF text.
    ``box`` is where a figure stands on its page (left, bottom, right, top), in pt;
    ``current_language`` is its own or inherited.
    """

    __slots__ = (
        "actual_text",
        "alt",
        "attributes",
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
        self.kids: list[Kid] = []
        self.current_language = language
        self.index = self.parent = -1
        self.every: list[Element] = []  # below the same root
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
        """A new last child. ``language`` is kept only where it differs from the one around it."""
        if language == self.current_language:
            language = None
        return Element(tag, self, language, alt, actual_text, attributes)

    def copied(self, every: list[Element], parent: int, kids: list[Kid]) -> Element:
        """The same below another root, as the next of ``every``, which it joins."""
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
