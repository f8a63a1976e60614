"""`import duo`: the editions of schools. Files are read twice, so that no list of all schools is
kept: first to know which names repeat and whether every file can be read, then to write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from wegwijs.sources.importers.duo import School, school
from wegwijs.sources.importers.duo_census import (
    AddressFile,
    Asked,
    Census,
    Wanted,
    census_of,
    headings,
    newest_first,
)
from wegwijs.sources.importers.duo_table import FILES, school_rows
from wegwijs.sources.importers.names import MAX_ID, alike, safe_id, slug
from wegwijs.sources.importers.own_editions import OwnEditions, OwnSchool, own_editions
from wegwijs.sources.importers.report import GONE, ImportReport, NotPossible, Write, put_schema
from wegwijs.sources.importers.roo import Remark, RemarkKind, dutch_date, read_roo
from wegwijs.sources.importers.taken import DUO, TakenContact, TakenEdition, municipal_contact
from wegwijs.sources.kinds import SCHOOL

# What fits above every product, also as wide capitals. A longer name of a school is left as it is.
MOST_HEADING = 90
_FIRST = date(2000, 1, 1)  # no clock was right before


def import_duo(
    files: Sequence[AddressFile],
    into: Path,
    asked: Asked,
    today: date,
    write: Write,
    products: Sequence[str],
) -> ImportReport:
    """Create or refresh the editions of schools. A new one asks for all ``products``.

    Of a school in several files the newest counts. Raises ``InvalidSources``, ``NotPossible``.
    """
    files = newest_first(files)
    census = census_of(files, asked.only)
    wanted = Wanted(asked, census)
    own = own_editions(into)
    if asked.register:
        export = read_roo(asked.register, today)
        for town in export.municipalities:
            if town.code:
                contact = municipal_contact(town, export.day, today)
                own.municipalities.setdefault(town.code, contact)
    report = ImportReport("", GONE.format(where=DUO.where, this="de school"), into, today, write)
    if asked.only:  # by name
        report.left_out.clear()
    remarks = _Remarks()
    count = 0
    refused: dict[str, str] = {}
    for file, one in _each(files, wanted, remarks):
        remarks.found += one.remarks
        if one.refused:
            refused[one.code] = one.refused
            continue
        if not count:
            put_schema(into, report.put)
        count += 1
        editions = _editions(one, census, own)
        taken = _taken(one, file, own, _names(one, census, own, editions))
        changed = [report.refresh(edition.path, taken) for edition in editions]
        if editions and not any(changed):
            report.quiet.add(one.code)
        if not editions:
            remarks.add(one, known=one.cbs_code in own.municipalities)
            report.add(taken, products)
    report.remember()
    report.gone += _gone(own, census, wanted, refused)
    report.remarks = remarks.all()
    days = sorted({file.day for file in files})
    report.line = "\n".join(_first_lines(count, files, census, remarks.bare))
    report.facts = {
        "days": [day.isoformat() for day in days],
        "days_are_of_files": not all(file.is_told for file in files),
        "schools": count,
        "without_scheme": remarks.bare,
    }
    return report


def dated(path: Path, today: date, day: date | None = None) -> AddressFile:
    """Return a file with its day: when it was fetched, unless somebody says which day it is of.

    Raises ``NotPossible`` for a day that has to come yet.
    """
    if day:
        if day > today:
            told = f"--date {day:%Y-%m-%d}: die dag moet nog komen"
            raise NotPossible(told, "Geef de dag van het bestand")
        return AddressFile(path, day)
    try:
        fetched = date.fromtimestamp(path.stat().st_mtime)
    except (OSError, OverflowError, ValueError):
        fetched = today
    return AddressFile(path, min(max(fetched, _FIRST), today), is_told=False)


def _each(
    files: Sequence[AddressFile], wanted: Wanted, remarks: _Remarks
) -> Iterator[tuple[AddressFile, School]]:
    """Yield the schools that were asked for, each once."""
    done: set[str] = set()
    for file in files:
        for row in school_rows(file.path):
            one = school(row, reached=False)
            if not wanted.takes(one):
                continue
            if one.code and one.code in done:
                remarks.repeated(one, file)
                continue
            done.add(one.code)
            yield file, school(row)


def _first_lines(
    count: int, files: Sequence[AddressFile], census: Census, bare: int
) -> Iterator[str]:
    """Yield how the report begins; ``bare`` is how many addresses had no scheme."""
    dated = " en ".join(f"{day:%d-%m-%Y}" for day in sorted({file.day for file in files}))
    assumed = [file for file in files if not file.is_told]
    yield f"{_times(count)} uit {DUO.itself} van {dated}."
    if assumed:
        which = ", ".join(f"{file.path.name}: {file.day:%d-%m-%Y}" for file in assumed)
        yield (
            "Let op: in een bestand van DUO staat geen dag. Dit is de datum van het bestand"
            f" ({which})."
            " Haalde u het eerder op, of is het gekopieerd? Geef de dag dan met --date."
        )
    for kind in (kind for kind, days_ in sorted(census.kinds.items()) if len(days_) > 1):
        yield (
            f"Let op: er is meer dan één bestand van {kind}. Een school die gesloten is, kan nog in"
            " het oude staan: neem alleen het nieuwste."
        )
    if bare:
        many = "1 website" if bare == 1 else f"{bare} websites"
        yield (
            f"Bij {many} staat geen https:// of http://. Wij hebben er https:// voor gezet."
            " Kijk dat na met check --links."
        )


def _editions(school: School, census: Census, own: OwnEditions) -> Sequence[OwnSchool]:
    """Return the user's editions of a school: by code, else by a name that only it has."""
    if found := own.schools.get(school.code):
        return found
    name = alike(school.name)
    return own.uncoded.get(name, ()) if census.times[name] == 1 else ()


