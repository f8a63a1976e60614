"""The ``preview`` command: pictures of what was made."""

from __future__ import annotations

from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from wegwijs.commands.dutch import Command, help_option
from wegwijs.commands.manifest import refuse_damaged
from wegwijs.commands.options import JOBS, Count, Folder
from wegwijs.commands.outcome import complain, say
from wegwijs.commands.rebuild_commands import rebuild_commands
from wegwijs.commands.set_aside import report_set_aside
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.folder import editions as editions_in
from wegwijs.sources.invocation import DEFAULT_OUTPUT, DEFAULT_SOURCES, as_command, from_here, where
from wegwijs.sources.shipped import shipped as shipped_file

if TYPE_CHECKING:
    from wegwijs.press.ledger.manifest import Manifest
    from wegwijs.press.preview.task import Done


@click.command(cls=Command, options_metavar="[OPTIES]")
@click.argument("output", default=str(DEFAULT_OUTPUT), type=Folder(), metavar="[MAP]")
@click.option(
    "--edition", "editions", multiple=True, metavar="EDITIE", help="Alleen deze editie. Mag vaker."
)
@click.option(
    "--language", "languages", multiple=True, metavar="CODE", help="Alleen deze taal. Mag vaker."
)
@click.option(
    "--guides",
    is_flag=True,
    help="Teken op elke bladzijde de vouwen, de veilige marge en de snijlijn.",
)
@click.option(
    "--dpi",
    default=150,
    type=Count(36, 600),
    metavar="N",
    help="Hoe scherp, in punten per inch: 36 tot 600. Standaard: 150.",
)
@JOBS
@click.option(
    "--open",
    "show",
    is_flag=True,
    help="Open het overzicht als het klaar is. Bij meer edities: het eerste.",
)
@help_option
def preview(
    output: Path,
    editions: tuple[str, ...],
    languages: tuple[str, ...],
    guides: bool,
    dpi: int,
    jobs: int | None,
    show: bool,
) -> None:
    """Maak plaatjes van wat er al gemaakt is, voor een mail of om te bekijken.

    \b
    MAP is waar de bestanden staan. Standaard: output/. De plaatjes komen ernaast:
    MAP/EDITIE/TAAL/preview/, en per editie één overzicht: MAP/EDITIE/contact-sheet.png.
      python generate.py preview
      python generate.py preview --edition nationaal --language ar --open
      python generate.py preview drukker --guides --dpi 300

    Voor de hand-out is LibreOffice nodig. Is dat er niet, dan wordt die overgeslagen.
    """
    from contextlib import ExitStack

    from wegwijs.press.ledger.manifest import read_manifest

    _must_have(read_manifest(output), output, editions, languages)
    from wegwijs.commands.progress import Progress
    from wegwijs.press.build.build import hold
    from wegwijs.press.preview.pages import pdfium
    from wegwijs.press.preview.pictures import make_pictures, tasks

    pdfium()
    with ExitStack() as stack:
        hold(output, stack)
        known = read_manifest(output)
        todo = tasks(known, output, editions, languages, dpi=dpi, guides=guides)
        progress = Progress()
        try:
            done = make_pictures(todo, known, jobs, progress)
        finally:
            progress.done()
    _tell(done, known, output)
    if show and done.sheets and click.launch(str(done.sheets[0])) != 0:
        complain(f"Het overzicht gaat niet vanzelf open. Het staat hier: {done.sheets[0]}")
    if done.failed:
        raise click.exceptions.Exit(ExitCode.SOME_FAILED)


def _must_have(
    known: Manifest, output: Path, editions: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    """Raise ``UsageError`` when there is nothing to draw."""
    refuse_damaged(known, output)
    if not known.documents:
        begin = as_command(
            "build", *editions, *_asked(languages), *where(_sources(editions), output)
        )
        raise click.UsageError(f"in de map {output} is nog niets gemaakt. Begin met: {begin}")
    pairs = {(document.edition, document.language) for document, _ in known.entries()}
    of_edition = {pair for pair in pairs if not editions or pair[0] in editions}
    for asked, there, what in (
        (editions, {edition for edition, _ in pairs}, "van de editie"),
        (languages, {language for _, language in of_edition}, "in de taal"),
    ):
        for name in asked:
            if name not in there:
                known_names = ", ".join(sorted(there))
                raise click.UsageError(
                    f"{what} {name!r} is in de map {output} niets gemaakt. Er is: {known_names}"
                )


def _tell(done: Done, known: Manifest, output: Path) -> None:
    for sheet in done.sheets:
        say(f"Overzicht: {sheet}")
    folders = {picture.parent for picture in done.pictures}
    where = (
        f" in {len(folders)} mappen" if len(folders) > 1 else "".join(f" in {f}" for f in folders)
    )
    say(f"{len(done.pictures)} plaatjes gemaakt{where}.")
    if done.left_out:
        count = len(done.left_out)
        what = "De hand-out is" if count == 1 else f"{count} hand-outs zijn"
        say(f"{what} overgeslagen: LibreOffice (soffice) staat niet op deze computer.")
    report_set_aside(done.aside)
    for path in done.changed:
        say(f"{path} is niet meer zoals het gemaakt is. Het plaatje toont het bestand van nu.")
    for path, reason in done.failed:
        complain(f"Van {path} is geen plaatje gemaakt: {reason}.")
    if done.failed:
        for command in _again({path for path, _ in done.failed}, known, output):
            complain(f"Maak het opnieuw: {command}")


def _again(paths: Container[str], known: Manifest, output: Path) -> list[str]:
    """Return the commands that make these files again, as they were made."""
    from wegwijs.press.ledger.outdated import Outdated

    found = [
        structs.replace(Outdated.of(document, entry), asked=False)  # these alone
        for document, entry in known.entries()
        if any(f"{document.folder}/{file}" in paths for file in entry.files)
    ]
    sources = _sources([one.document.edition for one in found])
    return [
        command
        for command, _ in rebuild_commands(
            found, every=False, sources=sources, output=output, force=True
        )
    ]


def _sources(editions: Sequence[str]) -> Path | None:
    """Return the folder with the data of editions, or a word for it: pictures need no data, so
    nobody said where those are.
    """
    shipped = set(editions_in(shipped_file("sources")))
    if shipped.issuperset(editions):
        return None
    usual = DEFAULT_SOURCES.is_dir() and set(editions_in(DEFAULT_SOURCES)).issuperset(editions)
    return from_here(DEFAULT_SOURCES) if usual else Path("MAP")


def _asked(languages: Sequence[str]) -> list[str]:
    return [word for code in languages for word in ("--language", code)]
