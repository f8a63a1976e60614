"""What proof finds first: to know that a fault is found takes no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.findings import BUG, UNREADABLE_FILE, Finding
from wegwijs.proof.judge import judge


class _Found(BaseException):
    """Not an error, so that no rule catches it."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def _is_fault(one: Finding) -> bool:
    """A document that cannot be read, or a judge that breaks down, has found nothing."""
    return one.kind not in (UNREADABLE_FILE, BUG)


def first_finding(case: Case, wanted: Callable[[Finding], bool] = _is_fault) -> Finding | None:
    """The first fault that proof finds in a file, or None."""

    def note(verdict: Verdict, findings: Iterable[Finding]) -> None:
        for one in findings:
            if wanted(one):
                raise _Found(one)
            verdict.findings.append(one)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Verdict, "note", note)
        try:
            print(*judge(case).findings, sep="\n")  # shown with a test that fails
        except _Found as found:
            return found.finding
    return None


def finds(case: Case, kind: str, words: str) -> bool:
    """Whether proof finds a fault of this kind in a file, and says these words of it."""
    return first_finding(case, lambda one: one.kind == kind and words in one.what) is not None
