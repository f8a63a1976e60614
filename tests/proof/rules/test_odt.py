"""The handout in OpenDocument: it is clean as it was made, each fault that is planted in it is found
and named, and a file that somebody filled in may say more.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.layouts.own_editions import EDITIONS, write_editions
from tests.proof import faults
from tests.proof.first_finding import finds
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.products.handout_odt.render import render_odt
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import UNREADABLE_FILE, Finding
from wegwijs.proof.judge import judge

NAME, OWN = "handout.odt", "voorbeeld-gemeente"
CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"


@cache
def handout(language: str = "nl", edition: str = OWN) -> bytes:
    outline = build_outline(pack_in(language, edition))
    return render_odt(outline, load_theme().for_outline(outline))


def case(data: bytes, folder: Path, language: str = "nl", edition: str = OWN, **more: bool) -> Case:
    path = folder / NAME
    path.write_bytes(data)
    return Case(f"{edition}/{language}", NAME, path, truth_in(language, edition), "office", **more)


EVERYWHERE = ("en", "tr", "pl", "uk", "ti", "de")


@pytest.mark.parametrize(
    ("edition", "language"),
    [
        ("nationaal", "nl"),
        (OWN, "ar"),
        *(
            pytest.param(edition, language, marks=pytest.mark.more)
            for edition in ("nationaal", OWN, "voorbeeld-school", "voorbeeld-workshop")
            for language in ("nl", "ar", *EVERYWHERE)
        ),
    ],
)
def test_a_handout_of_each_kind_of_edition_is_clean(
    edition: str, language: str, tmp_path: Path
) -> None:
    found = judge(case(handout(language, edition), tmp_path, language, edition))
    assert found.findings == []
    assert found.codes == 7


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("eigen")
    write_editions(folder)
    return folder


@pytest.mark.more
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_handout_is_clean_whatever_the_edition_fills_in(
    edition: str, language: str, own: Path, tmp_path: Path
) -> None:
    outline = build_outline(pack_in(language, edition, own))
    path = tmp_path / NAME
    path.write_bytes(render_odt(outline, load_theme().for_outline(outline)))
    truth = truth_in(language, edition, own)
    assert judge(Case(f"{edition}/{language}", NAME, path, truth, "office")).findings == []


NUMBER = ">0900-8844</text:span></text:a>"
HEAD = "<table:table-header-rows>"
# Part of the file, what is there once or more, what comes in its place the first time, the kind of
# the finding, and part of what is told.
FAULTS = {
    "a number": (CONTENT, NUMBER, NUMBER.replace("8844", "8845"), "contact", "0900-8845"),
    "another number behind the words": (CONTENT, 'href="tel:09008844"', 'href="tel:09008848"', "link", "tel:09008848"),
    "another name for who does not see": (CONTENT, 'office:title="Bel Politie', 'office:title="Bel de brandweer', "link", "brandweer"),
    "a name": (CONTENT, ">Meld Misdaad Anoniem (M.)<", ">Meld Misdaad (M.)<", "text", "Meld Misdaad"),
    "the hours": (CONTENT, "9.00–17.00", "9.00–18.00", "text", "9.00–18.00"),
    "an e-mail address": (CONTENT, ">veilig@lindewaard", ">veilg@lindewaard", "contact", "veilg@lindewaard.example"),
    "an invented number": (CONTENT, "</text:h>", " 06 12345678</text:h>", "contact", "06 12345678"),
    "a sentence is gone": (CONTENT, "M. hoort niet bij de politie.", "", "text", "M. hoort niet bij de politie"),
    "a numeral": (CONTENT, '<text:p text:style-name="TableNumber">3<', '<text:p text:style-name="TableNumber">8<', "text", "ntbreekt"),
    "the language of the document": (STYLES, 'fo:language="nl"', 'fo:language="en"', "language", "en-NL"),
    "the language of a word": (CONTENT, '<style:text-properties fo:font-weight="bold"', '<style:text-properties fo:language="en" fo:country="GB" fo:font-weight="bold"', "language", "wijkagent"),
    "the direction": (STYLES, re.compile('(style:name="Standard" [^/]*?style:writing-mode=)"lr-tb"'), r'\1"rl-tb"', "direction", "van rechts naar links"),
    "a code leads elsewhere": (CONTENT, "Pictures/1.png", "Pictures/3.png", "qr", "onderwijsinspectie"),
    "a code without words": (CONTENT, re.compile("<svg:desc>[^<]*</svg:desc>"), "<svg:desc></svg:desc>", "alt", "niet ziet"),
    "a code with other words": (CONTENT, "<svg:desc>QR-code", "<svg:desc>Foto", "alt", "Foto"),
    "a code that is too small": (CONTENT, re.compile('svg:width="[^"]*" svg:height="[^"]*"'), 'svg:width="9mm" svg:height="9mm"', "qr-size", "te klein"),
    "a stretched code": (CONTENT, 'svg:width="', 'svg:width="1', "picture", "uitgerekt"),
    "a table without a header row": (CONTENT, re.compile(f"{HEAD}(.*?)</table:table-header-rows>"), r"\1", "table", "kopregel"),
    "other words above a column": (CONTENT, ">Wie helpt u<", ">Politie<", "table", "verkeerde woorden"),
    "a table without a name": (CONTENT, "<table:title>Wat is er aan de hand?</table:title>", "", "table", "geen naam"),
    "a row that breaks": (CONTENT, 'fo:keep-together="always"', 'fo:keep-together="auto"', "form", "nooit nodig"),
    "a level of heading": (CONTENT, 'Heading_20_1" text:outline-level="1"', 'Heading_20_1" text:outline-level="2"', "heading", "niveau 2"),
    "a heading that is a paragraph": (CONTENT, re.compile('<text:h ([^>]*) text:outline-level="2">Politie</text:h>'), r"<text:p \1>Politie</text:p>", "text", "Politie"),
    "a list that is none": (CONTENT, re.compile("<text:list [^>]*><text:list-item>(.*?)</text:list-item>"), r"\1<text:list text:style-name='Dashes'>", "tags", "lijst"),
    "a field without a name": (CONTENT, 'text:description="Datum"', 'text:description=""', "field", "geen naam"),
    "a field that is filled in": (CONTENT, re.compile("(<text:text-input [^>]*>)[^<]*"), r"\1morgen", "field", "morgen"),
    "a field without ground": (STYLES, 'fo:background-color="#EDEDED"', "", "field", "geen grond"),
    "fewer lines for notes": (CONTENT, re.compile("(<table:table-row(?:(?!<table:table-row).)*?</table:table-row>)</table:table>(?!.*<table:table )"), "</table:table>", "table", "7 lijnen"),
    "the kind of document": (STYLES, "<text:tab/>Hand-out<", "<text:tab/>Werkblad<", "text", "Werkblad"),
    "pages that are not counted": (STYLES, "<text:page-count>1</text:page-count>", "1", "pages", "telt de bladzijden niet"),
    "the mark of a draft": (STYLES, "<style:header>", '<style:header><text:p text:style-name="Header">CONCEPT</text:p>', "concept", "nagekeken"),
    "the title": (META, "<dc:title>", "<dc:title>Over ", "title", "Over"),
    "the author": (META, "<dc:creator>", "<dc:creator>X", "properties", "maker"),
    "the date": (META, "<dc:date>2026", "<dc:date>2025", "properties", "2025"),
    "another colour": (CONTENT, "#BFDCC4", "#FACB8F", "colour", "#FACB8F"),
    "pale letters": (STYLES, 'fo:color="#000000"', 'fo:color="#CCCCCC"', "contrast", "contrast"),
    "small letters": (STYLES, 'fo:font-size="12pt"', 'fo:font-size="8pt"', "legible", "8,0 punt"),
    "other paper": (STYLES, 'fo:page-height="297mm"', 'fo:page-height="279mm"', "pages", "279"),
    "a column that is too narrow": (CONTENT, 'column-width="63mm"', 'column-width="43mm"', "fit", "midden in een woord"),
    "no margin": (STYLES, 'fo:margin-left="20mm"', 'fo:margin-left="2mm"', "margin", "2,0 mm"),
    "a font that is not in the file": (STYLES, "Fonts/Font1Bold.ttf", "Fonts/Font9Bold.ttf", "font", "zit niet in het bestand"),
    "a font from elsewhere": (STYLES, "Fonts/Font1Bold.ttf", "https://fonts.example/a.ttf", "form", "van elders"),
    "a picture from elsewhere": (CONTENT, "Pictures/1.png", "https://telt.example/p.png", "form", "van elders"),
    "hidden text": (CONTENT, "<text:p ", "<text:hidden-paragraph/><text:p ", "form", "verborgen"),
    "a remark": (CONTENT, '<text:h text:style-name="Heading_20_2"', '<office:annotation/><text:h text:style-name="Heading_20_2"', "form", "opmerking"),
    "a macro": (CONTENT, "<office:automatic-styles>", "<office:scripts/><office:automatic-styles>", "form", "macro"),
    "another header on even pages": (STYLES, "<style:footer>", "<style:header-left/><style:footer>", "form", "even bladzijden"),
    "a link to elsewhere": (CONTENT, 'href="https://www.politie.nl', 'href="https://www.telt.example', "link", "telt.example"),
    "a part that is not listed": (MANIFEST, re.compile('<manifest:file-entry manifest:full-path="Pictures/1.png"[^>]*>'), "", "form", "lijst van onderdelen"),
}  # fmt: skip


def planted(data: bytes, part: str, old: str | re.Pattern[str], new: str) -> bytes:
    def change(xml: bytes) -> bytes:
        text = xml.decode()
        if isinstance(old, str):
            return text.replace(old, new, 1).encode()
        return old.sub(new, text, count=1).encode()

    return faults.part(data, part, change)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_and_named(name: str, tmp_path: Path) -> None:
    part, old, new, kind, told = FAULTS[name]
    assert finds(case(planted(handout(), part, old, new), tmp_path), kind, told)


ARABIC = {
    "no mark of a draft": (STYLES, re.compile(">.CONCEPT.<"), "><", "concept", "CONCEPT"),
    "a draft in one language": (STYLES, re.compile(r'<text:p text:style-name="Concept">.*?</text:p>'), "", "concept", "ontbreekt"),
    "text from the left": (STYLES, 'fo:text-align="right"', 'fo:text-align="left"', "direction", "lopen van links"),
    "a table from the left": (CONTENT, 'style:writing-mode="rl-tb"', 'style:writing-mode="lr-tb"', "direction", "tabellen"),
    "a Dutch name without its language": (CONTENT, re.compile('<text:span text:style-name="[^"]*">(.Politie.)</text:span>'), r"\1", "language", "Politie"),
    "a number from the right": (CONTENT, re.compile('<text:p text:style-name="TablePhone"><text:span[^>]*>.</text:span>(?=<text:a [^>]*tel:[+]31882080080)'), '<text:p text:style-name="TablePhone">', "direction", "wisselen van plaats"),
}  # fmt: skip


@pytest.mark.parametrize("name", ARABIC)
def test_a_fault_in_an_arabic_handout_is_found_and_named(name: str, tmp_path: Path) -> None:
    part, old, new, kind, told = ARABIC[name]
    assert finds(case(planted(handout("ar"), part, old, new), tmp_path, "ar"), kind, told)


def test_another_language_is_found_at_once(tmp_path: Path) -> None:
    (found,) = judge(case(handout("de"), tmp_path, "ar")).findings
    assert found.kind == "other"


def packed_again(data: bytes, name: str, content: bytes) -> bytes:
    return faults.part(data, name, lambda _: content)


def compressed_first(data: bytes) -> bytes:
    """The parts in another order, the first one compressed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist()):
            target.writestr(name, source.read(name))
    return out.getvalue()


