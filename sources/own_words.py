"""An edition's own texts: its title, the labels of its contacts, the description of its logo.

They are translated in the user's own catalogue; missing translations fall back to Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from wegwijs.sources.catalogue import Catalogue, Key
from wegwijs.sources.load import Loaded
from wegwijs.sources.model import LocalContact, Pack, Translation
from wegwijs.sources.reader import Place
from wegwijs.sources.ways import Numbered, numbered


class OwnText(Struct, frozen=True):
    """An edition's own text, its place in the edition's file, and its key in a catalogue; ``dutch``
    are words that stay Dutch.
    """

    place: Place
    key: Key
    dutch: tuple[str, ...] = ()


def own_texts(pack: Pack) -> Iterator[OwnText]:
    """Yield an edition's own texts, in file order."""
    edition = pack.edition
    name = f"edition.{edition.id}"
    for index, contact in enumerate(edition.contacts):
        if label := own_label(pack, contact):
            place: Place = ("edition", "contacts", index, "label")
            yield OwnText(place, (label_key(pack, contact), label))
        for one in numbered(contact):
            place = ("edition", "contacts", index, *one.field)
            yield OwnText(place, (purpose_key(pack, contact, one), one.purpose))
    if edition.logo:
        yield OwnText(("edition", "logo", "alt"), (f"{name}.logo.alt", edition.logo.alt))
    if edition.title:
        key = (f"{name}.title", edition.title.text)
        yield OwnText(("edition", "title"), key, edition.title.dutch)


def own_label(pack: Pack, contact: LocalContact) -> str | None:
    """Return a contact's label, unless it is that of a role, which is translated already."""
    typed = contact.label
    known = {role.dutch.casefold() for role in pack.guidance.local.roles}
    return typed if typed and typed.casefold() not in known else None


def label_key(pack: Pack, contact: LocalContact) -> str:
    """Return the catalogue key of a contact's label."""
    return f"edition.{pack.edition.id}.contacts.{contact.role}.label"


def purpose_key(pack: Pack, contact: LocalContact, number: Numbered) -> str:
    """Return the catalogue key of what a number of a contact is for."""
    return f"edition.{pack.edition.id}.contacts.{contact.role}.{number.id}"


def in_translation(pack: Pack, catalogue: Catalogue) -> dict[str, Any]:
    """Return the changes to a pack: the edition's title, and ``own_words`` by place."""
    edition = pack.edition
    words = {
        text.key[0]: Translation(translated, catalogue.review_of(text.key))
        for text in own_texts(pack)
        if (translated := catalogue.translation(text.key))
    }
    title, dutch = words.get(f"edition.{edition.id}.title"), edition.title
    if dutch and title:
        bold = tuple(strong for strong in dutch.strong if strong in title.text)
        changes = {"title": dutch.translated(title.text, bold, catalogue.language, title.review)}
        edition = edition.model_copy(update=changes)
    return {"own_words": words, "edition": edition}


def untranslated(loaded: Loaded, catalogues: Mapping[str, Catalogue]) -> Iterator[OwnText]:
    """Yield an edition's own texts that lack a translation in a language it asks for."""
    languages: Iterable[str] = loaded.pack.edition.languages
    asked = [catalogues[language] for language in languages if language in catalogues]
    for text in own_texts(loaded.pack):
        if any(not catalogue.translation(text.key) for catalogue in asked):
            yield text


_FIRST = re.compile("(['\N{RIGHT SINGLE QUOTATION MARK}][^\\W\\d_] )?(ij|[^\\W\\d_])")


def begun(text: str) -> str:
    """Return Dutch text as it begins a line: ``Overdag``, ``'s Avonds``, ``IJsbaan``, ``Eén dag``.

    A word with a capital inside, such as eHealth, keeps its spelling. Source: taaladvies.net.
    """
    found = _FIRST.match(text)
    word = text[found.start(2) :].split(maxsplit=1)[0] if found else ""
    if not found or word[1:] != word[1:].lower():
        return text
    letter = "E" if text[found.end() - 1 :].startswith("éé") else found[2].upper()
    return f"{found[1] or ''}{letter}{text[found.end() :]}"
