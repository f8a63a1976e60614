"""Write a website of editions that were surveyed and proof-read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.site.index import render_index, sorted_by_name
from wegwijs.layouts.site.landing import render_landing
from wegwijs.layouts.site.records import PublishedEdition
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.press.build.prepare import Asked, Reader
from wegwijs.press.files.store import flush
from wegwijs.press.site.copies import DUTCH
from wegwijs.press.site.edition import INDEX, EditionContents, put_edition
from wegwijs.press.site.folder import SiteFolder
from wegwijs.press.site.lists import packs, root_of, sitemaps
from wegwijs.press.site.survey import Documents, Survey, languages_of, reader

PACKS = "packs.json"


def publish(
    survey: Survey, folders: Sequence[Path], output: Path, folder: SiteFolder, judge: str = ""
) -> None:
    """Put the editions of a survey in the folder, and remove what else we put there before.
    ``judge`` is the version of who proof-read them.

    Raises ``InvalidSources`` when somebody edits the sources meanwhile, ``ChangedMeanwhile`` and
    ``OSError``. What was written before an error stays, and is known as ours.
    """
    try:
        _put_all(survey, folders, output, folder, judge)
        folder.finish()
    except BaseException:
        folder.save()
        raise
    flush(folder.path, [folder.path / path for path in folder.written])


def _put_all(
    survey: Survey, folders: Sequence[Path], output: Path, folder: SiteFolder, judge: str
) -> None:
    theme = load_theme()
    editions = reader(folders)
    records: list[tuple[PublishedEdition, Outline]] = []
    for id_, documents in survey.editions.items():
        contents = _contents(editions, id_, documents)
        records.append((put_edition(contents, theme, folder, output, judge), contents.dutch))
    published = sorted_by_name(one for one, _ in records)
    root = root_of(published)
    for one, dutch in records:
        back = f"../{INDEX}" if len(records) > 1 and (root or not one.site) else ""
        page = render_landing(dutch, theme.for_outline(dutch), one, back)
        folder.put_bytes(f"{one.id}/{INDEX}", page)
    folder.put_bytes(INDEX, render_index(records[0][1], theme, published))
    folder.put_bytes(PACKS, packs(published))
    for path, data in sitemaps(published):
        folder.put_bytes(path, data)


def _contents(editions: Reader, id_: str, documents: Documents) -> EditionContents:
    """Read an edition again: the pages of a website are made of its data."""
    codes = tuple(dict.fromkeys((DUTCH, *languages_of(documents))))
    found = editions.check([Asked(id_, codes)])
    if invalid := found.invalid.get(id_):
        raise invalid
    ready = found.ready[id_]
    for error in ready.failed.values():
        raise error
    outlines = {code: editions.outlines.pop((id_, code)) for code in codes}
    name = ready.name if ready.name != id_ else outlines[DUTCH].publisher
    return EditionContents(id_, name, outlines, documents)
