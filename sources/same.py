"""A key for what is remembered of large objects: the very same ones, not equal ones.

Of hundreds of editions the national parts are the same objects, and comparing them by content
would cost as much as what is saved.
"""

from __future__ import annotations

from typing import Any


class Same:
    """Objects by identity. They live as long as the key, so that no other takes their place."""

    def __init__(self, *objects: Any) -> None:
        self.objects = objects

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Same)
            and len(self.objects) == len(other.objects)
            and all(a is b for a, b in zip(self.objects, other.objects, strict=True))
        )

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.objects)))
