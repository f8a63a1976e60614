"""The slides, as PowerPoint and a trainer meet them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from pptx import Presentation
from pptx.util import Mm
from pypdfium2 import PdfDocument

from tests.proof.rules.test_slides import NAME, case, deck
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.products.slides.render import render_slides
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.layouts.typesetting.lines import Style
from wegwijs.layouts.typesetting.typeset import set_text
from wegwijs.press.preview.word import find_office
from wegwijs.proof.judge import judge

TITLES = ["Bent u bang dat iemand radicaliseert?", "Wat is er aan de hand?", "Politie", "Uw gemeente",
          "Vertrouwensinspecteurs", "Landelijk Steunpunt Extremisme (LSE)",
          "Meld Misdaad Anoniem (M.)", "Expertise-unit Sociale Stabiliteit (ESS)", "NCTV",
          "Begin hier", "Als u belt", "Bij u in de buurt", "Wegwijzer"]  # fmt: skip


def opened(data: bytes) -> Presentation:
    return Presentation(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_each_slide_has_a_title_of_its_own_and_notes_for_the_trainer() -> None:
    slides = opened(deck("nl", "nationaal")).slides
    assert [slide.shapes.title.text for slide in slides] == TITLES
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides]
    assert notes[1].splitlines()[1] == "1. Politie: 0900-8844"
    assert "Nagekeken op 23\N{NO-BREAK SPACE}november\N{NO-BREAK SPACE}2026." in notes[2]


def test_it_is_wide_and_has_our_layouts_only() -> None:
    read = opened(deck("nl", "nationaal"))
    assert (read.slide_width, read.slide_height) == (12192000, 6858000)
    names = [layout.name for layout in read.slide_layouts]
    assert names == ["Voorkant", "Borden", "Organisatie", "Tekst", "Colofon"]
    used = {slide.slide_layout.name for slide in read.slides}
    assert used == set(names)
    for slide in read.slides:
        known = {one.placeholder_format.idx for one in slide.slide_layout.placeholders}
        assert {one.placeholder_format.idx for one in slide.placeholders} <= known


def test_a_numeral_leads_to_the_slide_of_its_organisation_and_back() -> None:
    slides = list(opened(deck("nl", "nationaal")).slides)
    arms = [shape for shape in slides[1].shapes if shape.shape_type == 6]
    leads = [
        (tip.text_frame.text, slides.index(tip.click_action.target_slide) + 1)
        for arm in arms
        for tip in arm.shapes
        if tip.click_action.target_slide
    ]
    assert leads == [(str(n), n + 2) for n in range(1, 8)]
    (sign,) = (shape for shape in slides[5].shapes if shape.shape_type == 6)
    assert slides.index(sign.shapes[1].click_action.target_slide) == 1


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_who_is_close_by_is_said_in_letters_of_14_points_and_more(language: str) -> None:
    slide = opened(deck(language)).slides[11]
    labels = [shape for shape in slide.shapes if shape.name == "Contact"]
    runs = [run for one in labels for par in one.text_frame.paragraphs for run in par.runs]
    assert len(labels) == 3
    assert min(run.font.size.pt for run in runs) >= 14
    named = [shape for shape in slide.shapes if shape.name == "Nummer"]
    signs = [shape.top for shape in named if not shape.is_placeholder]
    assert signs[0] == signs[1], "signs beside each other are as high"
    assert all(label.top + label.height < sign for label, sign in zip(labels, signs, strict=True))


DEJAVU = (
    1.33  # how much wider than ours its bold Arabic letters are, which LibreOffice on Linux takes
)


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_the_words_of_each_arm_fit_on_its_line_in_the_widest_letters_likely(language: str) -> None:
    fonts = build_outline(pack_in(language)).fonts
    burst = []
    for slide in list(opened(deck(language)).slides)[:2]:
        for arm in (shape for shape in slide.shapes if shape.shape_type == 6):
            body = arm.shapes[0]
            (paragraph,) = body.text_frame.paragraphs
            style = Style(paragraph.runs[0].font.size.pt, 0, weight=700)
            words = Words.of(paragraph.text.strip("\u200e"), language)
            (line,) = set_text(words, style, FontSet(fonts), None, True)
            room = body.width - body.text_frame.margin_left - body.text_frame.margin_right
            if Mm(line.width * DEJAVU) > room:
                burst.append(paragraph.text)
    assert burst == []


def test_the_same_edition_gives_the_same_bytes_without_a_time_of_the_clock() -> None:
    outline = build_outline(pack_in("nl"))
    before = render_slides(outline)
    render_slides(build_outline(pack_in("nl", "voorbeeld-gemeente")))
    assert render_slides(outline) == before
    with zipfile.ZipFile(io.BytesIO(before)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_arabic_slides_are_mirrored_but_not_their_numbers() -> None:
    xml = parts(deck("ar", "nationaal"))["ppt/slides/slide3.xml"].decode()
    assert 'flipH="1"' in xml
    number = re.search(r"<a:pPr ([^>]*)>(?:(?!</a:p>).)*0900-8844", xml)
    assert number and 'rtl="0"' in number[1]
    assert opened(deck("ar", "nationaal")).slides[2].shapes.title.left > Mm(10)


def test_nothing_of_another_template_is_in_it() -> None:
    there = parts(deck("nl", "nationaal"))
    assert not [name for name in there if "printerSettings" in name or "thumbnail" in name]
    assert b"Office Theme" not in b"".join(there.values())


def test_a_title_that_is_too_long_is_told_by_name() -> None:
    outline = build_outline(pack_in("nl"))
    title = Words.of("Bent u bang dat iemand die u goed kent en met wie u samenwerkt " * 6)
    with pytest.raises(DoesNotFit, match=r"dia's \(nl\), paneel Bent u bang"):
        render_slides(replace(outline, title=title))


def converted(folder: Path, language: str) -> bytes:
    (folder / "in").mkdir()
    path = folder / "in" / NAME
    path.write_bytes(deck(language, "nationaal"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    given = [str(find_office()), profile, "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*given, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=120
    )
    return (folder / "slides.pdf").read_bytes()


@pytest.mark.libreoffice
@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_libreoffice_shows_every_slide_with_its_number(language: str, tmp_path: Path) -> None:
    pages = PdfDocument(converted(tmp_path, language))
    assert len(pages) == len(TITLES)
    for number, page in enumerate(pages, start=1):
        text = page.get_textpage().get_text_bounded()
        assert str(number) in text
        assert round(page.get_width() / page.get_height(), 2) == 1.78
    assert "0900-8844" in pages[2].get_textpage().get_text_bounded()


@pytest.mark.libreoffice
def test_slides_that_libreoffice_saved_are_judged_as_changed_ones(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / NAME
    path.write_bytes(deck("nl", "nationaal"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    given = [str(find_office()), profile, "--headless", "--convert-to", "pptx"]
    subprocess.run(
        [*given, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120
    )
    saved = (tmp_path / NAME).read_bytes()
    found = judge(case(saved, tmp_path, "nl", "nationaal", edited=True)).findings
    assert [one for one in found if not one.mild] == []
