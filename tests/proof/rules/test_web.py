"""The reading page: each fault that is planted in a page is found, and named."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import LANGUAGES
from tests.layouts.own_editions import EDITIONS, write_editions
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.products.web.render import render_page
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge

PAGE = "page.html"
OWN = "voorbeeld-gemeente"
PUBLISHED = """\
edition:
  id: lindewaard
  kind: municipality
  name: Lindewaard
  publisher: gemeente Lindewaard
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  languages: [nl, ar, uk]
  products: [poster, handout-odt, handout, leaflet, large-print, web]
  site: https://www.lindewaard.example/zorgen
  exit: true
  contacts:
    - role: gemeente
      phone: 14 030
      web: https://www.lindewaard.example
      source: proef
      checked: 2026-11-23
"""


@cache
def page(language: str, edition: str = OWN, *own: Path) -> str:
    """The page of an edition in a language, as it is made."""
    outline = build_outline(pack_in(language, edition, *own))
    return render_page(outline, load_theme().for_outline(outline)).decode()


def judged(
    data: bytes, folder: Path, language: str, edition: str = OWN, *own: Path
) -> list[Finding]:
    """What proof finds in a page."""
    path = folder / PAGE
    path.write_bytes(data)
    truth = truth_in(language, edition, *own)
    return judge(Case(f"{edition}/{language}/web", PAGE, path, truth, "office")).findings


def published(folder: Path) -> Path:
    """Editions of a user's own, and one of them with a place for its pages."""
    write_editions(folder)
    (folder / "editions" / "lindewaard.yaml").write_text(PUBLISHED, "utf-8")
    return folder


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("eigen"))


EVERYWHERE = [code for code in LANGUAGES if code not in ("nl", "ar")]


@pytest.mark.parametrize("edition", ["nationaal", OWN, "voorbeeld-school", "voorbeeld-workshop"])
@pytest.mark.parametrize(
    "language", ["nl", "ar", *(pytest.param(one, marks=pytest.mark.more) for one in EVERYWHERE)]
)
def test_a_page_of_each_kind_of_edition_is_clean(
    edition: str, language: str, tmp_path: Path
) -> None:
    assert judged(page(language, edition).encode(), tmp_path, language, edition) == []


@pytest.mark.parametrize("edition", [*EDITIONS, "lindewaard"])
@pytest.mark.parametrize("language", ["nl", pytest.param("ar", marks=pytest.mark.more)])
def test_a_page_is_clean_whatever_the_edition_fills_in(
    edition: str, language: str, own: Path, tmp_path: Path
) -> None:
    data = page(language, edition, own).encode()
    assert judged(data, tmp_path, language, edition, own) == []


