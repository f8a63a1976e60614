"""Read municipalities from the Register van Overheidsorganisaties, with remarks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path

from msgspec import Struct, structs

from wegwijs.sources.importers.names import unique_ids
from wegwijs.sources.importers.roo_xml import Raw, organisations
from wegwijs.sources.problems import InvalidSources, Misspelt, Problem
from wegwijs.sources.reader import unprintable
from wegwijs.sources.values import Email, Phone, Url

GENERAL = "algemeen"  # other labels lead elsewhere: most forms are for building permits
MOST = 1_000  # municipalities that exist; in 2026 there are 342
_MAX_NAME = 100
_CODE = re.compile(
    r"https?://identifier\.overheid\.nl/tooi/id/gemeente/(gm[0-9]{4})", re.IGNORECASE
)


class RemarkKind(Enum):
    """What happened to an entry of the register."""

    MENDED = "hersteld"
    MISSING = "ontbreekt"
    REFUSED = "niet overgenomen"
    SKIPPED = "overgeslagen"


@dataclass(frozen=True)
class Remark:
    """Something about an entry that a person should know."""

    kind: RemarkKind
    name: str
    message: str
    code: str = field(default="", compare=False)


class Municipality(Struct, frozen=True):
    """The validated data of one municipality; None where the register has nothing usable."""

    id: str
    name: str
    short: str
    code: str
    phone: str | None
    email: str | None
    web: str | None


class Export(Struct, frozen=True):
    """The municipalities of one export, in order. ``day`` is None when it is undated."""

    day: date | None
    municipalities: tuple[Municipality, ...]
    findings: tuple[Remark, ...]


def read_roo(path: Path, today: date) -> Export:
    """Read an export as of ``today``. Raises ``InvalidSources``."""
    found: list[Municipality] = []
    findings: list[Remark] = []
    codes: set[str] = set()
    day: date | None = None
    count = 0
    for raw in organisations(path):
        count += 1
        day = day or _day(raw.timestamp)
        if day and day.year < 2000:  # before the register existed
            day = None
        if "gemeente" not in (type_.casefold() for type_ in raw.values.get("type", ())):
            continue
        municipality, more = _municipality(raw, today)
        if municipality and municipality.code and municipality.code in codes:
            message = f"{municipality.code} staat er nog eens (regel {raw.line})"
            findings.append(Remark(RemarkKind.SKIPPED, municipality.name, message))
            continue
        findings += more
        if municipality:
            codes.add(municipality.code)
            found.append(municipality)
        if len(found) > MOST or len(findings) > 10 * MOST:
            message = f"er staan meer dan {MOST} gemeenten in. Is dit de goede export?"
            raise InvalidSources([Problem(path.name, raw.line, "", message)])
    if not count:
        message = "er staat geen enkele organisatie in. Is dit de goede export?"
        raise InvalidSources([Problem(path.name, 0, "", message)])
    ids = unique_ids([(one.name, one.code) for one in found], "gemeente")
    unique: dict[str, Municipality] = {}
    for id_, one in zip(ids, found, strict=True):
        if not id_ or id_ in unique:
            message = "de naam is niet van een andere te onderscheiden, en de CBS-code ontbreekt"
            findings.append(Remark(RemarkKind.REFUSED, one.name, message))
        else:
            unique[id_] = structs.replace(one, id=id_)
    return Export(min(day, today) if day else None, tuple(unique.values()), tuple(findings))


def _municipality(raw: Raw, today: date) -> tuple[Municipality | None, list[Remark]]:
    typed = unicodedata.normalize("NFC", raw.first("naam"))
    name = re.sub(r"^gemeente(\s+|$)", "", typed, flags=re.IGNORECASE)
    dotted = re.sub(r" \((NH|ZH|[A-Z])\)$", r" (\1.)", name)  # as Statistics Netherlands writes it
    shown = dotted if name and not unprintable(name) else f"organisatie op regel {raw.line}"
    match = _CODE.fullmatch(raw.tooi.strip())
    code = match[1].upper() if match else ""
    findings: list[Remark] = []

    def note(kind: RemarkKind, message: str) -> None:
        findings.append(Remark(kind, shown[:_MAX_NAME], message, code))

    if not name or unprintable(name) or len(name) > _MAX_NAME:
        note(RemarkKind.REFUSED, "er is geen naam die kan worden afgedrukt")
        return None, findings
    if reason := _not_now(raw, today):
        note(RemarkKind.SKIPPED, reason)
        return None, findings
    if dotted != name:
        note(RemarkKind.MENDED, f"naam {name} -> {dotted}")
    if not code:
        note(RemarkKind.MISSING, "geen CBS-code")
    phone = _take(raw, "telefoonnummer", "nummer", _phone, "telefoonnummer", note)
    email = _take(raw, "emailadres", "email", _email, "e-mail", note)
    web = _take(raw, "internetadres", "url", _web, "website", note)
    if not (phone or email or web):
        note(RemarkKind.REFUSED, "geen telefoonnummer, e-mail of website met het label 'algemeen'")
        return None, findings
    return Municipality("", dotted, raw.first("afkorting"), code, phone, email, web), findings


def _not_now(raw: Raw, today: date) -> str:
    """Return why this municipality does not exist today. It ends on its ``eindDatum``."""
    for moment in ("startDatum", "eindDatum"):
        if not (text := raw.first(moment)):
            continue
        day = _day(text)
        if day is None:
            return f"{moment} {text[:30]!r} is niet te lezen"
        if moment == "eindDatum" and day <= today:
            return f"opgeheven per {dutch_date(day)}"
        if moment == "startDatum" and day > today:
            return f"bestaat pas vanaf {dutch_date(day)}"
    return ""


def _take(
    raw: Raw,
    element: str,
    field: str,
    parse: Callable[[str], str],
    word: str,
    note: Callable[[RemarkKind, str], None],
) -> str | None:
    """Return the first general value that can be printed."""
    typed = [
        text
        for entry in raw.contacts.get(element, ())
        if entry.get("label", "").casefold() == GENERAL and (text := entry.get(field, ""))
    ]
    for text in dict.fromkeys(typed):
        try:
            value = _right(text, parse)
        except ValueError:
            hint = " (geen https)" if text.startswith("http://") else ""
            shown = "".join(char for char in text[:60] if not unprintable(char))
            note(RemarkKind.REFUSED, f"{word} {shown!r} klopt niet{hint}")
            continue
        if value != text:
            note(RemarkKind.MENDED, f"{word} {text} -> {value}")
        return value
    note(RemarkKind.MISSING, f"geen {word}" + _other(raw, element))
    return None


def _other(raw: Raw, element: str) -> str:
    labels: Sequence[str] = sorted(
        {e["label"][:40] for e in raw.contacts.get(element, ()) if e.get("label")}
    )
    others = [label for label in labels if label.casefold() != GENERAL and not unprintable(label)]
    return f" (wel: {', '.join(others)})" if others else ""


def _right(text: str, parse: Callable[[str], str]) -> str:
    """Return what an edition should say for a text of the register. Raises ``ValueError``."""
    try:
        return parse(text)
    except Misspelt as error:
        return parse(error.right)


def _phone(text: str) -> str:
    return Phone.ordinary(text).display


def _email(text: str) -> str:
    Email.parse(text)
    return text


def _web(text: str) -> str:
    Url.parse(text)
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def dutch_date(day: date) -> str:
    """Format a date as on Dutch forms: ``22-05-2026``."""
    return f"{day:%d-%m-%Y}"
