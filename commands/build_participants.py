"""``build --for``: a handout by name for each participant of a workshop.

Names of people are in the files alone: what is printed here are numbers and folders.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wegwijs.commands.outcome import complain, exit_code, explain, say, say_json, say_some, warn
from wegwijs.commands.set_aside import report_set_aside
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.folder import editions as editions_in
from wegwijs.sources.invocation import DEFAULT_SOURCES, as_command, from_here, where
from wegwijs.sources.problems import reason

if TYPE_CHECKING:
    from wegwijs.commands.build import BuildOptions
    from wegwijs.press.build.settings import BuildSettings
    from wegwijs.press.order import Order
    from wegwijs.press.participants.build import ParticipantsResult


def write_empty_list(path: Path, options: BuildOptions) -> None:
    """Write a list to fill in; never over a file that is there. Raises ``NotPossible``. The command
    that makes its handouts takes the editions, languages and folders that were named.
    """
    from wegwijs.sources.participant_list import empty_list

    data = empty_list(path)
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise click.UsageError(f"{path} kan niet worden geschreven ({reason(error)})") from error
    say(f"{path} is gemaakt. Zet er op elke rij een deelnemer in, en maak de hand-outs:")
    edition = _one_edition(options.editions, options.sources, options.output)
    asked = [word for code in options.languages for word in ("--language", code)]
    asked += ["--allow-drafts"] if options.allow_drafts else []
    say(f"  {as_command('build', *edition, *asked, '--for', str(path))}")


def _one_edition(editions: Sequence[str], sources: Path | None, output: Path) -> list[str]:
    """Return the words that choose the one edition that ``--for`` takes: the one that was named, or
    the only one of the user's own folder. Where there are more, the user must choose.

    A folder that was typed is kept, whether it has editions or only numbers of its own; the usual
    one, which nobody typed, only matters for its editions.
    """
    there = sources
    if there is None and not editions and DEFAULT_SOURCES.is_dir():
        there = from_here(DEFAULT_SOURCES)
    own = editions or (editions_in(there) if there else [])
    folder = sources or (there if own else None)
    return [*(["EDITIE"] if len(own) > 1 else own), *where(folder, output)]


def build_for(
    path: Path, order: Order, settings: BuildSettings, *, as_json: bool, quiet: bool
) -> None:
    """Make the handouts for a list and report it. Raises what reading and making raise, and ends
    with the exit code of a language that failed.
    """
    from wegwijs.press.participants.build import build_copies
    from wegwijs.press.participants.folder import FOLDER
    from wegwijs.sources.participant_list import read_participants

    read = read_participants(path)
    result = build_copies(order, read.people, read.tell, settings)
    place = settings.output / FOLDER / result.edition
    if as_json:
        say_json(_as_json(result, place, read.remarks, dry_run=settings.dry_run))
    elif not quiet:
        for line in read.remarks:
            say(f"Om te weten: {line}.", err=True)
        _tell(result, place, dry_run=settings.dry_run)
    _warn(result, dry_run=settings.dry_run)
    for language, error in result.failed.items():
        complain(f"{result.edition}/{language} is niet gemaakt: {explain(error)}")
    if result.failed:
        codes = {exit_code(error) for error in result.failed.values()}
        whole = not (result.done or result.fresh) and len(codes) == 1
        raise click.exceptions.Exit(codes.pop() if whole else ExitCode.SOME_FAILED)


def _tell(result: ParticipantsResult, place: Path, *, dry_run: bool) -> None:
    people = "1 deelnemer" if result.people == 1 else f"{result.people} deelnemers"
    would = "zouden worden" if dry_run else "zijn"
    for language, done in result.done.items():
        files = "1 bestand" if done.written == 1 else f"{done.written} bestanden"
        removed = f", {done.removed} weggehaald" if done.removed else ""
        say(f"{place / language}: {people}, {files} {would} geschreven{removed}.")
        if not dry_run and done.written:
            together = f"hand-outs-{language}"
            say(f"  Om te printen: {together}.docx. Alles in één bestand: {together}.zip.")
    changes = dict.fromkeys(line for done in result.done.values() for line in done.changes)
    if changes:
        say("Wat er veranderde:", bold=True)
    say_some((f"  {line}" for line in changes), err=False)
    for language in result.fresh:
        say(f"{place / language}: {people}, niets veranderd.")
    if result.done and not dry_run:
        say(
            "Hier staan namen in. Zet deze map niet op een website, en haal hem weg na de workshop."
        )


def _warn(result: ParticipantsResult, *, dry_run: bool) -> None:
    if result.overdue:
        warn("Let op, gegevens zijn oud:")
    for line in result.overdue:
        say(f"  {line}", err=True)
    for done in result.done.values():
        report_set_aside(done.aside, dry_run=dry_run)
        for path in done.kept:
            say(f"{path} is met de hand veranderd en blijft dus staan.", err=True)


def _as_json(
    result: ParticipantsResult, place: Path, remarks: tuple[str, ...], *, dry_run: bool
) -> dict[str, Any]:
    """Return the result as JSON data, without names."""
    return {
        "dry_run": dry_run,
        "edition": result.edition,
        "folder": str(place),
        "participants": result.people,
        "languages": {
            language: {
                "written": done.written,
                "same": done.same,
                "removed": done.removed,
                "changes": done.changes,
                "kept": len(done.kept),
                "aside": len(done.aside),
            }
            for language, done in result.done.items()
        },
        "unchanged": result.fresh,
        "failed": {language: explain(error) for language, error in result.failed.items()},
        "overdue": result.overdue,
        "remarks": list(remarks),
    }
