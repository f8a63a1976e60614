"""Read a file of vCards with vobject."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from msgspec import Struct

from wegwijs.proof.readers.damage import Damaged, foreign_code

MOST = 200  # cards; an edition has 30 at most


class Property(Struct, frozen=True):
    """A property of a card: name, parameters, and its values, unescaped."""

    name: str
    parameters: tuple[tuple[str, tuple[str, ...]], ...]
    values: tuple[str, ...]

    def parameter(self, name: str) -> tuple[str, ...]:
        """Return the values of a parameter."""
        return dict(self.parameters).get(name, ())


def read_vcards(text: str) -> tuple[Sequence[Property], ...]:
    """Return the properties of each card. Raises ``Damaged``."""
    import vobject  # 100 ms to import; few outputs have such a file

    with foreign_code():
        found = list(islice(vobject.readComponents(text), MOST + 1))
        if len(found) > MOST:
            raise Damaged(f"more than {MOST} cards")
        return tuple(_properties(card) for card in found)


def _properties(card: Any) -> tuple[Property, ...]:
    return tuple(
        Property(
            line.name,
            tuple((name, tuple(map(str, values))) for name, values in line.params.items()),
            tuple(map(str, line.value)) if isinstance(line.value, list) else (str(line.value),),
        )
        for lines in card.contents.values()
        for line in lines
        if hasattr(line, "value")
    )
