"""A still: read from across a hall, or in a message on a phone."""

from __future__ import annotations

import io
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Files, in_part
from tests.layouts.own_editions import HEAD, write_editions
from tests.layouts.products.poster.test_poster import LONG_SITE, SITE, WALL
from tests.proof.judging import judged
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.memory import forget
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.picture.rendering import PictureMissing
from wegwijs.layouts.products.on_screen.render import render_overfull, render_still
from wegwijs.layouts.products.on_screen.shapes import SHAPES, SQUARE, TALL, WIDE, Shape
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.readers.copier import decode
from wegwijs.proof.readers.png import PictureFile
from wegwijs.proof.words import plain

EVERY = [shape.file for shape in SHAPES]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions of all kinds, and two that say where their pages are."""
    folder = write_editions(tmp_path_factory.mktemp("eigen"))
    for id_, site in (("muur", SITE), ("ver", LONG_SITE)):
        text = WALL.format(id=id_, kind="municipality", site=site)
        (folder / "editions" / f"{id_}.yaml").write_text(text, "utf-8")
    return folder


def still(own: Path, edition: str, language: str, theme: Theme, shape: Shape = WIDE) -> bytes:
    outline = build_outline(pack_in(language, edition, own))
    return render_still(outline, theme.for_outline(outline), shape)


@pytest.mark.parametrize("file", EVERY)
def test_its_pixels_are_as_many_as_its_name_says_in_srgb(file: str, files: Files) -> None:
    width, height = map(int, re.findall(r"\d{4}", file))
    with Image.open(io.BytesIO(files[file])) as image:
        assert image.size == (width, height)
        colours = {pixel for _, pixel in image.convert("RGB").getcolors(4096) or ()}
    assert b"sRGB" in files[file]
    assert {(0, 0, 0), (255, 255, 255), (0xFA, 0xCB, 0x8F)} <= colours
    assert len(files[file]) < 170_000


@pytest.mark.parametrize(("language", "shape"), [("ru", TALL), ("bg", SQUARE)])
def test_white_separates_112_from_the_words_before_it(
    language: str, shape: Shape, own: Path, theme: Theme
) -> None:
    with Image.open(io.BytesIO(still(own, "nationaal", language, theme, shape))) as image:
        scale = image.height / (1920 if shape is TALL else 1080)
        arm = shape.alert
        top, bottom = (10 * scale * y for y in (arm.y + 1, arm.y + arm.height - 1))
        row = image.convert("L").crop((100, int(top), image.width - 170, int(bottom)))
    inked = [
        x for x in range(row.width) if row.crop((x, 0, x + 1, row.height)).getextrema()[1] > 99
    ]
    before_112 = max(after - before for before, after in pairwise(inked))
    assert before_112 > 0.28 * 10 * scale * arm.height


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.id)
@pytest.mark.parametrize("language", in_part(["nl", "ar", "ti", "uk"], always=("nl",)))
def test_a_phone_reads_the_page_in_its_language_from_the_screen(
    language: str, shape: Shape, own: Path, theme: Theme, tmp_path: Path
) -> None:
    data = still(own, "muur", language, theme, shape)
    with Image.open(io.BytesIO(data)) as image:
        # as small as it is shown on a screen with half as many points, or on a phone
        half = image.convert("L").resize((image.width // 2, image.height // 2))
    assert decode(half) == [f"{SITE}/wegwijzer-{language}.html"]
    assert judged(data, shape.file, tmp_path, language, "muur", own) == []


def test_without_a_page_or_with_an_address_that_no_code_holds_there_is_none(
    own: Path, theme: Theme, files: Files
) -> None:
    for data in (files[WIDE.file], still(own, "ver", "nl", theme)):
        with Image.open(io.BytesIO(data)) as image:
            assert decode(image.convert("L")) == []


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_who_cannot_see_it_is_told_all_that_it_shows(
    language: str, own: Path, theme: Theme
) -> None:
    told = PictureFile(still(own, "muur", language, theme, SQUARE)).texts["Description"]
    assert told.language.partition("-")[0] == language
    for said in ("0900-8844", "14 030", "socialestabiliteit.nl, nctv.nl", "112"):
        assert said in plain(told.text)
    assert ("CONCEPT" in told.text) is (language == "ar")


def test_equal_data_give_equal_bytes_whatever_was_made_before(own: Path, theme: Theme) -> None:
    first = still(own, "muur", "nl", theme, TALL)
    still(own, "zes", "nl", theme, TALL)
    assert still(own, "muur", "nl", theme, TALL) == first
    assert still(own, "zes", "nl", theme, TALL) != first


def test_nothing_but_the_post_stands_where_a_television_may_cut(files: Files) -> None:
    for shape in SHAPES:
        with Image.open(io.BytesIO(files[shape.file])) as image:
            grey = image.convert("L").point(lambda level: 255 if level < 250 else 0)
        x, y = shape.bar.x * 10 - 8, shape.bar.y * 10 - 4
        grey.paste(0, (round(x), round(y), round(image.width - x), round(image.height - y)))
        left, _, right, _ = grey.getbbox() or (0, 0, 0, 0)
        assert right - left <= 17, shape.id


@pytest.mark.parametrize(
    "edition",
    in_part(
        ["zes-lang", "lang", "school-lang", "school-web", "mail", "vijf"],
        always=("zes-lang", "school-lang"),
    ),
)
@pytest.mark.parametrize("language", in_part(["nl", "ar", "de"], always=("nl",)))
def test_long_names_an_address_of_64_letters_and_eight_organisations_have_their_place(
    edition: str, language: str, own: Path, theme: Theme, tmp_path: Path
) -> None:
    for shape in SHAPES:
        data = still(own, edition, language, theme, shape)
        assert judged(data, shape.file, tmp_path, language, edition, own) == []


def test_a_title_that_fits_nowhere_is_named(theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    text = HEAD.format(id="titel", kind="municipality", name="Lindewaard", publisher="Lindewaard")
    title = "Maakt u zich zorgen over iemand in uw omgeving? " * 8
    text = text.replace("  version: 1", f"  title: {title.strip()}\n  version: 1")
    text += "    - {role: gemeente, phone: 14 030, source: p, checked: 2026-11-23}\n"
    (tmp_path / "editions" / "titel.yaml").write_text(text, "utf-8")
    outline = build_outline(pack_in("nl", "titel", tmp_path))
    own = theme.for_outline(outline)
    with pytest.raises(DoesNotFit, match="Maakt u zich zorgen") as caught:
        render_still(outline, own, WIDE)
    assert render_overfull(outline, own, caught.value, WIDE).startswith(b"\x89PNG")


def test_what_is_below_a_title_of_its_own_does_not_depend_on_another_edition(
    theme: Theme, tmp_path: Path
) -> None:
    (tmp_path / "editions").mkdir()
    titles = {
        "kort": "Zorgen over iemand?",
        "lang": "Maakt u zich zorgen over iemand in uw omgeving?",
    }
    for id_, title in titles.items():
        text = HEAD.format(id=id_, kind="municipality", name="Lindewaard", publisher="Lindewaard")
        text = text.replace("  version: 1", f"  title: {title}\n  version: 1")
        text += "    - {role: gemeente, phone: 14 030, source: p, checked: 2026-11-23}\n"
        (tmp_path / "editions" / f"{id_}.yaml").write_text(text, "utf-8")
    for shape in SHAPES:
        forget()
        alone = still(tmp_path, "lang", "nl", theme, shape)
        forget()
        still(tmp_path, "kort", "nl", theme, shape)
        assert still(tmp_path, "lang", "nl", theme, shape) == alone


def test_without_the_library_that_draws_pages_it_says_what_to_install(
    own: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(PictureMissing, match=r"pip install '\.\[preview\]'"):
        still(own, "muur", "nl", theme)
