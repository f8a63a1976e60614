"""What a document was made from, as one digest: two that differ in any printed thing differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from layouts.content.outline import Look, Outline
from layouts.typesetting.theme import Theme
from press.ledger.inputs import digest
from sources.same import Same


def plain(value: Any) -> Any:  # noqa: PLR0911
    """A value as JSON has it, always the same for the same content."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        pairs = [[plain(key), plain(item)] for key, item in value.items()]
        return sorted(pairs, key=lambda pair: json.dumps(pair[0]))
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=json.dumps)
    if isinstance(value, BaseModel):
        return [type(value).__name__, *(plain(getattr(value, n)) for n in type(value).model_fields)]
    if is_dataclass(value):
        try:
            return _known(value)  # type: ignore[arg-type]
        except TypeError:  # it holds a list or mapping, and cannot be looked up
            return _fields(value)
    if isinstance(value, Path):
        return value.as_posix()
    raise TypeError(f"no fingerprint of a {type(value).__name__}")


@lru_cache(maxsize=20_000)
def _known(value: Any) -> str:
    """The digest of a value that many documents share."""
    text = json.dumps(_fields(value), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _fields(value: Any) -> list[Any]:
    return [type(value).__name__, *(plain(getattr(value, f.name)) for f in fields(value))]


def fingerprint(*values: Any) -> str:
    """The SHA-256 of values in their canonical JSON."""
    text = json.dumps([plain(value) for value in values], ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def of_outline(outline: Outline, theme: Theme) -> str:
    """Of what all products of an edition in a language are drawn from."""
    return digest([fingerprint(outline), _of_look(Same(theme), outline.look)])


@lru_cache(maxsize=64)
def _of_look(theme: Same, look: Look) -> str:
    (plain_theme,) = theme.objects
    return fingerprint(plain_theme.styled(*look))


def of_document(drawn: str, product: str, profile: str, layouts: str) -> str:
    """Of one product: ``drawn`` is ``of_outline``, ``layouts`` that of ``press.ledger.inputs``."""
    return digest((drawn, product, profile, layouts))
