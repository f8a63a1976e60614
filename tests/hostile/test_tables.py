"""A table of contacts that is broken, or made to break who reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.cases import Case, Files, Make, folder, hollow, link, pipe
from tests.sources.importers.test_table import table
from tests.sources.tables.made import with_part, with_shared_texts

IMPORT = ("import", "table", "f.xlsx", "--into", "m")
GOOD = table()
BOOK = table(excel=True)
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
BROKEN = "f.xlsx: het bestand is beschadigd"
ODD = "f.xlsx: dit is geen gewone tabel: "


def inside(name: str, old: str, new: Callable[[], str], data: bytes = BOOK) -> Make:
    """A workbook with a part changed, made when it is put down: the tests must stay small."""
    return lambda path: path.write_bytes(
        with_part(data, name, lambda xml: xml.replace(old.encode(), new().encode(), 1))
    )


def many_parts(path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name in ("xl/workbook.xml", *(f"{n}.xml" for n in range(2_000))):
            package.writestr(name, b"<a/>")
    path.write_bytes(file.getvalue())


def rows(path: Path) -> None:
    path.write_bytes(GOOD + b"x;y\r\n" * 60_000)


def cells(path: Path) -> None:
    path.write_bytes(GOOD + b";" * 90_000 + b"x\r\n")


SI = with_shared_texts(BOOK)
REFUSED = {
    "a DTD in a sheet": (inside(SHEET, "<worksheet", lambda: '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), "DTD"),
    "an external entity in the styles": (inside("xl/styles.xml", "<styleSheet", lambda: '<!DOCTYPE x SYSTEM "file:///etc/passwd"><styleSheet'), "DTD"),
    "a sheet of 40 MB": (inside(SHEET, "<sheetData>", lambda: "<sheetData>" + " " * 40_000_000), ODD),
    "2,000 parts": (many_parts, ODD),
    "an attribute of 8 MB": (inside(SHEET, "<sheetData>", lambda: "<sheetData a='" + "x" * 8_000_000 + "'>"), ODD),
    "a comment of 8 MB": (inside(SHEET, "<sheetData>", lambda: "<!--" + "x" * 8_000_000 + "--><sheetData>"), ODD),
    "deep": (inside(SHEET, "<sheetData>", lambda: "<a>" * 100_000 + "<sheetData>"), ODD),
    "300,000 styles": (inside("xl/styles.xml", "<fonts", lambda: "<a/>" * 300_000 + "<fonts"), ODD),
    "a row of two billion": (inside(SHEET, '<row r="2"', lambda: '<row r="2000000000"'), "f.xlsx:"),
    "a column too far": (inside(SHEET, 'r="B2"', lambda: 'r="XFDXFD2"'), "f.xlsx:"),
    "a text too far": (inside(SHEET, 't="s"><v>0</v>', lambda: 't="s"><v>999999</v>', SI), BROKEN),
    "a number that is none": (inside(SHEET, 't="inlineStr"', lambda: 't="n"'), "f.xlsx"),
    "half a zip": (BOOK[:3_000], BROKEN),
    "a zip of nothing": (b"PK\x03\x04" + b"\xff" * 1_000, BROKEN),
    "60,000 rows": (rows, "f.xlsx:2003: er gaat meer dan 2000 keer iets mis"),
    "90,000 cells": (cells, "f.xlsx:3: er staan meer dan 200 kolommen in"),
    "a quote that takes all": (GOOD + b'"' + b"x\r\n" * 60_000, "f.xlsx:3: het aanhalingsteken"),
    "a line of 18 MB": (lambda path: path.write_bytes(GOOD + b"x" * 18_000_000), "f.xlsx:3: deze regel is langer"),
    "zeros": (b"\x00" * 100_000, "f.xlsx:1: "),
    "noise": (bytes(range(256)) * 4_000, "f.xlsx"),
    "21 MB": (hollow(21_000_000), "f.xlsx: het bestand is groter dan 20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_and_nothing_is_written(name, judge):
    content, words = REFUSED[name]
    ended = judge(Case(name, {"f.xlsx": content}, 3, (words,), IMPORT))
    assert len(ended.err) < 1_000


def own(content: object) -> Files:
    return {"f.xlsx": GOOD, "m/editions/lindewaard.yaml": content}  # type: ignore[dict-item]


LYING = [
    Case("the folder is a file", {"f.xlsx": GOOD, "m": "x"}, 2, ("kan niet worden geschreven",)),
    Case("the edition is a pipe", own(pipe), 3, ("editions/lindewaard.yaml: dit is een map of geen gewoon bestand",)),
    Case("the edition is a link out of the folder", own(link("../../../buiten.txt")), 7, ("1 ding is niet overgenomen uit f.xlsx",)),
    Case("contacts are a word", own("edition: {kind: municipality, name: Lindewaard, contacts: abc}\n"), 0, ("gemeente toegevoegd",)),
    Case("a pipe", {"f.xlsx": pipe}, 2, ("het bestand f.xlsx is geen bestand",)),
    Case("a folder", {"f.xlsx": folder}, 2, ("het bestand f.xlsx is geen bestand",)),
    Case("a device", {"f.xlsx": link("/dev/zero")}, 2, ("het bestand f.xlsx is geen bestand",)),
    Case("markup and formats", {"f.xlsx": table({"Uitgave": "<b>&{today}%s #x: [a] 'b' \"c\" `d` $HOME"})}, 0, ("$HOME: 030 286 10 00",)),
    Case("a name of control characters", {"f.xlsx": table({"Uitgave": "\x1b[31mrood\u202e"})}, 0, ("rood: 030 286 10 00",)),
]  # fmt: skip


@pytest.mark.parametrize("case", LYING, ids=str)
def test_what_lies_there_is_not_followed_or_waited_for(case, judge):
    judge(Case(case.name, case.files, case.code, case.says, IMPORT, writes="m/"))
