"""Catalogues for translators: update, status and checks.

The catalogues of the program translate the texts that all editions share. Those in a user's folder
translate only what its editions add: a copy of a national translation would hide later
improvements. It is copied to be reviewed in that folder (``whole``), and a copy that nobody
reviewed or changed goes again with the next update.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.products.registry import SELECTABLE
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.press.files.aside import Aside, replace
from wegwijs.sources.catalogue import Catalogue, Key
from wegwijs.sources.folder import editions, list_folders
from wegwijs.sources.load import Loaded, load
from wegwijs.sources.merging import merge, with_unreviewed, without_copies
from wegwijs.sources.model import Pack
from wegwijs.sources.po_file import write_catalogue
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import MAX_BYTES
from wegwijs.sources.regular import read_regular
from wegwijs.sources.status import TranslationStatus, status_of
from wegwijs.sources.translatable import (
    TranslatableText,
    own_translatable_texts,
    translatable_texts,
)
from wegwijs.sources.translation_faults import Glossary, translation_faults
from wegwijs.sources.translations import UnknownLanguage, catalogue_path, load_catalogue, misnamed
from wegwijs.sources.variants import in_gettext

NATIONAL = "nationaal"


def update_catalogues(
    folders: Sequence[Path],
    languages: Sequence[str],
    aside: list[Aside] | None = None,
    faults: list[Problem] | None = None,
    *,
    whole: bool = False,
) -> Iterator[TranslationStatus]:
    """Merge the current Dutch texts into the PO files of the last folder; create missing files.

    With ``whole`` these get the unreviewed translations of the other folders too. A file that a
    translator saves meanwhile is put ``aside``. An edition that cannot be read is left out, and the
    problems with it are added to ``faults``; without that list they are raised.
    """
    bench = Bench.of(folders, faults, whole=whole)
    wanted = chosen(bench.loaded.pack, languages)
    if len(folders) > 1 and not languages:
        wanted = [language for language in wanted if language in _asked(folders, faults)]
    for language in wanted:
        if work := bench.take(language):
            bench.write(work, [] if aside is None else aside)
            yield status_of(work.catalogue, bench.loaded.pack, work.sources)


class UpdatedCatalogue(Struct):
    """An updated catalogue, its file, and the texts that belong in it."""

    path: Path
    read: tuple[int, ...]
    catalogue: Catalogue
    sources: Mapping[Key, TranslatableText]


class Bench(Struct, frozen=True):
    """Updates the catalogues of the last folder; ``whole``: with all that nobody reviewed yet.
    ``complete``: every edition could be read, so that a text that is not there is gone.
    """

    folders: Sequence[Path]
    loaded: Loaded
    everything: Mapping[Key, TranslatableText]
    own: Mapping[Key, TranslatableText]
    whole: bool = False
    complete: bool = True

    @classmethod
    def of(
        cls, folders: Sequence[Path], faults: list[Problem] | None = None, *, whole: bool = False
    ) -> Bench:
        """Return an updater with the current Dutch texts. Raises ``InvalidSources``; what is wrong
        with a single edition is added to ``faults`` instead, where given.
        """
        loaded, everything = _dutch(folders, faults)
        own = _own(folders, everything)
        return cls(folders, loaded, everything, own, whole, complete=not faults)

    def take(self, language: str) -> UpdatedCatalogue | None:
        """Return an updated catalogue; None when there is nothing to translate."""
        path = catalogue_path(self.folders[-1], language)
        read = _stamp(path)
        former = load_catalogue(language, self.folders[-1:])
        sources = dict(self.own)
        if self.own is not self.everything:
            shared = load_catalogue(language, self.folders[:-1])
            former = without_copies(former, shared)
            if self.whole:
                former = with_unreviewed(former, shared)
            is_new = not shared.entries  # a language that only this folder translates
            kept = (key for key in self.everything if is_new or key in former.entries)
            sources |= {key: self.everything[key] for key in kept}
        elif not path.exists():
            former = load_catalogue(language, self.folders)
        if not sources and not former.entries and not path.exists():
            return None
        version = self.loaded.pack.edition.version
        merged = merge(former, sources, version, complete=self.complete)
        merged.file = path.relative_to(self.folders[-1].parent).as_posix()
        merged.headers = _headers(merged, self.loaded.pack)
        return UpdatedCatalogue(path, read, merged, sources)

    def write(self, work: UpdatedCatalogue, aside: list[Aside]) -> None:
        """Write a catalogue; a file that was saved since it was read is put aside."""
        text = write_catalogue(work.catalogue, work.sources)
        if work.path.exists() and b"\r\n" in read_regular(work.path, MAX_BYTES, follow=True):
            text = text.replace(b"\n", b"\r\n")
        if saved := replace(work.path, text, partial(_has_stamp, stamp=work.read)):
            aside.append(saved)


def _stamp(path: Path) -> tuple[int, ...]:
    """Return an identifier of the current file; it changes with each save."""
    try:
        stat = path.lstat()
    except OSError:
        return ()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def _has_stamp(path: Path, stamp: tuple[int, ...]) -> bool:
    return _stamp(path) == stamp


def statuses(folders: Sequence[Path], languages: Sequence[str] = ()) -> Iterator[TranslationStatus]:
    """Yield the status of these languages, by default all but Dutch.

    Raises ``InvalidSources``, ``UnknownLanguage``.
    """
    loaded, sources = _dutch(folders)
    for language in chosen(loaded.pack, languages):
        yield status_of(load_catalogue(language, folders), loaded.pack, sources)


def check_catalogues(folders: Sequence[Path], languages: Sequence[str]) -> tuple[int, int]:
    """Return the number of valid translations, and how many of those are unreviewed.

    Raises ``InvalidSources`` with all faulty ones.
    """
    loaded, sources = _dutch(folders)
    pack = loaded.pack
    problems = [found for folder in folders for found in misnamed(folder, pack.languages)]
    count = unreviewed = 0
    for language in chosen(loaded.pack, languages):
        try:
            catalogue = load_catalogue(language, folders)
        except InvalidSources as error:
            problems += error.problems
            continue
        fonts = FontSet(loaded.pack.languages[language].fonts)
        glossary = Glossary.of(pack, language)
        problems += translation_faults(catalogue, sources, glossary, missing_glyph=fonts.missing)
        count += len(sources) - len(catalogue.unready(list(sources)))
        unreviewed += len(catalogue.unreviewed(sources))
    if problems:
        raise InvalidSources(problems)
    return count, unreviewed


def _dutch(
    folders: Sequence[Path], faults: list[Problem] | None = None
) -> tuple[Loaded, dict[Key, TranslatableText]]:
    own = list(_each(folders, faults))
    # Shared parts are the same in every edition, but a shipped edition may be too old for them.
    among = {one.pack.edition.id: one for one in own}
    loaded = among.get(NATIONAL) or next(iter(own), None)
    if loaded is None:
        known = editions(*folders)
        shipped = NATIONAL if NATIONAL in known else known[0]
        loaded = load(shipped, *folders, products=SELECTABLE)
    sources = translatable_texts(loaded.sections)
    for one in own:
        sources |= own_translatable_texts(one)
    return loaded, sources


def _each(folders: Sequence[Path], faults: list[Problem] | None) -> Iterator[Loaded]:
    """Yield the editions of the last folder. Raises ``InvalidSources``, or adds to ``faults``."""
    listing = list_folders(*folders)
    for edition in editions(folders[-1]):
        try:
            yield load(edition, *folders, listing=listing, products=SELECTABLE)
        except InvalidSources as error:
            if faults is None:
                raise
            faults += [one for one in error.problems if one not in faults]


def _asked(folders: Sequence[Path], faults: list[Problem] | None) -> set[str]:
    """Return the languages in which the editions of the last folder are printed."""
    return {code for one in _each(folders, faults) for code in one.pack.edition.languages}


def _own(
    folders: Sequence[Path], sources: dict[Key, TranslatableText]
) -> dict[Key, TranslatableText]:
    """Return the texts that belong in the catalogues of the last folder: those that only it has."""
    if len(folders) == 1:
        return sources
    _, shared = _dutch(folders[:-1])
    return {key: source for key, source in sources.items() if key not in shared}


def chosen(pack: Pack, languages: Sequence[str]) -> list[str]:
    """Return these languages, by default all but Dutch. Raises ``UnknownLanguage``."""
    translated = [language for language in pack.languages if language != pack.language]
    for language in languages:
        if language not in translated:
            raise UnknownLanguage(language, translated)
    return list(languages) or translated


def _headers(catalogue: Catalogue, pack: Pack) -> dict[str, str]:
    """Return the headers that gettext tools expect, and our own on reviews and source version."""
    standard = {
        "Project-Id-Version": "Wegwijs",
        "Language": in_gettext(catalogue.language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    own = {"X-Source-Version": "", "X-Reviewer": "", "X-Reviewed-On": ""}
    return standard | own | catalogue.headers
