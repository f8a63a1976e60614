"""Stickers: each label has a name, a number and a code, and prints where the labels are."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from msgspec import structs

from tests.conftest import LANGUAGES, in_part, printable
from tests.layouts.own_editions import EDITIONS, write_editions
from tests.proof.truths import pack_in, with_edition
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.drafts import NoDraft
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.products.stickers.nodes import before_last_word, omissions_of
from wegwijs.layouts.products.stickers.render import render_overfull, render_stickers
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.expectations.stickers import SHEETS as MEASURED
from wegwijs.proof.expectations.stickers import boxes
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.rules import codes
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.model import Stickers
from wegwijs.sources.sheets import SHEETS

FILE = "stickers.pdf"
SMALL, WIDE, HIGH = "63.5x38.1", "99.1x38.1", "63.5x46.6"
NUMBERS = {"0900-8844", "0900-1113111", "088 20 80 080", "0800-7000"}
Offset = tuple[float, float]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_editions(tmp_path_factory.mktemp("eigen"))


def on(sheet: str, each: str, edition: str, language: str, *own: Path) -> tuple[Outline, Truth]:
    """An edition as if its translation were reviewed, and what is true of it."""
    asked = Stickers(sheet=sheet, each=each)
    pack = with_edition(pack_in(language, edition, *own), stickers=asked)
    if each == "sheet":  # of one: a sheet has 147 codes otherwise
        pack = with_edition(pack, organisations=("politie", "gemeente"))
    outline = build_outline(pack, load(edition, SHIPPED, *own).logo)
    return printable(outline, FILES_BY_NAME[FILE]), Truth(pack)


def stickers(outline: Outline, theme: Theme, offset: Offset = (0.0, 0.0)) -> bytes:
    return render_stickers(outline, theme.for_outline(outline), offset)


def judged(data: bytes, truth: Truth, folder: Path, offset: Offset = (0.0, 0.0)) -> list[Finding]:
    path = folder / FILE
    path.write_bytes(data)
    return judge(Case("e/nl/stickers", FILE, path, truth, "office", offset, rules=False)).findings


def link_boxes(data: bytes) -> list[list[float]]:
    """Where the links of the first page are, in pt."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [[float(side) for side in link.Rect] for link in pdf.pages[0].Annots]


def codes_in(data: bytes) -> list[list[codes.Code]]:
    with Reading(data) as reading:
        return [codes.on_page(page) for page in reading.pages]


