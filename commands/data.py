"""The commands ``init``, ``import`` and ``schema``, for the user's own data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from wegwijs.commands.dutch import Command, Group, help_option
from wegwijs.commands.options import JSON, Folder, clock
from wegwijs.commands.outcome import complain, say, say_json
from wegwijs.commands.set_aside import report_set_aside
from wegwijs.layouts.products.registry import SELECTABLE, STANDARD
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.invocation import as_command
from wegwijs.sources.kinds import KINDS

if TYPE_CHECKING:
    from wegwijs.sources.importers.report import ImportReport


@click.command(cls=Command, options_metavar="[OPTIES]")
@help_option
def schema() -> None:
    """Toon het JSON-schema van de YAML-bestanden, voor uw editor."""
    from wegwijs.sources.schema import schema as text

    click.echo(text(SELECTABLE).encode(), nl=False)  # as bytes: the same on every system


@click.command(cls=Command, options_metavar="[OPTIES]")
@click.argument("folder", type=Folder(), metavar="MAP")
@click.option(
    "--kind",
    required=True,
    type=click.Choice(tuple(KINDS)),
    help=f"Wat voor uitgave: {', '.join(kind.of for kind in KINDS.values())}.",
)
@click.option("--name", required=True, metavar="NAAM", help="Naam van de gemeente of school.")
@help_option
def init(folder: Path, kind: str, name: str) -> None:
    """Begin een eigen editie in een eigen map.

    \b
      python generate.py init mijn-gegevens --kind municipality --name Utrecht
    """
    from wegwijs.sources.importers.edition_files import init as start

    path = start(folder, kind, name, clock(), _write, STANDARD)
    say(f"{path} is gemaakt. Open het bestand, vul in wat gemerkt is, en controleer:")
    say(f"  {as_command('build', '--sources', str(folder), path.stem, '--dry-run')}")


_INTO = "Waar de edities komen, in MAP/editions. Standaard: mijn-gegevens."
_TRY = "Zeg wat er zou gebeuren, maar schrijf niets."


@click.group("import", cls=Group, options_metavar="", subcommand_metavar="OPDRACHT ...")
@help_option
def import_() -> None:
    """Haal gegevens van anderen op in eigen edities."""


@import_.command(options_metavar="[OPTIES]")
@click.argument("file", type=Folder(), metavar="BESTAND")
@click.option("--into", default="mijn-gegevens", type=Folder(), metavar="MAP", help=_INTO)
@click.option("--only", multiple=True, metavar="NAAM", help="Alleen deze gemeente. Mag vaker.")
@click.option("--dry-run", is_flag=True, help=_TRY)
@JSON
@help_option
@click.pass_context
def roo(
    context: click.Context,
    file: Path,
    into: Path,
    only: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Maak of ververs gemeentelijke edities uit het Register van Overheidsorganisaties.

    Het bestand haalt u op bij organisaties.overheid.nl/archive/exportOO_gemeenten.xml. Wat u zelf
    invulde, blijft staan.

    \b
      python generate.py import roo exportOO_gemeenten.xml --into mijn-gegevens
      python generate.py import roo exportOO.xml --only Utrecht --only "Bergen (NH.)"
    """
    from wegwijs.sources.importers.edition_files import import_roo

    _must_be_file(file)
    write = _write_nothing if dry_run else _write
    _tell(
        context,
        lambda: import_roo(file, into, only, clock(), write, STANDARD),
        as_json=as_json,
        dry_run=dry_run,
    )


