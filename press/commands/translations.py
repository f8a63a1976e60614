"""``translate``: the translator's way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from press.commands.dutch import Group, help_option
from press.commands.kept import tell_aside
from press.commands.options import JSON, SOURCES, folders
from press.commands.outcome import say, say_json

if TYPE_CHECKING:
    from press.aside import Aside


@click.group(cls=Group, options_metavar="", subcommand_metavar="OPDRACHT ...")
@help_option
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
@SOURCES
@help_option
def update(languages: tuple[str, ...], sources: Path | None) -> None:
    """Haal de Nederlandse teksten op en werk de PO-bestanden bij.

    Wat veranderde, krijgt het merk 'fuzzy'. Een controle door een lezer telt dan niet meer.
    Met --sources komen alleen uw eigen woorden in locale/TAAL.po van uw map.
    """
    from press.locale import update_catalogues

    kept: list[Aside] = []
    reports = list(update_catalogues(folders(sources), languages, kept))
    if not reports:
        say("Er is niets te vertalen: uw map heeft geen eigen woorden in andere talen.")
    for report in reports:
        say(
            f"{report.file}: {report.total} teksten, {report.fuzzy} veranderd,"
            f" {report.missing} nog te vertalen"
        )
    tell_aside(kept)


@translate.command(options_metavar="[OPTIES]")
@SOURCES
@JSON
@help_option
def status(sources: Path | None, as_json: bool) -> None:
    """Toon per taal wat er klaar is."""
    from press.locale import statuses

    rows = [status.row() for status in statuses(folders(sources))]
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
@SOURCES
@help_option
def check_translations(languages: tuple[str, ...], sources: Path | None) -> None:
    """Controleer invulplaatsen, vette woorden, lengte, tekens en de woordenlijst."""
    from press.locale import check_catalogues

    count = check_catalogues(folders(sources), languages)
    click.echo(f"{count} vertalingen gecontroleerd, geen fouten.")
