"""Whatever stands where a document was: ``proof`` and ``preview`` name it, and judge the others."""

from __future__ import annotations

import io
import json
import shutil
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

import generate
from tests.hostile.cases import hollow, link, pipe
from tests.press.conftest import TODAY
from wegwijs.sources.unpacked import TooMuch, must_fit

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes, devices and links are of Unix")
DAY = ("--today", TODAY.isoformat())
SOUND = "print-instructions.pdf"
FOLDER = Path("nationaal/nl")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("gemaakt") / "uit"
    assert generate.main(["build", "--output", str(output), "--quiet", *DAY]) == 0
    return output


@pytest.fixture
def output(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "uit", copy_function=shutil.copy2)
    (tmp_path / "van een ander.pdf").write_bytes((made / FOLDER / "pocket-card.pdf").read_bytes())
    return tmp_path / "uit"


def pages(path: Path) -> None:
    """A PDF of 3,000 pages."""
    with pikepdf.new() as pdf:
        for _ in range(3_000):
            pdf.add_blank_page()
        pdf.save(path)


def long_stream(path: Path) -> None:
    """A small PDF with a page that is drawn by 150 MB of operators."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"0 0 m 1 1 l S\n" * 100_000) for _ in range(108))
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pikepdf.Stream(pdf, b"")
        page.obj.Contents.write(packed + packer.flush(), filter=pikepdf.Name.FlateDecode)
        pdf.save(path)


def parts(path: Path) -> None:
    """A Word file of 1,001 parts."""
    with zipfile.ZipFile(path, "w") as package:
        for number in range(1_001):
            package.writestr(f"word/{number}.xml", b"")


def unpacked(path: Path) -> None:
    """A small Word file that unpacks to 150 MB."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("x.bin", "w") as out,
    ):
        for _ in range(150):
            out.write(bytes(1_000_000))


def text(path: Path) -> None:
    """A Word file with one part of text, too long to be read at all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<x>" * 4_000_000)
    path.write_bytes(out.getvalue())


Make = Callable[[Path], object]
# What stands there, and the words of both commands for it.
ODD: dict[str, dict[str, tuple[Make, str]]] = {
    "no file": {
        "leaflet.pdf": (pipe, "geen gewoon bestand"),
        "handout.docx": (link("/dev/zero"), "een koppeling naar een andere plek"),
        "pocket-card.pdf": (hollow(3_000_000_000), "het is groter dan 100 MB"),
        "pocket-card-a4.pdf": (link("../../../van een ander.pdf"), "een koppeling naar een andere"),
    },
    "too much": {
        "leaflet.pdf": (pages, "3000 bladzijden"),
        "handout.docx": (parts, "1001 onderdelen, 1000 is het meeste"),
        "pocket-card.pdf": (long_stream, "uitgepakt is het meer dan 100 MB"),
        "pocket-card-a4.pdf": (lambda path: path.write_bytes(b"%PDF-1.7"), "beschadigd"),
    },
    "too much text": {
        "handout.docx": (text, "een tekst is 12 MB, 10 is het meeste"),
        "leaflet.pdf": (lambda path: path.mkdir(), "geen gewoon bestand"),
    },
}


def put(output: Path, odd: dict[str, tuple[Make, str]]) -> None:
    for file, (make, _) in odd.items():
        (output / FOLDER / file).unlink()
        make(output / FOLDER / file)


@UNIX
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_proof_names_it_and_judges_the_others(odd, output, capsys):
    put(output, odd)
    order = ["proof", str(output), "--pdf-judge=page-validation", "--json", *DAY]
    assert generate.main(order) == 5
    told = json.loads(capsys.readouterr().out)
    for file, (_, words) in odd.items():
        said = [f"{one['what']} {one.get('detail')}" for one in told["findings"] if one["file"].endswith(f"/{file}")]  # fmt: skip
        assert any(words in one for one in said), said
    others = {one["file"].rpartition("/")[2] for one in told["findings"]} - odd.keys()
    assert others <= {SOUND} if "leaflet.pdf" in odd else not others  # it draws the leaflet
    assert "Traceback" not in json.dumps(told)


@UNIX
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_preview_names_it_and_draws_the_others(odd, output, capsys, monkeypatch):
    monkeypatch.setattr(
        "wegwijs.press.preview.pictures.find_office", lambda: sys.executable
    )  # never started
    put(output, odd)
    if "handout.docx" not in odd:
        (output / FOLDER / "handout.docx").unlink()
    assert generate.main(["preview", str(output), "--dpi=50"]) == 7
    told = capsys.readouterr().err
    for file, (_, words) in odd.items():
        (line,) = [line for line in told.splitlines() if f"/{file} is geen plaatje" in line]
        assert words in line
    assert (output / FOLDER / "preview" / "print-instructions-1.png").is_file()


def test_a_word_file_that_unpacks_to_more_than_any_of_ours_is_not_unpacked(tmp_path):
    unpacked(tmp_path / "x.docx")
    told = "uitgepakt is het 150 MB, 100 is het meeste"
    with zipfile.ZipFile(tmp_path / "x.docx") as package, pytest.raises(TooMuch, match=told):
        must_fit(package)


@UNIX
def test_what_a_link_leads_to_is_not_read_and_that_is_told(output, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("wegwijs.press.preview.pictures.find_office", lambda: None)
    shutil.move(output / FOLDER, tmp_path / "elders")
    (output / FOLDER).symlink_to(tmp_path / "elders")
    before = {path.name: path.read_bytes() for path in (tmp_path / "elders").iterdir()}
    told = {}
    for order, code in (
        (["proof", str(output), "--pdf-judge=page-validation"], 5),
        (["preview", str(output)], 7),
        (["build", "--output", str(output)], 7),
        (["build", "--output", str(output), "--force"], 7),
        (["build", "--output", str(output), "--dry-run", "--force"], 7),
        (["status", "nationaal", "--output", str(output)], 0),
    ):
        dated = DAY if order[0] != "preview" else ()
        assert generate.main([*order, *dated]) == code, order
        said = capsys.readouterr()
        told[order[0]] = said.out + said.err
        assert "een koppeling naar" in told[order[0]]
    assert "niet te beoordelen" in told["status"]
    assert "0 plaatjes" in told["preview"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "elders").iterdir()} == before


@UNIX
def test_a_manifest_that_is_a_link_is_not_believed(output, tmp_path, capsys):
    shutil.move(output / "manifest.json", tmp_path / "elders.json")
    (output / "manifest.json").symlink_to(tmp_path / "elders.json")
    for order in (["status", "nationaal", "--output"], ["changes", "--output"], ["proof"]):
        generate.main([*order, str(output)])
        said = capsys.readouterr()
        assert "eschadigd" in said.out + said.err, order
    assert (output / "manifest.json").is_symlink()
