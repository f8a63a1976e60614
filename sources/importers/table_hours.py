"""Opening hours as people type them in a cell: ``ma-do 9-17 uur; vr 9:00-12:00 en 13:00-16:00``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wegwijs.sources.hours import CLOSED, DAYS, DUTCH, TOGETHER, Week, day_hours, stretches

_ROWS = {
    "werkdagen": range(5),
    "werkdag": range(5),
    "elke dag": range(7),
    "dagelijks": range(7),
    "alle dagen": range(7),
    "weekend": range(5, 7),
}
_DUTCH_TOGETHER = {"workdays": "op werkdagen", "daily": "elke dag"}
_PART = re.compile(r"(?P<days>[^0-9]*?[a-z])[ :.,]*(?P<times>[0-9].*|gesloten|dicht|closed)")
_CLOSED = (*CLOSED, "dicht")
_UNTIL = re.compile(r" *(?:-|\u2013|\bt/m\b|\btot en met\b|\btot\b) *")
_AND = re.compile(r" *(?:,|\ben\b) *")
_LOOSE = re.compile(r"\b(?:uur|u|op|van|de|het|in)\b\.?")
_TIMES = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?-([0-9]{1,2})(?:[.:]([0-9]{2}))?")
# What people mean as 13 to 18 where it follows a part of the day; who means the night writes 05:00.
_AFTERNOON = tuple("123456")
_EVENING = 18


def hours_of(text: str) -> Mapping[str, str]:
    """Return opening hours as the data have them. Raises ``ValueError``."""
    week: dict[int, str] = {}
    for part in filter(None, re.split(r" *; *", text.casefold().strip(" ;."))):
        found = _PART.fullmatch(part)
        days = list(_days(found["days"])) if found else []
        if not found or not days or week.keys() & set(days):
            raise ValueError(
                f"{text[:60]!r} zijn geen openingstijden die hier kunnen. Schrijf ze zo:"
                " werkdagen 9:00-17:00, of: ma-do 9:00-17:00; vr 9:00-12:00 en 13:00-16:00"
            )
        week |= dict.fromkeys(days, day_times(found["times"]))
    every = Week(tuple(day_hours(week.get(day, CLOSED[0])) for day in range(len(DAYS))))
    if (day := every.overlap) is not None:
        raise ValueError(f"{text[:60]!r}: {DUTCH[day]} is nog open als de volgende dag begint")
    return _written(week)


def _written(week: Mapping[int, str]) -> Mapping[str, str]:
    """Return the hours of days, from Monday (0), as the data have them."""
    days = sorted(week)
    together = next((name for name, count in TOGETHER.items() if days == [*range(count)]), "")
    if together and len(set(week.values())) == 1 and CLOSED[0] not in week.values():
        return {"days": together, "times": week[days[0]]}
    return {DAYS[day]: week[day] for day in days}


def hours_in_fields(typed: Mapping[str, str]) -> Mapping[str, str]:
    """Return the hours that somebody typed for each day, by its name in the data. A text that is
    no hours stays as it is: who validates the data tells what is wrong with it.
    """
    filled = {number: typed[day] for number, day in enumerate(DAYS) if typed.get(day)}
    try:
        return _written({number: day_times(text) for number, text in filled.items()})
    except ValueError:
        return {DAYS[number]: times_in_field(text) for number, text in filled.items()}


def day_times(text: str) -> str:
    """Return the hours of one day, ``9-12 en 13-16 uur`` or ``gesloten``, as the data have them.

    Raises ``ValueError``.
    """
    times = _as_data(text)
    if times != CLOSED[0]:
        stretches(times)
    return times


def times_in_field(text: str) -> str:
    """Return the hours that somebody typed for a day as the data have them, or else as typed."""
    try:
        return _as_data(text)
    except ValueError:
        return text


def told(hours: Mapping[str, str]) -> str:
    """Return opening hours in Dutch, as they are written."""
    names = dict(zip(DAYS, DUTCH, strict=True))
    if "times" in hours:
        return f"{_DUTCH_TOGETHER.get(hours.get('days', ''), '')} {hours['times']}".strip()
    return "; ".join(f"{names.get(day, day)} {times}" for day, times in hours.items())


def _days(text: str) -> Iterator[int]:
    """Yield the days of ``ma-do``, ``dinsdag en vr.`` or ``werkdagen``; none if one is unknown."""
    found: list[int] = []
    for part in _AND.split(" ".join(_LOOSE.sub(" ", text).split())):
        row = _ROWS.get(part)
        if row is None:
            ends = [_day(one) for one in _UNTIL.split(part)]
            if len(ends) > 2 or -1 in ends or ends[0] > ends[-1]:
                return
            row = range(ends[0], ends[-1] + 1)
        found += row
    if len(found) == len(set(found)):
        yield from found


def _day(text: str) -> int:
    name = text.strip(" .").removesuffix("en")
    found = [n for n, day in enumerate(DUTCH) if len(name) > 1 and day.startswith(name)]
    return found[0] if len(found) == 1 else -1


def _as_data(text: str) -> str:
    """Return the hours of a day in the notation of the data, whether or not they are in order.

    Raises ``ValueError`` for a text that is no hours.
    """
    folded = text.casefold().strip(" ;.")
    if folded in _CLOSED:
        return CLOSED[0]
    parts = []
    for part in _AND.split(" ".join(_LOOSE.sub(" ", folded).split())):
        found = _TIMES.fullmatch(_UNTIL.sub("-", part))
        if not found:
            raise ValueError(f"{text[:60]!r} zijn geen tijden. Schrijf ze zo: 9:00-17:00")
        if 0 < int(found[1]) < _EVENING and found[3] in _AFTERNOON:
            raise ValueError(
                f"{text[:60]!r}: schrijf de middag als 13 tot 24, zo: 9:00-17:00, en de nacht zo:"
                " 17:00-01:00"
            )
        opens, closes = (f"{int(found[n]):02}:{found[n + 1] or '00'}" for n in (1, 3))
        parts.append(f"{opens}-{closes}")
    return " en ".join(parts)
