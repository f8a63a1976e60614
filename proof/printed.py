"""Summary of a check: edition, version, date and languages.

It says which translations nobody reviewed: a file without findings may still be unread by a
speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from wegwijs.proof.expectations.speech import written_day

MOST = 12  # editions in words; the report and --json have them all


@dataclass(frozen=True)
class PrintedLanguage:
    """A language of an edition, by its Dutch name."""

    code: str
    name: str
    concept: bool  # nobody checked the translation

    def __str__(self) -> str:
        return f"{self.name} (CONCEPT)" if self.concept else self.name


@dataclass
class Printed:
    """An edition that was checked."""

    edition: str
    publisher: str
    version: int
    day: date
    languages: dict[str, PrintedLanguage] = field(default_factory=dict)

    def __str__(self) -> str:
        day = plain_day(self.day)
        languages = ", ".join(map(str, self.languages.values()))
        return f"{self.edition} ({self.publisher}), versie {self.version}, {day}: {languages}"

    def as_json(self) -> Mapping[str, object]:
        """Return the edition as JSON data."""
        return vars(self) | {
            "day": self.day.isoformat(),
            "languages": [vars(one) for one in self.languages.values()],
        }


def plain_day(day: date) -> str:
    """Format a date in Dutch."""
    return written_day(day, "nl-NL")


def concepts(printed: Iterable[Printed]) -> list[PrintedLanguage]:
    """Return the languages with unreviewed translations, each once."""
    every = (one for edition in printed for one in edition.languages.values() if one.concept)
    return list({one.code: one for one in every}.values())


def verdict(printed: Iterable[Printed], faults: int, unjudged: int = 0) -> str:
    """Say in Dutch whether it may be printed.

    ``faults`` counts what is wrong, ``unjudged`` the files on which a check failed itself.
    """
    unread = [one.name for one in concepts(printed)]
    if faults or unjudged:
        told = "1 fout" if faults == 1 else f"{faults} fouten"
        text = f"Er is iets mis: {told}. " if faults else ""
        if unjudged:
            files = "1 bestand" if unjudged == 1 else f"{unjudged} bestanden"
            text += f"Bij {files} is het nakijken zelf misgegaan, door een fout in dit programma. "
        text += "Druk dit nog niet."
    elif not unread:
        return "Alles is goed. Dit kan gedrukt worden."
    else:
        text = "Geen fouten gevonden."
    if not unread:
        return text
    *others, last = unread
    names = f"{', '.join(others)} en {last}" if others else last
    which, them = ("die vertalingen", "ze") if others else ("die vertaling", "haar")
    text += f" Nog CONCEPT: {names}. Niemand heeft {which} nagekeken."
    return (
        text if faults or unjudged else f"{text} Druk {them} nog niet: laat {them} eerst nakijken."
    )


def listed(printed: Iterable[Printed]) -> Iterator[str]:
    """Yield a line for each edition, and the number of those left out."""
    every = list(printed)
    yield from map(str, every[:MOST])
    if len(every) > MOST:
        more = len(every) - MOST
        editions = "1 editie" if more == 1 else f"{more} edities"
        yield f"... en nog {editions}. --json noemt ze alle."