SIGN = '<a href="tel:09008844" aria-label="Bel Politie: 0900-8844">0900-8844</a>'
ARM = 'href="tel:09008844" class="call" aria-label="Bel Politie: 0900-8844">0900-8844'
# What stands in the page once or more, what comes in its place the first time, the kind of the
# finding, and part of what is told.
FAULTS = {
    "a number in a sign": (SIGN, SIGN.replace(">0900-8844", ">0900-8845"), "contact", "0900-8845"),
    "a number on an arm": (ARM, ARM.replace("-8844", "-8848"), "contact", "0900-8848"),
    "another number behind the words": (SIGN, SIGN.replace("tel:09008844", "tel:09008848"), "link", "tel:09008848"),
    "another name for who does not see": (SIGN, SIGN.replace("Bel Politie", "Bel de brandweer"), "link", "brandweer"),
    "no link": (SIGN, "0900-8844", "link", "geen link"),
    "112 is no link": ('href="tel:112"', 'href="tel:911"', "link", "tel:911"),
    "an e-mail address": ("veilig@<wbr>lindewaard", "veilg@<wbr>lindewaard", "contact", "veilg@lindewaard.example"),
    "a name": ("<h3>Meld Misdaad Anoniem (M.)</h3>", "<h3>Meld Misdaad (M.)</h3>", "text", "Meld Misdaad"),
    "the hours": ("9.00–17.00", "9.00–18.00", "text", "9.00–18.00"),
    "a sentence is gone": ("<p>M. hoort niet bij de politie.</p>", "", "text", "M. hoort niet bij de politie"),
    "a sentence comes twice": ("<p>M. hoort", "<p>M. hoort niet bij de politie.</p><p>M. hoort", "text", "2 keer"),
    "an invented number": ("</h1>", "</h1><p>Bel 06 12345678.</p>", "contact", "06 12345678"),
    "a numeral on a sign": ('aria-label="bord 3">3</span>', 'aria-label="bord 3">4</span>', "numeral", "4"),
    "how a numeral is called": ('aria-label="bord 3">3</span>', 'aria-label="bord 8">3</span>', "numeral", "bord 8"),
    "an arm to another organisation": ('href="#bord-3" class="to"', 'href="#bord-4" class="to"', "link", "Landelijk Steunpunt"),
    "the name of a tip": ('aria-label="Uitleg bij 1, Politie"', 'aria-label="Uitleg bij 2, Politie"', "link", "Uitleg bij 2"),
    "what is copied": ('value="0900-8844"', 'value="0900-8845"', "contact", "kopieert 0900-8845"),
    "the language of the page": ('<html lang="nl"', '<html lang="en"', "language", "en"),
    "the language of a word": ("<b>wijkagent</b>", '<b lang="en">wijkagent</b>', "language", "wijkagent"),
    "the direction": ('dir="ltr"', 'dir="rtl"', "direction", "leesrichting"),
    "the title in the browser": ("<title>Wegwijzer</title>", "<title>Radicalisering</title>", "title", "Radicalisering"),
    "the description": ("als u zich zorgen maakt om iemand?", "als iemand radicaliseert?", "properties", "description"),
    "the linked data": ('"telephone":"0900-8844"', '"telephone":"0900-8848"', "data", "0900-8848"),
    "the order of the data": ('"name":"Politie"', '"name":"Brandweer"', "data", "Brandweer"),
    "no data": ('<script type="application/ld+json">{', '<script type="application/ld+json">', "data", "niet te lezen"),
    "a level of heading": ("<h2>Begin hier</h2>", "<h3>Begin hier</h3>", "heading", "Begin hier"),
    "a picture from elsewhere": ("<main>", '<main><img src="https://telt.example/p.png" alt="">', "form", "img"),
    "a style sheet from elsewhere": ("<style>", '<link rel="stylesheet" href="https://cdn.example/a.css"><style>', "form", "link"),
    "a font from elsewhere": ("url(data:font/woff2", "url(https://fonts.example/a.woff2?", "form", "elders"),
    "a script that tells": ("(() => {", '(() => {\nfetch("//telt.example");', "form", "fetch"),
    "a script that runs on a tap": ('<a href="tel:112"', '<a onclick="tel()" href="tel:112"', "form", "onclick"),
    "a frame": ("</main>", '<iframe src="https://kaart.example"></iframe></main>', "form", "iframe"),
    "hidden text": ("<h1>", "<h1 hidden>", "form", "hidden"),
    "a style that hides": (".entry{", ".entry{display:none;", "form", "verbergt"),
    "a comment": ("<main>", "<main><!-- nog nakijken -->", "form", "opmerking"),
    "calls are allowed": ("default-src 'none'", "default-src *", "form", "default-src"),
    "another colour": ("--accent:#BFDCC4", "--accent:#FACB8F", "colour", "#FACB8F"),
    "two places of one name": ('id="bord-4"', 'id="bord-3"', "tags", "bord-3"),
    "an element that stays open": ("</main>", "", "tags", "main"),
    "a straight quote": ("‘Wegwijzer’", "'Wegwijzer'", "quote", "Wegwijzer"),
    "the mark of a draft": ("<main>", "<main><p>CONCEPT</p>", "concept", "nagekeken"),
    "too large": ("</main>", "</main>" + " " * 100_000, "size", "150"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_page_is_found_and_named(name: str, tmp_path: Path) -> None:
    old, new, kind, told = FAULTS[name]
    before = page("nl")
    assert old in before
    found = judged(before.replace(old, new, 1).encode(), tmp_path, "nl")
    assert any(one.kind == kind and told in one.what for one in found), found


ARABIC = {
    "a number from the right": ('href="tel:09008844" dir="ltr"', 'href="tel:09008844"', "direction", "0900-8844"),
    "a Dutch name without its language": ('<h3><bdi lang="nl"', "<h3><bdi", "language", "Politie"),
    "no mark of a draft": ('<p class="mark">', '<p class="mark" hidden>', "form", "hidden"),
    "another language of the mark": ("CONCEPT", "GEREED", "text", "CONCEPT"),
}  # fmt: skip


@pytest.mark.parametrize("name", ARABIC)
def test_a_fault_in_an_arabic_page_is_found_and_named(name: str, tmp_path: Path) -> None:
    old, new, kind, told = ARABIC[name]
    before = page("ar")
    assert old in before
    found = judged(before.replace(old, new, 1).encode(), tmp_path, "ar")
    assert any(one.kind == kind and told in one.what for one in found), found


def test_another_language_is_found_at_once(tmp_path: Path) -> None:
    (found,) = judged(page("de").encode(), tmp_path, "ar")
    assert found.kind == "other"


def test_what_a_published_page_leads_to_is_checked(own: Path, tmp_path: Path) -> None:
    before = page("nl", "lindewaard", own)
    place = "https://www.lindewaard.example/zorgen/"
    for old, new, kind, told in (
        (f'hreflang="ar" href="{place}', f'hreflang="ar" href="{place}x', "link", "xwegwijzer-ar"),
        (f'href="{place}wegwijzer-lindewaard-nl.pdf', f'href="{place}folder.pdf', "link", "folder.pdf"),
        ("https://www.knmi.nl/nederland-nu/weer", "https://telt.example", "link", "telt.example"),
    ):  # fmt: skip
        assert old in before
        found = judged(before.replace(old, new, 1).encode(), tmp_path, "nl", "lindewaard", own)
        assert any(one.kind == kind and told in one.what for one in found), found


def test_who_needs_large_letters_or_another_program_finds_the_file_beside_the_usual_one(
    own: Path,
) -> None:
    there = re.findall(
        r'href="[^"]*/wegwijzer-lindewaard-ar([^"]*)".*?<small>(.*?)<',
        page("ar", "lindewaard", own),
    )
    assert there == [
        (".pdf", "ملف PDF، للطي"),
        ("-grote-letters.pdf", "ملف PDF، لمن لا يرى جيدًا"),
        ("-hand-out.docx", "ملف Word، للتعبئة"),
        ("-hand-out.odt", "ملف LibreOffice، للتعبئة"),
        ("-poster-a4.pdf", "ملف PDF، للتعليق على الحائط"),
    ]  # fmt: skip


def with_font(text: str, change: object) -> str:
    """A page of which one font was taken apart and changed."""
    from fontTools.ttLib import TTFont

    heavy = re.search(r"font-weight:900;[^}]*?base64,([^)]+)\)", text)
    assert heavy
    font = TTFont(io.BytesIO(base64.b64decode(heavy[1])))
    change(font)  # type: ignore[operator]
    out = io.BytesIO()
    font.save(out)
    return text.replace(heavy[1], base64.b64encode(out.getvalue()).decode())


def mapped(font) -> Iterable[dict[int, str]]:
    """The glyphs of characters; tables may share them."""
    return {id(table.cmap): table.cmap for table in font["cmap"].tables}.values()


def test_a_font_that_draws_another_digit_is_found(tmp_path: Path) -> None:
    def swap(font) -> None:
        for codes in mapped(font):
            codes[ord("8")], codes[ord("3")] = codes[ord("3")], codes[ord("8")]

    found = judged(with_font(page("nl"), swap).encode(), tmp_path, "nl")
    assert any(one.kind == "font" and "38" in one.what for one in found), found


def test_a_font_without_a_digit_is_found(tmp_path: Path) -> None:
    def lose(font) -> None:
        for codes in mapped(font):
            del codes[ord("4")]

    found = judged(with_font(page("nl"), lose).encode(), tmp_path, "nl")
    assert any(one.kind == "font" and one.what.endswith(": 4") for one in found), found


def test_a_broken_font_is_found(tmp_path: Path) -> None:
    text = page("nl")
    start = text.index("base64,") + 2000
    found = judged(f"{text[:start]}AAAA{text[start + 4 :]}".encode(), tmp_path, "nl")
    assert any(one.kind == "font" and "beschadigd" in one.what for one in found), found


@pytest.mark.parametrize(
    "data", [b"", b"<", b"\xff\xfe", b"<!doctype html>", b"<p>" * 90, b"{}", b"<p>x</p>" * 9000]
)
def test_what_is_no_page_is_told_as_a_fault_and_never_as_a_bug(data: bytes, tmp_path: Path) -> None:
    found = judged(data, tmp_path, "nl")
    assert found
    assert all(one.kind in ("file", "other") for one in found), found
