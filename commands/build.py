"""``build`` and ``changes``: what is made, and what was made before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.again import mending
from commands.dutch import Command, help_option
from commands.kept import announce, tell
from commands.kept import rows as aside_rows
from commands.options import JSON, OUTPUT, SOURCES, TODAY, Count, folders, today_of
from commands.outcome import complain, exit_code, explain, say, say_json, warn
from layouts.products.registry import PRODUCTS, for_print_shop
from press.ledger.inputs import PROGRAM
from sources.errors import ExitCode
from sources.folder import editions as editions_in

if TYPE_CHECKING:
    from press.build.result import Result
    from press.order import Document

    Commands = Sequence[tuple[str, list[Document]]]

DEFAULT_EDITION = "nationaal"
MOST_LINES = 40
MANIFEST = "manifest.json"
DAMAGED = "{} is beschadigd, of van een andere versie van dit programma."
UNKNOWN = "Wat er stond en nu niet opnieuw is gemaakt, kan oud zijn."


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
    help="Alleen dit product. Mag vaker. Standaard: wat de editie noemt, of alles.",
)
@click.option(
    "--profile",
    default="office",
    type=click.Choice(("office", "press")),
    help="office: voor de printer of kopieermachine (standaard). press:"
    f" {' en '.join(for_print_shop())} voor de drukker, met 3 mm afloop en snijtekens.",
)
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
@click.option(
    "--jobs",
    type=Count(1, 256),
    metavar="N",
    help="Hoeveel processen. Standaard: zoveel als de computer kernen heeft.",
)
@click.option("--dask", metavar="ADRES", help="Werk op een Dask-cluster: tcp://computer:8786.")
@click.option("--dry-run", is_flag=True, help="Controleer alles, maar schrijf niets.")
@JSON
@click.option("--quiet", is_flag=True, help="Toon alleen fouten.")
@help_option
@click.pass_context
def build(
    context: click.Context,
    editions: tuple[str, ...] = (),
    every: bool = False,
    languages: tuple[str, ...] = (),
    products: tuple[str, ...] = (),
    profile: str = "office",
    sources: Path | None = None,
    output: Path = PROGRAM / "output",
    allow_drafts: bool = False,
    force: bool = False,
    strict: bool = False,
    today: date | None = None,
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
      python generate.py build --sources mijn-gegevens
      python generate.py build --sources mijn-gegevens mijn-school --language ar
      python generate.py build --all
      python generate.py build --dry-run --json

    Zonder EDITIE: de edities in uw eigen map (--sources), en zonder die map de landelijke. Wat
    nog goed is, wordt niet opnieuw gemaakt.
    """
    from commands.progress import Progress
    from press.build.build import build_order
    from press.build.settings import Settings
    from press.order import ALL_LANGUAGES, order
    from sources.problems import InvalidSources

    if every and editions:
        raise click.UsageError("--all is voor alle edities: noem er dan geen")
    if ALL_LANGUAGES in languages and set(languages) != {ALL_LANGUAGES}:
        message = "--language all is voor de talen die de editie zelf noemt: noem er dan geen bij"
        raise click.UsageError(message)
    progress = None if quiet else Progress()
    settings = Settings(
        folders=folders(sources),
        output=output,
        today=today_of(today),
        profile=profile,
        allow_drafts=allow_drafts,
        strict=strict,
        force=force,
        dry_run=dry_run,
        jobs=jobs,
        dask=dask,
        progress=progress,
        announce=announce,
    )
    try:
        asked = order(editions or _meant(sources), languages, products, every=every)
        result = build_order(asked, settings)
    except InvalidSources as error:
        if as_json:
            say_json({"problems": [vars(p) for p in error.problems]})
        raise
    finally:
        if progress:
            progress.done()
    documents = result.documents
    mend = partial(mending, every=every, sources=sources, output=output)
    remedies, unmade = mend(result.outdated), mend(result.not_made)
    if as_json:
        say_json(_as_json(result, remedies, unmade, dry_run=dry_run))
    elif not quiet:
        (_forecast if dry_run else _summary)(result)
    _warn(result, remedies, output, dry_run=dry_run)
    if not quiet:
        _offer(unmade, result, every_language=ALL_LANGUAGES in languages)
    for failed in result.failed:
        complain(f"{failed.document.name} is niet gemaakt. {explain(failed.error)}")
    if result.unsaved:
        complain(f"Wat er is gemaakt, is niet onthouden. {explain(result.unsaved)}")
    if result.failed or result.unsaved:
        codes = {exit_code(failed.error) for failed in result.failed}
        all_failed = len(result.failed) == len(documents) and not result.unsaved
        context.exit(codes.pop() if all_failed and len(codes) == 1 else ExitCode.SOME_FAILED)


