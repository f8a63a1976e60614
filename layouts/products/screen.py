"""How a product is looked at on a screen while somebody fills in what it says: tabs with parts of
its pages, and how its panels are called. Millimetres from the top left of a trimmed page.

A product that says nothing of this gets a tab with its pages, or with its text when it has none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from layouts.products.contract import Product


@dataclass(frozen=True)
class Part:
    """A part of a page, by its index: over its whole height, from ``left``, ``width`` wide."""

    page: int
    left: float
    width: float


PartsOf = Callable[[bool], tuple[Part, ...]]  # mirrored for right to left


@dataclass(frozen=True)
class Look:
    """Something to look at: parts of the pages of ``file`` beside each other, ``height`` high.

    ``id`` is a word that addresses may have, another for each look of all products. ``dutch`` says
    what it shows ("binnenkant, deel 1"), ``name`` and ``about`` stand below it where there are
    several; ``mirrored`` is ``about`` when reading begins at the right.
    """

    id: str
    dutch: str
    file: str
    height: float
    parts: PartsOf
    name: str = ""
    about: str = ""
    mirrored: str = ""

    @property
    def width(self) -> float:
        """The width of all parts together."""
        return sum(part.width for part in self.parts(False))


@dataclass(frozen=True)
class Tab:
    """Looks that are shown together; without any, the text of the product is shown.

    ``size`` tells how large the real thing is, or what else there is to know of it. ``below``: the
    looks stand below each other. ``sections`` are the parts of the form of which it shows most.
    """

    id: str
    name: str
    looks: tuple[Look, ...] = ()
    size: str = ""
    below: bool = False
    by_panel: bool = False  # on a phone one panel at a time
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Panel:
    """A panel as the renderer names it: in words, and the tab that shows it.

    ``look`` is the panel alone. ``group`` is the index of the organisations whose head stands on
    it, if they have a panel of their own.
    """

    id: str
    where: str
    tab: str
    look: Look | None = None
    group: int | None = None


@dataclass(frozen=True)
class Step:
    """A step of who folds: the picture of the paper as it then lies (``contract.Folded``), and what
    to do; ``mirrored`` where reading begins at the right.
    """

    picture: str
    text: str
    mirrored: str = ""


@dataclass(frozen=True)
class Screen:
    """All of it: ``panels`` in the order of reading, ``cover`` is what one sees first, ``folding``
    how it is folded after printing.
    """

    tabs: tuple[Tab, ...]
    panels: tuple[Panel, ...] = ()
    cover: Look | None = None
    folding: tuple[Step, ...] = ()

    @property
    def looks(self) -> tuple[Look, ...]:
        """Everything there is to look at."""
        of_tabs = tuple(look for tab in self.tabs for look in tab.looks)
        of_panels = tuple(panel.look for panel in self.panels if panel.look)
        return (*of_tabs, *(look for look in of_panels if look not in of_tabs))


def screen_of(product: Product) -> Screen:
    """How a product is looked at: as it says itself, or its pages one below the other."""
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


def _whole(page: int, width: float) -> PartsOf:
    return lambda rtl: (Part(page, 0.0, width),)
