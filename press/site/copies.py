"""The files of the output folder that are published, and under which names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec import Struct

from wegwijs.layouts.products.contract import Offer
from wegwijs.layouts.products.registry import PRODUCTS, file_of
from wegwijs.layouts.site.records import PublishedFile
from wegwijs.layouts.web.addresses import file_name, page_name
from wegwijs.press.order import Document
from wegwijs.press.site.folder import SiteRow
from wegwijs.press.site.survey import Documents, is_for_readers

DUTCH = "nl"


class CopiedFile(Struct, frozen=True):
    """A file of the output folder that is published under another name.

    ``path`` is below the output folder; ``inputs`` is the digest of what it was made from; with an
    ``offer`` the reading page leads to it.
    """

    document: Document
    file: PublishedFile
    path: str
    inputs: str
    offer: Offer | None

    @property
    def place(self) -> str:
        """Its path below the website."""
        return f"{self.document.edition}/{self.file.name}"

    def row(self, judge: str) -> SiteRow:
        """Return the row of the ledger that says it was proof-read: these bytes, against the same
        data, by the same version of the judge.
        """
        return SiteRow(self.file.size, self.file.sha256, _judged(self.inputs, judge))


def _judged(inputs: str, judge: str) -> str:
    return hashlib.sha256(f"{inputs} {judge}".encode()).hexdigest()


def pages(documents: Documents, judge: str) -> dict[str, str]:
    """Return the paths of the reading pages of an edition below the website, each with the digest
    of what it is judged by.
    """
    found: dict[str, str] = {}
    for document, entry in documents.items():
        if not is_for_readers(document):
            continue
        place = f"{document.edition}/{page_name(document.language)}"
        found.setdefault(place, _judged(entry.inputs, judge))
    return found


def copies(documents: Documents) -> Iterator[CopiedFile]:
    """Yield the files of an edition to publish. The instructions for who prints are the same in
    every language but for their drawings: one of them is enough.
    """
    accompanied = [one.language for one in documents if not is_for_readers(one)]
    instructed = DUTCH if DUTCH in accompanied else next(iter(accompanied), DUTCH)
    for document, entry in documents.items():
        if not is_for_readers(document) and document.language != instructed:
            continue
        for file in PRODUCTS[document.product].files:
            stored_as = next((name for name in entry.files if file_of(name) is file), None)
            if file.published is not None and stored_as:
                stored = entry.files[stored_as]
                name = file_name(file, document.edition, document.language)
                size, digest, title = stored.size, stored.sha256, file.dutch
                published = PublishedFile(document.product, name, size, digest, title)
                path = f"{document.folder}/{stored_as}"
                yield CopiedFile(document, published, path, entry.inputs, file.offer)
