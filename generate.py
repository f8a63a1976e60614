"""Wegwijs: makes printable resource packs. The command line over the rooms, and nothing else."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from press.plan import Document
    from press.run import Result
    from sources.importers.edition_text import Kind

HERE = Path(__file__).parent
DEFAULT_EDITION = "nationaal"
MOST_LINES = 40
PRODUCT_NAMES = ("leaflet", "handout", "pocket-card")


class ExitCode(IntEnum):
    """What a script may act on."""

    DONE = 0
    BUG = 1
    USAGE = 2
    DATA_INVALID = 3
    TRANSLATION_NOT_READY = 4
    DOES_NOT_FIT = 5
    FONT_OR_TOOL_MISSING = 6
    SOME_FAILED = 7
    INTERRUPTED = 130


EXIT_CODES = """\
0 klaar, 1 fout in het programma, 2 opdracht klopt niet, 3 gegevens kloppen niet,
4 vertaling is niet klaar, 5 tekst past niet of QR-code niet leesbaar,
6 lettertype of hulpprogramma ontbreekt, 7 een deel is mislukt, 130 afgebroken."""


_HEADINGS = {"Options": "Opties", "Commands": "Opdrachten"}


class _Formatter(click.HelpFormatter):
    """Click's own words, in Dutch."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args.replace("[OPTIONS]", "[OPTIES]"), "Gebruik: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **more: Any) -> None:
        dutch = [(name, text.replace("[required]", "[verplicht]")) for name, text in rows]
        super().write_dl(dutch, *args, **more)


class _Context(click.Context):
    formatter_class = _Formatter


class _Command(click.Command):
    context_class = _Context


class _Group(click.Group):
    context_class = _Context
    command_class = _Command
    group_class = type

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            known = ", ".join(self.commands)
            edition = (
                "" if ctx.parent else " Een editie maakt u met: python generate.py build EDITIE"
            )
            message = f"de opdracht {args[0]!r} bestaat niet. Kies uit: {known}.{edition}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


def _help_option(function: Any) -> Any:
    return click.help_option("--help", help="Toon deze uitleg.")(function)


@click.group(
    cls=_Group,
    invoke_without_command=True,
    options_metavar="",
    subcommand_metavar="[OPDRACHT] ...",
    epilog=f"\b\n{EXIT_CODES}",
)
@click.version_option("0.1.0", prog_name="wegwijs", help="Toon de versie.")
@_help_option
@click.pass_context
def cli(context: click.Context) -> None:
    """Maakt de hulpfolder, de hand-out en het zakkaartje.

    \b
    Zonder opdracht: de landelijke uitgave in het Nederlands.
      python generate.py
      python generate.py build nationaal --language nl     (hetzelfde)
      python generate.py build --product leaflet --profile press
      python generate.py build --language ar
      python generate.py translate status
      python generate.py build --help
    """
    if context.invoked_subcommand is None:
        context.invoke(build)


class _Folder(click.ParamType):  # type: ignore[type-arg]
    """A folder to write in; an empty name would be the folder that one happens to be in."""

    name = "map"

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:
        if not value:
            self.fail("geef de naam van een map", param, ctx)
        return Path(value)


_SOURCES = click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="MAP",
    help="Eigen gegevens, boven op de landelijke.",
)


