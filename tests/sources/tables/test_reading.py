"""A table is read as the person who filled it in sees it; what cannot be is refused with its row."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.tables.made import with_part, with_shared_texts, workbook
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.tables.cells import day_of
from wegwijs.sources.tables.reading import open_table
from wegwijs.sources.tables.table import MOST_ROWS, Kind

KNOWN = {"uitgave": "edition", "telefoon": "phone", "telefoonnummer": "phone", "nagekeken": "day"}
SHEET = "xl/worksheets/sheet1.xml"
HEAD = ["Uitgave", "Telefoon", "Nagekeken"]


def read(
    tmp_path: Path, data: bytes, known: dict[str, str] | None = KNOWN
) -> tuple[Any, list[str]]:
    path = tmp_path / "lijst"
    path.write_bytes(data)
    with open_table(path, known) as table:
        rows = [
            (row.number, {field: cell.text for field, cell in row.cells.items()}) for row in table
        ]
        return rows, table.remarks


ROW = [(2, {"edition": "Súdwest", "phone": "030 286 00 00"})]
AS_CSV = {
    "semicolons": "Uitgave;Telefoon\nSúdwest;030 286 00 00\n".encode(),
    "commas": "Uitgave,Telefoon\r\nSúdwest,030 286 00 00\r\n".encode(),
    "tabs": "Uitgave\tTelefoon\nSúdwest\t030 286 00 00".encode(),
    "a mark in front": "\ufeffUitgave;Telefoon\nSúdwest;030 286 00 00\n".encode(),
    "windows-1252": "Uitgave;Telefoon\r\nSúdwest;030 286 00 00\r\n".encode("windows-1252"),
    "Unicode text of Excel": "Uitgave\tTelefoon\r\nSúdwest\t030 286 00 00\r\n".encode("utf-16"),
    "the separator said": "sep=,\r\nUitgave,Telefoon\r\nSúdwest,030 286 00 00\r\n".encode(),
    "old Mac": "Uitgave;Telefoon\rSúdwest;030 286 00 00\r".encode(),
    "capitals and stars": "UITGAVE *:;telefoon-nummer\nSúdwest;030 286 00 00\n".encode(),
    "blanks": "\u00a0Uitgave ;Telefoon\n  Súdwest\u00a0; 030\u00a0286  00 00 ;;;\n;;\n".encode(),
    "unseen marks": "Uitgave;Telefoon\nSúdwest;\u202d030 286 00 00\u202c\u200b\n".encode(),
    "kept as text": 'Uitgave;Telefoon\nSúdwest;"=""030 286 00 00"""\n'.encode(),
    "an apostrophe": "Uitgave;Telefoon\nSúdwest;'030 286 00 00\n".encode(),
    "loose accents": "Uitgave;Telefoon\nSu\u0301dwest;030 286 00 00\n".encode(),
    "a broken cell": 'Uitgave;Telefoon\nSúdwest;"030\n286 00 00"\n'.encode(),
}


@pytest.mark.parametrize("name", AS_CSV)
def test_csv_says_the_same_however_it_was_saved(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, AS_CSV[name])[0] == ROW


def test_without_known_headers_each_column_has_its_own(tmp_path: Path) -> None:
    rows, remarks = read(tmp_path, b"Naam school;Plaats\nDe Linde;Utrecht\n", known=None)
    assert (rows, remarks) == ([(2, {"naamschool": "De Linde", "plaats": "Utrecht"})], [])


