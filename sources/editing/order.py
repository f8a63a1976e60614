"""The order in which people write fields: what it is, how it is reached, the rest."""

from __future__ import annotations

from sources.messages import model_at
from sources.model import SourceFile
from sources.reader import Place
from sources.ways import WAYS

_FIRST = {"id", "kind", "role", "label", "name"}


def fields_at(place: Place) -> list[str]:
    """The fields that the model knows at a place, in the order in which they are written."""
    names = list(model_at(SourceFile, place).model_fields)
    return sorted(names, key=lambda name: (name not in _FIRST, name not in WAYS))
