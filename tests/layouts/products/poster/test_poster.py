"""The poster: read by somebody who passes by, and scanned without coming near."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import LANGUAGES, Files, in_part
from tests.layouts.own_editions import HEAD, write_editions
from tests.proof.judging import judged
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.poster.render import render_overfull, render_poster
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.rules import codes

A4, A3 = "poster-a4.pdf", "poster-a3.pdf"
WALL = """edition:
  id: {id}
  kind: {kind}
  name: De Linde
  publisher: De Linde
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  languages: [nl, en, ar, tr, pl, uk, ti, de]
  site: {site}
  contacts:
    - {{role: gemeente, phone: 14 030, source: proef, checked: 2026-11-23}}
"""
SITE = "https://www.linde.example/zorgen"
LONG_SITE = f"https://www.{'samenwerking' * 5}.example"  # fits in no code


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions of all kinds, and two that say where their pages are."""
    folder = write_editions(tmp_path_factory.mktemp("eigen"))
    for id_, kind, site in (("muur", "municipality", SITE), ("ver", "municipality", LONG_SITE)):
        text = WALL.format(id=id_, kind=kind, site=site)
        (folder / "editions" / f"{id_}.yaml").write_text(text, "utf-8")
    return folder


def poster(own: Path, edition: str, language: str, theme: Theme, *, large: bool = False) -> bytes:
    outline = build_outline(pack_in(language, edition, own))
    return render_poster(outline, theme.for_outline(outline), Profile.OFFICE, large=large)


def write_wall(folder: Path, id_: str, languages: Sequence[str]) -> None:
    """Write an edition that is in some languages, with an arm less, so that there is more room."""
    text = WALL.format(id=id_, kind="municipality", site=SITE)
    text = text.replace("nl, en, ar, tr, pl, uk, ti, de", ", ".join(languages))
    text = text.replace("phone: 14 030", "email: zorgen@linde.example")
    (folder / "editions").mkdir(exist_ok=True)
    (folder / "editions" / f"{id_}.yaml").write_text(text, "utf-8")


def said(data: bytes) -> str:
    return "\n".join(text for _, text in blocks(inspect(data)))


@pytest.mark.parametrize("language", in_part(["nl", "ar", "ti", "pl"], always=("nl", "ar")))
def test_its_code_leads_to_the_page_in_its_language(
    language: str, own: Path, theme: Theme, tmp_path: Path
) -> None:
    data = poster(own, "muur", language, theme)
    with Reading(data) as reading:
        (code,) = codes.on_page(reading.pages[0])
    assert code.text == f"{SITE}/wegwijzer-{language}.html"
    assert "Deutsch" in said(data)
    assert "українська" in said(data)
    assert judged(data, A4, tmp_path, language, "muur", own) == []


@pytest.mark.parametrize(
    ("language", "languages"),
    [
        ("nl", LANGUAGES),
        ("bg", LANGUAGES),
        ("en", ["nl", "uk", "bg", "en", "ar", "tr", "pl", "fa", "zh", "ti", "de"]),
    ],
)
def test_the_names_of_many_languages_stay_within_the_margin_in_their_order(
    language: str, languages: list[str], theme: Theme, tmp_path: Path
) -> None:
    write_wall(tmp_path, "alle", languages)
    data = poster(tmp_path, "alle", language, theme)
    assert "简体中文" in said(data)
    with Reading(data) as reading:
        ends = [mark.box[2] for mark in reading.marks() if mark.text.strip()]
    assert max(ends) <= 210 - 14 + 0.1
    assert judged(data, A4, tmp_path, language, "alle", tmp_path) == []


def test_many_languages_have_room_also_after_a_poster_with_few(
    theme: Theme, tmp_path: Path
) -> None:
    write_wall(tmp_path, "few", ["nl", "en"])
    write_wall(tmp_path, "many", LANGUAGES)
    poster(tmp_path, "few", "nl", theme)
    data = poster(tmp_path, "many", "nl", theme)
    assert judged(data, A4, tmp_path, "nl", "many", tmp_path) == []


def test_without_a_page_or_with_an_address_that_no_code_holds_there_is_none(
    own: Path, theme: Theme, files: Files
) -> None:
    for data in (files[A4], poster(own, "ver", "nl", theme)):
        with Reading(data) as reading:
            assert codes.on_page(reading.pages[0]) == []
        assert "Deutsch" not in said(data)


def test_numbers_are_read_from_three_metres_and_on_a3_from_four(files: Files) -> None:
    for name, high in ((A4, 7.4), (A3, 10.5)):
        with Reading(files[name]) as reading:
            numbers = [
                mark for mark in reading.marks() if mark.is_number and mark.text.startswith("0")
            ]
        assert len(numbers) == 4
        assert all(mark.box[3] - mark.box[1] >= high for mark in numbers), name


def test_whom_nobody_can_reach_from_a_wall_is_left_out(own: Path, theme: Theme) -> None:
    """A municipality without a number has no arm to fill in; one of which the number is known has
    an arm.
    """
    national = said(poster(own, "mail", "nl", theme))
    assert "Uw gemeente" not in national
    assert "en uw gemeente" not in national
    assert "Gemeente Nuenen" in said(poster(own, "geen-pagina", "nl", theme))


def test_a3_is_the_same_poster(own: Path, theme: Theme, tmp_path: Path) -> None:
    small, large = (poster(own, "muur", "nl", theme, large=large) for large in (False, True))
    assert said(small) == said(large)
    with pikepdf.open(io.BytesIO(large)) as pdf:
        width, height = (float(side) * 25.4 / 72 for side in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (297, 420)
    assert judged(large, A3, tmp_path, "nl", "muur", own) == []


def test_the_print_shop_gets_three_millimetres_more(files: Files) -> None:
    for name in (A4, A3):
        with pikepdf.open(io.BytesIO(files[f"press/{name}"])) as pdf:
            page = pdf.pages[0].obj
            assert "/TrimBox" in page
            assert float(page.TrimBox[0]) - float(page.BleedBox[0]) == pytest.approx(
                8.504, abs=0.01
            )


@pytest.mark.parametrize(
    "edition",
    in_part(
        ["zes-lang", "lang", "school-lang", "school-web", "mail", "vijf"],
        always=("zes-lang", "school-lang"),
    ),
)
@pytest.mark.parametrize("language", in_part(["nl", "ar", "de"], always=("nl",)))
def test_long_names_and_seven_arms_have_their_place(
    edition: str, language: str, own: Path, theme: Theme, tmp_path: Path
) -> None:
    data = poster(own, edition, language, theme)
    assert judged(data, A4, tmp_path, language, edition, own) == []


def test_a_title_that_fits_nowhere_is_named(theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    text = HEAD.format(id="titel", kind="municipality", name="Lindewaard", publisher="Lindewaard")
    title = "Maakt u zich zorgen over iemand in uw omgeving? " * 8
    text = text.replace("  version: 1", f"  title: {title.strip()}\n  version: 1")
    text += "    - {role: gemeente, phone: 14 030, source: p, checked: 2026-11-23}\n"
    (tmp_path / "editions" / "titel.yaml").write_text(text, "utf-8")
    outline = build_outline(pack_in("nl", "titel", tmp_path))
    own = theme.for_outline(outline)
    with pytest.raises(DoesNotFit) as caught:
        render_poster(outline, own, Profile.OFFICE, large=False)
    assert "Maakt u zich zorgen" in str(caught.value)
    assert "poster (nl), paneel poster" in str(caught.value)
    assert render_overfull(outline, own, caught.value, large=True).startswith(b"%PDF")
