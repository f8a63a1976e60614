"""What ``build`` reports: files made or planned, warnings, and what else could be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wegwijs.commands.manifest import damaged
from wegwijs.commands.outcome import explain, say, say_some, warn
from wegwijs.commands.set_aside import report_kept

if TYPE_CHECKING:
    from wegwijs.press.build.result import Result
    from wegwijs.press.order import Document

    Commands = Sequence[tuple[str, list[Document]]]

UNKNOWN = "Wat er stond en nu niet opnieuw is gemaakt, kan oud zijn."


def warn_of(
    result: Result,
    remedies: Commands,
    output: Path,
    *,
    dry_run: bool,
) -> None:
    """Report warnings on the error stream; ``remedies`` rebuild outdated documents."""
    if result.damaged:
        say(f"Let op: {damaged(output)} {UNKNOWN}", err=True)
    if result.overdue:
        warn("Let op, gegevens zijn oud:")
    say_some(f"  {line}" for line in result.overdue)
    if result.same_version:
        warn("Let op, twee verschillende versies heten nu hetzelfde:")
    say_some(f"  {problem}" for problem in result.same_version)
    if result.notices:
        say("Om te weten:", err=True)
    say_some(f"  {line}" for line in result.notices)
    if result.omissions:
        warning = "Let op, niet alles uit uw eigen gegevens staat overal op:"
        warn(warning)
    say_some(f"  {line}" for line in _omitted(result))
    report_kept(result, dry_run=dry_run)
    if remedies:
        warning = "Let op, dit is nog van voor de laatste wijziging:"
        warn(warning)
    _told(remedies, result, "Gooi het weg, of maak het opnieuw met")


def offer(commands: Commands, result: Result, *, every_language: bool) -> None:
    """Report what was not requested. ``every_language``: ``all`` was typed, which people take for
    every language of the program.
    """
    from wegwijs.press.ledger.changes import listed

    if commands:
        say("De editie vraagt ook om meer, en dat is nog niet gemaakt:", err=True)
    _told(commands, result, "Maak het met")
    made = {document.language for document in result.documents}
    others = {code: name for code, name in result.languages.items() if code not in made}
    if every_language and others:
        there = listed([name for code, name in result.languages.items() if code in made])
        names = listed([f"{name} ({code})" for code, name in others.items()])
        say(f"--language all is elke taal die de editie noemt: {there}.", err=True)
        say(f"  Niet gevraagd, dus niet gemaakt: {names}.", err=True)
        example = f"--language {next(iter(others))}"
        say(
            f"  Wilt u er een bij? Zet de code in de editie bij 'languages', of typ {example}",
            err=True,
        )


def _told(commands: Commands, result: Result, advice: str) -> None:
    """Report documents with the command that makes them."""
    from wegwijs.press.ledger.changes import FEW, documents, listed

    for command, found in commands:
        editions = list(dict.fromkeys(document.edition for document in found))
        who = listed(editions) if len(editions) <= FEW else f"{len(editions)} edities"
        pairs = dict.fromkeys((document.language, document.product) for document in found)
        say(f"  {who}: {documents(pairs, result.languages)}.", err=True)
        say(f"  {advice}: {command}", err=True)


def failures(result: Result) -> Iterator[str]:
    """Yield why documents were not made: of an edition of which several were not for the same
    reason, once.
    """
    from wegwijs.press.ledger.changes import documents

    together: dict[tuple[str, str], list[Document]] = {}
    for failed in result.failed:
        key = failed.document.edition, explain(failed.error)
        together.setdefault(key, []).append(failed.document)
    for (edition, why), found in together.items():
        pairs = [(one.language, one.product) for one in found]
        several = f"{edition} ({documents(pairs, result.languages)})"
        yield f"{several if len(found) > 1 else found[0].name} is niet gemaakt: {why}"


def _omitted(result: Result) -> Iterator[str]:
    """Yield what documents omit: a line for each product and what it omits, with the editions and
    languages of which that is so. Hundreds of editions omit the same.
    """
    from wegwijs.press.ledger.changes import WORDS, listed_short

    found: dict[tuple[str, str], list[Document]] = {}
    for document, omissions in result.omissions.items():
        for words in dict.fromkeys(map(str, omissions)):
            found.setdefault((document.product, words), []).append(document)
    for (product, words), documents in found.items():
        who = listed_short(list(dict.fromkeys(one.edition for one in documents)))
        languages = ", ".join(dict.fromkeys(one.language for one in documents))
        yield f"{who}, {WORDS[product]} ({languages}): {words}."


def forecast(result: Result) -> None:
    """Report a dry run: files to write and why, and files to remove."""
    by_reason: dict[str, list[Path]] = {}
    for made in result.made:
        by_reason.setdefault("; ".join(result.why[made.document]), []).append(made.path)
    for reason, paths in by_reason.items():
        say(f"Dit zou worden gemaakt ({reason}):")
        say_some((f"  {path}" for path in paths), err=False)
    if result.removed:
        say("Dit zou worden weggehaald, want geen editie vraagt er nog om:")
    say_some((f"  {path}" for path in result.removed), err=False)
    if not result.made and not result.failed and not result.removed:
        say(f"Er is niets te doen. {_still_good(result)}")


def _still_good(result: Result) -> str:
    count = len(result.fresh)
    return f"Wat er staat, is nog goed: {count} {'document' if count == 1 else 'documenten'}."


def summary(result: Result) -> None:
    """Report the files made and removed, and the changes in them."""
    from wegwijs.press.ledger.changes import in_words

    if result.made:
        word = "bestand" if len(result.made) == 1 else "bestanden"
        say(f"{len(result.made)} {word} gemaakt:", bold=True)
    say_some((f"  {made.path}" for made in result.made), err=False)
    if result.removed:
        say("Weggehaald, want geen editie vraagt er nog om:", bold=True)
    say_some((f"  {gone}" for gone in result.removed), err=False)
    if result.rows:
        say("Wat er veranderde:", bold=True)
    say_some(
        (f"  {line}" for line in in_words(result.rows, result.languages, short=True)), err=False
    )
    if not result.made and not result.failed and not result.removed:
        say(f"Er is niets veranderd. {_still_good(result)}")
