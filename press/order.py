"""Which documents an order asks for. Loads nothing heavy, so that a run with nothing to
do is fast.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import msgspec
from msgspec import Struct

from wegwijs.layouts.products.registry import PRODUCTS

# File names of each product, by product id.
FILES: Mapping[str, tuple[str, ...]] = {id_: one.file_names for id_, one in PRODUCTS.items()}
ALL_LANGUAGES = "all"
# Dutch names of the print profiles (``layouts.pdf.sheet``).
PROFILES: Mapping[str, str] = {"office": "voor de printer", "press": "voor de drukker"}


class Document(msgspec.Struct, frozen=True, gc=False):
    """One product of one edition in one language, with its files below the output folder.

    For an edition that cannot be read, language and product are unknown and empty.
    """

    edition: str
    language: str
    product: str
    files: tuple[str, ...]

    @property
    def name(self) -> str:
        """``EDITION/LANGUAGE/PRODUCT``, as the manifest and messages call it."""
        if not self.product:
            return self.edition
        return f"{self.edition}/{self.language}/{self.product}"

    @property
    def folder(self) -> str:
        """``EDITION/LANGUAGE``, below the output folder."""
        return f"{self.edition}/{self.language}"

    @property
    def paths(self) -> tuple[PurePosixPath, ...]:
        """``EDITION/LANGUAGE/PRODUCT.ext``."""
        return tuple(PurePosixPath(self.folder, file) for file in self.files)


def document_in(folder: str, product: str) -> Document:
    """Return the document of a product in ``Document.folder``."""
    edition, language = folder.split("/")
    return Document(edition, language, product, FILES[product])


# Documents as product ids by ``Document.folder``.
ByFolder = Mapping[str, Collection[str]]


def by_folder(documents: Iterable[Document]) -> ByFolder:
    """Return the products of documents by folder."""
    found: dict[str, list[str]] = {}
    for document in documents:
        found.setdefault(document.folder, []).append(document.product)
    return found


class Order(Struct, frozen=True):
    """A request. Without languages or products: those that each edition names itself."""

    editions: tuple[str, ...]
    languages: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    every: bool = False  # all editions

    @property
    def whole(self) -> bool:
        """Whether editions decide everything, so that documents they no longer request
        may be removed.
        """
        return not self.languages and not self.products

    def documents(
        self,
        edition: str,
        languages: Iterable[str],
        products: Iterable[str],
        drafts: Container[str] = (),
    ) -> Iterator[Document]:
        """Yield the documents to make for an edition that names these languages and products.

        In ``drafts``, the languages whose translation is one, a product that takes none is only
        asked for when both were typed.
        """
        files = {product: FILES[product] for product in self.products or products}
        for language in dict.fromkeys(self.languages or languages):
            for product, names in files.items():
                typed = language in self.languages and product in self.products
                if language in drafts and not PRODUCTS[product].drafts and not typed:
                    continue
                yield Document(edition, language, product, names)


def order(
    editions: Sequence[str], languages: Sequence[str], products: Sequence[str], *, every: bool
) -> Order:
    """Return an order as typed: without languages, or with ``all``, each edition names its own."""
    chosen = () if ALL_LANGUAGES in languages else tuple(dict.fromkeys(languages))
    return Order(tuple(dict.fromkeys(editions)), chosen, tuple(dict.fromkeys(products)), every)


def in_making_order(documents: Iterable[Document]) -> list[Document]:
    """Sort by language and then product, so that a process reuses its fonts and cached lines."""
    products = list(FILES)
    return sorted(documents, key=lambda d: (d.language, products.index(d.product)))