@import_.command(options_metavar="[OPTIES]")
@click.argument("files", nargs=-1, required=True, type=Folder(), metavar="BESTAND...")
@click.option("--into", default="mijn-gegevens", type=Folder(), metavar="MAP", help=_INTO)
@click.option(
    "--gemeente",
    multiple=True,
    metavar="CODE|NAAM",
    help="Alleen de scholen van deze gemeente, zoals GM0344. Mag vaker.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="NAAM|CODE|POSTCODE",
    help="Alleen deze school. Mag vaker.",
)
@click.option(
    "--register",
    type=Folder(),
    metavar="BESTAND",
    help="Export van het Register van Overheidsorganisaties, met de nummers van gemeenten.",
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATUM",
    help="Dag waarvan het bestand is. Standaard: de dag waarop u het ophaalde.",
)
@click.option("--dry-run", is_flag=True, help=_TRY)
@JSON
@help_option
@click.pass_context
def duo(
    context: click.Context,
    files: tuple[Path, ...],
    into: Path,
    gemeente: tuple[str, ...],
    only: tuple[str, ...],
    register: Path | None,
    day: datetime | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Maak of ververs edities van scholen uit de open adressen van DUO.

    De bestanden haalt u op bij duo.nl/open_onderwijsdata: kies bij adressen 'alle vestigingen', als
    CSV. Wat u zelf invulde, blijft staan. Het nummer van de gemeente komt uit uw edities van
    gemeenten (import roo), of uit --register.

    \b
      python generate.py import duo vestigingenbo.csv --gemeente GM0344
      python generate.py import duo vestigingenbo.csv vestigingenvo.csv --only "3511 AA"
    """
    from wegwijs.sources.importers.duo_census import Asked
    from wegwijs.sources.importers.school_files import dated, import_duo

    for file in (*files, *((register,) if register else ())):
        _must_be_file(file)
    today = clock()
    asked = Asked(only, gemeente, register)
    listed = [dated(file, today, day.date() if day else None) for file in files]
    write = _write_nothing if dry_run else _write
    _tell(
        context,
        lambda: import_duo(listed, into, asked, today, write, STANDARD),
        as_json=as_json,
        dry_run=dry_run,
    )


@import_.command(options_metavar="[OPTIES]")
@click.argument("file", required=False, type=Folder(), metavar="BESTAND")
@click.option("--into", default="mijn-gegevens", type=Folder(), metavar="MAP", help=_INTO)
@click.option(
    "--example",
    type=Folder(),
    metavar="NIEUW",
    help="Schrijf een tabel om in te vullen: NIEUW.xlsx of NIEUW.csv.",
)
@click.option("--dry-run", is_flag=True, help=_TRY)
@JSON
@help_option
@click.pass_context
def table(
    context: click.Context,
    file: Path | None,
    into: Path,
    example: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Maak of ververs edities uit een eigen tabel: een Excel-bestand (.xlsx) of CSV.

    Op elke rij staat één contact van één uitgave. Wat u zelf in een editie invulde, blijft staan.
    Rijen die niet kunnen, worden genoemd; de andere worden overgenomen.

    \b
      python generate.py import table --example contacten.xlsx
      python generate.py import table contacten.xlsx --into mijn-gegevens
    """
    from wegwijs.sources.importers.roo import RemarkKind
    from wegwijs.sources.importers.table import import_table
    from wegwijs.sources.importers.table_example import example as example_of

    if (file is None) == (example is None):
        raise click.UsageError("noem één bestand: uw tabel, of met --example een nieuwe")
    if example is not None:
        data = example_of(example, clock())
        if not dry_run:
            _write(example, data)
        say(f"{example} is gemaakt. Vul de rijen in, en neem ze over:")
        to = [] if into == Path("mijn-gegevens") else ["--into", str(into)]
        say(f"  {as_command('import', 'table', str(example), *to)}")
        return
    assert file is not None
    _must_be_file(file)
    write = _write_nothing if dry_run else _write
    report = _tell(
        context,
        lambda: import_table(file, into, clock(), write, STANDARD),
        as_json=as_json,
        dry_run=dry_run,
    )
    refused = sum(found.kind is RemarkKind.REFUSED for found in report.remarks)
    if refused:
        what = "1 ding is" if refused == 1 else f"{refused} dingen zijn"
        complain(f"{what} niet overgenomen uit {file.name}. Hierboven staat wat, en waarom")
        context.exit(ExitCode.SOME_FAILED)


def _must_be_file(file: Path) -> None:
    if not file.is_file():
        fault = "is geen bestand" if file.exists() else "bestaat niet"
        raise click.UsageError(f"het bestand {file} {fault}")


def _tell(
    context: click.Context, run: Callable[[], ImportReport], *, as_json: bool, dry_run: bool
) -> ImportReport:
    """Run an import and report on it; the exit code tells of editions that cannot be read."""
    from wegwijs.sources.problems import InvalidSources

    try:
        report = run()
    except InvalidSources as error:
        if as_json:
            say_json({"problems": [structs.asdict(p) for p in error.problems]})
        raise
    if as_json:
        say_json({"dry_run": dry_run, **report.row()})
    else:
        for line in report.lines():
            say(line)
        if dry_run:
            say("Dit was een proef: er is niets geschreven.")
        elif report.new or report.changed:
            say(f"Kijk ze na: {as_command('check', '--sources', str(report.folder))}")
    if report.problems:
        for problem in report.problems:
            complain(str(problem))
        context.exit(ExitCode.DATA_INVALID)
    return report


def _write_nothing(path: Path, data: bytes) -> None:
    """Write nothing, for a dry run."""


def _write(path: Path, data: bytes) -> None:
    """Write a file of the user's own data; an edited schema is kept under another name."""
    from wegwijs.press.files.aside import replace
    from wegwijs.press.files.store import write
    from wegwijs.sources.importers.report import NotWritten
    from wegwijs.sources.schema import FILE, is_made_by_us

    try:
        if path.name == FILE:
            kept = replace(path, data, is_made_by_us)
            report_set_aside([kept] if kept else [])
        else:
            write(path, data)
    except OSError as error:
        raise NotWritten(path, error) from error
