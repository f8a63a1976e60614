"""The status of a translation."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wegwijs.sources.catalogue import Catalogue, Key, TranslationState
from wegwijs.sources.model import Pack
from wegwijs.sources.translatable import TranslatableText


class TranslationStatus(Struct, frozen=True):
    """How complete a translation is."""

    language: str
    name: str
    catalogue: Catalogue
    keys: tuple[Key, ...]

    @property
    def file(self) -> str:
        """The PO file, as shown in messages."""
        return self.catalogue.file

    @property
    def total(self) -> int:
        """The number of texts."""
        return len(self.keys)

    @property
    def fuzzy(self) -> int:
        """The number of texts whose Dutch changed."""
        entries = (self.catalogue.entries.get(key) for key in self.keys)
        return sum(bool(entry and entry.fuzzy) for entry in entries)

    @property
    def missing(self) -> int:
        """The number of texts that were never translated."""
        return len(self.catalogue.unready(self.keys)) - self.fuzzy

    @property
    def unreviewed(self) -> int:
        """The number of translations that nobody reviewed."""
        return len(self.catalogue.unreviewed(self.keys))

    def row(self) -> dict[str, str | int | None]:
        """Return the status as JSON data."""
        review = self.catalogue.reviewers(self.keys)
        states = {
            TranslationState.REVIEWED: "nagekeken",
            TranslationState.DRAFT: "concept",
            TranslationState.NOT_READY: "niet klaar",
        }
        return {
            "language": self.language,
            "name": self.name,
            "state": states[self.catalogue.state(self.keys)],
            "translated": self.total - self.fuzzy - self.missing,
            "fuzzy": self.fuzzy,
            "missing": self.missing,
            "unreviewed": self.unreviewed,
            "reviewer": review.reviewer if review else None,
            "reviewed_on": review.day.isoformat() if review else None,
            "source_version": self.catalogue.source_version or None,
        }


def status_of(
    catalogue: Catalogue, pack: Pack, sources: Mapping[Key, TranslatableText]
) -> TranslationStatus:
    """Return the status of a catalogue against the present Dutch."""
    name = pack.languages[catalogue.language].name
    return TranslationStatus(catalogue.language, name, catalogue, tuple(sources))
