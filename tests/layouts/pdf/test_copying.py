"""Text that is copied out of a PDF: every word and every address as it was written, in the readers
that most people have. pdfium is what Chrome and Edge copy with, poppler what most others do.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from functools import cache

import pypdfium2
import pytest

from tests.conftest import IN_LANGUAGES
from tests.layouts.pdf.one_page import one_page
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.layouts.typesetting.lines import Style
from wegwijs.layouts.typesetting.typeset import set_text
from wegwijs.proof.readers.inspection import blocks, inspect, walk
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language

EDITIONS = ("nationaal", "voorbeeld-gemeente", "voorbeeld-school")
NAMES = ("leaflet.pdf", "pocket-card.pdf")
NO_POPPLER = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
MARKS = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u2060"))  # never seen


def pdfium(data: bytes, folder) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def poppler(data: bytes, folder) -> str:
    path = folder / "copied.pdf"
    path.write_bytes(data)
    command = ["pdftotext", "-enc", "UTF-8", path, "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


READERS = [pdfium, pytest.param(poppler, marks=NO_POPPLER)]


def seen(text: str) -> str:
    """Without marks of direction; a word that is broken after its hyphen is one."""
    text = re.sub("-\u2060\\s+", "-", unicodedata.normalize("NFC", text))
    return " ".join(text.translate(MARKS).split())


def words(text: str) -> Counter[str]:
    """Chinese has no spaces between words: each character counts."""
    return Counter(re.sub("[\u3000-\u9fff\uff00-\uffef]", " \\g<0> ", seen(text)).split())


@pytest.fixture(scope="module")
def file(theme):
    @cache
    def make(edition, language, name):
        pack = in_language(load(edition, SHIPPED), language, [SHIPPED])
        outline = build_outline(pack, None)
        render = FILES_BY_NAME[name].render
        return render(outline, theme.for_outline(outline), Profile.OFFICE)

    return make


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", NAMES)
def test_every_word_and_every_address_is_copied_as_it_was_written(
    name, edition, language, reader, file, tmp_path
):
    data = file(edition, language, name)
    copied = reader(data, tmp_path)
    # What the tags say is what the outline says: see test_pdfs.py.
    said = Counter()
    for tag, text in blocks(inspect(data)):
        said += words(text) if tag != "Figure" else Counter()
    got = words(copied)
    assert (said - got, got - said) == (Counter(), Counter())
    links = [element.text for element in walk(inspect(data).elements) if element.tag == "Link"]
    assert len(links) > 7
    for address in links:
        assert seen(address) in seen(copied)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", NAMES)
def test_arabic_is_copied_in_the_order_in_which_it_is_read(name, edition, file, tmp_path):
    data = file(edition, "ar", name)
    copied = seen(pdfium(data, tmp_path))
    for tag, text in blocks(inspect(data)):
        assert tag == "Figure" or seen(text) in copied


def arabic(*runs: str | Run) -> Words:
    return Words(tuple(Run(run, language="ar") if isinstance(run, str) else run for run in runs))


def value(text: str) -> Run:
    return Run(text, ltr=True, unbroken=True, target="https://www.politie.nl")


MIXED = {
    "an address": arabic("راسلنا: ", value("info@hetlse.nl"), "، أو اتصل."),
    "an address at the end": arabic("المصدر ", value("rijksoverheid.nl"), "."),
    "a number in groups": arabic("اتصل بالرقم ", value("088\xa020\xa080\xa0080"), ". شكرًا."),
    "a number with brackets": arabic("الرقم ", value("(0515)\xa048\xa090\xa000"), "، مجانًا!"),
    "a number from abroad": arabic("من الخارج ", value("+31\xa030\xa0286\xa000\xa000"), "."),
    "digits before letters": arabic("تطبيق 112NL. ثم اتصل."),
    "a day": arabic("الإصدار 1، 23\xa0نوفمبر\xa02026. تم التحقق."),
    "hours": arabic("أيام العمل، من 8:00 إلى 17:00."),
    "Dutch between brackets": arabic("اطلب شرطي الحي (wijkagent). هو يعرف حيّك."),
    "Dutch of several words between brackets": arabic(
        "موظف النظام (", Run("openbare orde en veiligheid", ltr=True), ")، أو غيره."
    ),
    "a name that ends with a bracket": arabic(
        "اتصل بـ ", Run("Meld Misdaad Anoniem (M.)", ltr=True), ": مجانًا."
    ),
    "Arabic between brackets": arabic("شرطي (الحي)، بلّغ [الآن]! «أيضًا»: “لا”."),
    "marks on letters": arabic("بلّغ مُحمَّد، صديقًا وشيئًا أيضًا، طويلًا ربّما."),
    "letters that stand apart": arabic("الطريق جريمة اكتب وراء ريم."),
    "a Dutch name": arabic("بلدية ", Run("’s-Hertogenbosch", ltr=True), " في ", "هولندا."),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", MIXED)
def test_a_line_of_two_directions_is_copied_as_it_is_read(case, reader, tmp_path):
    fonts = FontSet(("IBM Plex Sans Arabic", "Source Sans 3"))
    (line,) = set_text(MIXED[case], Style(11.5, 5.75), fonts, rtl=True)
    pdf = one_page(
        lambda page, section: page.set_line(section.child("P"), line, 280 - line.width, 30),
        (297, 60),
    )
    assert seen(reader(pdf, tmp_path)) == seen(str(MIXED[case]))


@pytest.mark.parametrize("reader", READERS)
def test_a_page_of_nothing_but_an_editions_own_words_is_copied_as_it_is_read(reader, tmp_path):
    fonts = FontSet(("IBM Plex Sans Arabic", "Source Sans 3"))
    (line,) = set_text(words := MIXED["a Dutch name"], Style(11.5, 5.75), fonts, rtl=True)

    def draw(page, section):
        page.set_line(section.child("P"), line, 90 - line.width, 30)

    assert seen(reader(one_page(draw, (100, 60), own=True), tmp_path)) == seen(str(words))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", ["Zorg- en welzijn", "Expertise-unit van ons"])
def test_a_hyphen_at_the_end_of_a_line_is_copied(text, reader, tmp_path):
    lines = set_text(Words.of(text), Style(12, 5), FontSet(), width=21)
    assert len(lines) > 1

    def draw(page, section):
        for number, line in enumerate(lines):
            page.set_line(section.child("P"), line, 10, 10 + 5 * number)

    assert seen(reader(one_page(draw, (100, 60)), tmp_path)) == text


def test_one_code_of_a_font_has_one_text():
    """A no-break space and a space are one glyph, and two codes."""
    (line,) = set_text(Words.of("a b\N{NO-BREAK SPACE}c"), Style(12, 5), FontSet())
    (piece,) = line.pieces
    codes = piece.face.coded(piece.symbols).codes
    texts = {symbol.text for symbol in codes}
    assert texts == {"a", "b", "c", " ", "\N{NO-BREAK SPACE}"}
    assert len(set(codes.values())) == len(texts)
