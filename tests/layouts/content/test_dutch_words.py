"""What a reader of a translation has to say to a Dutch switchboard stands there in Dutch, and a
voice reads it as Dutch.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from lxml import etree

from tests.conftest import IN_TRANSLATIONS
from wegwijs.proof.readers.inspection import block_elements, inspect
from wegwijs.sources.variants import in_dutch

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAID_ON_THE_PHONE = ("wijkagent", "openbare orde en veiligheid")


def spoken(pdf: bytes, words: str) -> Iterator[set[str]]:
    """The languages of the words, at each place where a PDF has them."""
    for block in block_elements(inspect(pdf).elements):
        text = "".join(text for text, _ in block.spoken)
        languages = [language for text, language in block.spoken for _ in text]
        start = text.find(words)
        if start >= 0:
            yield set(languages[start : start + len(words)])


def written(docx: bytes, words: str) -> Iterator[tuple[str | None, bool]]:
    """The language of the words, and whether they run from the right, at each place in Word."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    for run in document.iter(f"{W}r"):
        if words in "".join(text.text or "" for text in run.iter(f"{W}t")):
            language = run.find(f"{W}rPr/{W}lang")
            said = None if language is None else language.get(f"{W}val")
            yield said, run.find(f"{W}rPr/{W}rtl") is not None


@pytest.mark.parametrize("words", SAID_ON_THE_PHONE)
@pytest.mark.parametrize("language", IN_TRANSLATIONS)
def test_the_leaflet_has_them_and_a_voice_reads_them_as_dutch(language, words, files_in):
    found = list(spoken(files_in(language)["leaflet.pdf"], words))
    assert found and all(languages == {"nl"} for languages in found)


@pytest.mark.parametrize("words", [*SAID_ON_THE_PHONE, "aangifte"])
@pytest.mark.parametrize("language", IN_TRANSLATIONS)
def test_the_handout_has_them_as_dutch_from_left_to_right(language, words, files_in):
    found = list(written(files_in(language)["handout.docx"], words))
    said = None if in_dutch(language) else "nl-NL"  # as the whole document
    assert found and all(one == (said, False) for one in found)


@pytest.mark.parametrize("language", IN_TRANSLATIONS)
def test_they_are_never_broken_over_two_lines(language, outline_in):
    runs = [run for entry in outline_in(language).entries for run in entry.what.runs]
    (words,) = (run for run in runs if run.text == "openbare orde en veiligheid")
    assert words.unbroken and words.ltr and words.strong
