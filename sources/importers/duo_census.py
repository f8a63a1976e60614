"""Which schools of DUO's files were asked for, and what must be known before one is written."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from wegwijs.sources.importers.duo import School, school
from wegwijs.sources.importers.duo_table import SchoolRow, school_rows
from wegwijs.sources.importers.names import alike, slug
from wegwijs.sources.importers.report import NotPossible
from wegwijs.sources.problems import InvalidSources, Problem

_CODE = re.compile(r"[0-9]{2}[A-Z]{2}(?:[0-9]{2})?", re.IGNORECASE)
_POSTCODE = re.compile(r"([0-9]{4}) ?([A-Z]{2})", re.IGNORECASE)


class AddressFile(Struct, frozen=True):
    """A file of DUO, and the day that it is from: nothing in it says so. ``is_told``: somebody said
    which day that is; else it is the date of the file.
    """

    path: Path
    day: date
    is_told: bool = True


def newest_first(files: Sequence[AddressFile]) -> list[AddressFile]:
    """Return the files so that the first one with a school is the newest."""
    return sorted(files, key=lambda file: file.day, reverse=True)


class Asked(Struct, frozen=True):
    """Which schools: of these municipalities, and with these names, codes or postcodes. All when
    both are empty. ``register`` is an export with the contacts of municipalities.
    """

    only: Sequence[str] = ()
    municipalities: Sequence[str] = ()
    register: Path | None = None


class Census(Struct):
    """What must be known of all schools before one is written.

    ``times``: how often a name occurs, also together with its place and its street; ``ids``: the
    same of its id, which is cut off. ``kinds``: the days of the files of each kind. ``found``: the
    schools that each of ``asked.only`` means.
    """

    times: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    codes: set[str] = set()
    kinds: dict[str, set[date]] = {}
    municipalities: dict[str, str] = {}
    found: dict[str, list[School]] = {}


class Wanted:
    """Whether a school was asked for."""

    def __init__(self, asked: Asked, census: Census) -> None:
        """Look up what was asked for. Raises ``NotPossible`` when that is not there."""
        self.asked = asked
        self.municipalities = {
            _municipality(text, census.municipalities) for text in asked.municipalities
        }
        self.codes: set[str] = set()  # of the schools that --only means
        for text in asked.only:
            found = [one for one in census.found.get(text, ()) if self._is_there(one)]
            self.codes |= _meant(text, found, census)

    def _is_there(self, school: School) -> bool:
        return not self.municipalities or school.cbs_code in self.municipalities

    def takes(self, school: School) -> bool:
        """Whether to take a school."""
        if self.asked.only:
            return school.code in self.codes
        return self._is_there(school)


def _municipality(text: str, known: Mapping[str, str]) -> str:
    """Return the CBS code of a municipality. Raises ``NotPossible``."""
    code = f"GM{text.upper().removeprefix('GM'):0>4}"
    if code in known:
        return code
    wanted = slug(text).removeprefix("gemeente-")
    by_name = {slug(name): code for code, name in known.items()}
    if wanted in by_name:
        return by_name[wanted]
    close = difflib.get_close_matches(wanted, by_name, n=3)
    hint = (
        f"Bedoelt u {' of '.join(close)}?" if close else "Kijk de naam of de code na, zoals GM0344"
    )
    raise NotPossible(f"in gemeente {text!r} staat in dit bestand geen school", hint)


def is_called(school: School, text: str) -> bool:
    """Whether a name, a code (of a school or its institution) or a postcode means a school."""
    if _CODE.fullmatch(text):
        return bool(school.code) and school.code.startswith(text.upper())
    if postcode := _POSTCODE.fullmatch(text):
        return school.postcode == f"{postcode[1]} {postcode[2].upper()}"
    name = alike(school.name)
    return bool(name) and alike(text) in (name, f"{name} {alike(school.place)}")


def _meant(text: str, found: Sequence[School], census: Census) -> set[str]:
    """Return the codes of the schools that a text means. Raises ``NotPossible``."""
    refused = [one for one in found if one.refused]
    if found and len(refused) == len(found):
        message = f"school {text!r} is niet over te nemen: {refused[0].refused}"
        raise NotPossible(message, "Laat die weg bij --only")
    codes = {one.code for one in found if not one.refused}
    if text.upper() in codes:  # of mbo; the same institution may have schools of another kind
        return {text.upper()}
    is_name = not (_CODE.fullmatch(text) or _POSTCODE.fullmatch(text))
    if len(codes) > 1 and is_name:
        shown = "; ".join(f"{one.code} ({one.street}, {one.place})" for one in found[:6])
        more = f" en nog {len(codes) - 6}" if len(codes) > 6 else ""
        raise NotPossible(
            f"er zijn {len(codes)} scholen met de naam {text!r}",
            f"Neem de code: {shown}{more}",
        )
    if not codes:
        names = [name for name in census.times if "|" not in name]
        close = difflib.get_close_matches(alike(text), names, n=3)
        hint = f"Bedoelt u {' of '.join(close)}?" if close else "Kijk de naam, code of postcode na"
        raise NotPossible(f"school {text!r} staat niet in dit bestand", hint)
    return codes


def census_of(files: Sequence[AddressFile], only: Sequence[str]) -> Census:
    """Read all files once. Raises ``InvalidSources`` with the problems of all of them."""
    census = Census(times=Counter(), ids=Counter())
    problems: list[Problem] = []
    for file in files:
        try:
            for row in school_rows(file.path):
                census.kinds.setdefault(row.file.dutch, set()).add(file.day)
                _count(census, row, only)
        except InvalidSources as error:
            problems += error.problems
    if problems:
        raise InvalidSources(problems)
    return census


def _count(census: Census, row: SchoolRow, only: Sequence[str]) -> None:
    one = school(row, reached=False)
    if one.code in census.codes and one.code:
        return
    census.codes.add(one.code)
    census.municipalities.setdefault(one.cbs_code, one.municipality)
    for text in only:
        if is_called(one, text):
            census.found.setdefault(text, []).append(school(row))
    if not one.refused:
        census.ids[slug(one.name)] += 1
        census.times.update({key for key, _ in headings(one)})


def headings(school: School) -> Iterator[tuple[str, str]]:
    """Yield how a school can be called, from short to exact, each with the key that counts it."""
    keys = {text: alike(text) for text in (school.name, school.place, school.street)}
    for more in ((), (school.place,), (school.street,), (school.street, school.place)):
        if all(more):
            names = (school.name, *more)
            yield "|".join(keys[name] for name in names), ", ".join(names)
