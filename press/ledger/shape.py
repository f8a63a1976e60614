"""Whether JSON that anybody may have changed still has the shape in which we wrote it."""

from __future__ import annotations

from typing import Any


def fits(value: Any, shape: Any) -> bool:
    """Whether a value has a shape.

    A shape is a type; ``[shape]`` for a list of any length, ``(shape, shape)`` for one of that
    length; ``{str: shape}`` for an object with any names, ``{"name": shape}`` for one with these.
    """
    if isinstance(shape, type):
        return isinstance(value, shape)
    if isinstance(shape, tuple):
        return isinstance(value, list) and len(value) == len(shape) and all(map(fits, value, shape))
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    if not isinstance(value, dict):
        return False
    if str in shape:
        inner = shape[str]
        return all(fits(item, inner) for item in value.values())
    return value.keys() == shape.keys() and all(
        isinstance(value[name], inner) if type(inner) is type else fits(value[name], inner)
        for name, inner in shape.items()
    )
