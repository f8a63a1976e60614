"""Texts become words as each language writes them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.conftest import in_part
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Words, written_day
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.sources.load import SHIPPED, load

LOOSE = re.compile(r"(?<![\w'’ʼ.])[^\W\d_] (?=\S)")  # a word of one letter, and a space


@pytest.mark.parametrize("language", in_part(["pl", "uk", "fa"]))
def test_a_word_of_one_letter_stays_with_the_next_where_the_language_says_so(language, files_in):
    for name in ("leaflet.pdf", "pocket-card.pdf"):
        text = "\n".join(text for _, text in blocks(inspect(files_in(language)[name])))
        assert LOOSE.findall(text) == []
        assert len(re.findall(r"(?<!\w)[^\W\d_]\u00a0", text)) > 2  # tied, not gone


def test_whether_it_does_is_a_field_of_the_language(outline):
    pack = load("nationaal", SHIPPED).pack
    said = re.compile("\\b[uU]\u00a0")
    assert not said.search(str(outline.lead) + str(outline.calling[1]))
    dutch = pack.languages["nl"].model_copy(update={"ties_short_words": True})
    tied = build_outline(pack.model_copy(update={"languages": {**pack.languages, "nl": dutch}}))
    assert said.search(str(tied.lead) + str(tied.calling[1]))


def test_no_space_follows_a_chinese_full_stop() -> None:
    said = Words.join([Words.of("面向所有人。", "zh"), Words.of("请告诉警察。", "zh")])
    assert str(said) == "面向所有人。请告诉警察。"
    assert str(Words.of("请打", "zh") + Words.dutch("112")) == "请打 112"


@pytest.mark.parametrize(
    ("locale", "written"),
    [("zh-CN", "2026年11月23日"), ("ti-ER", "23 ሕዳር 2026"), ("fa-IR", "23 نوامبر 2026")],
)
def test_a_date_is_in_the_order_of_its_language_but_never_the_month_first(
    locale: str, written: str
) -> None:
    assert written_day(date(2026, 11, 23), locale).replace("\N{NO-BREAK SPACE}", " ") == written


def test_a_chinese_date_stays_on_one_line() -> None:
    outline = build_outline(pack_in("zh"))
    dates = [run for words in outline.colophon for run in words.runs if "11月" in run.text]
    assert dates
    assert all(run.unbroken for run in dates)
