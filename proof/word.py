"""All rules for a Word file, as it was made or as somebody filled it in."""

from __future__ import annotations

from functools import cache

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations.handout import FILE as HANDOUT
from wegwijs.proof.expectations.registry import OF_FILE
from wegwijs.proof.readers.damage import Locked
from wegwijs.proof.readers.docx import WordFile
from wegwijs.proof.rules import (
    chapters,
    codes,
    colour,
    filled_in,
    signs,
    word_fonts,
    word_form,
    word_look,
)
from wegwijs.proof.rules import word as handout
from wegwijs.proof.rules.chapters import Chapter
from wegwijs.proof.rules.office_schema import schema
from wegwijs.proof.texts import OTHER, is_other, misplaced_texts, other

OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # also what Office makes of a file with a password


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on a Word file and note the findings."""
    truth = case.truth
    if data.startswith(OLD_OFFICE):
        raise Locked
    file = WordFile(data)
    product = OF_FILE.get(case.path.name, OF_FILE[HANDOUT])  # a trainer may call it anything

    @cache
    def found() -> list[Chapter]:
        return chapters.chapters(file.blocks, product.places(truth, case.profile or "office"))

    verdict.attempt([lambda: handout.opens(data), lambda: other() if is_other(found()) else ()])
    if any(one.kind == OTHER for one in verdict.findings):
        return
    if case.edited:
        verdict.attempt(filled_in.judges(file, truth))
        return
    verdict.codes = codes.expected(found())
    verdict.attempt(
        [
            lambda: schema(file, case.path, "Word"),
            lambda: misplaced_texts(found(), truth),
            lambda: signs.numerals(found()),
            lambda: codes.pictures(found()),
            lambda: word_form.foreign(file),
            lambda: word_look.misread(file, truth),
            lambda: word_fonts.broken(file),
            lambda: colour.of_word(file, truth),
            *handout.judges(file, found, truth),
        ]
    )
