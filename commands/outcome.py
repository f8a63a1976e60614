"""How a command ends: its exit code, and what it says when something is wrong."""

from __future__ import annotations

import json
import os
from enum import IntEnum
from typing import Any

import click

from commands.libraries import missing
from sources.problems import reason, visible


class ExitCode(IntEnum):
    """What a script may act on."""

    DONE = 0
    BUG = 1
    USAGE = 2
    DATA_INVALID = 3
    TRANSLATION_NOT_READY = 4
    DOES_NOT_FIT = 5
    FONT_OR_TOOL_MISSING = 6
    SOME_FAILED = 7
    INTERRUPTED = 130


EXIT_CODES = """\
0 klaar, 1 fout in het programma, 2 opdracht klopt niet, 3 gegevens kloppen niet,
4 vertaling is niet klaar, 5 tekst past niet, QR-code niet leesbaar of proof vond iets,
6 lettertype of hulpprogramma ontbreekt, 7 een deel is mislukt, 130 afgebroken."""


def explain(error: Exception) -> str:
    """What went wrong, in words."""
    if isinstance(error, OSError):
        name = error.filename2 or error.filename  # of a renaming the new name
        advice = " Is het bestand nog open?" if isinstance(error, PermissionError) else ""
        place = f" ({name})" if name else ""
        return f"Schrijven lukt niet: {reason(error)}{place}.{advice}"
    if isinstance(error, ImportError):
        return missing(error)
    return str(error)


def exit_code(error: Exception) -> ExitCode:
    """The exit code of what went wrong; a bug of ours when it is none of the known things."""
    if isinstance(error, ImportError):  # what follows may need that very library
        return ExitCode.FONT_OR_TOOL_MISSING if missing(error) else ExitCode.BUG
    from layouts.pdf.panel import DoesNotFit
    from layouts.pdf.qr import QrUnreadable
    from layouts.typesetting.fonts import FontMissing, GlyphMissing
    from press.build.make import ClusterMissing, StrangeAnswer
    from press.files.lock import Locked
    from press.files.store import FolderNotWritable
    from press.preview.pages import PreviewMissing
    from press.reviewing import NoReview
    from sources.links import LinksMissing
    from sources.load import UnknownEdition
    from sources.problems import InvalidSources
    from sources.translations import NotReady, UnknownLanguage

    codes: dict[type[Exception], ExitCode] = {
        UnknownEdition: ExitCode.USAGE,
        UnknownLanguage: ExitCode.USAGE,
        NoReview: ExitCode.USAGE,
        NotReady: ExitCode.TRANSLATION_NOT_READY,
        FolderNotWritable: ExitCode.USAGE,
        Locked: ExitCode.USAGE,
        ClusterMissing: ExitCode.FONT_OR_TOOL_MISSING,
        StrangeAnswer: ExitCode.FONT_OR_TOOL_MISSING,
        PreviewMissing: ExitCode.FONT_OR_TOOL_MISSING,
        InvalidSources: ExitCode.DATA_INVALID,
        GlyphMissing: ExitCode.DATA_INVALID,
        DoesNotFit: ExitCode.DOES_NOT_FIT,
        QrUnreadable: ExitCode.DOES_NOT_FIT,
        LinksMissing: ExitCode.FONT_OR_TOOL_MISSING,
        FontMissing: ExitCode.FONT_OR_TOOL_MISSING,
        OSError: ExitCode.SOME_FAILED,
    }
    for kind, code in codes.items():
        if isinstance(error, kind):
            return code
    return ExitCode.BUG


def say(message: str, *, err: bool = False, bold: bool = False) -> None:
    """Tell the user something: names come from anywhere, and may act on a terminal."""
    click.secho(visible(message), err=err, bold=bold or None, color=colour())


def say_json(value: Any) -> None:
    """A result for a script: plain ASCII, so that no terminal or pipe can spoil it."""
    click.echo(json.dumps(value, indent=2).replace("\x7f", "\\u007f"))


def warn(message: str) -> None:
    """The heading of a warning, on the error stream."""
    click.secho(visible(message), err=True, fg="yellow", color=colour())


def complain(message: str) -> None:
    """Say what is wrong, on the error stream."""
    click.secho(visible(message), err=True, fg="red", color=colour())


def colour() -> bool | None:
    """No colour when the user does not want it; None leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") else None
