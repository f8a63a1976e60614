"""A handout that a trainer filled in: what may be changed is let be, what sends astray is named."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

import generate
import wegwijs.layouts.pdf.qr
from tests.conftest import in_part
from tests.press.conftest import TODAY
from tests.proof import faults
from tests.proof.test_proof import build
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.products.handout.render import render_handout
from wegwijs.proof.case import Case
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge

SOFFICE = shutil.which("soffice")
OVERVIEW, LOCAL, DETAILS, NOTES = range(4)  # tables
POLICE, MUNICIPALITY, INSPECTORS, LSE, CRIME_LINE = range(1, 6)  # rows
Change = Callable[[Any], None]
Proof = Callable[..., tuple[list[Finding], list[Finding]]]


def handout(language: str = "nl") -> bytes:
    return render_handout(build_outline(pack_in(language)))


@pytest.fixture
def proof(tmp_path: Path) -> Proof:
    """What is found in a handout after changes, and what is told besides."""

    def proof(*changes: Change, language: str = "nl", data: bytes = b""):
        path = tmp_path / "handout.docx"
        path.write_bytes(data or edited(handout(language), *changes))
        case = Case("x/nl/handout", "x/nl/handout.docx", path, truth_in(language), edited=True)
        found = judge(case).findings
        return [one for one in found if not one.mild], [one for one in found if one.mild]

    return proof


def edited(data: bytes, *changes: Change) -> bytes:
    document = docx.Document(io.BytesIO(data))
    for change in changes:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- what a trainer does --------------------------------------------------------------------------


def type_in(control: Any, text: str) -> None:
    """As Word does: the field no longer shows its empty line, and its text is one run."""
    showing = control.find(qn("w:sdtPr")).find(qn("w:showingPlcHdr"))
    if showing is not None:
        showing.getparent().remove(showing)
    content = control.find(qn("w:sdtContent"))
    for run in list(content):
        content.remove(run)
    content.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{text}</w:t></w:r>"))


def fields(document: Any) -> Iterator[tuple[str, Any]]:
    for control in document.element.body.iter(qn("w:sdt")):
        yield control.find(qn("w:sdtPr")).find(qn("w:alias")).get(qn("w:val")), control


def fill_in(**more: str) -> Change:
    """All fields; those for a number with a number that can be called."""

    def change(document: Any) -> None:
        for title, control in fields(document):
            text = more["phone"] if "elefoon" in title else more.get("name", "J. de Wit")
            type_in(control, "3 december 2026" if title == "Datum" else text)

    return change


def write_notes(document: Any) -> None:
    rows = document.tables[NOTES].rows
    rows[1].cells[0].paragraphs[0].add_run("Vervolg op 14-01-2027 om 19.30 uur, lokaal 1.04")
    rows[2].cells[0].paragraphs[0].add_run("Marieke bellen, 06-12 34 56 78. Zie www.voorbeeld.nl")


def own_row(document: Any) -> None:
    """Below the contacts close by, copied from the row above it."""
    table = document.tables[LOCAL]
    row = deepcopy(table.rows[-1]._tr)
    table._tbl.append(row)
    for cell, text in zip(
        table.rows[-1].cells, ("Buurtteam Zuid", "Fatima", "030-286 00 00"), strict=True
    ):
        for control in list(cell._tc.iter(qn("w:sdt"))):
            control.getparent().remove(control)
        cell.paragraphs[0].text = text


def own_paragraphs(document: Any) -> None:
    document.add_paragraph("Vandaag oefenen we een gesprek. Neem gerust iemand mee.")
    document.paragraphs[1].insert_paragraph_before("Welkom bij de bijeenkomst van 3 december 2026.")


def other_words(document: Any) -> None:
    cell = document.tables[DETAILS].rows[LSE].cells[1]
    cell.paragraphs[1].text = "Het LSE denkt met u mee. Ook als u nog twijfelt."


def as_word_saves(document: Any) -> None:
    """What Word adds: revision ids, marks of spelling, split runs, bookmarks."""
    body = document.element.body
    for number, paragraph in enumerate(body.iter(qn("w:p"))):
        paragraph.set(qn("w:rsidR"), f"00{number:06X}")
        runs = paragraph.findall(qn("w:r"))
        for run in runs[:1]:
            text = run.find(qn("w:t"))
            if text is None or len(text.text or "") < 8:
                continue
            rest = deepcopy(run)
            rest.find(qn("w:t")).text = text.text[4:]
            text.text = text.text[:4]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addnext(rest)
            mark = f"<w:proofErr {nsdecls('w')} w:type='spellStart'/>"
            run.addnext(parse_xml(mark))


FILLED = (fill_in(phone="030-286 00 00"), write_notes, own_row, own_paragraphs, other_words)


def test_a_handout_that_is_filled_in_has_no_faults_and_one_line_to_read(proof: Proof) -> None:
    found, notices = proof(*FILLED, as_word_saves)
    assert found == []
    assert len(notices) == 1
    assert notices[0].what.startswith('Eigen tekst, lees die zelf na: "')


def test_a_handout_in_arabic_that_is_filled_in_has_no_faults(proof: Proof) -> None:
    def some(document: Any) -> None:
        for _, control in list(fields(document))[2:4]:
            type_in(control, "030-286 00 00")

    assert proof(some, own_row, own_paragraphs, language="ar")[0] == []


def test_a_handout_that_was_only_saved_has_nothing_to_tell(proof: Proof) -> None:
    assert proof(as_word_saves) == ([], [])


# --- what sends people astray ---------------------------------------------------------------------


def cell_text(table: int, row: int, cell: int, old: str, new: str) -> Change:
    """A piece of text typed over, wherever Word put it."""

    def change(document: Any) -> None:
        element = document.tables[table].rows[row].cells[cell]._tc
        (text,) = [one for one in element.iter(qn("w:t")) if old in (one.text or "")]
        text.text = text.text.replace(old, new)

    return change


def replaced(old: str, new: str) -> Change:
    def change(document: Any) -> None:
        one = next(t for t in document.element.body.iter(qn("w:t")) if old in (t.text or ""))
        one.text = one.text.replace(old, new, 1)

    return change


def without_link(change: Change) -> Change:
    """The same, and the link is taken away, as who types over a line does."""

    def changed(document: Any) -> None:
        change(document)
        for table in document.tables[:3]:
            for link in list(table._tbl.iter(qn("w:hyperlink"))):
                if "0900-8845" in "".join(link.itertext()):
                    for run in list(link):
                        link.addprevious(run)
                    link.getparent().remove(link)

    return changed


def copied_details(*, name: bool = True, code: bool = True, numeral: str = "8") -> Change:
    """The row of the LSE copied for an organisation of one's own; what is not changed stays."""

    def change(document: Any) -> None:
        table = document.tables[DETAILS]
        row = deepcopy(table.rows[LSE]._tr)
        table._tbl.append(row)
        new = table.rows[-1]
        if name:
            new.cells[0].paragraphs[0].text = "Buurtteam Zuid"
        for link in list(new._tr.iter(qn("w:hyperlink"))):
            link.getparent().remove(link)
        sign = new.cells[0].paragraphs[1]
        next(t for t in sign._p.iter(qn("w:t")) if t.text == "4").text = numeral
        sign.add_run("030-286 00 00")
        if code:
            for drawing in list(new.cells[2]._tc.iter(qn("w:drawing"))):
                drawing.getparent().remove(drawing)

    return change