def _taken(
    school: School, file: AddressFile, own: OwnEditions, names: tuple[str, str]
) -> TakenEdition:
    """Return the edition of a school, with the contact of its municipality when that is known."""
    contact = TakenContact(
        role=SCHOOL.role or "",
        register=DUO,
        source=f"{DUO.title} {school.file.dutch}, {dutch_date(file.day)}",
        checked=file.day,
        values={"phone": school.phone, "web": school.web},
        label="Zorgcoördinator",
        about="Het algemene nummer van de school.",
    )
    municipal = own.municipalities.get(school.cbs_code)
    where = ", ".join(filter(None, (school.street, school.place)))
    id_, name = names
    return TakenEdition(
        id=id_,
        kind=SCHOOL,
        name=name,
        called=school.name,
        codes={"duo_code": school.code, "cbs_code": school.cbs_code},
        contacts=(contact, municipal) if municipal else (contact,),
        about=f"Uitgave van {school.name} ({where}), uit de adressen van DUO.",
        this="deze school",
    )


def _names(
    school: School, census: Census, own: OwnEditions, editions: Sequence[OwnSchool]
) -> tuple[str, str]:
    """Return the id and the printed name of a school: its own name, unless another has that too.

    ``editions`` are its own already.
    """
    alone = alike(school.name)
    others = own.names[alone] - sum(alike(one.name) == alone for one in editions)
    plain, code = safe_id(school.name, SCHOOL.new.prefix), school.code.lower()
    is_alone = census.times[alone] == 1 and not others
    is_free = is_alone and census.ids[slug(school.name)] == 1 and plain not in own.ids
    id_ = (
        plain
        if plain and is_free
        else f"{plain[: MAX_ID - len(code) - 1].strip('-')}-{code}".strip("-")
    )
    fitting = (
        name
        for key, name in headings(school)
        if census.times[key] == 1 and (is_alone if key == alone else len(name) <= MOST_HEADING)
    )
    return id_, next(fitting, f"{school.name}, {school.code}")


def _gone(
    own: OwnEditions, census: Census, wanted: Wanted, refused: Mapping[str, str]
) -> Iterator[str]:
    """Yield the editions whose school is not in the files that should have it, and why."""
    if wanted.asked.only:
        return
    for code, editions in own.schools.items():
        if code in census.codes and code not in refused:
            continue
        for one in editions:
            kind = one.source.removeprefix(f"{DUO.title} ").partition(",")[0]
            every = len(census.kinds) == len(FILES)
            if not (every or kind in census.kinds or code in census.codes):
                continue
            if wanted.municipalities and one.cbs_code not in wanted.municipalities:
                continue
            reason = refused.get(code, "staat niet in dit bestand")
            yield f"{one.name}: editions/{one.path.name} ({reason})"


class _Remarks:
    """The remarks on the schools that were asked for; what many share is told once."""

    def __init__(self) -> None:
        self.found: list[Remark] = []
        self.bare = 0
        self._places: Counter[tuple[str, str]] = Counter()
        self._unknown: Counter[tuple[str, str]] = Counter()

    def add(self, school: School, *, known: bool) -> None:
        """Note a school without an edition; ``known``: the contact of its municipality is."""
        self.bare += school.web_is_bare
        if alike(school.place) != alike(school.typed_place) or "'" in school.place:
            self._places[school.typed_place, school.place] += 1
        if not known:
            self._unknown[school.municipality, school.cbs_code] += 1

    def repeated(self, school: School, file: AddressFile) -> None:
        """Note a school that was read already."""
        message = f"{school.code} staat er nog eens ({file.path.name}, regel {school.line})"
        self.found.append(Remark(RemarkKind.SKIPPED, school.name, message))

    def all(self) -> list[Remark]:
        """Return the remarks, the shared ones last."""
        places = [
            Remark(RemarkKind.MENDED, f"plaats {typed}", f"{place} ({_times(count)})")
            for (typed, place), count in sorted(self._places.items())
            if typed != place
        ]
        unknown = [
            Remark(
                RemarkKind.MISSING,
                f"gemeente {name}",
                f"geen contact van {code or 'deze gemeente'} bekend ({_times(count)})."
                " Haal die eerst op met import roo, of noem het bestand bij --register",
            )
            for (name, code), count in sorted(self._unknown.items())
        ]
        return [*self.found, *places, *unknown]


def _times(count: int) -> str:
    return "1 school" if count == 1 else f"{count} scholen"
