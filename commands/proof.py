"""``proof``: whether what was made may be printed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from functools import partial
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.dutch import Command, help_option
from commands.kept import tell_aside
from commands.options import JOBS, JSON, SOURCES, TODAY, Folder, folders, today_of
from commands.outcome import colour, complain, say, say_json
from press.ledger.inputs import PROGRAM
from sources.errors import ExitCode
from sources.problems import reason, visible

if TYPE_CHECKING:
    from commands.progress import Progress
    from proof.case import Case, Verdict
    from proof.findings import Finding
    from proof.run import Result

CHUNK = 6  # files that are worth a process
MOST = 200  # findings in words; the report and --json have them all
JUDGES = {"verapdf": "veraPDF", "page-validation": "page-validation"}
NEEDS = ("pikepdf", "pypdfium2", "zxingcpp", "openxml_audit")


class ReportFile(Folder):
    """A name that no product has, nor the manifest: a report is written over what is there."""

    name = "bestand"

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:  # noqa: D102
        if not str(value).lower().endswith((".html", ".htm")):
            self.fail("geef een naam die eindigt op .html", param, ctx)
        path = super().convert(value, param, ctx)
        if path.is_dir():
            self.fail("dat is een map. Geef de naam van een bestand", param, ctx)
        return path


@click.command(cls=Command, options_metavar="[OPTIES]")
@click.argument(
    "output", type=Folder(), default=str(PROGRAM / "output"), metavar="[MAP]", required=False
)
@click.option(
    "--edition",
    "editions",
    multiple=True,
    metavar="EDITIE",
    help="Alleen deze editie. Mag vaker. Standaard: alles wat in de map gemaakt is.",
)
@SOURCES
@TODAY
@click.option(
    "--pdf-judge",
    type=click.Choice(tuple(JUDGES)),
    help="Wie PDF/UA en PDF/A keurt. Standaard: veraPDF als dat er is, anders page-validation.",
)
@JOBS
@click.option(
    "--report",
    type=ReportFile(),
    metavar="BESTAND",
    help="Schrijf een verslag met plaatjes (HTML), om te openen in uw browser.",
)
@JSON
@click.option("--quiet", is_flag=True, help="Toon alleen fouten.")
@help_option
@click.pass_context
def proof(
    context: click.Context,
    output: Path,
    editions: tuple[str, ...],
    sources: Path | None,
    today: date | None,
    pdf_judge: str | None,
    jobs: int | None,
    report: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Kijk na wat gemaakt is, voordat u het laat drukken.

    \b
    Klopt elk nummer? Is elke QR-code te scannen, ook na kopiëren? Is alles
    toegankelijk, past het op het papier, en is het niet verouderd?
      python generate.py proof
      python generate.py proof drukker --report nagekeken.html
      python generate.py proof --edition mijn-school --sources mijn-gegevens

    Er verandert niets. Is er iets mis? Dan is de exitcode 5.
    """
    if missing := _missing(pdf_judge):
        complain(missing)
        context.exit(ExitCode.FONT_OR_TOOL_MISSING)
    from commands.progress import Progress
    from press.files.lock import Locked
    from proof.run import Settings, run

    start = time.monotonic()
    progress = None if quiet or as_json else Progress()
    settings = Settings(
        output=output,
        folders=folders(sources),
        today=today_of(today),
        editions=editions,
        by=JUDGES.get(pdf_judge or ""),
        work=partial(_in_processes, jobs=jobs),
        pictures=report is not None,
        progress=partial(_tell, progress) if progress else None,
    )
    try:
        with _nobody_writes(output):
            result = run(settings)
    except Locked as error:
        message = f"in de map {output} is een andere opdracht bezig. Kijk na als die klaar is"
        raise click.UsageError(message) from error
    except RuntimeError as error:
        complain(f"veraPDF kan niet keuren: {error}")
        context.exit(ExitCode.FONT_OR_TOOL_MISSING)
    finally:
        if progress:
            progress.done()
    if report:
        _write_report(report, result, output)
    if as_json:
        say_json(_as_json(result, time.monotonic() - start))
    else:
        _in_words(result, quiet=quiet)
        if report and not quiet:
            say(f"Verslag: {report}")
    if result.findings:
        context.exit(ExitCode.DOES_NOT_FIT)


@contextmanager
def _nobody_writes(output: Path) -> Iterator[None]:
    """Hold the lock of a folder in which a run may be at work. Raises ``Locked``."""
    from press.files import lock
    from press.files.store import FolderNotWritable

    with ExitStack() as stack:
        if os.path.exists(output / lock.NAME):  # noqa: PTH110 - never raises
            with suppress(FolderNotWritable):  # then nobody can be writing in it
                stack.enter_context(lock.locked(output))
        yield


