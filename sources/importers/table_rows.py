"""Contacts from the rows of a table: checked, mended, and put together by edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from wegwijs.sources.hours import DAYS
from wegwijs.sources.importers.names import alike, safe_id, slug
from wegwijs.sources.importers.roo import Remark, RemarkKind
from wegwijs.sources.importers.table_columns import (
    CHECKED,
    EDITION,
    FURTHER,
    HEADERS,
    KNOWN,
    NUMBERS,
    PURPOSE,
    WORDS,
)
from wegwijs.sources.importers.table_hours import day_times, hours_in_fields, hours_of
from wegwijs.sources.importers.table_values import purpose_of, reached_by, unusable, words
from wegwijs.sources.kinds import KINDS, EditionKind
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.model.fields import MOST_CONTACTS
from wegwijs.sources.problems import one_of
from wegwijs.sources.reader import read
from wegwijs.sources.tables.cells import day_of
from wegwijs.sources.tables.reading import open_table
from wegwijs.sources.tables.table import Cell, Kind, Row, refused
from wegwijs.sources.ways import HOURS, PHONE, WAYS

_MENDED = {*WAYS, *(one.number for one in FURTHER)}  # Excel may have changed these
MOST_REFUSED = 2_000
MOST_NAME = 100  # letters; its kind may be put before it
_KINDS = {
    slug(name): kind for kind in KINDS.values() for name in (kind.id, kind.dutch, *kind.aliases)
}
_Value = TypeVar("_Value")


class TableContact(Struct, frozen=True):
    """A contact: ``values`` as in the YAML of an edition, by field, without empty ones."""

    row: int
    role: str
    values: Mapping[str, Any]


class TableEdition(Struct):
    """An edition with its contacts by role. ``kind`` is None where no row says it.

    ``refused``: roles of rows that could not be taken, and of which nothing is known then.
    """

    name: str
    id: str = ""
    kind: EditionKind | None = None
    contacts: dict[str, TableContact] = {}
    refused: set[str] = set()


class Contacts(Struct):
    """What a table has: editions by what tells them apart, in order, and what to say about it."""

    editions: dict[str, TableEdition] = {}
    remarks: list[Remark] = []
    told: list[str] = []
    rows: int = 0


class _Refused(Exception):
    """A row that cannot be taken; it has been said why."""


def read_contacts(path: Path, today: date) -> Contacts:
    """Read a table of contacts as of ``today``. Raises ``InvalidSources``."""
    found = Contacts()
    with open_table(path, KNOWN) as table:
        if EDITION.field not in table.headers:
            raise refused(path.name, f"de kolom {EDITION.header!r} ontbreekt", table.header_row)
        if not table.headers.keys() & WAYS.keys():
            ways = one_of(HEADERS[way] for way in WAYS)
            message = f"er is geen kolom met een nummer of adres: {ways}"
            raise refused(path.name, message, table.header_row)
        reader = _Reader(found, _roles(), today)
        for row in table:
            found.rows += 1
            try:
                reader.take(row)
            except _Refused:
                reader.refused += 1
            if reader.refused > MOST_REFUSED:
                message = f"er gaat meer dan {MOST_REFUSED} keer iets mis. Is dit de goede tabel?"
                raise refused(path.name, message, row.number)
        found.told += table.remarks
    if not found.rows:
        raise refused(path.name, "onder de koppen staat niets", table.header_row)
    return found


def _roles() -> dict[str, str]:
    """Return the roles that have a name of their own, by that name and by their id."""
    guidance: Any = read(SHIPPED / "guidance.yaml", "guidance.yaml").data
    roles = guidance["guidance"]["local"]["roles"]
    return {slug(role[field]): role["id"] for role in roles for field in ("dutch", "label", "id")}


class _Reader:
    """Takes rows one by one."""

    def __init__(self, found: Contacts, roles: Mapping[str, str], today: date) -> None:
        self.found, self.roles, self.today = found, roles, today
        self.refused = 0
        self._name = ""
        self._marked: set[str] = set()  # the names of editions with a mark of their own

    def _note(self, kind: RemarkKind, message: str) -> None:
        self.found.remarks.append(Remark(kind, self._name, message))

    def _refuse(self, message: str) -> _Refused:
        self._note(RemarkKind.REFUSED, message)
        return _Refused()

    def take(self, row: Row) -> None:
        """Add the contact of a row to its edition. Raises ``_Refused``."""
        self._name = f"rij {row.number}"
        edition = self._edition(row)
        self._name += f", {edition.name}"
        role, label = self._role(row, edition)
        if role in edition.contacts or role in edition.refused:
            raise self._refuse(
                f"rol {role!r} staat er al voor deze uitgave. Geef dit contact een eigen rol,"
                f" zoals {role}-2, en vul in wat op het bord staat"
            )
        try:
            edition.contacts[role] = self._contact(row, role, label)
        except _Refused:
            edition.refused.add(role)
            raise
        if len(edition.contacts) > MOST_CONTACTS:
            del edition.contacts[role]
            raise self._refuse(f"een uitgave heeft hoogstens {MOST_CONTACTS} contacten")

    def _edition(self, row: Row) -> TableEdition:
        name = self._value(row, EDITION.field, words)
        if not name:
            raise self._refuse(
                "de kolom Uitgave is leeg. In samengevoegde cellen staat de tekst alleen op de"
                " eerste rij: vul die op elke rij in"
            )
        kind = self._kind(row)
        for one in (kind,) if kind else KINDS.values():
            called = one.sign.format(name="")  # people type the prefix too
            name = name.removeprefix(called).removeprefix(called.lower())
        if len(name) > MOST_NAME:
            raise self._refuse(f"de naam van de uitgave is langer dan {MOST_NAME} tekens")
        typed_id = self._value(row, "id", words) or ""
        id_ = slug(typed_id)
        if typed_id and id_ != safe_id(typed_id, "uitgave"):
            raise self._refuse(f"{typed_id!r} kan niet als naam van een bestand")
        key = id_ or alike(name).replace(" ", "-") or name
        if key not in self.found.editions and not id_ and alike(name) in self._marked:
            raise self._refuse("hierboven heeft deze uitgave een Kenmerk. Vul dat ook hier in")
        if id_:
            self._marked.add(alike(name))
        edition = self.found.editions.setdefault(key, TableEdition(name, id_))
        if edition.name != name:
            raise self._refuse(
                f"dezelfde uitgave heet hierboven {edition.name!r}, en hier {name!r}"
            )
        if kind and edition.kind and kind is not edition.kind:
            raise self._refuse(f"bij Soort staat {kind.dutch}, hierboven {edition.kind.dutch}")
        edition.kind = edition.kind or kind
        return edition

    def _kind(self, row: Row) -> EditionKind | None:
        typed = self._value(row, "kind", words)
        if not typed:
            return None
        kind = _KINDS.get(slug(typed))
        if kind is None:
            names = one_of(one.dutch for one in KINDS.values())
            raise self._refuse(f"soort {typed[:60]!r} bestaat niet. Kies uit {names}")
        return kind

    def _role(self, row: Row, edition: TableEdition) -> tuple[str, str | None]:
        """Return the role, and the label where somebody typed one."""
        label = self._value(row, "label", words)
        typed = self._value(row, "role", words)
        if not typed:
            role = edition.kind.role if edition.kind else ""
            if not role:
                raise self._refuse("de kolom Rol is leeg. Vul in wie dit is, als wijkagent")
            return role, label
        role = self.roles.get(slug(typed), slug(typed))
        if not role:
            raise self._refuse(f"van rol {typed[:60]!r} is geen naam te maken, gebruik letters a-z")
        return role, label or (None if role in self.roles.values() else typed)

    def _contact(self, row: Row, role: str, label: str | None) -> TableContact:
        values: dict[str, Any] = {"role": role, "label": label}
        values["name"] = self._value(row, "name", words)
        for way in WAYS.values():
            values[way.id] = self._value(row, way.id, partial(reached_by, way))
        if not any(values[way] for way in WAYS):
            *others, last = (HEADERS[way] for way in WAYS)
            raise self._refuse(f"er is geen {', '.join(others)} of {last} om over te nemen")
        values |= self._further(row, values[PHONE.id])
        values[HOURS.id] = self._hours(row)
        values["source"] = self._value(row, "source", words)
        if not values["source"]:
            self._note(RemarkKind.MISSING, "geen bron")
        values["checked"] = self._checked(row)
        filled = {field: value for field, value in values.items() if value}
        return TableContact(row.number, role, filled)

    def _further(self, row: Row, phone: str | None) -> dict[str, Any]:
        """Return what the number is for, and further numbers. All of them or none: half a list
        would take the place of a whole one.
        """
        typed = {field for one in FURTHER for field in (one.number, one.purpose) if row[field]}
        if not typed and not row[PURPOSE]:
            return {}
        if not phone:
            self._note(RemarkKind.REFUSED, f"{WORDS[NUMBERS]}: er is geen eerste telefoonnummer")
            return {}
        found: list[dict[str, str]] = []
        seen = {PHONE.read(phone).target}
        for one in FURTHER:
            if typed.isdisjoint((one.number, one.purpose)):
                continue
            number = self._value(row, one.number, partial(reached_by, PHONE))
            purpose = self._value(row, one.purpose, purpose_of)
            fault = ""
            for field, value in ((one.number, number), (one.purpose, purpose)):
                if not value and field not in typed:
                    fault = f"{HEADERS[field]} is leeg"
            target = PHONE.read(number).target if number else None
            if target in seen:
                fault = "dit nummer staat er twee keer"
            if fault:
                self._note(RemarkKind.REFUSED, f"{WORDS[one.number]}: {fault}")
            if fault or not number or not purpose:
                self._note(RemarkKind.REFUSED, f"{WORDS[NUMBERS]}: daarom geen van alle")
                found = []
                break
            seen.add(target)
            found.append({"number": number, "purpose": purpose})
        return {PURPOSE: self._value(row, PURPOSE, purpose_of), NUMBERS: found}

    def _hours(self, row: Row) -> Mapping[str, str] | None:
        """Return the opening hours: of one column, or of a column for each day. All of them or
        none: a day that is left out is closed.
        """
        days = [day for day in DAYS if row[day]]
        if not days:
            return self._value(row, HOURS.id, lambda cell: hours_of(cell.text))
        if row[HOURS.id]:
            both = f"{WORDS[HOURS.id]}: ze staan in {HEADERS[HOURS.id]} en bij {HEADERS[days[0]]}"
            self._note(RemarkKind.REFUSED, f"{both}. Laat één van de twee staan")
            return None
        times = {day: self._value(row, day, lambda cell: day_times(cell.text)) for day in days}
        week = {day: text for day, text in times.items() if text}
        if len(week) < len(times):
            self._note(RemarkKind.REFUSED, f"{WORDS[HOURS.id]}: daarom van geen enkele dag")
            return None
        return hours_in_fields(week)

    def _checked(self, row: Row) -> str:
        cell = row[CHECKED.field]
        day = None if cell.kind is Kind.STRUCK else day_of(cell)
        if day is None:
            told = f"{cell.text[:60]!r} is geen datum" if cell else "de datum ontbreekt"
            told = "de datum is doorgestreept" if cell.kind is Kind.STRUCK else told
            raise self._refuse(f"{told}. Vul bij {CHECKED.header} in wanneer iemand dit nakeek")
        if day > self.today:
            raise self._refuse(f"nagekeken op {day:%d-%m-%Y}: die dag moet nog komen")
        if day.year < 2000:
            raise self._refuse(f"nagekeken op {day:%d-%m-%Y}: kijk het jaar na")
        if cell.kind is Kind.NUMBER:
            self._note(RemarkKind.MENDED, f"datum {cell.text} -> {day:%d-%m-%Y}")
        return day.isoformat()

    def _value(self, row: Row, field: str, take: Callable[[Cell], _Value]) -> _Value | None:
        """Return the value of a cell, None when there is none that can be taken: that is said."""
        cell = row[field]
        if not cell:
            return None
        fault = unusable(cell)
        try:
            value = None if fault else take(cell)
        except ValueError as error:
            fault = str(error)
        if fault:
            self._note(RemarkKind.REFUSED, f"{WORDS[field]}: {fault}")
            return None
        if field in _MENDED and value != " ".join(cell.typed.split()):
            shown = cell.text if cell.text != value else f"{value} met tekens die u niet ziet"
            self._note(RemarkKind.MENDED, f"{WORDS[field]} {shown} -> {value}")
        return value
