"""The unit of work: one file to check, and the findings in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from traceback import extract_tb

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.expectations.web import Beside
from wegwijs.proof.findings import AGAIN, BUG, UNREADABLE_FILE, Finding
from wegwijs.proof.readers.damage import UNREADABLE
from wegwijs.sources.shipped import PROGRAM

_LONGEST = 500  # characters of a detail


@dataclass(frozen=True)
class Case:
    """A file and its required content. ``profile`` is None when unknown."""

    document: str
    file: str  # below the output folder
    path: Path
    truth: Truth
    profile: str | None = None
    offset: tuple[float, float] = (0.0, 0.0)  # mm to the right and down: as it was asked for
    rules: bool = True  # by page-validation; veraPDF judges all files together
    pictures: bool = False
    edited: bool = False  # somebody worked in it: a handout is made for that
    beside: Beside | None = None  # of a page on a website: what it leads to there


@dataclass
class Verdict:
    """The findings in a file; ``pictures`` are its pages as PNG, with their size in mm.

    ``codes`` is how many QR codes must be readable in it, as they are when nothing was found.
    """

    document: str
    file: str
    findings: list[Finding] = field(default_factory=list)
    pictures: list[tuple[bytes, float, float]] = field(default_factory=list)
    codes: int = 0

    def note(self, findings: Iterable[Finding]) -> None:
        """Add findings in this file, without duplicates."""
        for found in findings:
            one = replace(found, document=self.document, file=self.file)
            if one not in self.findings:
                self.findings.append(one)

    @property
    def is_readable(self) -> bool:
        """Whether the whole file could be read."""
        return all(one.kind != UNREADABLE_FILE for one in self.findings)

    def attempt(self, rules: Iterable[Callable[[], Iterable[Finding]]]) -> None:
        """Run every rule, and keep what each finds before it raises.

        A rule that cannot read its part of the file reports that. Any other exception is a bug in
        the rule, not a fault in the file, and is reported as such. Neither stops the other rules.
        """
        for rule in rules:
            try:
                self.note(rule())
            except MemoryError:
                raise
            except UNREADABLE as error:
                what = "Een deel van het bestand is beschadigd. Dat deel is niet na te kijken."
                self.note([Finding(UNREADABLE_FILE, what, AGAIN, detail=str(error)[:_LONGEST])])
            except Exception as error:
                self.note([failure(error)])


def failure(error: Exception) -> Finding:
    """Report a check that raised: a bug in this program, which leaves the file unjudged."""
    what = (
        f"Een controle is zelf misgegaan ({_where(error)}). Dat is een fout in dit programma, niet"
        " in uw bestand. Het bestand is daarom niet helemaal nagekeken."
    )
    todo = "Druk dit nog niet. Meld dit aan de maker van het programma."
    return Finding(BUG, what, todo, detail=repr(error)[:_LONGEST])


def _where(error: Exception) -> str:
    """Return the type of an error, with file and line of the innermost frame in this program."""
    frames = [
        one for one in extract_tb(error.__traceback__) if PROGRAM in Path(one.filename).parents
    ]
    if not frames:
        return type(error).__name__
    path = Path(frames[-1].filename).relative_to(PROGRAM).as_posix()
    return f"{type(error).__name__}, {path}:{frames[-1].lineno}"
