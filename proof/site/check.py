"""Check a website against the data and against the files that were proof-read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wegwijs.proof.case import Case
from wegwijs.proof.expectations.truth import Truth, truth_of
from wegwijs.proof.expectations.web import PAPERS, Beside
from wegwijs.proof.findings import Finding
from wegwijs.proof.folder import StoredManifest
from wegwijs.proof.judge import given_up, judge
from wegwijs.proof.output_check import Work, one_by_one
from wegwijs.proof.readers.damage import UNREADABLE
from wegwijs.proof.reviewed import unreviewed
from wegwijs.proof.site import listed, pages
from wegwijs.proof.site.listed import ListedEdition
from wegwijs.proof.site.words import size_in_words
from wegwijs.sources.load import load

Asked = Mapping[str, Sequence[str]]  # the languages of each edition that is published


@dataclass(frozen=True)
class SiteSettings:
    """What to check: a website that shows the editions ``asked`` and nothing else. ``made`` is the
    manifest of the files that were proof-read; the reading pages ``known`` need no second reading.
    """

    site: Path
    asked: Asked
    made: StoredManifest
    folders: Sequence[Path]
    known: Collection[str] = ()
    work: Work = one_by_one


def check_site(settings: SiteSettings) -> list[Finding]:
    """Return everything that is wrong with a website."""
    try:
        editions = listed.read_packs(settings.site)
    except (OSError, *UNREADABLE, *listed.ODD) as error:
        what = "De lijst van de website is er niet, of is beschadigd."
        return [Finding("list", what, listed.AGAIN, detail=str(error)[:200], file=listed.PACKS)]
    found = list(listed.faults(settings.site, editions, settings.asked, settings.made))
    truths = {(id_, code): truth for id_, code, truth in _truths(settings)}
    found += pages.faults(settings.site, editions, truths)
    every = _cases(settings.site, editions, truths)
    cases = [case for case in every if case.file not in settings.known]
    for index, outcome in settings.work(judge, cases) if cases else ():
        judged = given_up(cases[index], outcome) if isinstance(outcome, str) else outcome
        found += judged.findings
    return [replace(one, document=one.document or "website") for one in found if not one.mild]


def _truths(settings: SiteSettings) -> Iterator[tuple[str, str, Truth]]:
    waiting: dict[str, frozenset[str]] = {}
    for id_, codes in settings.asked.items():
        loaded = load(id_, *settings.folders)
        for code in dict.fromkeys(("nl", *codes)):
            if code not in waiting:
                waiting[code] = unreviewed(settings.folders, code)
            yield id_, code, truth_of(loaded, code, settings.folders, waiting[code])


def _cases(
    site: Path, editions: Sequence[ListedEdition], truths: Mapping[tuple[str, str], Truth]
) -> Iterator[Case]:
    """Yield the reading pages, each with what it must lead to."""
    for edition in editions:
        languages = {one.code: one.page.name for one in edition.languages}
        for one in edition.languages:
            truth = truths.get((edition.id, one.code))
            place = site / one.page.path
            if truth is None or not place.is_file():
                continue  # told already
            papers = {
                file.product: (file.name, size_in_words(file.size))
                for file in one.files
                if file.product in PAPERS and file.name.endswith(PAPERS[file.product][0])
            }
            beside = Beside("index.html", languages, papers)
            name = f"{edition.id}/{one.code}/web"
            yield Case(name, one.page.path, place, truth, rules=False, beside=beside)
