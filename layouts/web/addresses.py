"""What stands around a page where it is published: its names, and those of the files beside it.

An edition is published in one folder: its pages, the files that readers may want, and an index of
both. The name of a page says only that it is a signpost: it stays in the history of a browser.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from wegwijs.layouts.content.outline import Outline, Published
from wegwijs.layouts.products.contract import File, Offer
from wegwijs.layouts.products.registry import PRODUCTS, STANDARD
from wegwijs.layouts.web.document import Link
from wegwijs.sources.variants import in_file_names


class Paper(Struct, frozen=True):
    """A file beside a page: the labels that say what it is, its address, and its size in words."""

    offer: Offer
    href: str
    size: str = ""


class Around(Struct, frozen=True):
    """What a page leads to: the index, the page in each language with the language's own name, and
    the files.
    """

    index: str
    languages: tuple[tuple[Link, str], ...]
    papers: tuple[Paper, ...]


def page_name(language: str) -> str:
    """Return the name of the page in a language: ``wegwijzer-ar.html``."""
    return f"wegwijzer-{in_file_names(language)}.html"


def file_name(file: File, edition: str, language: str) -> str:
    """Return the name of a file where it is published: ``wegwijzer-lindewaard-ar.pdf``,
    ``wegwijzer-lindewaard-ar-zakkaartje.pdf``.
    """
    assert file.published is not None, "it is no file for readers"
    what = f"-{file.published}" if file.published else ""
    return f"wegwijzer-{edition}-{in_file_names(language)}{what}.{file.format}"


def offered(products: Iterable[str] | None) -> tuple[File, ...]:
    """Return the files of these products that readers may want; None for the standard ones."""
    chosen = STANDARD if products is None else tuple(products)
    files = (file for id_, one in PRODUCTS.items() if id_ in chosen for file in one.files)
    return tuple(file for file in files if file.offer)


def around(outline: Outline) -> Around | None:
    """Return what stands around the page of an edition that says where it is published."""
    published = outline.published
    if published is None:
        return None
    place = place_of(published)
    return Around(
        index=place,
        languages=tuple(
            (Link(code, f"{place}{page_name(code)}"), name) for code, name in published.languages
        ),
        papers=tuple(
            Paper(file.offer, f"{place}{file_name(file, published.edition, outline.language)}")
            for file in offered(outline.printing.products)
            if file.offer
        ),
    )


def place_of(published: Published) -> str:
    """Return the address of the folder of an edition, with the slash at its end."""
    return f"{published.site.target.rstrip('/')}/"
