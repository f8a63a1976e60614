"""The leaflet: panels, folds, safe margins, type sizes, and what happens to longer text."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

from tests.conftest import IN_LANGUAGES
from wegwijs.layouts.content.outline import Logo, Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.leaflet.panels import MEASURE
from wegwijs.layouts.products.leaflet.paper import FOLDS, FRAMES, HEIGHT, WIDTH
from wegwijs.layouts.products.leaflet.render import render_leaflet
from wegwijs.proof.readers.copier import render
from wegwijs.proof.readers.inspection import inspect, walk
from wegwijs.proof.readers.pdf import Reading

MM = 72 / 25.4


def dark_columns(image, top=0.0, bottom=HEIGHT):
    """The x (mm) at which there is ink between two heights."""
    scale = image.width / WIDTH
    strip = image.crop((0, int(top * scale), image.width, int(bottom * scale)))
    row = strip.point(lambda grey: 255 if grey < 200 else 0).resize((image.width, 1), 4)
    return [x / scale for x in range(image.width) if row.getpixel((x, 0)) > 0]


def test_two_landscape_a4_pages(files):
    pdf = pypdfium2.PdfDocument(files["leaflet.pdf"])
    assert len(pdf) == 2
    for sheet in pdf:
        assert [round(side / MM, 1) for side in sheet.get_size()] == [297, 210]


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_stands_near_the_edge_or_on_a_fold(number, files):
    image = render(files["leaflet.pdf"], number, 300)
    live = dark_columns(image, 9, 201.2)
    assert min(live) >= 7 and max(live) <= WIDTH - 7
    for fold in FOLDS[number - 1]:
        assert not [x for x in live if abs(x - fold) < 7.8], (
            "8 mm on each side of a fold, but for half an outline"
        )
    assert not dark_columns(image, 0, 4.9) and not dark_columns(image, 205.1, 210)


@pytest.mark.parametrize("number", [1, 2])
def test_fold_ticks_stand_on_the_folds_of_the_c_fold(number, files):
    image = render(files["leaflet.pdf"], number, 300)
    for top, bottom in ((5.2, 6.9), (203.1, 204.8)):  # where type stands no more
        ticks = dark_columns(image, top, bottom)
        for fold in FOLDS[number - 1]:
            assert any(abs(x - fold) < 0.15 for x in ticks)
        assert all(min(abs(x - fold) for fold in FOLDS[number - 1]) < 0.3 for x in ticks)


def test_panels_have_the_widths_of_a_c_fold():
    """The flap folds in: it is 1 to 4 mm narrower than the others, and lies behind the last."""
    outside = [FRAMES[name].width for name in ("flap", "back", "cover")]
    inside = [FRAMES[f"inside {number}"].width for number in (1, 2, 3)]
    flap, back, cover = outside
    assert 1 <= cover - flap <= 4
    assert back == cover and sum(outside) == WIDTH
    assert inside == outside[::-1], "the same paper, seen from behind"


def sizes(pdf: bytes) -> list[tuple[float, int]]:
    """Every type size on the page in pt, with the number of glyphs set in it."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for sheet in file.pages:
            size = 0.0
            for operands, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) == "Tf":
                    size = float(operands[1])
                if str(operator) == "TJ":
                    found.append((size, len(operands[0])))
    return found


def test_body_is_12_pt_and_nothing_is_under_10(files):
    found = sizes(files["leaflet.pdf"])
    assert min(size for size, _ in found) >= 10
    assert sum(size == 12 for size, _ in found) > 40


