"""What was made before, by what it was made from. Forgetting it at any moment changes no byte."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar
from weakref import WeakSet

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Memory(Generic[_K, _V]):
    """Values by key, ``most`` of them: beyond that it starts anew."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: dict[_K, _V] = {}
        _ALL.add(self)

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: _K) -> _V | None:
        """What is kept under a key, or None."""
        return self._kept.get(key)

    def keep(self, key: _K, value: _V) -> _V:
        """Keep a value; gives it."""
        if not _forgetful:
            if len(self._kept) >= self.most:
                self._kept.clear()
            self._kept[key] = value
        return value

    def made(self, key: _K, make: Callable[[], _V]) -> _V:
        """What is kept under a key, or else what ``make`` makes. No value is None."""
        found = self._kept.get(key)
        return self.keep(key, make()) if found is None else found

    def forget(self) -> None:
        """Forget everything."""
        self._kept.clear()


def forget() -> None:
    """Forget everything that is remembered anywhere."""
    for memory in list(_ALL):
        memory.forget()


_ALL: WeakSet[Memory] = WeakSet()  # type: ignore[type-arg]
_forgetful = False


@contextmanager
def forgetting() -> Iterator[None]:
    """Inside, nothing is remembered: everything is made anew each time."""
    global _forgetful  # noqa: PLW0603
    _forgetful, before = True, _forgetful
    forget()
    try:
        yield
    finally:
        _forgetful = before
