"""Rules about text that hold for every file format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.rules import chapters, contacts, quotes
from wegwijs.proof.rules.chapters import Chapter
from wegwijs.proof.words import key

OTHER = "other"  # the kind of finding for another document
_FEW = 0.25  # of the letters that must be there; other editions share 0.8, other languages 0.1


def misplaced_texts(
    found: Sequence[Chapter], truth: Truth, order: Sequence[str] = ()
) -> Iterator[Finding]:
    """Yield texts that are missing, unexpected, repeated, misplaced or read too early.

    ``order`` is the reading order of panels.
    """
    yield from chapters.missing_places(found)
    yield from chapters.repeated_places(found)
    yield from chapters.missing_texts(found)
    yield from chapters.said_twice(found)
    yield from chapters.strange_texts(found, truth.common)
    yield from chapters.misread(found, order)
    yield from chapters.misplaced(found)
    yield from quotes.mistyped(found)
    yield from contacts.misprints(found, contacts.Contacts(truth))


def is_other(found: Iterable[Chapter]) -> bool:
    """Whether hardly any expected sentence is there: another document, or another language."""
    found = list(found)
    said = key("".join(chapter.text for chapter in found))
    asked = [
        key(str(words)) for chapter in found for words in chapter.place.asked if not words.is_link
    ]
    return sum(len(text) for text in asked if text in said) < _FEW * sum(map(len, asked))


def other() -> Iterator[Finding]:
    """Report such a document."""
    what = (
        "Dit is een ander document, of een andere taal. Bijna niets van wat hier hoort, staat er."
    )
    yield Finding(OTHER, what, AGAIN)
