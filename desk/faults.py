"""The log of a bug of ours: one line with its kind and place, without what a visitor typed."""

from __future__ import annotations

import asyncio
import errno
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any

from wegwijs.desk.limited import TookTooLong
from wegwijs.desk.workers import Busy
from wegwijs.sources.problems import reason

# What somebody reads when their request fails, by the kind of error.
BUSY = "Het is druk", "Het is druk; probeer het over een minuut opnieuw."
TOO_LONG = (
    "Dit lukte niet",
    "Dit duurt te lang, en is gestopt. Kies minder talen tegelijk, of een kleiner logo.",
)
OURS = "Er ging iets mis bij ons", "Probeer het nog eens."
_FRAME = re.compile(r'^  File "(?P<file>.*)", line (?P<line>\d+), in (?P<name>.+)$', re.MULTILINE)


def no_room(error: OSError) -> str:
    """Return why a file cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            "Er is geen ruimte meer op deze computer. Maak ruimte vrij."
            " Uw oude bestanden zijn er nog."
        )
    return f"Schrijven lukt niet: {reason(error)}."


def in_words(error: Exception) -> tuple[str, str]:
    """Return a heading and a sentence for the user."""
    if isinstance(error, Busy):
        return BUSY
    return TOO_LONG if isinstance(error, TookTooLong) else OURS


def line_of(error: BaseException) -> str:
    """Return the kind and place of an error: ``ValueError in form.py:120 field``.

    An error of a worker process carries the place there as text (``concurrent.futures``).
    """
    there = _FRAME.findall(str(error.__cause__)) if error.__cause__ else []
    here = [(one.filename, one.lineno, one.name) for one in extract_tb(error.__traceback__)]
    if not (frames := there or here):
        return type(error).__name__
    file, line, name = frames[-1]
    return f"{type(error).__name__} in {Path(file).name}:{line} {name}"


def log(error: BaseException) -> None:
    """Log an error as one line."""
    print(line_of(error), file=sys.stderr)


def log_forgotten(loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
    """Log what nobody waited for, such as the verdict of a screen that is closed.

    As the exception handler of a loop, in place of that of asyncio, which prints arguments too.
    """
    error = context.get("exception")
    if isinstance(error, BaseException):
        log(error)
    else:
        print(str(context.get("message", "")).partition("\n")[0], file=sys.stderr)
