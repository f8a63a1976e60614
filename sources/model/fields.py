"""Field types: names, texts, numbers, dates; and the base class of all records."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)

from wegwijs.sources.days import day
from wegwijs.sources.hours import CLOSED, Times, day_hours, stretches
from wegwijs.sources.names import is_device
from wegwijs.sources.values import Accent, Email, Phone, Url
from wegwijs.sources.ways import EMAIL, PHONE, WEB, Way

# No plugin has a say in what is valid. To look for them reads the metadata of every package: 8 ms.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _cbs_code(text: str) -> str:
    if not re.fullmatch(r"GM\d{4}", text):
        raise ValueError(f"{text!r} is geen CBS-code. Schrijf die zo: GM0344")
    return text


def _duo_code(text: str) -> str:
    if not re.fullmatch(r"[0-9]{2}[A-Z]{2}([0-9]{2})?", text):
        raise ValueError(
            f"{text!r} is geen code van DUO. Schrijf die van een vestiging zo: 01AB00, en die van"
            " een mbo-instelling zo: 01AB"
        )
    return text


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("hier hoort gewone tekst te staan")
    return value


def whole(value: object) -> object:
    """Reject whole numbers in a notation that would print differently: ``1_000``, ``01``."""
    if isinstance(value, str) and not re.fullmatch("0|-?[1-9][0-9]*", value):
        digits = value.lstrip("0")
        written = digits if re.fullmatch("[1-9][0-9]{0,3}", digits) else "12"
        raise ValueError(f"hier hoort een heel getal te staan, alleen cijfers, zoals {written}")
    return value


def yes_or_no(value: object) -> object:
    """Read a choice as people type it: ``true`` or ``ja``, ``false`` or ``nee``."""
    if not isinstance(value, str):
        return value
    if value.lower() not in _ANSWERS:
        raise ValueError("kies uit true of false")
    return _ANSWERS[value.lower()]


_ANSWERS = {"true": True, "ja": True, "false": False, "nee": False}


def lower(value: object) -> object:
    """Lowercase a name: capitals never make a different one."""
    return value.lower() if isinstance(value, str) else value


def _reads(parse: Callable[[str], Any]) -> PlainValidator:
    return PlainValidator(lambda value: parse(_string(value)))


def _filled_in(parse: Callable[[str], Any], advice: str) -> PlainValidator:
    """Return what reads a value. One that ``init`` left open is not a wrong one."""

    def read(text: str) -> Any:
        if not text:
            raise ValueError(f"nog niet ingevuld. {advice}")
        return parse(text)

    return _reads(read)


def _value_of(way: Way) -> PlainValidator:
    return _filled_in(way.read, f"Vul het {way.long} in, of haal deze regel weg")


def field_of(way: Way) -> Any:
    """Return the type of a field for the value of a way."""
    return Annotated[way.value, _value_of(way), WithJsonSchema(dict(way.schema))]


PhoneField = Annotated[Phone, _value_of(PHONE), WithJsonSchema(dict(PHONE.schema))]
EmergencyField = Annotated[Phone, _reads(Phone.emergency), WithJsonSchema(dict(PHONE.schema))]
EmailField = Annotated[Email, _value_of(EMAIL), WithJsonSchema(dict(EMAIL.schema))]
UrlField = Annotated[Url, _value_of(WEB), WithJsonSchema(dict(WEB.schema))]
_STRETCH = r"\d\d:\d\d-\d\d:\d\d"
_STRETCHES = rf"{_STRETCH}((,| en) {_STRETCH})*"
TimesField = Annotated[
    tuple[Times, ...],
    _reads(stretches),
    WithJsonSchema({"type": "string", "pattern": f"^{_STRETCHES}$"}),
]
DayField = Annotated[
    tuple[Times, ...],
    _reads(day_hours),
    WithJsonSchema({"type": "string", "pattern": f"^({'|'.join(CLOSED)}|{_STRETCHES})$"}),
]
AccentField = Annotated[
    Accent, _reads(Accent.parse), WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"})
]
DateField = Annotated[
    date,
    _filled_in(day, "Schrijf de dag zo: 2026-11-23"),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}),
]
CodeField = Annotated[
    str, _reads(_cbs_code), WithJsonSchema({"type": "string", "pattern": r"^GM\d{4}$"})
]
DuoCodeField = Annotated[
    str,
    _reads(_duo_code),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{2}[A-Z]{2}([0-9]{2})?$"}),
]
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
# The id of a source. No pattern: an unknown id is reported with the known ones.
SourceId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=60),
    Field(json_schema_extra={"pattern": SLUG}),
]
# A name from a list, in any case.
Choice = Annotated[Slug, BeforeValidator(lower)]
MOST_NAME, MOST_WORDS, MOST_PURPOSE = 120, 400, 60  # characters
MOST_CONTACTS = 6  # of an edition itself
Name = Annotated[str, StringConstraints(min_length=1, max_length=MOST_NAME)]
# What imports wrote: six contacts with a digest for each value.
Marks = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
# What a number is for: it stands before the number.
Purpose = Annotated[str, StringConstraints(min_length=1, max_length=MOST_PURPOSE)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=MOST_WORDS)]


class Record(BaseModel):
    """Base class: immutable, and unknown fields are errors.

    ``SourceFile`` alone validates: a validator of each record by itself took 20 ms of every start.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def folder_name(id_: str) -> str:
    """Validate an id as a folder name, also on Windows."""
    if is_device(id_):
        raise ValueError(f"{id_!r} kan op Windows geen map zijn, kies een ander id")
    return id_


LanguageCode = Annotated[Slug, AfterValidator(folder_name)]
