"""The Word handout, opened again from its bytes, in the words of the people who use it."""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from lxml import etree
from msgspec.structs import replace
from PIL import Image, ImageFont

from tests.conftest import IN_LANGUAGES
from tests.layouts.content.test_national import GEMEENTE, built
from tests.layouts.docx_reading import (
    DC,
    DS,
    NBSP,
    WP,
    Docx,
    R,
    W,
    printed,
    text_of,
)
from wegwijs.layouts.content.outline import Entry, Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.pdf import qr
from wegwijs.layouts.products.handout.render import WordWriter, render_handout
from wegwijs.layouts.products.handout.writer import Writer
from wegwijs.layouts.word.blocks import Blocks, blocks_of
from wegwijs.layouts.word.fields import Form
from wegwijs.layouts.word.package import Stretch
from wegwijs.layouts.word.writing import MarkupSettings
from wegwijs.proof.rules.office_schema import departures
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language

ROOT = Path(__file__).parents[4]

EXAMPLES = ("nationaal", "voorbeeld-gemeente", "voorbeeld-school", "voorbeeld-workshop")
OutlineIn = Callable[[str], Outline]


@pytest.fixture(scope="module")
def outline() -> Outline:
    return build_outline(load("nationaal", SHIPPED).pack)


@pytest.fixture(scope="module")
def handout(outline: Outline) -> Docx:
    return Docx(render_handout(outline))


def example(edition: str, language: str = "nl") -> Outline:
    """An edition that is shipped, in a language."""
    return build_outline(in_language(load(edition, SHIPPED), language, [SHIPPED]))


def label(outline: Outline, name: str, **values: object) -> str:
    return str(outline.labels[name]).format(**values)


# What a reader finds


def test_every_number_address_and_domain_is_a_link_that_works(
    outline: Outline, handout: Docx
) -> None:
    expected: list[tuple[str, str]] = []
    for entry in outline.entries:
        for value in (entry.phone, entry.url):
            if value:
                expected += [(value.display, value.target)] * 2  # in the table and at the sign
        if entry.email:
            expected.append((entry.email.display, entry.email.target))
    assert sorted(handout.links()) == sorted(expected)


def test_a_link_says_what_it_does(outline: Outline, handout: Docx) -> None:
    tips = {
        handout.relations[link.get(f"{R}id")].get("Target"): link.get(f"{W}tooltip")
        for link in handout.body.iter(f"{W}hyperlink")
    }
    says = [
        (run.target, run.says)
        for entry in outline.entries
        for words in entry.links.values()
        for run in words.runs
    ]
    assert tips == dict(says)


def test_112_stands_in_black_on_the_first_page_and_is_no_link(
    outline: Outline, handout: Docx
) -> None:
    number = outline.alert.number.display
    styles = [style for style, _ in handout.paragraphs()]
    assert ("Alert", f"{outline.alert.label} {number}") in list(handout.paragraphs())
    assert styles.index("Alert") < styles.index("Heading1")
    assert number not in [text for text, _ in handout.links()]


def test_one_table_says_for_whom_who_phone_and_web(outline: Outline, handout: Docx) -> None:
    head, *rows = handout.tables()[0]
    assert head == [
        label(outline, f"table_{name}")
        for name in ("audience", "organisation", "number", "contact")
    ]
    assert len(rows) == len(outline.entries)
    for entry, (situation, name, numeral, contact) in zip(outline.entries, rows, strict=True):
        assert situation == str(entry.situation)
        assert name == str(entry.name) + str(entry.meaning or "")
        assert numeral == str(entry.numeral)
        first = entry.phone.display if entry.phone else ""
        assert contact.strip(NBSP) == first + entry.url.display


