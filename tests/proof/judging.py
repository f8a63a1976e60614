"""Judging a file that a test made, apart from any output folder."""

from __future__ import annotations

from pathlib import Path

from tests.proof.truths import truth_in
from wegwijs.proof.case import Case
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge


def judged(
    data: bytes,
    file: str,
    folder: Path,
    language: str = "nl",
    edition: str = "nationaal",
    *own: Path,
) -> list[Finding]:
    """What proof says of a file of an edition; ``own`` are folders of a user's own."""
    path = folder / file
    path.write_bytes(data)
    name = f"{edition}/{language}/{file}"
    truth = truth_in(language, edition, *own)
    return judge(Case(name, name, path, truth, "office", rules=False)).findings
