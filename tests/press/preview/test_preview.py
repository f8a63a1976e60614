"""Pictures of what was made: what a communications officer puts in a mail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
import pypdfium2
import pytest
from PIL import Image, ImageChops

import generate
from tests.press.conftest import House, add
from wegwijs.layouts.products.leaflet.paper import FLAP, FULL, WIDTH, folds_of
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.press import bounded
from wegwijs.press.files.seal import seal_png
from wegwijs.press.files.store import write
from wegwijs.press.ledger.manifest import NAME, read_manifest
from wegwijs.press.preview import word
from wegwijs.press.preview.pictures import language_name
from wegwijs.press.preview.word import NotConverted, to_pdf
from wegwijs.proof.readers.copier import decode

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="process groups of Unix")
OFFICE = pytest.mark.libreoffice
MARGIN = 16.0  # mm of table around what is folded
CARD = ["pocket-card-1-outside", "pocket-card-2-inside", "pocket-card-folded", "pocket-card-opened"]
LEAFLET = [
    "leaflet-1-outside", "leaflet-2-inside", "leaflet-folded-cover", "leaflet-opened", "leaflet-spread",
]  # fmt: skip


@dataclass
class Output:
    """An output folder, and what is said of the pictures in it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def preview(self, *arguments: str) -> int:
        code = generate.main(["preview", str(self.folder), *arguments])
        told = self.capsys.readouterr()
        self.out, self.err = told.out, told.err
        return code

    def picture(self, name: str, language: str = "nl") -> Image.Image:
        path = self.folder / "nationaal" / language / "preview" / f"{name}.png"
        with Image.open(path) as image:
            return image.convert("RGB")

    def names(self, language: str = "nl") -> list[str]:
        return sorted(p.stem for p in self.folder.glob(f"nationaal/{language}/preview/*.png"))

    def bytes(self) -> dict[str, bytes]:
        return {
            p.relative_to(self.folder).as_posix(): p.read_bytes()
            for p in self.folder.rglob("*.png")
        }


def build(folder: Path, *more: str) -> None:
    today = "--today=2026-11-23"
    assert generate.main(["build", "--output", str(folder), "--quiet", today, *more]) == 0


