"""Every page looks as it was approved. Whoever changes one on purpose looks at it, and accepts it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.conftest import Files
from tests.golden.approved import (
    DPI,
    FEW,
    FINER,
    FOLDER,
    LANGUAGES,
    approved,
    compare,
    difference,
    drawn,
    few,
    files,
    names_of,
    reduced,
)
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.contract import File
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.press.preview.word import find_office

ADVICE = "Look at these pictures. Are the pages right? python -m tests.golden accept"
# Slides carry no fonts: these stand in for the ones that they name.
FONTS = {"pptx": ("Carlito", "Liberation Sans", "Noto Sans Ethiopic")}
OFFICE = "7.4"  # the LibreOffice whose pages were approved; others break lines elsewhere


@cache
def office_version() -> str:
    office = find_office()
    assert office
    told = subprocess.run([office, "--version"], capture_output=True, text=True, check=True)
    return ".".join(told.stdout.split()[1].split(".")[:2])


@cache
def has_font(name: str) -> bool:
    fc = shutil.which("fc-list")
    return bool(fc and subprocess.run([fc, name], capture_output=True, check=False).stdout)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", files(word=False), ids=lambda file: file.name)
def test_a_pdf_looks_as_it_was_approved(
    language: str, file: File, files_in: Callable[[str], Files], tmp_path: Path
) -> None:
    told = list(compare(language, file, drawn(file, files_in(language)[file.name]), tmp_path))
    assert not told, "\n".join([*told, ADVICE])


@pytest.mark.parametrize(("language", "file"), few(), ids=[file.name for _, file in few()])
def test_chinese_looks_as_it_was_approved(
    language: str,
    file: File,
    outline_in: Callable[[str], Outline],
    theme: Theme,
    tmp_path: Path,
) -> None:
    outline = outline_in(language)
    made = file.render(outline, theme.for_outline(outline), Profile.OFFICE)
    told = list(compare(language, file, drawn(file, made), tmp_path))
    assert not told, "\n".join([*told, ADVICE])


@pytest.mark.libreoffice
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", files(word=True), ids=lambda file: file.name)
def test_a_word_file_looks_as_it_was_approved(
    language: str, file: File, files_in: Callable[[str], Files], tmp_path: Path
) -> None:
    if office_version() != OFFICE:
        pytest.skip(f"the pages of LibreOffice {OFFICE} were approved, this is {office_version()}")
    if missing := [name for name in FONTS.get(file.format, ()) if not has_font(name)]:
        pytest.skip(f"the pages were approved in other fonts: {', '.join(missing)}")
    told = list(compare(language, file, drawn(file, files_in(language)[file.name]), tmp_path))
    assert not told, "\n".join([*told, ADVICE])


@pytest.mark.parametrize("language", [*LANGUAGES, *FEW])
def test_every_product_has_approved_pages_and_nothing_else_is_kept(language: str) -> None:
    kept = {path.stem for path in FOLDER.glob(f"{language}/*")}
    every = [file for code, file in few() if code == language]
    every = every or [*files(word=False), *files(word=True)]
    known = {file.name: set(approved(language, file)) for file in every}
    assert all(known.values()), "python -m tests.golden accept"
    assert kept == set().union(*known.values())


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*.png")) < 1_900_000


# --- what is seen and what is not -----------------------------------------------------------------


@pytest.fixture(scope="module")
def leaflet(files: Files) -> bytes:
    return files["leaflet.pdf"]


def drawn_large(data: bytes, **how: object) -> Image.Image:
    """The outside of the leaflet."""
    with pypdfium2.PdfDocument(io.BytesIO(data)) as document:
        return document[0].render(scale=DPI * FINER / 72, **how).to_pil().convert("RGB")


def page(data: bytes, **how: object) -> Image.Image:
    """The same as large as it is kept."""
    return drawn_large(data, **how).reduce(FINER)


def test_another_smoothing_of_letters_is_no_difference(leaflet: bytes) -> None:
    golden = reduced(page(leaflet))
    assert difference(golden, page(leaflet)) is None
    assert page(leaflet, optimize_mode="lcd") != page(leaflet)
    assert difference(golden, page(leaflet, optimize_mode="lcd")) is None


def test_a_tenth_of_a_millimetre_lower_is_no_difference(leaflet: bytes) -> None:
    golden, large = reduced(page(leaflet)), drawn_large(leaflet)
    lower = ImageChops.offset(large, 0, 1)  # pixels of 0.1 mm
    assert difference(golden, lower.reduce(FINER)) is None


def test_a_panel_that_is_moved_by_two_millimetres_is_seen(leaflet: bytes) -> None:
    before = page(leaflet)
    after, third = before.copy(), before.width // 3
    lower = round(2 / 25.4 * DPI)
    after.paste(before.crop((0, 0, third, before.height - lower)), (0, lower))
    found = difference(reduced(before), after)
    assert found
    assert found.mismatch > 100
    assert all(left < third for left, _, _, _ in found.boxes)


def test_a_missing_word_is_seen(leaflet: bytes) -> None:
    before = page(leaflet)
    after = before.copy()
    after.paste("white", (60, 96, 92, 110))  # "nu gevaar" without its second half
    assert difference(reduced(before), after)


def test_a_page_of_another_size_and_one_more_or_less_are_told(
    leaflet: bytes, tmp_path: Path
) -> None:
    file = FILES_BY_NAME["leaflet.pdf"]
    pages = dict(drawn(file, leaflet))
    first = pages.pop(next(iter(pages)))
    pages["leaflet-3"] = first.resize((10, 10))
    told = list(compare("nl", file, pages, tmp_path))
    assert len(told) == 2
    assert all(Path(line.rsplit(": ", 1)[1]).exists() for line in told)


def test_pages_are_known_by_their_file() -> None:
    card, handout = FILES_BY_NAME["pocket-card.pdf"], FILES_BY_NAME["handout.docx"]
    assert names_of(card, "pocket-card-a4-1") == ("pocket-card-1-outside", "pocket-card-2-inside")
    assert names_of(handout, "handout-3") == ("handout-3",)
    assert names_of(handout, "handout-x") == ()