def test_every_sentence_of_a_reader_leads_to_its_organisation(
    outline: Outline, handout: Docx
) -> None:
    rows = {row[2]: row[0] for row in handout.tables()[0][1:]}
    for situation in outline.situations:
        first = situation.routes[0].numerals
        if len(first) == 1:  # two that a sentence leads to at once each have one of their own
            assert rows[str(first[0])] == str(situation.text)


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_no_two_rows_of_the_overview_say_the_same(language: str) -> None:
    for edition in EXAMPLES:
        handout = Docx(render_handout(example(edition, language)))
        situations = [row[0] for row in handout.tables()[0][1:]]
        assert len(set(situations)) == len(situations), edition


def test_the_document_says_what_the_outline_says_and_nothing_else(
    outline: Outline, handout: Docx
) -> None:
    found = [text.replace(NBSP, "") for _, text in handout.paragraphs()]
    assert found == [text.replace(NBSP, "") for text in expected_texts(outline)]


def expected_texts(outline: Outline) -> Iterator[str]:
    yield from (str(outline.title), label(outline, "handout_lead"))
    yield f"{outline.alert.label} {outline.alert.number}"
    yield "\t".join(f"{label(outline, f'handout_{name}')} " for name in ("date", "trainer"))
    yield str(outline.situations_heading)
    for name in ("audience", "organisation", "number", "contact"):
        yield label(outline, f"table_{name}")
    for entry in outline.entries:
        yield str(entry.situation)
        yield from (str(entry.name), *([str(entry.meaning)] if entry.meaning else []))
        yield str(entry.numeral)
        if entry.phone or entry.blank:
            yield str(entry.phone or "")
        yield entry.url.display
    yield str(outline.local.heading)
    for name in ("who", "name", "phone"):
        yield label(outline, f"table_{name}")
    for slot in outline.local.slots:
        yield from (str(slot.label), "", "")
    yield label(outline, "details_heading")
    for name in ("organisation", "audience", "qr"):
        yield label(outline, f"details_{name}")
    for entry in outline.entries:
        yield from expected_details(outline, entry)
    yield str(outline.calling_heading)
    for advice in outline.calling:
        yield "".join(f"{NBSP}{r.text}{NBSP}" if r.sign else r.text for r in advice.runs)
    yield str(outline.alert.deaf)
    yield label(outline, "notes")
    yield from [""] * 8
    publisher, *rest = map(str, outline.colophon)
    yield " ".join([publisher, *rest[:3]])
    yield " ".join(rest[3:])


def expected_details(outline: Outline, entry: Entry) -> Iterator[str]:
    yield str(entry.title)
    if entry.meaning:
        yield str(entry.meaning)
    yield f"\t{entry.numeral}\t\t{entry.hero or ''}"
    if entry.hero is not entry.url:
        yield entry.url.display
    for mail in (True, False):  # addresses come before facts
        yield from (str(key.words) for key in entry.keys if (key.icon == "mail") is mail)
    yield str(entry.audience)
    yield str(entry.what) + (f" {entry.what_more}" if entry.what_more else "")
    statements = (entry.when, entry.examples, entry.when_not, entry.contact)
    yield from (str(words) for words in statements if words)
    yield ""  # the QR code


def test_bold_words_stay_bold(outline: Outline, handout: Docx) -> None:
    bold = {
        text_of(run)
        for run in handout.body.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}b") is not None and run.find(f"{W}rPr/{W}bCs") is not None
    }
    texts = [entry.situation for entry in outline.entries]
    texts += [words for entry in outline.entries for words in (entry.what, entry.when)]
    texts += [outline.alert.deaf, *outline.calling]
    strong = {run.text for words in texts for run in words.runs if run.strong}
    assert strong and strong <= bold


def test_bold_never_cancels_itself(handout: Docx) -> None:
    styles = handout.xml("word/styles.xml").findall(f"{W}style")
    bold = {style.get(f"{W}styleId") for style in styles if style.find(f"{W}rPr/{W}b") is not None}
    for paragraph in handout.body.iter(f"{W}p"):
        if paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in bold:
            used = {style.get(f"{W}val") for style in paragraph.iter(f"{W}rStyle")}
            assert not used & bold


