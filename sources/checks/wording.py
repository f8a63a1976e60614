"""Readable Dutch (level B1): short sentences, everyday words, no numbers in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wegwijs.sources.checks.context import CheckContext, finding_at
from wegwijs.sources.checks.finding import Finding, Severity
from wegwijs.sources.checks.sentences import sentences, word_count
from wegwijs.sources.consistency import walk
from wegwijs.sources.model import Text

MOST_WORDS = 20  # B1 guides advise 10 to 15 on average; above 20 readers lose the thread

# Bureaucratic words, each with its everyday word. Only words with a single
# meaning: a list with false positives is soon ignored.
PLAIN = {
    "aangaande": "over",
    "alsmede": "en",
    "alsook": "en",
    "alvorens": "voordat",
    "conform": "volgens",
    "derhalve": "daarom",
    "desgewenst": "als u wilt",
    "dienaangaande": "daarover",
    "doch": "maar",
    "geenszins": "niet",
    "gelieve": "wilt u",
    "hieromtrent": "hierover",
    "indien": "als",
    "inzake": "over",
    "ingevolge": "volgens",
    "jegens": "tegen",
    "middels": "met",
    "mits": "alleen als",
    "nadien": "daarna",
    "omtrent": "over",
    "onverwijld": "meteen",
    "reeds": "al",
    "teneinde": "om",
    "tevens": "ook",
    "thans": "nu",
    "ten behoeve van": "voor",
    "ten gevolge van": "door",
    "voornoemde": "deze",
    "wederom": "weer",
}
_DIFFICULT = re.compile(rf"\b(?:{'|'.join(PLAIN)})\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\d-])(?:\+31[ -]?|0)(?:\d[ -]?){7,9}\d\b|\b14 0\d{2,3}\b|\b0[89]00[ -]?\d{4}\b"
)


def wording(reading: CheckContext) -> Iterator[Finding]:
    """Check every Dutch text in the user's own files."""
    for name, section in reading.sections("organisations", "guidance", "labels", "edition"):
        if not reading.is_own(section.document):
            continue
        for place, value, _ in walk(section.value, (name,)):
            if isinstance(value, Text) and reading.is_own(section.document, place):
                for kind, message, advice in _in(value.text):
                    yield finding_at(
                        section.document, place, kind, Severity.WARNING, message, advice
                    )


_SUBJECT = re.compile(r"radicali|extremis", re.IGNORECASE)


def subject(reading: CheckContext) -> Iterator[Finding]:
    """Report an edition's own title that does not say what the pack is about."""
    for name, section in reading.sections("edition", "guidance"):
        title = section.value.title
        if title and reading.is_own(section.document) and not _SUBJECT.search(title.text):
            message = f"de titel '{title.text}' zegt niet waar het over gaat"
            advice = "Noem radicaliseren of extremisme: op het kaartje staat er verder niets over"
            place = (name, "title")
            yield finding_at(
                section.document, place, "no-subject", Severity.WARNING, message, advice
            )


def _in(text: str) -> Iterator[tuple[str, str, str]]:
    for sentence in sentences(text):
        if (count := word_count(sentence)) > MOST_WORDS:
            message = f"een zin van {count} woorden: '{sentence}'"
            yield "long-sentence", message, f"Maak er twee van. {MOST_WORDS} woorden is het meeste"
    for match in _DIFFICULT.finditer(text):
        plain = PLAIN[match[0].lower()]
        yield "difficult-word", f"{match[0]!r} is een moeilijk woord", f"Schrijf {plain!r}"
    for match in _NUMBER.finditer(text):
        message = f"{match[0]!r} staat in een lopende tekst. Daar kijkt niemand het na"
        yield "number-in-text", message, "Zet een nummer alleen bij 'phone' of bij 'number'"
