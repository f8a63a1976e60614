"""A field of a form: its label, typed value and fault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A field of the form."""

    id: str
    name: str
    label: str
    value: str
    hint: str = ""
    optional: bool = False
    error: str = ""
    right: str = ""
    mind: str = ""
    width: str = ""
    mode: str = ""
    choices: tuple[tuple[str, str], ...] = ()
