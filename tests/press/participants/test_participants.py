"""A trainer gives a list, and hands out a copy by name to each participant."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import stat
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

import generate
from tests.layouts.docx_reading import Docx, W, printed
from tests.press.conftest import add
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.participants import participants
from wegwijs.sources.problems import Problem

HEAD = "Naam;Organisatie;E-mail;Eigen contact\n"
SAMIRA = "Samira El Idrissi;OBS De Kameleon;samira@kameleon.example;Zorgteam, 030 286 00 00\n"
ZOE = "Zoë Çelik;;;\n"
JAN = "Jan de Vries;Politie Lindewaard;;j.jansen@lindewaard.example\n"
LONG = "Stichting voor Maatschappelijke Dienstverlening en Jongerenwerk in Lindewaard"


class Trainer:
    """Somebody with a list, at the command line."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "uit"
        self.list = folder / "deelnemers.csv"
        self.nl = self.output / "deelnemers" / "nationaal" / "nl"

    def lists(self, *rows: str, head: str = HEAD) -> None:
        self.list.write_text(head + "".join(rows), "utf-8")

    def makes(self, *more: str, edition: str = "nationaal") -> int:
        arguments = ["build", edition, "--for", str(self.list), "--output", str(self.output)]
        return generate.main([*arguments, "--today", "2026-11-23", *more])

    def files(self) -> dict[str, bytes]:
        every = self.output.rglob("*") if self.output.exists() else ()
        return {
            one.relative_to(self.output).as_posix(): one.read_bytes()
            for one in every
            if one.is_file() and one.name != ".wegwijs.lock"
        }


