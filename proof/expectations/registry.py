"""The products that can be checked: every module of this package that defines ``PRODUCT``."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from wegwijs.proof import expectations
from wegwijs.proof.dated import day_of, without_day
from wegwijs.proof.expectations.product import Product


def found() -> Mapping[str, Product]:
    """Import the modules of this package and return their products by id."""
    names = sorted(module.name for module in iter_modules(expectations.__path__))
    modules = (
        import_module(f"{expectations.__name__}.{name}") for name in names if name != "registry"
    )
    products = (getattr(module, "PRODUCT", None) for module in modules)
    return {one.id: one for one in products if isinstance(one, Product)}


PRODUCTS = found()
# The product that each file belongs to, by the name of the file without a day.
OF_FILE: Mapping[str, Product] = {
    file: product for product in PRODUCTS.values() for file in product.files
}


def is_known(name: str) -> bool:
    """Whether a file has a name that belongs to a product."""
    product = OF_FILE.get(without_day(name))
    return product is not None and product.dated == (day_of(name) is not None)


def product_of(name: str) -> tuple[Product, str]:
    """Return the product of a known file, and its name without a day."""
    plain = without_day(name)
    return OF_FILE[plain], plain
