"""What is published: editions with their languages and files, for the pages and lists of a site."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from wegwijs.layouts.products.registry import PRODUCTS

_TYPES = {
    "docx": "Word",
    "odt": "ODT",
    "vcf": "vCard",
    "pptx": "PowerPoint",
    "html": "webpagina",
}


class PublishedFile(Struct, frozen=True):
    """A file in the folder of an edition: of which product, its name, size in bytes and digest.
    ``title`` says in Dutch what it is.
    """

    product: str
    name: str
    size: int
    sha256: str
    title: str = ""

    @property
    def type(self) -> str:
        """What kind of file it is, in Dutch: ``PDF``, ``Word``."""
        extension = self.name.rpartition(".")[2]
        return _TYPES.get(extension, extension.upper())


class PublishedLanguage(Struct, frozen=True):
    """A language of an edition, with its own name and its Dutch one. Of a ``draft`` nobody checked
    the translation.
    """

    code: str
    name: str
    dutch: str
    direction: str
    draft: bool
    page: PublishedFile
    files: tuple[PublishedFile, ...]


class PublishedEdition(Struct, frozen=True):
    """An edition. ``checked`` is the check date of the fact that was checked longest ago, ``site``
    the address of its folder, where it is known. ``instructions`` tell in Dutch how to print and
    fold, ``everything`` is a zip of all files, ``cover`` a picture of its folded leaflet; what has
    reading pages alone has none of these.
    """

    id: str
    name: str
    publisher: str
    kind: str
    version: int
    dated: date
    checked: date
    site: str
    languages: tuple[PublishedLanguage, ...]
    instructions: PublishedFile | None
    everything: PublishedFile | None
    cover: PublishedFile | None = None


def products_of(edition: PublishedEdition) -> dict[str, str]:
    """Return the products of an edition with their Dutch names, in the order of the registry."""
    there = {file.product for language in edition.languages for file in language.files}
    return {id_: capital(one.dutch) for id_, one in PRODUCTS.items() if id_ in there}


def capital(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[:1].upper() + text[1:]


def size_in_words(size: int) -> str:
    """Return a number of bytes as people say it in Dutch: ``65 kB``, ``1,7 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}\N{NO-BREAK SPACE}kB"
    return f"{size / 1_000_000:.1f}\N{NO-BREAK SPACE}MB".replace(".", ",")
