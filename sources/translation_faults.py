"""Validate translations: placeholders, numbers, bold and Dutch words, length, glossary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wegwijs.sources.catalogue import Catalogue, Key
from wegwijs.sources.consistency import PLACEHOLDER, placeholders
from wegwijs.sources.model import Pack
from wegwijs.sources.problems import Problem
from wegwijs.sources.translatable import STRONG, TranslatableText

NUMBER = re.compile(r"\d+")


class Glossary(NamedTuple):
    """What may be said for a Dutch term in a language: ``terms`` are pairs of a term and the
    accepted words. ``dotless_i``: I and İ are two letters of that language.
    """

    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    dotless_i: bool = False

    @classmethod
    def of(cls, pack: Pack, language: str) -> Glossary:
        """Return the glossary of a language."""
        terms = pack.glossary.get(language, {})
        return cls(tuple(terms.items()), pack.languages[language].dotless_i)


def translation_faults(
    catalogue: Catalogue,
    sources: Mapping[Key, TranslatableText],
    glossary: Glossary,
    *,
    missing_glyph: Callable[[str], str | None] | None = None,
) -> Iterator[Problem]:
    """Yield the problems of existing translations. A missing one is a state, not a fault."""
    by = catalogue.reviewers(catalogue.entries)
    if by and missing_glyph and (char := missing_glyph(by.reviewer)):
        yield Problem(catalogue.file, 0, "X-Reviewer", _no_glyph(char))
    strong: dict[str, list[str]] = {}  # the bold words of a text, by its name
    for name, words in sources:
        if name.endswith(STRONG):
            strong.setdefault(name.removesuffix(STRONG), []).append(words)
    for key in sources:
        entry = catalogue.entries.get(key)
        if entry and entry.text and not entry.fuzzy:
            for message in (
                *_placeholder_faults(key, entry.text),
                *_length_faults(key, entry.text),
                *_strong_faults(key, entry.text, catalogue, strong.get(key[0], ())),
                *_dutch_faults(entry.text, sources[key].dutch),
                *_number_faults(key, entry.text),
                *_glossary_faults(key, entry.text, glossary),
            ):
                yield Problem(catalogue.file, entry.line, key[0], message)
            if missing_glyph and (char := missing_glyph(entry.text)):
                yield Problem(catalogue.file, entry.line, key[0], _no_glyph(char))


def _no_glyph(char: str) -> str:
    return f"teken {char!r} (U+{ord(char):04X}) staat in geen van de lettertypen"


def _placeholder_faults(key: Key, text: str) -> Iterator[str]:
    wanted, found = placeholders(key[1]), placeholders(text)
    for name in sorted(set(wanted) - set(found)):
        yield f"{{{name}}} ontbreekt. Zet die invulplaats in de vertaling"
    for name in sorted(set(found) - set(wanted)):
        yield f"{{{name}}} staat niet in het Nederlands. Haal weg wat tussen accolades staat"
    if sorted(wanted) != sorted(found) and set(wanted) == set(found):
        yield "een invulplaats staat er te vaak"


def _length_faults(key: Key, text: str) -> Iterator[str]:
    """No layout has room for more than about twice the length; short texts may grow more."""
    most = 2 * len(key[1]) + 25
    if len(text) > most:
        yield f"de vertaling is te lang: {len(text)} tekens, {most} is het meeste"


def _strong_faults(
    key: Key, text: str, catalogue: Catalogue, strong: Sequence[str]
) -> Iterator[str]:
    for dutch in strong:
        words = catalogue.translation((key[0] + STRONG, dutch)) if dutch in key[1] else None
        if words and text.count(words) != 1:
            yield (
                f"de vette woorden {words!r} (van {dutch!r}) moeten precies één keer in"
                " deze vertaling staan"
            )


def _dutch_faults(text: str, dutch: Sequence[str]) -> Iterator[str]:
    for words in dutch:
        if text.count(words) != 1:
            yield (
                f"{words!r} moet hier precies één keer in het Nederlands staan: de lezer moet dat"
                " kunnen zeggen"
            )


def _number_faults(key: Key, text: str) -> Iterator[str]:
    """Numbers are the same in every language, in the same digits."""
    wanted, found = (NUMBER.findall(PLACEHOLDER.sub("", one)) for one in (key[1], text))
    if sorted(wanted) != sorted(found):
        right = ", ".join(wanted) or "geen"
        yield f"hier moeten dezelfde getallen staan als in het Nederlands: {right}"


def _glossary_faults(key: Key, text: str, glossary: Glossary) -> Iterator[str]:
    dutch = PLACEHOLDER.sub("", key[1]).lower()
    found = [(term, accepted) for term, accepted in glossary.terms if term in dutch]
    dotless = glossary.dotless_i
    said = _folded(text, dotless) if found else ""
    for term, accepted in found:
        if not any(_folded(word, dotless) in said for word in accepted):
            yield f"voor {term!r} hoort hier {' of '.join(accepted)} te staan (woordenlijst)"


def _folded(text: str, dotless_i: bool) -> str:
    """Normalise case by the rules of the language, apostrophes and no-break spaces."""
    if dotless_i:
        text = text.replace("I", "ı").replace("İ", "i")
    folded = unicodedata.normalize("NFC", text).casefold()
    return folded.translate(_ALIKE)


_ALIKE = str.maketrans(
    "\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}\N{NO-BREAK SPACE}", "'' "
)
