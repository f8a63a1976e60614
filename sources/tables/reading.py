"""Read a table from CSV or XLSX, row by row.

    known = {"uitgave": "edition", "telefoon": "phone", "telefoonnummer": "phone"}
    with open_table(path, known) as table:
        for row in table:
            print(row.number, row.text("edition"), row["phone"].kind)
    print(table.remarks)

What the file is, is seen from its contents, not its name. The row with headers is the one among
the first 20 that has most of the known headers: a title above it may stay. A second row of headers
directly below it, as with merged cells, is read too. Empty rows, hidden rows and hidden columns are
not read; ``remarks`` says which rows and columns.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from wegwijs.sources.problems import one_of, reason
from wegwijs.sources.regular import NotRegular, TooLarge, open_regular
from wegwijs.sources.tables.csv_file import open_csv
from wegwijs.sources.tables.table import (
    MAX_BYTES,
    RawRow,
    Row,
    Source,
    Table,
    letter,
    refused,
)
from wegwijs.sources.tables.workbook import open_workbook

_FIRST_ROWS = 20  # where the headers are looked for
_MOST_TOLD = 20  # rows in one remark
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    _OLE: "dit is een oud Excel-bestand (.xls), of een met een wachtwoord. Bewaar het in Excel als"
    " .xlsx, zonder wachtwoord",
    b"%PDF": "dit is een PDF. Bewaar de tabel zelf als .xlsx of .csv",
    b"<": "dit is een webpagina of XML, geen tabel. Open het in Excel en bewaar het als .xlsx",
    b"{": "dit is geen tabel. Bewaar het als .xlsx of .csv",
}


@contextmanager
def open_table(path: Path, known: Mapping[str, str] | None = None) -> Iterator[Table]:
    """Open a table whose headers are ``known``: the field of each spelling, as ``folded`` gives it.

    Several spellings may mean one field; a table with two columns of one field is refused. Without
    ``known`` the first filled row has the headers, and each is its own field, folded. Raises
    ``InvalidSources`` with file and row, here or while reading.
    """
    with ExitStack() as stack:
        file = stack.enter_context(_opened(path))
        score = partial(_score, known)
        start = file.read(512).lstrip(b"\xef\xbb\xbf \r\n\t")
        file.seek(0)
        if not start:
            raise refused(path.name, "het bestand is leeg")
        if start.startswith(b"PK\x03\x04"):
            source, close = open_workbook(file, path.name, score)
            stack.callback(close)
        else:
            for magic, told in _OTHERS.items():
                if start.startswith(magic):
                    raise refused(path.name, told)
            source = open_csv(file, path.name, score)
        yield _table(source, known)


def folded(header: str) -> str:
    """Return a header without what people vary: capitals, spaces, hyphens, ``*`` and ``:``."""
    return "".join(char for char in header.casefold() if char.isalnum())


def _opened(path: Path) -> BinaryIO:
    try:
        return open_regular(path, MAX_BYTES, follow=True)
    except (FileNotFoundError, NotADirectoryError, NotRegular) as error:
        raise refused(path.name, "dit bestand bestaat niet, of het is een map") from error
    except TooLarge as error:
        most = MAX_BYTES // 1_000_000
        raise refused(path.name, f"het bestand is groter dan {most} MB") from error
    except OSError as error:
        raise refused(path.name, f"het bestand is niet te lezen ({reason(error)})") from error


def _score(known: Mapping[str, str] | None, rows: list[RawRow]) -> int:
    """Return how many headers the row with most of them has, for choosing sheet and separator."""
    if known is None:
        return max((sum(map(bool, row.cells)) for row in rows), default=0)
    return max((len(_fields(row, known)) for row in rows), default=0)


def _fields(row: RawRow, known: Mapping[str, str]) -> set[str]:
    return {known[header] for cell in row.cells if (header := folded(cell.text)) in known}


def _table(source: Source, known: Mapping[str, str] | None) -> Table:
    head, second = _head(source, known)
    texts = [cell.text for cell in head.cells]
    if second:
        texts += [""] * (len(second.cells) - len(texts))
        for column, cell in enumerate(second.cells):
            texts[column] = cell.text or texts[column]
        source.remarks.append(f"rij {head.number} en {second.number} zijn samen de koppen")
    columns: dict[int, str] = {}
    headers: dict[str, str] = {}
    for column, text in enumerate(texts):
        header = folded(text)
        field = header if known is None else known.get(header, "")
        if not header or column in source.hidden:
            continue
        if not field:
            source.remarks.append(_unknown(column, text, known or {}))
            continue
        if field in headers:
            message = f"deze kop staat er twee keer, ook als {headers[field]!r}. Laat er één staan"
            raise refused(source.name, message, head.number, text)
        columns[column], headers[field] = field, text
    last = second.number if second else head.number
    return Table(source.name, headers, last, source.remarks, _below(source, texts, columns, last))


def _head(source: Source, known: Mapping[str, str] | None) -> tuple[RawRow, RawRow | None]:
    first: list[RawRow] = []
    for row in source.rows():
        if row.number > _FIRST_ROWS:
            break
        if any(row.cells):
            first.append(row)
    if not first:
        raise refused(source.name, f"in de eerste {_FIRST_ROWS} rijen staat niets")
    if known is None:
        return first[0], None
    head = max(first, key=lambda row: len(_fields(row, known)))
    if not _fields(head, known):
        seen = ", ".join(repr(cell.text[:30]) for cell in first[0].cells[:10] if cell)
        names = one_of(dict.fromkeys(known))
        message = f"er is geen rij met koppen zoals {names}. De eerste rij heeft: {seen}"
        raise refused(source.name, message, first[0].number)
    below = next((row for row in first if row.number == head.number + 1), None)
    above = next((row for row in first if row.number == head.number - 1), None)
    if below and _all_known(below, known):
        return head, below
    if above and _all_known(above, known):
        return above, head
    return head, None


def _all_known(row: RawRow, known: Mapping[str, str]) -> bool:
    return all(folded(cell.text) in known for cell in row.cells if cell)


def _unknown(column: int, text: str, known: Mapping[str, str]) -> str:
    close = difflib.get_close_matches(folded(text), known, n=1, cutoff=0.75)
    hint = f". Bedoelt u {close[0]!r}?" if close else ""
    return f"kolom {letter(column)}, {text[:60]!r}, is niet gelezen{hint}"


def _below(
    source: Source, headers: list[str], columns: Mapping[int, str], head: int
) -> Iterator[Row]:
    hidden: list[int] = []
    for row in source.rows():
        if row.number <= head:
            continue
        if row.hidden:
            hidden.append(row.number)
            continue
        for column, cell in enumerate(row.cells):
            if cell and column not in source.hidden and not (headers[column:] and headers[column]):
                message = (
                    f"kolom {letter(column)} heeft geen kop, maar hier staat {cell.text[:60]!r}."
                    " Geef elke kolom een eigen kop, en zet tekst met een scheidingsteken tussen"
                    ' aanhalingstekens (")'
                )
                raise refused(source.name, message, row.number)
        cells = {
            field: row.cells[column]
            for column, field in columns.items()
            if column < len(row.cells) and row.cells[column]
        }
        if cells:
            yield Row(row.number, cells)
    if hidden:
        more = f" en {len(hidden) - _MOST_TOLD} meer" if len(hidden) > _MOST_TOLD else ""
        told = ", ".join(map(str, hidden[:_MOST_TOLD]))
        source.remarks.append(f"verborgen rijen niet gelezen: {told}{more}")
    spread = [
        f"{letter(column)}{first}:{letter(to)}{last}"
        for first, column, last, to in source.merged
        if last > first > head and column in columns
    ]
    if spread:
        more = f" en {len(spread) - _MOST_TOLD} meer" if len(spread) > _MOST_TOLD else ""
        told = f"{', '.join(spread[:_MOST_TOLD])}{more}"
        source.remarks.append(f"samengevoegde cellen tellen alleen voor de bovenste rij: {told}")
