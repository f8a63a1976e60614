"""What a handout is written in, whatever the format: Word or OpenDocument.

A handout is a sequence of blocks of XML. ``DocumentMarkup`` says which elements they consist of and
settles what both formats have in common, such as the direction of numbers; ``layouts.word.markup``
and ``layouts.odf.markup`` write the elements. Lengths are millimetres.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from wegwijs.layouts.word.fields import Field

_LTR_MARK, _RTL_MARK = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"
_DIGITS = re.compile("([0-9]+)")

Lines = Sequence[tuple[str, str]]  # paragraphs of a cell: style and contents


class Grid(Struct, frozen=True):
    """The style of a table, and the widths of its columns (mm)."""

    style: str
    widths: tuple[float, ...]


class MarkupSettings(Struct, frozen=True):
    """What the XML of words depends on: ``locale`` of the document, ``locales`` per language,
    ``latin_only`` for a document in the Latin font alone, ``accent`` as RRGGBB.
    """

    locale: str
    rtl: bool
    latin_only: bool
    accent: str
    locales: tuple[tuple[str, str], ...]


class Cell(Struct, frozen=True):
    """The look of a cell: ``fill`` as RRGGBB, a rule as (points, RRGGBB), ``inset`` in mm instead
    of the table's own.
    """

    fill: str | None = None
    top: tuple[float, str] | None = None
    bottom: tuple[float, str] | None = None
    inset: float | None = None
    centred: bool = False


class InlinePicture(Struct, frozen=True):
    """A square picture, ``width`` mm on a side, with a ``number`` unique in the document."""

    number: int
    png: bytes
    width: float

    @property
    def relation(self) -> str:
        """Its relationship id."""
        return f"picture{self.number}"

    @property
    def part(self) -> str:
        """The name of its part, relative to the main document part."""
        return f"media/image{self.number}.png"


class Block(Struct, frozen=True, eq=False):
    """A finished block: its XML, pictures, and whether any of it is an edition's own.

    ``references`` are what it needs outside the text: in Word link targets, in OpenDocument
    automatic styles.
    """

    xml: str
    references: tuple[str, ...]
    pictures: tuple[InlinePicture, ...]
    own: bool


class DocumentMarkup(ABC):
    """Writes XML, and collects the pictures and the parts of the file that it refers to."""

    table_end: str  # what follows the last row of a table

    def __init__(self, settings: MarkupSettings) -> None:
        self.settings = settings
        self.rtl = settings.rtl
        self.locales: Mapping[str, str] = dict(settings.locales)
        self.blocks: Any = None  # the cache of national blocks
        self.own = True  # whether anything written is an edition's own
        self.references: dict[str, None] = {}
        self.pictures: list[InlinePicture] = []

    def once(self, write: Callable[..., str], *arguments: Any) -> str:
        """Write a nested block; a national one is cached."""
        return self.taken(self.blocks.block(write, *arguments))

    def taken(self, block: Block) -> str:
        """Include a block in this one."""
        if block.references:
            self.references |= dict.fromkeys(block.references)
        if block.pictures:
            self.pictures += block.pictures
        return block.xml

    def text(
        self,
        text: str,
        *,
        style: str | None = None,
        strong: bool = False,
        locale: str | None = None,
        ltr: bool = False,
    ) -> str:
        """Write words in one language; a tab advances to the next stop."""
        if not self.rtl:
            return self.run(text, style, strong, locale, ltr)
        if not ltr and _DIGITS.search(text):  # digits look the same in every language
            pieces = (piece for piece in _DIGITS.split(text) if piece)
            return "".join(
                self.text(one, style=style, strong=strong, locale=locale, ltr=one.isdecimal())
                for one in pieces
            )
        if ltr:
            # LibreOffice would reverse the groups of 088 20 80 080
            text = _LTR_MARK + text + _LTR_MARK
        elif text.strip() and not any(map(str.isalnum, text)):
            text = _RTL_MARK + text  # otherwise two numbers with a comma between them change places
        return self.run(text, style, strong, locale, ltr)

    def mark_beside_link(self) -> str:
        """Write the direction mark beside a link in right-to-left text: next to it and at its line
        breaks, never inside, so that copying an address yields nothing else.
        """
        return self.run(_LTR_MARK, None, False, None, True) if self.rtl else ""

    @abstractmethod
    def run(self, text: str, style: str | None, strong: bool, locale: str | None, ltr: bool) -> str:
        """Write a run of text with tabs, as it is."""

    @abstractmethod
    def paragraph(self, content: str, style: str = "Normal", *, keep_next: bool = False) -> str:
        """Write a paragraph. ``keep_next`` keeps it on the page of the next one."""

    @abstractmethod
    def bullets(self, contents: Sequence[str]) -> str:
        """Write a list."""

    @abstractmethod
    def link(
        self,
        text: str,
        target: str,
        tooltip: str,
        strong: bool = False,
        locale: str | None = None,
        *,
        hanging: str | None = None,
    ) -> str:
        """Write a number or address as a link, always left to right. A line feed starts a new line,
        indented like a sign when ``hanging`` names the character style of its numeral.
        """

    @abstractmethod
    def page_number(self, *, total: bool = False) -> str:
        """Write the number of the page, or of all pages."""

    @abstractmethod
    def control(self, field: Field) -> str:
        """Write a form field; typed text replaces its blank line."""

    @abstractmethod
    def picture(self, picture: InlinePicture, name: str, alt: str) -> str:
        """Write an inline picture with alternative text."""

    @abstractmethod
    def table(self, grid: Grid, caption: str) -> str:
        """Write the start of a table; ``table_end`` follows its rows. ``caption`` is its title for
        screen readers.
        """

    @abstractmethod
    def row(
        self,
        grid: Grid,
        *cells: tuple[Cell, Lines],
        head: bool = False,
        height: float | None = None,
        least: float | None = None,
        keep_next: bool = False,
    ) -> str:
        """Write a row that never breaks across pages. A ``head`` is repeated on every page.

        ``height`` is exact, ``least`` grows with its contents; ``keep_next`` keeps the row on the
        page of the next one.
        """
