"""Large print: for somebody who cannot read the leaflet without glasses, and leaves nothing out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import IN_LANGUAGES, Files, in_part
from tests.layouts.own_editions import HEAD, write_editions
from tests.proof.judging import judged
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.products.large_print.render import render_large_print, render_overfull
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.proof.readers.pdf import Reading

NAME = "large-print.pdf"


def large(folder: Path, edition: str, language: str, theme: Theme) -> bytes:
    outline = build_outline(pack_in(language, edition, folder))
    return render_large_print(outline, theme.for_outline(outline))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_editions(tmp_path_factory.mktemp("eigen"))


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_all_type_is_18_points_or_more(language: str, files_in: Callable[[str], Files]) -> None:
    with Reading(files_in(language)[NAME]) as reading:
        sizes = [mark.size for mark in reading.marks() if mark.kind == "text" and mark.text.strip()]
        assert min(sizes) >= 17.99
        numbers = [mark.size for mark in reading.marks() if mark.is_number]
        assert max(numbers) >= 40


def test_a_page_says_which_it_is_and_no_voice_reads_that(files: Files) -> None:
    with Reading(files[NAME]) as reading:
        count = len(reading.pages)
        for page in reading.pages[1:]:
            assert f"{page.number} van {count}" in page.copied
            assert "Bent u bang dat iemand radicaliseert?" in page.copied
    said = [text for _, text in blocks(inspect(files[NAME]))]
    assert not any(f"van {count}" in text for text in said)
    assert sum("Bent u bang" in text for text in said) == 1


def test_the_post_of_a_full_page_stands_on_the_rule_at_its_foot(own: Path, theme: Theme) -> None:
    """The situations of a school fill their page in Ukrainian."""
    with Reading(large(own, "school-zes", "uk", theme)) as reading:
        paths = [mark.box for mark in reading.pages[1].marks if mark.kind == "path"]
    top, bottom = max(((box[1], box[3]) for box in paths), key=lambda edge: edge[1] - edge[0])
    assert (top < 100, bottom) == (True, pytest.approx(277, abs=0.3))


def test_every_heading_is_a_bookmark(files: Files) -> None:
    with Reading(files[NAME]) as reading:
        marks = reading.declared.bookmarks
    headings = [text for tag, text in blocks(inspect(files[NAME])) if tag in ("H1", "H2", "H3")]
    assert [text for text, _ in marks] == [text.strip() for text in headings]
    pages = dict(marks)
    assert pages["Bent u bang dat iemand radicaliseert?"] == 1
    assert pages["Wat is er aan de hand?"] == 2
    assert pages["Politie"] == 3


def test_a_printer_is_asked_for_both_sides(files: Files) -> None:
    with pikepdf.open(io.BytesIO(files[NAME])) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


@pytest.mark.parametrize(
    "edition",
    in_part(
        ["zes-lang", "lang", "school-web", "mail", "geen-pagina", "vijf", "zes", "school-lang"],
        always=("zes-lang", "mail"),
    ),
)
@pytest.mark.parametrize("language", in_part(["nl", "ar", "ti"], always=("nl",)))
def test_all_of_an_editions_own_contacts_are_on_it(
    edition: str, language: str, own: Path, theme: Theme, tmp_path: Path
) -> None:
    """Long names, addresses of 64 letters, six contacts, only an e-mail, no page."""
    data = large(own, edition, language, theme)
    assert judged(data, NAME, tmp_path, language, edition, own) == []


def test_a_label_in_two_languages_is_on_one_line_or_on_two_without_a_dot(theme: Theme) -> None:
    outline = build_outline(pack_in("zh", "voorbeeld-gemeente"))
    data = render_large_print(outline, theme.for_outline(outline))
    texts = [text for tag, text in blocks(inspect(data)) if tag == "P"]
    assert "Wijkagent, via de politie" in texts
    assert any(one.startswith("青年工作") and one.endswith("Jongerenwerk") for one in texts)


def test_an_address_that_fits_on_no_line_is_named(theme: Theme, tmp_path: Path) -> None:
    address = f"{'meldpunt' * 8}@lindewaard.example"
    (tmp_path / "editions").mkdir()
    text = HEAD.format(id="lang", kind="municipality", name="Lindewaard", publisher="Lindewaard")
    text += f"    - {{role: gemeente, email: {address}, source: p, checked: 2026-11-23}}\n"
    (tmp_path / "editions" / "lang.yaml").write_text(text, "utf-8")
    outline = build_outline(pack_in("nl", "lang", tmp_path))
    own = theme.for_outline(outline)
    with pytest.raises(DoesNotFit) as caught:
        render_large_print(outline, own)
    assert address in str(caught.value)
    assert "bladzijde" in str(caught.value)
    assert all(over.area and over.too_wide for over in caught.value.overflows)
    assert render_overfull(outline, own, caught.value).startswith(b"%PDF")
