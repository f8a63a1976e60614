"""How a product is shown on a screen while somebody fills in its data: tabs with parts of its
pages, and names of its panels. Millimetres from the top left of a trimmed page.

A product without a screen of its own gets one tab with its pages, or with its text when it has no
pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wegwijs.layouts.products.contract import Product

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline


@dataclass(frozen=True)
class Strip:
    """A vertical strip of a page: full height, from ``left``, ``width`` wide."""

    page: int
    left: float
    width: float


StripsOf = Callable[[bool], tuple[Strip, ...]]  # whether the page is right-to-left


@dataclass(frozen=True)
class Look:
    """A view: parts of the pages of ``file`` side by side, ``height`` high.

    ``id`` is used in URLs and is unique among the looks of all products. ``dutch`` says what it
    shows ("binnenkant, deel 1"); ``name`` and ``about`` are the caption where a tab has several;
    ``mirrored`` replaces ``about`` in a right-to-left language.
    """

    id: str
    dutch: str
    file: str
    height: float
    parts: StripsOf
    name: str = ""
    about: str = ""
    mirrored: str = ""

    @property
    def width(self) -> float:
        """Total width of its parts."""
        return sum(part.width for part in self.parts(False))


Line = tuple[tuple[str, str], ...]  # stretches of text, each with its language


@dataclass(frozen=True)
class Section:
    """Lines of text under a heading, which is empty at the start of a document."""

    heading: Line
    lines: tuple[Line, ...]


TextOf = Callable[["Outline"], Iterable[Section]]


@dataclass(frozen=True)
class Tab:
    """Looks that are shown together; without any, ``text`` is shown, or everything that an edition
    says.

    ``size`` states the real size, or another fact about the product. ``below``: the looks are
    stacked. ``sections`` are the sections of the form whose contents it mainly shows.
    """

    id: str
    name: str
    looks: tuple[Look, ...] = ()
    size: str = ""
    below: bool = False
    by_panel: bool = False  # shows one panel at a time on a phone
    sections: tuple[str, ...] = ()
    text: TextOf | None = None
    opens: str = ""  # a web page of the product, which a browser opens by itself


@dataclass(frozen=True)
class Panel:
    """A panel by the name that the renderer uses: its Dutch name, and the tab that shows it.

    ``look`` shows the panel alone.
    """

    id: str
    where: str
    tab: str
    look: Look | None = None


@dataclass(frozen=True)
class FoldingStep:
    """A folding step: the picture of the paper after it (``contract.Folded``), and what to do;
    ``mirrored`` replaces that in a right-to-left language.
    """

    picture: str
    text: str
    mirrored: str = ""


@dataclass(frozen=True)
class Screen:
    """How a product is shown: ``panels`` in reading order, ``cover`` is the look shown first,
    ``folding`` the steps after printing.
    """

    tabs: tuple[Tab, ...]
    panels: tuple[Panel, ...] = ()
    cover: Look | None = None
    folding: tuple[FoldingStep, ...] = ()

    @property
    def looks(self) -> tuple[Look, ...]:
        """All looks of the tabs and panels."""
        of_tabs = tuple(look for tab in self.tabs for look in tab.looks)
        of_panels = tuple(panel.look for panel in self.panels if panel.look)
        return (*of_tabs, *(look for look in of_panels if look not in of_tabs))


def screen_of(product: Product) -> Screen:
    """Return the screen of a product: its own, or its pages one below the other."""
    if product.screen:
        return product.screen()
    looks = tuple(
        Look(
            page.name,
            page.caption.lower(),
            file.name,
            file.size[1],
            _whole(index, file.size[0]),
            name=page.caption if len(file.pages) > 1 else "",
        )
        for file in product.files[:1]
        if file.size and file.format == "pdf"
        for index, page in enumerate(file.pages)
    )
    name = product.dutch[:1].upper() + product.dutch[1:]
    return Screen((Tab(product.id, name, looks, below=True),), cover=looks[0] if looks else None)


def _whole(page: int, width: float) -> StripsOf:
    return lambda rtl: (Strip(page, 0.0, width),)
