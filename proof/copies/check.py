"""Check the copies for participants: each against what the edition and the list say of it, and
what holds them all against the copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.copies.made import FOLDER, MadeCopies, read_made_copies
from wegwijs.proof.copies.together import Copies, wrong_document, wrong_list, wrong_zip
from wegwijs.proof.expectations.truth import Truth, truth_of
from wegwijs.proof.findings import AGAIN, SOURCE, Finding
from wegwijs.proof.folder import DamagedManifest, read_made
from wegwijs.proof.freshness import printed_of, too_old
from wegwijs.proof.judge import given_up, judge
from wegwijs.proof.output_check import NONE, CheckResult, CheckSettings, NothingMade
from wegwijs.sources.invocation import as_command, where
from wegwijs.sources.load import Loaded, UnknownEdition, load
from wegwijs.sources.participants import Participant, file_names
from wegwijs.sources.problems import InvalidSources, reason
from wegwijs.sources.translations import NotReady, UnknownLanguage

ANEW = "Maak de hand-outs opnieuw met build --for en de lijst, en kijk ze weer na."
_EDITED = (
    "Iemand heeft deze hand-out ingevuld of veranderd. Nagekeken is wat niet fout mag zijn:"
    " nummers, links, QR-codes en cijfers."
)
_PUT_ASIDE = " (aangepast "


@dataclass
class _Unit:
    """The copies of an edition in a language."""

    document: str
    folder: str  # below the output folder
    truth: Truth
    made: MadeCopies
    names: list[str]


def check_copies(settings: CheckSettings, people: Sequence[Participant]) -> CheckResult:
    """Check all copies that were made for a list, of the editions in the settings.

    Raises ``NothingMade``.
    """
    result = CheckResult(NONE)
    try:
        made = read_made_copies(settings.output)
    except DamagedManifest as error:
        result.findings.append(Finding("manifest", f"{error.message}.", ANEW, document=FOLDER))
        return result
    except OSError as error:
        raise _nothing(settings) from error
    chosen = {pair: one for pair, one in made.items() if _is_asked(pair[0], settings)}
    if not chosen:
        raise _nothing(settings)
    found: list[Finding] = []
    units: list[_Unit] = []
    for edition in dict.fromkeys(pair[0] for pair in chosen):
        languages = {pair[1]: one for pair, one in chosen.items() if pair[0] == edition}
        units += _units(edition, languages, people, settings, result, found)
    cases = [case for unit in units for case in _cases(unit, people, settings, found)]
    result.verdicts = list(_judged(cases, settings))
    for unit in units:
        result.verdicts += _together(unit, people, settings.output)
    result.documents = [unit.document for unit in units]
    found += (one for judged in result.verdicts for one in judged.findings)
    anew = [replace(one, todo=ANEW) if one.todo == AGAIN else one for one in found]
    anew.sort(key=lambda one: (one.document, one.file))
    result.findings = [one for one in anew if not one.mild]
    result.notices = [one for one in anew if one.mild]
    return result


def _is_asked(edition: str, settings: CheckSettings) -> bool:
    return not settings.editions or edition in settings.editions


def _nothing(settings: CheckSettings) -> NothingMade:
    message = f"in {settings.output / FOLDER} zijn nog geen hand-outs voor deelnemers gemaakt"
    own = settings.folders[1] if len(settings.folders) > 1 else None
    begin = as_command("build", *settings.editions, *where(own, settings.output), "--for", "LIJST")
    return NothingMade(message, f"Begin met: {begin}")


def _units(
    edition: str,
    languages: dict[str, MadeCopies],
    people: Sequence[Participant],
    settings: CheckSettings,
    result: CheckResult,
    found: list[Finding],
) -> Iterator[_Unit]:
    """Yield the languages of an edition that can be checked; note what stands in the way."""
    loaded: Loaded | None = None
    truths: dict[str, Truth | Finding] = {}
    try:
        loaded = load(edition, *settings.folders)
        for language in languages:
            truths[language] = truth_of(loaded, language, settings.folders)
    except (UnknownEdition, InvalidSources, UnknownLanguage, NotReady) as error:
        what = f"De gegevens van de editie {edition} zijn er niet, of kloppen niet."
        todo = "Geef de map met --sources, of verbeter de gegevens."
        found.append(Finding(SOURCE, what, todo, detail=str(error), document=edition))
    if loaded:
        found += too_old(edition, loaded, settings.today)
        result.printed.append(printed_of(loaded, truths))
    for language, truth in truths.items():
        assert isinstance(truth, Truth)
        document, folder = f"{edition}/{language}/{FOLDER}", f"{FOLDER}/{edition}/{language}"
        names = file_names(people, language)
        yield _Unit(document, folder, truth, languages[language], names)


def _cases(
    unit: _Unit, people: Sequence[Participant], settings: CheckSettings, found: list[Finding]
) -> Iterator[Case]:
    """Yield the copies to check; note those that are missing, and those of nobody on the list."""
    place = settings.output / unit.folder
    for name, one in zip(unit.names, people, strict=True):
        path = f"{unit.folder}/{name}"
        try:
            data = read_made(settings.output / path, settings.output)
        except OSError as error:
            found.append(_missing(unit, path, f"van rij {one.row}", error))
            continue
        edited = (len(data), hashlib.sha256(data).hexdigest()) not in unit.made.contents
        if edited:
            found.append(Finding("bytes", _EDITED, document=unit.document, file=path, mild=True))
        truth = replace(unit.truth, participant=one)
        yield Case(unit.document, path, place / name, truth, "office", edited=edited)
    known = set(unit.names)
    for other in sorted(place.glob("hand-out-*.docx")):
        if other.name not in known and _PUT_ASIDE not in other.name:
            what = "Deze hand-out is van niemand op de lijst."
            file = f"{unit.folder}/{other.name}"
            found.append(Finding("unknown", what, ANEW, document=unit.document, file=file))


def _missing(unit: _Unit, path: str, what: str, error: OSError) -> Finding:
    gone = isinstance(error, FileNotFoundError)
    told = f"De hand-out {what} is er niet." if gone else f"De hand-out {what} is niet te openen."
    detail = "" if gone else reason(error)
    return Finding("missing", told, ANEW, detail=detail, document=unit.document, file=path)


def _judged(cases: Sequence[Case], settings: CheckSettings) -> Iterable[Verdict]:
    if not cases:
        return
    for done, (index, outcome) in enumerate(settings.work(judge, cases), start=1):
        yield given_up(cases[index], outcome) if isinstance(outcome, str) else outcome
        if settings.progress:
            settings.progress(done, len(cases), cases[index].document)


def _together(unit: _Unit, people: Sequence[Participant], output: Path) -> Iterator[Verdict]:
    """Check the files that hold all copies of a language."""
    copies = Copies(output, unit.folder, unit.names, people, unit.made.contents)
    language = unit.folder.rpartition("/")[2]
    rules = {f"hand-outs-{language}.zip": wrong_zip, f"hand-outs-{language}.docx": wrong_document}
    if any(one.email for one in people):
        rules[f"verzenden-{language}.csv"] = wrong_list
    for name, rule in rules.items():
        path = f"{unit.folder}/{name}"
        verdict = Verdict(unit.document, path)
        try:
            data = read_made(output / path, output)
        except OSError as error:
            what = f"Het bestand {name} is er niet, of is niet te openen."
            verdict.note([Finding("missing", what, ANEW, detail=reason(error))])
        else:
            verdict.attempt([lambda rule=rule, data=data: rule(data, copies)])  # type: ignore[misc]
        yield verdict
