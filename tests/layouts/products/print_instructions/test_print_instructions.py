"""The print instructions: right for the leaflet and the cards that lie beside it, in Dutch."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from msgspec.structs import replace

from tests.conftest import IN_LANGUAGES
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.blocks import Call
from wegwijs.layouts.pdf.memory import forgetting
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.leaflet import print_part
from wegwijs.layouts.products.leaflet.paper import FLAP, FULL
from wegwijs.layouts.products.leaflet.render import plan_of
from wegwijs.layouts.products.print_instructions.brief import plain
from wegwijs.layouts.products.registry import FILES_BY_NAME, SELECTABLE
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.proof.readers.pdf import Reading
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language

NAME = "print-instructions.pdf"
NARROW, WIDE = plain(FLAP), plain(FULL)
render = FILES_BY_NAME[NAME].render
EDITION = """\
edition:
  id: x
  publisher: {publisher}
  version: 3
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  products: [{products}]
"""


def outline_of(
    folder: Path, products: str = "leaflet", language: str = "nl", publisher: str = "De Brug"
):
    (folder / "editions").mkdir(exist_ok=True)
    text = EDITION.format(products=products, publisher=publisher)
    (folder / "editions" / "x.yaml").write_text(text, "utf-8")
    folders = [SHIPPED, folder]
    return build_outline(in_language(load("x", *folders), language, folders))


def said(data: bytes) -> str:
    return " ".join(" ".join(text.split()) for _, text in blocks(inspect(data)))


def places(data: bytes, tags: tuple[str, ...]) -> Iterator[tuple[str, int, tuple[float, ...]]]:
    """Text, page and box of each block with one of these tags."""
    with Reading(data) as reading:
        for block in reading.blocks:
            page, box = reading.place_of(block)
            if block.tag in tags and page and box:
                yield " ".join(block.text.split()), page, box


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_it_is_one_page_of_a4_in_dutch_whatever_the_language_of_the_pack(
    language, files_in, outline_in
):
    data = files_in(language)[NAME]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (page,) = pdf.pages
        assert [round(float(side) * 25.4 / 72) for side in page.mediabox] == [0, 0, 210, 297]
        assert pdf.Root.Lang == "nl"
        assert pdf.Root.ViewerPreferences.get("/Direction") is None, "the sheet itself is Dutch"
        assert "/Duplex" not in pdf.Root.ViewerPreferences
    found = inspect(data)
    assert found.problems == ()
    pack = outline_in(language)
    title = f"Printen en vouwen: {outline_in('nl').title} ({pack.language_dutch})"
    assert found.title == title
    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf_bytes(
            data, profile=page_validation.ValidationProfile(profile)
        )
        assert report.is_compliant, [str(failure) for failure in report.failures]


def test_it_names_the_settings_by_the_words_of_a_print_dialog(files):
    text = said(files[NAME])
    folder, card = text.split("Zakkaartje")
    assert "100% werkelijke grootte" in folder
    assert "omslaan langs de korte kant" in folder
    assert "80 gram kan, 120 tot 160 gram" in folder
    assert "omslaan langs de lange kant" in card
    assert "korte" not in card
    assert "160 tot 250 gram" in card
    assert folder.count("Print eerst één vel") == card.count("Print eerst één vel") == 1


def test_it_asks_of_the_printer_what_the_files_ask_themselves(files):
    """The words and the request in the file say the same edge."""
    text = said(files[NAME])
    edges = {"/DuplexFlipShortEdge": "korte", "/DuplexFlipLongEdge": "lange"}
    for name, part in (("leaflet.pdf", 0), ("pocket-card-a4.pdf", 1)):
        with pikepdf.open(io.BytesIO(files[name])) as pdf:
            edge = edges[str(pdf.Root.ViewerPreferences.Duplex)]
        assert f"langs de {edge} kant" in text.split("Zakkaartje")[part]


def agree(files: dict[str, bytes]) -> None:
    """Whether every heading of the leaflet is drawn on its own panel."""
    panels: dict[tuple[int, int], list[str]] = {}
    for text, page, (left, *_) in places(files["leaflet.pdf"], ("H1", "H2")):
        panels.setdefault((page, int(left // 99)), []).append(text)
    drawn = {
        # Two sheets beside each other, each of three panels.
        (1 + int(box[0] > 105), int((box[0] + box[2] - 30) / 2 % 93 // 29)): text
        for text, _, box in places(files[NAME], ("LBody",))
        if text.split(" mm")[0].endswith((NARROW, WIDE))
    }
    assert len(drawn) == len(panels) == 6
    for place, headings in panels.items():
        shown = headings if place[0] == 2 else headings[:1]  # of the back the first one
        positions = [drawn[place].find(heading) for heading in shown]
        assert min(positions) >= 0, (place, shown, drawn[place])
        assert positions == sorted(positions)


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_every_heading_is_drawn_on_the_panel_where_the_leaflet_has_it(language, files_in):
    agree(files_in(language))


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_what_an_edition_puts_first_is_drawn_first(language, theme, tmp_path):
    more = "\n  organisations: [lse, meld-misdaad-anoniem, politie, gemeente]"
    outline = outline_of(tmp_path, "leaflet", language, publisher=f"De Brug{more}")
    own = theme.for_outline(outline)
    files = {
        "leaflet.pdf": FILES_BY_NAME["leaflet.pdf"].render(outline, own, Profile.OFFICE),
        NAME: render(outline, own, Profile.OFFICE),
    }
    agree(files)
    drawn = {text: box[0] for text, _, box in places(files[NAME], ("LBody",)) if "mm" in text}
    (first,) = (text for text in drawn if "Begin hier" in text)
    ends = [left for left in drawn.values() if left > 105]
    assert drawn[first] == (min(ends) if language == "nl" else max(ends))


@pytest.mark.parametrize("language", ["ar", "uk"])
def test_beside_a_translated_heading_stands_the_dutch_one(language, files_in):
    dutch = [text for text, *_ in places(files_in("nl")["leaflet.pdf"], ("H1", "H2"))]
    text = said(files_in(language)[NAME])
    missing = [heading for heading in dutch if heading not in text]
    assert missing == ["Bij u in de buurt"], "the back is known by its first heading"


def test_where_to_begin_lies_on_the_right_in_arabic_and_on_the_left_in_dutch(files_in):
    def first_on_the_inside(language: str) -> float:
        found = places(files_in(language)[NAME], ("LBody",))
        return next(box[0] for text, _, box in found if "Begin hier" in text)

    assert first_on_the_inside("nl") < 130
    assert first_on_the_inside("ar") > 160


@pytest.mark.parametrize(
    ("language", "side"), [("nl", "rechts"), ("uk", "rechts"), ("ar", "links")]
)
def test_the_narrow_part_lies_where_the_first_step_says(language, side, files_in):
    text = said(files_in(language)[NAME])
    assert f"Het smalle deel ligt {side}." in text
    narrow = next(
        box for words, _, box in places(files_in(language)[NAME], ("LBody",))
        if words.startswith(f"Smalle deel {NARROW} mm")
    )  # fmt: skip
    assert (narrow[0] > 160) == (side == "rechts")


def test_a_draft_is_named_in_dutch_for_who_would_print_two_hundred(files_in):
    assert "machinevertaling, niet gecontroleerd" in said(files_in("uk")[NAME])
    assert "CONCEPT" in said(files_in("uk")[NAME])
    assert "CONCEPT" not in said(files_in("nl")[NAME])


def test_it_says_until_when_this_version_may_be_printed(theme, tmp_path):
    text = said(render(outline_of(tmp_path), theme, Profile.OFFICE))
    assert "Uitgave De Brug, in het Nederlands. Versie 3, 23 november 2026." in text
    assert "Print deze versie niet meer na 23 november 2027." in text


@pytest.mark.parametrize(
    ("products", "there", "gone"),
    [
        ("leaflet", ["Folder", "smalle deel"], ["Zakkaartje", "Snijd", "Hand-out"]),
        ("pocket-card", ["Zakkaartje", "Snijd"], ["Folder", "smalle deel", "Hand-out"]),
        ("handout, pocket-card", ["Zakkaartje", "Hand-out handout.docx"], ["Folder"]),
    ],
)
def test_it_describes_no_more_than_the_edition_makes(products, there, gone, theme, tmp_path):
    text = said(render(outline_of(tmp_path, products), theme, Profile.OFFICE))
    assert [word for word in there if word not in text] == []
    assert [word for word in gone if word in text] == []


def test_there_is_room_for_every_product_and_a_draft_has_no_part_on_stickers(theme, tmp_path):
    every = ", ".join(SELECTABLE)
    for language, there in (("nl", True), ("en", False)):
        outline = outline_of(tmp_path, every, language)
        data = render(outline, theme.for_outline(outline), Profile.OFFICE)
        assert ("Op etiketten van 63,5 bij 38,1 mm." in said(data)) is there


def test_who_has_a_sign_to_fill_in_is_told_to_write_on_it(outline, theme):
    words = "Schrijf uw nummers op de lege borden."
    assert words in said(render(outline, theme, Profile.OFFICE))
    no_slots = replace(outline, local=replace(outline.local, slots=()))
    assert words in said(render(no_slots, theme, Profile.OFFICE)), "sign 2 inside is empty"
    groups = tuple(
        replace(group, entries=tuple(replace(entry, blank=False) for entry in group.entries))
        for group in outline.groups
    )
    full = replace(no_slots, groups=groups)
    assert "Schrijf uw nummers" not in said(render(full, theme, Profile.OFFICE))


def test_a_print_shop_gets_its_own_words(files):
    text = said(files[f"press/{NAME}"])
    panels = f"{NARROW}-{WIDE}-{WIDE}"
    assert f"wikkelvouw {panels} mm. De flap is {NARROW} mm. Met 3 mm afloop." in text
    assert "pocket-card.pdf Voor de drukker: 170 bij 55 mm" in text
    assert "werkelijke grootte" not in text


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_a_long_name_of_the_publisher_has_room_in_every_language(
    language, theme, tmp_path, outline_in, monkeypatch
):
    """Whether the leaflet has room for it is another matter."""
    name = "Stichting Samenwerking Passend Onderwijs Nuenen, Gerwen, Nederwetten, en Brabant"
    assert len(name) == 80
    outline = outline_of(tmp_path, "leaflet, pocket-card, handout", language, name)
    own = theme.for_outline(outline)
    plan = plan_of(outline_in(language), own)
    monkeypatch.setattr(print_part, "plan_of", lambda *_: plan)
    assert name in said(render(outline, own, Profile.OFFICE))


def test_a_sheet_is_the_same_bytes_whatever_was_drawn_before(theme, tmp_path):
    first, other = outline_of(tmp_path), outline_of(tmp_path, language="ar")
    alone = render(first, theme, Profile.OFFICE)
    render(other, theme.for_outline(other), Profile.OFFICE)
    render(outline_of(tmp_path, publisher="Żółć"), theme, Profile.OFFICE)
    assert render(outline_of(tmp_path), theme, Profile.OFFICE) == alone


def test_a_sheet_that_remembers_nothing_has_the_same_bytes(theme, tmp_path):
    for language in ("nl", "ar"):
        outline = outline_of(tmp_path, "leaflet, pocket-card, handout", language)
        own = theme.for_outline(outline)
        made = render(outline, own, Profile.OFFICE)
        with forgetting():
            assert render(outline, own, Profile.OFFICE) == made


def test_of_a_second_edition_only_its_own_two_lines_are_drawn(theme, tmp_path, monkeypatch):
    first, second = outline_of(tmp_path), outline_of(tmp_path, publisher="De Bron")
    render(first, theme, Profile.OFFICE)
    drawn = []
    fragment = Call.fragment

    def counted(call, setting, node, *, own):
        drawn.append(own)
        return fragment(call, setting, node, own=own)

    monkeypatch.setattr(Call, "fragment", counted)
    with monkeypatch.context() as patch:
        plan = plan_of(second, theme)  # that draws the leaflet
        patch.setattr(print_part, "plan_of", lambda *_: plan)
        drawn.clear()
        render(second, theme, Profile.OFFICE)
    assert drawn == [True]
