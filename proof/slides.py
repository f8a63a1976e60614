"""All rules for a deck of slides, as it was made or as somebody changed it."""

from __future__ import annotations

from functools import cache

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations.registry import OF_FILE
from wegwijs.proof.expectations.slides import FILE
from wegwijs.proof.readers.damage import Locked
from wegwijs.proof.readers.slides import DeckFile
from wegwijs.proof.rules import chapters, codes, signs, slides, slides_edited
from wegwijs.proof.rules.chapters import Chapter
from wegwijs.proof.rules.office_schema import schema
from wegwijs.proof.texts import OTHER, is_other, misplaced_texts, other
from wegwijs.proof.word import OLD_OFFICE


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on a deck and note the findings."""
    if data.startswith(OLD_OFFICE):
        raise Locked
    truth, file = case.truth, DeckFile(data)
    product = OF_FILE.get(case.path.name, OF_FILE[FILE])  # a trainer may call it anything

    @cache
    def found() -> list[Chapter]:
        return chapters.chapters(file.blocks, product.places(truth, case.profile or "office"))

    verdict.attempt(
        [
            lambda: slides.opens(data, len(file.slides)),
            lambda: other() if is_other(found()) else (),
        ]
    )
    if any(one.kind == OTHER for one in verdict.findings):
        return
    if case.edited:
        verdict.attempt(slides_edited.judges(file, truth))
        return
    verdict.codes = codes.expected(found())
    verdict.attempt(
        [
            lambda: misplaced_texts(found(), truth),
            lambda: signs.numerals(found()),
            lambda: codes.pictures(found()),
            *slides.judges(file, found, truth),
            lambda: schema(file, case.path, "PowerPoint"),
        ]
    )
