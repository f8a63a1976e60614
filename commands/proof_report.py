"""What ``proof`` reports: in words, as JSON data, and as a page with pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wegwijs.commands.outcome import colour, say, say_some
from wegwijs.commands.set_aside import report_set_aside
from wegwijs.sources.problems import reason, visible

if TYPE_CHECKING:
    from wegwijs.commands.proof_advice import Advice
    from wegwijs.proof.findings import Finding
    from wegwijs.proof.output_check import CheckResult

_CONTACTS = ("contact", "link", "qr")  # the kinds of findings that may do harm
FEW = 6  # most of those that are named of files that are older than the data
MOST = 200  # most findings printed; the report and --json have all


def write_report(path: Path, result: CheckResult, output: Path) -> None:
    """Write the report in HTML. Raises ``UsageError`` when that is not possible."""
    from wegwijs.press.files.aside import replace
    from wegwijs.press.files.seal import is_sealed, seal_html
    from wegwijs.proof.report import page

    try:
        kept = replace(path, seal_html(page(result, output.name).encode()), is_sealed)
    except OSError as error:
        raise click.UsageError(f"{path} kan niet worden geschreven ({reason(error)})") from error
    report_set_aside([kept] if kept else [])


def in_words(result: CheckResult, advice: Advice, *, quiet: bool) -> None:
    """Print the findings, and unless ``quiet`` the notices and the verdict. Of a document that is
    older than the data it says that, and not each thing that differs.
    """
    from wegwijs.proof.findings import SOURCE
    from wegwijs.proof.output_check import NONE
    from wegwijs.proof.printed import listed

    _tell_older([one for one in result.findings if one.older], advice, quiet=quiet)
    _tell_unread([one for one in result.findings if one.kind == SOURCE], quiet=quiet)
    findings = [one for one in result.findings if not one.older and one.kind != SOURCE]
    shown = findings[:MOST]
    for document, group in groupby(shown, key=lambda one: one.document):
        click.secho(f"{visible(document)}:", bold=True, err=quiet, color=colour())
        for line in _lines(group):
            click.echo(f"  {line}", err=quiet)
    if len(findings) > MOST:
        click.echo(f"... en nog {len(findings) - MOST}. --report toont ze alle.", err=quiet)
    if quiet:
        return
    for document, group in groupby(result.notices[:MOST], key=lambda one: one.document):
        say(f"Om te weten, {visible(document)}:")
        for one in group:
            say(f"  {_line(f'{Path(one.file).name}: {one.what}')}")
    for name in result.unread:
        say(f"Niet nagekeken, want niet in het manifest: {name}")
    count = len(result.documents)
    documents = "1 document" if count == 1 else f"{count} documenten"
    files = "1 bestand" if len(result.verdicts) == 1 else f"{len(result.verdicts)} bestanden"
    judged = result.by != NONE
    by = f" PDF/UA en PDF/A zijn gekeurd door {result.by}." if judged else ""
    for line in listed(result.printed):
        say(visible(line))
    about = f"{documents} nagekeken ({files})"
    text = f"{about}: {_uncapital(result.verdict)}{by}"
    click.secho(text, bold=True)


def _tell_older(findings: Sequence[Finding], advice: Advice, *, quiet: bool) -> None:
    if not findings:
        return
    from wegwijs.proof.findings import STALE

    count = "1 fout" if len(findings) == 1 else f"{len(findings)} fouten"
    heading = f"Ouder dan de gegevens ({count}):"
    click.secho(heading, bold=True, err=quiet, color=colour())
    lines = advice.newer([one for one in findings if one.kind == STALE])
    say_some((f"  {line}" for line in lines), err=quiet)
    _tell_wrong_contacts(findings, quiet=quiet)
    say("  Elk verschil staat in --report en --json.", err=quiet)


def _tell_wrong_contacts(findings: Iterable[Finding], *, quiet: bool) -> None:
    """Say what is wrong with numbers, links and codes, that of the fewest files first: whatever
    explains it, and also where the change does not, none of them may be printed unseen.
    """
    files: dict[str, list[str]] = {}
    for one in findings:
        if one.kind in _CONTACTS:
            files.setdefault(one.what, []).append(one.file)
    if not files:
        return
    heading = f"  Nummers, links en codes die anders zijn dan in de gegevens ({len(files)}):"
    say(heading, err=quiet)
    rare = sorted(files.items(), key=lambda one: len(one[1]))
    for what, names in rare[:FEW]:
        say(f"    {_line(f'{_and_more(names)}: {what}')}", err=quiet)
    if len(rare) > FEW:
        say(f"    ... en nog {len(rare) - FEW}", err=quiet)


def _and_more(files: Sequence[str]) -> str:
    more = len(set(files)) - 1
    return files[0] + (f" en nog {more}" if more else "")


def _tell_unread(findings: Sequence[Finding], *, quiet: bool) -> None:
    """Say once of an edition or a translation that it cannot be read, not of each document."""
    if not findings:
        return
    click.secho("Niet na te kijken:", bold=True, err=quiet, color=colour())
    once = {(one.what, one.detail, one.todo): one for one in reversed(findings)}
    lines = list(_lines(reversed(once.values())))
    for line in lines[:MOST]:
        click.echo(f"  {line}", err=quiet)
    if len(lines) > MOST:
        click.echo("  ... en nog meer. --report toont alles.", err=quiet)


def _uncapital(text: str) -> str:
    text = text.removeprefix("Er is iets mis: ")
    return text[:1].lower() + text[1:]


def _lines(findings: Iterable[Finding]) -> Iterable[str]:
    """Yield the findings of a document; advice that several share is printed once, below them."""
    by_todo: dict[str, list[Finding]] = {}
    for one in findings:
        by_todo.setdefault(one.todo, []).append(one)
    for todo, group in by_todo.items():
        for one in group:
            place = ", ".join(part for part in (Path(one.file).name, str(one.at)) if part)
            yield _line(f"{place}: {one.what}" if place else one.what)
            if one.detail:
                yield f"    {_line(one.detail)}"
        yield f"    -> {_line(todo)}"


def _line(text: str) -> str:
    """Return the text of a file on one line, escaped for a terminal."""
    return visible(" ".join(text.splitlines()))


def as_json(result: CheckResult, seconds: float) -> dict[str, Any]:
    """Return the result as JSON data."""
    from wegwijs.proof.printed import concepts

    return {
        "judge": result.by,
        "documents": result.documents,
        "files": len(result.verdicts),
        "findings": [one.as_json() for one in result.findings],
        "notices": [one.as_json() for one in result.notices],
        "editions": [one.as_json() for one in result.printed],
        "concept": [one.code for one in concepts(result.printed)],
        "unread": result.unread,
        "unjudged": result.unjudged,
        "seconds": round(seconds, 1),
    }
