"""The translator's way: catalogues brought up to date, their state, and what is wrong in them.

The national edition holds every text that is translated; an edition adds none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from layouts.fonts import FontSet
from press.store import write
from sources.catalogue import Catalogue, Key, write_catalogue
from sources.load import Loaded, editions, load
from sources.model import Pack
from sources.problems import InvalidSources, Problem
from sources.status import Status, status_of
from sources.translations import (
    Source,
    UnknownLanguage,
    catalogue_path,
    faults,
    load_catalogue,
    merge,
    sources_of,
)

NATIONAL = "nationaal"


def update_catalogues(folders: Sequence[Path], languages: Sequence[str]) -> Iterator[Status]:
    """Merge the Dutch of today into the PO files of the last folder; new ones are made."""
    loaded, sources = _dutch(folders)
    root = folders[-1].parent
    for language in _chosen(loaded.pack, languages):
        path = catalogue_path(folders[-1], language)
        former = load_catalogue(language, folders)
        merged = merge(former, sources, loaded.pack.edition.version)
        merged.file = path.relative_to(root).as_posix()
        merged.headers = _headers(merged, loaded.pack)
        write(path, write_catalogue(merged, sources))
        yield status_of(merged, loaded.pack, sources)


def statuses(folders: Sequence[Path]) -> Iterator[Status]:
    """The state of every language but Dutch. Raises ``InvalidSources``."""
    loaded, sources = _dutch(folders)
    for language in _chosen(loaded.pack, ()):
        yield status_of(load_catalogue(language, folders), loaded.pack, sources)


def check_catalogues(folders: Sequence[Path], languages: Sequence[str]) -> int:
    """How many translations are sound. Raises ``InvalidSources`` with all that are not."""
    loaded, sources = _dutch(folders)
    problems: list[Problem] = []
    count = 0
    for language in _chosen(loaded.pack, languages):
        try:
            catalogue = load_catalogue(language, folders)
        except InvalidSources as error:
            problems += error.problems
            continue
        fonts = FontSet(loaded.pack.languages[language].fonts)
        glossary = loaded.pack.glossary.get(language, {})
        problems += faults(catalogue, sources, glossary, missing_glyph=fonts.missing)
        count += len(sources) - len(catalogue.unready(list(sources)))
    if problems:
        raise InvalidSources(problems)
    return count


def _dutch(folders: Sequence[Path]) -> tuple[Loaded, Mapping[Key, Source]]:
    known = editions(*folders)
    loaded = load(NATIONAL if NATIONAL in known else known[0], *folders)
    return loaded, sources_of(loaded.sections)


def _chosen(pack: Pack, languages: Sequence[str]) -> list[str]:
    translated = [language for language in pack.languages if language != pack.language]
    for language in languages:
        if language not in translated:
            raise UnknownLanguage(
                f"taal {language!r} is er niet. Kies uit: {', '.join(translated)}"
            )
    return list(languages) or translated


def _headers(catalogue: Catalogue, pack: Pack) -> dict[str, str]:
    """What gettext's tools expect, and our own: who reviewed, and which Dutch it rests on."""
    standard = {
        "Project-Id-Version": "Wegwijs",
        "Language": catalogue.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    own = {"X-Source-Version": "", "X-Reviewer": "", "X-Reviewed-On": ""}
    return standard | own | catalogue.headers
