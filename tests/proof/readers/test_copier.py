"""The copier must be bad enough to fail a code that is too small, and no worse."""

import io

import pytest
import qrcode  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from wegwijs.proof.readers.copier import COPY_DPI, RENDER_DPI, copies, decode, render

ADDRESS = "https://www.example.nl/hulp-bij-radicalisering"
SEEDS = range(1, 6)


def page_with_code(module: float) -> bytes:
    """Draw ADDRESS as a QR code with modules of so many millimetres on a page of 50 by 50 mm."""
    code = qrcode.QRCode(border=0, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(ADDRESS)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(50 * mm, 50 * mm))
    canvas.translate(10 * mm, 40 * mm)
    canvas.scale(module * mm, -module * mm)
    for y, row in enumerate(code.get_matrix()):
        for x, dark in enumerate(row):
            if dark:
                canvas.rect(x, y, 1, 1, stroke=0, fill=1)
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("module", "found"), [(0.5, [ADDRESS]), (0.2, [])])
def test_second_generation(module: float, found: list[str], seed: int) -> None:
    image = render(page_with_code(module), 1)
    assert decode(image) == [ADDRESS], "legible before it is copied"
    assert decode(list(copies(image, 2, seed))[-1]) == found


def test_copy_is_black_and_white_at_its_own_resolution_and_repeatable() -> None:
    image = render(page_with_code(0.5), 1)
    (copied,) = copies(image, 1, seed=7)
    assert copied.width == round(image.width * COPY_DPI / RENDER_DPI)
    assert {grey for _, grey in copied.getcolors() or []} == {0, 255}
    assert copied.tobytes() == next(copies(image, 1, seed=7)).tobytes()
    assert copied.tobytes() != next(copies(image, 1, seed=8)).tobytes()


@pytest.mark.parametrize("page", [0, 2])
def test_page_that_is_not_there(page: int) -> None:
    with pytest.raises(IndexError, match="only 1 to 1"):
        render(page_with_code(0.5), page)
