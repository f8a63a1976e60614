"""Texts as they are compared: without what Word and PDF put between letters in their own way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from layouts.content.words import Run, Words

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
    else:
        for part in _parts(value):
            yield from runs(part)


def sentences(value: Any) -> Iterator[Words]:
    """Every sentence of an outline, each as the runs that it is made of."""
    if isinstance(value, Words):
        yield value
    else:
        for part in _parts(value):
            yield from sentences(part)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, Mapping):
        yield from value.values()
    elif is_dataclass(value):
        yield from (getattr(value, field.name) for field in fields(value))


class Sayings:
    """Texts that a passage may be made of, one after another and in any order."""

    def __init__(self, sayings: Iterable[Words]) -> None:
        self._starting: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for words in set(sayings):
            text = key(str(words))
            languages = tuple(run.language for run in words.runs for _ in key(run.text))
            if text:
                self._starting.setdefault(text[0], []).append((text, languages))

    def gap(self, text: str, languages: Sequence[str] | None = None) -> int | None:
        """How far a text can be made of these, None for all of it. With ``languages``, one for
        each character, every letter must have its own. The text is as ``key`` has it.
        """
        reached, waiting = {0}, [0]
        while waiting:
            at = waiting.pop()
            for saying, own in self._starting.get(text[at : at + 1], ()):
                end = at + len(saying)
                if end in reached or not text.startswith(saying, at):
                    continue
                if languages is None or _agree(saying, own, languages[at:end]):
                    reached.add(end)
                    waiting.append(end)
        return None if len(text) in reached else max(reached)


def _agree(text: str, one: Sequence[str], other: Sequence[str]) -> bool:
    return all(a == b for char, a, b in zip(text, one, other, strict=True) if char.isalpha())
