"""Check an output folder: every file that its manifest names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wegwijs.proof import verapdf
from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.findings import BUG, Finding
from wegwijs.proof.folder import MANIFEST, DamagedManifest, LinkedAway, must_lie_in, read_manifest
from wegwijs.proof.formats import FORMATS, format_of
from wegwijs.proof.freshness import Freshness
from wegwijs.proof.judge import given_up, judge
from wegwijs.proof.printed import Printed, verdict
from wegwijs.proof.rules.tags import broken
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.invocation import as_command, where
from wegwijs.sources.problems import reason

# Our largest file takes 2 s and 200 MB; a machine that others use as well takes its time.
SECONDS, MEMORY = 60.0, 1_500_000_000  # bytes: what one file may ask
WEBSITE = ".wegwijs-site.json"  # in a folder with copies of files, published under other names
MOST_PICTURES = 400  # files: of more only those with findings are shown in the report
VERAPDF, OTHER, NONE = "veraPDF", "page-validation", "geen"
Progress = Callable[[int, int, str], None]  # how many of how many, and the document
# The verdict on each case with its index, as they come; or in words why there is none.
Work = Callable[[Callable[[Case], Verdict], Sequence[Case]], Iterator[tuple[int, Verdict | str]]]


def one_by_one(
    do: Callable[[Case], Verdict], cases: Sequence[Case]
) -> Iterator[tuple[int, Verdict | str]]:
    """Check files in this process, without limits."""
    for index, case in enumerate(cases):
        yield index, do(case)


class NothingMade(WegwijsError):
    """The folder has no readable manifest: there is nothing to check."""

    exit_code = ExitCode.USAGE


class EditionNotMade(WegwijsError):
    """A requested edition is not in the manifest."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True)
class CheckSettings:
    """What to check and how.

    ``files`` are those to open, below ``output``, None for all of them. ``by`` names the validator
    of PDF/UA and PDF/A, None for the best available; ``work`` checks many files, in processes if it
    likes, and limits what each may use. ``older`` are the documents that were made before the last
    change of what they are made from, with what changed.
    """

    output: Path
    folders: Sequence[Path]
    today: date
    editions: Sequence[str] = ()
    files: Collection[str] | None = None
    by: str | None = None
    work: Work = one_by_one
    pictures: bool = False
    progress: Progress | None = None
    older: Mapping[str, str] = field(default_factory=dict)


@dataclass
class CheckResult:
    """The files checked, the validator, and the findings.

    ``unread`` are files that the manifest does not name; ``notices`` are changes that a person may
    make.
    """

    by: str
    documents: list[str] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)

    @property
    def unjudged(self) -> list[str]:
        """The files that were not fully judged, because a check failed itself."""
        return sorted({one.file for one in self.findings if one.kind == BUG})

    @property
    def verdict(self) -> str:
        """Say in Dutch whether everything may be printed."""
        faults = sum(one.kind != BUG for one in self.findings)
        return verdict(self.printed, faults, len(self.unjudged))


