"""Every PDF of the pack: accessible, archivable, and saying exactly what the outline says."""

from __future__ import annotations

import io
from collections import Counter

import page as page_validation
import pikepdf
import pytest
import uharfbuzz as hb

from tests.conftest import IN_LANGUAGES, IN_TRANSLATIONS, LANGUAGES, in_more
from tests.layouts.reading import EXPECTED
from wegwijs.layouts.typesetting.fonts import LETTERS
from wegwijs.proof.readers.copier import copies, decode, render
from wegwijs.proof.readers.inspection import blocks, inspect, walk
from wegwijs.proof.verapdf import validate

PDFS = tuple(EXPECTED)
ONE_CARD_FIVE_TIMES = {"pocket-card-a4.pdf": 5}


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("name", PDFS)
def test_a_screen_reader_finds_what_the_outline_says_in_reading_order(
    name, language, files_in, outline_in
):
    found = list(blocks(inspect(files_in(language)[name])))
    assert found == list(EXPECTED[name](outline_in(language), found))


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("name", PDFS)
def test_tags_and_page_content_agree(name, language, files_in, outline_in):
    inspection = inspect(files_in(language)[name])
    assert inspection.problems == ()
    assert inspection.title == str(outline_in(language).title)
    assert inspection.language == language


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("name", PDFS)
def test_page_validation_finds_no_fault(name, language, profile, files_in):
    report = page_validation.validate_pdf_bytes(
        files_in(language)[name], profile=page_validation.ValidationProfile(profile)
    )
    assert report.is_compliant, [str(failure) for failure in report.failures]


@pytest.mark.verapdf
def test_verapdf_passes_every_pdf_in_every_language_for_ua1_and_2a(files_in, tmp_path):
    paths = []
    for language in LANGUAGES:
        for name in PDFS:
            path = tmp_path / language / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files_in(language)[name])
            paths.append(path)
    verdicts = validate(paths)
    assert len(verdicts) == len(PDFS) * len(LANGUAGES)
    assert {str(path): failures for path, failures in verdicts.items() if failures} == {}


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("name", ["leaflet.pdf", "pocket-card.pdf"])
def test_dutch_names_and_every_other_language_are_marked_as_such(
    name, language, files_in, outline_in
):
    outline = outline_in(language)
    elements = list(walk(inspect(files_in(language)[name]).elements))
    marked = {element.text.strip(): element.language for element in elements if element.text}
    assert marked[str(outline.entries[2].name)] == "nl"
    lse = outline.entries[3]
    assert marked[str(lse.links[lse.phone])] == "nl"
    if outline.draft:
        assert marked["CONCEPT"] == "nl"
    if outline.about and name == "leaflet.pdf":
        about = str(outline.about)  # on one line or two
        assert "nl" in {said for text, said in marked.items() if text[:20] == about[:20]}


@pytest.mark.parametrize("language", IN_TRANSLATIONS)
@pytest.mark.parametrize("name", ["leaflet.pdf", "pocket-card.pdf"])
def test_every_qr_code_decodes_in_every_language(name, language, files_in, outline):
    pages = (render(files_in(language)[name], number, 300) for number in (1, 2))
    found = Counter(text for image in pages for text in decode(image))
    assert found == Counter(entry.code for entry in outline.entries)


@pytest.mark.parametrize("name", [*PDFS[:1], *in_more(*PDFS[1:])])
def test_every_qr_code_on_the_page_leads_to_its_organisation(name, files, outline):
    expected = Counter(entry.code for entry in outline.entries)
    cards = ONE_CARD_FIVE_TIMES.get(name, 1)
    found: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for number in (1, 2):
        image = render(files[name], number, 300)
        for generation, sheet in enumerate((image, *copies(image, 2))):
            found[generation].update(decode(sheet))
    asked = Counter({url: count * cards for url, count in expected.items()})
    assert found == [asked, asked, asked], "on the page, a copy, and a copy of that"


