"""Opening hours in a document that somebody edited: other days or times than in the data.

Who changes nothing but a digit is told so by ``filled_in.Known``. A day, a stretch or ``closed``
that is changed or left out sends people to a closed door as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from babel.dates import get_day_names
from babel.lists import format_list

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.rules.owners import Owner
from wegwijs.proof.sayings import Saying, known
from wegwijs.proof.words import key, plain
from wegwijs.sources.ways import HOURS

_TIME = re.compile(r"\d{1,2}[.:]\d{2}")
_PRICE = re.compile(r"(?:€|euro?)\d+[.,]\d{2}|\d+[.,]\d{2}(?:€|euro?)")  # as ``key`` writes it
_SLOT = re.compile(r"\{\w+\}")
# What people type beside the words that we print.
_TYPED = "op in het weekend doordeweeks dagelijks alle dagen dicht open t/m van"


class TypedHours:
    """The opening hours of an edition, and how to recognise others."""

    def __init__(self, truth: Truth) -> None:
        self._right = {key(str(saying)) for saying in _sayings(truth)}
        self._times = {time for said in self._right for time in _TIME.findall(said)}
        words = sorted({key(word).casefold() for word in _words(truth)} - {""}, key=len)
        self._words = re.compile("|".join(map(re.escape, reversed(words))))

    def of(self, owner: Owner | None) -> bool:
        """Whether the data have opening hours of somebody."""
        return owner is not None and any(key(str(one)) in self._right for one in owner.words)

    def resembles(self, text: str) -> bool:
        """Whether a text has a time of the opening hours of this edition."""
        return not self._times.isdisjoint(_TIME.findall(key(text)))

    def differs(self, text: str) -> bool:
        """Whether a text is nothing but opening hours, and not those of this edition."""
        said = _PRICE.sub(" ", key(text).casefold())
        if key(text) in self._right or not _TIME.search(said):
            return False
        return not any(char.isalpha() for char in self._words.sub("", said))


def altered(texts: Iterable[str], hours: TypedHours, where: str) -> Iterator[Finding]:
    """Yield opening hours that are not those in the data; ``where`` says whose they are."""
    for text in texts:
        if hours.differs(text):
            quoted = plain(text)[:200]
            what = f'{where} staan andere openingstijden dan in de gegevens: "{quoted}".'
            yield Finding("contact", what)


def _sayings(truth: Truth) -> Iterator[Saying]:
    for one in truth.organisations:
        yield from (said for kind, said in one.every_fact if kind == HOURS.id)
        yield from known(one.short_hours)
    for contact in truth.close_by:
        yield from known(contact.hours, contact.short_hours)


def _words(truth: Truth) -> Iterator[str]:
    """Yield every word that opening hours are made of, in the language and in Dutch."""
    yield from _TYPED.split()
    labels = truth.pack.labels
    for name in type(labels).model_fields:
        if name.startswith("hours_"):
            for text in {getattr(labels, name).text, getattr(labels, name).original.text}:
                yield from _SLOT.sub(" ", text).split()
    for code in (truth.language, "nl"):
        locale = truth.pack.languages[code].locale.replace("-", "_")
        for width in ("wide", "abbreviated"):
            for context in ("stand-alone", "format"):
                yield from get_day_names(width, context, locale).values()
        yield from (
            format_list(["1", "2", "3"], locale=locale)
            .translate(str.maketrans("123", "   "))
            .split()
        )
