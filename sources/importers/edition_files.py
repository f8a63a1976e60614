"""`import roo` and `init`: which files to write, and what to report. The caller writes."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from os.path import lexists
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.importers.edition_text import REGISTER, empty, imported
from wegwijs.sources.importers.names import safe_id, slug
from wegwijs.sources.importers.refresh import refresh
from wegwijs.sources.importers.roo import Export, Municipality, RemarkKind, read_roo
from wegwijs.sources.kinds import KINDS, MUNICIPALITY
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import MAX_BYTES, parse, read_text, unprintable
from wegwijs.sources.regular import read_regular
from wegwijs.sources.schema import FILE, sealed
from wegwijs.sources.values import Url, too_long

Write = Callable[[Path, bytes], None]
GONE = (
    "Wel in uw map, niet (meer) in het register. 'build --all' maakt ze nog: haal het bestand weg"
    " als de gemeente niet meer bestaat:"
)
LONG = "Te lang voor een QR-code. In de link staat het hele adres:"
# The CBS code in files from before it was a field.
_FORMER_CODE = re.compile(rf"^# Uitgave van .* \((GM\d{{4}})\), uit het {REGISTER}", re.MULTILINE)


class NotPossible(WegwijsError):
    """The command cannot be carried out as given."""

    exit_code = ExitCode.USAGE


class Mine(Struct, frozen=True):
    """The user's edition of a municipality, under whatever file name."""

    path: Path
    name: str
    code: str


class ImportReport(Struct):
    """The result of an import."""

    export: Export
    folder: Path
    new: list[str] = []
    changed: list[str] = []
    left: list[str] = []
    gone: list[str] = []
    long: list[str] = []
    same: int = 0
    problems: list[Problem] = []
    written: list[Path] = []

    def lines(self) -> Iterator[str]:
        """Yield the report in Dutch."""
        day = self.export.day
        dated = f" van {day:%d-%m-%Y}" if day else ", zonder datum"
        count = len(self.export.municipalities)
        yield f"{count} gemeente{'' if count == 1 else 'n'} uit het register{dated}."
        by_kind = {
            f"{kind.value.capitalize()}:": [
                f"{found.name}: {found.message}"
                for found in self.export.findings
                if found.kind is kind
            ]
            for kind in RemarkKind
        }
        parts = {"Overgenomen in een nieuwe editie:": self.new, "Bijgewerkt:": self.changed}
        parts |= {"Anders in uw bestand, niet veranderd:": self.left}
        parts |= {GONE: self.gone}
        parts |= {LONG: self.long} | by_kind
        for heading, rows in parts.items():
            if rows:
                yield heading
                yield from (f"  {row}" for row in rows)
        counts = f"{len(self.new)} nieuw, {len(self.changed)} bijgewerkt, {self.same} gelijk"
        yield f"{self.folder / 'editions'}: {counts}."

    def row(self) -> dict[str, Any]:
        """Return the report as JSON data."""
        return {
            "register": self.export.day.isoformat() if self.export.day else None,
            "municipalities": len(self.export.municipalities),
            "folder": str(self.folder / "editions"),
            "written": [str(path) for path in self.written],
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.same,
            "left": self.left,
            "gone": self.gone,
            "too_long": self.long,
            "findings": [
                {"kind": found.kind.name.lower(), "name": found.name, "message": found.message}
                for found in self.export.findings
            ],
            "problems": [structs.asdict(problem) for problem in self.problems],
        }


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
    report = ImportReport(export, into, gone=gone)

    def noted(path: Path, data: bytes) -> None:
        write(path, data)
        report.written.append(path)

    if chosen:
        put_schema(into, noted)
    for one in chosen:
        for path in editions[one.id]:
            _refresh(report, path, one, today, noted)
        if not editions[one.id]:
            _new(report, one, today, noted, products)
    return report


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
        path = _file(into, one)
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


def _file(into: Path, one: Municipality) -> Path:
    return into / "editions" / f"{one.id}.yaml"


def _new(
    report: ImportReport, one: Municipality, today: date, write: Write, products: Sequence[str]
) -> None:
    path = _file(report.folder, one)
    if lexists(path):
        message = "is van een andere gemeente. Hernoem dat bestand en zijn id, en importeer opnieuw"
        report.left.append(f"{one.name}: editions/{path.name} {message}")
        return
    text = imported(one, report.export.day, today, products)
    write(path, text.encode())
    facts = " | ".join(value or "-" for value in (one.phone, one.email, one.web))
    report.new.append(f"{one.name}: {facts}")
    _note_long(report, one, text)


def _note_long(report: ImportReport, one: Municipality, text: str) -> None:
    """Report an address that is too long for a QR code, if the edition has it."""
    if not one.web or one.web not in text:
        return
    url = Url.parse(one.web)
    if url.code != url.target:
        leads = f"de QR-code gaat naar {url.code}" if url.code else "er komt geen QR-code bij"
        report.long.append(f"{one.name}: {one.web} ({too_long(url)}): {leads}")


def _refresh(
    report: ImportReport, path: Path, one: Municipality, today: date, write: Write
) -> None:
    name = f"editions/{path.name}"
    try:
        read_text(path, name)  # checks size and encoding
        former = read_regular(path, MAX_BYTES, follow=True)
        result = refresh(former.decode(), one, report.export.day, today, name)
    except InvalidSources as error:
        report.problems += error.problems
        return
    if result.text.encode() != former:
        write(path, result.text.encode())
        report.changed.append(f"{one.name}: {', '.join(result.changed)}")
    else:
        report.same += 1
    report.left += [f"{one.name}: {left}" for left in result.left]
    _note_long(report, one, result.text)


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


def put_schema(folder: Path, write: Write) -> None:
    """Write the schema beside the user's data, for editors, if it differs."""
    path, text = folder / FILE, sealed().encode()
    try:
        same = read_regular(path, len(text)) == text
    except OSError:
        same = False
    if not same:
        write(path, text)


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
