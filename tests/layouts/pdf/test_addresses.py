"""An address on two lines is one address: for who looks, presses, listens and copies."""

from __future__ import annotations

import io
import shutil
import subprocess

import page as page_validation
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.layouts.pdf.one_page import one_page
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.proof.readers.inspection import inspect, walk
from wegwijs.proof.readers.page import PT
from wegwijs.proof.readers.pdf import Reading
from wegwijs.sources.values import Email

ADDRESS = "meldpuntradicalisering@samenwerkende-gemeenten-oost.nl"
BEFORE, AFTER = "Foutje gezien? Mail dat aan", "Dat helpt."


@pytest.fixture(scope="module", params=["nl", "ar"])
def pdf(request, theme, outline_in) -> bytes:
    """A page with an address in the middle of a paragraph, which has no room for it on one line."""
    outline = outline_in(request.param)
    (address,) = Words.value(Email.parse(ADDRESS), f"Mail {ADDRESS}").runs
    words = Words((Run(f"{BEFORE} ", ltr=True), address, Run(f" {AFTER}", ltr=True)))

    def draw(page, section):
        panel = Panel("proef", page, 10, 70, theme.for_outline(outline), outline)
        panel.text(section.child("P"), words, panel.style("body"), 0, 20, 70)
        assert not panel.overflows

    return one_page(draw, (100, 100), colour_profile=theme.colour_profile)


def test_both_lines_can_be_pressed_and_nothing_beside_them(pdf):
    """As a viewer does that knows areas of links as rectangles only."""
    pressed: dict[bool, str] = {True: "", False: ""}
    shown = pypdfium2.PdfDocument(pdf)[0]
    with Reading(pdf) as reading:
        (page,) = reading.pages
        for mark in page.marks:
            if mark.mcid is not None:
                left, top, right, bottom = (side / PT for side in mark.box)
                middle = (left + right) / 2, page.trim[3] - (top + bottom) / 2
                link = pdfium.FPDFLink_GetLinkAtPoint(shown.raw, *middle)
                pressed[bool(link)] += mark.text
    assert pressed[True] == ADDRESS
    assert pressed[False].replace(" ", "") == f"{BEFORE}{AFTER}".replace(" ", "")
    with pikepdf.open(io.BytesIO(pdf)) as file:
        links = list(file.pages[0].Annots)
    assert len(links) == 2
    assert {str(link.A.URI) for link in links} == {f"mailto:{ADDRESS}"}


def test_it_is_one_link_for_who_listens(pdf):
    inspection = inspect(pdf)
    (link,) = (element for element in walk(inspection.elements) if element.tag == "Link")
    assert link.text == ADDRESS
    assert {one.says for one in link.links} == {f"Mail {ADDRESS}"}
    (paragraph,) = (element for element in walk(inspection.elements) if element.tag == "P")
    assert paragraph.text == f"{BEFORE} {ADDRESS} {AFTER}"
    assert inspection.problems == ()
    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf_bytes(
            pdf, profile=page_validation.ValidationProfile(profile)
        )
        assert report.is_compliant, [str(failure) for failure in report.failures]


def test_copying_gives_it_whole(pdf):
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert ADDRESS in text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler (pdftotext) is not installed")
def test_copying_out_of_poppler_gives_it_whole(pdf, tmp_path):
    (tmp_path / "page.pdf").write_bytes(pdf)
    text = subprocess.run(
        ["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout
    assert ADDRESS in text
