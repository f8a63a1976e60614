"""A script is one record, a language an entry in YAML and a catalogue: with one more of each, every
product is set in it.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from tests.layouts.docx_reading import Docx, W
from wegwijs.layouts.typesetting.theme import STYLES, scale_of
from wegwijs.layouts.word.fonts import embedded_font
from wegwijs.layouts.word.template import template
from wegwijs.press.build.build import build_order
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.order import order
from wegwijs.sources.consistency import kept_in_dutch
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.scripts import SCRIPTS, SOURCE_SANS, Script

GREEK = Script(
    "Grek",
    SOURCE_SANS,
    characters=(range(0x370, 0x400),),
    direction="rtl",  # as no Greek is read, so that it can be seen
    comma="\N{GREEK ANO TELEIA} ",
    tall=True,
    styles={"title": {"size": 24, "leading": 11, "weight": 700, "balanced": True}},
    scale={"rise": 0.9},
)
LANGUAGE = """\
languages:
  el: {name: Ελληνικά, dutch: Grieks, locale: el-GR, script: Grek, fonts: [Source Sans 3]}
"""
EDITION = """\
edition:
  id: proef
  publisher: Proef
  audience: [familie, school]
  products: [leaflet, handout, pocket-card]
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
"""
LETTERS = str.maketrans("abdefiklmnoprstu", "αβδεφικλμνοπρστυ")
MADE = ("leaflet.pdf", "pocket-card.pdf", "pocket-card-a4.pdf", "handout.docx")


def in_greek_letters(catalogue: str) -> str:
    """A catalogue with its translations in other letters; names of values stay, and Dutch words."""
    dutch = map(re.escape, kept_in_dutch(load("nationaal", SHIPPED).pack))
    stays = re.compile(rf"({'|'.join(dutch)}|\{{[^}}]*\}}|\\.|[A-Z]\S*)")

    def turned(match: re.Match[str]) -> str:
        kept = stays.split(match[0].removeprefix("msgstr "))
        return "msgstr " + "".join(
            piece if index % 2 else piece.translate(LETTERS) for index, piece in enumerate(kept)
        )

    head, *entries = catalogue.split("\n\n")
    return "\n\n".join(
        [
            head.replace("Language: en", "Language: el"),
            *(re.sub(r'msgstr ("[^\n]*"\n?)+', turned, entry) for entry in entries),
        ]
    )


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eigen")
    (folder / "editions").mkdir()
    (folder / "locale").mkdir()
    (folder / "languages.yaml").write_text(LANGUAGE, "utf-8")
    (folder / "editions" / "proef.yaml").write_text(EDITION, "utf-8")
    english = (SHIPPED / "locale" / "en.po").read_text("utf-8")
    (folder / "locale" / "el.po").write_text(in_greek_letters(english), "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(own: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is made of an edition in that language."""
    output = tmp_path_factory.mktemp("uit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SCRIPTS, GREEK.id, GREEK)
        for known in (embedded_font, template):
            known.cache_clear()
        settings = BuildSettings([SHIPPED, own], output, date(2026, 11, 23), jobs=1)
        asked = order(["proef"], ["el"], [], every=False)
        result = build_order(asked, settings)
        assert not result.failed, result.failed
        assert scale_of("Grek").styles["title"].size == 24
        assert scale_of("Grek").styles["body"] is STYLES["body"]
    for known in (embedded_font, template):
        known.cache_clear()
    return output / "proef" / "el"


def test_every_product_is_set_in_it(made: Path) -> None:
    assert {path.name for path in made.iterdir()} >= set(MADE)
    for name in MADE[:3]:
        pages = (
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made / name)
        )
        assert len(re.findall("[α-ω]", " ".join(pages))) > 200, name


def test_it_is_read_from_where_its_record_says(made: Path) -> None:
    page = pypdfium2.PdfDocument(made / "leaflet.pdf")[0].get_textpage()
    found = page.search("Proef").get_next()
    assert found
    right = page.get_charbox(found[0])[2]
    assert right < page.page.get_width() / 3, "the cover is the panel at the left"
    handout = Docx((made / "handout.docx").read_bytes())
    assert handout.body.find(f"{W}sectPr/{W}bidi") is not None
    assert all(
        spacing.get(f"{W}lineRule") != "exact"
        for spacing in handout.xml("word/styles.xml").iter(f"{W}spacing")
    )
    assert f"{GREEK.comma}" in " ".join(text for _, text in handout.paragraphs())


def test_a_script_without_a_record_is_told_with_those_that_have_one(own: Path) -> None:
    with pytest.raises(InvalidSources, match="'Latn', 'Cyrl', 'Arab', 'Ethi' of 'Hans'"):
        load("proef", SHIPPED, own)
