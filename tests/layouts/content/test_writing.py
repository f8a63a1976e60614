"""What is typed is printed as each language writes it: hours, quotes, apostrophes."""

from __future__ import annotations

import io
import shutil

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.quotes import typographic
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME, PRODUCTS
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language

PRINTED = [
    ("nl", "'s-Hertogenbosch", "’s-Hertogenbosch"),
    ("nl", "`s-Gravenhage en ‘s-Gravenzande", "’s-Gravenhage en ’s-Gravenzande"),
    ("nl", "foto's van 's avonds, 't mag", "foto’s van ’s avonds, ’t mag"),
    ("nl", "de jongens' kamer, jaren '90", "de jongens’ kamer, jaren ’90"),
    ("nl", "Zeg: \"Ik maak me zorgen.\"", "Zeg: “Ik maak me zorgen.”"),
    ("nl", "Huis 'De Linde' in 's-Gravenzande", "Huis ‘De Linde’ in ’s-Gravenzande"),
    ("nl", 'klas "3"', "klas “3”"),
    ("en", "Can't hear? Press \"{name}\".", "Can’t hear? Press “{name}”."),
    ("de", 'Sagen Sie: "Ich mache mir Sorgen."', "Sagen Sie: „Ich mache mir Sorgen.“"),
    ("pl", 'Powiedz: "Martwię się."', "Powiedz: „Martwię się.”"),
    ("uk", 'Скажіть "так", це не обов\'язково', "Скажіть «так», це не обов’язково"),
    ("tr", "112'yi arayın", "112’yi arayın"),
]  # fmt: skip
AS_TYPED = [
    "Mail o'neil@school.nl",
    "https://www.school.nl/foto's",
    "school.nl/foto's",
    'Een scherm van 5" en 6\'2"',
    "’s-Hertogenbosch, “zo” en ‘zo’, een foto’s",
]


@pytest.mark.parametrize(("language", "typed", "printed"), PRINTED)
def test_quotes_and_apostrophes_are_those_of_print_whatever_was_typed(language, typed, printed):
    assert typographic(typed, language) == printed
    assert typographic(printed, language) == printed


@pytest.mark.parametrize("typed", AS_TYPED)
def test_addresses_measures_and_what_is_right_stay_as_they_were_typed(typed):
    assert typographic(typed, "nl") == typed


@given(st.text(alphabet="ab 5'\"`’{}@.", max_size=20))
def test_only_quotes_change_and_each_in_its_place(typed):
    printed = typographic(typed, "nl")
    assert len(printed) == len(typed)
    for before, after in zip(typed, printed, strict=True):
        assert before == after or (before in "'\"`" and after in "‘’“”")


@pytest.fixture(scope="module")
def outline_in(tmp_path_factory):
    """A municipality that typed its name as a keyboard has it, and has hours of its own."""
    folder = tmp_path_factory.mktemp("typed") / "sources"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("*.py", "__py*"))
    path = folder / "editions" / "voorbeeld-gemeente.yaml"
    text = path.read_text("utf-8")
    for old, new in (
        ("name: Lindewaard\n", 'name: "\'s-Lindewaard"\n'),
        (
            "      email: veilig@",
            "      hours: {days: workdays, times: 08:00-17:00}\n      email: veilig@",
        ),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    loaded = load("voorbeeld-gemeente", folder)
    return lambda language: build_outline(in_language(loaded, language, [folder]), None)


@pytest.mark.parametrize("product", ["leaflet", "pocket-card", "handout"])
def test_a_name_is_printed_with_a_curled_apostrophe_on_every_product(product, outline_in, theme):
    outline = outline_in("nl")
    file, *_ = PRODUCTS[product].files
    text = said(file.name, file.render(outline, theme.for_outline(outline), Profile.OFFICE))
    assert "’s-Lindewaard" in text
    assert "'s-Lindewaard" not in text


def test_quotes_round_several_words_of_a_publisher_open_and_close_on_the_card(outline_in, theme):
    outline = replace(outline_in("nl"), publisher="Vereniging 'Ouders en Buren'")
    card = FILES_BY_NAME["pocket-card.pdf"].render
    text = said("pocket-card.pdf", card(outline, theme.for_outline(outline), Profile.OFFICE))
    assert "Vereniging ‘Ouders en Buren’" in text


def said(name: str, data: bytes) -> str:
    if name.endswith(".docx"):
        body = Document(io.BytesIO(data)).element.body
        return "".join(text.text or "" for text in body.iter(qn("w:t")))
    return " ".join(text for tag, text in blocks(inspect(data)) if tag != "Figure")


@pytest.mark.parametrize(
    ("language", "opens", "closes"),
    [
        ("nl", "8.00", "17.00"),
        ("en", "8:00", "17:00"),
        ("ar", "8:00", "17:00"),
        ("tr", "8.00", "17.00"),
        ("pl", "8.00", "17.00"),
        ("uk", "8:00", "17:00"),
        ("ti", "8:00", "17:00"),
        ("de", "8:00", "17:00"),
    ],
)
def test_hours_are_written_as_readers_know_them(language, opens, closes, outline_in):
    entry = outline_in(language).entries[1]
    (hours,) = (str(key.words) for key in entry.keys if key.icon == "clock")
    assert opens in hours
    assert closes in hours
