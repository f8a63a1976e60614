"""Run all checks over all editions, for ``python generate.py check``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, structs

from wegwijs.sources.checks.ages import old_facts
from wegwijs.sources.checks.contacts import contacts
from wegwijs.sources.checks.context import CheckContext, Glyphs
from wegwijs.sources.checks.finding import Finding, Severity, refused
from wegwijs.sources.checks.languages import misnamed_catalogues, own_words, translations
from wegwijs.sources.checks.paper import codes
from wegwijs.sources.checks.provenance import changed_by_hand, missing_sources, unused_sources
from wegwijs.sources.checks.spelling import spellings
from wegwijs.sources.checks.wording import subject, wording
from wegwijs.sources.folder import list_folders
from wegwijs.sources.load import Loaded, load
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.status import TranslationStatus

Rule = Callable[[CheckContext], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    codes,
    contacts,
    missing_sources,
    changed_by_hand,
    unused_sources,
    old_facts,
    wording,
    subject,
    own_words,
    misnamed_catalogues,
    spellings,
)
DUTCH = ("Source Sans 3",)


class CheckResult(Struct):
    """What was checked and found: errors first, each severity in file order."""

    reading: CheckContext
    asked: tuple[str, ...]
    findings: list[Finding] = []
    states: list[TranslationStatus] = []

    def add(self, found: Sequence[Finding]) -> None:
        """Add findings, without duplicates."""
        order = list(Severity)
        whole = {*self.findings, *found}
        self.findings = sorted(whole, key=lambda one: (order.index(one.severity), one))

    def of(self, severity: Severity) -> list[Finding]:
        """Return the findings of one severity."""
        return [one for one in self.findings if one.severity is severity]

    def strict(self) -> None:
        """Turn warnings into errors."""
        found, self.findings = self.findings, []
        self.add(
            [
                structs.replace(one, severity=Severity.ERROR)
                if one.severity is Severity.WARNING
                else one
                for one in found
            ]
        )


def check_editions(
    asked: Sequence[str],
    folders: Sequence[Path],
    today: date,
    glyphs: Glyphs,
    products: Collection[str] = (),
) -> CheckResult:
    """Check editions; an unreadable edition does not stop the others from being checked.

    ``products`` are those that an edition may ask for; without, that is not checked. Raises
    ``sources.load.UnknownEdition``.
    """
    found: list[Finding] = []
    read: list[Loaded] = []
    missing = glyphs(DUTCH)
    listing = list_folders(*folders)
    for edition in asked:
        try:
            read.append(
                load(edition, *folders, missing_glyph=missing, listing=listing, products=products)
            )
        except InvalidSources as error:
            found += refused(error)
    complete = {loaded.pack.edition.id for loaded in read} >= set(
        list_folders(folders[-1]).editions
    )
    reading = CheckContext(tuple(read), tuple(folders), today, glyphs, complete)
    judgement = CheckResult(reading, tuple(asked))
    for rule in RULES:
        found += rule(reading)
    more, judgement.states = translations(reading)
    judgement.add([*found, *more])
    return judgement
