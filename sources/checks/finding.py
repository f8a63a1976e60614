"""A finding of a check: where, how serious, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from wegwijs.sources.problems import InvalidSources, Problem


class Severity(StrEnum):
    """How serious a finding is.

    An error is refused by ``build``, or sends readers to the wrong place. A notice needs no action
    yet, and stays one with ``--strict``.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Finding(Struct, frozen=True, order=True):
    """``kind`` is stable, for scripts; ``message`` and ``advice`` are Dutch.

    ``line`` is 1-based, 0 for the file as a whole. ``data`` has the values in the message by name.
    """

    file: str
    line: int
    field: str
    kind: str
    severity: Severity
    message: str
    advice: str = ""
    data: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        text = f"{self.message}. {self.advice}" if self.advice else self.message
        return str(Problem(self.file, self.line, self.field, text))

    def row(self) -> dict[str, str | int]:
        """Return the finding as JSON data."""
        return {
            "kind": self.kind,
            "severity": self.severity.value,
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "message": self.message,
            "advice": self.advice,
            **dict(self.data),
        }


# The fault, then the advice. Typed text is quoted.
_ADVICE = re.compile(r"((?:'[^']*'|[^'])*?)\. ([A-Z].*)", re.DOTALL)


def refused(error: InvalidSources, kind: str = "invalid") -> Iterator[Finding]:
    """Convert the problems of an exception to findings."""
    for problem in error.problems:
        message, advice = problem.message, ""
        if match := _ADVICE.fullmatch(message):
            message, advice = match[1], match[2]
        place = (problem.file, problem.line, problem.field)
        yield Finding(*place, kind, Severity.ERROR, message, advice)
