"""Values of cells as an edition should have them: mended where it is clear what was meant.

Excel drops the 0 in front of a number, makes dates of numbers and numbers of dates, and rounds what
it shows as 3,0286E+08. Only what leaves one possible value is mended.
"""

from __future__ import annotations

import re

from wegwijs.sources.model.fields import MOST_NAME, MOST_PURPOSE
from wegwijs.sources.numbering import spelled
from wegwijs.sources.problems import Misspelt, visible
from wegwijs.sources.reader import as_read, faults, unprintable
from wegwijs.sources.tables.table import Cell, Kind
from wegwijs.sources.ways import EMAIL, PHONE, Way

_ROUNDED = re.compile(r"([0-9])(?:[,.]([0-9]+))?[eE]\+?([0-9]{1,2})")
_BARE = re.compile(r"0[0-9]{9}|0[89]00[0-9]{4}(?:[0-9]{3})?")  # a whole number without spaces
_MAILTO = re.compile(r"(?:mailto:)?(?:[^<>@]*<)?([^<>\s]+@[^<>\s]+?)>?[;,.]?", re.IGNORECASE)
_DOUBLE = re.compile(
    "[ÂÃ][\u0080-\u00bf]|Ã[ƒ‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€"
)  # UTF-8 taken for windows-1252


def unusable(cell: Cell) -> str:
    """Return why a cell other than a date has no value to take; empty when it has one."""
    if cell.kind is Kind.FORMULA:
        if cell.text:
            return f"hier staat een formule ({cell.text[:60]}). Typ wat eruit moet komen"
        return "hier staat een formule zonder uitkomst. Open het bestand in Excel en bewaar het"
    if cell.kind is Kind.ERROR:
        return f"Excel kon dit niet uitrekenen ({cell.text[:60]}). Typ wat hier moet staan"
    if cell.kind is Kind.STRUCK:
        return f"dit is doorgestreept ({cell.text[:60]}). Haal het weg, of haal de streep weg"
    if cell.kind is Kind.DATE:
        told = "Excel maakte hier een datum of tijd van"
        return f"{told} ({cell.text}). Maak de cel op als Tekst en typ het opnieuw"
    return ""


def purpose_of(cell: Cell) -> str:
    """Return what a number is for. Raises ``ValueError``."""
    return words(cell, MOST_PURPOSE)


def words(cell: Cell, most: int = MOST_NAME) -> str:
    """Return a name or label of at most so many letters. Raises ``ValueError``."""
    text = as_read(cell.text)
    if found := unprintable(text):
        raise ValueError(f"het teken {visible(found)!r} is niet af te drukken")
    for fault in faults(text):
        raise ValueError(fault)
    if _DOUBLE.search(text):
        raise ValueError(
            f"{text[:60]!r} heeft verkeerde tekens op de plek van letters met accenten. Haal het"
            " bestand opnieuw op, of typ ze over"
        )
    if len(text) > most:
        raise ValueError(f"het is langer dan {most} tekens")
    return text


def reached_by(way: Way, cell: Cell) -> str:
    """Return the value of a way, as it should be written. Raises ``ValueError``."""
    text = cell.text
    if way.key == PHONE.key:
        text = _phone(text)
    elif way is EMAIL:
        text = _email(text)
    try:
        way.read(text)
    except Misspelt as error:
        way.read(error.right)
        return error.right
    return as_read(text)


def _phone(text: str) -> str:
    """Return a number in full where Excel shows it as a power of ten. Raises ``ValueError``."""
    found = _ROUNDED.fullmatch(text)
    if not found:
        if re.fullmatch("[0-9]+,[0-9]+", text):
            raise ValueError(f"Excel maakte hier een getal met een komma van ({text}). {_AGAIN}")
        return spelled(text) if _BARE.fullmatch(text) else text
    digits = found[1] + (found[2] or "")
    if len(digits) != int(found[3]) + 1:
        raise ValueError(f"Excel liet cijfers weg ({text}), het nummer is zo niet bekend. {_AGAIN}")
    return digits


_AGAIN = "Maak de cel op als Tekst en typ het nummer opnieuw"


def _email(text: str) -> str:
    found = _MAILTO.fullmatch(text)
    return found[1] if found else text