@click.command(cls=Command, options_metavar="[OPTIES]")
@OUTPUT
@click.option("--markdown", "as_markdown", is_flag=True, help="Toon het als tekst voor een mail.")
@help_option
def changes(output: Path, as_markdown: bool) -> None:
    """Toon wat er de laatste keer veranderde, en wat daarom opnieuw is gemaakt."""
    from press.ledger.changes import in_words, kept_in_words, markdown
    from press.ledger.manifest import read_manifest
    from sources.problems import visible

    known = read_manifest(output)
    report, languages = known.report, known.languages
    if known.damaged:
        say(f"{DAMAGED.format(output / MANIFEST)} Maak alles opnieuw met build.", err=True)
    elif not report:
        say(f"In de map {output} is nog niets gemaakt.")
    elif as_markdown:
        click.echo(visible(markdown(report, languages)), nl=False)
    else:
        say(f"Laatste verandering: {report['day']}")
        for line in (*in_words(report["rows"], languages), *kept_in_words(report)):
            say(f"  {line}")
    if report and not report["ended"]:
        click.echo("Dit is niet af: het maken is afgebroken. Doe het nog eens.", err=True)


def _meant(sources: Path | None) -> Sequence[str]:
    """The editions when none is named: those of the user's own folder, else the national one."""
    own = editions_in(sources) if sources else []
    return own or (DEFAULT_EDITION,)


def _warn(
    result: Result,
    remedies: Commands,
    output: Path,
    *,
    dry_run: bool,
) -> None:
    if result.damaged:
        say(f"Let op: {DAMAGED.format(output / MANIFEST)} {UNKNOWN}", err=True)
    if result.overdue:
        warn("Let op, gegevens zijn oud:")
    for line in result.overdue:
        say(f"  {line}", err=True)
    if result.same_version:
        warn("Let op, twee verschillende versies heten nu hetzelfde:")
    for problem in result.same_version[:MOST_LINES]:
        say(f"  {problem}", err=True)
    if len(result.same_version) > MOST_LINES:
        say(f"  ... en nog {len(result.same_version) - MOST_LINES}", err=True)
    if result.notices:
        say("Om te weten:", err=True)
    for line in result.notices:
        say(f"  {line}", err=True)
    if result.omissions:
        warning = "Let op, niet alles uit uw eigen gegevens staat overal op:"
        warn(warning)
    for where, omissions in _omitted(result).items():
        for words, languages in omissions.items():
            say(f"  {where} ({', '.join(languages)}): {words}.", err=True)
    tell(result, dry_run=dry_run)
    if remedies:
        warning = "Let op, dit is nog van voor de laatste wijziging:"
        warn(warning)
    _told(remedies, result, "Gooi het weg, of maak het opnieuw met")


def _offer(commands: Commands, result: Result, *, every_language: bool) -> None:
    """What was not asked for, or not as somebody may think: ``all`` is not all that there are."""
    from press.ledger.changes import listed

    if commands:
        say("De editie vraagt ook om meer, en dat is nog niet gemaakt:", err=True)
    _told(commands, result, "Maak het met")
    made = {document.language for document in result.documents}
    others = {code: name for code, name in result.languages.items() if code not in made}
    if every_language and others:
        names = listed(list(others.values()))
        say(f"Niet gemaakt, want de editie noemt ze niet: {names}.", err=True)
        example = f"--language {next(iter(others))}"
        say(f"  Zet ze in de editie bij 'languages', of gebruik bijvoorbeeld {example}", err=True)


