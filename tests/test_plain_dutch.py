"""Plain Dutch (A2): a variant of Dutch with texts of its own, in larger type."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from wegwijs.press.build.build import build_order
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.order import order
from wegwijs.sources.load import SHIPPED

PLAIN = "nl-x-a2"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The national edition in plain Dutch and in Dutch."""
    output = tmp_path_factory.mktemp("uit")
    asked = order(
        ["nationaal"], [PLAIN, "nl"], ["leaflet", "handout", "handout-odt", "web"], every=False
    )
    result = build_order(asked, BuildSettings([SHIPPED], output, date(2026, 11, 23), jobs=1))
    assert not result.failed, result.failed
    return output / "nationaal"


def said(file: Path) -> str:
    pages = pypdfium2.PdfDocument(file)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def size_of(file: Path, words: str) -> float:
    """Return the size (pt) of the letters with which these words begin."""
    for page in pypdfium2.PdfDocument(file):
        letters = page.get_textpage()
        if found := letters.search(words).get_next():
            _, bottom, _, top = letters.get_charbox(found[0], loose=True)
            return float(top - bottom)
    raise AssertionError(f"{words!r} is not there")


def test_it_has_words_of_its_own_and_says_that_nobody_has_reviewed_them(made: Path) -> None:
    text = said(made / PLAIN / "leaflet.pdf")
    assert "Bent u bang dat iemand extreme ideeën krijgt?" in text
    assert "nog niet nagekeken" in text and "CONCEPT" in text
    assert "machinevertaling" not in text, "it is no translation by a machine"
    assert "Makkelijk Nederlands ·" not in text, "its name is Dutch already"


def test_names_of_organisations_and_roles_are_there_once(made: Path) -> None:
    text = said(made / PLAIN / "leaflet.pdf")
    for name in ("Vertrouwensinspecteurs", "Meld Misdaad Anoniem", "Wijkagent", "Uw gemeente"):
        assert text.count(name) == said(made / "nl" / "leaflet.pdf").count(name), name
    assert "School of kinderopvang" in text
    assert "School, opvang" not in text, "its name in other Dutch is no translation"


def test_its_type_is_larger(made: Path) -> None:
    words = "Zoek de zin die bij u past"
    plain, usual = (size_of(made / code / "leaflet.pdf", words) for code in (PLAIN, "nl"))
    assert plain / usual == pytest.approx(1.1, abs=0.02)
    assert "html{font-size:110%}" in (made / PLAIN / "page.html").read_text("utf-8")
    styles = zipfile.ZipFile(made / PLAIN / "handout.docx").read("word/styles.xml").decode()
    assert re.search(r'w:styleId="Explanation".*?w:sz w:val="26"', styles), "13 pt instead of 12"


def test_each_format_names_the_language_as_far_as_it_can(made: Path) -> None:
    with pikepdf.open(io.BytesIO((made / PLAIN / "leaflet.pdf").read_bytes())) as pdf:
        assert str(pdf.Root.Lang) == PLAIN
    assert f'<html lang="{PLAIN}"' in (made / PLAIN / "page.html").read_text("utf-8")
    # Office programs look up a spelling checker by language and country.
    word = zipfile.ZipFile(made / PLAIN / "handout.docx").read("word/styles.xml").decode()
    odt = zipfile.ZipFile(made / PLAIN / "handout.odt").read("styles.xml").decode()
    assert 'w:lang w:val="nl-NL"' in word and 'fo:language="nl" fo:country="NL"' in odt.replace(
        'style:language-asian="nl" style:language-complex="nl" ', ""
    )
