"""Read schools from the open address files of DUO, with remarks."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from wegwijs.sources.importers.duo_table import SchoolFile, SchoolRow, school_rows
from wegwijs.sources.importers.names import slug
from wegwijs.sources.importers.places import written
from wegwijs.sources.importers.roo import Remark, RemarkKind
from wegwijs.sources.numbering import spelled
from wegwijs.sources.problems import Misspelt
from wegwijs.sources.reader import faults, unprintable
from wegwijs.sources.values import Phone, Url

MAX_NAME = 100
_INSTITUTION = re.compile(r"[0-9]{2}[A-Z]{2}")
_LOCATION = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})", re.IGNORECASE)
_DOMAIN = re.compile(r"[^/?#@:\s]+\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)


class School(Struct, frozen=True):
    """A location of a school; None where DUO has nothing usable.

    ``code`` is that of the location, of the institution for mbo. ``web_is_bare``: DUO has no
    scheme. ``typed_place`` is the place as DUO has it. ``refused`` tells why it cannot be taken.
    """

    file: SchoolFile
    line: int
    code: str
    name: str
    street: str
    postcode: str
    place: str
    typed_place: str
    municipality: str
    cbs_code: str
    phone: str | None
    web: str | None
    web_is_bare: bool
    remarks: tuple[Remark, ...]
    refused: str = ""


class _Notes(Struct):
    """The remarks on a row."""

    name: str
    code: str
    found: list[Remark] = []

    def add(self, kind: RemarkKind, message: str) -> None:
        shown = "".join(char for char in message if not unprintable(char))
        self.found.append(Remark(kind, self.name, shown, self.code))


def read_duo(path: Path) -> Iterator[School]:
    """Yield every school of a file. Raises ``InvalidSources``."""
    for row in school_rows(path):
        yield school(row)


def school(row: SchoolRow, *, reached: bool = True) -> School:
    """Validate a row; without ``reached`` not its number and address, which takes longest."""
    fields = {field: _mended(text) for field, text in row.fields.items()}
    code, wrong = _code(fields, row.file)
    name = re.sub(r"\s+([,;])", r"\1", fields["name"])
    readable = bool(name) and not any(faults(name)) and "\ufffd" not in name
    shown = name[:MAX_NAME] if readable else (code or f"regel {row.line}")
    notes = _Notes(f"{shown} ({code})" if readable and code else shown, code)
    if wrong:
        refused = wrong
    elif not readable or len(name) > MAX_NAME:
        refused = "er is geen naam die kan worden afgedrukt"
    else:
        refused = ""
    phone, web, is_bare = None, None, False
    if not refused and reached:
        if name != " ".join(row.fields["name"].split()):
            notes.add(RemarkKind.MENDED, f"naam {row.fields['name']} -> {name}")
        phone = _phone(fields["phone"], notes)
        web, is_bare = _web(fields["web"], notes)
        if not (phone or web):
            refused = "geen telefoonnummer of website die wij kunnen overnemen"
    if refused:
        notes.add(RemarkKind.REFUSED, refused)
    postcode = _POSTCODE.fullmatch(fields["postcode"])
    municipality = fields["municipality"]
    return School(
        file=row.file,
        line=row.line,
        code=code,
        name=shown,
        street=_plain(f"{fields['street']} {fields['number']}"),
        postcode=f"{postcode[1]} {postcode[2].upper()}" if postcode else "",
        place=_place(fields["place"], municipality),
        typed_place=_plain(fields["place"]),
        municipality=_plain(written(municipality)),
        cbs_code=_cbs_code(fields["code"]),
        phone=phone,
        web=web,
        web_is_bare=is_bare,
        remarks=tuple(notes.found),
        refused=refused,
    )


def _mended(text: str) -> str:
    """Return a text without traces of another program: entities, and UTF-8 read as another code."""
    text = html.unescape(text) if "&" in text else text
    if "\u00c3" in text or "\u00e2\u20ac" in text:
        with suppress(UnicodeError):
            text = text.encode("cp1252").decode("utf-8")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _plain(text: str) -> str:
    """Return a text that is shown and never checked again."""
    return " ".join("".join(char for char in text if not unprintable(char)).split())[:MAX_NAME]


def _code(fields: dict[str, str], file: SchoolFile) -> tuple[str, str]:
    """Return the code of a location, and what is wrong with it."""
    institution = fields["institution"].upper()
    location = fields.get("location", "").upper()
    if not _INSTITUTION.fullmatch(institution):
        return "", f"instellingscode {institution[:20]!r} klopt niet"
    if not file.has_locations:
        return institution, ""
    if re.fullmatch("[0-9]{1,2}", location):  # without the institution, as in older files
        location = f"{institution}{location:0>2}"
    if not location:  # the sole number 0 is an empty field
        location = f"{institution}00"
    if not _LOCATION.fullmatch(location) or not location.startswith(institution):
        return "", f"vestigingscode {location[:20]!r} hoort niet bij instelling {institution}"
    return location, ""


def _cbs_code(text: str) -> str:
    """Return a CBS code; spreadsheets lose its zeros."""
    digits = text.upper().removeprefix("GM")
    return f"GM{digits:0>4}" if re.fullmatch("[0-9]{1,4}", digits) else ""


def _place(typed: str, municipality: str) -> str:
    """Return a place, spelled as its municipality is when that has the same name."""
    place = _plain(written(typed))
    return _plain(municipality) if slug(place) == slug(municipality) else place


def _phone(text: str, notes: _Notes) -> str | None:
    """Return a number in the usual groups: DUO has ten digits in a row."""
    if not text:
        notes.add(RemarkKind.MISSING, "geen telefoonnummer")
        return None
    try:
        found = Phone.ordinary(text)
    except Misspelt as error:
        found = Phone.ordinary(error.right)
        notes.add(RemarkKind.MENDED, f"telefoonnummer {text} -> {found.display}")
    except ValueError:
        notes.add(RemarkKind.REFUSED, f"telefoonnummer {text[:60]!r} klopt niet")
        return None
    if found.display.isdecimal() and found.display.startswith("0"):
        grouped = Phone.ordinary(spelled(found.display))
        return grouped.display if grouped.target == found.target else found.display
    return found.display


def _web(text: str, notes: _Notes) -> tuple[str | None, bool]:
    """Return an address, and whether DUO has it without a scheme."""
    if not text:
        notes.add(RemarkKind.MISSING, "geen website")
        return None, False
    is_bare = bool(_DOMAIN.fullmatch(text))
    try:
        if "://" not in text and not is_bare:
            raise ValueError
        address = f"https://{text}" if is_bare else text
        try:
            Url.parse(address)
        except Misspelt as error:
            address = error.right
            Url.parse(address)
            notes.add(RemarkKind.MENDED, f"website {text} -> {address}")
    except ValueError:
        notes.add(RemarkKind.REFUSED, f"website {text[:60]!r} klopt niet{_why(text)}")
        return None, False
    return address, is_bare


def _why(text: str) -> str:
    """Return what stands in the place of an address."""
    if text.lower().startswith("http://"):
        return " (geen https)"
    if "@" in text:
        return " (dat is een e-mailadres)"
    return " (dat is een telefoonnummer)" if re.fullmatch(r"[-+() 0-9]{5,}", text) else ""
