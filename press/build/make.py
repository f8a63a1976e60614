"""Make documents: from outlines and a theme to bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from wegwijs.layouts.content.omissions import Omission
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.contract import File, Offset
from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.press.order import Document
from wegwijs.sources.errors import WegwijsError

CHUNK = 24  # documents; long enough to use caches, short enough to share the work out
Files = list[tuple[str, bytes]]
Outlines = Mapping[tuple[str, str], Outline]


class Work(Struct, frozen=True):
    """Documents in one language with the outlines they need; travels between processes."""

    documents: tuple[Document, ...]
    outlines: Outlines
    theme: Theme
    profile: Profile
    offsets: Mapping[Document, Offset] = {}  # of documents that are moved on their paper


class Answer(Struct, frozen=True):
    """The files of a document and what it leaves out, or why it could not be made."""

    document: Document
    files: Files
    omissions: tuple[Omission, ...] = ()
    error: WegwijsError | None = None


def answers(work: Work) -> Iterator[Answer]:
    """Make the documents of a unit of work, one by one."""
    for document in work.documents:
        outline = work.outlines[document.edition, document.language]
        theme = work.theme.for_outline(outline)
        product = PRODUCTS[document.product]
        try:
            files = [
                (
                    f"{document.folder}/{file.named(outline.checked)}",
                    _rendered(file, outline, theme, work, document),
                )
                for file in product.files
            ]
            omissions = product.omissions(outline, theme)
        except WegwijsError as error:
            yield Answer(document, [], error=error.with_traceback(None))
        else:
            yield Answer(document, files, omissions)


def _rendered(file: File, outline: Outline, theme: Theme, work: Work, document: Document) -> bytes:
    offset = work.offsets.get(document)
    if offset and file.moved:
        return file.moved(outline, theme, offset)
    return file.render(outline, theme, work.profile)
