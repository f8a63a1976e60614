"""Read JSON of anybody, and flatten it to values by path."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wegwijs.proof.readers.damage import Damaged, foreign_objects
from wegwijs.sources.unpacked import TooMuch

LARGEST = 300_000  # bytes; ours have 40,000 at most


def read_json(data: bytes) -> Any:
    """Return the value of a file. Raises ``Damaged`` and ``TooMuch``."""
    if len(data) > LARGEST:
        raise TooMuch(f"{len(data)} bytes")
    with foreign_objects():
        text = data.decode("utf-8")
        return json.loads(text, parse_constant=_refused, object_pairs_hook=_once)


def _refused(name: str) -> None:
    raise Damaged(f"{name} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Damaged("a name occurs twice")
    return found


@foreign_objects()
def flat(value: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the values of an object by path (``contactPoint.telephone``); the items of a list
    share one. Raises ``Damaged``.
    """
    found: dict[str, list[str]] = {}
    for path, text in _flat(value, ""):
        found.setdefault(path, []).append(text)
    return found


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _flat(one, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for one in value:
            yield from _flat(one, path)
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)
