"""The usual order of fields: identity, ways to reach, the rest."""

from __future__ import annotations

from wegwijs.sources.messages import model_at
from wegwijs.sources.model import SourceFile
from wegwijs.sources.reader import Place
from wegwijs.sources.ways import WAYS

_FIRST = {"id", "kind", "role", "label", "name"}


def fields_at(place: Place) -> list[str]:
    """Return the fields of the model at a place, in their usual order."""
    names = list(model_at(SourceFile, place).model_fields)
    return sorted(names, key=lambda name: (name not in _FIRST, name not in WAYS))
