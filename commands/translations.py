"""The ``translate`` commands, for translators."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wegwijs.commands.dutch import Group, help_option
from wegwijs.commands.options import JSON, SOURCES_FOLDER, Day, folders
from wegwijs.commands.outcome import complain, say, say_json
from wegwijs.commands.set_aside import report_set_aside
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.invocation import INSTALLED, as_command, where

if TYPE_CHECKING:
    from wegwijs.press.files.aside import Aside
    from wegwijs.sources.problems import Problem


class TranslationsOfTheProgram(WegwijsError):
    """An installed program keeps its own translations where the next version overwrites them."""

    exit_code = ExitCode.USAGE

    def __init__(self) -> None:
        super().__init__(
            "deze vertalingen horen bij het programma: wat u daarin schrijft, is weg bij een nieuwe"
            " versie",
            "Doe het in de map met de broncode, en installeer die daarna opnieuw."
            " Of zet er --sources MAP --all achter: dan komt een kopie in uw eigen map",
        )


ALL = click.option(
    "--all",
    "whole",
    is_flag=True,
    help="Ook de vertaling van het programma, als kopie in de map van --sources.",
)


def _refuse_program(sources: Path | None, whole: bool) -> None:
    if whole and sources is None:
        raise click.UsageError("geef bij --all ook --sources: de map waarin de kopie komt")
    if INSTALLED and sources is None:
        raise TranslationsOfTheProgram


@click.group(cls=Group, options_metavar="", subcommand_metavar="OPDRACHT ...")
@help_option
def translate() -> None:
    """Vertalingen: bijwerken, stand, controle.

    \b
    De vertalingen staan in sources/locale/TAAL.po. U opent ze met Poedit of Weblate.
      python generate.py translate update        na een wijziging in het Nederlands
      python generate.py translate status
      python generate.py translate check
      python generate.py translate reviewed pl   wat nog niemand nakeek
    """


@translate.command(options_metavar="[OPTIES]")
@click.argument("languages", nargs=-1, metavar="[TAAL ...]")
@SOURCES_FOLDER
@ALL
@help_option
def update(languages: tuple[str, ...], sources: Path | None, whole: bool) -> None:
    """Haal de Nederlandse teksten op en werk de PO-bestanden bij.

    Wat veranderde, krijgt het merk 'fuzzy'. Dat een lezer die zin nakeek, telt dan niet meer.
    Met --sources komen alleen uw eigen woorden in locale/TAAL.po van uw map; met --all ook de
    vertaling van het programma, om daar te verbeteren.
    """
    from wegwijs.press.catalogues import update_catalogues

    _refuse_program(sources, whole)
    kept: list[Aside] = []
    faults: list[Problem] = []
    reports = list(update_catalogues(folders(sources), languages, kept, faults, whole=whole))
    if not reports and not faults:
        say("Er is niets te vertalen: uw map heeft geen eigen woorden in andere talen.")
    for report in reports:
        say(
            f"{report.file}: {report.total} teksten, {report.fuzzy} veranderd,"
            f" {report.missing} nog te vertalen"
        )
    report_set_aside(kept)
    if faults:
        complain("Deze editie is overgeslagen, want er klopt iets niet in de gegevens:")
        for problem in faults:
            complain(f"  {problem}")
        say("Haal dat eruit, en geef de opdracht nog eens: dan komen die woorden erbij.", err=True)
        raise click.exceptions.Exit(ExitCode.DATA_INVALID)


@translate.command(options_metavar="[OPTIES]")
@click.argument("languages", nargs=-1, metavar="[TAAL ...]")
@SOURCES_FOLDER
@JSON
@help_option
def status(languages: tuple[str, ...], sources: Path | None, as_json: bool) -> None:
    """Toon per taal wat er klaar is."""
    from wegwijs.press.catalogues import statuses

    rows = [status.row() for status in statuses(folders(sources), languages)]
    if as_json:
        say_json(rows)
        return
    heads = {
        "language": "taal",
        "name": "naam",
        "state": "stand",
        "translated": "vertaald",
        "fuzzy": "veranderd",
        "missing": "ontbreekt",
        "unreviewed": "na te kijken",
        "reviewer": "nagekeken door",
        "reviewed_on": "op",
        "source_version": "Nederlands",
    }
    table = [heads, *({name: str(row[name] or "-") for name in heads} for row in rows)]
    widths = {name: max(len(row[name]) for row in table) for name in heads}
    for row in table:
        say("  ".join(row[name].ljust(widths[name]) for name in heads).rstrip())


@translate.command("check", options_metavar="[OPTIES]")
@click.argument("languages", nargs=-1, metavar="[TAAL ...]")
@SOURCES_FOLDER
@help_option
def check_translations(languages: tuple[str, ...], sources: Path | None) -> None:
    """Controleer invulplaatsen, vette woorden, lengte, tekens en de woordenlijst."""
    from wegwijs.press.catalogues import check_catalogues

    count, unreviewed = check_catalogues(folders(sources), languages)
    left = f" Nog niet door een lezer nagekeken: {unreviewed}." if unreviewed else ""
    click.echo(f"{count} vertalingen gecontroleerd, geen fouten.{left}")


@translate.command(options_metavar="[OPTIES]")
@click.argument("language", metavar="TAAL")
@click.option("--by", "name", metavar="NAAM", help="Wie alle vertalingen in deze taal nakeek.")
@click.option("--on", "day", type=Day(), metavar="DATUM", help="Op welke dag. Standaard: vandaag.")
@SOURCES_FOLDER
@ALL
@help_option
def reviewed(
    language: str, name: str | None, day: date | None, sources: Path | None, whole: bool
) -> None:
    """Schrijf op wie een vertaling nakeek, of toon wat nog niemand nakeek.

    \b
      python generate.py translate reviewed pl                    toont het
      python generate.py translate reviewed pl --by "Anna Nowak"  schrijft het op

    Met --sources gaat het over uw eigen woorden, met --all ook over die van het programma.
    Verandert later een zin, dan moet alleen die zin opnieuw worden nagekeken. Een folder waarin
    zo'n zin staat, krijgt weer het merk CONCEPT.
    """
    if name or whole:
        _refuse_program(sources, whole)
    if name is None:
        if day:
            raise click.UsageError("geef bij --on ook --by: wie het nakeek")
        _tell_waiting(language, sources, whole)
        return
    from wegwijs.press.reviewing import review

    kept: list[Aside] = []
    done = review(folders(sources), language, name, day or date.today(), kept, whole=whole)
    status = done.status
    todo = status.fuzzy + status.missing
    left = f" Nog te vertalen: {todo}." if todo else ""
    say(
        f"{status.file}: nagekeken door {done.review.reviewer} op {done.review.day.isoformat()},"
        f" {status.total - todo} van {status.total} teksten, nieuw: {done.count}.{left}"
    )
    report_set_aside(kept)


def _tell_waiting(language: str, sources: Path | None, whole: bool) -> None:
    from wegwijs.press.reviewing import waiting

    file, texts = waiting(folders(sources), language, whole=whole)
    for (place, dutch), entry in texts:
        say(f"{file}:{entry.line}: {place}" if entry.line else f"{file}: {place}")
        say(f"  {dutch}")
        say(f"  {entry.text}")
    own = [*where(sources), *(["--all"] if whole else [])]
    done = as_command("translate", "reviewed", language, "--by", "NAAM", *own)
    todo = f" Alles goed? {done}" if texts else ""
    say(f"{file}: {len(texts)} teksten na te kijken.{todo}")