@cli.command(options_metavar="[OPTIES]")
@click.argument("editions", nargs=-1, metavar="[EDITIE ...]")
@click.option("--all", "every", is_flag=True, help="Alle edities, zonder de voorbeelden.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help="Taal. Mag vaker. all: de talen die de editie zelf noemt. Standaard: nl.",
)
@click.option(
    "--product",
    "products",
    multiple=True,
    type=click.Choice(PRODUCT_NAMES),
    help="Alleen dit product. Mag vaker. Standaard: wat de editie noemt, of alle drie.",
)
@click.option(
    "--profile",
    default="office",
    type=click.Choice(("office", "press")),
    help="office: voor de printer of kopieermachine (standaard). press: folder en zakkaartje voor"
    " de drukker, met 3 mm afloop en snijtekens.",
)
@_SOURCES
@click.option(
    "--output",
    default=str(HERE / "output"),
    type=_Folder(),
    metavar="MAP",
    help="Waar de bestanden komen. Standaard: output/.",
)
@click.option(
    "--allow-drafts",
    is_flag=True,
    help="Maak ook een vertaling die niet klaar is. Wat ontbreekt, staat er in het Nederlands."
    " Op elk paneel staat CONCEPT.",
)
@click.option("--force", is_flag=True, help="Maak alles opnieuw, ook wat nog goed is.")
@click.option("--strict", is_flag=True, help="Stop als gegevens te lang geleden zijn nagekeken.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATUM",
    help="De dag waarop gegevens oud genoeg zijn om na te kijken. Standaard: vandaag.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Hoeveel processen. Standaard: zoveel als de computer kernen heeft.",
)
@click.option("--dask", metavar="ADRES", help="Werk op een Dask-cluster: tcp://computer:8786.")
@click.option("--dry-run", is_flag=True, help="Controleer alles, maar schrijf niets.")
@click.option("--json", "as_json", is_flag=True, help="Toon het resultaat als JSON.")
@click.option("--quiet", is_flag=True, help="Toon alleen fouten.")
@_help_option
@click.pass_context
def build(
    context: click.Context,
    editions: tuple[str, ...] = (),
    every: bool = False,
    languages: tuple[str, ...] = (),
    products: tuple[str, ...] = (),
    profile: str = "office",
    sources: Path | None = None,
    output: Path = HERE / "output",
    allow_drafts: bool = False,
    force: bool = False,
    strict: bool = False,
    today: datetime | None = None,
    jobs: int | None = None,
    dask: str | None = None,
    dry_run: bool = False,
    as_json: bool = False,
    quiet: bool = False,
) -> None:
    """Maak folders, hand-outs en kaartjes.

    \b
    De bestanden komen in MAP/EDITIE/TAAL/, bijvoorbeeld output/nationaal/nl/leaflet.pdf.
      python generate.py build
      python generate.py build nationaal --product leaflet --product handout
      python generate.py build --profile press --output drukker
      python generate.py build --sources mijn-gegevens mijn-school
      python generate.py build --all --language all
      python generate.py build --dry-run --json

    Wat nog goed is, wordt niet opnieuw gemaakt.
    """
    from press.plan import order
    from press.progress import Progress
    from press.run import Settings, run
    from sources.problems import InvalidSources

    if every and editions:
        raise click.UsageError("--all is voor alle edities: noem er dan geen")
    progress = None if quiet else Progress()
    settings = Settings(
        folders=_folders(sources),
        output=None if dry_run else output,
        today=_today(today),
        profile=profile,
        allow_drafts=allow_drafts,
        strict=strict,
        force=force,
        jobs=jobs,
        dask=dask,
        progress=progress,
    )
    try:
        asked = order(editions or (DEFAULT_EDITION,), languages or ("nl",), products, every=every)
        result = run(asked, settings)
    except InvalidSources as error:
        if as_json:
            click.echo(json.dumps({"problems": [vars(p) for p in error.problems]}, indent=2))
        raise
    finally:
        if progress:
            progress.done()
    documents = result.documents
    if as_json:
        click.echo(json.dumps(_as_json(documents, result, output, dry_run), indent=2))
    elif not quiet:
        _summary(documents, result, output, dry_run)
    _warn(result)
    for failed in result.failed:
        name = f"{failed.document.edition}/{failed.document.language}/{failed.document.product}"
        _complain(f"{name} is niet gemaakt. {_explain(failed.error)}")
    if result.failed:
        codes = {_exit_code(failed.error) for failed in result.failed}
        all_failed = len(result.failed) == len(documents)
        context.exit(codes.pop() if all_failed and len(codes) == 1 else ExitCode.SOME_FAILED)


@cli.command(options_metavar="[OPTIES]")
@_help_option
def schema() -> None:
    """Toon het JSON-schema van de YAML-bestanden, voor uw editor."""
    from sources.schema import schema as text

    click.echo(text().encode(), nl=False)  # as bytes: the same on every system


