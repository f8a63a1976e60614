"""The translatable texts of a pack: where each stands in the sources, and where it is printed.

Found by walking the model, so that new fields need no list. Names, numbers and addresses are not
translated; in texts they are ``{placeholders}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from wegwijs.sources.catalogue import Key
from wegwijs.sources.consistency import Section, placeholders
from wegwijs.sources.load import Loaded
from wegwijs.sources.model import Organisation, Text
from wegwijs.sources.own_words import own_texts
from wegwijs.sources.reader import Place

TRANSLATED = ("organisations", "guidance", "labels")
STRONG = " | vet"

# Where a text is printed; the first matching prefix counts.
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
    ("labels.contacts", "tabel van contacten: kop van een kolom"),
    ("labels.web", "webpagina"),
    ("labels.", "opschrift"),
    ("organisations", "folder: binnenin; hand-out; kaartje"),
    ("edition", "eigen woorden van een editie"),
)


class TranslatableText(Struct, frozen=True):
    """A Dutch text and its place; ``dutch`` are words that stay Dutch."""

    key: Key
    file: str
    line: int
    panel: str
    dutch: tuple[str, ...] = ()


def translatable_texts(sections: Mapping[str, Section]) -> dict[Key, TranslatableText]:
    """Return every translatable text of a pack, in file order."""
    found: dict[Key, TranslatableText] = {}
    for name in TRANSLATED:
        document = sections[name].document
        for place, key, dutch in _keys(sections[name].value, (name,)):
            file, line, _ = document.at(place)
            found.setdefault(key, TranslatableText(key, file, line, _panel(key), dutch))
    return found


def own_translatable_texts(loaded: Loaded) -> dict[Key, TranslatableText]:
    """Return the texts that an edition adds."""
    document = loaded.sections["edition"].document
    return {
        text.key: TranslatableText(
            text.key, document.file, document.line(text.place), _panel(text.key), text.dutch
        )
        for text in own_texts(loaded.pack)
    }


def _panel(key: Key) -> str:
    return next(panel for prefix, panel in PANELS if key[0].startswith(prefix))


def _keys(value: Any, place: Place, name: str = "") -> Iterator[tuple[Place, Key, tuple[str, ...]]]:
    """Yield places in the file, keys, and the words that stay Dutch; a key names list items by id,
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
