"""What a document was made from, as one digest: two that differ in any printed thing differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from layouts.content.node import ATOMS, Node, says_own
from layouts.content.outline import Outline, ThemeKey
from layouts.content.words import Words
from layouts.typesetting.theme import Theme
from press.ledger.inputs import digest
from sources.same import Same


def plain(value: Any) -> Any:  # noqa: PLR0911, PLR0912
    """Return a value as plain JSON, the same for equal content."""
    kind = value.__class__
    if kind in ATOMS:
        return value
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    if isinstance(value, Node | Words):
        return _fields(value) if value.own else _once(value, _fields)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        own = id(value) not in _known_digests and says_own(value)
        return _pairs(value) if own else _once(value, _pairs)
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=json.dumps)
    if isinstance(value, BaseModel):
        return _once(value, _model)
    if is_dataclass(value):
        try:
            return _known(value)  # type: ignore[arg-type]
        except TypeError:  # it holds a list or mapping, and cannot be looked up
            return _fields(value)
    if isinstance(value, tuple):  # with names
        return [kind.__name__, *(plain(item) for item in value)]
    if isinstance(value, Path):
        return value.as_posix()
    raise TypeError(f"no fingerprint of a {type(value).__name__}")


_MOST_KNOWN = 20_000
_known_digests: dict[int, tuple[Any, str]] = {}  # holds the value, so that its id stays taken


def _once(value: Any, parts: Callable[[Any], list[Any]]) -> str:
    """The digest of a value that editions share: they hold the same object, which never changes."""
    known = _known_digests.get(id(value))
    if known is None:
        if len(_known_digests) >= _MOST_KNOWN:
            _known_digests.clear()
        known = _known_digests[id(value)] = value, _digest(parts(value))
    return known[1]


def _pairs(value: Mapping[Any, Any]) -> list[Any]:
    pairs = [[plain(key), plain(item)] for key, item in value.items()]
    return sorted(pairs, key=lambda pair: json.dumps(pair[0]))


def _model(value: BaseModel) -> list[Any]:
    return [type(value).__name__, *(plain(getattr(value, n)) for n in type(value).model_fields)]


def _digest(parts: list[Any]) -> str:
    text = json.dumps(parts, ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=_MOST_KNOWN)
def _known(value: Any) -> str:
    """The digest of a value that many documents share."""
    return _digest(_fields(value))


def _fields(value: Any) -> list[Any]:
    kind = value.__class__
    return [kind.__name__, *(plain(getattr(value, name)) for name in _names(kind))]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def fingerprint(*values: Any) -> str:
    """Return the SHA-256 of values in canonical JSON."""
    return _digest([plain(value) for value in values])


def of_outline(outline: Outline, theme: Theme) -> str:
    """Of what all products of an edition in a language are drawn from."""
    return digest([fingerprint(outline), _of_theme(Same(theme), outline.theme_key)])


@lru_cache(maxsize=64)
def _of_theme(theme: Same, key: ThemeKey) -> str:
    (plain_theme,) = theme.objects
    return fingerprint(plain_theme.styled(*key))


def of_document(drawn: str, product: str, profile: str, layouts: str) -> str:
    """Of one product: ``drawn`` is ``of_outline``, ``layouts`` that of ``press.ledger.inputs``."""
    return digest((drawn, product, profile, layouts))