def with_font_cut(data: bytes) -> bytes:
    return faults.part(data, "Fonts/Font1Bold.ttf", lambda font: font[:3000])


def with_more(name: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        file = io.BytesIO(data)
        with zipfile.ZipFile(file, "a") as package:
            package.writestr(name, b"x")
        return file.getvalue()

    return change


@pytest.mark.parametrize(
    ("change", "kind", "told"),
    [
        (compressed_first, "form", "OpenDocument-tekst"),
        (with_font_cut, "font", "beschadigd"),
        (with_more("Basic/Standard/Module1.xml"), "form", "onderdeel te veel"),
    ],
)
def test_a_fault_in_the_package_is_found(
    change: Callable[[bytes], bytes], kind: str, told: str, tmp_path: Path
) -> None:
    assert finds(case(change(handout()), tmp_path), kind, told)


BOMB = b"""<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">&d;
</office:document-content>"""
FILE = BOMB.replace(b"<!DOCTYPE a [", b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 no more",
        handout()[:-300],
        packed_again(handout(), CONTENT, b"<office:document-content"),
        packed_again(handout(), CONTENT, b"<a/>"),
        packed_again(handout(), CONTENT, BOMB),
        packed_again(handout(), CONTENT, FILE),
        packed_again(handout(), STYLES, b"\xff\xfe\x00"),
        packed_again(handout(), CONTENT, b"<a>" * 100_000),
    ],
)
def test_a_broken_or_hostile_file_gives_findings(data: bytes, tmp_path: Path) -> None:
    found = judge(case(data, tmp_path)).findings
    assert UNREADABLE_FILE in {one.kind for one in found}
    assert "root:" not in str(found)


# --- a file that somebody filled in ----------------------------------------------------------------


def filled_in(old: str | re.Pattern[str], new: str, folder: Path) -> list[Finding]:
    """What is serious in a handout in which something was typed."""
    data = planted(handout("nl", "nationaal"), CONTENT, old, new)
    found = judge(case(data, folder, "nl", "nationaal", edited=True)).findings
    return [one for one in found if not one.mild]


TYPED = re.compile('(<text:text-input text:description="Datum">)[^<]*')


def test_what_a_trainer_types_is_allowed(tmp_path: Path) -> None:
    assert filled_in(TYPED, r"\g<1>12 januari", tmp_path) == []
    extra = '<text:p text:style-name="Standard">Koffie is om 10 uur.</text:p></office:text>'
    assert filled_in("</office:text>", extra, tmp_path) == []


def test_a_number_that_was_changed_while_its_link_was_not_is_found(tmp_path: Path) -> None:
    found = filled_in(NUMBER, NUMBER.replace("8844", "8845"), tmp_path)
    assert any(one.kind == "link" and "0900-8845" in one.what for one in found)
    assert all("LibreOffice" in one.todo for one in found)
