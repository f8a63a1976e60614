"""Dates: the only accepted form, and suggestions for other forms."""

from __future__ import annotations

import re
from datetime import date

from wegwijs.sources.problems import quoted

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
YEARS = range(2000, 2100)
# Compiled when used: a run with nothing to do reads no dates, and would spend 0.5 ms on these.
_WRITTEN = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
# Other notations, each with the positions of year, month and day.
_OTHERWISE = (
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", (1, 2, 3)),
    (r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", (1, 2, 3)),
    (r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", (3, 2, 1)),
    (r"([0-9]{1,2})[- ]([a-z]{3,9})\.?[- ]([0-9]{4})", (3, 2, 1)),
)


def day(text: str) -> date:
    """Parse ``2026-11-23``. Raises ``ValueError`` that says what to write."""
    if written := re.fullmatch(_WRITTEN, text):
        return _existing(text, *(int(part) for part in written.groups()))
    found = _meant(text)
    example = found.isoformat() if found else "2026-11-23"
    raise ValueError(f"{quoted(text)} is geen datum. Schrijf die zo: {example}")


def _existing(text: str, year: int, month: int, number: int) -> date:
    if year not in YEARS:
        within = f"het moet van {YEARS[0]} tot en met {YEARS[-1]} zijn"
        raise ValueError(f"{text}: kijk het jaar na, {within}")
    if not 1 <= month <= 12:
        raise ValueError(
            f"{quoted(text)} is geen datum: maand {month} bestaat niet. Schrijf eerst het jaar, dan"
            " de maand en dan de dag: 2026-11-23"
        )
    from calendar import monthrange  # with locale: 1 ms of a run with nothing to do

    last = monthrange(year, month)[1]
    if not 1 <= number <= last:
        name = MONTHS[month - 1]
        raise ValueError(
            f"{quoted(text)} is geen datum: {number} {name} bestaat niet. In {year} is {last}"
            f" {name} de laatste dag van die maand"
        )
    return date(year, month, number)


def _meant(text: str) -> date | None:
    """Parse a date in another form. Raises ``ValueError`` when it does not exist."""
    for pattern, (year, month, number) in _OTHERWISE:
        written = re.fullmatch(pattern, text.lower())
        if written and (found := _month(written[month])):
            return _existing(text, int(written[year]), found, int(written[number]))
    return None


def _month(text: str) -> int:
    """Return the number of a month, 0 when it is unknown."""
    if text.isdigit():
        return int(text)
    names = [index for index, name in enumerate(MONTHS, start=1) if name.startswith(text)]
    return names[0] if len(names) == 1 else 0
