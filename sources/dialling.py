"""A phone number as written: what is printed, and what a phone dials.

The rule is a reader's: the digits on paper are the digits to press. So they are 0 and the national
number, or + or 00, a country code and the number; only the (0) of +31 (0)30 is not pressed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wegwijs.sources.numbering import (
    AREA_CODES,
    EMERGENCY_ABROAD,
    NATIONAL_ONLY,
    SERVICES,
    SHORT,
    spelled,
)
from wegwijs.sources.problems import Misspelt, quoted

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_SPACE = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_DASH = r"[-/\u2010-\u2015\u2212]"
_POINT = r"[.\u00b7\u2022]"
_SHAPE = re.compile(r"(?:\(\+?[0-9]+\)|\+?[0-9])(?:[ -]?(?:\([0-9]+\)|[0-9]))*")
_MUNICIPALITY = re.compile(r"(?:\+31|0031|31|0)?0?14(0[0-9]{2,3})")
# Another country's 00 with a bracket in it: a reader cannot tell which 0 is not pressed.
_PARTED = re.compile(r"\(0\)[ -]?\(?0|0[ -]?\(0")
# The Netherlands, and the 0 of the area code.
_COUNTRY = re.compile(r"^(?:\(?\+?31\)?|0031)?[ -]?(?:\(0\)|0)?[ -]?(?=[0-9])")
_SHORT_FROM_ABROAD = re.compile(r"(?:\+|00)31(" + "|".join(SHORT) + ")")
_COUNT = (
    "Tel de cijfers na, met het netnummer erbij, en neem het nummer over van de organisatie zelf"
)


def read_number(text: str) -> tuple[str, str]:
    """Return what is printed, and what is dialled.

    Raises ``Misspelt`` when it is clear which number is meant, else ``ValueError``.
    """
    printed = _tidy(text)
    if not _SHAPE.fullmatch(printed):
        raise ValueError(
            f"{quoted(text)} is geen telefoonnummer. Schrijf alleen cijfers, spaties, haakjes en"
            " streepjes, bijvoorbeeld 088 20 80 080 of 14 030"
        )
    pressed = _pressed(printed)
    if pressed in SHORT:
        return printed, pressed
    if pressed in EMERGENCY_ABROAD:
        raise ValueError(
            f"{quoted(text)} is een alarmnummer van een ander land. Hier is dat 112, en dat staat"
            " al op elk product"
        )
    if match := _MUNICIPALITY.fullmatch(pressed):
        return _municipality(text, printed, match[1])
    if match := _SHORT_FROM_ABROAD.fullmatch(pressed):
        raise _misspelt(text, SHORT[match[1]])
    number = _known(text, pressed)
    forms = _forms(number)
    if pressed not in forms or _PARTED.match(printed):
        raise _misspelt(text, _right(printed, number))
    return printed, forms[pressed]


def _tidy(text: str) -> str:
    """Normalise spaces and hyphens, and replace dots by spaces."""
    text = re.sub(rf"{_SPACE}*{_DASH}{_SPACE}*", "-", text)
    text = re.sub(rf"(?:{_SPACE}|{_POINT})+", " ", text).strip(" ")
    text = re.sub(r"\( ?(\+?) ?([0-9]+) ?\)", r"(\1\2)", text)
    return re.sub(r"^\+ ", "+", text)


def _pressed(printed: str) -> str:
    """Return the keys that a reader presses."""
    plus = "+" if "+" in printed else ""
    digits = re.sub(r"[^0-9]", "", printed)
    if plus or digits.startswith("00"):
        digits = re.sub(r"[^0-9]", "", printed.replace("(0)", "", 1))
    return plus + digits


def _municipality(text: str, printed: str, area: str) -> tuple[str, str]:
    """Read 14 and an area code."""
    if area not in AREA_CODES:
        raise ValueError(
            f"{quoted(text)}: het netnummer {area} bestaat niet. Het nummer van een gemeente is 14"
            " en dan haar netnummer, bijvoorbeeld 14 030"
        )
    right = f"14 {area}"
    if printed != right:
        raise _misspelt(text, right)
    return printed, f"14{area}"


def _known(text: str, pressed: str) -> PhoneNumber:
    """Return the number that is meant, if a similar one exists."""
    import phonenumbers  # 50 ms to import

    try:
        number = phonenumbers.parse(pressed, "NL")
    except phonenumbers.NumberParseException as error:
        raise ValueError(f"{quoted(text)} is geen telefoonnummer. {_COUNT}") from error
    national = _national(number)
    # phonenumbers also accepts five and six digits after 0800 and 0900.
    short = national.startswith(SERVICES) and len(national) not in (8, 11)
    if not phonenumbers.is_valid_number(number) or short:
        raise ValueError(f"{quoted(text)} is geen bestaand soort telefoonnummer. {_COUNT}")
    return number


def _national(number: PhoneNumber) -> str:
    """Return the national number with its 0; empty for another country."""
    return f"0{number.national_number}" if number.country_code == 31 else ""


def _forms(number: PhoneNumber) -> dict[str, str]:
    """Return the digits that reach a number, and the ``tel:`` form of each.

    Services are dialled as written: they need not exist when dialled from abroad (RFC 3966 section
    5.1.5 would require a context, which phones do not support). All others use the international
    form.
    """
    import phonenumbers

    national = _national(number)
    if national.startswith(SERVICES):
        return {national: national}
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    forms = {national: e164} if national else {}
    if not national.startswith(NATIONAL_ONLY):
        forms |= {e164: e164, "00" + e164[1:]: e164}
    return forms


def _right(printed: str, number: PhoneNumber) -> str:
    """Return the correct spelling of a number in its original grouping."""
    import phonenumbers

    if national := _national(number):
        grouped = _COUNTRY.sub("0", printed)
        same = re.sub(r"[^0-9]", "", grouped) == national
        return grouped if same and len(re.findall("[ -]", grouped)) > 1 else spelled(national)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _misspelt(text: str, right: str) -> Misspelt:
    return Misspelt(f"{quoted(text)} is zo niet te bellen. Schrijf het zo: {right}", right)
