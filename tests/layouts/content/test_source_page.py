"""Nothing of the source page is lost: each of its facts, and the products that must hold it.

The handout says all of it, the leaflet what a reader needs to choose, the card for whom each number
is. A fact is known by its Dutch words; in a translation the same sentence must stand there.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import category

import pytest
from lxml import etree
from msgspec import structs

from tests.conftest import IN_LANGUAGES, Files
from wegwijs.layouts.content.outline import Entry, Outline
from wegwijs.layouts.content.words import Words
from wegwijs.proof.readers.inspection import block_elements, inspect

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HANDOUT, LEAFLET, CARD = "handout.docx", "leaflet.pdf", "pocket-card.pdf"
ALL, READ, CHOOSE = (HANDOUT,), (HANDOUT, LEAFLET), (HANDOUT, CARD)
EVERYWHERE = (HANDOUT, LEAFLET, CARD)


@dataclass(frozen=True)
class Fact:
    """What the source page says of an organisation, the Dutch words by which it is known, and the
    products that must say it.
    """

    organisation: str
    says: str
    words: Sequence[str]
    products: Sequence[str]


FACTS = (
    Fact("politie", "as soon as possible", ["zo snel mogelijk"], READ),
    Fact("politie", "the wijkagent or a contact", ["wijkagent", "contactpersoon"], READ),
    Fact("politie", "for everybody", ["Voor iedereen"], CHOOSE),
    Fact("gemeente", "tell the municipality as well", ["Bel dan ook de gemeente"], READ),
    Fact("gemeente", "public order and safety", ["medewerker openbare orde en veiligheid"], READ),
    Fact("gemeente", "the officer for it", ["ambtenaar", "radicalisering"], READ),
    Fact("vertrouwensinspecteurs", "for whom", ["onderwijs", "kinderopvang"], CHOOSE),
    Fact("vertrouwensinspecteurs", "where", ["school", "opleiding", "opvang"], READ),
    Fact("vertrouwensinspecteurs", "who radicalises", ["radicaliseert"], READ),
    Fact("vertrouwensinspecteurs", "who spreads ideas", ["extreme ideeën verspreidt"], READ),
    Fact("vertrouwensinspecteurs", "of the inspectorate", ["Inspectie van het Onderwijs"], READ),
    Fact("vertrouwensinspecteurs", "they advise and support", ["advies en steun"], READ),
    Fact("lse", "information, advice, help", ["informatie", "advies", "hulp"], READ),
    Fact("lse", "it guides families", ["begeleidt families"], READ),
    Fact("lse", "also for others", ["professionals", "gemeenten"], READ),
    Fact("lse", "for whom", ["familie", "vrienden", "professionals"], CHOOSE),
    Fact("lse", "for who worries or doubts", ["zich zorgen maakt", "niet weet wat"], READ),
    Fact("lse", "without obligation", ["U zit nergens aan vast"], ALL),
    Fact("lse", "what it gives", ["presentaties", "workshops", "trainingen"], ALL),
    Fact("meld-misdaad-anoniem", "for whom", ["iedereen", "zonder uw naam"], CHOOSE),
    Fact("meld-misdaad-anoniem", "a criminal offence", ["strafbaars", "plan"], READ),
    Fact("meld-misdaad-anoniem", "an attack", ["een aanslag voorbereiden"], READ),
    Fact("meld-misdaad-anoniem", "recruiting", ["ronselen"], READ),
    Fact("meld-misdaad-anoniem", "inciting hatred", ["haat zaaien"], READ),
    Fact("meld-misdaad-anoniem", "jihadist combat zones", ["strijdgebied", "jihadisten"], READ),
    Fact("ess", "knowledge of tensions", ["Kennis", "spanningen in de samenleving"], READ),
    Fact("ess", "among them radicalisation", ["radicalisering"], READ),
    Fact("ess", "for officials, police, schools", ["gemeente", "politie", "onderwijs"], READ),
    Fact("ess", "for social work", ["jongerenwerk", "maatschappelijk werk"], READ),
    Fact("ess", "for culture and religion", ["culturele of religieuze organisaties"], READ),
    Fact("ess", "practical", ["praktisch"], ALL),
    Fact("ess", "how to use it, and with whom", ["hoe u die gebruikt", "samenwerken"], ALL),
    Fact("ess", "for whom", ["Voor uw werk"], CHOOSE),
    Fact("nctv", "what it stands for", ["Nationaal Coördinator Terrorismebestrijding"], READ),
    Fact("nctv", "it protects", ["beschermt Nederland", "ontregelen", "terrorisme"], ALL),
    Fact("nctv", "information and tools", ["Informatie", "hulpmiddelen", "terrorisme"], READ),
    Fact("nctv", "in detail", ["uitgebreide informatie"], ALL),
    Fact("nctv", "for whom", ["Voor uw werk"], CHOOSE),
)
NUMBERS = {
    "vertrouwensinspecteurs": ["0900-1113111"],
    "lse": ["088 20 80 080", "info@hetlse.nl"],
}
SENTENCES = [field.name for field in structs.fields(Entry) if "Words" in str(field.type)]


def sentence_with(entry: Entry, words: Sequence[str]) -> str:
    """The field of an organisation that says all of the words."""
    for name in SENTENCES:
        said = getattr(entry, name)
        if isinstance(said, Words) and all(one in str(said) for one in words):
            return name
    raise AssertionError(f"no sentence of {entry.id} says {words}")


def entry_of(outline: Outline, id_: str) -> Entry:
    return next(entry for entry in outline.entries if entry.id == id_)


def plain(text: str) -> str:
    """As it is seen: without marks of direction, with one kind of space."""
    return " ".join("".join(char for char in text if category(char) != "Cf").split())


@cache
def blocks_of(data: bytes, name: str) -> tuple[str, ...]:
    """The paragraphs of a product as its reader meets them, in order."""
    if name == HANDOUT:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            document = etree.fromstring(package.read("word/document.xml"))
        found = (
            "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
            for paragraph in document.iter(f"{W}p")
        )
    else:
        found = (element.text for element in block_elements(inspect(data).elements))
    return tuple(map(plain, found))


def said_of(blocks: Sequence[str], outline: Outline, entry: Entry) -> str:
    """All that stands below the name of an organisation, up to the next name."""
    names = {
        plain(str(words)): one.id
        for one in outline.entries
        for words in (one.title, one.name, one.first_step)
    }
    said, here = [], False
    for block in blocks:
        here = names[block] == entry.id if block in names else here
        if here:
            said.append(block)
    return " ".join(said)


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("product", EVERYWHERE)
def test_a_product_says_every_fact_that_belongs_in_it(
    product: str,
    language: str,
    outline: Outline,
    outline_in: Callable[[str], Outline],
    files_in: Callable[[str], Files],
) -> None:
    blocks, own = blocks_of(files_in(language)[product], product), outline_in(language)
    lost = []
    for fact in FACTS:
        if product not in fact.products:
            continue
        entry = entry_of(own, fact.organisation)
        sentence = getattr(entry, sentence_with(entry_of(outline, fact.organisation), fact.words))
        assert sentence is not None
        if plain(str(sentence)) not in said_of(blocks, own, entry):
            lost.append(f"{fact.organisation}: {fact.says}: {sentence}")
    assert lost == []


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("product", EVERYWHERE)
def test_the_numbers_of_the_source_page_stand_at_their_organisation(
    product: str,
    language: str,
    outline_in: Callable[[str], Outline],
    files_in: Callable[[str], Files],
) -> None:
    blocks, own = blocks_of(files_in(language)[product], product), outline_in(language)
    for id_, numbers in NUMBERS.items():
        said = said_of(blocks, own, entry_of(own, id_))
        assert all(number in said for number in numbers)


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("product", EVERYWHERE)
def test_whoever_finds_a_product_knows_what_it_is_about(
    product: str,
    language: str,
    outline: Outline,
    outline_in: Callable[[str], Outline],
    files_in: Callable[[str], Files],
) -> None:
    assert "radicaliseert" in str(outline.title) and "112" in outline.alert.number.display
    own = outline_in(language)
    text = " ".join(blocks_of(files_in(language)[product], product))
    assert plain(str(own.title)) in text and "112" in text
