"""Phone numbers with what each is for."""

from __future__ import annotations

from msgspec import structs

from wegwijs.layouts.content.outline import Number
from wegwijs.layouts.content.phrases import Phrases
from wegwijs.layouts.content.words import Words
from wegwijs.sources.model import LocalContact, Organisation, Pack
from wegwijs.sources.own_words import begun, purpose_key
from wegwijs.sources.ways import Numbered, numbered

DUTCH = "nl"  # plain Dutch too


def national_numbers(phrases: Phrases, organisation: Organisation) -> tuple[Number, ...]:
    """Return the numbers of an organisation that say what they are for."""
    return tuple(
        _number(phrases, organisation.title, one, phrases.words(one.purpose))
        for one in numbered(organisation)
    )


def own_numbers(
    phrases: Phrases, pack: Pack, contact: LocalContact, name: str
) -> tuple[Number, ...]:
    """Return those of an edition's own contact, which a link calls ``name``."""
    return tuple(
        _number(phrases, name, one, _own_purpose(phrases, pack, contact, one), own=True)
        for one in numbered(contact)
    )


def _number(
    phrases: Phrases, name: str, one: Numbered, purpose: Words, *, own: bool = False
) -> Number:
    link = phrases.link(name, one.number, own=own)
    text = phrases.pack.labels.number_for
    said = _begun(purpose)
    return Number(one.id, said, phrases.words(text, purpose=said, number=link))


def _begun(purpose: Words) -> Words:
    """Return what a number is for as it begins a line. Translations are left as they are."""
    first, *rest = purpose.runs
    if not first.language.startswith(DUTCH):
        return purpose
    return Words((structs.replace(first, text=begun(first.text)), *rest))


def _own_purpose(phrases: Phrases, pack: Pack, contact: LocalContact, one: Numbered) -> Words:
    """Return the translation of an edition's own words, or those words."""
    translated = pack.own_words.get(purpose_key(pack, contact, one))
    if translated:
        return phrases.translated(translated, own=True)
    return Words.dutch(one.purpose, own=True)
