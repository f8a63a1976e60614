"""The imprint and colophon: publisher, version, date, source and reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from wegwijs.proof.expectations.speech import Speech, name
from wegwijs.proof.sayings import Saying
from wegwijs.sources.facts import oldest_check
from wegwijs.sources.freshness import first_due
from wegwijs.sources.stamps import together
from wegwijs.sources.variants import is_variant


@dataclass(frozen=True)
class Mark:
    """The draft mark of an unreviewed translation, in its language and in Dutch."""

    word: Saying
    explained: Saying
    dutch_word: Saying
    dutch_explained: Saying

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """All sentences of the mark."""
        return self.word, self.explained, self.dutch_word, self.dutch_explained


def mark(speech: Speech) -> Mark:
    """Return the draft mark in the words of the pack."""
    notes = speech.pack.dutch_notes
    return Mark(
        speech.label("concept"),
        speech.label("concept_explained"),
        name(notes.concept),
        name(notes.variant_explained if is_variant(speech.language) else notes.concept_explained),
    )


def imprint(speech: Speech) -> tuple[Saying, ...]:
    """Return the version, check date and source, which every product prints."""
    pack = speech.pack
    origin = pack.sources[pack.edition.origin]
    source = name(origin.url.display if origin.url else origin.title)
    version, day = str(pack.edition.version), pack.edition.date
    return (
        speech.label("colophon_version", version=version, date=day),
        speech.label("colophon_checked", date=oldest_check(pack)),
        speech.label("colophon_source", source=source),
    )


def colophon(speech: Speech) -> Iterator[Saying]:
    """Yield the imprint, and where to report a mistake."""
    edition = speech.pack.edition
    yield speech.label("colophon_publisher", publisher=name(edition.publisher))
    yield from imprint(speech)
    yield speech.label("colophon_numbers")
    yield speech.label("colophon_disclaimer")
    if edition.contact:
        yield speech.label("colophon_mistake", address=speech.link(edition.contact))
    else:
        yield speech.label("colophon_no_contact")


def checked_by(speech: Speech, *, draft: bool) -> Iterator[Saying]:
    """Yield who reviewed the translation, or how much of it is unreviewed.

    ``speech`` has said everything by now.
    """
    if speech.language == "nl":
        return
    by = together(review for review in speech.reviews.values() if review)
    if by and not draft:
        yield speech.label("colophon_reviewed", reviewer=name(by.reviewer), date=by.day)
    else:
        yield speech.label("colophon_concept")
    left = sum(review is None for review in speech.reviews.values())
    if by and left:
        counts = {"count": str(left), "total": str(len(speech.reviews))}
        yield speech.text(speech.pack.dutch_notes.concept_partly, **counts)


def about(speech: Speech) -> Saying | None:
    """Return the Dutch description of a translated document, for whoever hands it out."""
    if speech.language == "nl":
        return None
    language = speech.pack.languages[speech.language].dutch
    return speech.text(speech.pack.dutch_notes.about, language=language)


def last_day(speech: Speech) -> Saying:
    """Return when the facts were checked and the last day on which they may be printed."""
    pack = speech.pack
    until = first_due(pack) - timedelta(days=1)
    return speech.text(pack.print_notes.checked, checked=oldest_check(pack), until=until)
