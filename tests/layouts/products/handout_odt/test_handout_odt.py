"""The handout in OpenDocument, as programs and readers meet it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from pypdfium2 import PdfDocument

from tests.conftest import LANGUAGES
from tests.layouts.docx_reading import Docx
from tests.program import ROOT
from tests.proof.rules.test_odt import NAME, case
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.products.handout.render import render_handout
from wegwijs.layouts.products.handout_odt.render import render_odt
from wegwijs.press.preview.word import find_office
from wegwijs.proof.judge import judge

JAR = sorted((ROOT / ".odf").glob("odfvalidator-*-jar-with-dependencies.jar"))
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@cache
def odt(language: str = "nl", edition: str = "nationaal") -> bytes:
    return render_odt(build_outline(pack_in(language, edition)))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def letters(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f\ufffe]+", "", text)


def test_programs_know_it_by_its_first_bytes() -> None:
    start = b"mimetypeapplication/vnd.oasis.opendocument.text"
    assert odt()[30 : 30 + len(start)] == start
    assert odt()[28:30] == b"\0\0", "no extra field"


def test_the_same_edition_gives_the_same_bytes() -> None:
    outline = build_outline(pack_in("nl"))
    before = render_odt(outline)
    render_odt(build_outline(pack_in("nl", "voorbeeld-gemeente")))
    assert render_odt(outline) == before == odt()


def without_names_of_pictures(data: bytes) -> str:
    """The text of the document: what pictures and tables are called is none."""
    body = etree.fromstring(parts(data)["content.xml"]).find(".//{*}text")
    for tag in ("title", "desc"):
        for one in body.iter(f"{{*}}{tag}"):
            one.text = ""
    return "".join(body.itertext())


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_it_says_what_the_word_handout_says_in_the_same_order(language: str) -> None:
    word = Docx(render_handout(build_outline(pack_in(language))))
    body = without_names_of_pictures(odt(language))
    assert letters(body) == letters("".join(word.body.itertext()))


def test_headings_and_lists_are_real() -> None:
    body = etree.fromstring(parts(odt())["content.xml"])
    levels = [one.get(f"{TEXT}outline-level") for one in body.iter(f"{TEXT}h")]
    assert levels == ["1", "1", "1", *("2",) * 7, "1", "1"]
    (bullets,) = body.iter(f"{TEXT}list")
    assert len(bullets) == 4


def test_a_number_that_is_typed_once_is_everywhere() -> None:
    body = etree.fromstring(parts(odt())["content.xml"])
    (variable,) = body.iter(f"{TEXT}user-field-decl")
    name = variable.get(f"{TEXT}name")
    shared = [one for one in body.iter(f"{TEXT}user-field-input") if one.get(f"{TEXT}name") == name]
    assert len(shared) == 3  # the overview, the contacts close by, the details


def converted(folder: Path, language: str, *to: str, edition: str = "nationaal") -> list[bytes]:
    """The handout as LibreOffice saves it in other formats."""
    (folder / "in").mkdir()
    path = folder / "in" / NAME
    path.write_bytes(odt(language, edition))
    command = [str(find_office()), f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    for format_ in to:
        given = [
            *command,
            "--headless",
            "--convert-to",
            format_,
            "--outdir",
            str(folder),
            str(path),
        ]
        subprocess.run(given, check=True, capture_output=True, timeout=120)
    return [(folder / f"handout.{format_.partition(':')[0]}").read_bytes() for format_ in to]


@pytest.mark.libreoffice
@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_libreoffice_opens_it_with_the_same_text_in_our_fonts(
    language: str, tmp_path: Path
) -> None:
    text, pdf = converted(tmp_path, language, "txt:Text (encoded):UTF8", "pdf")
    body = without_names_of_pictures(odt(language))
    dashes = str.maketrans("", "", "\N{EN DASH}\N{BULLET}\N{BOM}")  # those of lists are text here
    assert letters(text.decode().translate(dashes)) == letters(body.translate(dashes))
    pages = PdfDocument(pdf)
    assert len(pages) == 4
    # a letter that stands for no character: strokes between those of Arabic
    read = "".join(page.get_textpage().get_text_range() for page in pages)
    assert not re.search(r"[\x00-\x08]", read)
    fonts = set(re.findall(rb"/FontName/[A-Z]{6}\+([\w-]+)", pdf))
    assert {b"SourceSans3-Bold", b"SourceSans3-Regular"} <= fonts
    assert len(fonts) == (2 if language == "nl" else 4)


@pytest.mark.libreoffice
def test_the_longest_overview_stands_on_the_first_page(tmp_path: Path) -> None:
    (pdf,) = converted(tmp_path, "bg", "pdf", edition="voorbeeld-school")
    first = PdfDocument(pdf)[0].get_textpage().get_text_range()
    for entry in build_outline(pack_in("bg", "voorbeeld-school")).entries:
        assert letters(str(entry.name)) in letters(first)


@pytest.mark.libreoffice
def test_a_file_that_libreoffice_saved_is_judged_as_one_that_was_filled_in(tmp_path: Path) -> None:
    (saved,) = converted(tmp_path, "nl", "odt")
    assert saved != odt()
    found = judge(case(saved, tmp_path, "nl", "nationaal", edited=True)).findings
    assert [one for one in found if not one.mild] == []


@pytest.mark.odf
@pytest.mark.skipif(not (JAR and shutil.which("java")), reason="the ODF validator is missing")
def test_the_odf_validator_finds_nothing(tmp_path: Path) -> None:
    files = []
    for language in LANGUAGES:
        for edition in ("nationaal", "voorbeeld-gemeente"):
            files.append(tmp_path / f"{edition}-{language}.odt")
            files[-1].write_bytes(odt(language, edition))
    command = ["java", "-jar", str(JAR[0]), "-c", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
