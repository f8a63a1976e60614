"""`import table`: editions from a table of contacts that somebody keeps in Excel or as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from os.path import lexists
from pathlib import Path
from typing import Any

from msgspec import Struct

from wegwijs.sources.editing.scalars import item
from wegwijs.sources.importers.edition_text import from_table, mark
from wegwijs.sources.importers.names import alike, safe_id
from wegwijs.sources.importers.report import GONE, ImportReport, Write, path_of, put_schema
from wegwijs.sources.importers.roo import Remark, RemarkKind
from wegwijs.sources.importers.table_columns import REACHED
from wegwijs.sources.importers.table_refresh import (
    TABLE,
    marks_of,
    refresh_contacts,
    text_of,
)
from wegwijs.sources.importers.table_rows import Contacts, TableEdition, read_contacts
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import MAX_BYTES, parse, read_text
from wegwijs.sources.regular import read_regular
from wegwijs.sources.ways import WEB


class _Mine(Struct, frozen=True):
    """An edition in the user's folder, with what an import noted in it."""

    path: Path
    name: str
    marks: list[str]

    @property
    def is_ours(self) -> bool:
        """Whether an import of a table made or changed it."""
        return TABLE in self.marks

    def is_called(self, name: str) -> bool:
        """Whether it has this name, or a table gave it that before somebody changed it."""
        return not self.name or alike(name) == alike(self.name) or mark(name) in self.marks


def import_table(
    file: Path, into: Path, today: date, write: Write, products: Sequence[str]
) -> ImportReport:
    """Create or refresh the editions in a table. A new one asks for all ``products``.

    A row that cannot be taken is reported, and the others are taken. Raises ``InvalidSources``
    when the table cannot be read.
    """
    found = read_contacts(file, today)
    mine = _existing(into)
    report = ImportReport(
        _line(found, file),
        GONE.format(where="in de tabel", this="de uitgave"),
        into,
        today,
        write,
        facts={"rows": found.rows, "editions": len(found.editions), "not_read": found.told},
        remarks=found.remarks,
    )
    used: set[Path] = set()
    if any(edition.contacts for edition in found.editions.values()):
        put_schema(into, report.put)
    by_file, by_name = _by_file_and_name(mine)
    for edition in found.editions.values():
        same = by_file.get(edition.id, []) if edition.id else by_name.get(alike(edition.name), [])
        used |= {one.path for one in same}
        if len(same) > 1:
            names = ", ".join(f"editions/{one.path.name}" for one in same)
            message = f"er zijn er meer met deze naam ({names}). Vul de kolom Kenmerk in"
            found.remarks.append(Remark(RemarkKind.REFUSED, edition.name, message))
        elif same and not same[0].is_called(edition.name):
            message = (
                f"editions/{same[0].path.name} is van {same[0].name!r}. Kijk de kolom Kenmerk na,"
                " of maak de namen gelijk"
            )
            found.remarks.append(Remark(RemarkKind.REFUSED, edition.name, message))
        elif edition.contacts:
            if same:
                _refresh(report, same[0].path, edition)
            else:
                _add(report, edition, found, products)
    report.gone += [
        f"{one.name}: editions/{one.path.name} (staat niet in dit bestand)"
        for one in mine
        if one.is_ours and one.path not in used
    ]
    report.remember()
    return report


def _line(found: Contacts, file: Path) -> str:
    rows = "1 rij" if found.rows == 1 else f"{found.rows} rijen"
    count = len(found.editions)
    editions = "1 uitgave" if count == 1 else f"{count} uitgaven"
    told = "".join(f"\nLet op: {remark}." for remark in found.told)
    return f"{rows} in {file.name}, van {editions}.{told}"


def _existing(into: Path) -> list[_Mine]:
    """Return the user's editions. A file that cannot be read is reported by every build."""
    found = []
    for path in sorted(into.glob("editions/*.yaml")):
        try:
            data: Any = parse(read_text(path, path.name), path.name).data
        except InvalidSources:
            continue
        edition = data.get("edition") if isinstance(data, dict) else None
        if isinstance(edition, dict):
            marks = str(edition.get("imported", "")).split()
            found.append(_Mine(path, str(edition.get("name") or ""), marks))
    return found


def _by_file_and_name(
    mine: Sequence[_Mine],
) -> tuple[dict[str, list[_Mine]], dict[str, list[_Mine]]]:
    by_file: dict[str, list[_Mine]] = {}
    by_name: dict[str, list[_Mine]] = {}
    for one in mine:
        by_file.setdefault(one.path.stem, []).append(one)
        if name := alike(one.name):
            by_name.setdefault(name, []).append(one)
    return by_file, by_name


def _add(
    report: ImportReport, edition: TableEdition, found: Contacts, products: Sequence[str]
) -> None:
    kind = edition.kind
    id_ = edition.id or safe_id(edition.name, kind.new.prefix if kind else "uitgave")
    fault = ""
    if kind is None:
        fault = "dit is een nieuwe uitgave: vul de kolom Soort in"
    elif not id_:
        fault = "van deze naam is geen bestandsnaam te maken. Vul de kolom Kenmerk in"
    elif lexists(path := path_of(report.folder, id_)):
        if problems := _problems(path):
            report.problems += problems
            return
        fault = f"editions/{id_}.yaml is van een andere uitgave. Vul de kolom Kenmerk in"
    if fault or kind is None:
        found.remarks.append(Remark(RemarkKind.REFUSED, edition.name, fault))
        return
    if report.skips(id_, edition.name):
        return
    contacts = list(edition.contacts.values())
    marks = [TABLE, mark(edition.name), *(one for each in contacts for one in marks_of(each))]
    lines = [line for one in contacts for line in item(dict(one.values), 4)]
    unique = list(dict.fromkeys(marks))
    text = from_table(kind, id_, edition.name, unique, lines, report.today, products)
    report.put(path_of(report.folder, id_), text.encode())
    report.note_new(id_, edition.name)
    facts = [text_of(one.values[way]) for one in contacts for way in REACHED if way in one.values]
    report.new.append(f"{edition.name}: {' | '.join(facts)}")
    _note_long(report, edition, text)


def _problems(path: Path) -> Sequence[Problem]:
    """Return what is wrong with a file that should be an edition."""
    name = f"editions/{path.name}"
    try:
        parse(read_text(path, name), name)
    except InvalidSources as error:
        return error.problems
    return ()


def _refresh(report: ImportReport, path: Path, edition: TableEdition) -> None:
    name = f"editions/{path.name}"
    try:
        read_text(path, name)  # checks size and encoding
        former = read_regular(path, MAX_BYTES, follow=True)
        result = refresh_contacts(former.decode(), edition, report.today, name)
    except InvalidSources as error:
        report.problems += error.problems
        return
    report.seen.add(path.stem)
    if result.text.encode() != former:
        report.put(path, result.text.encode())
        report.changed.append(f"{edition.name}: {', '.join(result.changed)}")
    else:
        report.same += 1
    report.left += [f"{edition.name}: {left}" for left in result.left]
    report.gone += [
        f"{edition.name}, {role}: {name} (dit contact staat niet in dit bestand)"
        for role in result.gone
    ]
    _note_long(report, edition, result.text)


def _note_long(report: ImportReport, edition: TableEdition, text: str) -> None:
    for contact in edition.contacts.values():
        report.note_long(edition.name, contact.values.get(WEB.id), text)
