"""How a command ends: its exit code, and its messages."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import click

from wegwijs.commands.libraries import missing_library
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.invocation import as_typed
from wegwijs.sources.problems import reason, visible

MOST_LINES = 40  # of a list on the screen
EXIT_CODES = """\
0 klaar, 1 fout in het programma, 2 opdracht klopt niet, 3 gegevens kloppen niet,
4 vertaling is niet klaar, 5 tekst past niet, QR-code niet leesbaar of proof vond iets,
6 lettertype of hulpprogramma ontbreekt, 7 een deel is mislukt, 8 niet gepubliceerd,
130 afgebroken."""


class SystemRefused(WegwijsError):
    """An error of the file system (``OSError``), in Dutch."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, error: OSError) -> None:
        name = error.filename2 or error.filename  # the target of a rename
        place = f" ({name})" if name else ""
        super().__init__(f"Schrijven lukt niet: {reason(error)}{place}", _remedy(error))

    def __str__(self) -> str:
        return f"{self.message}. {self.advice}"


class LibraryMissing(WegwijsError):
    """A missing or broken library (``ImportError``), in Dutch."""

    exit_code = ExitCode.FONT_OR_TOOL_MISSING


def _remedy(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "Is het bestand nog open? Sluit het, en doe het nog eens."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Maak ruimte vrij, en doe het nog eens."
    return "Kies een andere map, of doe het nog eens."


def known(error: Exception) -> WegwijsError | None:
    """Translate an error for the user; return None when it is a bug of ours."""
    if isinstance(error, WegwijsError):
        return error
    if isinstance(error, OSError):
        return SystemRefused(error)
    if isinstance(error, ImportError) and (why := missing_library(error)):
        return LibraryMissing(why)
    return None


def explain(error: Exception) -> str:
    """Describe an error in Dutch."""
    return str(known(error) or error)


def exit_code(error: Exception) -> ExitCode:
    """Return the exit code for an error."""
    told = known(error)
    return told.exit_code if told else ExitCode.BUG


def say(message: str, *, err: bool = False, bold: bool = False) -> None:
    """Print a message; names of unknown origin are escaped for the terminal."""
    click.secho(visible(as_typed(message)), err=err, bold=bold or None, color=colour())


def say_some(lines: Iterable[str], *, err: bool = True, each: Callable[..., None] = say) -> None:
    """Print the first lines of a list with ``each``, and how many more there are: an order may have
    a hundred thousand documents. Scripts get all of them, by ``say_json``.
    """
    rest = iter(lines)
    for line in islice(rest, MOST_LINES):
        each(line, err=err)
    if more := sum(1 for _ in rest):
        say(f"  ... en nog {more}", err=err)


def say_json(value: Any) -> None:
    """Print a result for scripts, in ASCII, which no terminal or pipe can corrupt."""
    import json

    click.echo(json.dumps(value, indent=2).replace("\x7f", "\\u007f"))


def warn(message: str) -> None:
    """Print the heading of a warning on the error stream."""
    click.secho(visible(as_typed(message)), err=True, fg="yellow", color=colour())


def complain(message: str, *, err: bool = True) -> None:
    """Print an error, on the error stream."""
    click.secho(visible(as_typed(message)), err=err, fg="red", color=colour())


def colour() -> bool | None:
    """Return False when the user wants no colour; None leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") else None
