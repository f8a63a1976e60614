"""What can be wrong with the sources, told to the person who edits them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MAX_PROBLEMS = 100  # of one file; more would bury the first
MAX_QUOTED = 100  # letters of a value that is refused
MAX_TOLD = 1_000  # letters; somebody may have typed a million
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Misspelt(ValueError):
    """A value that cannot be taken as it was typed, though it is clear what it should be.

    ``right`` is that: an import takes it, and tells; a person is asked to write it.
    """

    def __init__(self, message: str, right: str) -> None:
        super().__init__(message)
        self.right = right


def visible(text: str) -> str:
    """What somebody typed, fit for a terminal: what acts instead of being seen is written out.

    An escape sequence would colour or clear the screen, a bidi override turn the message round.
    """
    return "".join(
        char.encode("unicode_escape").decode()
        if unicodedata.category(char) in _UNSEEN and char != "\n"
        else char
        for char in text
    )


def quoted(text: str) -> str:
    """What somebody typed, between quotes, and so short that the advice after it is read."""
    return repr(text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED] + " ...")


def _short(text: str) -> str:
    return text if len(text) <= MAX_TOLD else text[:MAX_TOLD] + " ..."


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where (1-based line; 0 = the file as a whole), and what to do."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [place, self.field, self.message] if self.field else [place, self.message]
        return visible(": ".join(map(_short, parts)))


class InvalidSources(Exception):
    """The sources cannot be printed. Carries every problem that was found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
