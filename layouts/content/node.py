"""``@node``: parts of the outline that cache their hash and know whether an edition owns them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")
ATOMS = frozenset({str, int, float, bool, type(None)})
_KEPT = ("own", "_hash")  # string hashes differ between processes


class Node:
    """Base of the parts of an outline: immutable, compared by value.

    National parts are the same objects in every edition, so comparing them is an identity check,
    and their hash is computed once per process.
    """

    @cached_property
    def own(self) -> bool:
        """Whether any part of it is an edition's own; otherwise it is national."""
        return any(says_own(value) for value in vars(self).values())

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name not in _KEPT}


def says_own(value: Any) -> bool:
    """Return whether a value contains any words that are an edition's own."""
    kind = value.__class__
    if kind in ATOMS:
        return False
    if kind is tuple:
        return any(map(says_own, value))
    own = getattr(value, "own", None)
    if own is None and isinstance(value, Mapping):
        return any(map(says_own, value.values()))
    return own is True


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def node(cls: type[_T]) -> type[_T]:
    """Make a subclass of ``Node`` a frozen dataclass that caches its hash."""
    made = dataclass(frozen=True)(cls)
    by_content = made.__hash__

    def __hash__(self: Any) -> int:  # noqa: N807
        kept = vars(self)
        if "_hash" not in kept:
            kept["_hash"] = by_content(self)
        return int(kept["_hash"])

    made.__hash__ = __hash__  # type: ignore[method-assign]
    return made