def test_press_sheet_has_bleed_and_marks_outside_the_trim(files):
    with pikepdf.open(io.BytesIO(files["press/leaflet.pdf"])) as pdf:
        for sheet in pdf.pages:
            media, bleed, trim = (
                [float(side) / MM for side in sheet[box]]
                for box in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([297, 210], abs=0.01)
            assert [trim[i] - bleed[i] for i in range(4)] == pytest.approx([3, 3, -3, -3], abs=0.01)
            assert bleed[0] > media[0] and bleed[2] < media[2]
    office, press = (render(files[name], 1, 150) for name in ("leaflet.pdf", "press/leaflet.pdf"))
    margin = round(10 * 150 / 25.4)
    trimmed = press.crop((margin, margin, margin + office.width, margin + office.height))
    scale = office.width / WIDTH
    for image in (office, trimmed):  # the same page, but for the fold ticks
        assert image.crop((int(7 * scale), int(9 * scale), 100, 110)).getextrema()[0] < 60
    corner = press.crop((0, 0, margin + 2, margin + 2))
    assert corner.getextrema()[0] < 128, "crop marks in the corner"
    between = press.crop((margin - int(2.8 * scale), 0, margin - 2, press.height))
    assert between.getextrema() == (255, 255), "the bleed is free of marks"


def longer(words: Words, times: float) -> Words:
    """The same words, ``times`` as long, in pieces that can be broken."""
    text = str(words)
    extra = re.sub(r"[^a-z ]", "", text.lower())
    while len(text) < times * len(str(words)):
        text += " " + extra[: int(times * len(str(words))) - len(text)]
    return Words.of(" ".join(text.split()))


def stretched(outline: Outline, times: float) -> Outline:
    """A pack whose explanations are longer, as a translation's would be."""
    groups = tuple(
        replace(
            group,
            entries=tuple(
                replace(e, what=longer(e.what, times), when=longer(e.when, times))
                for e in group.entries
            ),
        )
        for group in outline.groups
    )
    return replace(outline, groups=groups)


def test_longer_text_gives_way_but_never_the_numbers(outline, theme, files):
    pdf = render_leaflet(stretched(outline, 1.3), theme)
    assert sizes(pdf) != sizes(files["leaflet.pdf"])
    for phone_size in (25, 21, 37):
        before = [s for s in sizes(files["leaflet.pdf"]) if s[0] == phone_size]
        assert before and [s for s in sizes(pdf) if s[0] == phone_size] == before
    assert min(size for size, _ in sizes(pdf)) >= 10


def test_text_that_cannot_fit_names_panel_language_and_millimetres(outline, theme):
    with pytest.raises(DoesNotFit) as caught:
        render_leaflet(stretched(outline, 3), theme)
    message = str(caught.value)
    assert re.search(r"leaflet \(nl\), paneel inside \d: \d+\.\d mm te veel: ", message)


@pytest.mark.parametrize("field", ["publisher", "title"])
def test_a_very_long_word_is_refused_not_cut_off(field, outline, theme):
    word = "x" * 200
    changed = replace(
        outline,
        **{"publisher": {"colophon": (Words.of(word),)}, "title": {"title": Words.of(word)}}[field],
    )
    with pytest.raises(DoesNotFit, match=r"paneel (cover|back)"):
        render_leaflet(changed, theme, Profile.OFFICE)


def ink_between(image, column, top, bottom):
    """The rows (mm) with ink between two heights of a column."""
    scale = image.width / WIDTH
    left, right = (int(x * scale) for x in column)
    strip = image.crop((left, int(top * scale), right, int(bottom * scale)))
    rows = strip.point(lambda grey: 255 if grey < 200 else 0).resize((1, strip.height), 4)
    return [top + y / scale for y in range(strip.height) if rows.getpixel((0, y)) > 0]


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_a_second_heading_is_nearer_to_its_own_list_than_to_what_stands_above(
    language, files_in, outline_in
):
    pdf, outline = files_in(language)["leaflet.pdf"], outline_in(language)
    heading = next(
        element
        for element in walk(inspect(pdf).elements)
        if element.tag == "H2" and element.text == str(outline.groups[-1].heading)
    )
    with Reading(pdf) as reading:
        page, (left, top, right, bottom) = reading.place_of(heading)
    assert page == 2
    image = render(pdf, 2, 300)
    column = (right - MEASURE, right) if outline.direction == "rtl" else (left, left + MEASURE)
    above = top - max(ink_between(image, column, top - 30, top - 0.2))
    below = min(ink_between(image, column, bottom + 0.2, bottom + 30)) - bottom
    # mm; the comma below a Romanian letter hangs lower than all other letters do
    least = 1.6 if set("șțȘȚ") & set(heading.text) else 2
    assert least < below < above


def picture(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "black").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("size", [(900, 120), (400, 700)], ids=["wide", "high"])
def test_a_logo_stands_clear_of_mark_title_and_publisher(size, language, outline_in, theme):
    outline = replace(outline_in(language), logo=Logo(picture(size), "Logo"))
    with Reading(render_leaflet(outline, theme.for_outline(outline))) as reading:
        marks = reading.pages[0].marks
    (logo,) = (mark.box for mark in marks if mark.kind == "picture")
    others = [
        mark.box
        for mark in marks
        if mark.kind != "picture" and mark.box[0] < logo[2] and mark.box[2] > logo[0]
    ]
    assert all(box[3] < logo[1] - 1 or box[1] > logo[3] + 1.5 for box in others)


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_between_two_numerals_of_an_arm_there_is_a_line(language, files_in, outline_in):
    arms = [arm for arm in outline_in(language).arms if len(arm.numerals) == 2]
    routes = [r for s in outline_in(language).situations for r in s.routes if len(r.numerals) == 2]
    with Reading(files_in(language)["leaflet.pdf"]) as reading:
        marks = [mark for mark in reading.pages[0].marks if mark.kind == "path"]
        white = [mark.box for mark in marks if mark.grey == 255]
    lines = [box for box in white if box[2] - box[0] < 1 and 4 < box[3] - box[1] < 7]
    assert len(lines) == len(arms) + len(routes) > 0
