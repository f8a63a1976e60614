"""The ``status`` command: report what is up to date. Makes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wegwijs.commands.dutch import Command, help_option
from wegwijs.commands.options import JSON, OUTPUT, SOURCES, TODAY, folders, today_of
from wegwijs.commands.outcome import say, say_json, warn
from wegwijs.commands.rebuild_commands import rebuild_commands
from wegwijs.sources.errors import ExitCode

if TYPE_CHECKING:
    from wegwijs.press.ledger.outdated import Outdated
    from wegwijs.press.order import Document
    from wegwijs.press.status import EditionStatus, Standing, Status

DAMAGED = (
    "manifest.json is beschadigd, of van een andere versie. Wat er is gemaakt, is niet bekend."
)
MENDED = ("outdated", "unfinished", "missing", "never")


@click.command(cls=Command, options_metavar="[OPTIES]")
@click.argument("editions", nargs=-1, metavar="[EDITIE ...]")
@SOURCES
@OUTPUT
@TODAY
@JSON
@help_option
@click.pass_context
def status(
    context: click.Context,
    editions: tuple[str, ...],
    sources: Path | None,
    output: Path,
    today: date | None,
    as_json: bool,
) -> None:
    """Toon wat goed is, wat verouderd is, en wat er nog niet is.

    \b
    Zonder EDITIE: alles wat gemaakt is, en alle edities (met --sources: die van uzelf).
      python generate.py status
      python generate.py status utrecht --sources mijn-gegevens

    Er wordt niets gemaakt en niets veranderd.
    """
    from wegwijs.press.ledger.changes import FEW
    from wegwijs.press.status import status as look

    day = today_of(today)
    found = look(
        tuple(dict.fromkeys(editions)), folders(sources), output, day, own=sources is not None
    )
    every = not editions and len(found.editions) > FEW
    todo = rebuild_commands(
        _todo(found), every=every, sources=sources, output=output, current=found.current
    )
    if as_json:
        say_json(_as_json(found, todo, output, day))
    else:
        _tell(found, todo, output)
    if any(edition.problems for edition in found.editions):
        context.exit(ExitCode.DATA_INVALID)


def _todo(found: Status) -> list[Outdated]:
    from wegwijs.press.ledger.outdated import Outdated

    return [
        Outdated(one.document, one.asked, one.profile, one.drafts)
        for edition in found.editions
        if not edition.problems
        for one in edition.documents
        if one.state in MENDED
    ]


def _tell(found: Status, todo: Sequence[tuple[str, list[Document]]], output: Path) -> None:
    if found.damaged:
        warn(DAMAGED)
    stories = {one.id: list(_story(one, found.languages, output)) for one in found.editions}
    for who, story in told_together(stories):
        say(f"{who}:", bold=True)
        for line in story:
            say(f"  {line}")
    for command, documents in todo:
        what = "dit document" if len(documents) == 1 else f"deze {len(documents)} documenten"
        say(f"Zo maakt u {what}: {command}")
    say(_summary(found.editions))


def told_together(stories: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the lines about editions, those of editions with equal lines once."""
    from wegwijs.press.ledger.changes import listed_short

    together: dict[tuple[str, ...], list[str]] = {}
    for edition, story in stories.items():
        together.setdefault(tuple(story), []).append(edition)
    for lines, editions in together.items():
        yield listed_short(editions), lines


def _story(edition: EditionStatus, languages: dict[str, str], output: Path) -> Iterator[str]:
    """Yield the lines about an edition; editions with equal lines are combined."""
    from wegwijs.press.ledger.changes import documents, listed
    from wegwijs.press.status import WORDS

    if edition.problems:
        yield f"De gegevens kloppen niet: {edition.problems[0]}"
    order = list(WORDS)
    groups: dict[tuple[str, ...], list[Standing]] = {}
    for one in edition.documents:
        groups.setdefault((one.state, *one.why), []).append(one)
    for (state, *why), group in sorted(groups.items(), key=lambda item: order.index(item[0][0])):
        pairs = [(one.document.language, one.document.product) for one in group]
        reason = f" ({'; '.join(why)})" if why else ""
        yield f"{WORDS[state]}: {documents(pairs, languages)}{reason}"
    drafts = dict.fromkeys(one.document.language for one in edition.documents if one.concept)
    if drafts:
        names = listed([languages.get(code, code) for code in drafts])
        yield f"met het merk CONCEPT, want nog niet helemaal nagekeken: {names}"
    for one in edition.documents:
        for path in one.changed:
            yield f"met de hand veranderd: {output / path}"
    yield from edition.overdue
    yield from edition.old_copies


def _summary(editions: Sequence[EditionStatus]) -> str:
    good = sum(_is_good(edition) for edition in editions)
    late = sum(bool(edition.overdue) for edition in editions)
    ended = f" In {late} staan gegevens die te lang geleden zijn nagekeken." if late else ""
    count = "1 editie" if len(editions) == 1 else f"{len(editions)} edities"
    return f"{count}, {good} helemaal goed.{ended}"


def _is_good(edition: EditionStatus) -> bool:
    states = {one.state for one in edition.documents}
    return states == {"current"} and not edition.problems and not edition.old_copies


def _as_json(
    found: Status, todo: Iterable[tuple[str, list[Document]]], output: Path, day: date
) -> dict[str, Any]:
    return {
        "output": str(output),
        "today": day.isoformat(),
        "manifest": {"damaged": found.damaged},
        "editions": [
            {
                "edition": edition.id,
                "name": edition.name,
                "problems": edition.problems,
                "overdue": edition.overdue,
                "old_copies": edition.old_copies,
                "documents": [
                    {
                        "language": one.document.language,
                        "product": one.document.product,
                        "profile": one.profile,
                        "state": str(one.state),
                        "concept": one.concept,
                        "why": one.why,
                        "changed": [str(output / path) for path in one.changed],
                    }
                    for one in edition.documents
                ],
            }
            for edition in found.editions
        ],
        "commands": [
            {"command": command, "documents": [document.name for document in documents]}
            for command, documents in todo
        ],
    }
