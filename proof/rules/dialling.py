"""Whether the digits on paper are those that reach a number: by the keys alone, without the data.

0 and a national number, or + or 00 and a country with its number, where one (0) is not pressed.
Numbers that nobody reaches from abroad stand as they are dialled at home.
"""

from __future__ import annotations

import re

_AT_HOME = re.compile(
    r"11[23]|1400|116(?:000|006|111|123)|140(?:[1-57]\d|[1-5]\d\d)"  # short
    r"|0(?:800|90[069])(?:\d{4}|\d{7})"  # services
    r"|0(?!800|90[069])[1-9]\d{8}|0970\d{8}"  # a place, an organisation, a mobile, a machine
)
_ABROAD = re.compile(r"\+(?:31(?!88|800|90[069])[1-9]\d{8}|31970\d{8}|(?!31)[1-9]\d{6,14})")


def pressed(printed: str) -> str:
    """The keys that a reader presses, + for the beginning of a number of another country."""
    keys = re.sub(r"[^\d+]", "", printed)
    if keys.startswith(("+", "00")):
        keys = re.sub(r"[^\d+]", "", printed.replace("(0)", "", 1))
        keys = f"+{keys[2:]}" if keys.startswith("00") else keys
    return keys


def reaches(printed: str, target: str) -> bool:
    """Whether who presses what is printed gets what the link dials."""
    keys, dialled = pressed(printed), target.removeprefix("tel:")
    if keys.startswith("+"):
        return bool(_ABROAD.fullmatch(keys)) and keys == dialled
    return bool(_AT_HOME.fullmatch(keys)) and dialled in (keys, f"+31{keys[1:]}")


def can_be_called(printed: str) -> bool:
    """Whether who presses what is printed reaches anybody at all."""
    keys = pressed(printed)
    return bool((_ABROAD if keys.startswith("+") else _AT_HOME).fullmatch(keys))
