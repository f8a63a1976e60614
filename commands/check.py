"""The ``check`` command: validates the data, makes nothing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wegwijs.commands.dutch import Command, help_option
from wegwijs.commands.options import JSON, SOURCES, TODAY, folders, today_of
from wegwijs.commands.outcome import colour, say, say_json
from wegwijs.sources.errors import ExitCode

if TYPE_CHECKING:
    from wegwijs.sources.checks.engine import CheckResult
    from wegwijs.sources.checks.finding import Finding
    from wegwijs.sources.status import TranslationStatus

MOST_PLACES = 12  # numbers of lines in a message; --json has all


@click.command(cls=Command, options_metavar="[OPTIES]")
@click.argument("names", nargs=-1, metavar="[EDITIE ...]")
@click.option("--all", "every", is_flag=True, help="Alle edities, zonder de voorbeelden.")
@SOURCES
@TODAY
@click.option("--strict", is_flag=True, help="Reken elk 'let op' als een fout.")
@click.option(
    "--links",
    is_flag=True,
    help="Vraag ook elk afgedrukt webadres op. Hiervoor is internet nodig.",
)
@JSON
@help_option
def check(
    names: tuple[str, ...],
    every: bool,
    sources: Path | None,
    today: date | None,
    strict: bool,
    links: bool,
    as_json: bool,
) -> None:
    """Kijk de gegevens na, zonder iets te maken.

    \b
    Zonder EDITIE: de edities in uw eigen map (--sources), en zonder die map alle die er zijn.
      python generate.py check
      python generate.py check --sources mijn-gegevens
      python generate.py check --sources mijn-gegevens utrecht --strict
      python generate.py check --links

    Een fout houdt het maken tegen (code 3). Bij 'let op' moet u zelf kijken.
    """
    from wegwijs.layouts.products.registry import SELECTABLE
    from wegwijs.layouts.typesetting.fonts import FontSet
    from wegwijs.sources.checks.engine import check_editions

    if every and names:
        raise click.UsageError("--all is voor alle edities: noem er dan geen")
    chosen = names or _editions(sources, every=every)
    judgement = check_editions(
        tuple(dict.fromkeys(chosen)),
        folders(sources),
        today_of(today),
        lambda fonts: FontSet(tuple(fonts)).missing,
        SELECTABLE,
    )
    if links:
        judgement.add(_ask(judgement))
    if strict:
        judgement.strict()
    if as_json:
        say_json(_as_json(judgement))
    else:
        _tell(judgement)
    from wegwijs.sources.checks.finding import Severity

    if judgement.of(Severity.ERROR):
        raise click.exceptions.Exit(ExitCode.DATA_INVALID)


def _editions(sources: Path | None, *, every: bool) -> list[str]:
    """Return the editions of the user's own folder, or else all; examples only by default."""
    from wegwijs.press.build.build import EXAMPLE
    from wegwijs.sources.folder import editions

    own = editions(sources) if sources and not every else []
    examples = sources is None and not every
    found = own or editions(*folders(sources))
    return [name for name in found if own or examples or not name.startswith(EXAMPLE)]


def _ask(judgement: CheckResult) -> list[Finding]:
    from wegwijs.sources.checks.context import printed_addresses
    from wegwijs.sources.links import NEEDS, LinksMissing

    try:
        from wegwijs.sources.links.asking import ask_all
    except ModuleNotFoundError as error:
        if error.name not in NEEDS:
            raise
        raise LinksMissing from error
    from wegwijs.sources.links.verdict import verdicts

    places = printed_addresses(judgement.reading.editions)
    terminal = sys.stderr.isatty()

    def said(done: int, count: int) -> None:
        if terminal:
            end = "\n" if done == count else ""
            click.echo(f"\r{done} van {count} webadressen gevraagd", nl=False, err=True)
            click.echo(end, nl=False, err=True)

    addresses = (address for one in places for address in one.addresses)
    return list(verdicts(places, ask_all(addresses, said)))


def _as_json(judgement: CheckResult) -> dict[str, object]:
    return {
        "editions": list(judgement.asked),
        "today": judgement.reading.today.isoformat(),
        "findings": [finding.row() for finding in judgement.findings],
        "translations": [status.row() for status in judgement.states],
    }


