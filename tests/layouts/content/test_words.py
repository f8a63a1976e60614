"""Texts become words as each language writes them."""

from __future__ import annotations

import re

import pytest

from tests.conftest import in_part
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.sources.load import SHIPPED, load

LOOSE = re.compile(r"(?<![\w'’ʼ.])[^\W\d_] (?=\S)")  # a word of one letter, and a space


@pytest.mark.parametrize("language", in_part(["pl", "uk"]))
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
