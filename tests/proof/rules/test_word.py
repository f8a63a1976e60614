"""The Word handout as it was made: whatever Word can do to hide, alter or fetch is found."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import in_part
from tests.proof import faults
from tests.proof.first_finding import finds
from tests.proof.truths import pack_in, truth_in, with_edition
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.products.handout.render import render_handout
from wegwijs.proof.case import Case
from wegwijs.proof.judge import judge
from wegwijs.sources.model import Workshop

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
HEADER, FOOTER, RELS = "word/header.xml", "word/footer.xml", "word/_rels/document.xml.rels"
BLANK = "\u00a0" * 26  # of a short field
EXTRA = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
ALERT = '<w:p><w:pPr><w:pStyle w:val="Alert"/></w:pPr>'
POLICE = '<w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">0900-8844<'
Plant = Callable[[bytes], bytes]


@cache
def handout(language: str) -> bytes:
    return render_handout(build_outline(pack_in(language)))


@pytest.fixture
def asked(tmp_path: Path) -> Callable[..., Case]:
    def asked(data: bytes, language: str = "nl") -> Case:
        path = tmp_path / "handout.docx"
        path.write_bytes(data)
        return Case(f"x/{language}/handout", "handout.docx", path, truth_in(language))

    return asked


def put(old: str, new: str, part: str = DOCUMENT, times: int = 1) -> Plant:
    """Something else in a part."""
    return lambda data: faults.part(
        data, part, lambda xml: xml.replace(old.encode(), new.encode(), times)
    )


def everywhere(old: str, part: str = DOCUMENT) -> Plant:
    return put(old, "", part, -1)


def before_alert(xml: str) -> Plant:
    return put(ALERT, xml + ALERT)


def formatted(xml: str) -> Plant:
    """The number of the police, in a look of its own."""
    return put(POLICE, POLICE.replace("</w:rPr>", f"{xml}</w:rPr>"))


def in_style(id_: str, xml: str) -> Plant:
    """A property at the start of what a style says of letters."""

    def change(data: bytes) -> bytes:
        pattern = rf'(<w:style [^>]*w:styleId="{id_}">.*?<w:rPr>)'
        return re.sub(pattern.encode(), rb"\1" + xml.encode(), data, count=1, flags=re.S)

    return lambda data: faults.part(data, STYLES, change)


def look_without(id_: str, name: str) -> Plant:
    """A style of paragraphs without one of its properties."""

    def change(xml: bytes) -> bytes:
        pattern = rf'(w:styleId="{id_}">.*?)<w:{name}(?:/>| [^>]*/>|>.*?</w:{name}>)'
        return re.sub(pattern.encode(), rb"\1", xml, count=1, flags=re.S)

    return lambda data: faults.part(data, STYLES, change)


def tracked(kind: str) -> Plant:
    run = re.compile(rb'<w:r><w:t xml:space="preserve">[^<]{20,80}</w:t></w:r>')
    return lambda data: faults.part(
        data,
        DOCUMENT,
        lambda xml: run.sub(
            lambda match: (
                f'<w:{kind} w:id="900" w:author="x" w:date="2026-01-01T00:00:00Z">'.encode()
                + match[0]
                + f"</w:{kind}>".encode()
            ),
            xml,
            count=1,
        ),
    )


def added(name: str, content: bytes) -> Plant:
    def change(data: bytes) -> bytes:
        file = io.BytesIO(data)
        with zipfile.ZipFile(file, "a") as package:
            package.writestr(name, content)
        return file.getvalue()

    return change


def extra_picture(data: bytes) -> bytes:
    """A code more, in the colophon, without words."""

    def change(xml: bytes) -> bytes:
        match = re.search(rb"<w:r><w:drawing>.*?</w:drawing></w:r>", xml, re.S)
        assert match
        drawing = re.sub(rb'descr="[^"]*"', b'descr=""', match[0]).replace(b'id="1"', b'id="99"')
        return xml.replace(b"<w:sectPr>", b"<w:p>" + drawing + b"</w:p><w:sectPr>")

    return faults.part(data, DOCUMENT, change)


def huge_picture(data: bytes) -> bytes:
    """A PNG that says it has a milliard pixels."""
    size = struct.pack(">II", 40_000, 40_000)
    return faults.part(data, "word/media/image1.png", lambda png: png[:16] + size + png[24:])


CODE = 'cx="666000" cy="666000"'
FAULTS: dict[str, tuple[str, Plant, str, str]] = {
    # words that are there for some, or not from the data
    "a number in a frame around a paragraph": (
        "nl", before_alert("<w:sdt><w:sdtContent>" + EXTRA.format("Bel 0900-1234567") + "</w:sdtContent></w:sdt>"),
        "contact", "staat 0900-1234567, maar dat staat niet in de gegevens",
    ),
    "a number in a frame of XML": (
        "nl", before_alert('<w:customXml w:element="x">' + EXTRA.format("Bel 0900-1234567") + "</w:customXml>"),
        "contact", "staat 0900-1234567, maar dat staat niet in de gegevens",
    ),
    "a frame around a paragraph": (
        "nl", before_alert("<w:sdt><w:sdtContent>" + EXTRA.format("112") + "</w:sdtContent></w:sdt>"),
        "form", "een invulveld om een hele alinea",
    ),
    "a sentence that nobody wrote": (
        "nl", before_alert(EXTRA.format("Bel nooit de politie.")),
        "text", 'De tekst "Bel nooit de politie." staat niet in de gegevens',
    ),
    "a box with text": (
        "nl",
        before_alert(
            '<w:p><w:r><w:pict><w:txbxContent xmlns:v="urn:schemas-microsoft-com:vml">'
            + EXTRA.format("112") + "</w:txbxContent></w:pict></w:r></w:p>"
        ),
        "form", "tekstvak",
    ),
    "words that were added with changes on record": (
        "nl", tracked("ins"), "form", 'een bijgehouden wijziging, bij "Bent u bang',
    ),
    "words that were moved with changes on record": (
        "nl", tracked("moveFrom"), "form", "een bijgehouden wijziging",
    ),
    "a number broken over two lines": (
        "nl", put(">0900-8844<", ">0900-</w:t><w:br/><w:t>8844<"),
        "contact", "0900-8844 staat niet bij Politie in het overzicht",
    ),
    "a number with another digit behind a hyphen of Word": (
        "nl", put(">0900-8844<", ">0900</w:t><w:noBreakHyphen/><w:t>8845<"),
        "contact", "staat 0900-8845, maar dat staat niet in de gegevens",
    ),
    "a dash of a list that is a number": (
        "nl", put('w:lvlText w:val="–"', 'w:lvlText w:val="0900-1234567"', "word/numbering.xml"),
        "form", "iets wat een hand-out nooit nodig heeft",
    ),
    "a part more": ("nl", added("word/footnotes.xml", b"<x/>"), "form", "een onderdeel te veel"),
    "a part that is there twice": ("nl", added(DOCUMENT, b"<x/>"), "file", "beschadigd"),
    # words that cannot be seen
    "a number that is hidden": ("nl", formatted("<w:vanish/>"), "form", 'verborgen tekst, bij "0900-8844"'),
    "a number that is struck through": ("nl", formatted("<w:strike/>"), "form", "doorgestreepte tekst"),
    "a number in white": (
        "nl", formatted('<w:color w:val="FFFFFF"/>'), "contrast", 'Te weinig contrast heeft de tekst "0900-8844": 1,5',
    ),
    "a number of one point": (
        "nl", formatted('<w:sz w:val="2"/>'), "legible", 'De tekst "0900-8844" is te klein: 1,0 punt',
    ),
    "a look of links that hides": ("nl", in_style("Hyperlink", "<w:vanish/>"), "form", 'in de opmaak "Hyperlink"'),
    "a look of links that is white": (
        "nl", in_style("Hyperlink", '<w:color w:val="FFFFFF"/>'), "contrast", '"politie.nl"',
    ),
    "a look of letters that is tiny": (
        "ar", in_style("Explanation", '<w:szCs w:val="8"/>'), "legible", "is te klein: 4,0 punt",
    ),
    "lines lower than their letters": (
        "nl", put('w:line="440" w:lineRule="exact"', 'w:line="40" w:lineRule="exact"', STYLES),
        "legible", "De regels zijn te laag voor de tekst",
    ),
    "a row that cuts what is in it": (
        "nl", put("<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:val="10" w:hRule="exact"/>'),
        "legible", "in een rij met een vaste hoogte",
    ),
    # the mark of a translation that nobody checked
    "the mark hidden": ("en", put("<w:bCs/><w:lang", "<w:bCs/><w:vanish/><w:lang", HEADER), "form", "verborgen tekst"),
    "the mark in white": (
        "en", put("<w:bCs/><w:lang", '<w:bCs/><w:color w:val="FFFFFF"/><w:lang', HEADER),
        "contrast", '"CONCEPT": 1,0 op 1',
    ),
    "the mark on odd pages only": (
        "en", put("<w:characterSpacing", "<w:evenAndOddHeaders/><w:characterSpacing", SETTINGS),
        "concept", "Het merk CONCEPT ontbreekt",
    ),
    "another header on even pages": (
        "nl", put("<w:characterSpacing", "<w:evenAndOddHeaders/><w:characterSpacing", SETTINGS),
        "form", "een andere kop op even bladzijden",
    ),
    "the footer shown as header": (
        "en", put('default" r:id="header"', 'default" r:id="footer"'), "concept", "Het merk CONCEPT ontbreekt",
    ),
    # fields
    "a field that dials": (
        "nl", before_alert('<w:p><w:fldSimple w:instr=" HYPERLINK &quot;tel:09001234567&quot; "/></w:p>'),
        "form", "staat een veld",
    ),
    "a field that fetches": (
        "nl", put(' PAGE "', ' INCLUDETEXT &quot;http://example.org/x&quot; "', FOOTER),
        "form", "een veld dat geen paginanummer is",
    ),
    "a field in pieces": (
        "nl", before_alert("<w:p><w:r><w:instrText> DATE </w:instrText></w:r></w:p>"), "form", "staat een veld",
    ),
    "a field to fill in with another name": (
        "nl", put('alias w:val="Trainer"', 'alias w:val="Wachtwoord"'),
        "field", 'Het invulveld "Wachtwoord" hoort er niet',
    ),
    "a field to fill in that is gone": (
        "nl", lambda data: faults.part(
            data, DOCUMENT, lambda xml: re.sub(rb"<w:sdt>.*?</w:sdt>", b"", xml, count=1, flags=re.S)
        ),
        "field", 'Het invulveld "Datum" is er niet',
    ),
    "a field that prints words": (
        "nl", put(f">{BLANK}", f">vul het nummer in{BLANK}"),
        "field", 'Het invulveld "Datum" drukt woorden af alsof iets is ingevuld: "vulhetnummerin"',
    ),
    "a field without room": ("nl", put(f">{BLANK}", ">"), "field", 'Het invulveld "Datum" is te kort'),
    "a field without a line": (
        "nl", look_without("Blank", "pBdr"), "field", '"Uw gemeente: telefoon" heeft geen lijn om op te schrijven',
    ),
    "a field without a ground": (
        "nl", look_without("FieldsBlank", "shd"), "field", 'Het invulveld "Trainer" heeft geen grond',
    ),
    "a field that stays when it is filled in": (
        "nl", put("<w:showingPlcHdr/>", ""), "field", '"Datum" houdt zijn lege regel',
    ),
    "a field that says something when it is emptied": (
        "nl", put(f">{BLANK}", ">0900-1234567", "word/glossary/document.xml"),
        "field", "wordt geen lege regel als iemand het leegmaakt",
    ),
    "a number that is typed twice": (
        "nl", lambda data: faults.part(
            data, DOCUMENT, lambda xml: re.sub(rb"<w:dataBinding [^>]*/>", b"", xml, count=1)
        ),
        "field", 'Wat in "Uw gemeente: telefoon" getypt wordt, komt niet op elke plaats',
    ),
    "a number that goes to another place": (
        "nl", put("/h:phone-gemeente[1]", "/h:phone-police[1]"), "field", "komt niet op elke plaats",
    ),
    "a number kept in the file": (
        "nl", put("<phone-gemeente/>", "<phone-gemeente>0900-1234567</phone-gemeente>", "customXml/item1.xml"),
        "field", "Er is al iets ingevuld: phone-gemeente",
    ),
    "a date without a calendar": (
        "nl", lambda data: faults.part(
            data, DOCUMENT, lambda xml: re.sub(rb"<w:date>.*?</w:date>", b"<w:text/>", xml, flags=re.S)
        ),
        "field", 'Het invulveld "Datum" heeft geen kalender',
    ),
    "a calendar in another language": (
        "de", put('lid w:val="de-DE"', 'lid w:val="en-US"'),
        "field", 'De kalender van "Datum" is in en-US, dat moet de-DE zijn',
    ),
    # the ends of lines
    "an address in a column that is too narrow": (
        "nl", put('w:w="3572" w:type="dxa"', 'w:w="2600" w:type="dxa"', times=-1),
        "fit", 'Word breekt "landelijksteunpuntextremisme.nl" midden in een woord af',
    ),
    "an address with a hyphen of ours": (
        "nl", put(">landelijksteunpuntextremisme.nl<", ">landelijksteunpunt-</w:t><w:br/><w:t>extremisme.nl<"),
        "contact", "landelijksteunpuntextremisme.nl staat niet bij",
    ),
    "a one-letter word at the end of a line": (
        "pl", put("w\u00a0", "w "), "fit", 'Aan het eind van een regel kan "w" alleen komen te staan',
    ),
    "a document that says it is another": (
        "nl", put(">Hand-out<", ">Hand-out bij een workshop<", HEADER),
        "text", 'De kop noemt dit document "Hand-out bij een workshop", dat moet "Hand-out" zijn',
    ),
    "a table with the name of another": (
        "nl", put('tblCaption w:val="Notities"', 'tblCaption w:val="De organisaties"'),
        "table", 'De tabel "De organisaties" moet "Notities" heten',
    ),
    "headings that are all as high": (
        "nl", put('"Heading2"', '"Heading1"', times=-1), "heading", 'De kop "Politie" heeft niveau 1, dat moet 2 zijn',
    ),
    # pictures
    "a code that is cropped": ("nl", put("<a:stretch>", '<a:srcRect l="40000"/><a:stretch>'), "form", "een bijgesneden"),
    "a code that is turned": ("nl", put("<a:xfrm>", '<a:xfrm rot="1800000">'), "form", "een gedraaid plaatje"),
    "a code that is faint": (
        "nl", put("<a:stretch>", '<a:alphaModFix amt="20000"/><a:stretch>'), "form", "een doorzichtig plaatje",
    ),
    "a code that is hidden": (
        "nl", put('<wp:docPr id="1"', '<wp:docPr hidden="1" id="1"'),
        "form", 'een verborgen plaatje, bij het plaatje "QR-code naar politie.nl"',
    ),
    "a code that is squeezed": (
        "nl", put(CODE, 'cx="666000" cy="266000"', times=2), "picture", "is uitgerekt: 18,5 bij 7,4 mm",
    ),
    "a code that is drawn smaller than its place": (
        "nl", put(f"<a:ext {CODE}", '<a:ext cx="266000" cy="266000"'), "picture", "heeft twee maten: 7,4 bij 7,4",
    ),
    "a code of a metre": (
        "nl", put(CODE, 'cx="36000000" cy="36000000"', times=2), "picture", "past niet op het papier: 1000,0 bij",
    ),
    "a picture of a milliard pixels": ("nl", huge_picture, "qr", "De QR-code bij Politie is er niet"),
    "a picture more, without words": ("nl", extra_picture, "alt", "Een plaatje heeft geen woorden"),
    "a picture where none belongs": ("nl", extra_picture, "picture", "Bij het colofon staat een plaatje"),
    # the way that reading goes, and the voice
    "Arabic paragraphs from the left": ("ar", everywhere("<w:bidi/>", STYLES), "direction", "De alinea's lopen van links"),
    "Arabic pages from the left": ("ar", everywhere("<w:bidi/>"), "direction", "De bladzijden lopen van links"),
    "Arabic tables from the left": ("ar", everywhere("<w:bidiVisual/>"), "direction", "De tabellen lopen van links"),
    "an Arabic table from the left": ("ar", put("<w:bidiVisual/>", ""), "direction", "1 van de 4 tabellen"),
    "Arabic words from the left": ("ar", put("<w:rtl/>", ""), "direction", "begint links"),
    "a number that Word turns round": (
        "ar", put("</w:rPr><w:t xml:space=\"preserve\">0900-8844", "<w:rtl/></w:rPr><w:t>0900-8844"),
        "direction", 'Word draait de cijfers om in "0900-8844"',
    ),
    "Dutch from the right": (
        "nl", put('<w:r><w:t xml:space="preserve">Vraag', "<w:r><w:rPr><w:rtl/></w:rPr><w:t>Vraag"),
        "direction", "begint rechts",
    ),
    "Arabic read as Persian": (
        "ar", put("<w:rtl/>", '<w:rtl/><w:lang w:bidi="fa-IR"/>'), "language", "staat als taal fa-IR, dat moet ar-EG zijn",
    ),
    "Dutch read as English": (
        "nl",
        put('<w:r><w:t xml:space="preserve">Vraag', '<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>Vraag'),
        "language", "staat als taal en-GB, dat moet nl-NL zijn",
    ),
    "a look that is read as French": (
        "nl", in_style("Key", '<w:lang w:val="fr-FR"/>'), "language", "staat als taal fr-FR",
    ),
    # paper, fonts, makers
    "another paper": (
        "nl", put('w:w="11906" w:h="16838"', 'w:w="8391" w:h="11906"'), "pages", "Het papier is 148 bij 210 mm",
    ),
    "no margin": ("nl", put('w:left="1134"', 'w:left="0"'), "margin", "De marge links is 0,0 mm"),
    "tables wider than the paper": (
        "nl", put('w:right="1134"', 'w:right="4000"'), "margin", "past niet tussen de marges",
    ),
    "a font that does not travel along": (
        "nl",
        lambda data: faults.part(
            data, "word/fontTable.xml", lambda xml: re.sub(rb"<w:embedBold[^>]*/>", b"", xml)
        ),
        "font", "Het lettertype Source Sans 3 zit niet in het bestand",
    ),
    "a font that the file does not have": (
        "nl", formatted('<w:rFonts w:ascii="Comic Sans MS"/>'), "font", "Comic Sans MS",
    ),
    "a second maker": (
        "nl",
        put("</cp:core", "<cp:lastModifiedBy>J. Jansen</cp:lastModifiedBy></cp:core", "docProps/core.xml"),
        "properties", 'De laatste maker van het document is "Wegwijs, J. Jansen"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", in_part(FAULTS))
def test_a_fault_in_a_finished_word_file_is_found_and_named(
    fault: str, asked: Callable[..., Case]
) -> None:
    language, plant, kind, words = FAULTS[fault]
    with warnings.catch_warnings():
        warnings.simplefilter("error", category=Warning)
        warnings.filterwarnings("ignore", "Duplicate name")
        assert finds(asked(plant(handout(language)), language), kind, words)


def test_an_untouched_handout_has_no_findings(asked: Callable[..., Case]) -> None:
    """In other scripts test_proof.py judges it, with the rest of the pack."""
    assert judge(asked(handout("ti"), "ti")).findings == []


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_name_in_another_script_may_stand_anywhere(language: str, tmp_path: Path) -> None:
    workshop = Workshop(place="مدرسة 112", trainer="Ծիլ (2)")
    own = with_edition(pack_in(language), publisher="בית ספר 3", workshop=workshop)
    path = tmp_path / "handout.docx"
    path.write_bytes(render_handout(build_outline(own)))
    truth = replace(truth_in(language), pack=own)
    assert judge(Case("x/nl/handout", "handout.docx", path, truth)).findings == []


def test_a_broken_part_does_not_silence_the_judges_of_others(
    asked: Callable[..., Case],
) -> None:
    broken = put("<w:fonts", "<w:fnts", "word/fontTable.xml")
    data = put('alias w:val="Trainer"', 'alias w:val="Wachtwoord"')(broken(handout("nl")))
    words = [one.what for one in judge(asked(data)).findings]
    assert "Een deel van het bestand is beschadigd. Dat deel is niet na te kijken." in words
    assert 'Het invulveld "Wachtwoord" hoort er niet.' in words
