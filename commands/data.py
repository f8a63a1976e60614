"""The commands ``init``, ``import`` and ``schema``, for the user's own data."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec import structs

from wegwijs.commands.dutch import Command, Group, help_option
from wegwijs.commands.options import JSON, Folder, clock
from wegwijs.commands.outcome import complain, say, say_json
from wegwijs.commands.set_aside import report_set_aside
from wegwijs.layouts.products.registry import SELECTABLE, STANDARD
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.problems import reason


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
    say(f'  python generate.py build --sources "{folder}" {path.stem} --dry-run')


@click.group("import", cls=Group, options_metavar="", subcommand_metavar="OPDRACHT ...")
@help_option
def import_() -> None:
    """Haal gegevens van anderen op in eigen edities."""


@import_.command(options_metavar="[OPTIES]")
@click.argument("file", type=Folder(), metavar="BESTAND")
@click.option(
    "--into",
    default="mijn-gegevens",
    type=Folder(),
    metavar="MAP",
    help="Waar de edities komen, in MAP/editions. Standaard: mijn-gegevens.",
)
@click.option("--only", multiple=True, metavar="NAAM", help="Alleen deze gemeente. Mag vaker.")
@click.option("--dry-run", is_flag=True, help="Zeg wat er zou gebeuren, maar schrijf niets.")
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
    from wegwijs.sources.problems import InvalidSources

    if not file.is_file():
        fault = "is geen bestand" if file.exists() else "bestaat niet"
        raise click.UsageError(f"het bestand {file} {fault}")
    try:
        write = _write_nothing if dry_run else _write
        report = import_roo(file, into, only, clock(), write, STANDARD)
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
    if report.problems:
        for problem in report.problems:
            complain(str(problem))
        context.exit(ExitCode.DATA_INVALID)


def _write_nothing(path: Path, data: bytes) -> None:
    """Write nothing, for a dry run."""


def _write(path: Path, data: bytes) -> None:
    """Write a file of the user's own data; an edited schema is kept under another name."""
    from wegwijs.press.files.aside import replace
    from wegwijs.press.files.store import write
    from wegwijs.sources.schema import FILE, is_made_by_us

    try:
        if path.name == FILE:
            kept = replace(path, data, is_made_by_us)
            report_set_aside([kept] if kept else [])
        else:
            write(path, data)
    except OSError as error:
        message = f"{path} kan niet worden geschreven ({reason(error)})"
        raise click.UsageError(message) from error
