"""The slides: they are clean as they were made, each fault that is planted in them is found and
named, and a deck that a trainer changed may say more.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import LANGUAGES, ODD, REPRESENTATIVE, in_more, in_part
from tests.layouts.own_editions import EDITIONS, write_editions
from tests.proof import faults
from tests.proof.first_finding import finds
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.products.slides.render import render_slides
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import UNREADABLE_FILE, Finding
from wegwijs.proof.judge import judge

NAME, OWN = "slides.pptx", "voorbeeld-gemeente"
COVER, QUESTIONS, POLICE, TOWN = (f"ppt/slides/slide{number}.xml" for number in range(1, 5))
NOTES, CORE = "ppt/notesSlides/notesSlide3.xml", "docProps/core.xml"
DECK, THEME = "ppt/presentation.xml", "ppt/theme/theme1.xml"
RELATIONS = "ppt/slides/_rels/slide{}.xml.rels"


@cache
def deck(language: str = "nl", edition: str = OWN) -> bytes:
    outline = build_outline(pack_in(language, edition))
    return render_slides(outline, load_theme().for_outline(outline))


def case(data: bytes, folder: Path, language: str = "nl", edition: str = OWN, **more: bool) -> Case:
    path = folder / NAME
    path.write_bytes(data)
    return Case(f"{edition}/{language}", NAME, path, truth_in(language, edition), "office", **more)


KINDS = ("nationaal", OWN, "voorbeeld-school", "voorbeeld-workshop")
IN_EVERY_RUN = (("nationaal", "nl"), (OWN, "ar"), ("nationaal", "zh"))


def slides_in(code: str) -> Iterator[Any]:
    """The slides of each kind of edition in a language: few in every run."""
    more = pytest.mark.more if code in (*REPRESENTATIVE, *ODD) else pytest.mark.slow
    for edition in KINDS:
        marks = () if (edition, code) in IN_EVERY_RUN else more
        yield pytest.param(edition, code, marks=marks)


@pytest.mark.parametrize(
    ("edition", "language"), [one for code in LANGUAGES for one in slides_in(code)]
)
def test_slides_of_each_kind_of_edition_are_clean(
    edition: str, language: str, tmp_path: Path
) -> None:
    found = judge(case(deck(language, edition), tmp_path, language, edition))
    assert found.findings == []
    assert found.codes == 7


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_editions(tmp_path_factory.mktemp("eigen"))


@pytest.mark.more
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_slides_are_clean_whatever_the_edition_fills_in(
    edition: str, language: str, own: Path, tmp_path: Path
) -> None:
    outline = build_outline(pack_in(language, edition, own))
    path = tmp_path / NAME
    path.write_bytes(render_slides(outline, load_theme().for_outline(outline)))
    truth = truth_in(language, edition, own)
    assert judge(Case(f"{edition}/{language}", NAME, path, truth, "office")).findings == []


NUMBER = "<a:t>0900-8844</a:t>"
RUN = '<a:r><a:rPr lang="nl-NL" sz="2400"/>'
TIP = re.compile(r'(name="Cijfer 1" descr=")[^"]*')
# Part of the file, what is there once or more, what comes in its place the first time, the kind of
# the finding, and part of what is told.
FAULTS = {
    "a number": (POLICE, NUMBER, NUMBER.replace("8844", "8845"), "contact", "0900-8845"),
    "a number among the sentences": (QUESTIONS, NUMBER, NUMBER.replace("8844", "8845"), "contact", "0900-8845"),
    "another number behind a sign": (RELATIONS.format(3), "tel:09008844", "tel:09008848", "link", "tel:09008848"),
    "another name for who does not see": (POLICE, 'tooltip="Bel Politie', 'tooltip="Bel de brandweer', "link", "brandweer"),
    "the number of another": (TOWN, "<a:t>030 000 00 00</a:t>", NUMBER, "contact", "0900-8844"),
    "a name": ("ppt/slides/slide7.xml", ">Meld Misdaad Anoniem (M.)<", ">Meld Misdaad (M.)<", "text", "Meld Misdaad"),
    "an e-mail address": (TOWN, ">veilig@lindewaard", ">veilg@lindewaard", "contact", "veilg@lindewaard.example"),
    "a sentence is gone": ("ppt/slides/slide7.xml", "M. hoort niet bij de politie.", "", "text", "M. hoort niet bij de politie"),
    "an invented sentence": (POLICE, "</p:spTree>", '<p:sp><p:nvSpPr><p:cNvPr id="77" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="nl-NL" sz="2400"/><a:t>Bel liever niet.</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>', "text", "Bel liever niet"),
    "a numeral": (POLICE, "<a:t>1</a:t>", "<a:t>2</a:t>", "numeral", "dat moet 1 zijn"),
    "a numeral on the signpost": (COVER, "<a:t>3</a:t>", "<a:t>4</a:t>", "numeral", "dat moet"),
    "a numeral leads to another slide": (RELATIONS.format(2), re.compile('"slide3.xml"'), '"slide4.xml"', "link", "Een klik op het cijfer 1"),
    "a numeral that leads nowhere": (POLICE, re.compile("<a:hlinkClick [^>]*hlinksldjump[^>]*/>"), "", "link", "leidt naar niets"),
    "a numeral without words": (POLICE, TIP, r"\1", "alt", "Het cijfer 1"),
    "a code leads elsewhere": (RELATIONS.format(3), "image1.png", "image3.png", "qr", "onderwijsinspectie"),
    "a code without words": (POLICE, re.compile('(name="QR-code" descr=")[^"]*'), r"\1", "alt", ""),
    "a code with other words": (POLICE, 'descr="QR-code', 'descr="Foto', "alt", "Foto"),
    "a stretched code": (POLICE, 'noChangeAspect="1"/></p:cNvPicPr><p:nvPr><p:ph type="pic" idx="13"/></p:nvPr></p:nvPicPr>', "", "file", ""),
    "a title that is no title": (POLICE, '<p:ph type="title"/>', '<p:ph type="body" idx="14"/>', "heading", "0 titels"),
    "two slides with one title": ("ppt/slides/slide11.xml", ">Als u belt<", ">Politie<", "heading", "op 2 dia"),
    "the order of reading": (POLICE, re.compile(r"(<p:grpSp>.*?</p:grpSp>)(<p:sp>.*?</p:sp>)", re.DOTALL), r"\2\1", "order", "vóór"),
    "the language of a word": (POLICE, 'lang="nl-NL" sz="3200"/><a:t>Is er nu gevaar', 'lang="en-GB" sz="3200"/><a:t>Is er nu gevaar', "language", "en-GB"),
    "the direction": (POLICE, "<a:p><a:r>", '<a:p><a:pPr rtl="1"/><a:r>', "direction", "van rechts naar links"),
    "no day of checking": (POLICE, re.compile('<p:sp><p:nvSpPr><p:cNvPr id="900".*?</p:sp>'), "", "footer", "de dag van nakijken"),
    "another day of checking": (POLICE, "23\u00a0november", "24\u00a0november", "footer", "Onderaan staat"),
    "a number that is typed": (POLICE, re.compile("<a:fld [^>]*>(.*?)</a:fld>"), r"<a:r>\1</a:r>", "footer", "telt niet mee"),
    "the mark of a draft": (POLICE, "<a:t>Is er nu gevaar", "<a:t>CONCEPT Is er nu gevaar", "concept", "nagekeken"),
    "notes are gone": (RELATIONS.format(3), re.compile("<Relationship [^>]*notesSlide[^>]*/>"), "", "text", "notities"),
    "notes of another": (NOTES, "De wijkagent kent uw buurt.", "De wijkagent kent u niet.", "text", "De wijkagent kent"),
    "the day in the notes": (NOTES, "23\u00a0november", "22\u00a0november", "text", "Nagekeken op"),
    "the title of the file": (CORE, "<dc:title>", "<dc:title>Over ", "title", "Over"),
    "the author": (CORE, "<dc:creator>", "<dc:creator>X", "properties", "maker"),
    "the language of the file": (CORE, "<dc:language>nl-NL", "<dc:language>en-GB", "language", "en-GB"),
    "another accent": (THEME, "BFDCC4", "FACB8F", "colour", "#FACB8F"),
    "a font of our own": (THEME, 'typeface="Calibri"', 'typeface="Source Sans 3"', "font", "Source Sans 3"),
    "pale letters": (THEME, '<a:dk1><a:srgbClr val="000000"/>', '<a:dk1><a:srgbClr val="BBBBBB"/>', "contrast", "contrast"),
    "small letters": (POLICE, 'sz="3200"/><a:t>Is er nu gevaar', 'sz="900"/><a:t>Is er nu gevaar', "legible", "9,0 punt"),
    "another shape of slide": (DECK, 'cy="6858000"', 'cy="9144000"', "pages", "16 bij 9"),
    "a hidden slide": (POLICE, "<p:sld ", '<p:sld show="0" ', "form", "verborgen"),
    "a slide less": (DECK, '<p:sldId id="265" r:id="slide10"/>', "", "pages", "dat moeten er 13 zijn"),
    "a shape off the slide": (POLICE, re.compile('(<p:sp><p:nvSpPr><p:cNvPr id="[0-9]+" name="Nummer of adres".*?<a:off x=)"[0-9]+"', re.DOTALL), r'\1"9000000"', "fit", "steekt buiten"),
    "an animation": (POLICE, "</p:sld>", "<p:timing/></p:sld>", "form", "animatie"),
    "a click that starts a program": (POLICE, "ppaction://hlinksldjump", "ppaction://program", "form", "programma start"),
    "a colour of its own": (POLICE, '<a:schemeClr val="accent1"/>', '<a:srgbClr val="FF0000"/>', "form", "eigen kleur"),
    "a picture from elsewhere": (RELATIONS.format(3), 'Target="../media/image1.png"', 'Target="https://telt.example/p.png" TargetMode="External"', "link", "telt.example"),
    "a link to elsewhere": (RELATIONS.format(3), "https://www.politie.nl", "https://www.telt.example", "link", "telt.example"),
}  # fmt: skip


def planted(data: bytes, part: str, old: str | re.Pattern[str], new: str) -> bytes:
    def change(xml: bytes) -> bytes:
        text = xml.decode()
        if isinstance(old, str):
            return text.replace(old, new, 1).encode()
        return old.sub(new, text, count=1).encode()

    return faults.part(data, part, change)


@pytest.mark.parametrize("name", in_part(list(FAULTS), one_in=4))
def test_a_fault_is_found_and_named(name: str, tmp_path: Path) -> None:
    part, old, new, kind, told = FAULTS[name]
    assert finds(case(planted(deck(), part, old, new), tmp_path), kind, told)


ARABIC = {
    "no mark of a draft": (POLICE, re.compile("<p:sp><p:nvSpPr><p:cNvPr id=\"801\".*?</p:sp>"), "", "concept", "ontbreekt"),
    "no mark in the notes": (NOTES, re.compile("<a:p>.*?</a:p>"), "<a:p/>", "concept", "in de notities"),
    "text from the left": (POLICE, re.compile('(type="title".*?)rtl="1"(.*?</p:sp>.*?)rtl="1"'), r'\1rtl="0"\2rtl="0"', "direction", "van links naar rechts"),
    "text at the wrong side": (POLICE, re.compile('(type="title".*?)algn="r"'), r'\1algn="l"', "direction", "verkeerde kant"),
    "a deck from the left": (DECK, ' rtl="1"', "", "direction", "richting van de dia"),
    "a Dutch name without its language": (POLICE, 'lang="nl-NL" sz="3600" b="1"/><a:t>\u200ePolitie', 'lang="ar-SA" sz="3600" b="1"/><a:t>\u200ePolitie', "language", "Politie"),
    "a number that turns": ("ppt/slides/slide6.xml", re.compile('rtl="0"(?=(?:(?!</a:p>).)*>088)(.*?)<a:t>\u200e</a:t>'), r'rtl="1"\1<a:t></a:t>', "direction", "wisselen van plaats"),
}  # fmt: skip


@pytest.mark.parametrize("name", in_part(list(ARABIC), one_in=3))
def test_a_fault_in_arabic_slides_is_found_and_named(name: str, tmp_path: Path) -> None:
    part, old, new, kind, told = ARABIC[name]
    assert finds(case(planted(deck("ar"), part, old, new), tmp_path, "ar"), kind, told)


def test_another_language_is_found_at_once(tmp_path: Path) -> None:
    (found,) = judge(case(deck("de"), tmp_path, "ar")).findings
    assert found.kind == "other"


def with_more(name: str) -> bytes:
    file = io.BytesIO(deck())
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(name, b"x")
    return file.getvalue()


def test_a_part_too_many_is_found(tmp_path: Path) -> None:
    assert finds(case(with_more("ppt/vbaProject.bin"), tmp_path), "form", "onderdeel te veel")


BOMB = b"""<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY e SYSTEM "file:///etc/passwd">]>
<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">&a;&e;</p:sld>"""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        deck()[:-300],
        faults.part(deck(), POLICE, lambda _: b"<p:sld"),
        faults.part(deck(), POLICE, lambda _: b"<a/>"),
        faults.part(deck(), POLICE, lambda _: BOMB),
        faults.part(deck(), DECK, lambda _: b"<a>" * 100_000),
    ],
)
def test_a_broken_or_hostile_file_gives_findings(data: bytes, tmp_path: Path) -> None:
    found = judge(case(data, tmp_path)).findings
    assert UNREADABLE_FILE in {one.kind for one in found}
    assert "root:" not in str(found)