def _in_processes(
    do: Callable[[Case], Verdict], cases: Sequence[Case], *, jobs: int | None
) -> Iterator[tuple[int, Verdict | str]]:
    """Judge files in as many processes as there are, each within its limits."""
    from press.bounded import Limits, bounded
    from proof.run import MEMORY, SECONDS

    jobs = jobs or min(os.cpu_count() or 1, -(-len(cases) // CHUNK))
    yield from bounded(do, cases, jobs, Limits(SECONDS, MEMORY))


def _tell(progress: Progress, done: int, count: int, name: str) -> None:
    from press.order import Document

    edition, language, product = name.split("/", 2)
    progress(done, count, Document(edition, language, product, ()))


def _missing(pdf_judge: str | None) -> str:
    """What is not installed, and how to get it; empty when all is there."""
    needs = [*NEEDS, *(["page"] if pdf_judge != "verapdf" else [])]
    lacking = []
    for name in needs:
        try:
            import_module(name)
        except ImportError:
            lacking.append(name)
    if lacking:
        return (
            f"Om na te kijken is meer nodig ({', '.join(lacking)}). Installeer het zo:"
            " python -m pip install '.[proof]'"
        )
    if pdf_judge == "verapdf":
        from proof.verapdf import why_not

        if reason := why_not():
            return (
                f"veraPDF is er niet. Nodig zijn Java (JDK 11 of nieuwer) en:"
                f" python -m pip install '.[verapdf]' ({reason})"
            )
    return ""


def _write_report(path: Path, result: Result, output: Path) -> None:
    from press.files.aside import replace
    from press.files.seal import is_sealed, seal_html
    from proof.report import page

    try:
        kept = replace(path, seal_html(page(result, output.name).encode()), is_sealed)
    except OSError as error:
        raise click.UsageError(f"{path} kan niet worden geschreven ({reason(error)})") from error
    tell_aside([kept] if kept else [])


def _in_words(result: Result, *, quiet: bool) -> None:
    from proof.printed import listed, verdict

    shown = result.findings[:MOST]
    for document, group in groupby(shown, key=lambda one: one.document):
        click.secho(f"{visible(document)}:", bold=True, err=quiet, color=colour())
        for line in _lines(group):
            click.echo(f"  {line}", err=quiet)
    if len(result.findings) > MOST:
        click.echo(f"... en nog {len(result.findings) - MOST}. --report toont ze alle.", err=quiet)
    if quiet:
        return
    for document, group in groupby(result.notices[:MOST], key=lambda one: one.document):
        say(f"Om te weten, {visible(document)}:")
        for one in group:
            say(f"  {_line(f'{Path(one.file).name}: {one.what}')}")
    for name in result.unread:
        say(f"Niet nagekeken, want niet in het manifest: {name}")
    count = len(result.documents)
    documents = "1 document" if count == 1 else f"{count} documenten"
    files = "1 bestand" if len(result.verdicts) == 1 else f"{len(result.verdicts)} bestanden"
    by = f"PDF/UA en PDF/A zijn gekeurd door {result.by}."
    for line in listed(result.printed):
        say(visible(line))
    about = f"{documents} nagekeken ({files})"
    text = f"{about}: {_uncapital(verdict(result.printed, len(result.findings)))} {by}"
    click.secho(text, bold=True)


def _uncapital(text: str) -> str:
    text = text.removeprefix("Er is iets mis: ")
    return text[:1].lower() + text[1:]


def _lines(findings: Iterable[Finding]) -> Iterable[str]:
    """Each finding of a document; what to do comes once, below all that it is for."""
    by_todo: dict[str, list[Finding]] = {}
    for one in findings:
        by_todo.setdefault(one.todo, []).append(one)
    for todo, group in by_todo.items():
        for one in group:
            place = ", ".join(part for part in (Path(one.file).name, str(one.at)) if part)
            yield _line(f"{place}: {one.what}" if place else one.what)
            if one.detail:
                yield f"    {_line(one.detail)}"
        yield f"    -> {_line(todo)}"


def _line(text: str) -> str:
    """What a file says of itself, on one line and without what acts on a terminal."""
    return visible(" ".join(text.splitlines()))


def _as_json(result: Result, seconds: float) -> dict[str, Any]:
    from proof.printed import concepts

    return {
        "judge": result.by,
        "documents": result.documents,
        "files": len(result.verdicts),
        "findings": [one.as_json() for one in result.findings],
        "notices": [one.as_json() for one in result.notices],
        "editions": [one.as_json() for one in result.printed],
        "concept": [one.code for one in concepts(result.printed)],
        "unread": result.unread,
        "seconds": round(seconds, 1),
    }
