"""Problems in the sources, reported to the person who edits them."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

from wegwijs.sources.errors import ExitCode, WegwijsError

MAX_PROBLEMS = 100  # per file; more would bury the first
MAX_QUOTED = 100  # letters of a value that is refused
MAX_TOLD = 1_000  # letters; somebody may have typed a million
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Misspelt(WegwijsError, ValueError):
    """A value in a wrong notation, though it is clear what it should be: ``right``.

    An import corrects it and reports that; a person is asked to correct it.
    """

    exit_code = ExitCode.DATA_INVALID

    def __init__(self, message: str, right: str) -> None:
        super().__init__(message)
        self.right = right


def visible(text: str) -> str:
    """Escape control and format characters, for a terminal.

    An escape sequence would colour or clear the screen, a bidi override reverse the message.
    """
    return "".join(
        char.encode("unicode_escape").decode()
        if unicodedata.category(char) in _UNSEEN and char != "\n"
        else char
        for char in text
    )


def quoted(text: str) -> str:
    """Quote what somebody typed, shortened so that the advice after it is read."""
    return repr(text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED] + " ...")


def one_of(names: Iterable[str]) -> str:
    """Join names to choose from: ``'a', 'b' of 'c'``."""
    *others, last = (f"'{name}'" for name in names)
    return f"{', '.join(others)} of {last}" if others else last


# System errors in Dutch.
_REASONS = {
    "EACCES": "dat mag niet van de computer",
    "EBUSY": "het is in gebruik",
    "EDQUOT": "uw ruimte op de schijf is vol",
    "EEXIST": "er staat al iets met die naam",
    "EFBIG": "het bestand wordt te groot",
    "EINVAL": "die naam kan niet",
    "EIO": "de schijf is kapot, of de verbinding is weg",
    "EISDIR": "dat is een map",
    "ELOOP": "het is een koppeling die nergens uitkomt",
    "EMFILE": "er staan te veel bestanden open",
    "ENAMETOOLONG": "de naam is te lang",
    "ENODEV": "het apparaat is er niet",
    "ENOENT": "het bestaat niet",
    "ENOSPC": "de schijf is vol",
    "ENOTDIR": "een map op die plek is een bestand",
    "ENOTEMPTY": "de map is niet leeg",
    "ENXIO": "het is geen gewoon bestand",
    "EPERM": "dat mag niet van de computer",
    "EROFS": "op die schijf kan alleen worden gelezen",
    "ESTALE": "de verbinding met de schijf is weg",
    "ETIMEDOUT": "het duurde te lang",
    "ECONNREFUSED": "daar antwoordt niemand",
}


def reason(error: OSError) -> str:
    """Return why the system refused, in Dutch."""
    if error.errno is None:
        return error.strerror or str(error)
    systems = getattr(error, "winerror", None) or error.strerror == os.strerror(error.errno)
    if error.strerror and not systems:
        return error.strerror
    name = errno.errorcode.get(error.errno, "")
    return _REASONS.get(name, f"fout {error.errno} van de computer")


def _short(text: str) -> str:
    return text if len(text) <= MAX_TOLD else text[:MAX_TOLD] + " ..."


class Problem(Struct, frozen=True, order=True):
    """A problem: where (1-based line; 0 for the whole file), and what to do."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        parts = [place, self.field, self.message] if self.field else [place, self.message]
        return visible(": ".join(map(_short, parts)))


class InvalidSources(WegwijsError):
    """The sources cannot be printed. Carries every problem, in file order."""

    exit_code = ExitCode.DATA_INVALID

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
