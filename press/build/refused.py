"""What an order does not make since its translation is a draft. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.press.ledger.changes import listed
from wegwijs.press.order import FILES, Order

if TYPE_CHECKING:
    from wegwijs.press.build.prepare import Prepared
    from wegwijs.press.ledger.entry import Edition


def refused(
    order: Order, rows: Iterable[Prepared | Edition], names: Mapping[str, str]
) -> Iterator[str]:
    """Yield which products are not made in which languages, since these are drafts. What was typed
    is none of them: that fails. ``names`` are those of the languages, in Dutch.
    """
    if all(one.drafts for one in PRODUCTS.values()):
        return
    found: dict[str, dict[str, None]] = {}
    # Hundreds of editions ask for the same.
    alike = {(*row.languages, "", *row.products, "", *row.drafts): row for row in rows}
    for row in alike.values():
        asked = list(order.documents("", row.languages, row.products or FILES))
        made = {*order.documents("", row.languages, row.products or FILES, row.drafts)}
        for one in asked:
            if one not in made:
                found.setdefault(one.product, {})[names.get(one.language, one.language)] = None
    for product, languages in found.items():
        dutch = PRODUCTS[product].dutch
        yield (
            f"Er zijn geen {dutch} in het {listed(list(languages))}: die vertaling is nog concept."
            f" Laat die eerst nakijken"
        )
