"""The ``pack`` and ``unpack`` commands: from a folder to a portable edition and back."""

from __future__ import annotations

from pathlib import Path

import click

from wegwijs.commands.dutch import Command, help_option
from wegwijs.commands.options import OWN_SOURCES, Folder
from wegwijs.commands.outcome import say
from wegwijs.sources.folder import ENDING, NOT_OURS, editions, is_portable, names_portable
from wegwijs.sources.invocation import as_command
from wegwijs.sources.problems import reason

NO_FOLDER = "die map bestaat niet"


@click.command(cls=Command, options_metavar="[OPTIES]")
@click.argument("edition", metavar="EDITIE")
@OWN_SOURCES
@click.option(
    "--into",
    type=Folder(),
    metavar="BESTAND",
    help=f"Hoe het bestand heet. Standaard: EDITIE{ENDING}.",
)
@help_option
def pack(edition: str, sources: Path, into: Path | None) -> None:
    """Maak één bestand van een editie, om te mailen of op de website verder te gaan.

    \b
      python generate.py pack utrecht
      python generate.py pack utrecht --into voor-de-drukker.wegwijs.yaml
    """
    from wegwijs.press.files.store import write
    from wegwijs.sources.load import SHIPPED, UnknownEdition
    from wegwijs.sources.portable import pack as packed

    if not sources.is_dir() and not is_portable(sources):
        raise click.UsageError(f"{sources}: {NOT_OURS if sources.is_file() else NO_FOLDER}")
    folders = (SHIPPED, sources)
    if edition not in editions(*folders):
        raise UnknownEdition(edition, folders)
    path = into or Path(f"{edition}{ENDING}")
    if not names_portable(path.name):
        raise click.UsageError(f"{path}: laat de naam eindigen op {ENDING}")
    text = packed(edition, *folders).encode()
    try:
        write(path, text)
    except OSError as error:
        raise click.UsageError(f"{path}: schrijven lukt niet ({reason(error)})") from error
    say(f"{path} is gemaakt ({max(1, len(text) // 1000)} kB). Alles van deze editie zit erin.")
    say(f"Ermee verder: {as_command('build', '--sources', str(path))}")


@click.command(cls=Command, options_metavar="[OPTIES]")
@click.argument("file", type=Folder(), metavar="BESTAND")
@OWN_SOURCES
@help_option
def unpack(file: Path, sources: Path) -> None:
    """Maak van zo'n bestand weer een map met gegevens.

    \b
      python generate.py unpack utrecht.wegwijs.yaml --sources mijn-gegevens
    """
    from wegwijs.press.files.unpacked import put_into
    from wegwijs.sources.portable import unpack as unpacked
    from wegwijs.sources.reader import read_text

    if not is_portable(file):
        raise click.UsageError(f"{file}: {NOT_OURS}")
    paths = put_into(sources, unpacked(read_text(file, file.name), file.name))
    for path in paths:
        say(str(path))
    (edition,) = (path.stem for path in paths if path.suffix == ".yaml" and path.parent != sources)
    say(f"Ermee verder: {as_command('build', '--sources', str(sources), edition)}")
