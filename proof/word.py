"""All rules for a Word file, as it was made or as somebody filled it in."""

from __future__ import annotations

from proof.case import Case, Verdict
from proof.expectations.registry import OF_FILE
from proof.findings import AGAIN, Finding
from proof.readers.docx import Damaged, WordFile
from proof.rules import (
    chapters,
    codes,
    colour,
    filled_in,
    signs,
    word_fonts,
    word_form,
    word_look,
)
from proof.rules import word as handout
from proof.texts import is_other, misplaced_texts, other

LOCKED = "Het bestand is op slot met een wachtwoord. Het is niet na te kijken."
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # also what Word makes of a file with a password
_FILLED_IN = "handout.docx"  # what a trainer keeps goes by any name


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on a Word file and note the findings."""
    truth = case.truth
    if data.startswith(_OLD_WORD):
        verdict.note([Finding("file", LOCKED, AGAIN)])
        return
    try:
        file = WordFile(data)
    except Damaged as error:
        what = "Het bestand is beschadigd. Het is niet na te kijken."
        verdict.note([Finding("file", what, AGAIN, detail=error.message)])
        return
    product = OF_FILE.get(case.path.name, OF_FILE[_FILLED_IN])
    found = chapters.chapters(file.blocks, product.places(truth, case.profile or "office"))
    if is_other(found):
        verdict.attempt([lambda: handout.opens(data), other])
        return
    if case.edited:
        verdict.attempt([lambda: handout.opens(data), lambda: filled_in.mistakes(file, truth)])
        return
    verdict.attempt(
        [
            lambda: handout.opens(data),
            lambda: handout.schema(case.path),
            lambda: misplaced_texts(found, truth),
            lambda: signs.numerals(found),
            lambda: codes.pictures(found),
            lambda: word_form.foreign(file),
            lambda: word_look.misread(file, truth),
            lambda: word_fonts.broken(file),
            lambda: colour.of_word(file, truth),
            *handout.judges(file, found, truth),
        ]
    )
