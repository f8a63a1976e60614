"""The pocket card: real size, both sides, five on A4 that meet in duplex."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import ImageChops

from layouts.imposition import LEFT, TOP
from layouts.pocket_card import HEIGHT, WIDTH
from press.proof.copier import render
from tests.layouts.test_leaflet import MM, sizes


@pytest.mark.parametrize(
    ("name", "size"), [("pocket-card.pdf", [170, 55]), ("pocket-card-a4.pdf", [210, 297])]
)
def test_two_pages_at_real_size(name, size, files):
    pdf = pypdfium2.PdfDocument(files[name])
    assert [[round(side / MM, 1) for side in sheet.get_size()] for sheet in pdf] == [size, size]


def test_type_is_8_pt_or_larger_and_numbers_14(files, outline):
    found = [size for size, _ in sizes(files["pocket-card.pdf"])]
    assert min(found) >= 8
    numbers = sum(entry.phone is not None for entry in outline.entries)
    # 112 and its words, the two lines of the title
    assert sum(size >= 14 for size in found) >= numbers + 2 + 2


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_within_5_mm_of_the_edge_or_the_fold(number, files):
    image = render(files["pocket-card.pdf"], number, 300)
    scale = image.width / WIDTH
    face = [(4.9, 80.1), (89.9, 165.1)]  # signs have an outline of 0.6 pt, half of it outside
    inked = image.point(lambda grey: 255 if grey < 200 else 0)
    for left, right in ((0, face[0][0]), (face[0][1], face[1][0]), (face[1][1], WIDTH)):
        strip = inked.crop(
            (
                int(left * scale) + 1,
                int(3.2 * scale),
                int(right * scale) - 1,
                int((HEIGHT - 3.2) * scale),
            )
        )
        assert strip.getbbox() is None
    top = inked.crop((0, 0, image.width // 2 - 20, int(4.9 * scale)))
    bottom = inked.crop((0, int(51 * scale), image.width // 2 - 20, image.height))
    assert top.getbbox() is None and bottom.getbbox() is None


@pytest.mark.parametrize("number", [1, 2])
def test_five_equal_cards_stand_on_the_sheet(number, files):
    card = render(files["pocket-card.pdf"], number, 254)  # 10 pixels to a millimetre
    sheet = render(files["pocket-card-a4.pdf"], number, 254)
    for copy in range(5):
        x, y = round(LEFT * 10), round((TOP + copy * HEIGHT) * 10)
        box = (x + 40, y + 35, x + 1660, y + 515)  # within the fold ticks of the single card
        one, other = sheet.crop(box), card.crop((40, 35, 1660, 515))
        # Half a pixel of shift changes half a millimetre by a tenth, a letter all of it.
        difference = ImageChops.difference(one.reduce(5), other.reduce(5))
        assert max(difference.tobytes()) < 90
        assert sum(difference.tobytes()) / len(difference.tobytes()) < 4


def test_insides_lie_behind_the_fronts_when_turned_on_the_long_edge():
    assert pytest.approx(210) == LEFT + WIDTH + LEFT, "mirrored, the stack covers itself"
    assert pytest.approx(297) == TOP + 5 * HEIGHT + TOP


def test_cut_and_fold_marks_stand_outside_the_cards(files):
    sheet = render(files["pocket-card-a4.pdf"], 1, 254).point(lambda g: 255 if g < 200 else 0)
    margin = sheet.crop((0, 0, round(LEFT * 10) - 10, sheet.height))
    rows = [y for y in range(margin.height) if margin.crop((0, y, margin.width, y + 1)).getbbox()]
    for edge in range(6):
        assert any(abs(y / 10 - (TOP + edge * HEIGHT)) < 0.2 for y in rows)
    fold = sheet.crop((1030, 0, 1070, round(TOP * 10) - 10))
    assert fold.getbbox() is not None
