"""Which documents an order asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Document:
    """One product of one edition in one language, and its files below the output folder."""

    edition: str
    language: str
    product: str
    files: tuple[str, ...]

    @property
    def paths(self) -> tuple[PurePosixPath, ...]:
        """``EDITION/LANGUAGE/PRODUCT.ext``."""
        return tuple(PurePosixPath(self.edition, self.language, file) for file in self.files)


def plan(
    editions: Sequence[str], languages: Sequence[str], products: Sequence[str]
) -> list[Document]:
    """The documents of an order, edition by edition."""
    from layouts.products import PRODUCTS

    return [
        Document(edition, language, product, tuple(PRODUCTS[product]))
        for edition in dict.fromkeys(editions)
        for language in dict.fromkeys(languages)
        for product in dict.fromkeys(products)
    ]
