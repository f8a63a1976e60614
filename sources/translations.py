"""Translate a pack with the catalogues of each folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import is_
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from pydantic import BaseModel

from wegwijs.sources.catalogue import Catalogue, Key
from wegwijs.sources.consistency import Section, placeholders
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.folder import is_portable
from wegwijs.sources.load import Loaded
from wegwijs.sources.model import Language, Pack, Review, Text, Translation
from wegwijs.sources.own_words import in_translation
from wegwijs.sources.portable import look, opened
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import MAX_BYTES, read_text
from wegwijs.sources.same import Same
from wegwijs.sources.translatable import (
    STRONG,
    TRANSLATED,
    TranslatableText,
    own_translatable_texts,
    translatable_texts,
)
from wegwijs.sources.translation_faults import Glossary, translation_faults


class UnknownLanguage(WegwijsError):
    """The pack does not have this language. Lists those it has."""

    exit_code = ExitCode.USAGE

    def __init__(self, language: str, languages: Iterable[str]) -> None:
        super().__init__(f"taal {language!r} is er niet", f"Kies uit: {', '.join(languages)}")


class NotReady(WegwijsError):
    """An unprintable translation: some texts are missing or fuzzy."""

    exit_code = ExitCode.TRANSLATION_NOT_READY

    def __init__(self, language: str, file: str, texts: Sequence[TranslatableText]) -> None:
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
    """Return the path of a language's catalogue."""
    return folder / "locale" / f"{language}.po"


def misnamed(folder: Path, languages: Mapping[str, Language]) -> Iterator[Problem]:
    """Yield a problem for each catalogue that is not read because of its name."""
    place = folder / "locale"
    right = {f"{code}.po" for code in languages}
    codes = {
        name.casefold(): code
        for code, language in languages.items()
        for name in (code, language.name, language.dutch)
    }
    for file in sorted(place.iterdir()) if place.is_dir() else ():
        stem, *endings = file.name.casefold().split(".")
        if "po" in endings and file.name not in right:
            code = codes.get(stem)
            advice = f"Noem het {code}.po" if code else "Noem het naar de taal, zoals pl.po"
            name = file.relative_to(folder.parent).as_posix()
            yield Problem(name, 0, "", f"nu leest niemand dit bestand. {advice}")


def load_catalogue(language: str, folders: Sequence[Path]) -> Catalogue:
    """Return the catalogue of a language; later folders take precedence.

    Empty when there is no file. A review covers the texts of its own file. Raises
    ``InvalidSources``.
    """
    return _joined(language, catalogue_files(language, folders))


def catalogue_for(loaded: Loaded, language: str, folders: Sequence[Path]) -> Catalogue:
    """Return the catalogue of a language for an edition, including that in a portable file.

    Raises ``InvalidSources``.
    """
    travelling = loaded.catalogues.get(language)
    on_disk = catalogue_files(language, [one for one in folders if not is_portable(one)])
    return _joined(language, (*on_disk, *([travelling] if travelling else [])))