def check_output(settings: CheckSettings) -> CheckResult:
    """Check a folder. The caller makes sure that no build is running in it.

    Raises ``NothingMade``, ``EditionNotMade``, and ``NoVerdict`` when veraPDF cannot run.
    """
    result = CheckResult(_chosen(settings.by))
    try:
        manifest = read_manifest(settings.output)
    except DamagedManifest:
        what = "Het manifest is beschadigd. Het is niet te zien wat waarvan gemaakt is."
        todo = f"Maak alles opnieuw: {_begin(settings)}"
        result.findings.append(Finding("manifest", what, todo, document=MANIFEST, file=MANIFEST))
        return result
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NothingMade(_nothing(settings)) from error
    except OSError as error:
        message = f"het manifest in {settings.output} is niet te openen ({reason(error)})"
        raise NothingMade(message, f"Maak alles opnieuw: {_begin(settings)}") from error
    if not manifest.documents:
        raise NothingMade(_nothing(settings))
    made = {name.split("/")[0] for name in manifest.documents}
    for edition in settings.editions:
        if edition not in made:
            known = ", ".join(sorted(made)) or "geen"
            raise EditionNotMade(f"editie {edition!r} is niet gemaakt", f"Kies uit: {known}")
    freshness = Freshness(settings.output, manifest, settings.folders, settings.today)
    look = freshness.look(settings.editions)
    by_vera = result.by == VERAPDF
    cases = [
        replace(case, rules=result.by == OTHER, pictures=settings.pictures)
        for case in look.cases
        if settings.files is None or case.file in settings.files
    ]
    result.verdicts = sorted(
        _judged(cases, settings), key=lambda judged: (judged.document, judged.file)
    )
    if by_vera:
        _verapdf(cases, result)
    result.documents = sorted(
        name
        for name in manifest.documents
        if not settings.editions or name.split("/")[0] in settings.editions
    )
    found = [*look.findings, *(one for judged in result.verdicts for one in judged.findings)]
    found = list(freshness.explained(found, settings.older))
    found.sort(key=lambda one: (one.document, one.file, one.at.page or 0))
    result.findings = [one for one in found if not one.mild]
    result.notices = [one for one in found if one.mild]
    result.printed = look.printed
    known_files = {case.file for case in cases}
    known_files |= {path for entry in manifest.documents.values() for path in entry.files}
    result.unread = sorted(_unread(settings, known_files))
    return result


def _nothing(settings: CheckSettings) -> str:
    unread = sorted(_unread(settings, set()))
    there = f"Niet na te kijken, want niet in het manifest: {', '.join(unread)}. " if unread else ""
    folder = settings.output
    return f"in de map {folder} is nog niets gemaakt. {there}Begin met: {_begin(settings)}"


def _begin(settings: CheckSettings) -> str:
    own = settings.folders[1] if len(settings.folders) > 1 else None
    return as_command("build", *settings.editions, *where(own, settings.output))


def _chosen(by: str | None) -> str:
    if by is not None:
        return by
    return OTHER if verapdf.why_not() else VERAPDF


def _verapdf(cases: Sequence[Case], result: CheckResult) -> None:
    """Validate all PDFs with one start of Java."""
    verdicts = {judged.file: judged for judged in result.verdicts}
    paths = {
        case.path: case.file
        for case in cases
        if format_of(case.file) == verapdf.FORMAT and verdicts[case.file].is_readable
    }
    for path, failures in (verapdf.validate(list(paths)) if paths else {}).items():
        judged = verdicts[paths[path]]
        judged.findings += [
            replace(
                broken(failure.split(" ", 1)[0], failure),
                document=judged.document,
                file=judged.file,
            )
            for failure in failures
        ]


def _judged(cases: Sequence[Case], settings: CheckSettings) -> Iterator[Verdict]:
    count = len(cases)
    if not cases:
        return
    for done, (index, outcome) in enumerate(settings.work(judge, cases), start=1):
        judged = given_up(cases[index], outcome) if isinstance(outcome, str) else outcome
        if count > MOST_PICTURES and not judged.findings:
            judged.pictures = []
        if settings.progress:
            settings.progress(done, count, judged.document)
        yield judged


def _unread(settings: CheckSettings, known: set[str]) -> Iterator[str]:
    """Yield documents that the manifest does not name: what must be in them is unknown."""
    sites = {ledger.parent for ledger in settings.output.glob(f"*/{WEBSITE}")}
    for path in settings.output.glob("*/*/*"):
        if path.parents[1] in sites:
            continue
        name = path.relative_to(settings.output).as_posix()
        chosen = not settings.editions or name.split("/")[0] in settings.editions
        if format_of(path.name) in FORMATS and name not in known and chosen:
            with suppress(LinkedAway):  # what lies elsewhere is none of ours
                must_lie_in(path, settings.output)
                yield name
