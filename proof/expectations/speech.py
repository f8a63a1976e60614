"""Renders what a pack holds as sentences in its language: texts, names, addresses, dates.

Names and addresses stay Dutch in every language, and so do the words that a text keeps in Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from babel.dates import format_date

from wegwijs.proof.sayings import Piece, Saying
from wegwijs.proof.words import key
from wegwijs.sources.model import (
    Labels,
    LocalContact,
    LocalRole,
    Pack,
    Review,
    Text,
    Translation,
)
from wegwijs.sources.own_words import label_key
from wegwijs.sources.values import Url
from wegwijs.sources.variants import in_dutch
from wegwijs.sources.ways import Value as Reached
from wegwijs.sources.ways import way_of

Value = str | date | Saying
_PLACEHOLDER = re.compile(r"\{([a-z0-9_-]+)\}")


def written_day(day: date, locale: str) -> str:
    """Format a date as is usual in a language, but never with the name of the month first."""
    place = locale.replace("-", "_")
    written = str(format_date(day, "long", locale=place))
    if written[0].isdecimal():
        return written
    return str(format_date(day, "d MMMM y", locale=place))


def name(text: str) -> Saying:
    """Return a name, which is Dutch in every language."""
    return Saying.of(text)


class Speech:
    """Renders the texts of one pack in its language.

    ``reviews`` tells of each translation that was asked for who reviewed it, None for nobody.
    ``said`` are those translations, and their bold words.
    """

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.language = pack.language
        self.reviews: dict[str, Review | None] = {}
        self.said: set[str] = set()  # as ``key`` has them
        self.labels = {each: self.text(getattr(pack.labels, each)) for each in Labels.model_fields}

    def text(self, text: Text, **values: Value) -> Saying:
        """Render a text. Placeholders without a value stay."""
        if text.counted:
            self._count(*text.counted)
            self.said |= {key(text.text), *map(key, text.strong)}
        language = text.language
        kept = text.dutch if language != "nl" else ()
        found: list[Piece] = []
        for part in _parts(text.text, kept):
            match = _PLACEHOLDER.fullmatch(part)
            if match and match[1] in values:
                found += self._value(values[match[1]], language).pieces
            else:
                found.append(Piece(part, "nl" if part in kept else language))
        return Saying(tuple(found))

    def maybe(self, text: Text | None) -> Saying | None:
        """Render an optional text."""
        return self.text(text) if text else None

    def label(self, label: str, **values: Value) -> Saying:
        """Render a label of the products."""
        return self.text(getattr(self.pack.labels, label), **values)

    def translated(self, translation: Translation) -> Saying:
        """Return the translation of an edition's own name or label."""
        self._count(translation.text, translation.review)
        self.said.add(key(translation.text))
        return Saying.of(translation.text, self.language)

    def _value(self, value: Value, language: str) -> Saying:
        if isinstance(value, Saying):
            return value
        if isinstance(value, date):
            value = written_day(value, self.pack.languages[language].locale)
        return Saying.of(value, language)

    def _count(self, text: str, review: Review | None) -> None:
        """Count a text; printed from two places, it is reviewed only when it is in both."""
        self.reviews[text] = review and self.reviews.get(text, review)

    # --- ways to reach somebody ----------------------------------------------------------------

    def link(self, value: Reached, who: str = "") -> Saying:
        """Return a number or address as its owner writes it, with the spoken text of the link."""
        way = way_of(value)
        says = way.said(getattr(self.pack.labels, way.says).text, who, value)
        if not value.target:  # a number that nothing opens
            return Saying.of(value.display)
        if not value.target:  # a number that nothing opens
            return Saying.of(value.display)
        return Saying((Piece(value.display, "nl", value.target, says),))

    def way(self, value: Reached, who: str = "") -> Saying:
        """Return the same after the name of the way, where the value does not say that itself."""
        link, named = self.link(value, who), way_of(value).named
        return self.label(named, value=link) if named else link

    def page(self, value: Url, who: str) -> Saying | None:
        """Return the full address of a page for readers on paper; None when the QR code has it."""
        if value.code == value.target:
            return None
        (piece,) = self.link(value, who).pieces
        written = value.target.removeprefix("https://").removeprefix("www.")
        return Saying((Piece(written, piece.language, piece.target, piece.says),))

    def code_alt(self, value: Url | None) -> str:
        """Return the alternative text of a QR code."""
        return _filled(self.pack.labels.qr_alt, domain=value.display) if value else ""

    # --- what contacts are called --------------------------------------------------------------

    def contact(self, contact: LocalContact) -> tuple[Saying, Saying | None]:
        """Return the label of an edition's contact and, in a translation, its Dutch.

        Who types the Dutch of a role means that role: its label is translated.
        """
        typed = contact.label and contact.label.casefold()
        for role in self.pack.guidance.local.roles:
            if (role.dutch.casefold() == typed) if typed else (role.id == contact.role):
                return self.role(role)
        own = name(contact.label or contact.role)
        translation = self.pack.own_words.get(label_key(self.pack, contact))
        if not translation:
            return own, None
        return self.translated(translation), None if in_dutch(self.language) else own

    def role(self, role: LocalRole) -> tuple[Saying, Saying | None]:
        """Return the name of a role and, in a translation, its Dutch."""
        return self.text(role.label), None if in_dutch(self.language) else name(role.dutch)


def in_both(label: Saying, dutch: Saying | None) -> Saying:
    """Return a label with its Dutch word, unless it already contains that."""
    if dutch is None or str(dutch).lower() in str(label).lower():
        return label
    between = Piece(" \N{MIDDLE DOT} ", label.pieces[-1].language)
    return Saying((*label.pieces, between, *dutch.pieces))


def _parts(text: str, kept: tuple[str, ...]) -> Iterator[str]:
    """Split a text at its placeholders and at the words that stay Dutch."""
    around = "|".join([_PLACEHOLDER.pattern.replace("(", "(?:"), *map(re.escape, kept)])
    yield from filter(None, re.split(f"({around})", text))


def _filled(text: Text, **values: str) -> str:
    given: Mapping[str, str] = values
    return _PLACEHOLDER.sub(lambda match: given.get(match[1], match[0]), text.text)