# QR codes


def test_each_qr_code_is_read_and_leads_to_exactly_the_address(
    outline: Outline, handout: Docx
) -> None:
    for entry, (_, png) in zip(outline.entries, handout.pictures(), strict=True):
        codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
        assert [code.text for code in codes] == [entry.code]


def test_a_module_of_a_qr_code_is_half_a_millimetre_on_paper(
    outline: Outline, handout: Docx
) -> None:
    for entry, (inline, png) in zip(outline.entries, handout.pictures(), strict=True):
        modules = qr.encode(entry.code).size + 8  # four quiet modules on each side
        extent = inline.find(f"{WP}extent")
        assert (extent.get("cx"), extent.get("cy")) == (str(modules * 18000),) * 2
        width, height = Image.open(io.BytesIO(png)).size
        assert width == height and width % modules == 0
        quiet = 4 * width // modules
        picture = Image.open(io.BytesIO(png)).convert("L").point(lambda level: 255 - level)
        assert picture.getbbox() == (quiet, quiet, width - quiet, width - quiet)
        assert {inline.get(f"dist{side}") for side in "TBLR"} == {"0"}


# Who hears the document instead of seeing it


def test_pictures_have_words_and_a_name_of_their_own(outline: Outline, handout: Docx) -> None:
    properties = [inline.find(f"{WP}docPr") for inline, _ in handout.pictures()]
    assert [p.get("descr") for p in properties] == [entry.qr_alt for entry in outline.entries]
    assert len({p.get("id") for p in properties}) == len(properties)
    assert len({p.get("name") for p in properties}) == len(properties)
    assert not any(p.get("name").startswith("Picture") for p in properties)


def test_headings_have_no_gaps(outline: Outline, handout: Docx) -> None:
    levels = {"Title": 0, "Heading1": 1, "Heading2": 2}
    found = [levels[style] for style, _ in handout.paragraphs() if style in levels]
    assert found[0] == 0 and found.count(0) == 1
    assert all(after - before <= 1 for before, after in pairwise(found))
    assert [text for style, text in handout.paragraphs() if style == "Heading2"] == [
        str(entry.title) for entry in outline.entries
    ]


def test_headings_are_the_headings_that_word_knows(handout: Docx) -> None:
    for style in handout.xml("word/styles.xml").findall(f"{W}style"):
        match = re.fullmatch(r"Heading(\d)", style.get(f"{W}styleId"))
        if match:
            assert style.find(f"{W}name").get(f"{W}val") == f"heading {match[1]}"
            level = style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val")
            assert int(level) == int(match[1]) - 1


def test_table_heads_come_back_on_every_page_and_rows_stay_whole(handout: Docx) -> None:
    for table in handout.body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [
            index == 0 for index in range(len(rows))
        ]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")


