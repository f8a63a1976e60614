"""Make cells of what a file holds: texts as people see them, numbers and dates as in Excel."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

from wegwijs.sources.days import MONTHS
from wegwijs.sources.tables.table import EMPTY, Cell, Kind

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how Excel writes control characters in XML
_AS_TEXT = re.compile(r'="([^"]*)"')  # typed to keep zeros: ="0302860000"
_APOSTROPHE = re.compile(r"'(?=[=+\-@0-9])")  # makes text of what follows
_DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2}|[a-z]{3,9})\.?[-/. ]((?:20)?[0-9]{2})")
_ISO_DAY = re.compile(r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00)?(?:\.0+)?Z?)?")
_ZEROS = re.compile(r"[0\-\\ ]*0[0\-\\ ]*")  # a format that shows zeros in front: 000-0000000
_SERIAL = re.compile("[0-9]{5}")
_DAY_0, _DAY_0_IN_1904 = date(1899, 12, 30), date(1904, 1, 1)
_UNSEEN = {"Cf", "Cc"}
_JOINERS = "\u200c\u200d"  # these shape the letters around them


def text_cell(typed: str) -> Cell:
    """Return the cell for a text, as in CSV. A formula is never worked out."""
    text = one_line(typed)
    if not text:
        return EMPTY
    if found := _AS_TEXT.fullmatch(text):
        return Cell(one_line(found[1]), typed=found[1])
    if text.startswith("="):
        return Cell(text, Kind.FORMULA, typed=typed)
    if _APOSTROPHE.match(text):
        text = typed = text[1:]
    if text.startswith("#") and text.rstrip("!?").isupper():
        return Cell(text, Kind.ERROR, typed=typed)
    if text.isascii() and text.isdigit():
        return Cell(text, Kind.NUMBER, _serial(text, _DAY_0), typed)
    return Cell(text, typed=typed)


def value_cell(value: Any, number_format: str, *, is_error: bool, since_1904: bool) -> Cell:
    """Return the cell for a value of a workbook, as openpyxl gives it."""
    if is_error:
        return Cell(str(value), Kind.ERROR, typed=str(value))
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value)
    if isinstance(value, bool):
        value = "WAAR" if value else "ONWAAR"
    if isinstance(value, int | float):
        text = _number(value, number_format)
        first = _DAY_0_IN_1904 if since_1904 else _DAY_0
        return Cell(text, Kind.NUMBER, _serial(text, first), text)
    typed = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    text = one_line(typed)
    return Cell(text, typed=typed) if text else EMPTY


def _moment(value: datetime | date | time | timedelta) -> Cell:
    if isinstance(value, datetime):
        whole = value.time() == time()
        text = f"{value:%Y-%m-%d}" if whole else f"{value:%Y-%m-%d %H:%M}"
        return Cell(text, Kind.DATE, value.date(), text)
    return Cell(str(value), Kind.DATE, value if isinstance(value, date) else None, str(value))


def one_line(typed: str) -> str:
    """Return a text on one line, without blanks around it or characters that nobody sees."""
    if typed.isascii() and typed.isprintable():
        return " ".join(typed.split())
    shown = "".join(
        char
        for char in unicodedata.normalize("NFC", typed)
        if char.isspace() or char in _JOINERS or unicodedata.category(char) not in _UNSEEN
    )
    return " ".join(shown.split())


def day_of(cell: Cell) -> date | None:
    """Return the day of a cell: a date, its number, ``23-11-2026``, ``23-nov-26``, ``2026-11-23``.

    ``11/23/2026`` is no day: it is not guessed that day and month changed places.
    """
    if cell.day:
        return cell.day
    try:
        if found := _DUTCH_DAY.fullmatch(cell.text.lower()):
            year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
            return date(year, _month(found[2]), int(found[1]))
        if found := _ISO_DAY.fullmatch(cell.text):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    return None


def _month(text: str) -> int:
    """Return the number of a month; 0, which no date has, when it is unknown."""
    if text.isdigit():
        return int(text)
    text = "maart" if text == "mrt" else text  # the only one that is not cut off
    return next((n for n, name in enumerate(MONTHS, start=1) if name.startswith(text)), 0)


def _number(value: int | float, number_format: str) -> str:
    """Return a number in full, with the zeros in front that its format shows."""
    if isinstance(value, float) and not value.is_integer():
        return repr(value).replace(".", ",")
    text = str(int(value))
    if _ZEROS.fullmatch(number_format):
        return text.zfill(number_format.count("0"))
    return text


def _serial(text: str, first: date) -> date | None:
    """Return the day that Excel means by a number, from 2000 to 2099."""
    if not _SERIAL.fullmatch(text):
        return None
    day = first + timedelta(days=int(text))
    return day if 2000 <= day.year <= 2099 else None
