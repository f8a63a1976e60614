"""All rules for an OpenDocument text."""

from __future__ import annotations

from functools import cache

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations.handout_odt import FILE
from wegwijs.proof.expectations.registry import OF_FILE
from wegwijs.proof.readers.odt import OdtFile
from wegwijs.proof.rules import chapters, codes, odt, signs
from wegwijs.proof.rules.chapters import Chapter
from wegwijs.proof.texts import OTHER, is_other, misplaced_texts, other


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on an OpenDocument text and note the findings."""
    truth, file = case.truth, OdtFile(data)
    product = OF_FILE.get(case.path.name, OF_FILE[FILE])

    @cache
    def found() -> list[Chapter]:
        return chapters.chapters(file.blocks, product.places(truth, case.profile or "office"))

    verdict.attempt([lambda: other() if is_other(found()) else ()])
    if any(one.kind == OTHER for one in verdict.findings):
        return
    if case.edited:
        verdict.attempt(odt.whoever_edited(file, truth))
        return
    verdict.codes = codes.expected(found())
    verdict.attempt(
        [
            lambda: misplaced_texts(found(), truth),
            lambda: signs.numerals(found()),
            lambda: codes.pictures(found()),
            *odt.judges(file, data, found, truth),
        ]
    )
