"""Read a calendar with icalendar."""

from __future__ import annotations

import re
from typing import Any

from wegwijs.proof.readers.damage import Damaged, foreign_code
from wegwijs.proof.readers.vcards import Property

_ESCAPED = re.compile(r"\\([\\,;n])")
MOST = 200  # events; an edition has ten at most


def read_calendar(text: str) -> tuple[tuple[Property, ...], tuple[tuple[Property, ...], ...]]:
    """Return the properties of the calendar itself, and of each event. Raises ``Damaged``."""
    import icalendar  # 150 ms to import; few outputs have such a file

    with foreign_code():
        calendar = icalendar.Calendar.from_ical(text)
        inside = calendar.subcomponents
        if len(inside) > MOST or any(one.name != "VEVENT" for one in inside):
            raise Damaged("something else than events")
        if calendar.errors or any(one.errors or one.subcomponents for one in inside):
            raise Damaged("a value or component that no event has")
        return _properties(calendar), tuple(map(_properties, inside))


def _properties(component: Any) -> tuple[Property, ...]:
    """Return the properties of a component; dates as they are written."""
    return tuple(
        Property(str(name), _parameters(one), (_value(str(name), one),))
        for name, values in component.items()
        for one in (values if isinstance(values, list) else [values])
    )


def _parameters(value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((str(name), (str(given),)) for name, given in value.params.items())


def _value(name: str, value: Any) -> str:
    if name.startswith("X-"):  # text too, but icalendar does not know that
        return _ESCAPED.sub(lambda found: found[1].replace("n", "\n"), str(value))
    return str(value) if isinstance(value, str) else str(value.to_ical().decode("utf-8"))
