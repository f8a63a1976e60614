"""The ``proof`` command: judge whether what was made may be printed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from wegwijs.commands.dutch import Command, help_option
from wegwijs.commands.options import JOBS, JSON, SOURCES, TODAY, Folder, folders, today_of
from wegwijs.commands.outcome import complain, say, say_json
from wegwijs.commands.proof_report import as_json, in_words, write_report
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.invocation import DEFAULT_OUTPUT

if TYPE_CHECKING:
    from wegwijs.commands.progress import Progress
    from wegwijs.commands.proof_advice import Advice
    from wegwijs.proof.case import Case, Verdict
    from wegwijs.proof.output_check import CheckResult

CHUNK = 6  # least number of files per process
JUDGES = {"verapdf": "veraPDF", "page-validation": "page-validation"}
NEEDS = ("pikepdf", "pypdfium2", "zxingcpp", "openxml_audit")
NEEDS_LATER = ("icalendar", "vobject")  # when such a file is judged


class ProofOptions(Struct, frozen=True):
    """The arguments and options of ``proof``, named as click passes them."""

    output: Path
    editions: tuple[str, ...]
    sources: Path | None
    today: date | None
    pdf_judge: str | None
    jobs: int | None
    report: Path | None
    as_json: bool
    quiet: bool
    participants: Path | None


class ReportFile(Folder):
    """A file name for the report; never that of a product or of the manifest."""

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
    "output", type=Folder(), default=str(DEFAULT_OUTPUT), metavar="[MAP]", required=False
)
@click.option(
    "--edition",
    "editions",
    multiple=True,
    metavar="EDITIE",
    help="Alleen deze editie. Mag vaker. Standaard: alles wat in de map gemaakt is.",
)
@click.option(
    "--for",
    "participants",
    type=Folder(),
    metavar="LIJST",
    help="Kijk de hand-outs voor deelnemers na, die build --for van deze lijst maakte.",
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
def proof(**typed: Any) -> None:
    """Kijk na wat gemaakt is, voordat u het laat drukken.

    \b
    Klopt elk nummer? Is elke QR-code te scannen, ook na kopiëren? Is alles
    toegankelijk, past het op het papier, en is het niet verouderd?
      python generate.py proof
      python generate.py proof drukker --report nagekeken.html
      python generate.py proof --edition mijn-school --sources mijn-gegevens
      python generate.py proof --for deelnemers.csv

    Er verandert niets. Is er iets mis? Dan is de exitcode 5. Gaat het nakijken
    zelf mis, door een fout in dit programma? Dan is de exitcode 1.
    """
    asked = ProofOptions(**typed)
    start = time.monotonic()
    if missing := lacking_tools(asked.pdf_judge):
        complain(missing)
        raise click.exceptions.Exit(ExitCode.FONT_OR_TOOL_MISSING)
    result = _judged(asked)
    advice = _advice(asked)
    result.findings = list(map(advice.pasted, result.findings))
    if asked.report:
        write_report(asked.report, result, asked.output)
    if asked.as_json:
        say_json(as_json(result, time.monotonic() - start))
    else:
        in_words(result, advice, quiet=asked.quiet)
        if asked.report and not asked.quiet:
            say(f"Verslag: {asked.report}")
    if not (asked.participants or asked.as_json or asked.quiet):
        _offer_copies(asked.output)
    if result.unjudged:
        raise click.exceptions.Exit(ExitCode.BUG)
    if result.findings:
        raise click.exceptions.Exit(ExitCode.DOES_NOT_FIT)


def _advice(asked: ProofOptions) -> Advice:
    from wegwijs.commands.proof_advice import Advice
    from wegwijs.press.ledger.manifest import read_manifest

    known = read_manifest(asked.output)
    return Advice(known, asked.sources, asked.output, asked.editions, asked.participants)


def _offer_copies(output: Path) -> None:
    """Say that copies for participants were not checked: what must be in them is on a list."""
    from wegwijs.proof.copies.made import FOLDER, LEDGER

    if (output / FOLDER / LEDGER).exists():
        say("De hand-outs voor deelnemers zijn niet nagekeken. Dat kan met --for en de lijst.")


def _judged(options: ProofOptions) -> CheckResult:
    from wegwijs.commands.progress import Progress
    from wegwijs.press.files.lock import Locked
    from wegwijs.press.older import older
    from wegwijs.proof.output_check import CheckSettings, check_output

    progress = None if options.quiet or options.as_json else Progress()
    settings = CheckSettings(
        output=options.output,
        folders=folders(options.sources),
        today=today_of(options.today),
        editions=options.editions,
        by=JUDGES.get(options.pdf_judge or ""),
        work=partial(in_processes, jobs=options.jobs),
        pictures=options.report is not None,
        progress=partial(tell, progress) if progress else None,
    )
    try:
        with nobody_writes(options.output):
            if options.participants:
                from wegwijs.proof.copies.check import check_copies
                from wegwijs.sources.participant_list import read_participants

                return check_copies(settings, read_participants(options.participants).people)
            known = older(settings.editions, settings.folders, settings.output, settings.today)
            return check_output(replace(settings, older=known))
    except Locked as error:
        where = f"in de map {options.output} is een andere opdracht bezig"
        raise click.UsageError(f"{where}. Kijk na als die klaar is") from error
    finally:
        if progress:
            progress.done()


@contextmanager
def nobody_writes(output: Path) -> Iterator[None]:
    """Hold the lock of the folder, if it has a lock file. Raises ``Locked``."""
    from wegwijs.press.files import lock
    from wegwijs.press.files.store import FolderNotWritable

    with ExitStack() as stack:
        if os.path.exists(output / lock.NAME):  # noqa: PTH110 - never raises
            with suppress(FolderNotWritable):  # without a lock file nobody can be writing in it
                stack.enter_context(lock.locked(output))
        yield


def in_processes(
    do: Callable[[Case], Verdict], cases: Sequence[Case], *, jobs: int | None
) -> Iterator[tuple[int, Verdict | str]]:
    """Judge files in processes, each within its limits."""
    from wegwijs.press.bounded import Limits, bounded
    from wegwijs.proof.output_check import MEMORY, SECONDS

    jobs = jobs or min(os.cpu_count() or 1, -(-len(cases) // CHUNK))
    yield from bounded(do, cases, jobs, Limits(SECONDS, MEMORY))


def tell(progress: Progress, done: int, count: int, name: str) -> None:
    """Report a file that was judged, by the name of its document."""
    from wegwijs.press.order import Document

    edition, language, product = name.split("/", 2)
    progress(done, count, Document(edition, language, product, ()))


def lacking_tools(pdf_judge: str | None) -> str:
    """Return what is not installed and how to get it, or an empty string."""
    needs = [*NEEDS, *(["page"] if pdf_judge != "verapdf" else [])]
    lacking = []
    for name in needs:
        try:
            import_module(name)
        except ImportError:
            lacking.append(name)
    lacking += [name for name in NEEDS_LATER if find_spec(name) is None]
    if lacking:
        return (
            f"Om na te kijken is meer nodig ({', '.join(lacking)}). Installeer het zo:"
            " python -m pip install '.[proof]'"
        )
    if pdf_judge == "verapdf":
        from wegwijs.proof.verapdf import why_not

        if reason := why_not():
            return (
                f"veraPDF is er niet. Nodig zijn Java (JDK 11 of nieuwer) en:"
                f" python -m pip install '.[verapdf]' ({reason})"
            )
    return ""
