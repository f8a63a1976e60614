"""The age of facts on what is shown for months on end. Loads nothing heavy."""

from __future__ import annotations

from datetime import date, timedelta

from wegwijs.sources.days import MONTHS
from wegwijs.sources.errors import ExitCode, WegwijsError

YEAR = timedelta(days=365)


class TooOld(WegwijsError):
    """What is shown for months on end is not made of facts that nobody checked for a year."""

    exit_code = ExitCode.DATA_INVALID

    def __init__(self, day: date) -> None:
        super().__init__(
            f"de gegevens zijn nagekeken op {_written(day)}. Dat is langer dan een jaar geleden",
            "Kijk ze na, zet de dag van vandaag bij 'checked', en maak het dan opnieuw",
        )


def _written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def is_too_old(day: date, today: date) -> bool:
    """Return whether what was checked on a day is older than a year."""
    return day + YEAR < today
