"""Proof-reads an output folder: every file of its manifest, in as many processes as there are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from press.bounded import Limits, Stopped, bounded
from press.files import lock
from press.files.store import FolderNotWritable, LinkedAway, refuse_links
from press.ledger.manifest import NAME, Damaged, read_exactly
from press.order import FILES, Document
from proof import verapdf
from proof.findings import Finding
from proof.judge import Case, Verdict, given_up, judge
from proof.rules.freshness import Freshness
from proof.rules.printed import Printed
from proof.rules.tags import broken
from sources.errors import ExitCode, WegwijsError
from sources.problems import reason

CHUNK = 6  # files that are worth a process
# Our largest file takes 2 s and 200 MB; a machine that others use as well takes its time.
LIMITS = Limits(seconds=60.0, memory=1_500_000_000)
MOST_PICTURES = 400  # files: of more only those with findings are shown in the report
VERAPDF, OTHER, NONE = "veraPDF", "page-validation", "geen"
Progress = Callable[[int, int, Document], None]


class NothingMade(WegwijsError):
    """A folder without a manifest that can be read: there is nothing to judge."""

    exit_code = ExitCode.USAGE


class EditionNotMade(WegwijsError):
    """An edition that is asked for is not in the manifest."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True)
class Settings:
    """What to judge, and how; ``by`` judges PDF/UA and PDF/A, None is the best there is."""

    output: Path
    folders: Sequence[Path]
    today: date
    editions: Sequence[str] = ()
    by: str | None = None
    jobs: int | None = None
    pictures: bool = False
    progress: Progress | None = None


@dataclass
class Result:
    """What was judged, by whom, and what is wrong; ``unread`` are files that nobody made.

    ``notices`` are no faults: what a person changed as a person may.
    """

    by: str
    documents: list[str] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)


def run(settings: Settings) -> Result:
    """Judge a folder. Raises ``NothingMade``, ``EditionNotMade``, ``RuntimeError`` (veraPDF), and
    ``press.files.lock.Locked`` when another run is at work in it.
    """
    with ExitStack() as stack:
        if os.path.exists(settings.output / lock.NAME):  # noqa: PTH110 - never raises
            with suppress(FolderNotWritable):  # then nobody can be writing in it
                stack.enter_context(lock.locked(settings.output))
        return _run(settings)


def _run(settings: Settings) -> Result:
    result = Result(_chosen(settings.by))
    try:
        manifest = read_exactly(settings.output)
    except Damaged:
        what = "Het manifest is beschadigd. Het is niet te zien wat waarvan gemaakt is."
        todo = "Maak alles opnieuw met build."
        result.findings.append(Finding("manifest", what, todo, document=NAME, file=NAME))
        return result
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NothingMade(_nothing(settings)) from error
    except OSError as error:
        message = f"het manifest in {settings.output} is niet te openen ({reason(error)})"
        raise NothingMade(message, "Maak alles opnieuw met build") from error
    if not manifest.documents:
        raise NothingMade(_nothing(settings))
    made = {name.split("/")[0] for name in manifest.documents}
    for edition in settings.editions:
        if edition not in made:
            known = ", ".join(sorted(made)) or "geen"
            raise EditionNotMade(f"editie {edition!r} is niet gemaakt", f"Kies uit: {known}")
    look = Freshness(settings.output, manifest, settings.folders, settings.today).look(
        settings.editions
    )
    by_vera = result.by == VERAPDF
    cases = [
        replace(case, rules=result.by == OTHER, pictures=settings.pictures) for case in look.cases
    ]
    result.verdicts = sorted(
        _judged(cases, settings), key=lambda verdict: (verdict.document, verdict.file)
    )
    if by_vera:
        _verapdf(cases, result)
    result.documents = sorted(
        name
        for name in manifest.documents
        if not settings.editions or name.split("/")[0] in settings.editions
    )
    found = [*look.findings, *(one for verdict in result.verdicts for one in verdict.findings)]
    found.sort(key=lambda one: (one.document, one.file, one.at.page or 0))
    result.findings = [one for one in found if not one.mild]
    result.notices = [one for one in found if one.mild]
    result.printed = look.printed
    known_files = {case.file for case in cases}
    known_files |= {path for entry in manifest.documents.values() for path in entry.files}
    result.unread = sorted(_unread(settings, known_files))
    return result


def _nothing(settings: Settings) -> str:
    unread = sorted(_unread(settings, set()))
    there = f". Niet na te kijken, want niet in het manifest: {', '.join(unread)}" if unread else ""
    return (
        f"in de map {settings.output} is nog niets gemaakt. Begin met: python generate.py build"
        + there
    )


def _chosen(by: str | None) -> str:
    if by is not None:
        return by
    return OTHER if verapdf.why_not() else VERAPDF


def _verapdf(cases: Sequence[Case], result: Result) -> None:
    """One start of Java for all files together."""
    verdicts = {verdict.file: verdict for verdict in result.verdicts}
    paths = {
        case.path: case.file
        for case in cases
        if case.path.suffix == ".pdf"
        and all(found.kind != "file" for found in verdicts[case.file].findings)  # it was readable
    }
    for path, failures in (verapdf.judge(list(paths)) if paths else {}).items():
        verdict = verdicts[paths[path]]
        verdict.findings += [
            replace(
                broken(failure.split(" ", 1)[0], failure),
                document=verdict.document,
                file=verdict.file,
            )
            for failure in failures
        ]


def _judged(cases: Sequence[Case], settings: Settings) -> Iterator[Verdict]:
    count = len(cases)
    jobs = settings.jobs or min(os.cpu_count() or 1, -(-count // CHUNK))
    found = bounded(judge, cases, jobs, LIMITS)
    for done, (index, outcome) in enumerate(found, start=1):
        verdict = given_up(cases[index], outcome) if isinstance(outcome, Stopped) else outcome
        if count > MOST_PICTURES and not verdict.findings:
            verdict.pictures = []
        if settings.progress:
            edition, language, product = verdict.document.split("/", 2)
            document = Document(edition, language, product, FILES.get(product, ()))
            settings.progress(done, count, document)
        yield verdict


def _unread(settings: Settings, known: set[str]) -> Iterator[str]:
    """Files among ours that the manifest does not name: nobody can say what must be in them."""
    for path in settings.output.glob("*/*/*"):
        name = path.relative_to(settings.output).as_posix()
        chosen = not settings.editions or name.split("/")[0] in settings.editions
        if path.suffix in (".pdf", ".docx") and name not in known and chosen:
            with suppress(LinkedAway):  # what lies elsewhere is none of ours
                refuse_links(path, settings.output)
                yield name
