"""Looks at all products, as the products themselves describe them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wegwijs.layouts.products.contract import File
from wegwijs.layouts.products.registry import PRODUCTS, SELECTABLE
from wegwijs.layouts.products.screen import FoldingStep, Look, Panel, Screen, Tab, TextOf, screen_of

SCREENS: Mapping[str, Screen] = {id_: screen_of(PRODUCTS[id_]) for id_ in SELECTABLE}
LOOKS: Mapping[str, Look] = {look.id: look for one in SCREENS.values() for look in one.looks} | {
    one.cover.id: one.cover for one in SCREENS.values() if one.cover
}
# The web pages that a browser opens by itself.
PAGES = frozenset(tab.opens for one in SCREENS.values() for tab in one.tabs if tab.opens)
# Folded paper: its file, and the index among the folded pictures of that file.
FOLDED: Mapping[str, tuple[File, int]] = {
    folded.picture.name: (file, number)
    for id_ in SELECTABLE
    for file in PRODUCTS[id_].files
    for number, folded in enumerate(file.folded(False))
}


def pdf_of(tab: str) -> str:
    """Return the PDF of which a tab shows pages; empty when it shows none."""
    tabs = (one for screen in SCREENS.values() for one in screen.tabs if one.id == tab)
    files = (look.file for one in tabs for look in one.looks)
    return next((file for file in files if file.endswith(".pdf")), "")


def text_of(tab: str) -> TextOf | None:
    """Return how a product tells what it says, for a tab that shows that; None for any other."""
    tabs = (one for screen in SCREENS.values() for one in screen.tabs if one.id == tab)
    return next((one.text for one in tabs), None)


def folding_of(products: Iterable[str]) -> tuple[FoldingStep, ...]:
    """Return how to fold the first of these products that is folded."""
    chosen = set(products)
    found = (one.folding for id_, one in SCREENS.items() if id_ in chosen)
    return next((steps for steps in found if steps), ())


def tabs_of(products: Iterable[str]) -> list[tuple[str, Tab]]:
    """Return the tabs of these products, each with the id of its product; text-only tabs last."""
    chosen = set(products)
    found = [(id_, tab) for id_, one in SCREENS.items() if id_ in chosen for tab in one.tabs]
    return sorted(found, key=lambda pair: not pair[1].looks)


def cover_of(products: Iterable[str]) -> Look | None:
    """Return the look that these products show first."""
    chosen = set(products)
    covers = (one.cover for id_, one in SCREENS.items() if id_ in chosen)
    return next((cover for cover in covers if cover), None)


def panel_of(product: str, name: str) -> Panel:
    """Return a panel of a product; one that the product does not describe is named
    after the product.
    """
    known = (one for one in SCREENS[product].panels if one.id == name)
    where, tab = PRODUCTS[product].dutch, SCREENS[product].tabs[0].id
    return next(known, Panel(name, where, tab))
