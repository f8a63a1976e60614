"""Arabic: numbers read from left to right, on the picture and when copied; panels from the right."""

from __future__ import annotations

import shutil
import subprocess

import pikepdf
import pypdfium2
import pytest

from wegwijs.proof.readers.copier import decode, render

NUMBERS = ("088 20 80 080", "0900-8844", "0900-1113111", "0800-7000")


def places(page: pypdfium2.PdfTextPage, digits: str) -> list[list[float]]:
    """The left edges (pt) of the digits of every place where they stand in a row."""
    text = [
        (index, page.get_text_range(index, 1))
        for index in range(page.count_chars())
        if page.get_text_range(index, 1).isdecimal()
    ]
    row = "".join(char for _, char in text)
    found, start = [], row.find(digits)
    while start >= 0:
        indices = [index for index, _ in text[start : start + len(digits)]]
        found.append([page.get_charbox(index)[0] for index in indices])
        start = row.find(digits, start + 1)
    return found


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", ["leaflet.pdf", "pocket-card.pdf"])
def test_a_number_reads_left_to_right_on_the_page(name, number, files_in):
    digits = "".join(char for char in number if char.isdecimal())
    found = [
        xs
        for sheet in pypdfium2.PdfDocument(files_in("ar")[name])
        for xs in places(sheet.get_textpage(), digits)
    ]
    assert len(found) == (2 if name == "leaflet.pdf" else 1)
    for xs in found:
        assert xs == sorted(xs)


@pytest.mark.parametrize("name", ["leaflet.pdf", "pocket-card.pdf"])
def test_a_number_that_is_copied_out_of_a_browser_is_right(name, files_in):
    document = pypdfium2.PdfDocument(files_in("ar")[name])
    text = " ".join(sheet.get_textpage().get_text_range() for sheet in document)
    for number in NUMBERS:
        assert number in text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_file_asks_no_reader_to_turn_its_lines_round(files_in, tmp_path):
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(files_in("ar")["leaflet.pdf"])
    with pikepdf.open(path) as pdf:
        assert "/Direction" not in pdf.Root.ViewerPreferences
        assert pdf.Root.Lang == "ar"


@pytest.mark.parametrize(("language", "cover"), [("nl", (197, 297)), ("ar", (0, 100))])
def test_the_cover_lies_where_reading_begins(language, cover, files_in):
    image = render(files_in(language)["leaflet.pdf"], 1, 300)
    scale = image.width / 297
    # Of the three outside panels only the cover has a black arm at the foot: 112.
    foot = image.crop((0, int(185 * scale), image.width, int(196 * scale)))
    row = foot.resize((foot.width, 1), 4)
    black = [x / scale for x in range(row.width) if row.getpixel((x, 0)) < 60]
    assert black and cover[0] < min(black) and max(black) < cover[1]


@pytest.mark.parametrize(("language", "column"), [("nl", (74, 93)), ("ar", (204, 223))])
def test_codes_stand_where_lines_end(language, column, files_in, outline):
    image = render(files_in(language)["leaflet.pdf"], 2, 300)
    left, right = (int(x * image.width / 297) for x in column)
    police = outline.entries[0].url.target
    assert police in decode(image.crop((left, 0, right, image.height)))


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_libreoffice_sets_the_arabic_handout_from_the_right_with_numbers_in_order(
    files_in, tmp_path
):
    (tmp_path / "handout.docx").write_bytes(files_in("ar")["handout.docx"])
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", tmp_path, tmp_path / "handout.docx"],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    pages = [sheet.get_textpage() for sheet in pypdfium2.PdfDocument(tmp_path / "handout.pdf")]
    for number in NUMBERS:
        digits = "".join(char for char in number if char.isdecimal())
        found = [xs for page in pages for xs in places(page, digits)]
        assert len(found) >= 2
        assert all(xs == sorted(xs) for xs in found)
    footer = [
        (pages[0].get_text_range(index, 1), pages[0].get_charbox(index))
        for index in range(pages[0].count_chars())
        if pages[0].get_charbox(index)[1] < 25 / 25.4 * 72
    ]
    digits = sorted((-box[0], char) for char, box in footer if char in "0123456789")
    from_the_right = "".join(char for _, char in digits)
    assert from_the_right.startswith("132"), "version 1, then the 23rd: each number left to right"
    letters = [
        pages[0].get_charbox(index)
        for index in range(pages[0].count_chars())
        if "\u0621" <= pages[0].get_text_range(index, 1) <= "\u064a"
    ]
    assert max(box[2] for box in letters) == pytest.approx(190 / 25.4 * 72, abs=6)
    right_half = sum(box[0] > 105 / 25.4 * 72 for box in letters)
    assert right_half > 0.7 * len(letters)