# --- slides that a trainer changed -----------------------------------------------------------------


def changed(part: str, old: str | re.Pattern[str], new: str, folder: Path) -> list[Finding]:
    """What is serious in slides in which a trainer changed something."""
    data = planted(deck("nl", "nationaal"), part, old, new)
    assert data != deck("nl", "nationaal")
    found = judge(case(data, folder, "nl", "nationaal", edited=True)).findings
    return [one for one in found if not one.mild]


def test_what_a_trainer_types_is_allowed(tmp_path: Path) -> None:
    assert (
        changed(POLICE, "<a:t>Is er nu gevaar", "<a:t>Vraag naar Kim. Is er nu gevaar", tmp_path)
        == []
    )
    blank = re.compile('(name="Nummer om in te vullen".*?<a:p>).*?</a:p>', re.DOTALL)
    typed = r'\1<a:r><a:rPr lang="nl-NL"/><a:t>030 123 45 67</a:t></a:r></a:p>'
    assert changed(TOWN, blank, typed, tmp_path) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "kind"),
    [
        (POLICE, NUMBER, NUMBER.replace("8844", "8845"), "contact"),
        (RELATIONS.format(3), "image1.png", "image3.png", "qr"),
        *in_more(
            (POLICE, NUMBER, "<a:t>0800-7000</a:t>", "link"),
            (POLICE, "<a:t>1</a:t>", "<a:t>5</a:t>", "numeral"),
            (COVER, "<a:t>112</a:t>", "<a:t>113</a:t>", "contact"),
        ),
    ],
)
def test_what_a_trainer_may_not_change_is_found(
    part: str, old: str, new: str, kind: str, tmp_path: Path
) -> None:
    found = changed(part, old, new, tmp_path)
    assert kind in {one.kind for one in found}
    assert all("PowerPoint" in one.todo for one in found)