def copied_overview(document: Any) -> None:
    """A row of the overview copied, with another name and number; its links stay."""
    table = document.tables[OVERVIEW]
    row = deepcopy(table.rows[LSE]._tr)
    table._tbl.append(row)
    new = table.rows[-1]
    new.cells[1].paragraphs[0].text = "Buurtteam Zuid"
    next(t for t in new._tr.iter(qn("w:t")) if t.text == "4").text = "8"
    next(t for t in new._tr.iter(qn("w:t")) if t.text == "088 20 80 080").text = "030-286 00 00"


def other_code(document: Any) -> None:
    part = next(
        rel.target_part
        for rel in document.part.rels.values()
        if rel.reltype.endswith("/image") and rel.target_ref.endswith("image1.png")
    )
    part._blob = wegwijs.layouts.pdf.qr.encode("https://www.nctv.nl/").png()


def no_code(document: Any) -> None:
    for drawing in list(document.tables[DETAILS].rows[POLICE]._tr.iter(qn("w:drawing"))):
        drawing.getparent().remove(drawing)


def small_code(document: Any) -> None:
    for shape in document.inline_shapes:
        shape.width = shape.height = docx.shared.Mm(8)


def hidden(document: Any) -> None:
    run = document.tables[DETAILS].rows[CRIME_LINE].cells[1].paragraphs[2].runs[0]
    run.font.hidden = True


def row_gone(document: Any) -> None:
    row = document.tables[OVERVIEW].rows[INSPECTORS]._tr
    row.getparent().remove(row)


