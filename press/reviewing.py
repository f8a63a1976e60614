"""Reviews of translations: what is unreviewed, and recording a review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.press.catalogues import Bench, UpdatedCatalogue, check_catalogues, chosen
from wegwijs.press.files.aside import Aside
from wegwijs.sources.catalogue import Key, PoEntry, no_day, no_reviewer, one_line
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.model import Review
from wegwijs.sources.reviews import signed
from wegwijs.sources.status import TranslationStatus, status_of


class NoReview(WegwijsError):
    """The review cannot be recorded; says why."""

    exit_code = ExitCode.USAGE


class Signed(Struct, frozen=True):
    """A reviewed catalogue: its status, reviewer, and the number of newly reviewed texts."""

    status: TranslationStatus
    review: Review
    count: int


def waiting(
    folders: Sequence[Path], language: str, *, whole: bool = False
) -> tuple[str, list[tuple[Key, PoEntry]]]:
    """Return the file of a catalogue, and its unreviewed texts; ``whole``: and those of the other
    folders.
    """
    _, work = _taken(folders, language, whole)
    catalogue = work.catalogue
    keys = catalogue.unreviewed(list(work.sources))
    return catalogue.file, [(key, catalogue.entries[key]) for key in keys]


def review(
    folders: Sequence[Path],
    language: str,
    name: str,
    day: date,
    aside: list[Aside],
    *,
    whole: bool = False,
) -> Signed:
    """Record a review of all translations of a language in the last folder; ``whole``: and of
    those in the other folders that nobody reviewed, which are copied there.

    Raises ``NoReview``, ``InvalidSources`` when a translation has a fault, ``UnknownLanguage``.
    """
    bench, work = _taken(folders, language, whole)
    name = one_line(name)
    fonts = FontSet(bench.loaded.pack.languages[language].fonts)
    if not name:
        raise NoReview("geef de naam van wie de vertaling nakeek")
    if message := no_reviewer(name) or no_day(day.isoformat()):
        raise NoReview(message)
    if char := fonts.missing(name):
        raise NoReview(f"teken {char!r} staat in geen van de lettertypen", "Schrijf het anders")
    check_catalogues(folders, [language])
    keys = list(work.sources)
    before = work.catalogue.unreviewed(keys)
    work.catalogue = signed(work.catalogue, Review(name, day))
    by = work.catalogue.reviewers(keys)
    if by is None:
        raise NoReview(
            f"in {work.catalogue.file} staat nog geen vertaling om na te kijken", "Vertaal eerst"
        )
    if message := no_reviewer(by.reviewer):
        raise NoReview(f"de namen samen, {by.reviewer}: {message}", "Kort ze in")
    bench.write(work, aside)
    status = status_of(work.catalogue, bench.loaded.pack, work.sources)
    return Signed(status, by, len(before))


def _taken(folders: Sequence[Path], language: str, whole: bool) -> tuple[Bench, UpdatedCatalogue]:
    bench = Bench.of(folders, whole=whole)
    chosen(bench.loaded.pack, [language])
    work = bench.take(language)
    if work is None:
        message = "uw map heeft geen eigen woorden in deze taal: er is niets na te kijken"
        raise NoReview(message, "Zet er --all bij voor de vertaling van het programma")
    return bench, work
