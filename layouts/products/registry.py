"""The only list of products: adding a product adds one line here.

Loads nothing heavy: a renderer is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wegwijs.layouts.products.contacts.product import CONTACTS
from wegwijs.layouts.products.contract import File, Product, undated
from wegwijs.layouts.products.handout.product import HANDOUT
from wegwijs.layouts.products.handout_odt.product import HANDOUT_ODT
from wegwijs.layouts.products.large_print.product import LARGE_PRINT
from wegwijs.layouts.products.leaflet.product import LEAFLET
from wegwijs.layouts.products.on_screen.product import ON_SCREEN
from wegwijs.layouts.products.pocket_card.product import POCKET_CARD
from wegwijs.layouts.products.poster.product import POSTER
from wegwijs.layouts.products.print_instructions.product import PRINT_INSTRUCTIONS
from wegwijs.layouts.products.review_dates.product import REVIEW_DATES
from wegwijs.layouts.products.slides.product import SLIDES
from wegwijs.layouts.products.stickers.product import STICKERS
from wegwijs.layouts.products.web.product import WEB

# The order in which sentences name products and documents are made.
_PRODUCTS = (
    LEAFLET,
    HANDOUT,
    POCKET_CARD,
    HANDOUT_ODT,
    SLIDES,
    LARGE_PRINT,
    POSTER,
    ON_SCREEN,
    STICKERS,
    CONTACTS,
    REVIEW_DATES,
    WEB,
    PRINT_INSTRUCTIONS,
)

PRODUCTS: Mapping[str, Product] = {product.id: product for product in _PRODUCTS}
FILES_BY_NAME: Mapping[str, File] = {file.name: file for one in _PRODUCTS for file in one.files}
# The products that an edition may ask for, with their Dutch names.
SELECTABLE: Mapping[str, str] = {one.id: one.dutch for one in _PRODUCTS if one.selectable}
# Those of an edition that does not say which products it wants; the others are made on request.
STANDARD = tuple(one.id for one in _PRODUCTS if one.selectable and one.standard)
# Those whose files carry the day of checking in their names.
DATED = frozenset(one.id for one in _PRODUCTS if one.dated)


def file_of(name: str) -> File | None:
    """Return the file that is stored under a name; None for a name that is none of ours."""
    found = FILES_BY_NAME.get(name)
    if found is None:
        found = FILES_BY_NAME.get(undated(name))
        return found if found and found.dated else None
    return None if found.dated else found


def with_companions(selected: Iterable[str]) -> tuple[str, ...]:
    """Return the products to make for an edition that asks for ``selected``.

    Print instructions accompany printed products without being asked for.
    """
    asked = tuple(selected)
    printed = any(PRODUCTS[id_].printed for id_ in asked)
    unasked = (one.id for one in _PRODUCTS if not one.selectable and printed)
    return (*asked, *(id_ for id_ in unasked if id_ not in asked))


def for_print_shop() -> tuple[str, ...]:
    """Return the names, in Dutch, of products with trimmed sheets, which a print shop prints."""
    return tuple(
        one.dutch
        for one in PRODUCTS.values()
        if one.selectable and any("press" in file.profiles for file in one.files)
    )
