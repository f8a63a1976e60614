"""A picture of the cover of an edition, for its landing page."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.layouts.site.records import PublishedFile
from wegwijs.press.files.aside import content_of
from wegwijs.press.files.store import read_made
from wegwijs.press.preview.pages import read
from wegwijs.press.site.copies import CopiedFile
from wegwijs.press.site.folder import SiteFolder, SiteRow

DPI = 110  # of a panel of 100 mm: twice what the page shows
COLOURS = 16  # black, white, the accent, and the edges between them
_SETTINGS = f"cover {DPI} {COLOURS}"


def put_cover(
    edition: str, sources: list[CopiedFile], folder: SiteFolder, output: Path
) -> PublishedFile | None:
    """Put a picture of the cover in the folder: of the first file that is folded to one leaf. None
    without such a file. Raises ``Unreadable``, ``PreviewMissing`` and ``OSError``.
    """
    for one in sources:
        for file in PRODUCTS[one.document.product].files:
            closed = next(iter(file.folded(False)), None)
            if closed and len(closed.leaves) == 1 and one.path.endswith(f"/{file.name}"):
                return _put(edition, one, folder, output)
    return None


def _put(edition: str, one: CopiedFile, folder: SiteFolder, output: Path) -> PublishedFile:
    name = f"wegwijzer-{edition}.png"
    made_of = f"{one.file.sha256} {_SETTINGS}"
    row = folder.standing(f"{edition}/{name}", made_of)
    data = b""
    if row is None:
        data = _drawn(one, read_made(output / one.path, output))
        row = SiteRow(*content_of(data), made_of)
    folder.put(f"{edition}/{name}", row, lambda: data)
    return PublishedFile("", name, row.size, row.sha256)


def _drawn(one: CopiedFile, data: bytes) -> bytes:
    """Return the closed leaflet as PNG."""
    product = PRODUCTS[one.document.product]
    file = next(file for file in product.files if one.path.endswith(f"/{file.name}"))
    paper = read(data, DPI, len(file.pages))
    leaf = file.folded(paper.rtl)[0].leaves[0]
    picture = paper.pages[leaf.page].crop(leaf.start, leaf.width)
    out = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
