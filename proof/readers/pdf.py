"""Open a PDF once for all rules: its pages and its tags.

Uses pdfium for what is painted and pikepdf for the objects; neither shares code with our layouts.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import cached_property

import pikepdf
import pypdfium2

from wegwijs.proof.findings import Box, shared, union
from wegwijs.proof.readers.damage import foreign_objects
from wegwijs.proof.readers.declared import Declared, Font, declared, fonts_of
from wegwijs.proof.readers.forms import without_forms
from wegwijs.proof.readers.inspection import Inspection, block_elements, inspect_file, walk
from wegwijs.proof.readers.lettering import letters_only
from wegwijs.proof.readers.page import Glyph, Mark, Page, read
from wegwijs.proof.readers.structure_tree import Element
from wegwijs.sources.unpacked import must_be_few, streams_must_fit


class Reading:
    """An open PDF.

    Opening it, and whatever is read of it later, raises one of ``damage.UNREADABLE``.
    """

    def __init__(self, data: bytes) -> None:
        streams_must_fit(data)
        data = without_forms(data)
        with ExitStack() as stack:
            self._file = stack.enter_context(pikepdf.open(io.BytesIO(data)))
            must_be_few(len(self._file.pages))
            self._drawn = stack.enter_context(pypdfium2.PdfDocument(data))
            letters = stack.enter_context(pypdfium2.PdfDocument(letters_only(data)))
            with foreign_objects():
                self.pages = [
                    Page(number, page, self._drawn[number - 1], letters[number - 1])
                    for number, page in enumerate(self._file.pages, 1)
                ]
            self._stack = stack.pop_all()

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @cached_property
    def inspection(self) -> Inspection:
        """Its structure tree, checked against the content."""
        return inspect_file(self._file)

    @cached_property
    def blocks(self) -> list[Element]:
        """Headings, paragraphs and figures in logical order."""
        return list(block_elements(self.inspection.elements))

    @cached_property
    def owners(self) -> dict[tuple[int, int], int]:
        """The index in ``blocks`` of each piece of marked content, by page and MCID."""
        return {
            key: index
            for index, block in enumerate(self.blocks)
            for element in walk([block])
            for key in element.content
        }

    @cached_property
    def _boxes(self) -> dict[tuple[int, int], Box]:
        found: dict[tuple[int, int], list[Box]] = {}
        for page in self.pages:
            for mark in page.marks:
                if mark.mcid is not None:
                    found.setdefault((page.number, mark.mcid), []).append(mark.box)
        return {key: box for key, boxes in found.items() if (box := union(boxes))}

    def place_of(self, *elements: Element) -> tuple[int | None, Box | None]:
        """Return the page on which elements begin, and their box on that page."""
        content = [key for element in walk(elements) for key in element.content]
        known = [key for key in content if key in self._boxes]
        if not known:
            return (content[0][0] or None if content else None), None
        page = known[0][0]
        return page, union(self._boxes[key] for key in known if key[0] == page)

    def lines_of(self, element: Element) -> list[tuple[int, Box]]:
        """Return page and box of each line of text of an element."""
        inside = set(element.within)
        found: list[tuple[int, list[Box]]] = []
        for page in self.pages:
            for mark in page.marks:
                if (page.number, mark.mcid) not in inside or not mark.text.strip():
                    continue
                if found and found[-1][0] == page.number and _level(found[-1][1][0], mark.box):
                    found[-1][1].append(mark.box)
                else:
                    found.append((page.number, [mark.box]))
        return [(page, box) for page, boxes in found if (box := union(boxes))]

    def marks(self) -> Iterator[Mark]:
        """All that is painted, page by page."""
        for page in self.pages:
            yield from page.marks

    @cached_property
    def _shown(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], list[Mark]] = {}
        for page in self.pages:
            for mark in page.marks:
                if mark.mcid is not None and mark.text.strip():
                    found.setdefault((page.number, mark.mcid), []).append(mark)
        return {place: "".join(map(read, _lines(marks))) for place, marks in found.items()}

    def shown(self, element: Element) -> str:
        """Return the text as painted, regardless of ActualText: each piece of marked content in its
        own direction, line by line.
        """
        return "".join(self._shown.get(place, "") for place in element.within)

    @cached_property
    def declared(self) -> Declared:
        """Its properties and viewer preferences."""
        return declared(self._file)

    @cached_property
    def fonts(self) -> list[Font]:
        """The fonts of each page."""
        return fonts_of(self._file)


def _level(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one line."""
    _, down = shared(one, other)
    return down > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _lines(marks: Iterable[Mark]) -> Iterator[list[Glyph]]:
    """Yield the characters line by line, in painting order."""
    line: list[Mark] = []
    for mark in marks:
        if line and mark.box[1] > line[0].box[3]:
            yield [glyph for one in line for glyph in one.glyphs]
            line = []
        line.append(mark)
    yield [glyph for one in line for glyph in one.glyphs]
