"""Texts as they are compared: without what Word and PDF put between letters in their own way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from layouts.words import Run

INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")


def key(text: str) -> str:
    """A text without white space and invisible marks: Word and PDF set those in their own way."""
    return "".join(char for char in text if not char.isspace() and char not in INVISIBLE)


def plain(text: str) -> str:
    """A text as it is seen: one kind of space, no invisible marks."""
    return " ".join("".join(" " if c.isspace() else c for c in text if c not in INVISIBLE).split())


def rightward(text: str) -> bool:
    """Whether a text has no letter of a script that is read from the right."""
    return not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def runs(value: Any) -> Iterator[Run]:
    """Every stretch of text in an outline."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from runs(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from runs(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from runs(getattr(value, field.name))
