"""Validation errors in Dutch, with what to do."""

from __future__ import annotations

import difflib
import re
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from wegwijs.sources.reader import Place

OTHERWISE = "dit kan hier niet staan. Kijk in een voorbeeld hoe het hoort"
LISTS_OF_NAMES = {"languages", "products", "organisations", "audience"}
_NO_QUOTES = dict.fromkeys(map(ord, "\"'\u201c\u201d\u201e\u2018\u2019"))
MOST_MEANT = 20  # names in one typed value
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
_MESSAGES = {
    "missing": "dit veld ontbreekt. Vul het in",
    "model_type": "hier horen velden te staan (naam: waarde)",
    "dict_type": "hier horen velden te staan (naam: waarde)",
    "tuple_type": "hier hoort een lijst te staan (elk deel begint met een streepje)",
    "string_type": "hier hoort gewone tekst te staan",
    "string_too_short": "dit mag niet leeg zijn",
    "string_too_long": "dit is te lang: {max_length} tekens is het meeste",
    "too_short": "er moeten er minstens {min_length} zijn",
    "too_long": "er mogen er hoogstens {max_length} zijn",
    "literal_error": "kies uit {expected}",
    "int_parsing": "hier hoort een heel getal te staan",
    "int_type": "hier hoort een heel getal te staan",
    "greater_than_equal": "dit moet {ge} of meer zijn",
    "less_than_equal": "dit moet {le} of minder zijn",
    "string_pattern_mismatch": (
        "gebruik alleen kleine letters, cijfers en streepjes, bijvoorbeeld uw-gemeente"
    ),
}


def in_dutch(detail: Mapping[str, Any], root: type[BaseModel], place: Place) -> str:
    """Return one pydantic error as a Dutch sentence."""
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_field(str(detail["loc"][-1]), root, place[:-1])
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    text = str(_MESSAGES.get(kind, OTHERWISE)).format_map(detail.get("ctx", {}))
    return text.replace("' or '", "' of '") + _explained(kind, root, place) + _written(detail)


def _explained(kind: str, root: type[BaseModel], place: Place) -> str:
    """Describe a missing field, or list the required fields of a record."""
    if kind == "missing":
        info = model_at(root, place[:-1]).model_fields.get(str(place[-1]))
        return f": {info.description.removesuffix('.')}" if info and info.description else ""
    if kind == "model_type":
        fields = model_at(root, place).model_fields.items()
        required = ", ".join(name for name, info in fields if info.is_required())
        return f". Verplicht: {required}" if required else ""
    return ""


def _written(detail: Mapping[str, Any]) -> str:
    """Suggest the right notation, when it is clear from what was typed."""
    typed, kind, loc = detail.get("input"), detail["type"], detail["loc"]
    if not isinstance(typed, str) or not set(loc[-2:]) & LISTS_OF_NAMES:
        return ""
    plain = typed.lower().translate(_NO_QUOTES)
    names = [part for part in re.split(r"[\s,;/]+", plain.strip("[]")) if part]
    if len(names) > MOST_MEANT or not all(re.fullmatch(_SLUG, name) for name in names):
        return ""
    if kind == "tuple_type" and names:
        return f". Of zo, op één regel: [{', '.join(names)}]"
    if plain != typed.lower() and len(names) == 1:  # curly quotes, from a word processor
        return f". Haal de aanhalingstekens weg: {names[0]}"
    if kind in {"string_pattern_mismatch", "literal_error"} and len(names) > 1:
        return f". Zet er komma's tussen: {', '.join(names)}"
    return ""


def _unknown_field(name: str, root: type[BaseModel], place: Place) -> str:
    known = _fields(root, place)
    close = difflib.get_close_matches(name, known, n=1)
    advice = f"Bedoelt u {close[0]!r}?" if close else f"Bekend zijn: {', '.join(known)}"
    return f"dit veld bestaat niet. {advice}"


def _fields(root: type[BaseModel], place: Place) -> list[str]:
    """Return the fields of the model at a place."""
    return list(model_at(root, place).model_fields)


def model_at(root: type[BaseModel], place: Place) -> type[BaseModel]:
    """Return the model at a place, or of the record that it is in."""
    model: type[BaseModel] = root
    for step in place:
        if isinstance(step, str) and step in model.model_fields:
            inner = _model_in(model.model_fields[step].annotation)
            model = inner or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in typing.get_args(annotation):
        if found := _model_in(part):
            return found
    return None