@cli.command(options_metavar="[OPTIES]")
@click.option(
    "--output",
    default=str(HERE / "output"),
    type=_Folder(),
    metavar="MAP",
    help="Waar de bestanden staan. Standaard: output/.",
)
@click.option("--markdown", "as_markdown", is_flag=True, help="Toon het als tekst voor een mail.")
@_help_option
def changes(output: Path, as_markdown: bool) -> None:
    """Toon wat er de laatste keer veranderde, en wat daarom opnieuw is gemaakt."""
    from press.changes import in_words, markdown
    from press.manifest import read_manifest

    report = read_manifest(output).report
    if not report:
        click.echo(f"In de map {output} is nog niets gemaakt.")
    elif as_markdown:
        click.echo(markdown(report), nl=False)
    else:
        click.echo(f"Laatste verandering: {report['day']}")
        for line in in_words(report["rows"]):
            click.echo(f"  {line}")


@cli.group(options_metavar="", subcommand_metavar="OPDRACHT ...")
@_help_option
def translate() -> None:
    """Vertalingen: bijwerken, stand, controle.

    \b
    De vertalingen staan in sources/locale/TAAL.po. U opent ze met Poedit of Weblate.
      python generate.py translate update        na een wijziging in het Nederlands
      python generate.py translate status
      python generate.py translate check
    """


@translate.command(options_metavar="[OPTIES]")
@click.argument("languages", nargs=-1, metavar="[TAAL ...]")
@_SOURCES
@_help_option
def update(languages: tuple[str, ...], sources: Path | None) -> None:
    """Haal de Nederlandse teksten op en werk de PO-bestanden bij.

    Wat veranderde, krijgt het merk 'fuzzy'. Een controle door een lezer telt dan niet meer.
    """
    from press.locale import update_catalogues

    for report in update_catalogues(_folders(sources), languages):
        click.echo(
            f"{report.file}: {report.total} teksten, {report.fuzzy} veranderd,"
            f" {report.missing} nog te vertalen"
        )


@translate.command(options_metavar="[OPTIES]")
@_SOURCES
@click.option("--json", "as_json", is_flag=True, help="Toon de stand als JSON.")
@_help_option
def status(sources: Path | None, as_json: bool) -> None:
    """Toon per taal wat er klaar is."""
    from press.locale import statuses

    rows = [status.row() for status in statuses(_folders(sources))]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    heads = {
        "language": "taal",
        "name": "naam",
        "state": "stand",
        "translated": "vertaald",
        "fuzzy": "veranderd",
        "missing": "ontbreekt",
        "reviewer": "nagekeken door",
        "reviewed_on": "op",
        "source_version": "Nederlands",
    }
    table = [heads, *({name: str(row[name] or "-") for name in heads} for row in rows)]
    widths = {name: max(len(row[name]) for row in table) for name in heads}
    for row in table:
        click.echo("  ".join(row[name].ljust(widths[name]) for name in heads).rstrip())


@translate.command("check", options_metavar="[OPTIES]")
@click.argument("languages", nargs=-1, metavar="[TAAL ...]")
@_SOURCES
@_help_option
def check_translations(languages: tuple[str, ...], sources: Path | None) -> None:
    """Controleer invulplaatsen, vette woorden, lengte, tekens en de woordenlijst."""
    from press.locale import check_catalogues

    count = check_catalogues(_folders(sources), languages)
    click.echo(f"{count} vertalingen gecontroleerd, geen fouten.")


@cli.command(options_metavar="[OPTIES]")
@click.argument("folder", type=_Folder(), metavar="MAP")
@click.option(
    "--kind",
    required=True,
    type=click.Choice(("municipality", "school", "workshop", "national")),
    help="Van een gemeente, een school, een workshop, of landelijk.",
)
@click.option("--name", required=True, metavar="NAAM", help="Naam van de gemeente of school.")
@_help_option
def init(folder: Path, kind: Kind, name: str) -> None:
    """Begin een eigen editie in een eigen map.

    \b
      python generate.py init mijn-gegevens --kind municipality --name Utrecht
    """
    from sources.importers.run import NotPossible
    from sources.importers.run import init as start

    try:
        path = start(folder, kind, name, date.today(), _write)
    except NotPossible as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{path} is gemaakt. Open het bestand, vul in wat gemerkt is, en controleer:")
    click.echo(f'  python generate.py build --sources "{folder}" {path.stem} --dry-run')


@cli.group("import", options_metavar="", subcommand_metavar="OPDRACHT ...")
@_help_option
def import_() -> None:
    """Haal gegevens van anderen op in eigen edities."""


