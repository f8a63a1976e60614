"""Judging a file that a test made, apart from any output folder."""

from __future__ import annotations

from pathlib import Path

from tests.proof.truths import truth_in
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.proof.case import Case
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge
from wegwijs.sources.facts import oldest_check


def stored(file: str, truth: Truth) -> str:
    """The name under which a file is stored: with the day of checking, where it has that."""
    known = FILES_BY_NAME.get(file)
    return known.named(oldest_check(truth.pack)) if known else file


def judged(
    data: bytes,
    file: str,
    folder: Path,
    language: str = "nl",
    edition: str = "nationaal",
    *own: Path,
) -> list[Finding]:
    """What proof says of a file of an edition; ``own`` are folders of a user's own."""
    truth = truth_in(language, edition, *own)
    path = folder / stored(file, truth)
    path.write_bytes(data)
    name = f"{edition}/{language}/{path.name}"
    return judge(Case(name, name, path, truth, "office", rules=False)).findings