@pytest.fixture
def trainer(tmp_path: Path) -> Trainer:
    return Trainer(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Trainer:
    """Copies for three, in Dutch and in Arabic."""
    one = Trainer(tmp_path_factory.mktemp("workshop"))
    one.lists(SAMIRA, ZOE, JAN)
    assert one.makes("--language", "nl", "--language", "ar") == 0
    return one


def text_of(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def table(docx: Docx, number: int) -> list[list[str]]:
    found = list(docx.body.iter(f"{W}tbl"))[number]
    return [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in found.iter(f"{W}tr")]


def copy_of(made: Trainer, name: str) -> Docx:
    return Docx((made.nl / f"hand-out-{name}-nl.docx").read_bytes())


# --- what is handed out ------------------------------------------------------------------------


def test_a_copy_names_its_owner_at_the_top_and_on_every_page(made: Trainer) -> None:
    docx = copy_of(made, "samira-el-idrissi")
    lines = [text for _, text in docx.paragraphs()]
    assert "Naam Samira El Idrissi\tOrganisatie OBS De Kameleon" in lines
    assert "Samira El Idrissi" in text_of(docx.xml("word/header.xml"))
    assert "Organisatie" not in "".join(text for _, text in copy_of(made, "zoe-celik").paragraphs()
                                        if text.startswith("Naam"))  # fmt: skip


def test_the_own_contact_comes_first_among_those_close_by_with_a_link_to_call(
    made: Trainer,
) -> None:
    docx = copy_of(made, "samira-el-idrissi")
    assert table(docx, 1)[1] == ["Uw eigen contact", "Zorgteam", "030 286 00 00"]
    link = next(one for one in docx.body.iter(f"{W}hyperlink") if text_of(one) == "030 286 00 00")
    assert link.get(f"{W}tooltip") == "Bel Zorgteam: 030 286 00 00"
    targets = {item.get("Target") for item in docx.relations.values()}
    assert "tel:+31302860000" in targets
    assert table(copy_of(made, "zoe-celik"), 1)[1][0] == "Gemeente"


def test_an_e_mail_address_is_for_the_trainer_and_printed_nowhere(made: Trainer) -> None:
    for name, data in made.files().items():
        if name.endswith(".docx"):
            parts = zipfile.ZipFile(io.BytesIO(data))
            assert not any(b"samira@" in parts.read(part) for part in parts.namelist())
    rows = list(csv.reader(io.StringIO((made.nl / "verzenden-nl.csv").read_text("utf-8-sig")), delimiter=";"))  # fmt: skip
    assert rows[1:] == [
        ["Samira El Idrissi", "samira@kameleon.example", "hand-out-samira-el-idrissi-nl.docx"]
    ]


def test_a_zip_has_every_copy_under_a_name_that_any_system_takes(made: Trainer) -> None:
    names = ["samira-el-idrissi", "zoe-celik", "jan-de-vries"]
    with zipfile.ZipFile(made.nl / "hand-outs-nl.zip") as found:
        assert found.namelist() == [f"hand-out-{name}-nl.docx" for name in names]
        assert all(found.read(name) == (made.nl / name).read_bytes() for name in found.namelist())


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_one_document_has_all_copies_each_on_a_new_page_with_its_own_header_and_numbers(
    made: Trainer, language: str
) -> None:
    place = made.nl.parent / language
    docx = Docx((place / f"hand-outs-{language}.docx").read_bytes())
    sections = list(docx.body.iter(f"{W}sectPr"))
    marks = {one.get(f"{W}name") for one in docx.body.iter(f"{W}bookmarkStart")}
    assert len(sections) == 3
    for section, name in zip(sections, ("Samira El Idrissi", "Zoë Çelik", "Jan de Vries"), strict=True):  # fmt: skip
        kinds = ("headerReference", "footerReference")
        ids = (section.find(f"{W}{kind}").get(REFERENCE) for kind in kinds)
        header, footer = (docx.xml(f"word/{docx.relations[id_].get('Target')}") for id_ in ids)
        assert name in text_of(header)
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"
        codes = [one.get(f"{W}instr").split() for one in footer.iter(f"{W}fldSimple")]
        assert sorted(code[0] for code in codes) == ["PAGE", "PAGEREF"]
        assert marks >= {code[1] for code in codes if code[1:]}
    ids = [one.get("id") for one in docx.body.iter(DOCPR)]
    assert len(ids) == len(set(ids)) > 10


@pytest.mark.more
@pytest.mark.libreoffice
def test_the_document_of_all_prints_every_copy_with_the_total_of_its_own_pages(
    made: Trainer, tmp_path: Path
) -> None:
    shutil.copy(made.nl / "hand-outs-nl.docx", tmp_path)
    (pdf,) = printed(tmp_path)
    with pdfium.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    counted = [re.findall(r"pagina (\d+) van (\S+)", page) for page in pages]
    each = len(pages) // 3
    assert counted == [[(str(page + 1), str(each))] for _ in range(3) for page in range(each)]
    for number, name in enumerate(("Samira El Idrissi", "Zoë Çelik", "Jan de Vries")):
        assert all(name in page for page in pages[number * each : (number + 1) * each])


REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def test_what_a_trainer_types_once_appears_in_every_copy_of_the_one_document(
    made: Trainer,
) -> None:
    docx = Docx((made.nl / "hand-outs-nl.docx").read_bytes())
    bound: dict[str, int] = {}
    for field in docx.body.iter(f"{W}sdt"):
        binding = field.find(f"{W}sdtPr/{W}dataBinding")
        key = binding.get(f"{W}xpath")
        bound[key] = bound.get(key, 0) + 1
    assert bound["/h:answers[1]/h:date[1]"] == bound["/h:answers[1]/h:trainer[1]"] == 3
    stored = docx.xml("customXml/item1.xml")
    assert {f"/h:answers[1]/h:{one.tag.partition('}')[2]}[1]" for one in stored} == set(bound)


# --- made again ---------------------------------------------------------------------------------


def test_the_same_list_writes_nothing(trainer: Trainer) -> None:
    trainer.lists(SAMIRA, ZOE)
    assert trainer.makes() == 0
    before = {path: path.stat().st_mtime_ns for path in trainer.output.rglob("*")}
    assert trainer.makes() == 0
    assert {path: path.stat().st_mtime_ns for path in trainer.output.rglob("*")} == before


def test_the_same_list_gives_the_same_bytes_wherever_it_is_made(
    trainer: Trainer, tmp_path: Path
) -> None:
    trainer.lists(SAMIRA, JAN)
    assert trainer.makes() == 0
    other = Trainer(tmp_path / "elders")
    (tmp_path / "elders").mkdir()
    other.lists(SAMIRA, JAN)
    assert other.makes("--force") == 0
    assert other.files() == trainer.files()


def test_who_left_the_list_is_removed_and_the_others_stay(trainer: Trainer) -> None:
    trainer.lists(SAMIRA, ZOE)
    assert trainer.makes() == 0
    kept = (trainer.nl / "hand-out-samira-el-idrissi-nl.docx").stat().st_mtime_ns
    trainer.lists(SAMIRA)
    assert trainer.makes() == 0
    assert not (trainer.nl / "hand-out-zoe-celik-nl.docx").exists()
    assert (trainer.nl / "hand-out-samira-el-idrissi-nl.docx").stat().st_mtime_ns == kept
    with zipfile.ZipFile(trainer.nl / "hand-outs-nl.zip") as found:
        assert found.namelist() == ["hand-out-samira-el-idrissi-nl.docx"]


def test_a_build_without_the_list_and_status_say_that_copies_have_former_numbers(
    trainer: Trainer, capsys: pytest.CaptureFixture[str]
) -> None:
    own = trainer.output.parent / "own"
    edition = add(own, "kort")
    where = ["--sources", str(own), "--output", str(trainer.output), "--today", "2026-11-23"]
    build = ["build", "kort", *where, "--product", "handout"]
    trainer.lists(SAMIRA)
    assert trainer.makes("--sources", str(own), edition="kort") == 0
    assert generate.main(build) == 0
    told = "deelnemers/kort/nl: de hand-outs voor deelnemers zijn van voor de laatste wijziging"
    assert told not in capsys.readouterr().err
    edition.write_text(edition.read_text("utf-8").replace("  version: 1", "  version: 99"), "utf-8")
    for _ in range(2):
        assert generate.main(build) == 0
        assert told in capsys.readouterr().err
    assert generate.main(["status", *where]) == 0
    line = next(one for one in capsys.readouterr().out.splitlines() if told in one)
    changes = "Wat er veranderde:\n  versie 1 -> 99\n"
    again = shlex.split(line.partition("maak ze opnieuw: python generate.py ")[2])
    again = [str(trainer.list) if one == "LIJST" else one for one in again]
    assert generate.main([*again, "--dry-run"]) == generate.main(again) == 0
    assert capsys.readouterr().out.count(changes) == 2
    assert generate.main([*again, "--force"]) == 0
    assert changes not in capsys.readouterr().out
    assert generate.main(build) == 0
    assert told not in capsys.readouterr().err
    assert generate.main(["status", *where]) == 0
    assert "voor deelnemers" not in capsys.readouterr().out


def test_the_command_for_former_numbers_allows_the_drafts_that_were_allowed(
    trainer: Trainer, capsys: pytest.CaptureFixture[str]
) -> None:
    own = trainer.output.parent / "own"
    edition = add(own, "kort")
    shared = (SHIPPED / "organisations.yaml").read_text("utf-8")
    shared = shared.replace("text: Voor iedereen", "text: Voor wie hier woont", 1)
    (own / "organisations.yaml").write_text(shared, "utf-8")
    where = ["--sources", str(own), "--language", "ar"]
    trainer.lists(SAMIRA)
    assert trainer.makes(*where, edition="kort") == ExitCode.TRANSLATION_NOT_READY
    assert trainer.makes(*where, "--allow-drafts", edition="kort") == 0
    edition.write_text(edition.read_text("utf-8").replace("  version: 1", "  version: 99"), "utf-8")
    capsys.readouterr()
    generate.main(["status", "--sources", str(own), "--output", str(trainer.output)])
    (line,) = re.findall(r"maak ze opnieuw: python generate\.py (.*)", capsys.readouterr().out)
    again = [str(trainer.list) if one == "LIJST" else one for one in shlex.split(line)]
    assert generate.main([*again, "--today=2026-11-23"]) == 0
    assert "Wat er veranderde:\n  versie 1 -> 99\n" in capsys.readouterr().out


def test_what_is_on_no_handout_is_no_change_of_it(
    trainer: Trainer, capsys: pytest.CaptureFixture[str]
) -> None:
    own = trainer.output.parent / "own"
    edition = add(own, "kort")
    where = ["--sources", str(own)]
    trainer.lists(SAMIRA)
    assert trainer.makes(*where, edition="kort") == 0
    text = edition.read_text("utf-8").replace("  version: 1", "  exit: true\n  version: 1")
    edition.write_text(text, "utf-8")
    assert trainer.makes(*where, edition="kort") == 0
    assert "1 deelnemer, niets veranderd." in capsys.readouterr().out
    text = text.replace("  version: 1", "  site: https://www.kort.example\n  version: 99")
    edition.write_text(text, "utf-8")
    assert trainer.makes(*where, edition="kort") == 0
    out = capsys.readouterr().out
    assert "Wat er veranderde:\n  versie 1 -> 99\n" in out
    assert "webpagina" not in out


def test_a_change_that_altered_no_handout_is_not_told_with_the_next_one(
    trainer: Trainer, capsys: pytest.CaptureFixture[str]
) -> None:
    own = trainer.output.parent / "own"
    edition = add(own, "kort")
    trainer.lists(SAMIRA)
    ledger = trainer.output / "deelnemers" / ".wegwijs-deelnemers.json"
    assert trainer.makes("--sources", str(own), edition="kort") == 0
    known = json.loads(ledger.read_bytes())
    known["made"]["kort/nl"]["facts"]["name"] = ["naam van de editie", "Vroeger"]
    ledger.write_text(json.dumps(known), "utf-8")
    assert trainer.makes("--sources", str(own), edition="kort") == 0
    text = edition.read_text("utf-8").replace("  version: 1", "  version: 99")
    edition.write_text(text, "utf-8")
    capsys.readouterr()
    assert trainer.makes("--sources", str(own), edition="kort") == 0
    assert "Vroeger" not in capsys.readouterr().out


def test_what_a_person_changed_is_never_overwritten_nor_removed(
    trainer: Trainer, capsys: pytest.CaptureFixture[str]
) -> None:
    trainer.lists(SAMIRA, ZOE)
    assert trainer.makes() == 0
    samira, zoe = (trainer.nl / f"hand-out-{n}-nl.docx" for n in ("samira-el-idrissi", "zoe-celik"))
    samira.write_bytes(b"met aantekeningen")
    zoe.write_bytes(b"ook met aantekeningen")
    trainer.lists(SAMIRA.replace("Kameleon", "Regenboog"))
    assert trainer.makes() == 0
    assert zoe.read_bytes() == b"ook met aantekeningen"
    (aside,) = trainer.nl.glob("hand-out-samira-el-idrissi-nl (aangepast *).docx")
    assert aside.read_bytes() == b"met aantekeningen"
    assert "Regenboog" in "".join(text for _, text in Docx(samira.read_bytes()).paragraphs())
    assert "blijft dus staan" in capsys.readouterr().err


def test_files_of_a_run_that_was_killed_are_known_as_ours(
    trainer: Trainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wegwijs.press.participants import folder

    trainer.lists(SAMIRA, ZOE)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "flush", killed)
    assert trainer.makes() == ExitCode.INTERRUPTED
    monkeypatch.undo()
    assert trainer.makes() == 0
    assert not list(trainer.output.rglob("*aangepast*"))


def test_a_half_written_file_of_a_run_that_was_killed_is_swept(trainer: Trainer) -> None:
    trainer.lists(SAMIRA)
    assert trainer.makes() == 0
    for name in ("hand-out-zoe-celik-nl.docx", "hand-outs-nl.zip"):
        (trainer.nl / f".{name}.0123abcd.part").write_bytes(b"half")
    assert trainer.makes() == 0
    assert not list(trainer.output.rglob("*.part"))


def test_a_dry_run_writes_nothing(trainer: Trainer, capsys: pytest.CaptureFixture[str]) -> None:
    trainer.lists(SAMIRA)
    assert trainer.makes("--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["languages"]["nl"]["written"] == 4
    assert not trainer.output.exists()


# --- privacy ------------------------------------------------------------------------------------


def test_nothing_of_a_list_is_told_or_stored_but_in_the_copies(
    trainer: Trainer, capsys: pytest.CaptureFixture[str]
) -> None:
    trainer.lists(SAMIRA, JAN)
    assert trainer.makes("--json") == 0
    assert trainer.makes() == 0
    captured = capsys.readouterr()
    told = captured.out + captured.err
    told += (trainer.output / "deelnemers" / ".wegwijs-deelnemers.json").read_text("utf-8")
    assert not re.search("samira|idrissi|kameleon|vries|jansen|0000|286", told, re.IGNORECASE)
    assert not list(trainer.output.rglob("*.part"))
    mode = (trainer.output / "deelnemers").stat().st_mode
    assert stat.S_IMODE(mode) == 0o700


@pytest.mark.more
def test_a_website_has_no_copies(trainer: Trainer) -> None:
    own = trainer.list.parent / "eigen"
    edition = add(own, "kort")
    edition.write_text(edition.read_text("utf-8") + "  products: [contacts]\n", "utf-8")
    where = ["--sources", str(own), "--output", str(trainer.output), "--today", "2026-11-23"]
    trainer.lists(SAMIRA)
    assert trainer.makes("--sources", str(own), edition="kort") == 0
    assert generate.main(["build", "kort", *where, "--language", "nl", "--quiet"]) == 0
    assert generate.main(["publish", "kort", *where, "--quiet"]) == 0
    published = [one for one in (trainer.output / "site").rglob("*") if one.is_file()]
    assert published
    assert not any("samira" in one.name or b"Idrissi" in one.read_bytes() for one in published)


# --- lists that are not right -------------------------------------------------------------------

WRONG = {
    "no name": (";Politie;;\n", "2: Naam: hier hoort een naam te staan"),
    "a number of nobody": ("Jan;;;Zorgteam 030 286 00\n", "2: Eigen contact: '030 286 00'"),
    "no address": ("Jan;;jan@;\n", "2: E-mail: "),
    "no way to reach": ("Jan;;;de directeur\n", "2: Eigen contact: hier staat geen telefoonnummer"),
    "two numbers": (
        "Jan;;;030 286 00 00 of 030 286 00 01\n",
        "hier staat meer dan één telefoonnummer",
    ),
    "the number of a room": (
        "Jan;;;Zorgteam kamer 113, a@b.example\n",
        "2: Eigen contact: is '113' hier een telefoonnummer?",
    ),
    "the emergency number": ("Jan;;;112\n", "2: Eigen contact: '112' is het alarmnummer"),
    "a formula": ("=1+1;;;\n", "2: Naam: hier staat een formule zonder uitkomst"),
    "a command": ("@SUM(A1:A9);;;\n", "2: Naam: '@SUM(A1:A9)' is geen naam"),
    "200 letters": (f"{'a' * 200};;;\n", "2: Naam: deze naam heeft 200 tekens, 120 is het meeste"),
    "digits": ("123;;;\n", "2: Naam: '123' is geen naam"),
    "twice": (JAN + ZOE + JAN, "4: Naam: dit is dezelfde deelnemer als op rij 2"),
    "a letter of no font": ("Ж\u0e01n;;;\n", "2: Naam: teken '\u0e01'"),
    "nobody": ("", "er staat geen deelnemer in"),
    "too many": ("".join(f"Jan {i:03};;;\n" for i in range(501)), "meer dan 500 deelnemers"),
}


@pytest.mark.parametrize(("rows", "told"), WRONG.values(), ids=WRONG)
def test_a_list_that_is_not_right_is_told_by_row_and_nothing_is_written(
    trainer: Trainer, capsys: pytest.CaptureFixture[str], rows: str, told: str
) -> None:
    trainer.lists(SAMIRA if rows == "" else rows)
    if rows == "":
        trainer.lists()
    assert trainer.makes() == ExitCode.DATA_INVALID
    assert told in capsys.readouterr().err
    assert not trainer.output.exists()


def test_every_problem_is_told_at_once(
    trainer: Trainer, capsys: pytest.CaptureFixture[str]
) -> None:
    trainer.lists(ZOE, "Jan;;x;y\n", ";;;\n", ";Politie;;\n")
    assert trainer.makes() == ExitCode.DATA_INVALID
    told = capsys.readouterr().err
    assert all(f"deelnemers.csv:{place}: " in told for place in ("3: E-mail", "3: Eigen contact", "5: Naam"))  # fmt: skip


def test_marks_that_nobody_sees_do_not_reach_a_copy(trainer: Trainer) -> None:
    trainer.lists("\u202eSam\u200bira\u2066;;;\n")
    assert trainer.makes() == 0
    assert "Naam Samira" in [text for _, text in Docx((trainer.nl / "hand-out-samira-nl.docx").read_bytes()).paragraphs()]  # fmt: skip


def test_two_people_with_one_name_have_two_files_and_names_of_files_are_short(
    trainer: Trainer,
) -> None:
    trainer.lists("Jan de Vries;A;;\n", "JAN DE VRIËS;B;;\n", "Jan de Vries 2;;;\n", f"{'Anna-' * 20}Maria;;;\n")  # fmt: skip
    assert trainer.makes() == 0
    names = sorted(one.name for one in trainer.nl.glob("hand-out-*.docx"))
    assert len(names) == len({name.lower() for name in names}) == 4
    assert all(re.fullmatch(r"hand-out-[a-z0-9-]{1,70}\.docx", name) for name in names)


def test_a_workbook_with_other_headers_and_a_name_in_parts_is_read_too(trainer: Trainer) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["Voornaam", "Tussenvoegsel", "Achternaam", "School", "Contactpersoon"])
    sheet.append(["Jan", "de", "Vries", LONG, "tel. 030 286 00 00 (Fatima Bakker)"])
    trainer.list = trainer.list.with_suffix(".xlsx")
    book.save(trainer.list)
    assert trainer.makes() == 0
    docx = Docx((trainer.nl / "hand-out-jan-de-vries-nl.docx").read_bytes())
    lines = [text for _, text in docx.paragraphs()]
    assert "Naam Jan de Vries" in lines
    assert f"Organisatie {LONG}" in lines
    assert table(docx, 1)[1] == ["Uw eigen contact", "Fatima Bakker", "030 286 00 00"]


def test_who_is_struck_out_gets_no_copy(
    trainer: Trainer, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    for row in (["Naam"], ["Jan"], ["Zoë"]):
        sheet.append(row)
    sheet["A3"].font = Font(strike=True)
    trainer.list = trainer.list.with_suffix(".xlsx")
    book.save(trainer.list)
    assert trainer.makes() == ExitCode.DATA_INVALID
    assert "3: Naam: dit is doorgestreept" in capsys.readouterr().err


CELLS = {
    "030 286 00 00": (None, ["030 286 00 00"]),
    "Fatima Bakker 06-12345678": ("Fatima Bakker", ["06-12345678"]),
    "Zorgteam (mevr. Bakker), tel. 030 286 00 00": ("Zorgteam (mevr. Bakker)", ["030 286 00 00"]),
    "Zorgteam (030 286 00 00)": ("Zorgteam", ["030 286 00 00"]),
    "Team 2: (030) 286 00 00 / team2@kameleon.example": (
        "Team 2",
        ["(030) 286 00 00", "team2@kameleon.example"],
    ),
    "Zelfmoordpreventie, 113": ("Zelfmoordpreventie", ["113"]),
    "de gemeente; 14 030": ("de gemeente", ["14 030"]),
    "Wijkagent <agent@politie.example>": ("Wijkagent", ["agent@politie.example"]),
}


@pytest.mark.parametrize("cell", CELLS)
def test_an_own_contact_is_read_as_people_type_it(cell: str) -> None:
    (one,), problems = participants([(2, {"name": "Jan", "contact": cell})], problem)
    assert problems == []
    assert one.contact
    assert (one.contact.name, [str(way) for way in one.contact.ways.values()]) == CELLS[cell]


def problem(row: int, field: str, message: str) -> Problem:
    return Problem("deelnemers.csv", row, field, message)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_trainer_gets_an_empty_list_to_fill_in(trainer: Trainer, ending: str) -> None:
    trainer.list = trainer.list.with_suffix(ending)
    asked = ["build", "--example", str(trainer.list)]
    assert generate.main(asked) == 0
    assert trainer.makes() == ExitCode.DATA_INVALID  # nobody yet
    if ending == ".csv":
        with trainer.list.open("a", encoding="utf-8") as file:
            file.write("Jan;;;030 286 00 00\r\n")
    else:
        book = load_workbook(trainer.list)
        assert [cell.value for cell in book.worksheets[0][1]] == HEAD.strip().split(";")
        book.worksheets[0]["A2"], book.worksheets[0]["D2"] = "Jan", "0302860000"
        book.save(trainer.list)
    assert trainer.makes() == 0
    assert (trainer.nl / "hand-out-jan-nl.docx").exists()
    assert generate.main(asked) == ExitCode.USAGE


CONTRADICTIONS = (["--product", "leaflet"], ["--profile", "press"], ["--language", "xx"])


@pytest.mark.parametrize("more", CONTRADICTIONS, ids=" ".join)
def test_what_does_not_go_with_a_list_is_refused(trainer: Trainer, more: list[str]) -> None:
    trainer.lists(ZOE)
    assert trainer.makes(*more) in (ExitCode.USAGE, ExitCode.DATA_INVALID)
    assert not trainer.output.exists()
