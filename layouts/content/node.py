"""Parts of the outline: they cache their hash, and know whether they are an edition's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct, structs

ATOMS = frozenset({str, int, float, bool, type(None)})


class Hashed(Struct, frozen=True, dict=True):
    """A record, compared by value, that computes its hash once per process; a copy or a pickle
    does not have it. Mappings in it are not hashed.
    """

    def __hash__(self) -> int:
        kept = self.__dict__
        if "_hash" not in kept:
            values = structs.astuple(self)
            kept["_hash"] = hash((type(self), *(v for v in values if not isinstance(v, Mapping))))
        return int(kept["_hash"])


class Node(Hashed, frozen=True):
    """Base of the parts of an outline.

    National parts are the same objects in every edition, so comparing them is an identity check.
    """

    @cached_property
    def own(self) -> bool:
        """Whether any part of it is an edition's own; otherwise it is national."""
        return any(map(says_own, structs.astuple(self)))


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
