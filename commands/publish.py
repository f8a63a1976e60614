"""The ``publish`` command: a website of what was made, after it was proof-read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct, structs

from wegwijs.commands.dutch import Command, help_option
from wegwijs.commands.options import JOBS, JSON, OUTPUT, SOURCES, TODAY, Folder, folders, today_of
from wegwijs.commands.outcome import complain, say, say_json, warn
from wegwijs.commands.proof import in_processes, lacking_tools, nobody_writes, tell
from wegwijs.commands.rebuild_commands import rebuild_commands
from wegwijs.commands.set_aside import as_rows, report_set_aside
from wegwijs.commands.status import told_together
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.invocation import DEFAULT_OUTPUT, as_command, where
from wegwijs.sources.problems import visible

if TYPE_CHECKING:
    from wegwijs.press.order import Document
    from wegwijs.press.site.folder import SiteFolder
    from wegwijs.press.site.survey import Survey
    from wegwijs.proof.findings import Finding
    from wegwijs.proof.output_check import Work

FOLDER = "site"  # below the output folder
MOST = 20  # lines in words; --json has all


class PublishOptions(Struct, frozen=True):
    """The arguments and options of ``publish``, named as click passes them."""

    editions: tuple[str, ...]
    into: Path | None
    sources: Path | None
    output: Path
    today: date | None
    jobs: int | None
    dry_run: bool
    as_json: bool
    quiet: bool

    @property
    def site(self) -> Path:
        """The folder of the website."""
        return self.into or self.output / FOLDER


class InTheWay(WegwijsError):
    """The website would come among the files that ``build`` made."""

    exit_code = ExitCode.USAGE


@click.command(cls=Command, options_metavar="[OPTIES]")
@click.argument("editions", nargs=-1, metavar="[EDITIE ...]")
@click.option(
    "--into",
    type=Folder(),
    metavar="MAP",
    help="Waar de website komt. Standaard: site/ in de map met de bestanden.",
)
@SOURCES
@OUTPUT
@TODAY
@JOBS
@click.option("--dry-run", is_flag=True, help="Kijk alles na, maar schrijf niets.")
@JSON
@click.option("--quiet", is_flag=True, help="Toon alleen fouten.")
@help_option
def publish(**typed: Any) -> None:
    """Maak een website van wat gemaakt is.

    \b
    Een bladzijde per editie met alle talen en bestanden, en een index van alle edities.
      python generate.py publish
      python generate.py publish utrecht --sources mijn-gegevens
      python generate.py publish --into website

    Zonder EDITIE: alles wat gemaakt is. Op de website staat wat u noemt, en niets anders.
    Eerst wordt alles nagekeken. Is iets verouderd, niet gemaakt of niet goed? Dan verandert er
    niets aan de website. De exitcode is dan 8. Een vertaling die niet klaar is, komt er niet op.
    Een vertaling die niemand heeft nagekeken, krijgt het merk CONCEPT.
    """
    asked = PublishOptions(**typed)
    if missing := lacking_tools(None):
        complain(missing)
        raise click.exceptions.Exit(ExitCode.FONT_OR_TOOL_MISSING)
    _refuse_output(asked)
    with nobody_writes(asked.output):
        found, findings = _proofed(asked)
        if found.obstacles or findings:
            _tell_obstacles(asked, found, findings)
            raise click.exceptions.Exit(ExitCode.NOT_PUBLISHED)
        folder = _published(asked, found)
        findings = [] if asked.dry_run else _checked(asked, found, folder)
    _tell(asked, found, folder, findings)
    if findings:
        raise click.exceptions.Exit(ExitCode.DOES_NOT_FIT)


def _refuse_output(options: PublishOptions) -> None:
    """Raise ``InTheWay`` where the website would come among what ``build`` made."""
    from wegwijs.press.ledger.manifest import NAME

    if (options.site / NAME).exists() or options.site.resolve() == options.output.resolve():
        message = f"in {options.site} staan de bestanden die build maakt"
        raise InTheWay(message, "Kies een andere map met --into")


def _work(options: PublishOptions) -> Work:
    return partial(in_processes, jobs=options.jobs)


def _proofed(options: PublishOptions) -> tuple[Survey, list[Finding]]:
    """Survey the editions; when nothing stands in the way, proof-read what is to be published. What
    was published before, the same and by the same data, needs no second reading.
    """
    from wegwijs.commands.progress import Progress
    from wegwijs.press.site.copies import copies
    from wegwijs.press.site.folder import SiteFolder
    from wegwijs.press.site.survey import survey
    from wegwijs.proof.output_check import CheckSettings, check_output
    from wegwijs.proof.version import version

    day, where = today_of(options.today), folders(options.sources)
    found = survey(options.editions, where, options.output, day)
    if found.obstacles:
        return found, []
    before = SiteFolder(options.site)
    every = (one for documents in found.editions.values() for one in copies(documents))
    again = [one.path for one in every if not before.knows(one.place, one.row(version()))]
    progress = None if options.quiet or options.as_json else Progress()
    settings = CheckSettings(
        output=options.output,
        folders=where,
        today=day,
        editions=tuple(found.editions),
        files=frozenset(again),
        work=_work(options),
        progress=partial(tell, progress) if progress else None,
    )
    try:
        result = check_output(settings)
    finally:
        if progress:
            progress.done()
    names = {one.name for documents in found.editions.values() for one in documents}
    names |= found.editions.keys()
    return found, [one for one in result.findings if one.document in names]


def _published(options: PublishOptions, found: Survey) -> SiteFolder:
    from wegwijs.press.files.store import prepare, sweep
    from wegwijs.press.site.folder import SiteFolder
    from wegwijs.press.site.publish import publish as put_all
    from wegwijs.proof.version import version

    if not options.dry_run:
        prepare(options.site)
        sweep(options.site)
    folder = SiteFolder(options.site, dry_run=options.dry_run)
    put_all(found, folders(options.sources), options.output, folder, version())
    return folder


def _checked(options: PublishOptions, found: Survey, folder: SiteFolder) -> list[Finding]:
    """Check the website as it stands there now."""
    from wegwijs.press.site.copies import pages
    from wegwijs.press.site.survey import languages_of
    from wegwijs.proof.folder import read_manifest
    from wegwijs.proof.site.check import SiteSettings, check_site
    from wegwijs.proof.version import version

    judged: dict[str, str] = {}
    for documents in found.editions.values():
        judged |= pages(documents, version())
    settings = SiteSettings(
        options.site,
        asked={id_: list(languages_of(one)) for id_, one in found.editions.items()},
        made=read_manifest(options.output),
        folders=folders(options.sources),
        known={path for path, digest in judged.items() if folder.is_vouched(path, digest)},
        work=_work(options),
    )
    findings = check_site(settings)
    if not findings:
        folder.vouch(judged)
    return findings


def _tell_obstacles(options: PublishOptions, found: Survey, findings: list[Finding]) -> None:
    """Say what stands in the way, and the commands that mend it."""
    from wegwijs.press.status import ELSEWHERE

    again = [one.remedy for one in found.obstacles if one.remedy]
    mended = rebuild_commands(
        again,
        every=False,
        sources=options.sources,
        output=options.output,
        current=found.current,
    )
    todo = [command for command, _ in mended]
    sources = where(options.sources)
    if findings:
        made = [] if options.output == DEFAULT_OUTPUT else [str(options.output)]
        todo.append(as_command("proof", *made, *sources))
    if options.as_json:
        say_json(
            {
                "published": False,
                "obstacles": [
                    {"edition": one.edition, "what": one.what} for one in found.obstacles
                ],
                "findings": [one.as_json() for one in findings],
                "todo": todo,
            }
        )
        return
    complain("Er is niets gepubliceerd. De website is niet veranderd.")
    _list_obstacles(found)
    _list_findings(findings)
    for command in todo:
        say(f"Doe eerst: {command}", err=True)
    into = ["--into", str(options.into)] if options.into else []
    elsewhere = any(one.why == ELSEWHERE for one in found.obstacles)
    if elsewhere and not sources:
        sources = ["--sources", "MAP"]
    output = where(None, options.output)
    then = as_command("publish", *options.editions, *into, *sources, *output)
    first = "Daarna" if todo else "Typ dan" if elsewhere else "Verbeter dat, en typ dan"
    say(f"{first}: {then}", err=True)


def _list_obstacles(found: Survey) -> None:
    """Say what stands in the way: a line for each reason, with its documents, and editions with the
    same together.
    """
    from wegwijs.press.ledger.changes import documents

    stories: dict[str, list[str]] = {}
    by_reason: dict[tuple[str, str], list[Document | None]] = {}
    for one in found.obstacles:
        by_reason.setdefault((one.edition, one.why), []).append(one.document)
    for (edition, why), group in by_reason.items():
        pairs = [(one.language, one.product) for one in group if one]
        what = f": {documents(pairs, found.languages)}" if pairs else ""
        stories.setdefault(edition, []).append(f"{why}{what}")
    _listed(f"{who}: {line}" for who, story in told_together(stories) for line in story)


def _listed(lines: Iterable[str]) -> None:
    every = list(lines)
    for line in every[:MOST]:
        say(f"  {line}", err=True)
    if len(every) > MOST:
        say(f"  ... en nog {len(every) - MOST}. --json toont ze alle.", err=True)


def _list_findings(findings: Iterable[Finding]) -> None:
    for document, group in groupby(findings, key=lambda one: one.document):
        say(f"  {visible(document)}:", err=True)
        _listed(dict.fromkeys(f"  {Path(one.file).name}: {one.what}" for one in group))


def _tell(
    options: PublishOptions, found: Survey, folder: SiteFolder, findings: list[Finding]
) -> None:
    if options.as_json:
        say_json(
            {
                "published": not options.dry_run,
                "site": str(folder.path),
                "editions": sorted(found.editions),
                "written": folder.written,
                "unchanged": folder.same,
                "removed": folder.removed,
                "left_alone": folder.left,
                "put_aside": as_rows(folder.aside),
                "left_out": [structs.asdict(one) for one in found.left_out],
                "findings": [one.as_json() for one in findings],
            }
        )
        return
    if findings:
        complain("De website klopt niet. Zet hem nog niet op internet.")
        _list_findings(findings)
    if not options.quiet:
        for line in _story(options, found, folder):
            say(line)
    report_set_aside(folder.aside, dry_run=options.dry_run)
    if folder.left:
        warn("Dit staat niet meer op de website, maar iemand heeft het veranderd. Het bleef staan:")
        _listed(folder.left)


def _story(options: PublishOptions, found: Survey, folder: SiteFolder) -> Iterator[str]:
    by_why = groupby(sorted(found.left_out, key=lambda one: one.why), key=lambda one: one.why)
    for why, group in by_why:
        names = [one.name for one in group]
        more = f" en nog {len(names) - 3}" if len(names) > 3 else ""
        yield f"Niet op de website ({why}): {', '.join(names[:3])}{more}"
    count = len(found.editions)
    editions = "1 editie" if count == 1 else f"{count} edities"
    would = "zou staan" if options.dry_run else "staat"
    yield (
        f"De website {would} in {folder.path}: {editions}, {_files(len(folder.written))} nieuw of"
        f" veranderd, {_files(folder.same)} gelijk, {_files(len(folder.removed))} weg."
    )
    if not options.dry_run:
        yield f"Bekijk hem: open {folder.path / 'index.html'}."
        yield f"Zet daarna {_to_copy(found, folder)}."


def _to_copy(found: Survey, folder: SiteFolder) -> str:
    """Return what belongs on a web server: the folder of an edition can be used by itself."""
    if len(found.editions) == 1:
        return f"de map {folder.path / next(iter(found.editions))} op uw webserver"
    return "de hele map op uw webserver, of alleen de map van uw editie"


def _files(count: int) -> str:
    return "1 bestand" if count == 1 else f"{count} bestanden"
