"""Find schools by name or postcode in files of DUO that lie in a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from wegwijs.sources.importers.duo import School, school
from wegwijs.sources.importers.duo_census import AddressFile, is_called, newest_first
from wegwijs.sources.importers.duo_table import SchoolRow, school_rows
from wegwijs.sources.importers.names import plain_words
from wegwijs.sources.importers.school_files import dated
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.regular import open_regular

MOST_FOUND = 20
_HEAD = 4_000  # bytes in which the names of columns are looked for
_SIGN = b"GEMEENTENUMMER"
_FIELDS = ("name", "place", "municipality", "street")


class FoundSchool(Struct, frozen=True):
    """A school, and the file that it is in."""

    school: School
    file: AddressFile


class Search(Struct):
    """The schools that a text may mean, the best first; ``more``: how many are left out. ``files``
    are all that were read, with their kinds. ``wrong``: what cannot be read.
    """

    files: list[tuple[str, date]] = []
    found: list[FoundSchool] = []
    more: int = 0
    wrong: list[str] = []


def address_files(folder: Path, today: date) -> list[AddressFile]:
    """Return the files of DUO in a folder, by what their beginning says; the newest first."""
    paths = sorted(folder.glob("*.csv"))
    return newest_first([dated(path, today) for path in paths if _is_of_duo(path)])


def _is_of_duo(path: Path) -> bool:
    try:
        with open_regular(path, 1 << 30, follow=True) as file:
            return _SIGN in file.read(_HEAD).upper()
    except OSError:
        return False


def search(folder: Path, text: str, today: date) -> Search:
    """Look for a name, a postcode or a code in the files of a folder.

    All words of a name must occur, in the name of a school, its street, place or municipality. Of a
    school in several files the newest counts.
    """
    result = Search()
    ranked: list[tuple[int, str, FoundSchool]] = []
    words, seen = plain_words(text), set[str]()
    for file in address_files(folder, today):
        try:
            for row in school_rows(file.path):
                if not result.files or result.files[-1] != (row.file.dutch, file.day):
                    result.files.append((row.file.dutch, file.day))
                if words and _may_be(row, text, words):
                    one = school(row)
                    if one.code and one.code in seen:
                        continue
                    seen.add(one.code)
                    rank = _rank(one, text, words)
                    ranked.append((rank, one.name.casefold(), FoundSchool(one, file)))
        except InvalidSources as error:
            result.wrong += [str(problem) for problem in error.problems]
    ranked.sort(key=lambda one: one[:2])
    result.found = [one for _, _, one in ranked[:MOST_FOUND]]
    result.more = len(ranked) - len(result.found)
    return result


def _may_be(row: SchoolRow, text: str, words: Sequence[str]) -> bool:
    """Whether a row has all words, or the postcode or code."""
    exact = re.sub(r"\s", "", text).upper()
    codes = (row.fields["institution"], row.fields.get("location", ""), row.fields["postcode"])
    if len(exact) >= 4 and any(code.replace(" ", "").startswith(exact) for code in codes):
        return True
    return not _missing(words, " ".join(row.fields[field] for field in _FIELDS))


def _missing(words: Sequence[str], text: str) -> int:
    """Return how many words do not begin a word of a text."""
    said = " " + " ".join(plain_words(text))
    return sum(f" {word}" not in said for word in words)


def _rank(one: School, text: str, words: Sequence[str]) -> int:
    """Return the order of a match: exactly it, else how few of the words are not in its name."""
    if is_called(one, text):
        return 0
    return 1 + _missing(words, one.name)