def alert_gone(document: Any) -> None:
    alert = next(one for one in document.paragraphs if one.text.endswith("112"))._p
    alert.getparent().remove(alert)


def other_link(document: Any) -> None:
    for rel in document.part.rels.values():
        if rel.is_external and rel.target_ref.startswith("https://www.politie.nl/"):
            rel._target = "https://politie-meldpunt.example/"


def two_numbers(document: Any) -> None:
    """As LibreOffice leaves it: what is typed once does not come in the other place."""
    same = [control for title, control in fields(document) if title.startswith("Telefoon, Uw")]
    same = same or [control for title, control in fields(document) if "gemeente" in title.lower()]
    for control, text in zip(same[-1:] + same[:1], ("14 030", "030-286 00 00"), strict=True):
        type_in(control, text)


FAULTS: dict[str, tuple[Change, str, str]] = {
    "a number changed by hand of which the link still is the old one": (
        replaced("0900-8844", "0900-8845"),
        "link", "De link 0900-8845 bij Politie belt een ander nummer: 0900-8844 (Politie).",
    ),
    "a number changed by hand without a link": (
        without_link(replaced("0900-8844", "0900-8845")),
        "contact", "Bij Politie staat 0900-8845, maar dat staat niet in de gegevens.",
    ),
    "a number in the details changed by hand": (
        cell_text(DETAILS, CRIME_LINE, 0, "0800-7000", "0800-7007"),
        "link", "De link 0800-7007 bij Meld Misdaad Anoniem (M.) belt een ander nummer: 0800-7000",
    ),
    "the number of another organisation": (
        cell_text(OVERVIEW, POLICE, 3, "0900-8844", "0800-7000"),
        "contact", "Bij Politie staat 0800-7000, het nummer van Meld Misdaad Anoniem (M.).",
    ),
    "a number that is gone": (
        cell_text(OVERVIEW, CRIME_LINE, 3, "0800-7000", ""),
        "contact", "0800-7000 staat niet meer bij Meld Misdaad Anoniem (M.).",
    ),
    "a number in a sentence": (
        replaced("112, niet dit nummer", "113, niet dit nummer"),
        "numeral", "In deze zin is een cijfer of nummer anders",
    ),
    "an address changed by hand": (
        cell_text(DETAILS, POLICE, 0, "politie.nl", "politie.com"),
        "link", "De link politie.com bij Politie leidt naar https://www.politie.nl/",
    ),
    "a link that leads elsewhere": (
        other_link, "link", "De link politie.nl bij Politie leidt naar https://politie-meldpunt.example/",
    ),
    "112 that is another number": (
        replaced("112", "113"), "contact", "De regel met 112 is weg, of is veranderd.",
    ),
    "112 that is gone": (alert_gone, "contact", "De regel met 112 is weg, of is veranderd."),
    "a copied row with the code of another organisation": (
        copied_details(code=False),
        "qr", 'De QR-code bij "Buurtteam Zuid" is die van Landelijk Steunpunt Extremisme (LSE).',
    ),
    "a copied row with the numeral of another organisation": (
        copied_details(numeral="4"),
        "numeral", 'Bij "Buurtteam Zuid" staat het cijfer 4, dat van Landelijk Steunpunt',
    ),
    "a copied row with the link of another organisation": (
        copied_overview,
        "link", "belt een ander nummer: 088 20 80 080 (Landelijk Steunpunt Extremisme (LSE)).",
    ),
    "a numeral in the overview": (
        cell_text(OVERVIEW, LSE, 2, "4", "5"),
        "numeral", "Bij Landelijk Steunpunt Extremisme (LSE) staat het cijfer 5, dat moet 4 zijn.",
    ),
    "a numeral on a sign": (
        cell_text(DETAILS, POLICE, 0, "1", "3"),
        "numeral", "Bij Politie staat het cijfer 3, dat moet 1 zijn.",
    ),
    "the code of another organisation": (
        other_code, "qr", "De QR-code bij Politie gaat naar https://www.nctv.nl/",
    ),
    "a code that is gone": (no_code, "qr", "De QR-code bij Politie is er niet, of is niet te lezen."),
    "a code made smaller": (small_code, "qr-size", "De QR-code bij Politie is te klein"),
    "hidden text": (hidden, "form", "Verborgen, en dus niet op papier, is de tekst"),
    "a number typed in a field that reaches nobody": (
        fill_in(phone="030-286 00"), "contact", "Wie 030-286 00 intoetst, bereikt niemand.",
    ),
    "two numbers in fields for the same thing": (
        two_numbers, "field", 'is niet overal hetzelfde: "',
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", in_part(FAULTS))
def test_what_sends_astray_is_found_and_named_in_a_handout_that_is_filled_in(
    fault: str, proof: Proof
) -> None:
    plant, kind, words = FAULTS[fault]
    others = FILLED[1:] if kind == "field" or "field" in fault else FILLED
    found, _ = proof(*others, plant, as_word_saves)
    assert any(one.kind == kind and words in one.what for one in found), found


def test_who_takes_an_organisation_out_is_told_and_not_refused(proof: Proof) -> None:
    found, notices = proof(row_gone)
    assert found == []
    assert [one.what for one in notices] == [
        "Vertrouwensinspecteurs staat niet meer in het overzicht."
    ]


def test_a_copied_row_that_was_made_right_is_ones_own(proof: Proof) -> None:
    assert proof(copied_details())[0] == []


def test_the_mark_concept_cannot_be_taken_away(proof: Proof) -> None:
    def change(document: Any) -> None:
        for paragraph in document.sections[0].header.paragraphs:
            for text in paragraph._p.iter(qn("w:t")):
                text.text = ""

    found, _ = proof(change, language="ar")
    assert any(one.kind == "concept" for one in found)


def test_a_damaged_font_is_found_in_a_handout_that_is_filled_in(
    proof: Proof,
) -> None:
    data = handout()
    damaged = faults.part(
        data, "word/fonts/Font1Regular.odttf", lambda font: font[:32] + bytes(len(font) - 32)
    )
    found, _ = proof(data=damaged)
    assert any("is beschadigd" in one.what for one in found), found


def test_tracked_changes_are_told(proof: Proof) -> None:
    def change(document: Any) -> None:
        run = document.paragraphs[1]._p.find(qn("w:r"))
        mark = parse_xml(
            f"<w:ins {nsdecls('w')} w:id='900' w:author='x' w:date='2026-01-01T00:00:00Z'/>"
        )
        run.addprevious(mark)
        mark.append(run)

    found, notices = proof(change)
    assert found == []
    assert any("bijgehouden wijzigingen" in one.what for one in notices)


def test_an_own_picture_is_let_be(proof: Proof, tmp_path: Path) -> None:
    Image.new("RGB", (60, 60), "green").save(tmp_path / "logo.png")

    def change(document: Any) -> None:
        document.add_picture(str(tmp_path / "logo.png"))

    assert proof(change)[0] == []


# --- through the command, where such files lie ----------------------------------------------------


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("uit")
    build(output, "nationaal", products=("handout",))
    return output


@pytest.mark.parametrize("name", ["handout.docx", "handout (aangepast 2026-11-27).docx"])
def test_the_command_judges_a_filled_in_handout_under_either_name(
    name: str, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = shutil.copytree(pack, tmp_path / "uit")
    folder = output / "nationaal" / "nl"
    data = (folder / "handout.docx").read_bytes()

    def proof(*changes: Change) -> tuple[int, Any]:
        (folder / name).write_bytes(edited(data, *changes))
        command = ["proof", str(output), "--json", "--today", TODAY.isoformat()]
        code = generate.main([*command, "--pdf-judge", "page-validation"])
        return code, json.loads(capsys.readouterr().out)

    code, told = proof(*FILLED)
    assert (code, told["findings"], told["unread"]) == (0, [], [])
    assert any("Eigen tekst" in one["what"] for one in told["notices"])
    code, told = proof(*FILLED, replaced("0900-8844", "0900-8845"))
    assert code == 5
    assert {one["file"] for one in told["findings"]} == {f"nationaal/nl/{name}"}


@pytest.mark.libreoffice
@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.slow
def test_a_handout_that_went_through_libreoffice(proof: Proof, tmp_path: Path) -> None:
    def through(*changes: Change) -> bytes:
        source = tmp_path / "bron" / "handout.docx"
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(edited(handout(), *changes))
        command = [SOFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"]
        target = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(source)]
        subprocess.run([*command, *target], check=True, capture_output=True, timeout=120)
        return (tmp_path / "handout.docx").read_bytes()

    assert proof(data=through(*FILLED))[0] == []
    for plant, kind, words in FAULTS.values():
        if plant in (copied_overview, other_code) or "0900-8845" in words:
            found, _ = proof(data=through(*FILLED, plant))
            assert any(one.kind == kind and words in one.what for one in found), found
