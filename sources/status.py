"""How far the translation into a language is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sources.catalogue import Catalogue, Key, State
from sources.model import Pack
from sources.translatable import Source


@dataclass(frozen=True)
class Status:
    """How far a translation is."""

    language: str
    name: str
    catalogue: Catalogue
    keys: tuple[Key, ...]

    @property
    def file(self) -> str:
        """The PO file, as messages call it."""
        return self.catalogue.file

    @property
    def total(self) -> int:
        """All texts."""
        return len(self.keys)

    @property
    def fuzzy(self) -> int:
        """Texts of which the Dutch changed."""
        entries = (self.catalogue.entries.get(key) for key in self.keys)
        return sum(bool(entry and entry.fuzzy) for entry in entries)

    @property
    def missing(self) -> int:
        """Texts that were never translated."""
        return len(self.catalogue.unready(self.keys)) - self.fuzzy

    @property
    def unreviewed(self) -> int:
        """Translations that nobody reviewed."""
        return len(self.catalogue.unreviewed(self.keys))

    def row(self) -> dict[str, str | int | None]:
        """For a table or for a script."""
        review = self.catalogue.reviewers(self.keys)
        states = {
            State.REVIEWED: "nagekeken",
            State.CONCEPT: "concept",
            State.NOT_READY: "niet klaar",
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


def status_of(catalogue: Catalogue, pack: Pack, sources: Mapping[Key, Source]) -> Status:
    """The state of a catalogue beside the Dutch of today."""
    name = pack.languages[catalogue.language].name
    return Status(catalogue.language, name, catalogue, tuple(sources))
