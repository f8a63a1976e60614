"""The folder of an edition on a website: its files under names for readers, and its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.products.web.render import render_page
from wegwijs.layouts.site.records import (
    PublishedEdition,
    PublishedFile,
    PublishedLanguage,
    size_in_words,
)
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.web.addresses import Around, Paper, page_name
from wegwijs.layouts.web.document import Link
from wegwijs.press.files.aside import content_of
from wegwijs.press.files.store import read_made
from wegwijs.press.files.zipped import zipped
from wegwijs.press.site.copies import DUTCH, CopiedFile, copies
from wegwijs.press.site.cover import put_cover
from wegwijs.press.site.folder import SiteFolder, SiteRow
from wegwijs.press.site.survey import Documents, is_for_readers, languages_of

INDEX = "index.html"


class EditionContents(Struct, frozen=True):
    """What an edition is published from: its outlines by language, with a Dutch one in any case,
    and the files that were made of it.
    """

    id: str
    name: str
    outlines: Mapping[str, Outline]
    documents: Documents

    @property
    def dutch(self) -> Outline:
        """The Dutch outline."""
        return self.outlines[DUTCH]


def put_edition(
    contents: EditionContents, theme: Theme, folder: SiteFolder, output: Path, judge: str
) -> PublishedEdition:
    """Put all files of an edition in the folder but its landing page, and return its record.
    ``judge`` is the version of who proof-read them.

    Raises ``OSError``, and ``ChangedMeanwhile``.
    """
    edition, dutch = contents.id, contents.dutch
    sources = list(copies(contents.documents))
    for source in sources:
        read = partial(read_made, output / source.path, output)
        folder.put(source.place, source.row(judge), read)
    languages = tuple(_languages(contents, sources, theme, folder))
    return PublishedEdition(
        id=edition,
        name=contents.name,
        publisher=dutch.publisher,
        kind=dutch.kind,
        version=dutch.checks.version,
        dated=dutch.date,
        checked=min(one.checked for one in dutch.checks.every),
        site=dutch.published.site.target.rstrip("/") if dutch.published else "",
        languages=languages,
        instructions=next((one.file for one in sources if not is_for_readers(one.document)), None),
        everything=_everything(edition, sources, folder, output),
        cover=put_cover(edition, sources, folder, output),
    )


def _languages(
    contents: EditionContents, sources: list[CopiedFile], theme: Theme, folder: SiteFolder
) -> Iterator[PublishedLanguage]:
    """Yield the languages after their reading pages were made."""
    codes = list(languages_of(contents.documents))
    codes.sort(key=lambda code: code != DUTCH)  # which most readers have in common
    links = tuple(
        (Link(code, page_name(code)), contents.outlines[code].language_name) for code in codes
    )
    for code in codes:
        outline = contents.outlines[code]
        own = [
            one for one in sources if one.document.language == code and is_for_readers(one.document)
        ]
        around = Around(INDEX, links, tuple(_papers(own)))
        data = render_page(outline, theme.for_outline(outline), around)
        size, sha256 = content_of(data)
        folder.put_bytes(f"{contents.id}/{page_name(code)}", data)
        yield PublishedLanguage(
            code=code,
            name=outline.language_name,
            dutch=outline.language_dutch,
            direction=outline.direction,
            draft=outline.draft is not None,
            page=PublishedFile("web", page_name(code), size, sha256),
            files=tuple(one.file for one in own),
        )


def _papers(sources: list[CopiedFile]) -> Iterator[Paper]:
    for one in sources:
        if one.offer:
            yield Paper(one.offer, one.file.name, size_in_words(one.file.size))


def _everything(
    edition: str, sources: list[CopiedFile], folder: SiteFolder, output: Path
) -> PublishedFile | None:
    """Put a zip of all files in the folder, unless that of the same files is there. None of an
    edition with reading pages alone.
    """
    if not sources:
        return None
    name = f"wegwijzer-{edition}.zip"
    listed = "\n".join(f"{one.file.name} {one.file.sha256}" for one in sources)
    made_of = hashlib.sha256(listed.encode()).hexdigest()
    path = f"{edition}/{name}"
    row = folder.standing(path, made_of)
    read: Callable[[], bytes] = bytes
    if row is None:
        data = zipped((one.file.name, read_made(output / one.path, output)) for one in sources)
        row, read = SiteRow(*content_of(data), made_of), lambda: data
    folder.put(path, row, read)
    return PublishedFile("", name, row.size, row.sha256)