def _tell(judgement: CheckResult) -> None:
    from wegwijs.sources.checks.finding import Severity

    headings = {
        Severity.ERROR: ("Fouten:", "red"),
        Severity.WARNING: ("Let op:", "yellow"),
        Severity.NOTICE: ("Om te weten:", None),
    }
    for severity, (heading, shade) in headings.items():
        found = judgement.of(severity)
        if found:
            click.secho(heading, bold=True, fg=shade, color=colour())
        for line in _lines(found):
            say(f"  {line}")
    if judgement.states:
        click.secho("Vertalingen:", bold=True, color=colour())
    by_state: dict[str, list[str]] = {}
    for status in judgement.states:
        by_state.setdefault(_state(status), []).append(status.language)
    for state, languages in by_state.items():
        say(f"  {', '.join(languages)}: {state}")
    errors, warnings = (len(judgement.of(s)) for s in (Severity.ERROR, Severity.WARNING))
    fouten = "1 fout" if errors == 1 else f"{errors} fouten"
    edities = "1 editie" if len(judgement.asked) == 1 else f"{len(judgement.asked)} edities"
    click.echo(f"{edities} nagekeken: {fouten}, {warnings} keer let op.")


def _lines(found: Iterable[Finding]) -> Iterable[str]:
    """Yield one line per finding; facts past their review date are combined per owner, those due
    soon per source.
    """
    soon: Counter[tuple[str, str, str]] = Counter()
    old: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        data = dict(one.data)
        if one.kind == "review-soon":
            soon[data["due"], data["owner"], data["ask"]] += 1
        elif one.kind == "review-due":
            old.setdefault((one.file, data["owner"]), []).append(one)
        else:
            yield str(one)
    yield from _old(old)
    for (due, owner, ask), count in sorted(soon.items()):
        facts = "1 gegeven" if count == 1 else f"{count} gegevens"
        day = f"{date.fromisoformat(due):%d-%m-%Y}"
        yield f"{owner}: {facts} nakijken voor {day}. Vraag na bij: {ask}"


def _old(by_owner: Mapping[tuple[str, str], Sequence[Finding]]) -> Iterator[str]:
    """Yield a line for the old facts of an owner; owners of whom the same is to be said, such as
    hundreds of municipalities from one register, have one line together.
    """
    from wegwijs.press.ledger.changes import listed_short

    together: dict[tuple[int, str, tuple[str, ...], tuple[str, ...]], list[tuple[str, str]]] = {}
    for owner, facts in by_owner.items():
        since = min(dict(one.data)["due"] for one in facts)
        asks = tuple(dict.fromkeys(dict(one.data)["ask"] for one in facts))
        todo = tuple(dict.fromkeys(dict(one.data)["todo"] for one in facts))
        together.setdefault((len(facts), since, asks, todo), []).append(owner)
    for (count, since, asks, todo), owners in together.items():
        facts = [one for owner in owners for one in by_owner[owner]]
        files = dict.fromkeys(one.file for one in facts)
        lines = [one.line for one in facts]
        where = listed_short(list(files)) + (f":{lines[0]}" if len(facts) == 1 else "")
        if len(files) == 1 < len(facts):
            more = " ..." if len(lines) > MOST_PLACES else ""
            where += f", regel {', '.join(map(str, lines[:MOST_PLACES]))}{more}"
        each = "elk " if len(owners) > 1 else ""
        number = "1 gegeven" if count == 1 else f"{count} gegevens"
        who = listed_short([name for _, name in owners])
        yield (
            f"{where}: {who}: {each}{number} te lang geleden nagekeken (sinds"
            f" {date.fromisoformat(since):%d-%m-%Y}). Vraag na bij: {'; '.join(asks)}. Klopt het"
            f" nog? {' '.join(todo)}"
        )


def _state(status: TranslationStatus) -> str:
    row = status.row()
    done = f"{row['translated']} van {status.total} teksten"
    review = f", door {row['reviewer']} op {row['reviewed_on']}" if row["reviewer"] else ""
    left = f", {status.unreviewed} na te kijken" if row["reviewer"] and status.unreviewed else ""
    return f"{row['state']}{review} ({done}{left})"
