"""The translations into one language, as in a gettext catalogue (``sources.po_file``).

A message is identified by its place (``msgctxt``) and its Dutch text (``msgid``). The header names
the reviewer (``X-Reviewer``, ``X-Reviewed-On``) and the version of the Dutch that was translated
(``X-Source-Version``). A stamp on a message says that it was among what they reviewed; in a
catalogue without stamps everything was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from msgspec import Struct, structs

from wegwijs.sources.model import Review
from wegwijs.sources.reader import unprintable
from wegwijs.sources.stamps import PER_TEXT, stamp_of, together

MAX_NAME = 120  # as in the model
Key = tuple[str, str]  # place, Dutch text


class TranslationState(Enum):
    """Whether a translation may be printed, and how. Derived from the catalogue itself."""

    REVIEWED = "reviewed"
    DRAFT = "concept"  # what scripts know it by
    NOT_READY = "not ready"


class PoEntry(Struct):
    """A translated text. ``line`` is its line in the PO file (1-based), ``stamp`` that of the text
    that was reviewed, ``review`` who reviewed the present text.
    """

    text: str
    fuzzy: bool = False
    line: int = 0
    previous: Key | None = None
    user_comments: list[str] = []
    stamp: str = ""
    review: Review | None = None

    def holds(self, key: Key) -> bool:
        """Whether the present text is the one that was reviewed."""
        return self.stamp == stamp_of(key, self.text) if self.stamp and not self.fuzzy else False


class Catalogue(Struct):
    """The translations of one language."""

    language: str
    file: str = ""
    headers: dict[str, str] = {}
    entries: dict[Key, PoEntry] = {}
    obsolete: dict[Key, PoEntry] = {}
    comment: str = ""

    @property
    def review(self) -> Review | None:
        """The last review according to the header; None when either part is missing."""
        name = self.headers.get("X-Reviewer", "").strip()
        day = self.headers.get("X-Reviewed-On", "").strip()
        return Review(name, date.fromisoformat(day)) if name and day else None

    @property
    def source_version(self) -> str:
        """The version of the Dutch that was translated."""
        return self.headers.get("X-Source-Version", "")

    def translation(self, key: Key) -> str | None:
        """Return the translation of a key, or None when it is missing or fuzzy."""
        entry = self.entries.get(key)
        return entry.text if entry and entry.text and not entry.fuzzy else None

    def review_of(self, key: Key) -> Review | None:
        """Return the review of a key's translation, or None."""
        entry = self.entries.get(key)
        return entry.review if entry else None

    def reviewers(self, keys: Iterable[Key]) -> Review | None:
        """Return the reviews of these texts as one."""
        return together(review for key in keys if (review := self.review_of(key)))

    def unreviewed(self, keys: Iterable[Key]) -> list[Key]:
        """Return the keys with a translation that nobody reviewed."""
        return [key for key in keys if self.translation(key) and not self.review_of(key)]

    def unready(self, keys: Sequence[Key]) -> list[Key]:
        """Return the keys without a printable translation."""
        return [key for key in keys if self.translation(key) is None]

    def state(self, keys: Sequence[Key]) -> TranslationState:
        """Return whether these texts can be printed, and how."""
        if self.unready(keys):
            return TranslationState.NOT_READY
        return TranslationState.DRAFT if self.unreviewed(keys) else TranslationState.REVIEWED


def judged(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with the review of each text filled in."""
    review = catalogue.review
    whole = not catalogue.headers.get(PER_TEXT, "").strip() and not any(
        entry.stamp for entry in catalogue.entries.values()
    )

    def now(key: Key, entry: PoEntry) -> PoEntry:
        done = entry.text and not entry.fuzzy and (whole or entry.holds(key))
        by = review if done else None
        return entry if entry.review == by else structs.replace(entry, review=by)

    entries = {key: now(key, entry) for key, entry in catalogue.entries.items()}
    return structs.replace(catalogue, entries=entries)


def no_reviewer(text: str) -> str:
    """Return why a text is not a reviewer's name, or an empty string."""
    if char := unprintable(text):
        return f"teken U+{ord(char):04X} kan niet worden afgedrukt, haal het weg"
    return (
        f"dit is te lang: {MAX_NAME} tekens is het meeste, kort het in"
        if len(text) > MAX_NAME
        else ""
    )


def no_day(text: str) -> str:
    """Return why a text is not a possible review date, or an empty string."""
    try:
        day = date.fromisoformat(text)
        if day.isoformat() != text:
            raise ValueError(text)
    except ValueError:
        return f"{text!r} is geen datum. Schrijf die zo: 2026-11-23"
    if not day.year >= 2000 or day > date.today():
        return f"{text}: een controle is van 2000 of later, en niet na vandaag. Kijk de datum na"
    return ""


def one_line(text: str) -> str:
    """Normalise a text for comparing and printing: NFC, single spaces, stripped.

    A no-break space is kept: it is intended.
    """
    return re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")
