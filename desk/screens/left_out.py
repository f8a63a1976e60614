"""What products leave out of somebody's own data, in words: beside their pages, and at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from wegwijs.desk.drawing import LeftOut
from wegwijs.desk.looks import SCREENS
from wegwijs.layouts.products.registry import PRODUCTS


def beside(found: Iterable[LeftOut], product: str, here: str) -> list[Mapping[str, Any]]:
    """Return what is left out: of the product that is shown each detail, first; of every other one
    only how many, with a link that shows its pages.
    """
    by_product = _by_product(found)
    rows: list[Mapping[str, Any]] = []
    if subjects := by_product.pop(product, []):
        rows.append(_in_full(product, subjects))
    for other, subjects in by_product.items():
        link = f"{here}?{urlencode({'kant': SCREENS[other].tabs[0].id})}"
        rows.append({"head": _counted(other, len(subjects)), "rows": (), "link": link})
    return rows


def at_the_end(found: Iterable[LeftOut]) -> list[Mapping[str, Any]]:
    """Return everything that is left out, by product."""
    return [_in_full(product, subjects) for product, subjects in _by_product(found).items()]


def listed(names: Iterable[str]) -> str:
    """Return names as in a sentence: ``Pools, Turks en Arabisch``."""
    *first, last = names
    return " en ".join(filter(None, [", ".join(first), last]))


def named(product: str) -> str:
    """Return the Dutch name of a product, to stand alone."""
    name = PRODUCTS[product].dutch
    return name[:1].upper() + name[1:]


def _by_product(found: Iterable[LeftOut]) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for one in found:
        rows.setdefault(one.product, []).append(_told(one))
    return rows


def _told(one: LeftOut) -> str:
    where = f", in het {listed(one.languages)}" if one.languages else ""
    return f"{one.subject[:1].upper()}{one.subject[1:]}: {one.why}{where}."


def _in_full(product: str, subjects: list[str]) -> Mapping[str, Any]:
    return {"head": f"{named(product)}: dit staat er niet op.", "rows": subjects, "link": ""}


def _counted(product: str, count: int) -> str:
    told = "1 ding staat" if count == 1 else f"{count} dingen staan"
    return f"{named(product)}: {told} er niet op."