@import_.command(options_metavar="[OPTIES]")
@click.argument("file", type=_Folder(), metavar="BESTAND")
@click.option(
    "--into",
    default="mijn-gegevens",
    type=_Folder(),
    metavar="MAP",
    help="Waar de edities komen, in MAP/editions. Standaard: mijn-gegevens.",
)
@click.option("--only", multiple=True, metavar="NAAM", help="Alleen deze gemeente. Mag vaker.")
@_help_option
@click.pass_context
def roo(context: click.Context, file: Path, into: Path, only: tuple[str, ...]) -> None:
    """Maak of ververs gemeentelijke edities uit het Register van Overheidsorganisaties.

    Het bestand haalt u op bij organisaties.overheid.nl/archive/exportOO_gemeenten.xml. Wat u zelf
    invulde, blijft staan.

    \b
      python generate.py import roo exportOO_gemeenten.xml --into mijn-gegevens
      python generate.py import roo exportOO.xml --only Utrecht --only "Bergen (NH.)"
    """
    from sources.importers.run import NotPossible, import_roo

    if not file.is_file():
        raise click.UsageError(f"het bestand {file} bestaat niet")
    try:
        report = import_roo(file, into, only, date.today(), _write)
    except NotPossible as error:
        raise click.UsageError(str(error)) from error
    for line in report.lines():
        click.echo(line)
    if report.problems:
        for problem in report.problems:
            _complain(str(problem))
        context.exit(ExitCode.DATA_INVALID)


def _write(path: Path, data: bytes) -> None:
    from press.store import write

    try:
        write(path, data)
    except OSError as error:
        message = f"{path} kan niet worden geschreven ({error.strerror})"
        raise click.UsageError(message) from error


def _folders(sources: Path | None) -> list[Path]:
    """The folders that data come from: the shipped one, and the user's own on top of it."""
    return [HERE / "sources", *([sources] if sources else [])]


def _today(today: datetime | None) -> date:
    """The day on which facts are old or not; SOURCE_DATE_EPOCH makes a run the same tomorrow."""
    if today:
        return today.date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def _warn(result: Result) -> None:
    if result.overdue:
        click.secho("Let op, gegevens zijn oud:", err=True, fg="yellow", color=_color())
    for line in result.overdue:
        click.echo(f"  {line}", err=True)
    for path in result.kept:
        click.echo(f"{path} is met de hand veranderd en blijft dus staan.", err=True)


def _summary(documents: Sequence[Document], result: Result, output: Path, dry_run: bool) -> None:
    from press.changes import in_words

    if dry_run:
        failed = {fail.document for fail in result.failed}
        click.echo("Dit zou worden gemaakt:")
        for document in documents:
            for path in document.paths if document not in failed else ():
                click.echo(f"  {output / path}")
        return
    if result.made:
        word = "bestand" if len(result.made) == 1 else "bestanden"
        click.secho(f"{len(result.made)} {word} gemaakt:", bold=True)
    for made in result.made[:MOST_LINES]:
        click.echo(f"  {made.path}")
    if len(result.made) > MOST_LINES:
        click.echo(f"  ... en nog {len(result.made) - MOST_LINES}")
    if result.removed:
        click.secho("Weggehaald, want geen editie vraagt er nog om:", bold=True)
    for gone in result.removed:
        click.echo(f"  {gone}")
    if result.rows:
        click.secho("Wat er veranderde:", bold=True)
    for line in in_words(result.rows):
        click.echo(f"  {line}")
    if not result.made and not result.failed and not result.removed:
        click.echo(f"Er is niets veranderd. Wat er staat, is nog goed ({len(result.fresh)}).")


def _as_json(
    documents: Sequence[Document], result: Result, output: Path, dry_run: bool
) -> dict[str, Any]:
    planned = [str(output / path) for document in documents for path in document.paths]
    more = {
        "unchanged": len(result.fresh),
        "removed": [str(path) for path in result.removed],
        "changes": result.rows,
        "overdue": result.overdue,
    }
    return {
        "planned": planned if dry_run else [],
        "made": [
            {
                "edition": made.document.edition,
                "language": made.document.language,
                "product": made.document.product,
                "path": str(made.path),
                "sha256": made.sha256,
                "bytes": made.size,
            }
            for made in result.made
        ],
        "failed": [
            {
                "edition": failed.document.edition,
                "language": failed.document.language,
                "product": failed.document.product,
                "exit_code": int(_exit_code(failed.error)),
                "reason": _explain(failed.error),
            }
            for failed in result.failed
        ],
        **({} if dry_run else more),
    }


