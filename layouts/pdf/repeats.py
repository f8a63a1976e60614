"""Cache lines that many editions contain among their own words: what each adds to a page."""

from __future__ import annotations

from collections.abc import Sequence

from wegwijs.layouts.pdf.content import Link, Page, Placed, Set, passages
from wegwijs.layouts.pdf.fonts import FontUses
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.operators import Mark
from wegwijs.layouts.pdf.structure import Element, Kid
from wegwijs.layouts.typesetting.lines import Line

# A line by its identity, where it stands, and what is around it.
_Key = tuple[int, float, float, str, str, str | None, Set | None, int, float, float]


class _Excerpt:
    """What ``line`` adds to ``page``, and to the element ``root`` in which it is set. Keeps the
    line alive: the cache finds it by its identity.
    """

    def __init__(self, line: Line, page: Page, root: Element) -> None:
        self.line, self.page = line, page
        self.marks = [(at, one) for at, one in enumerate(page.operators) if isinstance(one, Mark)]
        self.kids = root.kids
        self.elements = root.every.copy()
        root.every.clear()  # elements refer to it
        self.owners = [owner.index for owner in page.owners]
        self.links = [link.element.index for link in page.links]

    def add_to(self, page: Page, element: Element) -> None:
        """Append it to a page and an element."""
        own, first = self.page, len(element.every)
        marks, links = len(page.owners), len(page.links)
        begins = {"element": first, "mark": marks, "link": links}
        for one in self.elements:
            parent = element.index if one.parent < 0 else first + one.parent
            one.copied(element.every, parent, _moved(one.kids, begins))
        element.kids += _moved(self.kids, begins)
        here = [*element.every[first:], element]  # -1 is the element itself
        page.owners += [here[owner] for owner in self.owners]
        for link, owner in zip(own.links, self.links, strict=True):
            page.links.append(Link(link.rect, link.target, link.contents, here[owner]))
        painted = own.operators.copy()
        for at, mark in self.marks:
            painted[at] = Mark(mark.tag, mark.number + marks)
        page.operators += painted
        page.pieces += own.pieces
        for face, symbols in own.fonts.items():
            page.fonts[face] |= symbols
        page.rtl |= own.rtl
        page.own |= own.own
        page.before = own.before


def _moved(kids: Sequence[Kid], begins: dict[str, int]) -> list[Kid]:
    return [(kind, number + begins[kind]) for kind, number in kids]


_EXCERPTS: Memory[_Key, _Excerpt] = Memory(512)
# lines by identity, so that lines set only once are not cached
_SEEN: Memory[int, bool] = Memory(4096)


def set_lines_again(page: Page, element: Element, lines: Sequence[Placed], colour: str) -> None:
    """Set the lines of a paragraph as ``Page.set_lines`` does, each from the cache if it was set at
    the same place before.
    """
    for passage in passages(lines):
        if len(passage) > 1:
            page.set_lines(element, passage, colour=colour)
        else:
            ((line, x, y),) = passage
            _set_again(page, element, line, x, y, colour)


def _set_again(page: Page, element: Element, line: Line, x: float, y: float, colour: str) -> None:
    key = (
        id(line),
        x,
        y,
        colour,
        element.tag,
        element.current_language,
        page.before,
        page.index,
        page.height,
        page.margin,
    )
    found = _EXCERPTS.get(key)
    if found is None:
        if not _SEEN.get(id(line)):
            _SEEN.keep(id(line), True)
            page.set_line(element, line, x, y, colour=colour)
            return
        found = _EXCERPTS.keep(key, _excerpt(page, element, line, x, y, colour))
    found.add_to(page, element)


def _excerpt(page: Page, element: Element, line: Line, x: float, y: float, colour: str) -> _Excerpt:
    blank = Page(page.index, page.width, page.height, FontUses(), page.margin)
    blank.before = page.before
    root = Element(element.tag, language=element.current_language)
    blank.set_line(root, line, x, y, colour=colour)
    return _Excerpt(line, blank, root)
