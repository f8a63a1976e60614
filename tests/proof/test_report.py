"""What ``proof`` says, on the terminal and in its report, and when it will not say anything."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import html

import generate
from tests.conftest import in_part
from tests.press.conftest import TODAY, House
from tests.proof import faults
from wegwijs.press.files.lock import locked
from wegwijs.press.ledger.entry import Stored
from wegwijs.press.ledger.inputs import digest_of_file
from wegwijs.press.ledger.manifest import Manifest, read_manifest
from wegwijs.proof.case import Verdict
from wegwijs.proof.expectations.registry import PRODUCTS
from wegwijs.proof.findings import Finding, Spot
from wegwijs.proof.output_check import CheckResult
from wegwijs.proof.printed import MOST, Printed, PrintedLanguage, listed, verdict
from wegwijs.proof.report import page
from wegwijs.sources.load import SHIPPED

CARD = "aa/nl/pocket-card.pdf"
Proof = Callable[..., tuple[int, str, str]]


@pytest.fixture
def proof(house: House, capsys: pytest.CaptureFixture[str]) -> Proof:
    """Run the command; exit code, output and errors."""

    def proof(*more: str, output: Path | None = None) -> tuple[int, str, str]:
        command = ["proof", str(output or house.output), "--sources", str(house.sources)]
        judge = [] if "--pdf-judge" in more else ["--pdf-judge", "page-validation"]
        code = generate.main([*command, "--today", TODAY.isoformat(), *judge, *more])
        return code, *capsys.readouterr()

    return proof


def plant(house: House, data: bytes, file: str = CARD) -> None:
    """Replace a file, and let the manifest know."""
    path = house.output / file
    path.write_bytes(data)
    manifest = read_manifest(house.output)
    for document, entry in manifest.entries():
        if file in map(str, document.paths):
            entry.files[path.name] = Stored.of(path, digest_of_file(path))
    manifest.save(house.output)


def renamed(data: bytes, alt: str) -> bytes:
    """A card with a code that is called something else."""

    def change(pdf: pikepdf.Pdf) -> None:
        faults.structure(pdf, "Figure")[0].Alt = pikepdf.String(alt)

    return faults.changed(data, change)


def retitled(data: bytes, title: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as meta:
            meta["dc:title"] = title

    return faults.changed(data, change)


# --- where the report may stand --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["manifest.json", CARD, "verslag", "verslag.txt", ""])
def test_a_report_is_never_written_over_a_product_or_the_manifest(
    name: str, house: House, proof: Proof
) -> None:
    before = {path: path.read_bytes() for path in house.output.rglob("*") if path.is_file()}
    code, _, error = proof("--report", str(house.output / name) if name else "")
    assert code == 2
    assert "--report: geef een naam die eindigt op .html" in error
    assert before == {path: path.read_bytes() for path in before}


def test_a_folder_with_the_name_of_a_report_is_refused_in_dutch(
    proof: Proof, tmp_path: Path
) -> None:
    (tmp_path / "map.html").mkdir()
    code, _, error = proof("--report", str(tmp_path / "map.html"))
    assert (code, error.splitlines()[0]) == (
        2,
        "Fout: --report: dat is een map. Geef de naam van een bestand",
    )


@pytest.mark.more
def test_a_report_that_leads_to_the_manifest_takes_its_own_place_only(
    house: House, proof: Proof, tmp_path: Path
) -> None:
    link = tmp_path / "verslag.HTM"
    link.symlink_to(house.output / "manifest.json")
    before = (house.output / "manifest.json").read_bytes()
    assert proof("--report", str(link))[0] == 0
    assert link.read_bytes().startswith(b"<!DOCTYPE html>")
    assert (house.output / "manifest.json").read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
@pytest.mark.parametrize(
    ("name", "judge"),
    [
        (b"caf\xe9", "page-validation"),
        # whether veraPDF can open it depends on its bytes; how it is told does not depend on the judge
        pytest.param(b"caf\xe9", "verapdf", marks=pytest.mark.verapdf),
        pytest.param(b"twee\nregels", "verapdf", marks=pytest.mark.verapdf),
        pytest.param("\u202eom".encode(), "page-validation", marks=pytest.mark.more),
    ],
)
def test_a_folder_may_have_any_name(
    name: bytes, judge: str, house: House, proof: Proof, tmp_path: Path
) -> None:
    output = tmp_path / os.fsdecode(name)
    shutil.move(house.output, output)
    report = output / "verslag.html"
    code, told, _ = proof("--report", str(report), "--pdf-judge", judge, output=output)
    assert code == 0
    assert "alles is goed" in told
    assert "\u202e" not in told + report.read_text("utf-8")


# --- what may be printed ----------------------------------------------------------------------------


def test_what_was_judged_is_named_with_its_version_and_day(house: House, proof: Proof) -> None:
    code, told, _ = proof("--edition", "aa")
    assert code == 0
    assert "aa (Wegwijs), versie 1, 23 november 2026: Nederlands" in told
    assert "alles is goed. Dit kan gedrukt worden." in told


@pytest.mark.more
def test_of_a_translation_that_nobody_checked_it_never_says_that_it_may_be_printed(
    house: House, proof: Proof, tmp_path: Path
) -> None:
    house.build("aa", languages=["nl", "ar", "tr"])
    report = tmp_path / "verslag.html"
    code, told, _ = proof("--edition", "aa", "--report", str(report))
    page_ = html.fromstring(report.read_bytes()).text_content()
    for text in (told, page_):
        assert "kan gedrukt worden" not in text
        assert "Nog CONCEPT: Arabisch en Turks. Niemand heeft die vertalingen nagekeken." in text
        assert "versie 1, 23 november 2026: Nederlands, Arabisch (CONCEPT), Turks (CONCEPT)" in text
    assert (code, "alles is goed" in told) == (0, False)
    as_json = json.loads(proof("--edition", "aa", "--json")[1])
    assert as_json["concept"] == ["ar", "tr"]
    (edition,) = as_json["editions"]
    assert (edition["edition"], edition["version"], edition["day"]) == ("aa", 1, "2026-11-23")


@pytest.mark.parametrize(("more", "told"), [(1, "1 editie."), (2, "2 edities.")])
def test_of_many_editions_the_others_are_counted(more: int, told: str) -> None:
    *_, last = listed([Printed("aa", "Wegwijs", 1, TODAY)] * (MOST + more))
    assert last == f"... en nog {told} --json noemt ze alle."


@pytest.mark.parametrize(
    ("concepts", "faults", "unjudged", "told"),
    [
        ((), 0, 0, "Alles is goed. Dit kan gedrukt worden."),
        ((), 1, 0, "Er is iets mis: 1 fout. Druk dit nog niet."),
        ((), 0, 1, "Bij 1 bestand is het nakijken zelf misgegaan, door een fout in dit programma."),
        ((), 2, 3, "Er is iets mis: 2 fouten. Bij 3 bestanden is het nakijken zelf misgegaan"),
        (("Turks",), 0, 0, "Druk haar nog niet: laat haar eerst nakijken."),
        (
            ("Turks", "Pools"),
            2,
            0,
            "Er is iets mis: 2 fouten. Druk dit nog niet. Nog CONCEPT: Turks en",
        ),
    ],
)
def test_the_verdict_in_words(
    concepts: tuple[str, ...], faults: int, unjudged: int, told: str
) -> None:
    edition = Printed("aa", "Wegwijs", 1, TODAY)
    edition.languages = {name: PrintedLanguage(name, name, concept=True) for name in concepts}
    text = verdict([edition], faults, unjudged)
    assert told in text
    assert ("kan gedrukt worden" in text) is (not concepts and not faults and not unjudged)


# --- when there is nothing to proof-read ------------------------------------------------------------


def test_a_manifest_without_documents_is_not_good_and_what_lies_there_is_named(
    house: House, proof: Proof
) -> None:
    Manifest().save(house.output)
    code, told, error = proof()
    assert (code, told) == (2, "")
    where = f"--sources {house.sources} --output {house.output}"
    there = f"Niet na te kijken, want niet in het manifest: aa/nl/pocket-card-a4.pdf, {CARD}"
    assert f"is nog niets gemaakt. {there}" in error
    assert error.endswith(f". Begin met: python generate.py build {where}\n")


def test_while_a_build_is_at_work_that_is_said_and_nothing_is_judged(
    house: House, proof: Proof
) -> None:
    with locked(house.output):
        code, told, error = proof()
    assert (code, told) == (2, "")
    assert f"in de map {house.output} is een andere opdracht bezig" in error
    assert proof()[0] == 0


@pytest.mark.more
def test_a_folder_without_a_lock_is_left_as_it_is(house: House, proof: Proof) -> None:
    (house.output / ".wegwijs.lock").unlink(missing_ok=True)
    before = set(house.output.rglob("*"))
    assert proof()[0] == 0
    assert set(house.output.rglob("*")) == before


def test_a_folder_to_import_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["import", "roo", str(tmp_path)]) == 2
    assert "is geen bestand" in capsys.readouterr().err


# --- what is said once ------------------------------------------------------------------------------


@pytest.mark.parametrize("product", ["pocket-card", "handout", "leaflet"])
def test_a_file_in_another_language_is_said_to_be_that_and_no_more(
    product: str, house: House, proof: Proof
) -> None:
    house.build("aa", languages=["nl", "en"], products=[product])
    file = "handout.docx" if product == "handout" else f"{product}.pdf"
    plant(house, (house.output / "aa/en" / file).read_bytes(), f"aa/nl/{file}")
    told = json.loads(proof("--json", "--edition", "aa")[1])["findings"]
    assert [one["kind"] for one in told] == ["other"]
    assert told[0]["what"].startswith("Dit is een ander document, of een andere taal.")


@pytest.mark.more
def test_what_to_do_is_said_once_below_all_that_it_is_for(house: House, proof: Proof) -> None:
    for file in ("pocket-card.pdf", "pocket-card-a4.pdf"):
        path = house.output / "aa/nl" / file
        path.write_bytes(renamed(path.read_bytes(), "x"))
    code, told, _ = proof()
    assert code == 5
    lines = told.splitlines()
    assert len([line for line in lines if "-> Druk dit niet." in line]) == 1
    assert len([line for line in lines if "-> Maak dit document opnieuw" in line]) == 1
    assert len([line for line in lines if line.startswith("  pocket-card")]) > 3


def test_a_file_with_a_password_is_on_a_lock_and_not_damaged(house: House, proof: Proof) -> None:
    def lock(pdf: pikepdf.Pdf, path: Path) -> None:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pikepdf.open(house.output / CARD) as pdf:
        lock(pdf, house.output / "op-slot.pdf")
    plant(house, (house.output / "op-slot.pdf").read_bytes())
    assert "pocket-card.pdf: Het bestand is op slot met een wachtwoord." in proof()[1]


def test_a_word_file_with_a_password_is_on_a_lock(house: House, proof: Proof) -> None:
    house.build("aa", products=["handout"])
    plant(house, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "aa/nl/handout.docx")
    assert "handout.docx: Het bestand is op slot met een wachtwoord." in proof()[1]


# --- what is older than the data --------------------------------------------------------------------


def republished(house: House, edition: str = "aa") -> None:
    """Change the publisher, which is on every product, after it was made from these folders."""
    file = house.sources / "editions" / f"{edition}.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("publisher: Wegwijs", "publisher: Lindewaard"), "utf-8")


def test_of_files_that_are_older_than_the_data_that_is_said_once_and_what_makes_them_anew(
    house: House, proof: Proof
) -> None:
    republished(house)
    code, told, error = proof("--quiet")
    heading, which, advice = error.splitlines()[:3]
    assert (code, told) == (5, "")
    assert heading.startswith("Ouder dan de gegevens (")
    assert which == "  aa: zakkaartje in het Nederlands (uitgever Wegwijs -> Lindewaard)."
    assert "pocket-card.pdf" not in error
    command = shlex.split(advice.partition(": python generate.py ")[2])
    where = ["--sources", str(house.sources), "--output", str(house.output)]
    assert command == ["build", "aa", "--language", "nl", "--product", "pocket-card", *where]


@pytest.mark.more
def test_the_report_and_the_data_for_scripts_have_each_difference_of_them(
    house: House, proof: Proof, tmp_path: Path
) -> None:
    republished(house)
    report = tmp_path / "verslag.html"
    found = json.loads(proof("--report", str(report), "--json")[1])["findings"]
    text = html.fromstring(report.read_bytes()).text_content()
    assert {one["document"] for one in found} == {"aa/nl/pocket-card"}
    assert {"stale", "text", "properties"} <= {one["kind"] for one in found}
    assert all(one["what"] in text for one in found)


def test_a_fault_in_a_file_of_the_present_data_is_told_in_full(house: House, proof: Proof) -> None:
    """That a source is younger proves nothing: so it is in a copy of the folder, as here."""
    plant(house, retitled((house.output / CARD).read_bytes(), "Iets anders"))
    later = (house.sources / "editions/aa.yaml").stat().st_mtime_ns + 10**15
    os.utime(house.sources / "editions/aa.yaml", ns=(later, later))
    code, told, _ = proof("--edition", "aa")
    assert code == 5
    assert "Ouder dan" not in told
    assert 'pocket-card.pdf: De titel van het document is "Iets anders"' in told


def edited(house: House, old: str, new: str, edition: str = "aa") -> None:
    """Change the file of an edition."""
    file = house.sources / "editions" / f"{edition}.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def misprinted(house: House, wrong: str = "0900-8848") -> None:
    """Put another number for the one of the police in a handout, and let the manifest know."""
    data = (house.output / "aa/nl/handout.docx").read_bytes()
    plant(house, faults.body(data, "0900-8844", wrong), "aa/nl/handout.docx")


@pytest.mark.more
def test_what_another_order_left_out_is_told_as_older_too(house: House, proof: Proof) -> None:
    """A shared number changed, and of two editions one was made anew."""
    shared = (SHIPPED / "organisations.yaml").read_text("utf-8")
    house.build("aa", languages=["en"])
    shared = shared.replace("number: 0800-7000", "number: 0800-7001")
    (house.sources / "organisations.yaml").write_text(shared, "utf-8")
    house.build("aa")
    code, told, _ = proof()
    which = [line for line in told.splitlines() if " in het " in line]
    assert code == 5
    assert [line.partition(":")[0] for line in which] == ["  aa", "  bb"]
    assert "zakkaartje in het Engels (" in which[0]
    assert "zakkaartje in het Nederlands (" in which[1]
    assert all("0800-7000 -> 0800-7001" in line for line in which)
    assert "Druk dit niet" not in told


def test_a_wrong_number_that_a_comment_does_not_explain_is_told_in_full(
    house: House, proof: Proof
) -> None:
    house.build("aa", products=["handout"])
    misprinted(house)
    edited(house, "edition:", "# gelezen\nedition:")
    code, told, _ = proof("--edition", "aa")
    assert code == 5
    assert "aa/nl/handout:" in told
    assert "0900-8848" in told
    assert "Ouder dan" not in told


def test_a_wrong_number_is_named_though_its_file_is_older(house: House, proof: Proof) -> None:
    house.build("aa", products=["handout"])
    misprinted(house)
    edited(house, "publisher: Wegwijs", "publisher: Lindewaard")
    code, told, error = proof("--edition", "aa", "--quiet")
    assert (code, told) == (5, "")
    assert error.startswith("Ouder dan")
    (line,) = [line for line in error.splitlines() if "0900-8848" in line]
    assert line.startswith("    aa/nl/handout.docx: ")


@pytest.mark.parametrize("product", in_part([*PRODUCTS], ("leaflet",)))
def test_whatever_comes_with_a_change_is_told_in_a_line(
    product: str, house: House, proof: Proof
) -> None:
    house.build("aa", products=[product])
    edited(house, "version: 1", "version: 2")
    edited(house, "publisher: Wegwijs", "publisher: Lindewaard\n  title: Wat nu?")
    _, told, _ = proof("--edition", "aa")
    assert told.startswith("Ouder dan de gegevens (")
    assert not any(line.startswith("aa/nl/") for line in told.splitlines())
    assert "Druk dit niet" not in told


def test_what_somebody_did_in_an_older_file_is_told_in_full(house: House, proof: Proof) -> None:
    republished(house)
    path = house.output / CARD
    path.write_bytes(renamed(path.read_bytes(), "iets anders"))
    _, told, _ = proof("--edition", "aa")
    assert "aa/nl/pocket-card:" in told
    assert "pocket-card.pdf: Het bestand is veranderd nadat het gemaakt is." in told
    assert "pocket-card.pdf, bladzijde" in told
    assert "pocket-card-a4.pdf" not in told  # nobody touched that one


def test_data_that_cannot_be_read_are_told_once_and_not_of_each_document(
    house: House, proof: Proof
) -> None:
    house.build("aa", "bb", products=["pocket-card", "review-dates"])
    for edition in ("aa", "bb"):
        (house.sources / f"editions/{edition}.yaml").unlink()
    code, told, _ = proof()
    lines = told.splitlines()
    assert code == 5
    assert lines[:3] == [
        "Niet na te kijken:",
        "  De gegevens van de editie aa zijn er niet. Dit is niet na te kijken.",
        "  De gegevens van de editie bb zijn er niet. Dit is niet na te kijken.",
    ]
    (todo,) = [line for line in lines if "--sources" in line]
    where = f"--sources {house.sources} --output {house.output}"
    assert todo.endswith(f", ook de landelijke: python generate.py build --all {where}")
    assert len(json.loads(proof("--json")[1])["findings"]) > 2


# --- what a file says of itself ---------------------------------------------------------------------


def test_what_acts_on_a_terminal_is_written_out_there_and_in_the_report(
    house: House, proof: Proof, tmp_path: Path
) -> None:
    evil = "\x1b]0;pwn\x07 \u202eom\n1 document nagekeken: alles is goed."
    plant(house, renamed((house.output / CARD).read_bytes(), evil))
    report = tmp_path / "verslag.html"
    _, told, _ = proof("--report", str(report))
    written = r'"\x1b]0;pwn\x07 \u202eom 1 document nagekeken'
    assert written in told
    assert not any(line.startswith("1 document nagekeken: alles") for line in told.splitlines())
    text = report.read_text("utf-8")
    assert r"\x1b]0;pwn\x07 \u202eom" in text
    for char in ("\x1b", "\x07", "\u202e"):
        assert char not in told + text


def test_words_that_run_the_other_way_stand_apart_in_the_report() -> None:
    finding = Finding(
        "text", 'Bij الشرطة 3 ontbreekt "خطر الآن؟" en "112".', document="a/ar/leaflet"
    )
    tree = html.fromstring(page(CheckResult("x", findings=[finding]), "uit").encode())
    assert [(bdi.text, bdi.get("lang")) for bdi in tree.iter("bdi")] == [
        ("الشرطة", "ar"),
        ("خطر الآن؟", "ar"),
        ("112", None),
    ]


def test_a_table_is_one_for_a_screen_reader_on_a_narrow_screen_too() -> None:
    at = Spot(1, "flap", (1, 1, 2, 2))
    findings = [
        Finding("schema", "<b>Iets</b>", at=at, detail="It is wrong", document="a/nl/b", file="f"),
        Finding("bytes", "Iets", document="a/nl/b"),
    ]
    verdict = Verdict("a/nl/b", "f", findings, [(b"", 10, 10)])
    tree = html.fromstring(page(CheckResult("x", ["a/nl/b"], [verdict], findings), "uit").encode())
    table: Any = tree.find(".//table")
    assert table.get("role") == "table"
    assert {one.get("role") for one in table.iter("thead", "tbody")} == {"rowgroup"}
    assert [one.get("role") for one in table.iter("tr")] == ["row"] * 3
    assert [one.get("role") for one in table.find("thead").iter("th")] == ["columnheader"] * 4
    for row in table.findall("tbody/tr"):
        assert [one.get("role") for one in row] == ["rowheader", "cell", "cell", "cell"]
        assert [one.get("data-head") for one in row] == ["Nummer", "Waar", "Wat", "Wat te doen"]
    (detail,) = table.iter("code")
    assert (detail.text, detail.get("lang")) == ("It is wrong", "en")
    assert "<b>Iets" not in html.tostring(table).decode()
    assert "@media (max-width:45rem)" in tree.findtext(".//style")
