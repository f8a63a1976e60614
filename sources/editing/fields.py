"""The fields of an edition for a form: kind of control and limits, taken from the model."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from sources.editing.order import fields_at
from sources.model import Edition, Pack, Text
from sources.values import QR_BYTES, Accent, Email, Phone, Times, Url

Path = tuple[str, ...]  # of a field in an edition; parts of a list have no index in it


class Control(StrEnum):
    """The control with which a field is filled in."""

    TEXT = "text"
    PHONE = "tel"
    EMAIL = "email"
    URL = "url"
    DAY = "date"
    TIMES = "times"
    NUMBER = "number"
    COLOUR = "color"
    CHOICE = "choice"  # one out of ``options``
    CHOICES = "choices"  # several, in an order
    GROUP = "group"  # fields of its own, ``parts``
    LIST = "list"  # of such groups


_CONTROLS: Mapping[type, Control] = {
    Phone: Control.PHONE,
    Email: Control.EMAIL,
    Url: Control.URL,
    date: Control.DAY,
    Times: Control.TIMES,
    int: Control.NUMBER,
    Accent: Control.COLOUR,
}


class Field(Struct, frozen=True):
    """A field: ``path`` in the edition, such as ``("contacts", "phone")``.

    ``least`` and ``most`` bound a number, or how many parts a list has; ``options`` are those that
    the model knows, ``options_of`` has those that the sources give. ``pattern`` is a regular
    expression of JSON schema. ``in_code`` is how many bytes of an address a QR code can hold: a
    longer one is taken, its code leads to the site. ``about`` is what the model says of it, in
    Dutch; ``examples`` are values as people write them.
    """

    path: Path
    control: Control
    required: bool = False
    max_length: int | None = None
    pattern: str | None = None
    least: int | None = None
    most: int | None = None
    options: tuple[str, ...] = ()
    in_code: int | None = None
    about: str = ""
    examples: tuple[str, ...] = ()
    parts: tuple[Field, ...] = ()


@cache
def fields() -> Mapping[Path, Field]:
    """Return every field of an edition by its path, including those in groups and lists."""
    schema = Edition.model_json_schema()
    found: dict[Path, Field] = {}
    for field in _fields_of(Edition, schema, schema["$defs"], ()):
        _add(field, found)
    return found


def _add(field: Field, found: dict[Path, Field]) -> None:
    found[field.path] = field
    for part in field.parts:
        _add(part, found)


def options_of(pack: Pack, products: Iterable[str] = ()) -> Mapping[Path, tuple[str, ...]]:
    """Return the choices that these sources offer, by the path of the field."""
    guidance = pack.guidance
    return {
        ("languages",): tuple(pack.languages),
        ("products",): tuple(products),
        ("organisations",): tuple(one.id for one in pack.organisations if one.only_for is None),
        ("audience",): tuple(audience.id for audience in guidance.audiences),
        ("origin",): tuple(pack.sources),
        ("contacts", "role"): tuple(role.id for role in guidance.local.roles),
    }


def _fields_of(
    model: type[BaseModel], schema: Mapping[str, Any], defs: Mapping[str, Any], around: Path
) -> tuple[Field, ...]:
    place = ("edition", *around)
    required = set(schema.get("required", ()))
    return tuple(
        _field(
            (*around, name),
            model.model_fields[name].annotation,
            schema["properties"][name],
            defs,
            required=name in required,
        )
        for name in fields_at(place)
    )


def _field(
    path: Path,
    annotation: Any,
    schema: Mapping[str, Any],
    defs: Mapping[str, Any],
    *,
    required: bool,
) -> Field:
    kind, many = _kind(annotation)
    own = _resolved(schema, defs)
    inner = _resolved(own.get("items", own), defs)
    if isinstance(kind, type) and issubclass(kind, Text):  # its text, without words of its own
        inner = inner["properties"]["text"]
    is_group = isinstance(kind, type) and issubclass(kind, BaseModel) and not issubclass(kind, Text)
    options = tuple(inner.get("enum", ()))
    if is_group:
        control = Control.LIST if many else Control.GROUP
    elif many:
        control = Control.CHOICES
    else:
        control = Control.CHOICE if options else _CONTROLS.get(kind, Control.TEXT)
    return Field(
        path=path,
        control=control,
        required=required,
        max_length=inner.get("maxLength"),
        pattern=inner.get("pattern"),
        least=own.get("minItems") if many else inner.get("minimum"),
        most=own.get("maxItems") if many else inner.get("maximum"),
        options=options,
        in_code=QR_BYTES if control is Control.URL else None,
        about=schema.get("description", ""),
        examples=tuple(inner.get("examples", ())),
        parts=_fields_of(kind, inner, defs, path) if is_group else (),
    )


def _kind(annotation: Any) -> tuple[Any, bool]:
    """Return the bare type of a value, its annotations, and whether it is a list."""
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _kind(inside[0])
    if origin in {typing.Union, types.UnionType}:
        return _kind(next(one for one in inside if one is not type(None)))
    if origin is tuple:
        return _kind(inside[0])[0], True
    return annotation, False


def _resolved(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    """Resolve references and optional wrappers of a schema."""
    if "anyOf" in schema:
        return _resolved(next(one for one in schema["anyOf"] if one.get("type") != "null"), defs)
    if "$ref" in schema:
        return defs[schema["$ref"].rpartition("/")[2]]  # type: ignore[no-any-return]
    return schema
