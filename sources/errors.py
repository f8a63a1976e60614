"""Exceptions that stop a command: they carry an exit code and say what to do.

An error is defined where it is raised and derives from ``WegwijsError``; there is no central list.
Library errors (``OSError``, ``ImportError``) are translated where they are reported, in
``commands.outcome``. Imports only the standard library: a missing library must be reported too.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, ClassVar


class ExitCode(IntEnum):
    """The exit codes, for scripts."""

    DONE = 0
    BUG = 1
    USAGE = 2
    DATA_INVALID = 3
    TRANSLATION_NOT_READY = 4
    DOES_NOT_FIT = 5
    FONT_OR_TOOL_MISSING = 6
    SOME_FAILED = 7
    NOT_PUBLISHED = 8
    INTERRUPTED = 130


class WegwijsError(Exception):
    """An error that the user can act on, in Dutch: ``message`` says what is wrong, ``advice`` what
    to do. Neither ends with a full stop. ``advice`` is empty where the message says both.

    A subclass sets ``exit_code``. It may take other arguments and have attributes of its own:
    unpickling restores them without calling ``__init__``.
    """

    exit_code: ClassVar[ExitCode]

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message, advice)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}. {self.advice}" if self.advice else self.message

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, dict(vars(self)))


def _restored(
    kind: type[WegwijsError], args: tuple[object, ...], state: dict[str, object]
) -> WegwijsError:
    error = kind.__new__(kind, *args)
    error.args = args
    vars(error).update(state)
    return error