def catalogue_files(language: str, folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each PO file of a language."""
    for folder in folders:
        if is_portable(folder):
            yield from _travelling(folder, language)
            continue
        path = catalogue_path(folder, language)
        if path.exists() or path.is_symlink():
            name = path.relative_to(folder.parent).as_posix()
            yield name, read_text(path, name, MAX_BYTES)


def _travelling(file: Path, language: str) -> Iterator[tuple[str, str]]:
    """Yield the PO file of a language inside a portable edition that is on disk."""
    _, text = look(file)
    if text is not None and (found := opened(text, file.name).catalogues.get(language)):
        yield f"{file.name}: {language}.po", found


def _joined(language: str, files: Iterable[tuple[str, str]]) -> Catalogue:
    joined = Catalogue(language, f"{language}.po")
    for name, text in files:
        from wegwijs.sources.po_file import parse_catalogue  # Dutch has no file

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
    files: tuple[tuple[str, str], ...] | None = None,
) -> Pack:
    """Return the pack of an edition in a language.

    ``files`` is the result of ``catalogue_files`` for the folders that are no file: read them once
    to translate many editions. Raises ``UnknownLanguage``, ``InvalidSources``, and ``NotReady``
    unless drafts are allowed.
    """
    pack = loaded.pack
    if language not in pack.languages:
        raise UnknownLanguage(language, pack.languages)
    if language == pack.language:
        return pack
    sections = [loaded.sections[name] for name in TRANSLATED]
    values = Same(*(part for section in sections for part in (section.value, section.document)))
    glossary = Glossary.of(pack, language)
    if files is None:
        files = tuple(catalogue_files(language, [one for one in folders if not is_portable(one)]))
    if travelling := loaded.catalogues.get(language):
        files += (travelling,)
    found = _translation(values, language, files, glossary, missing_glyph)
    if found.unready and not allow_drafts:
        raise NotReady(language, found.catalogue.file, found.unready)
    own = own_translatable_texts(loaded)
    problems = (
        list(translation_faults(found.catalogue, own, Glossary(), missing_glyph=missing_glyph))
        if own
        else []
    )
    if problems:
        raise InvalidSources(problems)
    return pack.model_copy(update={**found.changes, **in_translation(pack, found.catalogue)})


class _Translation(Struct, frozen=True):
    """The national parts in another language, and the texts that are not ready."""

    catalogue: Catalogue
    unready: Sequence[TranslatableText]
    changes: Mapping[str, Any]


@lru_cache(maxsize=64)  # shared by hundreds of editions
def _translation(
    values: Same,
    language: str,
    files: tuple[tuple[str, str], ...],
    glossary: Glossary,
    missing_glyph: Callable[[str], str | None] | None,
) -> _Translation:
    sections, sources = _sources(values)
    catalogue = _joined(language, files)
    problems = list(translation_faults(catalogue, sources, glossary, missing_glyph=missing_glyph))
    if problems:
        raise InvalidSources(problems)
    unready = [sources[key] for key in catalogue.unready(list(sources))]
    changes = translate(sections, catalogue)
    return _Translation(catalogue, unready, changes | {"draft": bool(unready)})


@lru_cache(maxsize=8)  # every language translates the same
def _sources(values: Same) -> tuple[dict[str, Section], dict[Key, TranslatableText]]:
    parts = iter(values.objects)
    sections = {name: Section(next(parts), next(parts)) for name in TRANSLATED}
    return sections, translatable_texts(sections)


T = TypeVar("T")


def translate(sections: Mapping[str, Section], catalogue: Catalogue) -> dict[str, Any]:
    """Return the parts of a pack in another language; missing translations stay Dutch.

    The meaning of an organisation's name goes into ``meanings``, unless it is the name itself,
    which stays Dutch.
    """
    meanings = {
        organisation.id: Translation(meaning, catalogue.review_of(key))
        for organisation in sections["organisations"].value
        for key in [(f"organisations.{organisation.id}.name", organisation.name)]
        if (meaning := catalogue.translation(key)) and meaning != organisation.name
    }
    changes: dict[str, Any] = {
        name: _translated(sections[name].value, name, catalogue) for name in TRANSLATED
    }
    return changes | {
        "meanings": meanings,
        "language": catalogue.language,
    }


def _review(text: Text, name: str, catalogue: Catalogue) -> Review | None:
    """Return the review of a text's translation; none while its bold words are unreviewed."""
    strong = ((name + STRONG, words) for words in text.strong if not placeholders(words))
    waits = catalogue.unreviewed(strong)
    return None if waits else catalogue.review_of((name, text.text))


def _translated(value: T, name: str, catalogue: Catalogue) -> T:
    """Translate a part of a pack. What holds no translated text is returned as it is: copies of it
    took half of the time.
    """
    if isinstance(value, BaseModel):
        changes: dict[str, Any] = {}
        for field in type(value).model_fields:
            part = getattr(value, field)
            if (other := _translated(part, f"{name}.{field}", catalogue)) is not part:
                changes[field] = other
        copy = value.model_copy(update=changes) if changes else value
        if isinstance(copy, Text):
            return _translated_text(copy, name, catalogue)  # type: ignore[return-value]
        return copy
    if isinstance(value, tuple):
        parts = tuple(
            _translated(
                item, f"{name}.{id_}" if (id_ := getattr(item, "id", None)) else name, catalogue
            )
            for item in value
        )
        return value if all(map(is_, parts, value)) else parts  # type: ignore[return-value]
    return value


def _translated_text(text: Text, name: str, catalogue: Catalogue) -> Text:
    """Translate a text; one that has no translation stays Dutch."""
    if not (other := catalogue.translation((name, text.text))):
        return text
    strong = (
        words if placeholders(words) else catalogue.translation((name + STRONG, words))
        for words in text.strong
    )
    bold = tuple(words for words in strong if words and words in other)
    return text.translated(other, bold, catalogue.language, _review(text, name, catalogue))
