"""The ``changes`` command: what changed in the last run."""

from __future__ import annotations

from pathlib import Path

import click

from wegwijs.commands.dutch import Command, help_option
from wegwijs.commands.manifest import refuse_damaged
from wegwijs.commands.options import OUTPUT
from wegwijs.commands.outcome import say


@click.command(cls=Command, options_metavar="[OPTIES]")
@OUTPUT
@click.option("--markdown", "as_markdown", is_flag=True, help="Toon het als tekst voor een mail.")
@help_option
def changes(output: Path, as_markdown: bool) -> None:
    """Toon wat er de laatste keer veranderde, en wat daarom opnieuw is gemaakt."""
    from wegwijs.press.ledger.changes import in_words, kept_in_words, markdown
    from wegwijs.press.ledger.manifest import read_manifest
    from wegwijs.sources.problems import visible

    known = read_manifest(output)
    report, languages = known.report, known.languages
    refuse_damaged(known, output)
    if not report:
        say(f"In de map {output} is nog niets gemaakt.")
    elif as_markdown:
        click.echo(visible(markdown(report, languages)), nl=False)
    else:
        say(f"Laatste verandering: {report['day']}")
        for line in (*in_words(report["rows"], languages), *kept_in_words(report)):
            say(f"  {line}")
    if report and not report["ended"]:
        click.echo("Dit is niet af: het maken is afgebroken. Doe het nog eens.", err=True)
