"""Further numbers and hours by day in a table of contacts: all of a list is taken, or none of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.sources.importers.test_table import ROW, changed, contacts, run, told
from tests.sources.tables.made import with_part, workbook

FULL = {
    "Telefoon waarvoor": "Overdag",
    "Telefoon 2": "302861001",
    "Telefoon 2 waarvoor": "In het weekend",
    "Telefoon 4": "030 286 10 03",
    "Telefoon 4 waarvoor": "Voor ouders",
    "Teksttelefoon": "030 286 10 09",
    "Chat": "https://lindewaard.example/chat",
    "WhatsApp": "612345678",
    "Maandag": "9-12 en 13-16 uur",
    "Wo": "dicht",
}
NUMBERS = [
    {"number": "030 286 10 01", "purpose": "In het weekend"},
    {"number": "030 286 10 03", "purpose": "Voor ouders"},
]


def table(row: Mapping[str, Any], *, excel: bool = False) -> bytes:
    line = ROW | row
    if excel:
        return workbook([list(line), list(line.values())])
    return "\r\n".join([";".join(line), ";".join(line.values()), ""]).encode()


@pytest.mark.parametrize("excel", [False, True])
def test_all_ways_to_reach_somebody_are_taken(tmp_path: Path, excel: bool) -> None:
    report = run(tmp_path, table(FULL, excel=excel))
    (contact,) = contacts(tmp_path)
    assert contact["phone_for"] == "Overdag" and contact["numbers"] == NUMBERS
    assert contact["text_phone"] == "030 286 10 09" and contact["whatsapp"] == "06 12 34 56 78"
    assert contact["chat"] == "https://lindewaard.example/chat"
    assert contact["hours"] == {"monday": "09:00-12:00 en 13:00-16:00", "wednesday": "closed"}
    assert told(report) == [
        "hersteld: WhatsApp 612345678 -> 06 12 34 56 78",
        "hersteld: telefoon 2 302861001 -> 030 286 10 01",
    ]
    assert "030 286 10 01 (In het weekend)" in report.new[0]
    again = run(tmp_path, table(FULL, excel=excel))
    assert (again.same, again.left, again.changed) == (1, [], [])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"Telefoon 2": "3,0286E+08"}, "telefoon 2: Excel liet cijfers weg"),
        ({"Telefoon 4": "286"}, "telefoon 4: "),
        ({"Telefoon 2 waarvoor": ""}, "telefoon 2: Telefoon 2 waarvoor is leeg"),
        ({"Telefoon 4": ""}, "telefoon 4: Telefoon 4 is leeg"),
        ({"Telefoon 4": "030 286 10 00"}, "telefoon 4: dit nummer staat er twee keer"),
        ({"Telefoon 2 waarvoor": "x" * 61}, "telefoon 2 waarvoor: het is langer dan 60 tekens"),
        ({"Telefoon": ""}, "andere nummers: er is geen eerste telefoonnummer"),
        ({"Telefoon": "112"}, "andere nummers: er is geen eerste telefoonnummer"),
    ],
)
def test_one_number_that_cannot_be_taken_is_told_and_none_is(
    tmp_path: Path, row: dict[str, str], said: str
) -> None:
    report = run(tmp_path, table(FULL | row))
    assert "numbers" not in contacts(tmp_path)[0]
    assert any(one.startswith(f"niet overgenomen: {said}") for one in told(report)), told(report)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"Maandag": "17-9"}, "maandag: '17:00-09:00': de sluitingstijd moet na de openingstijd"),
        ({"Maandag": "12-5"}, "maandag: '12-5': schrijf de middag als 13 tot 24"),
        ({"Maandag": "9-12 en 13.30-4"}, "maandag: '9-12 en 13.30-4': schrijf de middag als 13 tot 24"),
        ({"Wo": "op afspraak"}, "woensdag: 'op afspraak' zijn geen tijden"),
        ({"Openingstijden": "ma-vr 9-17"}, "openingstijden: ze staan in Openingstijden en bij Maandag"),
    ],
)  # fmt: skip
def test_one_day_that_cannot_be_taken_is_told_and_none_is(
    tmp_path: Path, row: dict[str, str], said: str
) -> None:
    report = run(tmp_path, table(FULL | row))
    assert "hours" not in contacts(tmp_path)[0]
    assert any(one.startswith(f"niet overgenomen: {said}") for one in told(report)), told(report)


def test_days_that_are_alike_are_one_line(tmp_path: Path) -> None:
    week = ("Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag")
    run(tmp_path, table(dict.fromkeys(week, "9-17")))
    assert contacts(tmp_path)[0]["hours"] == {"days": "workdays", "times": "09:00-17:00"}


def test_a_number_that_changed_is_a_change_and_what_a_person_changed_stays(tmp_path: Path) -> None:
    run(tmp_path, table(FULL))
    newer = FULL | {"Telefoon 4": "030 286 10 04"}
    report = run(tmp_path, table(newer))
    assert "andere nummers 030 286 10 01 (In het weekend), 030 286 10 03" in report.changed[0]
    assert contacts(tmp_path)[0]["numbers"][1]["number"] == "030 286 10 04"
    changed(tmp_path, "Voor ouders", "Voor leraren")
    report = run(tmp_path, table(FULL))
    assert contacts(tmp_path)[0]["numbers"][1] == {
        "number": "030 286 10 04",
        "purpose": "Voor leraren",
    }
    assert any("andere nummers: in uw bestand" in one for one in report.left)


STRUCK = "<r><t>030 286 10 00 </t></r><r><rPr><strike/></rPr><t>030 286 10 01</t></r>"
BOLD = '<r><t>web</t></r><r><rPr><b/><strike val="0"/></rPr><t>site</t></r>'
STRINGS = f"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si>{STRUCK}</si><si>{BOLD}</si></sst>"
TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)


@pytest.mark.parametrize("shared", [False, True], ids=["in the cell", "in the table of texts"])
def test_a_number_struck_out_in_part_is_not_taken_and_told(tmp_path: Path, shared: bool) -> None:
    data = workbook([[*ROW], [*(ROW | {"Telefoon": "STRUCK", "Bron": "BOLD"}).values()]])

    def parted(part: bytes) -> bytes:
        for number, (word, runs) in enumerate((("STRUCK", STRUCK), ("BOLD", BOLD))):
            inline = f't="inlineStr"><is><t>{word}</t></is>'
            new = f't="s"><v>{number}</v>' if shared else f't="inlineStr"><is>{runs}</is>'
            assert inline.encode() in part
            part = part.replace(inline.encode(), new.encode())
        return part

    data = with_part(data, "xl/worksheets/sheet1.xml", parted)
    if shared:
        data = with_part(data, "xl/sharedStrings.xml", lambda _: STRINGS.encode())
        data = with_part(
            data, "[Content_Types].xml", lambda part: part.replace(b"</Types>", TYPE.encode())
        )
    report = run(tmp_path, data)
    (contact,) = contacts(tmp_path)
    assert "phone" not in contact and contact["source"] == "website"
    (said,) = told(report)
    assert "telefoon: dit is doorgestreept (030 286 10 00 030 286 10 01)" in said
