"""The table that `import table --example` writes, to fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from wegwijs.sources.importers.report import NotPossible
from wegwijs.sources.importers.roo import dutch_date
from wegwijs.sources.importers.table_columns import CHECKED, COLUMNS
from wegwijs.sources.kinds import KINDS, MUNICIPALITY, SCHOOL

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

_LAST_ROW = 2_000  # with hints
_AS_TEXT = 300  # rows; each cell takes 60 bytes
_ROWS = (
    {
        "edition": "Voorbeeld Lindewaard",
        "kind": MUNICIPALITY.dutch,
        "role": "gemeente",
        "label": "Gemeente, openbare orde",
        "phone": "14 030",
        "email": "veiligheid@lindewaard.example",
        "web": "https://www.lindewaard.example/zorgen",
        "phone_for": "Overdag",
        "number_2": "030 000 00 01",
        "number_2_for": "'s Avonds en in het weekend",
        "hours": "werkdagen 9:00-17:00",
        "source": "website van de gemeente",
    },
    {
        "edition": "Voorbeeld Lindewaard",
        "role": "wijkagent",
        "label": "Wijkagent, via de politie",
        "phone": "0900-8844",
        "source": "politie.nl",
    },
    {
        "edition": "Voorbeeld De Linde",
        "kind": SCHOOL.dutch,
        "role": "school",
        "label": "Zorgcoördinator",
        "name": "mevrouw Van Dijk",
        "email": "zorg@delinde.example",
        "monday": "9:00-12:00 en 13:00-16:00",
        "wednesday": "gesloten",
        "friday": "9:00-12:00",
        "source": "schoolgids",
    },
)


def example(path: Path, today: date) -> bytes:
    """Return the bytes of a table in the format of the suffix: ``.xlsx`` or ``.csv``.

    Raises ``NotPossible`` for another suffix, or when there is a file of that name.
    """
    if lexists(path):
        raise NotPossible(f"{path} bestaat al", "Kies een andere naam")
    writers = {".xlsx": _xlsx, ".csv": _csv}
    if path.suffix.lower() not in writers:
        raise NotPossible(f"{path.name}: kies een naam die eindigt op .xlsx of .csv")
    return writers[path.suffix.lower()](today)


def _rows(today: date) -> list[list[str]]:
    rows = [{**row, CHECKED.field: dutch_date(today)} for row in _ROWS]
    return [[row.get(column.field, "") for column in COLUMNS] for row in rows]


def _csv(today: date) -> bytes:
    """As Excel in Dutch reads and writes it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.header for column in COLUMNS])
    writer.writerows(_rows(today))
    return file.getvalue().encode("utf-8-sig")


def _xlsx(today: date) -> bytes:
    """All cells are text, so that Excel leaves numbers as they are typed; a hint at each column."""
    import openpyxl
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Contacten"
    lines: Sequence[list[str]] = ([column.header for column in COLUMNS], *_rows(today))
    for line in lines:
        sheet.append(line)
    for number, column in enumerate(COLUMNS, start=1):
        letters = get_column_letter(number)
        head = sheet.cell(1, number)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE8DF")
        sheet.column_dimensions[letters].width = max(
            14, *(len(line[number - 1]) + 2 for line in lines)
        )
        for row in range(2, _AS_TEXT):
            sheet.cell(row, number).number_format = "@"
        sheet.add_data_validation(
            _hint(column.header, column.hint, letters, column.field == "kind")
        )
    sheet.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _hint(header: str, hint: str, letters: str, is_kind: bool) -> DataValidation:
    """Return a hint that Excel shows at each cell of a column; at the kind also the choices."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = f'"{",".join(kind.dutch for kind in KINDS.values())}"'
    found = DataValidation(type="list", formula1=choice) if is_kind else DataValidation()
    found.promptTitle, found.prompt, found.showInputMessage = header, hint, True
    found.showErrorMessage = False
    found.add(f"{letters}2:{letters}{_LAST_ROW}")
    return found