def _told(commands: Commands, result: Result, advice: str) -> None:
    """Documents in words, with the command that makes them."""
    from press.ledger.changes import FEW, documents, listed

    for command, found in commands:
        editions = list(dict.fromkeys(document.edition for document in found))
        who = listed(editions) if len(editions) <= FEW else f"{len(editions)} edities"
        pairs = dict.fromkeys((document.language, document.product) for document in found)
        say(f"  {who}: {documents(pairs, result.languages)}.", err=True)
        say(f"  {advice}: {command}", err=True)


def _omitted(result: Result) -> dict[str, dict[str, list[str]]]:
    """What each product of an edition leaves out, once, and in which languages."""
    from press.ledger.changes import WORDS

    found: dict[str, dict[str, list[str]]] = {}
    for document, omissions in result.omissions.items():
        place = found.setdefault(f"{document.edition}, {WORDS[document.product]}", {})
        for omission in omissions:
            place.setdefault(str(omission), []).append(document.language)
    return found


def _forecast(result: Result) -> None:
    """What a dry run says: which files would be written and why, and which removed."""
    by_reason: dict[str, list[Path]] = {}
    for made in result.made:
        by_reason.setdefault("; ".join(result.why[made.document]), []).append(made.path)
    for reason, paths in by_reason.items():
        say(f"Dit zou worden gemaakt ({reason}):")
        for path in paths:
            say(f"  {path}")
    if result.removed:
        say("Dit zou worden weggehaald, want geen editie vraagt er nog om:")
    for path in result.removed:
        say(f"  {path}")
    if not result.made and not result.failed and not result.removed:
        say(f"Er is niets te doen. Wat er staat, is nog goed ({len(result.fresh)}).")


def _summary(result: Result) -> None:
    from press.ledger.changes import in_words

    if result.made:
        word = "bestand" if len(result.made) == 1 else "bestanden"
        say(f"{len(result.made)} {word} gemaakt:", bold=True)
    for made in result.made[:MOST_LINES]:
        say(f"  {made.path}")
    if len(result.made) > MOST_LINES:
        say(f"  ... en nog {len(result.made) - MOST_LINES}")
    if result.removed:
        say("Weggehaald, want geen editie vraagt er nog om:", bold=True)
    for gone in result.removed:
        say(f"  {gone}")
    if result.rows:
        say("Wat er veranderde:", bold=True)
    for line in in_words(result.rows, result.languages, short=True):
        say(f"  {line}")
    if not result.made and not result.failed and not result.removed:
        say(f"Er is niets veranderd. Wat er staat, is nog goed ({len(result.fresh)}).")


def _as_json(
    result: Result, remedies: Commands, unmade: Commands, *, dry_run: bool
) -> dict[str, Any]:
    omissions = [
        {"document": document.name, **vars(omission)}
        for document, found in result.omissions.items()
        for omission in found
    ]
    made = [] if dry_run else result.made
    planned = result.made if dry_run else []
    return {
        "planned": [str(one.path) for one in planned],
        "why": {one.document.name: result.why[one.document] for one in result.made},
        "made": [
            {
                "edition": one.document.edition,
                "language": one.document.language,
                "product": one.document.product,
                "path": str(one.path),
                "sha256": one.sha256,
                "bytes": one.size,
            }
            for one in made
        ],
        "failed": [
            {
                "edition": failed.document.edition,
                "language": failed.document.language or None,
                "product": failed.document.product or None,
                "exit_code": int(exit_code(failed.error)),
                "reason": explain(failed.error),
            }
            for failed in result.failed
        ],
        "put_aside": aside_rows(result.aside),
        "kept": [str(path) for path in (*result.kept, *result.elsewhere)],
        "unchanged": len(result.fresh),
        "removed": [str(path) for path in result.removed],
        "changes": result.rows,
        "overdue": result.overdue,
        "same_version": [vars(problem) for problem in result.same_version],
        "notices": result.notices,
        "outdated": _commands(remedies),
        "not_made": _commands(unmade),
        "omissions": omissions,
        "manifest": {
            "damaged": result.damaged,
            "unsaved": explain(result.unsaved) if result.unsaved else None,
        },
    }


def _commands(commands: Commands) -> list[dict[str, Any]]:
    return [
        {"documents": [document.name for document in found], "command": command}
        for command, found in commands
    ]
