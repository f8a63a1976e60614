"""Words of a page: what a browser keeps on one line."""

from __future__ import annotations

import re

import pytest

from wegwijs.layouts.content.outline import in_both
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.web.markup import NAMES, SENTENCES, Ground, parted, words_in


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("Le NCTV protège les Pays-Bas.", ["Pays-Bas"]),
        ("La-dagaallanka argagixisada", ["La-dagaallanka"]),
        ("een samenwerkingsverband-voor-scholen", []),
    ],
)
def test_a_short_name_with_a_hyphen_stays_on_one_line(said, whole):
    ground = Ground("fr", rtl=False, labels={})
    html = words_in(ground, Words.of(said, "fr"))
    assert re.findall('<span class="whole">(.*?)</span>', html) == whole


@pytest.mark.parametrize(
    ("words", "between", "parts"),
    [
        (Words.of("Опасность сейчас? Звоните", "ru"), SENTENCES, ["Опасность сейчас?", "Звоните"]),
        (Words.of("现在有危险？请打", "zh"), SENTENCES, ["现在有危险？", "请打"]),
        (Words.of("Jan de Vries"), SENTENCES, []),
        (
            in_both(Words.of("Commune", "fr"), Words.dutch("Gemeente")),
            NAMES,
            ["Commune", "·\N{NO-BREAK SPACE}Gemeente"],
        ),
        (Words.dutch("Dhr. J. de Vries"), NAMES, []),
        (Words.dutch("Dhr. J. de Vries"), SENTENCES, []),
        (Words.dutch("Anna · Bram"), NAMES, []),
    ],
)
def test_sentences_and_names_are_parts_that_stay_whole(words, between, parts):
    html = parted("p", Ground("nl", rtl=False, labels={}), words, between)
    plain = [re.sub("<[^>]*>", "", one) for one in html.split('<span class="part">')[1:]]
    assert [one.strip() for one in plain] == parts
    assert re.sub("<[^>]*>", "", html) == str(words), "nothing lost, no space added"
