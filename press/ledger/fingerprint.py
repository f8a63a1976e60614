"""One digest of everything that a document was made from; any printed difference changes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from wegwijs.layouts.content.checks import Checks
from wegwijs.layouts.content.node import ATOMS, Node, says_own
from wegwijs.layouts.content.outline import Outline, ThemeKey
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.products.contract import Offset
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.press.ledger.inputs import digest
from wegwijs.press.offset import NONE
from wegwijs.sources.same import Same


def plain(value: Any) -> Any:
    """Return a value as JSON data; equal content gives equal data."""
    kind = value.__class__
    return value if kind in ATOMS else _way(kind)(value)


@cache
def _way(kind: type) -> Callable[[Any], Any]:
    """Return the function that converts values of a class to JSON data; cached per class."""
    if kind is tuple or kind is list:
        return _items
    for known, way in _WAYS:
        if issubclass(kind, known):
            return way
    if is_dataclass(kind) or issubclass(kind, Struct):
        return _record
    if issubclass(kind, tuple):  # a named tuple
        return lambda value: [kind.__name__, *_items(value)]
    if issubclass(kind, Path):
        return Path.as_posix
    raise TypeError(f"no fingerprint of a {kind.__name__}")


def _items(values: Iterable[Any]) -> list[Any]:
    return [one if one.__class__ in ATOMS else plain(one) for one in values]


def _node(value: Node | Words) -> Any:
    return _fields(value) if value.own else _once(value, _fields)


def _mapping(value: Mapping[Any, Any]) -> Any:
    own = id(value) not in _known_digests and says_own(value)
    return _pairs(value) if own else _once(value, _pairs)


def _record(value: Any) -> Any:
    try:
        return _known(value)
    except TypeError:  # unhashable: it contains a list or mapping
        return _fields(value)


_MOST_KNOWN = 20_000
# keeps the value alive, so that its id is not reused
_known_digests: dict[int, tuple[Any, str]] = {}


def _once(value: Any, parts: Callable[[Any], list[Any]]) -> str:
    """Return the digest of a value that editions share as one immutable object."""
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


_as_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _digest(parts: list[Any]) -> str:
    return hashlib.sha256(_as_json(parts).encode()).hexdigest()


@lru_cache(maxsize=20_000)
def _known(value: Any) -> str:
    """Return the digest of a value that many documents share."""
    return _digest(_fields(value))


def _fields(value: Any) -> list[Any]:
    kind = value.__class__
    return [kind.__name__, *_items([getattr(value, name) for name in _names(kind)])]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Return the fields of a class, but for those with a fingerprint of their own."""
    if issubclass(kind, Struct):
        apart = getattr(kind, "apart", ())
        return tuple(name for name in kind.__struct_fields__ if name not in apart)
    return tuple(field.name for field in fields(kind))


_WAYS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    ((Node, Words), _node),
    (bytes, lambda value: hashlib.sha256(value).hexdigest()),
    (date, date.isoformat),
    (Enum, lambda value: value.value),
    (Mapping, _mapping),
    ((set, frozenset), lambda value: sorted(_items(value), key=json.dumps)),
    (BaseModel, lambda value: _once(value, _model)),
)


def fingerprint(*values: Any) -> str:
    """Return the SHA-256 of values in canonical JSON."""
    return _digest([plain(value) for value in values])


def of_outline(outline: Outline, theme: Theme) -> str:
    """Return the digest of everything from which the products of an edition in a
    language are made.
    """
    return digest([fingerprint(outline), _of_theme(Same(theme), outline.theme_key)])


def of_apart(outline: Outline) -> dict[str, str]:
    """Return the digests of what few products state, by field; the same in every language."""
    return {
        "checks": _of_checks(outline.checks),
        "published": fingerprint(outline.published),
        "exit": fingerprint(outline.exit),
        "stickers": fingerprint(outline.stickers),
    }


def _of_checks(checks: Checks) -> str:
    own = fingerprint(checks.edition, checks.version, checks.own)
    return digest([own, _of_national(Same(checks.national))])


@lru_cache(maxsize=64)
def _of_national(parts: Same) -> str:
    return fingerprint(*parts.objects)


@lru_cache(maxsize=64)
def _of_theme(theme: Same, key: ThemeKey) -> str:
    (plain_theme,) = theme.objects
    return fingerprint(plain_theme.styled(*key))


def of_document(drawn: str, product: str, profile: str, layouts: str, offset: Offset = NONE) -> str:
    """Return the digest of one product: ``drawn`` is from ``of_outline``, ``layouts``
    from ``Inputs``.
    """
    moved = () if offset == NONE else tuple(map(str, offset))
    return digest((drawn, product, profile, layouts, *moved))
