"""The unit of work: one file to check, and the findings in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from proof.expectations.truth import Truth
from proof.findings import Finding


@dataclass(frozen=True)
class Case:
    """A file and what it must contain. ``profile`` is None when it is not known."""

    document: str
    file: str  # below the output folder
    path: Path
    truth: Truth
    profile: str | None = None
    rules: bool = True  # by page-validation; veraPDF judges all files together
    pictures: bool = False
    edited: bool = False  # somebody worked in it: a handout is made for that


@dataclass
class Verdict:
    """What was found in a file; ``pictures`` are its pages as PNG, with size in mm."""

    document: str
    file: str
    findings: list[Finding] = field(default_factory=list)
    pictures: list[tuple[bytes, float, float]] = field(default_factory=list)

    def note(self, findings: Iterable[Finding]) -> None:
        """Add findings in this file, without duplicates."""
        for found in findings:
            one = replace(found, document=self.document, file=self.file)
            if one not in self.findings:
                self.findings.append(one)

    def attempt(self, rules: Iterable[Callable[[], Iterable[Finding]]]) -> None:
        """Run every rule. One that raises becomes a finding and does not stop the others."""
        for rule in rules:
            try:
                self.note(rule())
            except Exception as error:  # a file that is odd enough to trip a rule is no good file
                what = "Dit deel van het bestand is niet na te kijken."
                self.note([Finding("file", what, detail=repr(error)[:500])])
