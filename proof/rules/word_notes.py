"""The lines of a handout for notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.docx import W, WordFile, number, text_of, value
from wegwijs.proof.words import same

_LINES = 8
_HIGH = 8.0  # mm from line to line: room for handwriting
_TWIP = 25.4 / 1440  # mm
_RULED = ("bottom", "insideH")  # the borders of a table that make them


def missing_lines(file: WordFile, truth: Truth) -> Iterator[Finding]:
    """Check that the table of notes has enough empty rows, high enough and ruled."""
    heading = str(truth.labels["notes"])
    for table in file.body.iter(f"{W}tbl"):
        if not same(value(table, "tblPr", "tblCaption"), heading):
            continue
        lines = sum(map(_is_line, table.iter(f"{W}tr"))) if _is_ruled(file, table) else 0
        if lines < _LINES:
            what = f'Bij "{heading}" staan {lines} lijnen om op te schrijven'
            yield Finding("table", f"{what}, dat moeten er {_LINES} zijn.")


def _is_line(row: Any) -> bool:
    height = row.find(f"{W}trPr/{W}trHeight")
    high = number(height, f"{W}val", "0") * _TWIP if height is not None else 0.0
    return high >= _HIGH and not any(text_of(cell).strip() for cell in row.iter(f"{W}tc"))


def _is_ruled(file: WordFile, table: Any) -> bool:
    """Whether the style of a table has lines between its rows and below the last."""
    style = file.styles.get(value(table, "tblPr", "tblStyle"))
    kinds = (value(style, "tblPr", "tblBorders", side) for side in _RULED)
    return all(kind not in ("", "nil", "none") for kind in kinds)
