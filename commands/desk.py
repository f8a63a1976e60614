"""The ``desk`` command: the screens, for people who do not use a shell."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from wegwijs.commands.dutch import Command, help_option
from wegwijs.commands.options import OUTPUT, OWN_SOURCES, Count, ExistingFolder, today_of
from wegwijs.commands.outcome import complain, say
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.problems import reason

NEEDS = (
    "starlette",
    "jinja2",
    "uvicorn",
    "python_multipart",
    "fontTools",
    "pypdfium2",
    "zxingcpp",
    "page",
)


@click.command(cls=Command, options_metavar="[OPTIES]")
@OWN_SOURCES
@OUTPUT
@click.option("--port", type=Count(1024, 65535), metavar="N", help="Poort op deze computer.")
@click.option("--no-browser", is_flag=True, help="Open geen browser, toon alleen het adres.")
@click.option(
    "--shortcut",
    type=ExistingFolder(),
    is_flag=False,
    flag_value=".",
    metavar="[MAP]",
    help="Schrijf een bestand dat het scherm opent als u erop dubbelklikt. Standaard: hier.",
)
@help_option
@click.pass_context
def desk(
    context: click.Context,
    sources: Path,
    output: Path,
    port: int | None,
    no_browser: bool,
    shortcut: Path | None,
) -> None:
    """Vul de folder in op een scherm, en zie meteen hoe hij wordt.

    \b
      python generate.py desk
      python generate.py desk --sources mijn-gegevens --output output
      python generate.py desk --shortcut

    Er gaat een browser open. Alles blijft op deze computer. Stop met Ctrl-C.
    """
    if lacking := [name for name in NEEDS if not _is_there(name)]:
        complain(
            f"Voor het scherm is meer nodig ({', '.join(lacking)}). Installeer het zo:"
            " python -m pip install '.[desk]'"
        )
        context.exit(ExitCode.FONT_OR_TOOL_MISSING)
    if shortcut is not None:
        from wegwijs.commands.shortcut import write_shortcut

        path = write_shortcut(shortcut, sources, output)
        say(f"Dubbelklik hierop om het scherm te openen: {path}")
        return
    from wegwijs.desk.local import serve

    try:
        serve(sources, output, lambda: today_of(None), port=port, browser=not no_browser, say=say)
    except OSError as error:
        complain(f"Poort {port} is niet vrij ({reason(error)}). Kies een andere met --port.")
        context.exit(ExitCode.USAGE)


def _is_there(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True
