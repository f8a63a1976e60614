"""Cache keys for large objects, compared by identity.

The national parts of hundreds of editions are the same objects; comparing them by content would
cost as much as the cache saves.
"""

from __future__ import annotations

from typing import Any


class Same:
    """Objects by identity. The key keeps them alive, so that ids are not reused."""

    def __init__(self, *objects: Any) -> None:
        self.objects = objects
        self._hash = hash(tuple(map(id, objects)))

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Same)
            and len(self.objects) == len(other.objects)
            and all(a is b for a, b in zip(self.objects, other.objects, strict=True))
        )

    def __hash__(self) -> int:
        return self._hash
