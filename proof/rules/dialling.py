"""Whether the digits as printed reach the number of the link, judged by the dialling plan alone.

0 and a national number, or + or 00 with a country code, where (0) is not dialled. Numbers that
cannot be reached from abroad are printed as they are dialled at home.
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
    """Return the keys to press, + for an international prefix."""
    keys = re.sub(r"[^\d+]", "", printed)
    if keys.startswith(("+", "00")):
        keys = re.sub(r"[^\d+]", "", printed.replace("(0)", "", 1))
        keys = f"+{keys[2:]}" if keys.startswith("00") else keys
    return keys


def reaches(printed: str, target: str) -> bool:
    """Whether dialling what is printed reaches the target of the link."""
    keys, dialled = pressed(printed), target.removeprefix("tel:")
    if keys.startswith("+"):
        return bool(_ABROAD.fullmatch(keys)) and keys == dialled
    return bool(_AT_HOME.fullmatch(keys)) and dialled in (keys, f"+31{keys[1:]}")


def can_be_called(printed: str) -> bool:
    """Whether dialling what is printed reaches anybody."""
    keys = pressed(printed)
    return bool((_ABROAD if keys.startswith("+") else _AT_HOME).fullmatch(keys))
