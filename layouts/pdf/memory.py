"""Caches. Clearing one at any moment changes no byte of the output."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar
from weakref import WeakSet

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Memory(Generic[_K, _V]):
    """A cache of at most ``most`` values by key; when full it is cleared."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: dict[_K, _V] = {}
        _ALL.add(self)

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: _K) -> _V | None:
        """Return the value of a key, or None."""
        return self._kept.get(key)

    def keep(self, key: _K, value: _V) -> _V:
        """Store a value; return it."""
        if not _forgetful:
            if len(self._kept) >= self.most:
                self._kept.clear()
            self._kept[key] = value
        return value

    def made(self, key: _K, make: Callable[[], _V]) -> _V:
        """Return the value of a key, or make and store it. Values are never None."""
        found = self._kept.get(key)
        return self.keep(key, make()) if found is None else found

    def forget(self) -> None:
        """Clear this cache."""
        self._kept.clear()


def forget() -> None:
    """Forget everything that is remembered anywhere."""
    for memory in list(_ALL):
        memory.forget()


_ALL: WeakSet[Memory] = WeakSet()  # type: ignore[type-arg]
_forgetful = False


@contextmanager
def forgetting() -> Iterator[None]:
    """Return a context in which nothing is cached, for tests."""
    global _forgetful  # noqa: PLW0603
    _forgetful, before = True, _forgetful
    forget()
    try:
        yield
    finally:
        _forgetful = before
