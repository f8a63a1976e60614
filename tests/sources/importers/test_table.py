"""A table of contacts as people and Excel make it: taken, mended and said, or refused and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

import generate
from tests.sources.roo_export import export, organisation
from tests.sources.tables.made import workbook
from wegwijs.press.files.store import write
from wegwijs.sources.importers.edition_files import import_roo
from wegwijs.sources.importers.report import ImportReport
from wegwijs.sources.importers.roo import RemarkKind
from wegwijs.sources.importers.table import import_table
from wegwijs.sources.model import SourceFile
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import parse

TODAY = date(2026, 11, 27)
HEADERS = ("Uitgave", "Soort", "Kenmerk", "Rol", "Op het bord", "Persoon of afdeling", "Telefoon", "E-mail", "Website", "WhatsApp", "Openingstijden", "Bron", "Nagekeken")  # fmt: skip
ROW = {
    "Uitgave": "Lindewaard",
    "Soort": "gemeente",
    "Rol": "gemeente",
    "Telefoon": "030 286 10 00",
    "E-mail": "info@lindewaard.example",
    "Bron": "website",
    "Nagekeken": "23-11-2026",
}


def table(*rows: Mapping[str, Any], excel: bool = False) -> bytes:
    """A table with these rows; what a row does not say is as in ``ROW``."""
    lines = [[{**ROW, **row}.get(header, "") for header in HEADERS] for row in rows or ({},)]
    if excel:
        return workbook([HEADERS, *lines])
    quoted = ['"' + str(cell).replace('"', '""') + '"' for line in lines for cell in line]
    size = len(HEADERS)
    texts = [";".join(quoted[at : at + size]) for at in range(0, len(quoted), size)]
    return "\r\n".join([";".join(HEADERS), *texts, ""]).encode("utf-8-sig")


def run(folder: Path, data: bytes, today: date = TODAY) -> ImportReport:
    file = folder / "lijst"
    file.write_bytes(data)
    return import_table(file, folder, today, write, ("leaflet",))


def contacts(folder: Path, name: str = "lindewaard") -> list[dict[str, Any]]:
    """The contacts of an edition, which must be one that can be built."""
    data: Any = parse((folder / "editions" / f"{name}.yaml").read_text("utf-8"), name).data
    assert SourceFile.model_validate(data).edition is not None
    return [dict(one) for one in data["edition"]["contacts"]]


def told(report: ImportReport) -> list[str]:
    return [f"{one.kind.value}: {one.message}" for one in report.remarks]


# What is typed in one cell of a row, what is taken of it (None: nothing), and what is said.
IN_CSV: list[tuple[str, str, str | None, str]] = [
    ("Telefoon", "302861000", "030 286 10 00", "hersteld: telefoon 302861000 -> 030 286 10 00"),
    ("Telefoon", "0302861000", "030 286 10 00", "hersteld: telefoon 0302861000 -> 030 286 10 00"),
    ("Telefoon", "030-286 10 00 \u00a0 ", "030-286 10 00", ""),
    ("Telefoon", "14030", "14 030", "hersteld: telefoon 14030 -> 14 030"),
    ("Telefoon", "140529", "14 0529", "hersteld: telefoon 140529 -> 14 0529"),
    ("Telefoon", "14.03", None, "niet overgenomen: telefoon"),
    ("Telefoon", "14,03", None, "niet overgenomen: telefoon: Excel maakte hier een getal met een komma van"),
    ("Telefoon", "3,0286E+08", None, "niet overgenomen: telefoon: Excel liet cijfers weg"),
    ("Telefoon", "3.0286E+08", None, "niet overgenomen: telefoon: Excel liet cijfers weg"),
    ("Telefoon", "3,02861001E+08", "030 286 10 01", "hersteld: telefoon 3,02861001E+08 -> 030 286 10 01"),
    ("Telefoon", "9008844", "0900-8844", "hersteld: telefoon 9008844 -> 0900-8844"),
    ("Telefoon", "612345678", "06 12 34 56 78", "hersteld: telefoon 612345678 -> 06 12 34 56 78"),
    ("Telefoon", "31302861000", "030 286 10 00", "hersteld"),
    ("Telefoon", "0031302861000", "0031302861000", ""),
    ("Telefoon", "+31 (0)30 286 10 00", "+31 (0)30 286 10 00", ""),
    ("Telefoon", "'0302861000", "030 286 10 00", "hersteld"),
    ("Telefoon", '="0302861000"', "030 286 10 00", "hersteld"),
    ("Telefoon", "\u202d030 286 10 00\u202c", "030 286 10 00", "hersteld: telefoon 030 286 10 00 met tekens die u niet ziet"),
    ("Telefoon", "=TEKST(302861000;\"0\")", None, "niet overgenomen: telefoon: hier staat een formule (=TEKST"),
    ("Telefoon", "#N/B", None, "niet overgenomen: telefoon: Excel kon dit niet uitrekenen (#N/B)"),
    ("Telefoon", "112", None, "niet overgenomen: telefoon: '112' is het alarmnummer"),
    ("Telefoon", "911", None, "niet overgenomen: telefoon"),
    ("Telefoon", "1-5-2026", None, "niet overgenomen: telefoon"),
    ("Telefoon", "286 10 00", None, "niet overgenomen: telefoon"),
    ("Telefoon", "030 286 10 00 / 030 286 10 01", None, "niet overgenomen: telefoon"),
    ("Telefoon", "030 286 10 00 (ma-vr)", None, "niet overgenomen: telefoon"),
    ("Telefoon", "\uff10\uff13\uff10 286 10 00", None, "niet overgenomen: telefoon"),
    ("E-mail", " Info@Lindewaard.example", "Info@Lindewaard.example", ""),
    ("E-mail", "mailto:info@lindewaard.example", "info@lindewaard.example", "hersteld: e-mail mailto:"),
    ("E-mail", "Jan <info@lindewaard.example>;", "info@lindewaard.example", "hersteld: e-mail Jan <"),
    ("E-mail", "a@linde.example; b@linde.example", None, "niet overgenomen: e-mail"),
    ("E-mail", "info@lindewaard", None, "niet overgenomen: e-mail"),
    ("Website", "www.lindewaard.example", None, "niet overgenomen: website"),
    ("Website", "http://lindewaard.example", None, "niet overgenomen: website"),
    ("Website", "https://lindewaard.example/x).", "https://lindewaard.example/x", "hersteld: website"),
    ("WhatsApp", "612345678", "06 12 34 56 78", "hersteld: WhatsApp 612345678 -> 06 12 34 56 78"),
    ("WhatsApp", "6,12346E+08", None, "niet overgenomen: WhatsApp: Excel liet cijfers weg"),
    ("Website", "javascript:alert(1)", None, "niet overgenomen: website"),
    ("Openingstijden", "ma-vr 9-17 uur", "days workdays times 09:00-17:00", ""),
    ("Openingstijden", "Elke dag van 8.30 tot 22.00 uur", "days daily times 08:30-22:00", ""),
    ("Openingstijden", "werkdagen: 9-12 en 13-16 uur", "days workdays times 09:00-12:00 en 13:00-16:00", ""),
    ("Openingstijden", "di en do 9.00-12.00 uur; vr. gesloten", "tuesday 09:00-12:00 thursday 09:00-12:00 friday closed", ""),
    ("Openingstijden", "maandag t/m wo 20:00-2:00", "monday 20:00-02:00 tuesday 20:00-02:00 wednesday 20:00-02:00", ""),
    ("Openingstijden", "op afspraak", None, "niet overgenomen: openingstijden: 'op afspraak' zijn geen openingstijden"),
    ("Openingstijden", "ma-vr 9-17; vr 9-12", None, "niet overgenomen: openingstijden"),
    ("Openingstijden", "vr-ma 9-17", None, "niet overgenomen: openingstijden"),
    ("Openingstijden", "ma-vr 9-5", None, "niet overgenomen: openingstijden: '9-5': schrijf de middag als 13 tot 24"),
    ("Openingstijden", "wo 9-12; do 1:30-4", None, "niet overgenomen: openingstijden: '1:30-4'"),
    ("Openingstijden", "vr 20-2; za 1-7", None, "niet overgenomen: openingstijden"),
    ("Openingstijden", "vr 20-2", "friday 20:00-02:00", ""),
    ("Openingstijden", "werkdagen 17:00-9:00", None, "niet overgenomen: openingstijden"),
    ("Nagekeken", "46349", "2026-11-23", "hersteld: datum 46349 -> 23-11-2026"),
    ("Nagekeken", "23-nov-26", "2026-11-23", ""),
    ("Op het bord", "Zorg & veiligheid <b>", "Zorg & veiligheid <b>", ""),
    ("Op het bord", "S\u00c3\u00badwest", None, "niet overgenomen: op het bord: 'S\u00c3\u00badwest' heeft verkeerde tekens"),
    ("Op het bord", "x" * 121, None, "niet overgenomen: op het bord: het is langer dan 120 tekens"),
    ("Bron", "", None, "ontbreekt: geen bron"),
    ("Bron", "brief\nvan 3 mei", "brief van 3 mei", ""),
    ("Bron", "a: b # c", "a: b # c", ""),
]  # fmt: skip
FIELDS = {"Telefoon": "phone", "E-mail": "email", "Website": "web", "WhatsApp": "whatsapp", "Openingstijden": "hours", "Nagekeken": "checked", "Op het bord": "label", "Bron": "source"}  # fmt: skip


@pytest.mark.parametrize(("header", "typed", "taken", "said"), IN_CSV)
def test_a_cell(tmp_path: Path, header: str, typed: str, taken: str | None, said: str) -> None:
    check(tmp_path, table({header: typed}), header, taken, said)


IN_EXCEL: list[tuple[str, Any, str | None, str]] = [
    ("Telefoon", 302861000, "030 286 10 00", "hersteld: telefoon 302861000 -> 030 286 10 00"),
    ("Telefoon", 3.02861e8, "030 286 10 00", "hersteld"),
    ("Telefoon", 14030, "14 030", "hersteld"),
    ("Telefoon", 14.03, None, "niet overgenomen: telefoon: Excel maakte hier een getal met een komma"),
    ("Telefoon", date(2026, 5, 1), None, "niet overgenomen: telefoon: Excel maakte hier een datum of tijd van (2026-05-01)"),
    ("Telefoon", True, None, "niet overgenomen: telefoon"),
    ("Telefoon", '="030"&" 286 10 00"', None, "niet overgenomen: telefoon: hier staat een formule zonder uitkomst"),
    ("Nagekeken", date(2026, 11, 23), "2026-11-23", ""),
    ("Nagekeken", 46349, "2026-11-23", "hersteld: datum 46349 -> 23-11-2026"),
    ("Openingstijden", "werkdagen 9.00 \u2013 17.00", "days workdays times 09:00-17:00", ""),
]  # fmt: skip


@pytest.mark.parametrize(("header", "typed", "taken", "said"), IN_EXCEL)
def test_a_cell_of_excel(
    tmp_path: Path, header: str, typed: Any, taken: str | None, said: str
) -> None:
    check(tmp_path, table({header: typed}, excel=True), header, taken, said)


def check(folder: Path, data: bytes, header: str, taken: str | None, said: str) -> None:
    report = run(folder, data)
    (contact,) = contacts(folder)
    value = contact.get(FIELDS[header])
    shown = " ".join(map(" ".join, value.items())) if isinstance(value, dict) else value
    assert shown == taken
    found = told(report)
    assert len(found) == bool(said), found
    assert not said or found[0].startswith(said)


def test_what_is_struck_out_is_not_taken_and_told(tmp_path: Path) -> None:
    def strike(sheet: Any) -> None:
        for row, header in ((2, "Telefoon"), (3, "Uitgave"), (4, "Nagekeken")):
            sheet.cell(row, HEADERS.index(header) + 1).font = Font(strike=True)

    names = ("Lindewaard", "Elders", "Nergens")
    lines = [[{**ROW, "Uitgave": name}.get(header) for header in HEADERS] for name in names]
    report = run(tmp_path, workbook([HEADERS, *lines], strike))
    assert [path.stem for path in (tmp_path / "editions").iterdir()] == ["lindewaard"]
    assert "phone" not in contacts(tmp_path)[0]
    assert sum("doorgestreept" in one for one in told(report)) == 3


ROWS: list[tuple[str, list[dict[str, Any]], int, str]] = [
    ("merged cells", [{}, {"Uitgave": "", "Rol": "wijkagent"}], 1, "rij 3: de kolom Uitgave is leeg"),
    ("a role twice", [{}, {"Telefoon": "14 030"}], 1, "rij 3, Lindewaard: rol 'gemeente' staat er al"),
    ("seven contacts", [{"Rol": f"eigen {n}"} for n in range(7)], 6, "rij 8, Lindewaard: een uitgave heeft hoogstens 6"),
    ("no kind", [{"Soort": "", "Rol": "wijkagent"}], 0, "Lindewaard: dit is een nieuwe uitgave: vul de kolom Soort in"),
    ("an unknown kind", [{"Soort": "provincie"}], 0, "rij 2: soort 'provincie' bestaat niet"),
    ("two kinds", [{}, {"Soort": "school", "Rol": "wijkagent"}], 1, "rij 3: bij Soort staat school, hierboven gemeente"),
    ("no role", [{"Soort": "workshop", "Rol": ""}], 0, "rij 2, Lindewaard: de kolom Rol is leeg"),
    ("a mark in the first row only", [{"Kenmerk": "lw"}, {"Rol": "wijkagent"}], 1, "rij 3: hierboven heeft deze uitgave een Kenmerk"),
    ("a mark that the name would give", [{"Uitgave": "De Linde", "Kenmerk": "de-linde"}, {"Uitgave": "De Linde", "Telefoon": "14 030"}], 1, "rij 3, De Linde: rol 'gemeente' staat er al"),
    ("a name to fill in", [{"Uitgave": "VUL IN"}], 0, "rij 2: uitgave: hier staat nog VUL IN"),
    ("a person to fill in", [{"Persoon of afdeling": "VUL IN"}], 1, "rij 2, Lindewaard: persoon of afdeling: hier staat nog VUL IN"),
    ("no way to reach", [{"Telefoon": "", "E-mail": ""}], 0, "rij 2, Lindewaard: er is geen Telefoon, E-mail"),
    ("no date", [{"Nagekeken": ""}], 0, "rij 2, Lindewaard: de datum ontbreekt"),
    ("an American date", [{"Nagekeken": "11/23/2026"}], 0, "rij 2, Lindewaard: '11/23/2026' is geen datum"),
    ("a date to come", [{"Nagekeken": "1-12-2026"}], 0, "rij 2, Lindewaard: nagekeken op 01-12-2026: die dag moet nog"),
    ("a name of other letters", [{"Uitgave": "مدرسة"}], 0, "مدرسة: van deze naam is geen bestandsnaam te maken"),
    ("a formula as name", [{"Uitgave": "=1+1"}], 0, "rij 2: uitgave: hier staat een formule"),
    ("names that differ in accents", [{"Uitgave": "Súdwest"}, {"Uitgave": "Sudwest", "Rol": "wijkagent"}], 1, "rij 3: dezelfde uitgave heet hierboven 'Súdwest'"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "taken", "said"), [pytest.param(*row[1:], id=row[0]) for row in ROWS])  # fmt: skip
def test_a_row(tmp_path: Path, rows: list[dict[str, Any]], taken: int, said: str) -> None:
    report = run(tmp_path, table(*rows))
    files = sorted((tmp_path / "editions").glob("*.yaml"))
    assert sum(len(contacts(tmp_path, path.stem)) for path in files) == taken
    refused = [f"{one.name}: {one.message}" for one in report.remarks if one.kind is RemarkKind.REFUSED]  # fmt: skip
    assert any(one.startswith(said) for one in refused), refused


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Gemeente Lindewaard", "lindewaard"),
        ("gemeente Lindewaard ", "lindewaard"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "gemeente-con"),
        ("'s-Hertogenbosch", "s-hertogenbosch"),
    ],
)
def test_a_name_becomes_a_file(tmp_path: Path, name: str, file: str) -> None:
    run(tmp_path, table({"Uitgave": name}))
    assert [path.stem for path in (tmp_path / "editions").iterdir()] == [file]


@pytest.mark.parametrize(
    ("typed", "role", "label"),
    [
        ("Wijkagent", "wijkagent", None),
        ("Zorgcoördinator", "zorgcoordinator", None),
        ("Jeugd & gezin", "jeugd-gezin", "Jeugd & gezin"),
        ("", "gemeente", None),
    ],
)
def test_a_role_as_people_write_it(tmp_path: Path, typed: str, role: str, label: str | None) -> None:  # fmt: skip
    run(tmp_path, table({"Rol": typed}))
    (contact,) = contacts(tmp_path)
    assert (contact["role"], contact.get("label")) == (role, label)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Gemeente;Telefoon\nx;14 030\n", "lijst:1: de kolom 'Uitgave' ontbreekt"),
        (b"Uitgave;Bron\nx;y\n", "lijst:1: er is geen kolom met een nummer of adres"),
        (b"Uitgave;Telefoon\n;\n", "lijst:1: onder de koppen staat niets"),
    ],
)
def test_a_table_without_what_it_must_have(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InvalidSources) as error:
        run(tmp_path, data)
    assert str(error.value).startswith(said)
    assert not (tmp_path / "editions").exists()


# --- again: what a person filled in stays --------------------------------------------------------


EDITION = Path("editions", "lindewaard.yaml")


def test_a_column_that_counts_has_no_telephone_numbers(tmp_path: Path) -> None:
    """As 14030 or 113 would be."""
    report = run(tmp_path, table().replace(b"Telefoon", b"Nummer").replace(b"030 286 10 00", b"113"))  # fmt: skip
    assert "phone" not in contacts(tmp_path)[0]
    assert "kolom G, 'Nummer', is niet gelezen" in report.line


def changed(folder: Path, old: str, new: str) -> None:
    """Change the edition as a person would."""
    path = folder / EDITION
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_same_table_again_writes_nothing(tmp_path: Path) -> None:
    run(tmp_path, table())
    before = (tmp_path / EDITION).stat().st_mtime_ns
    report = run(tmp_path, table(), date(2026, 12, 20))
    assert (report.same, report.written, report.changed, report.left) == (1, [], [], [])
    assert (tmp_path / EDITION).stat().st_mtime_ns == before


def test_an_edition_that_a_person_deleted_is_told_when_it_is_made_again_and_can_be_left_out(
    tmp_path: Path,
) -> None:
    folder, data = tmp_path, table()
    run(folder, data)
    (file,) = folder.glob("editions/*.yaml")
    file.unlink()
    found = run(folder, data)
    told = "\n".join(found.lines())
    assert "Opnieuw gemaakt" in told and f": {file.stem}\n" in told and file.exists()
    assert "Opnieuw gemaakt" not in "\n".join(run(folder, data).lines())
    file.unlink()
    for line in (file.stem, f"editions/{file.name.upper()}"):
        (folder / "niet-overnemen.txt").write_text(f"{line}  # weg\nDe Linde!\n", "utf-8")
        told = "\n".join(run(folder, data).lines())
        assert "Overgeslagen, want ze staan in" in told and not file.exists()
        assert "Hierom is niets overgeslagen" in told and "De Linde!" in told


def test_a_new_number_is_a_new_version_and_all_else_stays(tmp_path: Path) -> None:
    run(tmp_path, table())
    changed(tmp_path, "  #accent", "  # van de huisstijl\r\n  accent")
    before = (tmp_path / EDITION).read_text("utf-8")
    report = run(tmp_path, table({"Telefoon": "14 030", "Nagekeken": "26-11-2026"}))
    assert report.changed == ["Lindewaard: gemeente, telefoon 030 286 10 00 -> 14 030"]
    now = (tmp_path / EDITION).read_text("utf-8")
    lines = {*now.splitlines()} - {*before.splitlines()}
    assert {line.strip().partition(":")[0] for line in lines} == {"imported", "version", "phone", "checked"}  # fmt: skip
    assert "  version: 2\n" in now
    assert run(tmp_path, table({"Telefoon": "14 030", "Nagekeken": "26-11-2026"})).written == []


def test_what_a_person_changed_is_told_and_stays(tmp_path: Path) -> None:
    run(tmp_path, table())
    changed(tmp_path, "030 286 10 00", "030 286 99 99")
    report = run(tmp_path, table({"Telefoon": "14 030", "Nagekeken": "26-11-2026"}))
    assert report.left == [
        "Lindewaard: gemeente, telefoon: in uw bestand 030 286 99 99, in de tabel 14 030"
    ]
    assert (contacts(tmp_path)[0]["phone"], report.written) == ("030 286 99 99", [])


def test_a_number_that_a_person_took_from_another_contact_stays(tmp_path: Path) -> None:
    officer = {"Rol": "wijkagent", "Telefoon": "0900-8844", "E-mail": ""}
    run(tmp_path, table({}, officer))
    changed(tmp_path, "0900-8844", "030 286 10 00")
    report = run(tmp_path, table({}, officer | {"Telefoon": "14 030"}))
    assert report.left == [
        "Lindewaard: wijkagent, telefoon: in uw bestand 030 286 10 00, in de tabel 14 030"
    ]
    assert report.written == []


NAMED = {"Persoon of afdeling": "mevrouw Van Dijk"}


@pytest.mark.parametrize("named", ["de heer Bakker", ""])
def test_a_number_of_somebody_else_does_not_come_below_a_name_that_a_person_typed(
    tmp_path: Path, named: str
) -> None:
    run(tmp_path, table(NAMED))
    changed(tmp_path, "name: mevrouw Van Dijk", "name: mevrouw J. van Dijk")
    report = run(tmp_path, table(NAMED | {"Telefoon": "14 030"}))  # of the same person
    assert report.changed == ["Lindewaard: gemeente, telefoon 030 286 10 00 -> 14 030"]
    changed(tmp_path, "name: mevrouw J. van Dijk", "name: mevrouw Van Dijk")
    report = run(tmp_path, table({"Persoon of afdeling": named, "Telefoon": "14 033"}))
    other = [(one["name"], one["phone"]) for one in contacts(tmp_path)]
    assert other == [("de heer Bakker", "14 033") if named else ("mevrouw Van Dijk", "14 030")]
    changed(tmp_path, f"name: {other[0][0]}", "name: mevrouw J. van Dijk")
    report = run(tmp_path, table({"Persoon of afdeling": "K. Smit", "Telefoon": "14 020"}))
    assert contacts(tmp_path)[0]["phone"] == other[0][1]
    assert "Lindewaard: gemeente: in uw bestand staat iemand anders, dus niets veranderd" in report.left  # fmt: skip


def test_a_number_that_a_person_added_is_not_checked_by_the_table(tmp_path: Path) -> None:
    run(tmp_path, table({"Telefoon": ""}))
    changed(tmp_path, "      email:", "      phone: 06 12 34 56 78\n      email:")
    assert run(tmp_path, table({"Telefoon": "", "Nagekeken": "26-11-2026"})).written == []


def test_an_edition_with_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    run(tmp_path, table())
    changed(tmp_path, "  kind: municipality\n", "  kind: municipality\n  kind: municipality\n")
    report = run(tmp_path, table({"Telefoon": "14 030"}))
    assert ([one.file for one in report.problems], report.written) == (["editions/lindewaard.yaml"], [])  # fmt: skip
    assert told(report) == []


def test_an_edition_of_the_register_gets_a_contact_and_keeps_its_own(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    file.write_text(export([organisation()]), "utf-8")
    import_roo(file, tmp_path, (), TODAY, write, ("leaflet",))
    rows = ({"Uitgave": "Utrecht"}, {"Uitgave": "Utrecht", "Rol": "wijkagent", "Telefoon": "0900-8844", "E-mail": ""})  # fmt: skip
    report = run(tmp_path, table(*rows))
    assert report.left[0] == "Utrecht: gemeente, telefoon: in uw bestand 14 030, in de tabel 030 286 10 00"  # fmt: skip
    assert [one["phone"] for one in contacts(tmp_path, "utrecht")] == ["14 030", "0900-8844"]
    again = import_roo(file, tmp_path, (), TODAY, write, ("leaflet",))
    assert (again.same, again.left) == (1, [])


@pytest.mark.parametrize("contacts_", ["x", "{a: b}", "[]", "[x]", "[{role: gemeente}, {role: gemeente}]", ""])  # fmt: skip
def test_an_edition_that_is_written_otherwise_is_left_or_read(tmp_path: Path, contacts_: str) -> None:  # fmt: skip
    path = tmp_path / EDITION
    path.parent.mkdir()
    text = f"edition:\n  kind: municipality\n  name: Lindewaard\n  imported: [a]\n  contacts: {contacts_}\n"  # fmt: skip
    path.write_text(text, "utf-8")
    report = run(tmp_path, table())
    assert report.left or report.changed
    assert "030 286 10 00" in path.read_text("utf-8") or path.read_text("utf-8") == text


def test_what_a_person_removed_does_not_come_back(tmp_path: Path) -> None:
    run(tmp_path, table({}, {"Rol": "wijkagent", "Telefoon": "0900-8844", "E-mail": ""}))
    path = tmp_path / EDITION
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "wijkagent" in line)
    path.write_text("".join(lines[:at] + lines[at + 4 :]).replace("      email: info@lindewaard.example\n", ""))  # fmt: skip
    report = run(tmp_path, table({}, {"Rol": "wijkagent", "Telefoon": "0900-8844", "E-mail": ""}))
    assert report.left == [
        "Lindewaard: gemeente, e-mail: in uw bestand niets, in de tabel info@lindewaard.example",
        "Lindewaard: wijkagent: uit uw bestand gehaald, en niet opnieuw toegevoegd",
    ]
    assert report.written == []


def test_a_value_that_a_person_removed_does_not_come_back_as_another(tmp_path: Path) -> None:
    run(tmp_path, table())
    changed(tmp_path, "      email: info@lindewaard.example\n", "")
    report = run(tmp_path, table({"E-mail": "nieuw@lindewaard.example"}))
    assert report.left == [
        "Lindewaard: gemeente, e-mail: in uw bestand niets, in de tabel nieuw@lindewaard.example"
    ]
    assert report.written == []


def test_nothing_is_added_below_the_source_of_a_person(tmp_path: Path) -> None:
    run(tmp_path, table({"E-mail": ""}))
    changed(tmp_path, "source: website", "source: gebeld op 3 mei")
    report = run(tmp_path, table({"Nagekeken": "26-11-2026"}))
    assert report.left == [
        "Lindewaard: gemeente, e-mail: in uw bestand niets, in de tabel info@lindewaard.example"
    ]
    assert report.written == []


def test_a_contact_and_a_value_that_the_table_has_more_are_added(tmp_path: Path) -> None:
    run(tmp_path, table({"E-mail": ""}))
    report = run(tmp_path, table({}, {"Rol": "wijkagent", "Telefoon": "0900-8844", "E-mail": ""}))
    assert report.changed == [
        "Lindewaard: gemeente, e-mail niets -> info@lindewaard.example,"
        " wijkagent toegevoegd: 0900-8844"
    ]
    assert [one["role"] for one in contacts(tmp_path)] == ["gemeente", "wijkagent"]
    assert contacts(tmp_path)[0]["email"] == "info@lindewaard.example"


def test_what_was_filled_in_by_hand_is_not_the_tables(tmp_path: Path) -> None:
    """Without marks, and with a source of its own."""
    run(tmp_path, table({"E-mail": ""}))
    path = tmp_path / EDITION
    kept = [line for line in path.read_text("utf-8").splitlines(keepends=True) if "imported" not in line]  # fmt: skip
    path.write_text("".join(kept).replace("source: website", "source: gebeld"), "utf-8")
    officer = {"Rol": "wijkagent", "Telefoon": "0900-8844", "E-mail": ""}
    report = run(tmp_path, table({"Telefoon": "14 030"}, officer))
    assert report.left == [
        "Lindewaard: gemeente, telefoon: in uw bestand 030 286 10 00, in de tabel 14 030",
        "Lindewaard: gemeente, e-mail: in uw bestand niets, in de tabel info@lindewaard.example",
    ]
    assert [one.get("phone") for one in contacts(tmp_path)] == ["030 286 10 00", "0900-8844"]


def test_what_is_older_than_the_edition_is_told(tmp_path: Path) -> None:
    run(tmp_path, table())
    changed(tmp_path, "checked: 2026-11-23", "checked: 2026-11-25")
    report = run(tmp_path, table({"Telefoon": "14 030"}))
    assert report.left[0].endswith("de tabel is nagekeken op 2026-11-23, uw bestand op 2026-11-25")
    assert report.written == []


def test_what_is_gone_is_told_with_its_file(tmp_path: Path) -> None:
    run(tmp_path, table({}, {"Rol": "wijkagent", "Telefoon": "0900-8844"}, {"Uitgave": "Elders"}))
    before = {path: path.read_bytes() for path in (tmp_path / "editions").iterdir()}
    report = run(tmp_path, table())
    assert report.gone == [
        "Lindewaard, wijkagent: editions/lindewaard.yaml (dit contact staat niet in dit bestand)",
        "Elders: editions/elders.yaml (staat niet in dit bestand)",
    ]
    assert {path: path.read_bytes() for path in (tmp_path / "editions").iterdir()} == before


def test_a_row_that_is_refused_is_not_gone(tmp_path: Path) -> None:
    run(tmp_path, table())
    report = run(tmp_path, table({"Nagekeken": "gisteren"}))
    assert (report.gone, report.written) == ([], [])


def test_a_contact_whose_row_is_refused_is_not_gone(tmp_path: Path) -> None:
    officer = {"Rol": "wijkagent", "Telefoon": "0900-8844"}
    run(tmp_path, table({}, officer))
    report = run(tmp_path, table({}, officer | {"Nagekeken": "gisteren"}))
    assert (report.gone, report.written) == ([], [])


def test_a_renamed_file_is_found_and_two_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    run(tmp_path, table())
    (tmp_path / EDITION).rename(tmp_path / "editions" / "ons.yaml")
    assert run(tmp_path, table()).same == 1
    (tmp_path / EDITION).write_bytes((tmp_path / "editions" / "ons.yaml").read_bytes())
    assert told(run(tmp_path, table())) == [
        "niet overgenomen: er zijn er meer met deze naam (editions/lindewaard.yaml,"
        " editions/ons.yaml). Vul de kolom Kenmerk in"
    ]


def test_a_mark_of_another_edition_brings_no_number_into_it(tmp_path: Path) -> None:
    run(tmp_path, table())
    report = run(tmp_path, table({"Uitgave": "Elders", "Kenmerk": "lindewaard", "Telefoon": "14 030"}))  # fmt: skip
    assert told(report) == [
        "niet overgenomen: editions/lindewaard.yaml is van 'Lindewaard'. Kijk de kolom Kenmerk na,"
        " of maak de namen gelijk"
    ]
    assert report.written == []
    changed(tmp_path, "name: Lindewaard", "name: Gemeente Lindewaard en Linde")
    report = run(tmp_path, table({"Kenmerk": "lindewaard", "Telefoon": "14 030"}))
    assert contacts(tmp_path)[0]["phone"] == "14 030"


def test_names_that_differ_at_the_end_are_different_editions(tmp_path: Path) -> None:
    name = "Stichting Openbaar Primair Onderwijs Lindewaard en omgeving, locatie "
    run(tmp_path, table({"Uitgave": f"{name}Noord"}))
    (path,) = (tmp_path / "editions").iterdir()
    report = run(tmp_path, table({"Uitgave": f"{name}Zuid", "Telefoon": "14 030"}))
    assert told(report) == [f"niet overgenomen: editions/{path.name} is van een andere uitgave. Vul de kolom Kenmerk in"]  # fmt: skip
    rows = ({"Uitgave": f"{name}Noord"}, {"Uitgave": f"{name}Zuid", "Kenmerk": "zuid"})
    assert (run(tmp_path, table(*rows)).same, contacts(tmp_path, "zuid")[0]["phone"]) == (1, ROW["Telefoon"])  # fmt: skip


def test_six_full_contacts_can_be_built(tmp_path: Path) -> None:
    """Each value has a mark, and all marks are one field."""
    full = {"Website": "https://lindewaard.example", "Openingstijden": "werkdagen 9-17", "Op het bord": "Bord"}  # fmt: skip
    rows = [
        {key: f"{value} {n}" if key == "Op het bord" else value for key, value in full.items()}
        | {"Rol": f"rol {n}", "Telefoon": f"030 286 10 0{n}", "E-mail": f"a{n}@linde.example", "Bron": f"bron {n}"}
        for n in range(6)
    ]  # fmt: skip
    run(tmp_path, table(*rows))
    assert len(contacts(tmp_path)) == 6


# --- the command ---------------------------------------------------------------------------------


Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795737600")

    def run(*arguments: str) -> tuple[int, str]:
        code = generate.main(["import", "table", *arguments, "--into", str(tmp_path)])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "XLSX"])
def test_the_example_is_taken_as_it_is_and_never_overwritten(
    tmp_path: Path, command: Command, suffix: str
) -> None:
    file = tmp_path / f"contacten.{suffix}"
    assert command("--example", str(file))[0] == 0
    code, output = command(str(file))
    assert (code, "2 nieuw, 0 bijgewerkt, 0 gelijk" in output) == (0, True), output
    assert "Let op" not in output
    assert len(contacts(tmp_path, "voorbeeld-lindewaard")) == 2
    before = file.read_bytes()
    assert command("--example", str(file))[0] == 2
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (table(), 0),
        (table({"Telefoon": "3,0286E+08"}), 7),
        (b"Gemeente;Telefoon\nx;14 030\n", 3),
    ],
)
def test_exit_codes(tmp_path: Path, command: Command, data: bytes, code: int) -> None:
    (tmp_path / "lijst").write_bytes(data)
    found, output = command(str(tmp_path / "lijst"))
    assert found == code, output


def test_a_dry_run_says_it_all_and_writes_nothing(tmp_path: Path, command: Command) -> None:
    (tmp_path / "lijst").write_bytes(table())
    code, output = command(str(tmp_path / "lijst"), "--dry-run")
    assert (code, "1 nieuw" in output, "niets geschreven" in output) == (0, True, True)
    assert [path.name for path in tmp_path.iterdir()] == ["lijst"]


_ANY = st.dictionaries(st.sampled_from(HEADERS), st.text(st.characters(codec="utf-8"), max_size=30))


@settings(max_examples=40, deadline=None)
@given(st.lists(_ANY, min_size=1, max_size=4), st.booleans())
def test_any_table_gives_editions_that_can_be_read_or_says_why_not(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], again: bool
) -> None:
    folder = tmp_path_factory.mktemp("tabel")
    try:
        report = run(folder, table(*rows))
        if again:
            report = run(folder, table(*rows))
            assert report.written == []
    except InvalidSources as error:
        assert str(error).startswith("lijst")
        return
    for path in (folder / "editions").glob("*"):
        assert path.parent == folder / "editions"
        contacts(folder, path.stem)
    assert (
        report.new or report.same or any(one.kind is RemarkKind.REFUSED for one in report.remarks)
    )
