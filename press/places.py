"""Find the source of a text that does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.press.order import Document
from wegwijs.sources.consistency import walk
from wegwijs.sources.load import Loaded, UnknownEdition, load
from wegwijs.sources.model import Pack, Text
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import Place
from wegwijs.sources.translations import in_language

PARTS = ("edition", "organisations", "guidance", "labels")
LEAST = 3  # characters; a shorter text occurs everywhere
_IN = {"nl": "Het staat in"}
_ELSEWHERE = "Het Nederlands ervan staat in"


def located(error: Exception, document: Document, folders: Sequence[Path]) -> Exception:
    """Add to an error the file, line and field of each text that does not fit, where known."""
    if not isinstance(error, DoesNotFit):
        return error
    message = str(error)
    try:
        loaded = load(document.edition, *folders)
        pack = in_language(loaded, document.language, folders, allow_drafts=True)
    except (InvalidSources, UnknownEdition):  # somebody is editing the sources
        return error
    found = dict.fromkeys(filter(None, (_place(row, pack, loaded) for row in message.splitlines())))
    heading = _IN.get(document.language, _ELSEWHERE)
    error.places = tuple(f"{heading} {place}" for place in found)
    return error


def _place(row: str, pack: Pack, loaded: Loaded) -> str:
    """Return the place of the longest text of a pack that occurs in a row of the message."""
    texts = [(text, place) for place, text in _texts(pack) if len(text) >= LEAST and text in row]
    if not texts:
        return ""
    _, place = max(texts, key=lambda pair: len(pair[0]))
    file, line, field = loaded.sections[str(place[0])].document.at(place)
    return f"{file}:{line}: {field}"


def _texts(pack: Pack) -> Iterator[tuple[Place, str]]:
    """Yield every printable text with its place."""
    for name in PARTS:
        for place, value, _ in walk(getattr(pack, name), (name,)):
            if isinstance(value, Text):
                yield place, value.text
                continue
            for field in type(value).model_fields:
                text: Any = getattr(value, field)
                text = getattr(text, "display", text)
                if isinstance(text, str):
                    yield (*place, field), text
