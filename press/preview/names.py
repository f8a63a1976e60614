"""The pictures: their file names, what they show, and when they are removed. Loads
nothing heavy.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from wegwijs.layouts.products.contract import File, Picture, Product
from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.press.files.aside import Aside, clear
from wegwijs.press.files.seal import is_sealed
from wegwijs.press.files.store import PREVIEWS
from wegwijs.press.preview.readers import reader_of

SHEET = "contact-sheet.png"


def pictures(file: File) -> Iterator[Picture]:
    """Yield the pictures of a file: its pages, if their number is fixed, and the folded paper."""
    yield from file.pages
    yield from (folded.picture for folded in file.folded(False))


def _pattern(product: Product) -> re.Pattern[str]:
    """Return a pattern of the file names of a product's pictures."""
    names = [re.escape(picture.name) for file in product.files for picture in pictures(file)]
    names += [
        f"{re.escape(file.stem)}-[1-9][0-9]*"
        for file in product.files
        if reader_of(file) and not file.pages
    ]
    return re.compile(rf"({'|'.join(names)})\.png")


_OURS = {product.id: _pattern(product) for product in PRODUCTS.values()}


def stale(folder: Path, keep: Iterable[Path] = ()) -> list[Path]:
    """Return our pictures in a preview folder, except those to keep."""
    kept = set(keep)
    return [
        path
        for path in sorted(folder.glob("*.png"))
        if path not in kept and any(ours.fullmatch(path.name) for ours in _OURS.values())
    ]


def forget(output: Path, document: str, *, dry_run: bool = False) -> list[Aside]:
    """Remove the pictures of a document that is remade or removed, and the contact sheet.

    So a picture never shows a number that the file beside it no longer has. A picture that somebody
    edited is put aside.
    """
    edition, language, product = document.split("/")
    place = f"{output}/{edition}"
    # Thousands of documents have none: creating a ``Path`` takes longer than the check.
    if not (
        os.path.lexists(f"{place}/{SHEET}") or os.path.lexists(f"{place}/{language}/{PREVIEWS}")
    ):
        return []
    folder, sheet = output / edition / language / PREVIEWS, output / edition / SHEET
    gone = [path for path in stale(folder) if _OURS[product].fullmatch(path.name)]
    return take_away((*gone, sheet), output, dry_run=dry_run)


def take_away(pictures: Iterable[Path], output: Path, *, dry_run: bool = False) -> list[Aside]:
    """Remove pictures; those that somebody edited are put aside, and reported."""
    found: list[Aside] = []
    for path in pictures:
        with suppress(OSError):  # the file is open in another program
            kept = clear(path, output, is_sealed, dry_run=dry_run)
            found += [kept] if kept else []
    return found
