"""The fonts in a Word document: all that somebody types who changes it, and little more."""

from __future__ import annotations

import unicodedata

import pytest
import uharfbuzz as hb

from tests.conftest import IN_LANGUAGES
from wegwijs.layouts.typesetting.fonts import LATIN
from wegwijs.proof.readers.docx import W, WordFile

PRINTED = ("word/document.xml", "word/header.xml", "word/footer.xml")
NAMES = "Müller Çağlar Şahin Iğdır İzmir Łódź Dąbrowski Håkan Đorđe Ștefan Šarić naïef reünie € 5"
SIGNS = "“” ‘’ «» – — … 1,5% & () [] /?!"
CYRILLIC = "Source Sans 3 Cyrillic"
TYPED = {
    "nl": {LATIN: NAMES + SIGNS},
    "uk": {CYRILLIC: NAMES + SIGNS + "щоденний Ґрунт Її єдність п\u02bcять"},
    "ar": {
        LATIN: NAMES,
        "IBM Plex Sans Arabic": "مدرسة؟ ١٢٣ پدر چای ژاله گل ئێوە ښوونځی ڈاک" + SIGNS,
    },
    "ti": {LATIN: NAMES, "Noto Sans Ethiopic": "ቤት ትምህርቲ፧ ፩ ፪" + SIGNS},
}


def characters(file: WordFile, family: str, style: str) -> set[str]:
    program = file.font_program(family, style)
    assert program is not None
    return {chr(code) for code in hb.Face(program).unicodes}


@pytest.mark.parametrize("style", ["Regular", "Bold"])
@pytest.mark.parametrize("language", TYPED)
def test_whoever_changes_it_has_the_letters_of_names_and_of_the_language(
    language: str, style: str, files_in
) -> None:
    file = WordFile(files_in(language)["handout.docx"])
    for family, text in TYPED[language].items():
        assert set(text) <= characters(file, family, style), family


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_every_letter_that_it_prints_is_in_it(language: str, files_in) -> None:
    file = WordFile(files_in(language)["handout.docx"])
    fonts = [font.get(f"{W}name") for font in file.xml("word/fontTable.xml").iter(f"{W}font")]
    having = set().union(*(characters(file, family, "Bold") for family in fonts))
    texts = (text.text for name in PRINTED for text in file.xml(name).iter(f"{W}t"))
    printed = {char for text in texts for char in text or "" if unicodedata.category(char) != "Cf"}
    assert printed <= having


@pytest.mark.parametrize(("language", "most"), [("nl", 54), ("ar", 110), ("ti", 114), ("uk", 69)])
def test_it_is_small_enough_to_mail_to_a_whole_school(language: str, most: int, files_in) -> None:
    """In kB. Half of it are fonts."""
    assert len(files_in(language)["handout.docx"]) < most * 1000


def test_a_name_is_the_same_font_in_every_language(files_in) -> None:
    """LibreOffice uses the first of a name for all documents that are open."""
    known: dict[tuple[str, str], bytes | None] = {}
    for language in ("nl", "uk", "ar"):
        file = WordFile(files_in(language)["handout.docx"])
        for font in file.xml("word/fontTable.xml").iter(f"{W}font"):
            for style in ("Regular", "Bold"):
                name = font.get(f"{W}name", "")
                program = file.font_program(name, style)
                assert known.setdefault((name, style), program) == program