@pytest.fixture(scope="session")
def national(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The leaflet and the card in Dutch and Arabic."""
    folder = tmp_path_factory.mktemp("landelijk") / "uit"
    build(folder, "--language=nl", "--language=ar", "--product=leaflet", "--product=pocket-card")
    return folder


@pytest.fixture(scope="session")
def seen(national: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its pictures."""
    folder = tmp_path_factory.mktemp("bekeken") / "uit"
    shutil.copytree(national, folder, copy_function=shutil.copy2)
    assert generate.main(["preview", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def seen_small(national: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with small pictures, for what does not depend on their size."""
    folder = tmp_path_factory.mktemp("klein") / "uit"
    shutil.copytree(national, folder, copy_function=shutil.copy2)
    assert generate.main(["preview", str(folder), "--dpi=50"]) == 0
    return folder


@pytest.fixture(scope="session")
def seen_with_guides(national: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with guides over its pictures."""
    folder = tmp_path_factory.mktemp("hulplijnen") / "uit"
    shutil.copytree(national, folder, copy_function=shutil.copy2)
    assert generate.main(["preview", str(folder), "--guides"]) == 0
    return folder


@pytest.fixture
def pictured(seen: Path, capsys: pytest.CaptureFixture[str]) -> Output:
    """To look at, not to change."""
    return Output(seen, capsys)


@pytest.fixture
def coarse(seen_small: Path, capsys: pytest.CaptureFixture[str]) -> Output:
    """To look at, not to change."""
    return Output(seen_small, capsys)


@pytest.fixture
def guided(seen_with_guides: Path, capsys: pytest.CaptureFixture[str]) -> Output:
    """To look at, not to change."""
    return Output(seen_with_guides, capsys)


@pytest.fixture
def output(national: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Output:
    """To change."""
    shutil.copytree(national, tmp_path / "uit", copy_function=shutil.copy2)
    return Output(tmp_path / "uit", capsys)


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(word, "_PLACES", ())


def differ(one: Image.Image, other: Image.Image) -> int:
    """The largest difference between two pictures, of 255."""
    assert one.size == other.size
    return max(high for _, high in ImageChops.difference(one, other).getextrema())


def at(millimetres: float, dpi: int = 150) -> int:
    return round(millimetres / 25.4 * dpi)


# --- every page ------------------------------------------------------------------------------


def test_every_page_has_a_picture_at_its_size_on_paper(pictured: Output) -> None:
    sizes = {"leaflet": (297, 210), "pocket-card": (170, 55), "pocket-card-a4": (210, 297)}
    for language in ("nl", "ar"):
        for file in FILES_BY_NAME.values():
            pdf = pictured.folder / "nationaal" / language / file.name
            if not pdf.exists():
                continue
            with pypdfium2.PdfDocument(pdf) as document:
                assert len(file.pages) == len(document) == 2
                for page, sheet in zip(file.pages, document, strict=True):
                    width, height = sizes[pdf.stem]
                    picture = pictured.picture(page.name, language)
                    assert picture.size == (at(width), at(height))
                    drawn = sheet.render(scale=150 / 72).to_pil().convert("RGB")
                    assert differ(picture, drawn.crop((0, 0, *picture.size))) == 0


def test_a_picture_prints_at_its_real_size(output: Output) -> None:
    assert output.preview("--language=nl", "--dpi=72") == 0
    with Image.open(output.folder / "nationaal/nl/preview/leaflet-1-outside.png") as image:
        assert image.info["dpi"] == pytest.approx((72, 72), abs=0.1)
        assert image.size == (842, 595)


def test_the_codes_can_be_scanned_from_the_pictures(pictured: Output) -> None:
    for language in ("nl", "ar"):
        inside = decode(pictured.picture("leaflet-2-inside", language).convert("L"))
        assert len(inside) == 7
        assert decode(pictured.picture("leaflet-spread", language).convert("L")) == inside
        card = [
            *decode(pictured.picture("pocket-card-1-outside", language).convert("L")),
            *decode(pictured.picture("pocket-card-2-inside", language).convert("L")),
        ]
        assert sorted(card) == inside


def test_the_names_tell_what_the_pictures_show(pictured: Output) -> None:
    sheets = ["pocket-card-a4-1", "pocket-card-a4-2"]
    assert pictured.names("nl") == pictured.names("ar") == sorted([*LEAFLET, *CARD, *sheets])


# --- folded ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "left"), [("nl", WIDTH - FULL), ("ar", 0)])
def test_the_closed_leaflet_shows_the_cover(pictured: Output, language: str, left: float) -> None:
    """Which lies at the right of the sheet, and in Arabic at the left."""
    sheet = pictured.picture("leaflet-1-outside", language)
    live = [sheet.crop((at(left + 9), at(7), at(left + FULL - 9), at(203)))]
    closed = pictured.picture("leaflet-folded-cover", language)
    assert closed.size == (at(FULL + 2 * MARGIN), at(210 + 2 * MARGIN))
    x, y = at(MARGIN + 9), at(MARGIN + 7)
    found = min(
        differ(
            closed.crop((x + dx, y + dy, x + dx + live[0].width, y + dy + live[0].height)), live[0]
        )
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
    )
    assert found == 0, "the cover as it was rendered, to the pixel"


def matches(picture: Image.Image, part: Image.Image, width: float) -> list[int]:
    """How much a part differs from what stands at each place of the same size, by x in mm."""
    y = at(MARGIN) + (picture.height - at(210 + 2 * MARGIN)) // 2
    found = []
    for x in range(int(picture.width / 150 * 25.4 - width)):
        here = picture.crop((at(x), y, at(x) + part.width, y + part.height))
        grey = ImageChops.difference(here.convert("L"), part.convert("L")).reduce(8)
        found.append(sum(grey.tobytes()) // (grey.width * grey.height))
    return found


@pytest.mark.parametrize(
    ("language", "flap", "side"), [("nl", 0, "right"), ("ar", WIDTH - FLAP, "left")]
)
def test_opened_once_the_flap_lies_where_reading_ends(
    pictured: Output, language: str, flap: float, side: str
) -> None:
    sheet = pictured.picture("leaflet-1-outside", language)
    opened = pictured.picture("leaflet-opened", language)
    part = sheet.crop((at(flap), 0, at(flap + FLAP), at(210)))
    rows = matches(opened, part, FLAP)
    place = rows.index(min(rows))
    middle = opened.width / 150 * 25.4 / 2 - FLAP / 2
    assert min(rows) < max(rows) / 3, "the flap is there"
    assert (place > middle) == (side == "right")
    assert opened.width < at(2 * FULL + 2 * MARGIN), "it lies on the panel beside it"


@pytest.mark.parametrize(("language", "left"), [("nl", 85), ("ar", 0)])
def test_the_closed_card_shows_its_cover(pictured: Output, language: str, left: int) -> None:
    sheet = pictured.picture("pocket-card-1-outside", language)
    closed = pictured.picture("pocket-card-folded", language).convert("L")
    on_cover = decode(sheet.crop((at(left), 0, at(left + 85), at(55))).convert("L"))
    assert len(on_cover) == 1
    assert decode(closed) == on_cover


def test_fold_ticks_do_not_look_like_dirt_on_what_is_folded(pictured: Output) -> None:
    closed = pictured.picture("leaflet-folded-cover").convert("L")
    edge = closed.crop((at(MARGIN) - 2, at(MARGIN + 4), at(MARGIN) + 6, at(MARGIN + 9)))
    assert edge.getextrema()[0] > 120


@pytest.mark.parametrize("name", ["leaflet-opened", "leaflet-spread", "pocket-card-opened"])
def test_the_edges_of_the_paper_are_clean(pictured: Output, name: str) -> None:
    for language in ("nl", "ar"):
        picture = pictured.picture(name, language).convert("L")
        strip = picture.crop((0, 0, picture.width, at(MARGIN + 3)))
        assert strip.getextrema()[0] > 120


# --- guides ----------------------------------------------------------------------------------


def coloured(image: Image.Image, colour: tuple[int, int, int]) -> int:
    """How many pixels have just this colour."""
    counts = image.getcolors(image.width * image.height)
    assert counts
    return sum(count for count, found in counts if found == colour)


GREEN, PINK, BLUE = (0, 130, 70), (200, 0, 110), (0, 90, 200)


def test_guides_are_drawn_only_when_asked(guided: Output, pictured: Output) -> None:
    for name in ("leaflet-1-outside", "leaflet-2-inside", "pocket-card-a4-1"):
        without, drawn = (o.picture(name) for o in (pictured, guided))
        for colour in (GREEN, PINK):
            assert coloured(without, colour) == 0 < coloured(drawn, colour)
        assert drawn.width == without.width
        assert drawn.height > without.height, "the legend hides nothing"
    for name in ("leaflet-folded-cover", "leaflet-opened", "pocket-card-folded"):
        assert differ(pictured.picture(name), guided.picture(name)) == 0


@pytest.mark.parametrize(
    ("language", "folds"), [(one, folds_of(0, rtl=one == "ar")) for one in ("nl", "ar")]
)
def test_the_guides_lie_on_the_folds_and_the_safe_margin(
    guided: Output, language: str, folds: tuple[float, ...]
) -> None:
    sheet = guided.picture("leaflet-1-outside", language).crop((0, 0, at(297), at(210)))
    many = {
        colour: [
            x for x in range(sheet.width)
            if coloured(sheet.crop((x, 0, x + 1, sheet.height)), colour) > sheet.height / 3
        ]
        for colour in (GREEN, PINK)
    }  # fmt: skip
    for colour, places in (
        (PINK, folds),
        (GREEN, (7, *(f + d for f in folds for d in (-8, 8)), 290)),
    ):
        for place in places:
            assert any(abs(x - at(place)) <= 2 for x in many[colour]), (colour, place)
        assert all(min(abs(x - at(place)) for place in places) <= 2 for x in many[colour])


def test_a_sheet_for_the_print_shop_shows_where_it_is_cut(
    pictured: Output, tmp_path: Path, capsys
) -> None:
    build(tmp_path / "uit", "--product=leaflet", "--profile=press")
    output = Output(tmp_path / "uit", capsys)
    assert output.preview("--guides") == 0
    sheet = output.picture("leaflet-1-outside")
    assert sheet.width == at(317)
    assert coloured(sheet, BLUE) > 2 * (at(297) + at(210))
    closed = output.picture("leaflet-folded-cover")
    office = pictured.picture("leaflet-folded-cover")
    assert closed.size == office.size, "what is folded has been cut"
    blurred = (picture.convert("L").reduce(12) for picture in (closed, office))
    assert ImageChops.difference(*blurred).getextrema()[1] < 60


# --- contact sheet ---------------------------------------------------------------------------


def test_an_edition_has_one_contact_sheet_with_all_its_languages(
    output: Output, coarse: Output
) -> None:
    with Image.open(coarse.folder / "nationaal/contact-sheet.png") as both:
        assert output.preview("--language=ar", "--dpi=50") == 0
        with Image.open(output.folder / "nationaal/contact-sheet.png") as one:
            assert both.width > 1.7 * one.width
            assert both.height == one.height
            # Enough of each to see which leaflet it is.
            accents = [coloured(sheet.convert("RGB"), (250, 203, 143)) for sheet in (both, one)]
    assert accents[0] > 1.5 * accents[1] > 1000


def test_languages_are_called_by_their_dutch_names() -> None:
    assert language_name("ar") == "Arabisch (ar)"
    assert language_name("ti") == "Tigrinya (ti)"
    assert language_name("uk") == "Oekraïens (uk)"
    assert language_name("xx") == "xx"
    assert language_name("nl-x-a2") == "Nederlands (nl-x-a2)"


def test_the_contact_sheet_is_opened_when_asked(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", lambda path: opened.append(path) or 0)
    assert output.preview("--language=nl", "--dpi=50") == 0
    assert opened == []
    assert output.preview("--language=nl", "--dpi=50", "--open") == 0
    assert opened == [str(output.folder / "nationaal" / "contact-sheet.png")]
    monkeypatch.setattr(click, "launch", lambda path: 1)
    assert output.preview("--language=nl", "--dpi=50", "--open") == 0
    assert "Het overzicht gaat niet vanzelf open." in output.err


# --- what may go wrong -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda file: file.write_bytes(b"%PDF-1.7 stuk"), "de PDF is beschadigd"),
        (lambda file: file.unlink(), "het bestand is er niet"),
        (
            lambda file: shutil.copy(file.with_name("pocket-card-a4.pdf"), file),
            "het blad heeft een andere maat",
        ),
    ],
)
def test_a_file_that_cannot_be_shown_is_told_and_the_rest_is_made(
    output: Output, spoil: Callable[[Path], object], told: str
) -> None:
    assert output.preview("--dpi=50") == 0
    spoil(output.folder / "nationaal" / "nl" / "leaflet.pdf")
    assert output.preview("--dpi=50") == 7
    assert f"Van nationaal/nl/leaflet.pdf is geen plaatje gemaakt: {told}" in output.err
    assert not set(LEAFLET) & set(output.names("nl")), "no picture of an earlier day remains"
    assert set(CARD) <= set(output.names("nl"))
    assert set(LEAFLET) <= set(output.names("ar"))
    assert (output.folder / "nationaal" / "contact-sheet.png").exists()


def test_a_file_that_was_changed_is_shown_as_it_is_and_told(output: Output) -> None:
    nl, ar = (output.folder / "nationaal" / code / "leaflet.pdf" for code in ("nl", "ar"))
    shutil.copy(ar, nl)
    assert output.preview("--dpi=50") == 0
    assert "nationaal/nl/leaflet.pdf is niet meer zoals het gemaakt is." in output.out
    one, other = (output.picture("leaflet-1-outside", code) for code in ("nl", "ar"))
    assert differ(one, other) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--edition=utrecht"], "'utrecht' is in de map"),
        (["--language=pl"], "Er is: ar, nl"),
        (["--dpi=9000"], "--dpi"),
    ],
)
def test_a_mistake_in_the_command_is_told_with_exit_code_2(
    output: Output, arguments: list[str], told: str
) -> None:
    before = output.bytes()
    assert output.preview(*arguments) == 2
    assert told in output.err
    assert output.bytes() == before


def test_a_folder_in_which_nothing_was_made_is_told(tmp_path: Path, capsys) -> None:
    output = Output(tmp_path / "leeg", capsys)
    assert output.preview() == 2
    assert "python generate.py build" in output.err
    assert not output.folder.exists()


def test_a_manifest_that_is_damaged_is_not_called_an_empty_folder(output: Output) -> None:
    (output.folder / "manifest.json").write_text('{"documents": {}}')
    assert output.preview() == 2
    assert "manifest.json is beschadigd" in output.err
    assert "nog niets gemaakt" not in output.err


def test_without_the_library_it_says_what_to_install(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert output.preview() == 6
    assert "python -m pip install '.[preview]'" in output.err
    assert output.bytes() == {}


@pytest.mark.more
def test_the_same_files_give_the_same_bytes(output: Output, coarse: Output) -> None:
    """Made in one process or in several, and in another second."""
    time.sleep(1.1)
    assert output.preview("--jobs=2", "--dpi=50") == 0
    assert output.bytes() == coarse.bytes()


@pytest.mark.more
def test_a_process_that_is_killed_costs_no_picture(output: Output, coarse: Output) -> None:
    assert output.preview("--jobs=2", "--dpi=50") == 0
    for worker in bounded._idle:
        worker.process.kill()
    assert output.preview("--jobs=2", "--dpi=50") == 0
    assert output.bytes() == coarse.bytes()


# --- the handout -----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hand-out") / "uit"
    build(folder, "--product=handout", "--product=pocket-card")
    return folder


@pytest.mark.usefixtures("no_office")
def test_without_libreoffice_the_handout_is_left_out_and_it_says_so(handout: Path, capsys) -> None:
    output = Output(handout, capsys)
    assert output.preview("--dpi=50") == 0
    assert "De hand-out is overgeslagen: LibreOffice (soffice)" in output.out
    assert set(CARD) <= set(output.names())
    assert not [name for name in output.names() if name.startswith("handout")]


@OFFICE
def test_every_page_of_the_handout_has_a_picture(handout: Path, tmp_path: Path, capsys) -> None:
    shutil.copytree(handout, tmp_path / "uit", copy_function=shutil.copy2)
    output = Output(tmp_path / "uit", capsys)
    stale = output.folder / "nationaal" / "nl" / "preview" / "handout-99.png"
    write(stale, seal_png(b""))
    assert output.preview() == 0
    pages = [name for name in output.names() if name.startswith("handout")]
    assert pages == [f"handout-{number}" for number in range(1, len(pages) + 1)]
    assert len(pages) > 2
    assert output.picture("handout-1").size == (at(210), at(297))
    found = {code for page in pages for code in decode(output.picture(page).convert("L"))}
    assert len(found) == 7


@OFFICE
def test_a_damaged_handout_is_told(handout: Path, tmp_path: Path, capsys) -> None:
    shutil.copytree(handout, tmp_path / "uit", copy_function=shutil.copy2)
    output = Output(tmp_path / "uit", capsys)
    file = output.folder / "nationaal" / "nl" / "handout.docx"
    file.write_bytes(file.read_bytes()[:-2000])
    assert output.preview("--dpi=50") == 7
    assert "handout.docx is geen plaatje gemaakt: dit is geen Word-bestand" in output.err
    assert set(CARD) <= set(output.names())


@UNIX
def test_a_libreoffice_that_hangs_is_ended_with_all_that_it_started(
    handout: Path, tmp_path: Path
) -> None:
    office = tmp_path / "soffice"
    office.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > '{tmp_path}/child'\nwait\n")
    office.chmod(0o755)
    data = (handout / "nationaal" / "nl" / "handout.docx").read_bytes()
    with pytest.raises(NotConverted, match="niet klaar"):
        to_pdf(data, str(office), timeout=1.5)
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        state = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True, check=False
        ).stdout.strip()
        if not state or state.startswith("Z"):
            return
        time.sleep(0.1)
    os.kill(child, 9)
    pytest.fail("the child of LibreOffice is still running")


# --- what a later build takes away -----------------------------------------------------------


def preview(house: House) -> None:
    assert generate.main(["preview", str(house.output), "--dpi=50"]) == 0


def test_a_document_that_is_made_anew_loses_its_old_pictures(house: House) -> None:
    """A picture never shows a number that the file beside it no longer has."""
    preview(house)
    add(house.sources, "aa", "Een ander")
    house.build("aa", "bb")
    left = {name for name in house.files() if name.endswith(".png")}
    assert left
    assert all(name.startswith("bb/") for name in left)


def test_a_language_that_goes_takes_its_pictures_and_folders_with_it(house: House) -> None:
    house.build("aa", languages=["en"])
    preview(house)
    file = house.sources / "editions" / "aa.yaml"
    file.write_text(
        file.read_text("utf-8") + "  languages: [en]\n  products: [pocket-card]\n", "utf-8"
    )
    house.build("aa", languages=[], products=[])
    assert not (house.output / "aa" / "nl").exists()
    assert (house.output / "aa" / "en").exists()


def test_an_edition_that_goes_leaves_no_folder_but_what_somebody_else_put_there(
    house: House,
) -> None:
    house.build()
    preview(house)
    own = house.output / "bb" / "nl" / "preview" / "pocket-card-van-mij.png"
    own.write_bytes(b"van iemand anders")
    preview(house)
    assert own.exists()
    for name in ("aa", "bb"):
        (house.sources / "editions" / f"{name}.yaml").unlink()
    add(house.sources, "cc")
    house.build()
    assert not (house.output / "aa").exists()
    assert [p for p in (house.output / "bb").rglob("*") if p.is_file()] == [own]


def test_what_a_killed_preview_left_half_written_is_swept_up(house: House) -> None:
    preview(house)
    halves = [
        house.output / "aa" / "nl" / "preview" / ".leaflet-opened.png.abcd1234.part",
        house.output / "aa" / ".contact-sheet.png.abcd1234.part",
    ]
    for half in halves:
        half.write_bytes(b"half")
    preview(house)
    assert not [half for half in halves if half.exists()]
    assert read_manifest(house.output).documents
    assert (house.output / NAME).exists()