def test_rows_do_not_drag_each_other_to_the_next_page(handout: Docx) -> None:
    styles = handout.xml("word/styles.xml").findall(f"{W}style")
    keeping = {
        style.get(f"{W}styleId")
        for style in styles
        if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    for table in handout.body.iter(f"{W}tbl"):
        for row in table.findall(f"{W}tr")[1:]:
            used = {style.get(f"{W}val") for style in row.iter(f"{W}pStyle")}
            assert not used & keeping


def test_tables_are_simple_and_nothing_floats(handout: Docx) -> None:
    for name, data in handout.parts.items():
        if name.endswith(".xml"):
            tags = {etree.QName(element).localname for element in etree.fromstring(data).iter()}
            assert not tags & {
                "gridSpan", "vMerge", "hMerge", "txbx", "txbxContent", "textbox", "anchor",
                "pict", "framePr", "tblpPr",
            }, name  # fmt: skip
    for table in handout.body.iter(f"{W}tbl"):
        assert not [child for child in table.iter(f"{W}tbl") if child is not table]


def test_no_empty_paragraph_makes_room(handout: Docx) -> None:
    empty = [style for style, text in handout.paragraphs() if not text]
    assert set(empty) == {"QrCode", "Normal"}
    assert empty.count("Normal") == 8  # the lines of the notes
    body = [p for p in handout.body.findall(f"{W}p") if not text_of(p)]
    assert body == []


def test_the_language_is_known_everywhere(outline: Outline, handout: Docx) -> None:
    default = handout.xml("word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert default.get(f"{W}val") == "nl-NL"
    assert handout.xml("word/settings.xml").find(f"{W}themeFontLang").get(f"{W}val") == "nl-NL"
    assert handout.xml("docProps/core.xml").findtext(f"{DC}language") == "nl-NL"
    assert list(handout.body.iter(f"{W}lang")) == []  # all Dutch: nothing differs


def test_the_page_line_of_a_draft_is_read_in_its_own_language(outline_in) -> None:
    """A translation that is not ready has Dutch words in it."""
    found = outline_in("en")
    labels = {**found.labels, "page": Words.of("pagina {page} van {pages}")}
    footer = Docx(render_handout(replace(found, labels=labels))).xml("word/footer.xml")
    said = {
        run.findtext(f"{W}t"): run.find(f"{W}rPr/{W}lang").get(f"{W}val")
        for run in footer.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}lang") is not None
    }
    assert [said.get(word) for word in ("pagina ", " van ")] == ["nl-NL", "nl-NL"], said


def test_words_in_another_language_say_so(outline: Outline) -> None:
    foreign = replace(outline, title=Words((Run("Help for ", language="en"), Run("u"))))
    title = next(Docx(render_handout(foreign)).body.iter(f"{W}p"))
    languages = [
        (text_of(run), [lang.get(f"{W}val") for lang in run.iter(f"{W}lang")])
        for run in title.iter(f"{W}r")
    ]
    assert languages == [("Help for ", ["en-GB"]), ("u", [])]


# The trainer who fills it in


def test_every_field_has_its_own_title(outline: Outline, handout: Docx) -> None:
    titles = [title for title, _ in handout.fields()]
    assert len(set(titles)) == len(titles)
    expected = [label(outline, "handout_date"), label(outline, "handout_trainer")]
    for slot in outline.local.slots:
        expected += [label(outline, name, who=slot.label) for name in ("field_name", "field_phone")]
    for entry in outline.entries:
        if entry.blank:
            expected += [
                label(outline, name, who=entry.name)
                for name in ("field_phone", "field_phone_details")
            ]
    assert sorted(titles) == sorted(expected)


def test_a_field_is_a_line_on_a_ground_and_never_says_a_word(handout: Docx) -> None:
    styles = {
        style.get(f"{W}styleId"): style
        for style in handout.xml("word/styles.xml").iter(f"{W}style")
    }
    controls = list(handout.body.iter(f"{W}sdt"))
    assert controls
    for control in controls:
        assert set(text_of(control)) == {NBSP}  # printed as it is, it is a line to write on
        assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None  # goes when one types
        (run,) = control.findall(f"{W}sdtContent/{W}r")
        assert run.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "PlaceholderText"
        paragraph = next(control.iterancestors(f"{W}p")).find(f"{W}pPr/{W}pStyle")
        look = styles[paragraph.get(f"{W}val")].find(f"{W}pPr")
        assert look.find(f"{W}shd").get(f"{W}fill") == "EDEDED"
        assert look.find(f"{W}pBdr/{W}bottom") is not None
        typed = control.find(f"{W}sdtPr/{W}rPr/{W}rStyle")
        assert typed is None or typed.get(f"{W}val") in styles
    ids = [control.find(f"{W}sdtPr/{W}id").get(f"{W}val") for control in controls]
    assert len(set(ids)) == len(ids)


def test_a_field_that_is_emptied_is_a_line_again(handout: Docx) -> None:
    parts = {
        part.find(f"{W}docPartPr/{W}name").get(f"{W}val"): text_of(part)
        for part in handout.xml("word/glossary/document.xml").iter(f"{W}docPart")
    }
    for control in handout.body.iter(f"{W}sdt"):
        name = control.find(f"{W}sdtPr/{W}placeholder/{W}docPart").get(f"{W}val")
        assert parts[name] == text_of(control)


def test_the_number_of_the_municipality_is_typed_once(handout: Docx) -> None:
    store = handout.xml("customXml/item1.xml")
    shown: dict[Any, list[str]] = {}
    for control in handout.body.iter(f"{W}sdt"):
        bound = control.find(f"{W}sdtPr/{W}dataBinding")
        if bound is None:
            continue
        prefix, space = re.fullmatch("xmlns:(.+)='(.+)'", bound.get(f"{W}prefixMappings")).groups()
        (element,) = store.xpath(bound.get(f"{W}xpath"), namespaces={prefix: space})
        properties = handout.xml("customXml/itemProps1.xml")
        assert bound.get(f"{W}storeItemID") == properties.get(f"{DS}itemID")
        title = control.find(f"{W}sdtPr/{W}alias").get(f"{W}val")
        shown.setdefault(element.tag, []).append(title)
    titles = "Uw gemeente: telefoon", "Gemeente: telefoon", "Uw gemeente: telefoon, bij de uitleg"
    assert list(shown.values()) == [list(titles)]
    assert [element.text for element in store.iter()] == [None, None]  # nothing is filled in yet
    relations = handout.parts["word/_rels/document.xml.rels"].decode()
    assert "customXml/item1.xml" in relations and "glossary/document.xml" in relations


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("nl", "d MMMM yyyy"),
        ("de", "d. MMMM yyyy"),
        ("uk", "d MMMM yyyy\u202f'р'."),
        ("ar", "d MMMM yyyy"),
    ],
)
def test_a_date_is_chosen_from_a_calendar_in_the_language(
    outline_in: OutlineIn, language: str, written: str
) -> None:
    outline = outline_in(language)
    handout = Docx(render_handout(outline))
    (day,) = handout.body.iter(f"{W}date")
    assert day.getparent().find(f"{W}alias").get(f"{W}val") == label(outline, "handout_date")
    assert day.find(f"{W}dateFormat").get(f"{W}val") == written
    assert day.find(f"{W}lid").get(f"{W}val") == outline.locales[language]
    assert day.find(f"{W}calendar").get(f"{W}val") == "gregorian"


