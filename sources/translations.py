"""From Dutch to another language: what is translatable, merging, checking, and the finished pack.

The translatable texts are found by walking the model, so that a new field needs no list. Names,
numbers and addresses never come along; in texts they are ``{placeholders}``.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from sources.catalogue import Catalogue, Entry, Key, judged, parse_catalogue
from sources.consistency import PLACEHOLDER, Section, placeholders
from sources.errors import ExitCode, WegwijsError
from sources.load import Loaded
from sources.model import Organisation, Pack, Review, Text, Translation
from sources.own_words import in_translation, own_texts
from sources.problems import InvalidSources, Problem
from sources.reader import MAX_BYTES, Place, read_text
from sources.reviews import stamped
from sources.same import Same

TRANSLATED = ("organisations", "guidance", "labels")
STRONG = " | vet"
NUMBER = re.compile(r"\d+")

# In which part of the products a text lands; the first prefix that fits counts.
PANELS = (
    ("guidance.title", "folder: voorkant; hand-out: titel; kaartje: voorkant"),
    ("guidance.lead", "folder: voorkant"),
    ("guidance.audiences", "folder: wegwijzer op de voorkant; kort"),
    ("guidance.situations", "folder: flap; hand-out: tabel"),
    ("guidance.alert", "folder: voorkant, flap en achterkant; hand-out; kaartje"),
    ("guidance.groups", "folder: kop binnenin"),
    ("guidance.first_heading", "folder: eerste kop binnenin"),
    ("guidance.calling", "folder: achterkant; hand-out"),
    ("guidance.local", "folder: achterkant; hand-out: tabel"),
    ("labels.colophon", "colofon"),
    ("labels.card", "kaartje: voorkant"),
    ("labels.", "opschrift"),
    ("organisations", "folder: binnenin; hand-out; kaartje"),
    ("edition", "eigen woorden van een editie"),
)


@dataclass(frozen=True)
class Source:
    """A Dutch text to translate, and where it stands; ``dutch`` are words that stay as they are."""

    key: Key
    file: str
    line: int
    panel: str
    dutch: tuple[str, ...] = ()


def sources_of(sections: Mapping[str, Section]) -> dict[Key, Source]:
    """Every translatable text of a pack, in the order of its files."""
    found: dict[Key, Source] = {}
    for name in TRANSLATED:
        document = sections[name].document
        for place, key, dutch in _keys(sections[name].value, (name,)):
            file, line, _ = document.at(place)
            found.setdefault(key, Source(key, file, line, _panel(key), dutch))
    return found


def own_sources(loaded: Loaded) -> dict[Key, Source]:
    """Every text that an edition adds."""
    document = loaded.sections["edition"].document
    return {
        text.key: Source(
            text.key, document.file, document.line(text.place), _panel(text.key), text.dutch
        )
        for text in own_texts(loaded.pack)
    }


def _panel(key: Key) -> str:
    return next(panel for prefix, panel in PANELS if key[0].startswith(prefix))


def _keys(value: Any, place: Place, name: str = "") -> Iterator[tuple[Place, Key, tuple[str, ...]]]:
    """Places in the file, keys, and the words that stay Dutch; a key names items of a list by id,
    or not at all.
    """
    name = name or str(place[0])
    if isinstance(value, Text):
        yield place, (name, value.text), value.dutch
        for words in value.strong:
            if not placeholders(words):
                yield place, (name + STRONG, words), ()
    if isinstance(value, Organisation):
        yield (*place, "name"), (f"{name}.name", value.name), ()
    if isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _keys(getattr(value, field), (*place, field), f"{name}.{field}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            id_ = getattr(item, "id", None)
            yield from _keys(item, (*place, index), f"{name}.{id_}" if id_ else name)


# --- catalogues ----------------------------------------------------------------------------------


class UnknownLanguage(WegwijsError):
    """The pack has no such language. Says which there are."""

    exit_code = ExitCode.USAGE

    def __init__(self, language: str, languages: Iterable[str]) -> None:
        super().__init__(f"taal {language!r} is er niet", f"Kies uit: {', '.join(languages)}")


class NotReady(WegwijsError):
    """A translation that cannot be printed: some texts are missing or fuzzy."""

    exit_code = ExitCode.TRANSLATION_NOT_READY

    def __init__(self, language: str, file: str, texts: Sequence[Source]) -> None:
        self.language = language
        self.texts = tuple(texts)
        rows = "\n".join(f"  {text.key[0]}: {text.key[1]}" for text in texts)
        super().__init__(
            f"vertaling {language!r} ({file}) is niet klaar: {len(texts)} teksten ontbreken of"
            f" zijn veranderd in het Nederlands.\n{rows}",
            "Vertaal ze, of maak een concept met --allow-drafts",
        )

    def __str__(self) -> str:
        return f"{self.message}\n{self.advice}."


def catalogue_path(folder: Path, language: str) -> Path:
    """Where the translations of a language are kept."""
    return folder / "locale" / f"{language}.po"


def load_catalogue(language: str, folders: Sequence[Path]) -> Catalogue:
    """The catalogue of a language; what a later folder says counts.

    Without a file it is empty. A review is of the texts in its own file. Raises
    ``InvalidSources``.
    """
    return _joined(language, _files(language, folders))


def _files(language: str, folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """The name and text of each PO file of a language."""
    for folder in folders:
        path = catalogue_path(folder, language)
        if path.exists() or path.is_symlink():
            name = path.relative_to(folder.parent).as_posix()
            yield name, read_text(path, name, MAX_BYTES)


def _joined(language: str, files: Iterable[tuple[str, str]]) -> Catalogue:
    joined = Catalogue(language, f"{language}.po")
    for name, text in files:
        found = parse_catalogue(text, name, language)
        found.entries = joined.entries | found.entries
        joined = found
    return joined


def in_language(
    loaded: Loaded,
    language: str,
    folders: Sequence[Path],
    *,
    allow_drafts: bool = False,
    missing_glyph: Callable[[str], str | None] | None = None,
) -> Pack:
    """The pack of an edition in a language.

    Raises ``UnknownLanguage``, ``InvalidSources``, and ``NotReady`` unless drafts are allowed.
    """
    pack = loaded.pack
    if language not in pack.languages:
        raise UnknownLanguage(language, pack.languages)
    if language == pack.language:
        return pack
    sections = [loaded.sections[name] for name in TRANSLATED]
    values = Same(*(part for section in sections for part in (section.value, section.document)))
    terms = pack.glossary.get(language, {})
    glossary = tuple((term, tuple(accepted)) for term, accepted in terms.items())
    files = tuple(_files(language, folders))
    found = _translation(values, language, files, glossary, missing_glyph)
    if found.unready and not allow_drafts:
        raise NotReady(language, found.catalogue.file, found.unready)
    own = own_sources(loaded)
    problems = list(faults(found.catalogue, own, {}, missing_glyph=missing_glyph)) if own else []
    if problems:
        raise InvalidSources(problems)
    return pack.model_copy(update={**found.changes, **in_translation(pack, found.catalogue)})


@dataclass(frozen=True)
class _Translation:
    """The national parts in another language, and which texts of them are not ready."""

    catalogue: Catalogue
    unready: Sequence[Source]
    changes: Mapping[str, Any]


@lru_cache(maxsize=64)  # hundreds of editions share it
def _translation(
    values: Same,
    language: str,
    files: tuple[tuple[str, str], ...],
    glossary: tuple[tuple[str, tuple[str, ...]], ...],
    missing_glyph: Callable[[str], str | None] | None,
) -> _Translation:
    parts = iter(values.objects)
    sections = {name: Section(next(parts), next(parts)) for name in TRANSLATED}
    sources = sources_of(sections)
    catalogue = _joined(language, files)
    problems = list(faults(catalogue, sources, dict(glossary), missing_glyph=missing_glyph))
    if problems:
        raise InvalidSources(problems)
    unready = [sources[key] for key in catalogue.unready(list(sources))]
    changes = translate(sections, catalogue)
    return _Translation(catalogue, unready, changes | {"draft": bool(unready)})


# --- merging -----------------------------------------------------------------------------------


def merge(catalogue: Catalogue, sources: Mapping[Key, Source], version: int) -> Catalogue:
    """The catalogue brought up to date with the Dutch.

    A text that changed keeps its translation, marked fuzzy, with the former Dutch beside it; one
    that went away becomes obsolete, and comes back with it. The review of what changed no longer
    holds, until the text is again as it was reviewed.
    """
    catalogue = stamped(catalogue)
    gone = {key: entry for key, entry in catalogue.entries.items() if key not in sources}
    obsolete = {key: entry for key, entry in catalogue.obsolete.items() if key not in sources}
    entries: dict[Key, Entry] = {}
    for key in sources:
        if entry := catalogue.entries.get(key):
            entries[key] = entry
            continue
        if entry := catalogue.obsolete.get(key):  # taken out, and put back
            entries[key] = entry
            continue
        former = _closest(key, gone)
        if former and gone[former].text:
            entry = gone.pop(former)
            said = entry.previous if entry.fuzzy and entry.previous else former
            back = said[1] == key[1]  # the Dutch is again what the translation is of
            previous = None if back else said
            entries[key] = replace(entry, fuzzy=not back, line=0, previous=previous)
        else:
            entries[key] = Entry("")
    headers = dict(catalogue.headers)
    ready = all(entry.text and not entry.fuzzy for entry in entries.values())
    if ready:
        headers["X-Source-Version"] = str(version)
    for key, entry in gone.items():
        # A fuzzy text is the translation of the former Dutch, if that is known.
        if entry.fuzzy:
            former = (key[0], entry.previous[1]) if entry.previous else key
            if entry.previous and former not in sources:
                obsolete[former] = Entry(entry.text, stamp=entry.stamp)
        else:
            obsolete[key] = entry
    merged = replace(catalogue, headers=headers, entries=entries, obsolete=obsolete)
    return judged(merged)


def without_copies(catalogue: Catalogue, shared: Catalogue) -> Catalogue:
    """The catalogue without what another has too: texts without translation, or with the same.

    A text that was reviewed here alone stays, and one with a note: somebody's work is in it.
    """
    entries = {
        key: entry
        for key, entry in catalogue.entries.items()
        if key not in shared.entries
        or entry.text not in ("", shared.entries[key].text)
        or (entry.review and not shared.review_of(key))
        or set(entry.user_comments) - set(shared.entries[key].user_comments)
    }
    return replace(catalogue, entries=entries)


def _closest(key: Key, gone: Mapping[Key, Entry]) -> Key | None:
    """The former text at the same place; of several, the most alike."""
    here = [former for former in gone if former[0] == key[0]]
    if not here:
        return None
    return max(here, key=lambda former: difflib.SequenceMatcher(None, former[1], key[1]).ratio())


# --- checking ----------------------------------------------------------------------------------

Glossary = Mapping[str, Sequence[str]]


def faults(
    catalogue: Catalogue,
    sources: Mapping[Key, Source],
    glossary: Glossary,
    *,
    missing_glyph: Callable[[str], str | None] | None = None,
) -> Iterator[Problem]:
    """What is wrong with the translations that are there. Missing ones are a state, no fault."""
    by = catalogue.reviewers(catalogue.entries)
    if by and missing_glyph and (char := missing_glyph(by.reviewer)):
        yield Problem(catalogue.file, 0, "X-Reviewer", _no_glyph(char))
    for key in sources:
        entry = catalogue.entries.get(key)
        if entry and entry.text and not entry.fuzzy:
            for message in (
                *_placeholder_faults(key, entry.text),
                *_length_faults(key, entry.text),
                *_strong_faults(key, entry.text, catalogue, sources),
                *_dutch_faults(entry.text, sources[key].dutch),
                *_number_faults(key, entry.text),
                *_glossary_faults(key, entry.text, glossary, catalogue.language),
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
    """Twice as long and a bit does not fit anywhere; short words may grow more."""
    most = 2 * len(key[1]) + 25
    if len(text) > most:
        yield f"de vertaling is te lang: {len(text)} tekens, {most} is het meeste"


def _strong_faults(
    key: Key, text: str, catalogue: Catalogue, sources: Mapping[Key, Source]
) -> Iterator[str]:
    for strong in sources:
        if strong[0] == key[0] + STRONG and strong[1] in key[1]:
            words = catalogue.translation(strong)
            if words and text.count(words) != 1:
                yield (
                    f"de vette woorden {words!r} (van {strong[1]!r}) moeten precies één keer in"
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
    """A number that is dialled reads the same in every language, in the same digits."""
    wanted, found = (NUMBER.findall(PLACEHOLDER.sub("", one)) for one in (key[1], text))
    if sorted(wanted) != sorted(found):
        right = ", ".join(wanted) or "geen"
        yield f"hier moeten dezelfde getallen staan als in het Nederlands: {right}"


def _glossary_faults(key: Key, text: str, glossary: Glossary, language: str) -> Iterator[str]:
    dutch, said = PLACEHOLDER.sub("", key[1]).lower(), _folded(text, language)
    for term, accepted in glossary.items():
        if term in dutch and not any(_folded(word, language) in said for word in accepted):
            yield f"voor {term!r} hoort hier {' of '.join(accepted)} te staan (woordenlijst)"


def _folded(text: str, language: str) -> str:
    """A text without what makes no difference: capitals as its language has them, apostrophes."""
    if language in ("tr", "az"):  # I and İ are two letters there
        text = text.replace("I", "ı").replace("İ", "i")
    folded = unicodedata.normalize("NFC", text).casefold()
    return folded.translate(_APOSTROPHES)


_APOSTROPHES = dict.fromkeys(
    map(ord, "\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"), "'"
)

# --- the translated pack -------------------------------------------------------------------------

T = TypeVar("T")


def translate(sections: Mapping[str, Section], catalogue: Catalogue) -> dict[str, Any]:
    """The parts of a pack in another language; where a translation is missing the Dutch stands in.

    What an organisation's name means goes into ``meanings``: the name itself stays Dutch.
    """
    meanings = {
        organisation.id: Translation(meaning, catalogue.review_of(key))
        for organisation in sections["organisations"].value
        for key in [(f"organisations.{organisation.id}.name", organisation.name)]
        if (meaning := catalogue.translation(key))
    }
    changes: dict[str, Any] = {
        name: _translated(sections[name].value, name, catalogue) for name in TRANSLATED
    }
    return changes | {
        "meanings": meanings,
        "language": catalogue.language,
    }


def _review(text: Text, name: str, catalogue: Catalogue) -> Review | None:
    """Who reviewed the translation of a text; nobody did while its bold words wait."""
    strong = ((name + STRONG, words) for words in text.strong if not placeholders(words))
    waits = catalogue.unreviewed(strong)
    return None if waits else catalogue.review_of((name, text.text))


def _translated(value: T, name: str, catalogue: Catalogue) -> T:
    if isinstance(value, BaseModel):
        changes = {
            field: _translated(getattr(value, field), f"{name}.{field}", catalogue)
            for field in type(value).model_fields
        }
        copy = value.model_copy(update=changes)
        if isinstance(copy, Text) and (text := catalogue.translation((name, copy.text))):
            strong = (
                words if placeholders(words) else catalogue.translation((name + STRONG, words))
                for words in copy.strong
            )
            bold = tuple(words for words in strong if words and words in text)
            copy = copy.translated(text, bold, catalogue.language, _review(copy, name, catalogue))
        return copy
    if isinstance(value, tuple):
        return tuple(  # type: ignore[return-value]
            _translated(
                item, f"{name}.{id_}" if (id_ := getattr(item, "id", None)) else name, catalogue
            )
            for item in value
        )
    return value