# --- each label --------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", in_part([SMALL, WIDE, HIGH], always=(WIDE,)))
def test_every_label_has_its_own_code_and_number(sheet: str, theme: Theme, tmp_path: Path) -> None:
    outline, truth = on(sheet, "row", "voorbeeld-school", "nl")
    data, form = stickers(outline, theme), SHEETS[sheet]
    pages = codes_in(data)
    assert len(pages) == -(-len(outline.entries) // form.rows)
    read = Counter(code.text for page in pages for code in page)
    assert read == Counter({one.code: form.columns for one in outline.entries if one.code})
    with pypdfium2.PdfDocument(data) as document:
        said = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert {number: said.count(number) for number in NUMBERS} == dict.fromkeys(
        NUMBERS, form.columns
    )
    assert judged(data, truth, tmp_path) == []


def test_a_whole_sheet_of_each(theme: Theme, tmp_path: Path) -> None:
    outline, truth = on(HIGH, "sheet", "nationaal", "nl")
    data = stickers(outline, theme)
    pages = codes_in(data)
    assert [len(page) for page in pages] == [18] * len(outline.entries)
    assert [{code.text for code in page} for page in pages] == [
        {one.code} for one in outline.entries
    ]
    assert judged(data, truth, tmp_path) == []


@pytest.mark.parametrize("language", in_part(LANGUAGES, always=("ar",)))
def test_in_every_language_it_says_what_it_must(
    language: str, theme: Theme, tmp_path: Path
) -> None:
    outline, truth = on(SMALL, "row", "voorbeeld-gemeente", language)
    assert judged(stickers(outline, theme), truth, tmp_path) == []


@pytest.mark.parametrize("edition", in_part(EDITIONS, always=("school-web",)))
def test_long_names_and_addresses_have_room(
    edition: str, own: Path, theme: Theme, tmp_path: Path
) -> None:
    outline, truth = on(SMALL, "row", edition, "nl", own)
    assert judged(stickers(outline, theme), truth, tmp_path) == []


def test_who_can_only_be_mailed_is_told_to_be_left_out(own: Path) -> None:
    outline, _ = on(SMALL, "row", "mail", "nl", own)
    (omission,) = omissions_of(outline)
    assert str(omission).startswith("e-mailadres van Gemeente Lindewaard staat er niet op")
    assert omissions_of(on(SMALL, "row", "zes", "nl", own)[0]) == ()


def test_what_has_no_room_fails_by_name_and_can_be_looked_at(
    outline: Outline, theme: Theme
) -> None:
    first, *others = outline.groups
    long = structs.replace(first.entries[0], title=Words.dutch("Samenwerkingsverband " * 5))
    full = structs.replace(first, entries=(long, *first.entries[1:]))
    wrong = structs.replace(outline, groups=(full, *others))
    with pytest.raises(DoesNotFit, match=r"paneel sticker 1: .* te veel: Samenwerkings") as error:
        stickers(wrong, theme)
    shown = render_overfull(wrong, theme.for_outline(wrong), error.value)
    assert len(codes_in(shown)[0]) == 21


@pytest.mark.parametrize(
    ("address", "name", "broken"),
    [
        ("landelijksteunpuntextremisme.nl", "Landelijk Steunpunt Extremisme", "extremisme.nl"),
        ("meldmisdaadanoniem.nl", "Meld Misdaad Anoniem (M.)", "anoniem.nl"),
        ("politie.nl", "Politie", ""),
        ("voorbeeld.nl", "Gemeente Lindewaard", ""),
    ],
)
def test_an_address_is_broken_before_the_last_word_of_a_name(
    address: str, name: str, broken: str
) -> None:
    place = before_last_word(address, name)
    assert address[place:] == (broken or address)


# --- what is read and copied -------------------------------------------------------------------------


def test_each_organisation_is_read_once_and_an_address_is_copied_whole(
    outline: Outline, theme: Theme, tmp_path: Path
) -> None:
    data = stickers(outline, theme)
    with Reading(data) as reading:
        headings = [one.text.strip() for one in reading.blocks if one.tag == "H1"]
        said = [one.text for one in reading.blocks]
    assert headings == [str(one.title) for one in outline.entries]
    assert "landelijksteunpuntextremisme.nl" in said
    with pikepdf.open(io.BytesIO(data)) as pdf:
        targets = [str(link.A.URI) for link in pdf.pages[0].Annots]
    assert Counter(targets)["tel:09008844"] == 1


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler (pdftotext) is not installed")
def test_a_number_is_copied_whole_from_every_sticker(
    outline: Outline, theme: Theme, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(stickers(outline, theme))
    command = ["pdftotext", "-enc", "UTF-8", tmp_path / FILE, "-"]
    copied = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert copied.count("0900-1113111") == 3


def test_the_same_each_time(outline: Outline, theme: Theme) -> None:
    assert stickers(outline, theme) == stickers(structs.replace(outline), theme)


# --- drafts ------------------------------------------------------------------------------------------


def test_a_draft_makes_none_and_says_so(outline_in, theme: Theme) -> None:
    draft = outline_in("ar")
    with pytest.raises(NoDraft) as error:
        stickers(draft, theme)
    assert "van een concept maken wij geen stickers" in str(error.value)
    assert "in het Arabisch is nog niet nagekeken" in str(error.value)


# --- on the paper ------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", SHEETS)
def test_labels_are_where_they_are_measured(sheet: str) -> None:
    one, measured = SHEETS[sheet], boxes(sheet)
    assert set(MEASURED) == set(SHEETS)
    assert (len(measured), len(measured[0])) == (one.rows, one.columns)
    for row, boxes_ in enumerate(measured):
        for column, box in enumerate(boxes_):
            left, top = one.left + column * one.across, one.top + row * one.down
            right = (left, top, left + one.width, top + one.height)
            assert box == pytest.approx(right, abs=0.02)


def test_everything_is_moved_for_a_printer_that_drifts(
    outline: Outline, theme: Theme, tmp_path: Path
) -> None:
    truth, moved = Truth(pack_in()), (1.5, -2.0)
    straight, data = stickers(outline, theme), stickers(outline, theme, moved)
    (before,), (after,) = codes_in(straight), codes_in(data)
    for one, other in zip(before, after, strict=True):
        assert other.text == one.text
        assert other.box[0] - one.box[0] == pytest.approx(1.5, abs=0.1)
        assert other.box[1] - one.box[1] == pytest.approx(-2.0, abs=0.1)
    links = [link_boxes(one) for one in (straight, data)]
    assert links[1][0][0] - links[0][0][0] == pytest.approx(1.5 * 72 / 25.4, abs=0.01)
    assert judged(data, truth, tmp_path, moved) == []
    found = judged(data, truth, tmp_path)
    assert any(one.kind == "margin" and "Te dicht bij de rand" in one.what for one in found)


def test_the_sheet_on_how_to_print_names_the_labels(theme: Theme) -> None:
    pack = with_edition(
        pack_in(), products=("stickers",), stickers=Stickers(sheet=WIDE, each="row")
    )
    outline = build_outline(pack)
    data = FILES_BY_NAME["print-instructions.pdf"].render(
        outline, theme.for_outline(outline), Profile.OFFICE
    )
    with Reading(data) as reading:
        said = " ".join(one.text for one in reading.blocks)
    assert "Op etiketten van 99,1 bij 38,1 mm. Print eerst op papier, op 100%." in said