def test_excel_is_read_as_it_is_seen(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "Onze contacten"
        sheet.merge_cells("A1:C1")
        sheet["B3"].number_format = "000-0000000"
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.parent.create_sheet("oud").sheet_state = "hidden"

    values = [
        [*HEAD, "Telefoonnummer", "Opmerking", "Telefon"],
        ["aa", 302860000, date(2026, 11, 23), "verborgen"],
        ["bb", 3.0286e8, 46349, None, "x"],
        ["cc", "verborgen"],
        ["dd", 14.5, True],
    ]
    rows, remarks = read(tmp_path, workbook(values, change))
    assert rows == [
        (3, {"edition": "aa", "phone": "0302860000", "day": "2026-11-23"}),
        (4, {"edition": "bb", "phone": "302860000", "day": "46349"}),
        (6, {"edition": "dd", "phone": "14,5", "day": "WAAR"}),
    ]
    assert remarks == [
        "verborgen blad niet gelezen: 'oud'",
        "verborgen kolommen niet gelezen: D",
        "kolom E, 'Opmerking', is niet gelezen",
        "kolom F, 'Telefon', is niet gelezen. Bedoelt u 'telefoon'?",
        "verborgen rijen niet gelezen: 5",
    ]


def test_merged_cells_below_the_headers_are_told(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("B2:B3")

    rows, remarks = read(tmp_path, workbook([["Uitgave", "Telefoon"], ["aa", "14 030"], ["bb"]], merge))  # fmt: skip
    assert rows == [(2, {"edition": "aa", "phone": "14 030"}), (3, {"edition": "bb"})]
    assert remarks == ["samengevoegde cellen tellen alleen voor de bovenste rij: B2:B3"]


def test_texts_that_excel_keeps_apart_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, with_shared_texts(GOOD)) == (
        [(2, {"edition": "aa", "phone": "14 030"})],
        [],
    )


def test_headers_merged_over_two_rows_are_one(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    values = [["Uitgave", "Telefoon", None], [None, "Telefoonnummer", "Nagekeken"], ["aa", "14 030", "1-2-2026"]]  # fmt: skip
    rows, remarks = read(tmp_path, workbook(values, change))
    assert rows == [(3, {"edition": "aa", "phone": "14 030", "day": "1-2-2026"})]
    assert remarks == ["rij 1 en 2 zijn samen de koppen"]


def test_only_one_sheet_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        first = sheet.parent.create_sheet("Uitleg", 0)
        first["A1"] = "Vul het tweede blad in"

    rows, remarks = read(tmp_path, workbook([HEAD, ["aa", "14 030"]], change))
    assert [number for number, _ in rows] == [2]
    assert remarks == ["alleen blad 'Contacten' is gelezen, niet 'Uitleg'"]


def test_formulas_are_not_run(tmp_path: Path) -> None:
    data = workbook([HEAD, ["aa", '="14"&" 030"'], ["bb", "=1/0"]])
    has_results = with_part(
        data,
        SHEET,
        lambda xml: (
            xml.replace(b"<v></v>", b"<v>14030</v>", 1)
            .replace(b"<v />", b"<v>14030</v>", 1)
            .replace(b"<v/>", b"<v>14030</v>", 1)
        ),
    )
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(has_results)
    with open_table(path, KNOWN) as table:
        cells = [row["phone"] for row in table]
    assert [(cell.text, cell.kind) for cell in cells] == [
        ("14030", Kind.NUMBER),
        ("", Kind.FORMULA),
    ]


def test_what_excel_calls_an_error_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Uitgave;Telefoon\n#N/B;=A1\n#DEEL/0!;'=x\n", "utf-8")
    with open_table(path, KNOWN) as table:
        kinds = [(row["edition"].kind, row["phone"].kind) for row in table]
    assert kinds == [(Kind.ERROR, Kind.FORMULA), (Kind.ERROR, Kind.TEXT)]


DAYS = {"23-11-2026": (2026, 11, 23), "1/2/2026": (2026, 2, 1), "2026-11-23": (2026, 11, 23), "46349": (2026, 11, 23), "2026-11-23T00:00:00": (2026, 11, 23), "11/23/2026": None, "31-2-2026": None, "vandaag": None}  # fmt: skip


@pytest.mark.parametrize("typed", DAYS)
def test_days_as_people_and_excel_write_them(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(f"Uitgave;Nagekeken\naa;{typed}\n")
    with open_table(path, KNOWN) as table:
        day = day_of(next(iter(table))["day"])
    assert day == (date(*DAYS[typed]) if DAYS[typed] else None)


def test_days_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    path = tmp_path / "lijst.xlsx"
    path.write_bytes(
        workbook([HEAD, ["aa", None, 44887], ["bb", None, date(2026, 11, 23)]], change)
    )
    with open_table(path, KNOWN) as table:
        assert {day_of(row["day"]) for row in table} == {date(2026, 11, 23)}


def _bomb(xml: bytes) -> bytes:
    return xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 31_000_000)


def strict(data: bytes) -> bytes:
    """A workbook in the namespaces of ISO/IEC 29500 Strict."""
    for part in (SHEET, "xl/workbook.xml"):
        data = with_part(data, part, lambda xml: re.sub(rb"http://schemas.openxmlformats.org/(spreadsheetml/2006|officeDocument/2006)", rb"http://purl.oclc.org/ooxml/\1", xml))  # fmt: skip
    return data


GOOD = workbook([HEAD, ["aa", "14 030"]])
REFUSED = {
    "empty": (b"", "lijst: het bestand is leeg"),
    "blanks": (b"\xef\xbb\xbf\r\n \r\n", "het bestand is leeg"),
    "no headers": (b"Naam;Nummer\nx;y\n", "lijst:1: er is geen rij met koppen"),
    "a header twice": (b"Telefoon;Uitgave;Telefoonnummer\n", "lijst:1: Telefoonnummer: deze kop staat er twee keer, ook als 'Telefoon'"),
    "more cells than headers": (b"Uitgave;Telefoon\naa;14 030;over\n", "lijst:2: kolom C heeft geen kop, maar hier staat 'over'"),
    "a quote not closed": (b'Uitgave;Telefoon\nbb;\naa;"14 030\n', "lijst:3: de aanhalingstekens"),
    "a quote over all that follows": (b'Uitgave;Telefoon\naa;"14 030\n' + b"bb;1\n" * 99, "lijst:2: het aanhalingsteken"),
    "NUL": (b"Uitgave;Telefoon\naa;\x0014 030\n", "lijst:2: hier staat iets wat geen tekst is"),
    "two encodings": ("Uitgave;Telefoon\nSúd;1\n".encode() + b"S\xfad;1\n", "lijst:3: de letters met accenten"),
    "MS-DOS": ("Uitgave;Telefoon\nCafé;1\n".encode("cp850"), "lijst:2: de letters met accenten zijn van MS-DOS"),
    "an old Mac": ("Uitgave;Telefoon\nCafé;1\n".encode("mac-roman"), "lijst:2: de letters met accenten zijn van MS-DOS"),
    "Strict Open XML": (strict(GOOD), "er is geen blad te lezen"),
    "not UTF-8 after its mark": (b"\xef\xbb\xbfUitgave;Telefoon\nS\xfad;1\n", "lijst:2: de tekens op regel 2"),
    "a long line": (b"Uitgave;Telefoon\n" + b"a" * 200_000, "lijst:2: deze regel is langer"),
    "a long cell": (b"Uitgave;Telefoon\n" + b"a" * 20_000, "lijst:2: een cel heeft meer dan"),
    "a web page": (b"<html><table><tr><td>Uitgave</td></tr></table>", "dit is een webpagina"),
    "old Excel, or a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oud Excel-bestand"),
    "LibreOffice": (with_part(GOOD, "x", bytes).replace(b"xl/workbook.xml", b"xl/workbook.bin"), ".xlsb"),
    "half a file": (GOOD[: len(GOOD) // 2], "het bestand is beschadigd"),
    "a DTD": (with_part(GOOD, SHEET, lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml[xml.index(b"<worksheet") :]), "DTD"),
    "a bomb": (with_part(GOOD, SHEET, _bomb), "dit is geen gewone tabel"),
    "no XML": (with_part(GOOD, SHEET, lambda xml: xml[:-40]), "het bestand is beschadigd"),
    "rows in disorder": (with_part(GOOD, SHEET, lambda xml: xml.replace(b'<row r="1"', b'<row r="9"')), "staan door elkaar"),
    "a text that is not there": (with_part(with_shared_texts(GOOD), SHEET, lambda xml: xml.replace(b'<v>3</v>', b'<v>999</v>')), "het bestand is beschadigd"),
    "all sheets hidden": (with_part(GOOD, "xl/workbook.xml", lambda xml: xml.replace(b'state="visible"', b'state="hidden"')), "alle bladen zijn verborgen"),
    "a row too far": (with_part(GOOD, SHEET, lambda xml: xml.replace(b'<row r="2"', b'<row r="60000"').replace(b'r="A2"', b'r="A60000"').replace(b'r="B2"', b'r="B60000"')), f"meer dan {MOST_ROWS} rijen"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_row(tmp_path: Path, name: str) -> None:
    data, told = REFUSED[name]
    with pytest.raises(InvalidSources) as error:
        read(tmp_path, data)
    assert told in str(error.value)


def test_a_folder_and_nothing_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "weg.csv"):
        with (
            pytest.raises(InvalidSources, match="bestaat niet, of het is een map"),
            open_table(path),
        ):
            pass


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"Uitgave;Telefoon\n", GOOD]), st.data())
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, start: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(start)))
    given_bytes = start[:place] + noise + start[place + len(noise) :]
    path = tmp_path_factory.getbasetemp() / "ruis"
    path.write_bytes(given_bytes)
    try:
        with open_table(path, KNOWN) as table:
            for row in table:
                assert all(cell.text == " ".join(cell.text.split()) for cell in row.cells.values())
    except InvalidSources as error:
        assert str(error).startswith("ruis")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20), min_size=1, max_size=4))  # fmt: skip
def test_a_text_reads_the_same_from_csv_and_excel(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    texts = [f"x{text}x" for text in texts]
    folder = tmp_path_factory.getbasetemp()
    rows = []
    quoted = "\n".join('"' + text.replace('"', '""') + '"' for text in texts)
    for data in (
        f"Uitgave\n{quoted}\n".encode(),
        workbook([["Uitgave"], *([text] for text in texts)]),
    ):
        (folder / "zelfde").write_bytes(data)
        with open_table(folder / "zelfde", KNOWN) as table:
            rows.append([row.text("edition") for row in table])
    assert rows[0] == rows[1]