def _explain(error: Exception) -> str:
    if isinstance(error, OSError):
        name = error.filename2 or error.filename  # of a renaming the new name
        advice = " Is het bestand nog open?" if isinstance(error, PermissionError) else ""
        return f"Schrijven lukt niet: {error.strerror or error} ({name}).{advice}"
    return str(error)


def _exit_code(error: Exception) -> ExitCode:
    """The exit code of what went wrong; a bug of ours when it is none of the known things."""
    from layouts.fonts import FontMissing, GlyphMissing
    from layouts.panel import DoesNotFit
    from layouts.qr import QrUnreadable
    from press.lock import Locked
    from press.make import ClusterMissing
    from press.store import FolderNotWritable
    from sources.load import UnknownEdition
    from sources.problems import InvalidSources
    from sources.translations import NotReady, UnknownLanguage

    codes: dict[type[Exception], ExitCode] = {
        UnknownEdition: ExitCode.USAGE,
        UnknownLanguage: ExitCode.USAGE,
        NotReady: ExitCode.TRANSLATION_NOT_READY,
        FolderNotWritable: ExitCode.USAGE,
        Locked: ExitCode.USAGE,
        ClusterMissing: ExitCode.FONT_OR_TOOL_MISSING,
        InvalidSources: ExitCode.DATA_INVALID,
        GlyphMissing: ExitCode.DATA_INVALID,
        DoesNotFit: ExitCode.DOES_NOT_FIT,
        QrUnreadable: ExitCode.DOES_NOT_FIT,
        FontMissing: ExitCode.FONT_OR_TOOL_MISSING,
        OSError: ExitCode.SOME_FAILED,
    }
    for kind, code in codes.items():
        if isinstance(error, kind):
            return code
    return ExitCode.BUG


def _complain(message: str) -> None:
    click.secho(message, err=True, fg="red", color=_color())


def _color() -> bool | None:
    """No colour when the user does not want it; None leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") else None


def _in_dutch(error: click.UsageError) -> str:
    """Click's messages, for what a user is likely to type wrong."""
    if isinstance(error, click.NoSuchOption):
        return _unknown_option(error)
    if isinstance(error, click.BadOptionUsage):
        asked = "hier hoort een waarde achter" if "requires" in error.message else "zonder waarde"
        return f"{error.option_name}: {asked}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_parameter(error, error.param)
    return error.message


def _bad_parameter(error: click.BadParameter, param: click.Parameter) -> str:
    name = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
    if isinstance(param.type, click.Choice):
        return f"{name}: kies uit {', '.join(param.type.choices)}"
    if isinstance(param.type, click.Path):
        return f"{name}: die map bestaat niet"
    return f"{name}: {error.message or 'dit ontbreekt'}"


def _unknown_option(error: click.NoSuchOption) -> str:
    at_top = error.ctx is not None and error.ctx.parent is None
    if at_top and any(error.option_name in param.opts for param in build.params):
        return f"{error.option_name} hoort bij build: python generate.py build ..."
    close = f" Bedoelt u {error.possibilities[0]}?" if error.possibilities else ""
    return f"de optie {error.option_name} bestaat niet.{close}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    try:
        code = cli.main(
            list(sys.argv[1:] if arguments is None else arguments),
            prog_name="python generate.py",
            standalone_mode=False,
            color=_color(),
        )
        return int(code or ExitCode.DONE)
    except click.UsageError as error:
        _complain(f"Fout: {_in_dutch(error)}")
        click.echo("Uitleg: python generate.py --help", err=True)
        return ExitCode.USAGE
    except BrokenPipeError:  # who reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except (click.Abort, KeyboardInterrupt):
        _complain("Afgebroken. Wat er stond, staat er nog.")
        return ExitCode.INTERRUPTED
    except OSError as error:  # of the manifest; of a document it is in the list of what failed
        _complain(_explain(error))
        return ExitCode.SOME_FAILED
    except Exception as error:  # the last line of defence, which tells a bug from a mistake
        code = _exit_code(error)
        if code is ExitCode.BUG:
            raise
        _complain(str(error))
        return code


if __name__ == "__main__":
    sys.exit(main())
