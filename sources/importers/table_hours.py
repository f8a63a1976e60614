"""Opening hours as people type them in a cell: ``ma-do 9-17 uur; vr 9:00-12:00 en 13:00-16:00``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wegwijs.sources.hours import CLOSED, DAYS, DUTCH, TOGETHER, stretches

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
_UNTIL = re.compile(r" *(?:-|\u2013|\bt/m\b|\btot en met\b|\btot\b) *")
_AND = re.compile(r" *(?:,|\ben\b) *")
_LOOSE = re.compile(r"\b(?:uur|u|op|van|de|het|in)\b\.?")
_TIMES = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?-([0-9]{1,2})(?:[.:]([0-9]{2}))?")


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
        week |= dict.fromkeys(days, _times(found["times"]))
    together = next((name for name, count in TOGETHER.items() if [*week] == [*range(count)]), "")
    if together and len(set(week.values())) == 1 and CLOSED[0] not in week.values():
        return {"days": together, "times": week[0]}
    return {DAYS[day]: week[day] for day in sorted(week)}


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


def _times(text: str) -> str:
    """Return ``9-12 en 13-16 uur`` as the data have it. Raises ``ValueError``."""
    if not text[0].isdigit():
        return CLOSED[0]
    parts = []
    for part in _AND.split(" ".join(_LOOSE.sub(" ", text).split())):
        found = _TIMES.fullmatch(_UNTIL.sub("-", part))
        if not found:
            raise ValueError(f"{text[:60]!r} zijn geen tijden. Schrijf ze zo: 9:00-17:00")
        opens, closes = (f"{int(found[n]):02}:{found[n + 1] or '00'}" for n in (1, 3))
        parts.append(f"{opens}-{closes}")
    joined = " en ".join(parts)
    stretches(joined)
    return joined