def test_two_fields_with_one_title_are_numbered() -> None:
    form = Form()
    fields = [form.field("School: telefoon", key, 40.0) for key in ("one", "two")]
    assert [field.called for field in fields] == ["School: telefoon", "School: telefoon (2)"]
    assert [field.number for field in fields] == [1, 2]


def test_everything_on_the_page_has_a_style_that_exists(handout: Docx) -> None:
    known = {s.get(f"{W}styleId") for s in handout.xml("word/styles.xml").iter(f"{W}style")}
    for part in ("word/document.xml", "word/header.xml", "word/footer.xml"):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            used = {style.get(f"{W}val") for style in handout.xml(part).iter(W + tag)}
            assert used <= known
    bullets = handout.xml("word/styles.xml").find(f"{W}style[@{W}styleId='ListBullet']")
    assert bullets.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") == "1"


def test_each_page_says_what_it_is(outline: Outline, handout: Docx) -> None:
    header, footer = handout.xml("word/header.xml"), handout.xml("word/footer.xml")
    assert text_of(header) == f"{outline.kicker}\t{label(outline, 'handout_kind')}"
    version, checked, source = map(str, outline.imprint)
    page = label(outline, "page", page="1", pages="1")
    assert text_of(footer) == f"{version} {checked}\t{page}{source}"
    fields = [field.get(f"{W}instr").strip() for field in footer.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


# The file


def test_the_properties_are_ours(outline: Outline, handout: Docx) -> None:
    core = handout.xml("docProps/core.xml")
    found = {etree.QName(child).localname: child.text for child in core}
    moment = f"{outline.date.isoformat()}T00:00:00Z"
    assert found == {
        "title": str(outline.title),
        "creator": outline.publisher,
        "lastModifiedBy": outline.publisher,
        "language": "nl-NL",
        "created": moment,
        "modified": moment,
    }


def test_nothing_of_the_default_template_is_left(handout: Docx) -> None:
    assert not [
        name
        for name in handout.parts
        if re.search("thumbnail|stylesWithEffects|webSettings|printerSettings", name)
    ]
    everything = b"".join(handout.parts.values())
    for leftover in (b"python-docx", b"en-US", b"2013-", b"Cambria", b"generated"):
        assert leftover not in everything


def test_word_finds_nothing_to_repair(outline: Outline, tmp_path: Path) -> None:
    for name, tree in (("nl", outline), ("rtl", right_to_left(outline))):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(render_handout(tree))
        assert list(departures(path)) == []


def test_the_font_travels_with_the_file(handout: Docx) -> None:
    fonts = handout.xml("word/fontTable.xml")
    source = fonts.find(f"{W}font[@{W}name='Source Sans 3']")
    assert source.find(f"{W}altName").get(f"{W}val") == "Calibri"
    targets = {
        item.get("Id"): item.get("Target") for item in handout.xml("word/_rels/fontTable.xml.rels")
    }
    for style in ("Regular", "Bold"):
        slot = source.find(f"{W}embed{style}")
        key = bytes.fromhex(re.sub("[^0-9A-F]", "", slot.get(f"{W}fontKey")))[::-1]
        hidden = handout.parts["word/" + targets[slot.get(f"{R}id")]]
        plain = bytes(b ^ key[i % 16] for i, b in enumerate(hidden[:32])) + hidden[32:]
        assert ImageFont.truetype(io.BytesIO(plain)).getname() == ("Source Sans 3", style)
        words = struct.unpack(f">{len(plain) // 4}L", plain)
        assert sum(words) % 2**32 == 0xB1B0AFBA  # what Windows asks of a whole font
    assert handout.xml("word/settings.xml").find(f"{W}embedTrueTypeFonts") is not None


def test_the_parts_carry_no_clock_and_stand_in_order(handout: Docx) -> None:
    names = [entry.filename for entry in handout.entries]
    # What differs from document to document comes last.
    shared, own = names.index("customXml/item1.xml"), names.index("docProps/core.xml")
    assert names[0] == "[Content_Types].xml" and len(set(names)) == len(names)
    for some in (names[1:shared], names[shared:own], names[own:]):
        assert some == sorted(some)
    assert "word/document.xml" in names[own:] and "word/styles.xml" in names[1:shared]
    assert {entry.date_time for entry in handout.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(e.create_system, e.external_attr) for e in handout.entries} == {(0, 0o600 << 16)}


def test_other_programs_open_every_part_of_it(outline: Outline) -> None:
    data = render_handout(outline)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    opened = docx.Document(io.BytesIO(data))
    assert [table.style.name for table in opened.tables[:2]] == ["Overview", "Overview"]
    assert opened.core_properties.title == str(outline.title)
    opened.save(io.BytesIO())


SCRIPT = """
import sys; sys.path.insert(0, sys.argv[1])
from wegwijs.layouts.products.handout.render import render_handout
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.sources.load import SHIPPED, load
sys.stdout.buffer.write(render_handout(build_outline(load("nationaal", SHIPPED).pack)))
"""


def test_the_same_input_gives_the_same_bytes_everywhere(outline: Outline, tmp_path: Path) -> None:
    made = [render_handout(outline)]
    for seed, zone, folder in (("1", "Asia/Tokyo", tmp_path), ("2", "America/Lima", ROOT)):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", SCRIPT, str(ROOT)]
        result = subprocess.run(
            command, cwd=folder, env=environment, check=True, capture_output=True
        )
        made.append(result.stdout)
    assert made[0] == made[1] == made[2]


def test_a_handout_is_the_same_whatever_was_made_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Many editions share most of their text: it is remembered, and may be forgotten any time."""
    asked = [(edition, language) for edition in EXAMPLES for language in ("nl", "ar")]
    outlines = [example(*one) for one in asked]
    blocks_of.cache_clear()
    made = [render_handout(outline) for outline in outlines]
    assert len(set(made)) == len(made)
    backwards = [render_handout(outline) for outline in reversed(outlines)]
    assert made == backwards[::-1]
    monkeypatch.setattr("wegwijs.layouts.word.blocks._MOST", 1)  # forgets after every block
    blocks_of.cache_clear()
    assert made == [render_handout(outline) for outline in outlines]


def test_the_next_municipality_writes_only_what_it_says_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "editions").mkdir()
    for name, text in GEMEENTE.items():
        written = text.replace("id: x", f"id: {name.lower()}").replace(
            f"  title: Hulp in {name}\n", ""
        )
        (tmp_path / "editions" / f"{name.lower()}.yaml").write_text(written, encoding="utf-8")
    one, other = (built(tmp_path, name.lower(), "pl") for name in GEMEENTE)
    blocks_of.cache_clear()
    render_handout(one)
    written, packed = [], []
    monkeypatch.setattr(Blocks, "_written", _noted(written, Blocks._written))
    monkeypatch.setattr(Stretch, "followed_by", _noted(packed, Stretch.followed_by))
    monkeypatch.setattr(Stretch, "of", None)  # what all have is not packed again
    render_handout(other)
    assert all(given["own"] for _, given in written)
    rows = [of for (_, of, _), _ in written if of is not Writer.write_anew]
    assert len(rows) <= 9, "blocks of its own"
    assert len(written) <= 24, "and words in them"
    assert len(packed) <= 12, "stretches of its own, and small parts"


def _noted(calls: list[Any], function: Any) -> Any:
    def call(*given: Any, **named: Any) -> Any:
        calls.append((given, named))
        return function(*given, **named)

    return call


def test_words_of_an_edition_in_what_all_editions_share_are_refused(outline: Outline) -> None:
    blocks = blocks_of(SETTINGS, WordWriter)
    with pytest.raises(AssertionError, match="De Linde"):
        blocks.block(_planted, outline.title)


SETTINGS = MarkupSettings("nl-NL", False, True, "FACB8F", (("nl", "nl-NL"),))


def _planted(writer: Writer, title: Words) -> str:
    return writer.write(title) + writer.write(Words.dutch("School De Linde", own=True))


# Right to left


def right_to_left(outline: Outline) -> Outline:
    arabic = Words.of("هل أنت قلق؟", "ar")
    fonts = ("IBM Plex Sans Arabic", "Source Sans 3")
    return replace(
        outline, language="ar", direction="rtl", script="Arab", fonts=fonts, title=arabic
    )


def test_right_to_left_turns_paragraphs_tables_runs_and_page(outline: Outline) -> None:
    handout = Docx(render_handout(right_to_left(outline)))
    styles = {s.get(f"{W}styleId"): s for s in handout.xml("word/styles.xml").iter(f"{W}style")}
    assert styles["Normal"].find(f"{W}pPr/{W}bidi") is not None
    for style in styles.values():
        if style.get(f"{W}type") == "paragraph" and style is not styles["Normal"]:
            assert style.find(f"{W}basedOn").get(f"{W}val") == "Normal"
    tables = list(handout.body.iter(f"{W}tblPr"))
    assert all(table.find(f"{W}bidiVisual") is not None for table in tables)
    assert handout.body.find(f"{W}sectPr/{W}bidi") is not None
    defaults = handout.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults.find(f"{W}rFonts").get(f"{W}cs") == "IBM Plex Sans Arabic"
    assert defaults.find(f"{W}lang").get(f"{W}bidi") == "ar-EG"
    title = next(handout.body.iter(f"{W}r"))
    assert title.find(f"{W}rPr/{W}rtl") is not None


def test_numbers_never_turn_round(outline: Outline) -> None:
    handout = Docx(render_handout(right_to_left(outline)))
    for link in handout.body.iter(f"{W}hyperlink"):
        (run,) = link.findall(f"{W}r")
        assert run.find(f"{W}rPr/{W}rtl") is None
        assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}cs") == "Source Sans 3"
        assert "\u200e" not in text_of(run)  # who copies it has no more than the number
        for beside in (link.getprevious(), link.getnext()):
            assert text_of(beside) == "\u200e" and beside.find(f"{W}rPr/{W}rtl") is None


def test_white_digits_in_a_sentence_stand_clear_of_the_edge_of_their_black(outline_in) -> None:
    for language in ("nl", "ar"):
        handout = Docx(render_handout(outline_in(language)))
        styled = handout.body.iter(f"{W}rStyle")
        numerals = [
            text_of(one.getparent().getparent()) for one in styled if one.get(f"{W}val") == "Number"
        ]
        assert numerals and all(
            re.fullmatch(f"\u200e?{NBSP}\\d{NBSP}\u200e?", one) for one in numerals
        )


def test_dutch_words_and_numbers_in_chinese_are_wholly_in_the_latin_font(outline_in) -> None:
    """Also their spaces, which belong to the letters before them: black behind them had a step."""
    body = Docx(render_handout(outline_in("zh"))).body
    found = [
        run.find(f"{W}rFonts") for run in body.iter(f"{W}rPr") if run.find(f"{W}rFonts") is not None
    ]
    assert len(found) > 50
    assert all(set(fonts.attrib.values()) == {"Source Sans 3"} for fonts in found)
    assert all(fonts.get(f"{W}eastAsia") for fonts in found)


def test_tabs_of_a_sign_are_in_the_font_of_its_digits(outline_in) -> None:
    """Arabic letters are higher: their line would be higher than the black behind the numeral."""
    body = Docx(render_handout(outline_in("ar"))).body
    signs = [one for one in body.iter(f"{W}pStyle") if one.get(f"{W}val").startswith("Sign")]
    runs = [tab.getparent() for one in signs for tab in one.getparent().getparent().iter(f"{W}tab")]
    assert len(runs) > 20
    assert all(run.find(f"{W}rPr/{W}rFonts") is not None for run in runs if run.tag == f"{W}r")


# On paper


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_the_handout_prints_on_a_few_pages_with_everything_on_it(
    outline: Outline, tmp_path: Path
) -> None:
    (tmp_path / "handout.docx").write_bytes(render_handout(outline))
    (file,) = printed(tmp_path)
    pdf = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert 2 <= len(pages) <= 4
    assert all(len(text) > 500 for text in pages[:-1])  # no page is nearly empty
    assert "Notities" in pages[-1]  # nor is the last: it is there to write on
    overview = pages[0]
    assert outline.alert.number.display in overview
    for entry in outline.entries:
        for value in (entry.phone, entry.url):
            if value:
                assert value.display in overview  # on one line
                assert sum(text.count(value.display) for text in pages) >= 2
        if entry.email:
            assert entry.email.display in "".join(pages)
    with pikepdf.open(file) as printed_file:
        fonts = {
            str(font.BaseFont).partition("+")[2]
            for page in printed_file.pages
            for font in page.Resources.Font.values()
        }
    assert fonts == {"SourceSans3-Regular", "SourceSans3-Bold"}  # the ones in the file
    codes = [
        code.text
        for page in pdf
        for code in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
    ]
    assert sorted(codes) == sorted(entry.url.target for entry in outline.entries)
