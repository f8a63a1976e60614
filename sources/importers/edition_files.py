"""`import roo` and `init`: which files to write, and what to report. The caller writes."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from os.path import lexists
from pathlib import Path

from msgspec import Struct

from wegwijs.sources.importers.edition_text import empty
from wegwijs.sources.importers.names import safe_id, slug
from wegwijs.sources.importers.report import (
    GONE,
    ImportReport,
    NotPossible,
    Write,
    path_of,
    put_schema,
)
from wegwijs.sources.importers.roo import Export, Municipality, read_roo
from wegwijs.sources.importers.taken import ROO, municipality
from wegwijs.sources.kinds import KINDS, MUNICIPALITY
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import parse, read_text, unprintable

# The CBS code in files from before it was a field.
_FORMER_CODE = re.compile(rf"^# Uitgave van .* \((GM\d{{4}})\), uit het {ROO.title}", re.MULTILINE)


class Mine(Struct, frozen=True):
    """The user's edition of a municipality, under whatever file name."""

    path: Path
    name: str
    code: str


def import_roo(
    file: Path,
    into: Path,
    only: Sequence[str],
    today: date,
    write: Write,
    products: Sequence[str],
) -> ImportReport:
    """Create or refresh the editions of municipalities. A new one asks for all ``products``.

    Raises ``InvalidSources``, ``NotPossible``.
    """
    export = read_roo(file, today)
    chosen = _chosen(export, only)
    mine = _existing(into)
    editions = _matched(export, mine, into)
    gone = [] if only else _gone(export, mine, editions)
    if only:
        names = {one.name for one in chosen}
        findings = tuple(f for f in export.findings if f.name in names)
        export = Export(export.day, tuple(chosen), findings)
    report = _report(export, into, today, write)
    report.gone += gone
    if only:  # asked for by name
        report.left_out.clear()
    if chosen:
        put_schema(into, report.put)
    for one in chosen:
        taken = municipality(one, export.day, today)
        for path in editions[one.id]:
            report.refresh(path, taken)
        if not editions[one.id]:
            report.add(taken, products)
    report.remember()
    return report


def _report(export: Export, into: Path, today: date, write: Write) -> ImportReport:
    """Return the report of an import before anything happened."""
    count = len(export.municipalities)
    dated = f" van {export.day:%d-%m-%Y}" if export.day else ", zonder datum"
    return ImportReport(
        f"{count} gemeente{'' if count == 1 else 'n'} uit het register{dated}.",
        GONE.format(where=ROO.where, this="de gemeente"),
        into,
        today,
        write,
        facts={
            "register": export.day.isoformat() if export.day else None,
            "municipalities": count,
        },
        remarks=export.findings,
    )


def _existing(into: Path) -> list[Mine]:
    """Return the existing editions of municipalities; files may have been renamed."""
    found = []
    for path in sorted(into.glob("editions/*.yaml")):
        try:
            text = read_text(path, path.name)
            data = parse(text, path.name).data
        except InvalidSources:
            continue  # reported on refresh, and by every build
        edition = data.get("edition") if isinstance(data, dict) else None
        if isinstance(edition, dict) and edition.get("kind") == MUNICIPALITY.id:
            former = _FORMER_CODE.search(text)
            code = edition.get("cbs_code") or (former[1] if former else "")
            found.append(Mine(path, str(edition.get("name")), str(code)))
    return found


def _matched(export: Export, mine: Sequence[Mine], into: Path) -> dict[str, list[Path]]:
    """Match editions to municipalities: by code, else by name, else by file name."""
    codes = {one.code for one in export.municipalities if one.code}
    by_code: dict[str, list[Path]] = {}
    by_name: dict[str, list[Path]] = {}
    for edition in mine:
        if edition.code in codes:
            by_code.setdefault(edition.code, []).append(edition.path)
        else:
            by_name.setdefault(edition.name, []).append(edition.path)
    found = {
        one.id: by_code.get(one.code) or by_name.get(one.name) or []
        for one in export.municipalities
    }
    taken = {path for paths in found.values() for path in paths}
    for one in export.municipalities:
        path = path_of(into, one.id)
        if not found[one.id] and path.exists() and path not in taken:
            found[one.id] = [path]
    return found


def _gone(
    export: Export, mine: Sequence[Mine], editions: Mapping[str, Sequence[Path]]
) -> list[str]:
    """Return the editions without a municipality in the register, and why."""
    reasons = {one.name: one.message for one in export.findings}
    reasons |= {one.code: one.message for one in export.findings if one.code}
    used = {path for paths in editions.values() for path in paths}
    return [
        f"{one.name}: editions/{one.path.name}"
        f" ({reasons.get(one.code) or reasons.get(one.name) or 'staat niet in dit bestand'})"
        for one in mine
        if one.path not in used
    ]


def _chosen(export: Export, only: Sequence[str]) -> list[Municipality]:
    """Return those whose name, id, short name or CBS code was asked for."""
    all_ = export.municipalities

    def called(one: Municipality) -> set[str]:
        return {slug(name) for name in (one.id, one.name, one.short, one.code) if name} - {""}

    names = {name for one in all_ for name in called(one)}
    times = Counter(slug(one.name) for one in all_)
    for asked in only:
        wanted = _asked(asked)
        reasons = [f.message for f in export.findings if slug(f.name) == wanted]
        if wanted not in names and reasons:
            raise NotPossible(
                f"gemeente {asked!r} is niet over te nemen: {reasons[-1]}",
                "Laat die weg bij --only",
            )
        if wanted not in names or times[wanted] > 1:
            close = difflib.get_close_matches(wanted, [one.id for one in all_], n=3)
            close += [one.id for one in all_ if one.id.startswith(f"{wanted}-")][:3]
            hint = f"Bedoelt u {' of '.join(dict.fromkeys(close))}?" if close else "Kijk de naam na"
            raise NotPossible(f"gemeente {asked!r} staat niet in dit bestand", hint)
    wanted_all = {_asked(asked) for asked in only}
    return [one for one in all_ if not only or called(one) & wanted_all]


def _asked(name: str) -> str:
    return slug(name).removeprefix("gemeente-")


def init(
    folder: Path, kind: str, name: str, today: date, write: Write, products: Sequence[str]
) -> Path:
    """Write an edition to fill in, and return its path. Raises ``NotPossible``.

    It asks for the products of its kind, else for all ``products``.
    """
    name = " ".join(name.split())
    called = KINDS[kind].sign.format(name="")  # people type the prefix too
    name = name.removeprefix(called).removeprefix(called.lower())
    if not name or len(name) > 100 or unprintable(name):
        raise NotPossible("--name: geef een naam van hoogstens 100 gewone tekens")
    id_ = safe_id(name, KINDS[kind].new.prefix)
    if not id_:
        raise NotPossible(
            f"--name: van {name!r} is geen bestandsnaam te maken, gebruik letters a-z"
        )
    path = folder / "editions" / f"{id_}.yaml"
    if lexists(path):  # also a dangling link
        raise NotPossible(f"{path} bestaat al. Verander dat bestand, of kies een andere --name")
    put_schema(folder, write)
    write(path, empty(KINDS[kind], id_, name, today, products).encode())
    return path
