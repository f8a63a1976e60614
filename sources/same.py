"""Cache keys for large objects, compared by identity.

The national parts of hundreds of editions are the same objects; comparing them by content would
cost as much as the cache saves.
"""

from __future__ import annotations

from typing import Any


class Same:
    """Objects by identity. The key keeps them alive, so that ids are not reused."""

    __slots__ = ("_hash", "_ids", "objects")

    def __init__(self, *objects: Any) -> None:
        self.objects = objects
        self._ids = tuple(map(id, objects))
        self._hash = hash(self._ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self._ids == other._ids

    def __hash__(self) -> int:
        return self._hash