@pytest.mark.parametrize("name", PDFS)
def test_numbers_and_addresses_are_links_that_say_where_they_lead(name, files, outline):
    with pikepdf.open(io.BytesIO(files[name])) as pdf:
        links = {
            str(link.A.URI): str(link.Contents)
            for sheet in pdf.pages
            for link in sheet.get("/Annots", [])
        }
    for entry in outline.entries:
        if entry.phone:
            assert links[entry.phone.target] == f"Bel {entry.title}: {entry.phone}"
        if entry.email and (entry.phone or "card" not in name):
            assert links[entry.email.target] == f"Mail naar {entry.email}"
        assert links[entry.url.target] == f"Ga naar {entry.url}"
    assert not any("112" in target for target in links), "nobody dials 112 by accident"


@pytest.mark.parametrize("name", PDFS)
def test_fonts_are_embedded_subsets_and_the_page_needs_no_colour_space(name, files):
    with pikepdf.open(io.BytesIO(files[name])) as pdf:
        fonts = [font for sheet in pdf.pages for font in sheet.Resources.Font.values()]
        assert fonts
        for font in fonts:
            descendant = font.DescendantFonts[0]
            descriptor = descendant.FontDescriptor
            left, bottom, right, top = (
                int(side) + off
                for side, off in zip(descriptor.FontBBox, (-1, -1, 1, 1), strict=True)
            )
            embedded = hb.Font(hb.Face(descriptor.FontFile2.read_bytes()))
            embedded.scale = (1000, 1000)
            for glyph in range(embedded.face.glyph_count):
                x, y, width, height = embedded.get_glyph_extents(glyph)
                assert left <= x <= x + width <= right, glyph
                assert bottom <= y + height <= y <= top, glyph
            assert str(font.BaseFont)[7] == "+"
            assert "SourceSans3-200" not in str(font.BaseFont), "ExtraLight is the raw instance"


@pytest.mark.parametrize("name", ["leaflet.pdf", "print-instructions.pdf"])
def test_a_face_that_no_edition_names_itself_in_has_only_letters_that_are_on_the_page(name, files):
    """A name of any letters shares the fonts of all editions, where names stand: for an edition
    without contacts of its own that is plain type and bold.
    """
    counts = {}
    with pikepdf.open(io.BytesIO(files[name])) as pdf:
        for key, font in pdf.pages[0].Resources.Font.items():
            counts[int(key.rpartition("-")[2])] = len(font.DescendantFonts[0].W) // 2
    assert {weight for weight, count in counts.items() if count >= len(LETTERS)} == {400, 700}
    assert counts.keys() >= {600, 900}


@pytest.mark.parametrize("name", PDFS)
def test_type_is_pure_black_or_white_so_that_a_copier_keeps_it(name, files):
    with pikepdf.open(io.BytesIO(files[name])) as pdf:
        for sheet in pdf.pages:
            operators = pikepdf.parse_content_stream(sheet)
            inside_text = False
            for operands, operator in operators:
                inside_text = {"BT": True, "ET": False}.get(str(operator), inside_text)
                if inside_text and str(operator) == "g":
                    assert int(operands[0]) in (0, 1)
                assert not (inside_text and str(operator) in ("rg", "k"))


@pytest.mark.parametrize("name", PDFS)
def test_every_figure_has_a_box_and_words(name, files):
    figures = [e for e in walk(inspect(files[name]).elements) if e.tag == "Figure"]
    assert len(figures) == 7
    assert all(figure.alt for figure in figures)


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("name", PDFS)
def test_a_print_dialog_opens_on_real_size_and_the_right_two_sides(name, language, files_in):
    edge = "Long" if name == "pocket-card-a4.pdf" else "Short"
    with pikepdf.open(io.BytesIO(files_in(language)[name])) as pdf:
        asked = pdf.Root.ViewerPreferences
        assert asked.Duplex == f"/DuplexFlip{edge}Edge"
        assert asked.PrintScaling == "/None"
        assert not {"/NumCopies", "/PickTrayByPDFSize"} & set(asked.keys()), "that is the user's"
