"""The ``build`` command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct, structs

from wegwijs.commands.build_json import as_json
from wegwijs.commands.build_report import failures, forecast, offer, summary, warn_of
from wegwijs.commands.dutch import Command, help_option
from wegwijs.commands.options import (
    JOBS,
    JSON,
    OFFSET,
    OUTPUT,
    SOURCES,
    TODAY,
    Folder,
    folders,
    today_of,
)
from wegwijs.commands.outcome import complain, exit_code, explain, say_json, say_some
from wegwijs.commands.rebuild_commands import rebuild_commands
from wegwijs.commands.set_aside import announce
from wegwijs.layouts.products.registry import PRODUCTS, STANDARD, for_print_shop
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.folder import editions as editions_in

if TYPE_CHECKING:
    from wegwijs.commands.progress import Progress
    from wegwijs.layouts.products.contract import Offset
    from wegwijs.press.build.result import Result
    from wegwijs.press.build.settings import BuildSettings

DEFAULT_EDITION = "nationaal"


def _all_of(names: Sequence[str]) -> str:
    """Join Dutch names: ``folder, zakkaartje en poster``."""
    *others, last = names
    return f"{', '.join(others)} en {last}" if others else last


class BuildOptions(Struct, frozen=True):
    """The arguments and options of ``build``, named as click passes them."""

    editions: tuple[str, ...]
    every: bool
    languages: tuple[str, ...]
    products: tuple[str, ...]
    profile: str
    offset: Offset | None
    sources: Path | None
    output: Path
    allow_drafts: bool
    force: bool
    strict: bool
    today: date | None
    jobs: int | None
    dask: str | None
    dry_run: bool
    as_json: bool
    quiet: bool
    participants: Path | None
    example: Path | None


@click.command(cls=Command, options_metavar="[OPTIES]")
@click.argument("editions", nargs=-1, metavar="[EDITIE ...]")
@click.option("--all", "every", is_flag=True, help="Alle edities, zonder de voorbeelden.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Taal. Mag vaker. Standaard (all): de talen die de editie zelf noemt.",
)
@click.option(
    "--product",
    "products",
    multiple=True,
    type=click.Choice(tuple(PRODUCTS)),
    help="Alleen dit product. Mag vaker. Standaard: wat de editie noemt, of"
    f" {_all_of([PRODUCTS[id_].dutch for id_ in STANDARD])}.",
)
@click.option(
    "--profile",
    default="office",
    type=click.Choice(("office", "press")),
    help="office: voor de printer of kopieermachine (standaard). press:"
    f" {_all_of(for_print_shop())} voor de drukker, met 3 mm afloop en snijtekens.",
)
@click.option(
    "--for",
    "participants",
    type=Folder(),
    metavar="LIJST",
    help="Alleen een hand-out op naam voor elke deelnemer van een workshop, uit een lijst (CSV of"
    " Excel) met de kolommen Naam, Organisatie, E-mail en Eigen contact.",
)
@click.option(
    "--example",
    type=Folder(),
    metavar="NIEUW",
    help="Schrijf een lijst voor --for om in te vullen (NIEUW.xlsx of NIEUW.csv), en verder niets.",
)
@OFFSET
@SOURCES
@OUTPUT
@click.option(
    "--allow-drafts",
    is_flag=True,
    help="Maak ook een vertaling die niet klaar is. Wat ontbreekt, staat er in het Nederlands."
    " Op elk paneel staat CONCEPT.",
)
@click.option("--force", is_flag=True, help="Maak alles opnieuw, ook wat nog goed is.")
@click.option(
    "--strict",
    is_flag=True,
    help="Stop als gegevens te lang geleden zijn nagekeken, of als een versie al is gemaakt.",
)
@TODAY
@JOBS
@click.option("--dask", metavar="ADRES", help="Werk op een Dask-cluster: tcp://computer:8786.")
@click.option("--dry-run", is_flag=True, help="Controleer alles, maar schrijf niets.")
@JSON
@click.option("--quiet", is_flag=True, help="Toon alleen fouten.")
@help_option
def build(**typed: Any) -> None:
    """Maak folders, hand-outs en kaartjes.

    \b
    De bestanden komen in MAP/EDITIE/TAAL/, bijvoorbeeld output/nationaal/nl/leaflet.pdf.
      python generate.py build
      python generate.py build nationaal --product leaflet --product handout
      python generate.py build --profile press --output drukker
      python generate.py build --sources mijn-gegevens
      python generate.py build --sources mijn-gegevens mijn-school --language ar
      python generate.py build --all
      python generate.py build mijn-workshop --sources mijn-gegevens --for deelnemers.csv
      python generate.py build --dry-run --json

    Zonder EDITIE: de edities in uw eigen map (--sources), en zonder die map de landelijke. Wat
    nog goed is, wordt niet opnieuw gemaakt.
    """
    asked = BuildOptions(**typed)
    _refuse_contradictions(asked)
    if asked.example:
        from wegwijs.commands.build_participants import write_empty_list

        write_empty_list(asked.example, asked)
        return
    if asked.participants:
        _for_participants(asked, asked.participants)
        return
    result = _built(asked)
    _tell(asked, result)
    if result.failed or result.unsaved:
        codes = {exit_code(failed.error) for failed in result.failed}
        all_failed = len(result.failed) == len(result.documents) and not result.unsaved
        code = codes.pop() if all_failed and len(codes) == 1 else ExitCode.SOME_FAILED
        raise click.exceptions.Exit(code)


def _refuse_contradictions(options: BuildOptions) -> None:
    from wegwijs.press.order import ALL_LANGUAGES

    if options.every and options.editions:
        raise click.UsageError("--all is voor alle edities: noem er dan geen")
    if ALL_LANGUAGES in options.languages and set(options.languages) != {ALL_LANGUAGES}:
        message = "--language all is voor de talen die de editie zelf noemt: noem er dan geen bij"
        raise click.UsageError(message)
    if options.participants:
        press = options.profile != "office"
        others = {"--product": options.products, "--all": options.every, "--profile press": press}
        others["--offset"] = options.offset is not None
        for name in [*(name for name, given in others.items() if given)]:
            message = f"--for maakt alleen hand-outs, van één editie: laat {name} weg"
            raise click.UsageError(message)


def _for_participants(options: BuildOptions, path: Path) -> None:
    from wegwijs.commands.build_participants import build_for
    from wegwijs.press.order import order

    settings = _settings(options, None)
    editions = options.editions or _meant(options.sources)
    asked = order(editions, options.languages, (), every=False)
    with _problems_as_json(options):
        build_for(path, asked, settings, as_json=options.as_json, quiet=options.quiet)


def _settings(options: BuildOptions, progress: Progress | None) -> BuildSettings:
    from wegwijs.press.build.settings import BuildSettings

    return BuildSettings(
        folders=folders(options.sources),
        output=options.output,
        today=today_of(options.today),
        profile=options.profile,
        offset=options.offset,
        allow_drafts=options.allow_drafts,
        strict=options.strict,
        force=options.force,
        dry_run=options.dry_run,
        jobs=options.jobs,
        dask=options.dask,
        progress=progress,
        announce=announce,
    )


@contextmanager
def _problems_as_json(options: BuildOptions) -> Iterator[None]:
    """Report problems in the data as JSON too, where that is asked for."""
    from wegwijs.sources.problems import InvalidSources

    try:
        yield
    except InvalidSources as error:
        if options.as_json:
            say_json({"problems": [structs.asdict(p) for p in error.problems]})
        raise


def _built(options: BuildOptions) -> Result:
    from wegwijs.commands.progress import Progress
    from wegwijs.press.build.build import build_order
    from wegwijs.press.order import order

    progress = None if options.quiet else Progress()
    settings = _settings(options, progress)
    try:
        with _problems_as_json(options):
            editions = options.editions or _meant(options.sources)
            asked = order(editions, options.languages, options.products, every=options.every)
            return build_order(asked, settings)
    finally:
        if progress:
            progress.done()


def _meant(sources: Path | None) -> Sequence[str]:
    """Return the default editions: those of the user's own folder, or else the national one."""
    own = editions_in(sources) if sources else []
    return own or (DEFAULT_EDITION,)


def _tell(options: BuildOptions, result: Result) -> None:
    from wegwijs.press.ledger.changes import FEW
    from wegwijs.press.order import ALL_LANGUAGES

    editions = {document.edition for document in result.documents}
    every = options.every or (not options.editions and len(editions) > FEW)
    mend = partial(rebuild_commands, every=every, sources=options.sources, output=options.output)
    remedies, unmade = mend(result.outdated), mend(result.not_made)
    if options.as_json:
        say_json(as_json(result, remedies, unmade, dry_run=options.dry_run))
    elif not options.quiet:
        (forecast if options.dry_run else summary)(result)
    warn_of(result, remedies, options.output, dry_run=options.dry_run)
    if not options.quiet:
        offer(unmade, result, every_language=ALL_LANGUAGES in options.languages)
    say_some(failures(result), each=complain)
    if result.unsaved:
        complain(f"Wat er is gemaakt, is niet onthouden. {explain(result.unsaved)}")
