"""Translations: faults in them, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import structs

from wegwijs.sources.checks.context import CheckContext, finding_at
from wegwijs.sources.checks.finding import Finding, Severity, refused
from wegwijs.sources.folder import names_portable
from wegwijs.sources.invocation import as_command, where
from wegwijs.sources.load import Loaded
from wegwijs.sources.own_words import untranslated
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.status import TranslationStatus, status_of
from wegwijs.sources.translatable import translatable_texts
from wegwijs.sources.translation_faults import Glossary, translation_faults
from wegwijs.sources.translations import load_catalogue, misnamed

NATIONAL = "nationaal"  # holds every text that editions share


def translations(reading: CheckContext) -> tuple[list[Finding], list[TranslationStatus]]:
    """Return the findings, and the status of each language."""
    if not reading.editions:
        return [], []
    by_id = {loaded.pack.edition.id: loaded for loaded in reading.editions}
    loaded = by_id.get(NATIONAL, reading.editions[0])
    found: list[Finding] = []
    states: list[TranslationStatus] = []
    for language in loaded.pack.languages:
        if language != loaded.pack.language:
            try:
                more, status = _judge(loaded, language, reading)
            except InvalidSources as error:
                found += refused(error, "translation")
                continue
            found += more
            states.append(status)
    return found, states


_IN_A_FOLDER = (
    "Doe: python generate.py translate update --sources MAP. Vertaal het in locale/TAAL.po van die"
    " map"
)
_IN_A_FILE = (
    "Maak eerst een map van dit bestand: python generate.py unpack BESTAND --sources MAP."
    f" {_IN_A_FOLDER}"
)


def misnamed_catalogues(reading: CheckContext) -> Iterator[Finding]:
    """Report catalogues that are not read because of their names."""
    for loaded in reading.editions[:1]:
        for folder in reading.folders:
            problems = tuple(misnamed(folder, loaded.pack.languages))
            for found in refused(InvalidSources(problems), "catalogue-misnamed"):
                yield structs.replace(found, severity=Severity.WARNING)


def own_words(reading: CheckContext) -> Iterator[Finding]:
    """Report an edition's own texts that are still Dutch in the languages it asks for."""
    asked = {code for loaded in reading.editions for code in loaded.pack.edition.languages}
    catalogues = {}
    for language in sorted(asked - {"nl"}):
        with suppress(InvalidSources):  # reported by ``translations``
            catalogues[language] = load_catalogue(language, reading.folders)
    for loaded in reading.editions:
        document = loaded.sections["edition"].document
        for text in untranslated(loaded, catalogues):
            yield finding_at(
                document,
                text.place,
                "own-words-not-translated",
                Severity.WARNING,
                f"{text.key[1]!r} is niet vertaald: het staat in elke taal in het Nederlands",
                _IN_A_FILE if names_portable(document.file) else _IN_A_FOLDER,
            )


def _judge(
    loaded: Loaded, language: str, reading: CheckContext
) -> tuple[list[Finding], TranslationStatus]:
    pack = loaded.pack
    sources = translatable_texts(loaded.sections)
    catalogue = load_catalogue(language, reading.folders)
    missing = reading.glyphs(pack.languages[language].fonts)
    glossary = Glossary.of(pack, language)
    problems = list(translation_faults(catalogue, sources, glossary, missing_glyph=missing))
    found = list(refused(InvalidSources(problems), "translation"))
    status = status_of(catalogue, pack, sources)
    found += _unready(status, _asking(language, reading), reading.folders)
    if not problems:
        found += _replaced(status, reading)
    return found, status


def _replaced(status: TranslationStatus, reading: CheckContext) -> Iterator[Finding]:
    """Tell which translations of the program those in the user's folder replace: a copy that was
    signed there hides what the program has corrected since.
    """
    *others, folder = reading.folders
    own = load_catalogue(status.language, [folder])
    if not (others and own.entries):
        return
    shared = load_catalogue(status.language, others)
    texts = [(key, own.translation(key), shared.translation(key)) for key in status.keys]
    found = [(key, theirs) for key, ours, theirs in texts if ours and theirs and ours != theirs]
    if found:
        key, theirs = found[0]
        told = "1 vertaling is" if len(found) == 1 else f"{len(found)} vertalingen zijn"
        yield Finding(
            own.file,
            own.entries[key].line,
            key[0],
            "translation-replaced",
            Severity.NOTICE,
            f"{told} hier anders dan in het programma, en die van hier wordt afgedrukt. De eerste"
            f" is {key[1]!r}. Het programma heeft nu: {theirs!r}",
            "Is die van het programma beter? Haal die in dit bestand dan weg",
        )


def _asking(language: str, reading: CheckContext) -> list[str]:
    """Return the editions that are printed in a language."""
    editions = (loaded.pack.edition for loaded in reading.editions)
    return [edition.id for edition in editions if language in edition.languages]


def _unready(
    status: TranslationStatus, asking: list[str], folders: Sequence[Path]
) -> Iterator[Finding]:
    """Yield a warning when an edition asks for the language, else a notice once somebody has begun
    to translate it.
    """
    counts = {"ontbreekt": status.missing, "veranderd in het Nederlands": status.fuzzy}
    told = " en ".join(f"{count} {word}" for word, count in counts.items() if count)
    entries = status.catalogue.entries
    if not told or not (entries or asking):  # a language that nobody translates yet
        return
    key = status.catalogue.unready(list(status.keys))[0]
    entry = entries.get(key)
    own = where(folders[-1]) if len(folders) > 1 else []
    wanted = f" Gevraagd door: {', '.join(asking[:5])}" if asking else ""
    more = f" en nog {len(asking) - 5}" if len(asking) > 5 else ""
    yield Finding(
        status.file,
        entry.line if entry else 0,
        key[0],
        "translation-not-ready",
        Severity.WARNING if asking else Severity.NOTICE,
        f"vertaling {status.language!r} is niet klaar, van {status.total} teksten: {told}."
        f" De eerste is {key[1]!r}.{wanted}{more}",
        f"Doe eerst: {as_command('translate', 'update', status.language, *own)}."
        " Vertaal daarna wat gemerkt is",
    )
