"""What a user filled in, in the Word handout: all of it, whole, and under the name of who says it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import IN_LANGUAGES
from tests.layouts.docx_reading import Docx, W, text_of
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.products.handout.render import render_handout
from wegwijs.proof.readers.docx import WordFile
from wegwijs.proof.rules.word_lines import broken_lines
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language

HEAD = """\
edition:
  id: x
  kind: {kind}
  name: Lindewaard
  publisher: {publisher}
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
"""
CONTACT = """\
    - role: {role}
      label: {label}
      name: {name}
      phone: {phone}
      email: {email}
      web: {web}
      hours: {{days: workdays, times: 10:15-16:45}}
      source: voorbeeld
      checked: 2026-11-23
"""
SIX = [
    ("gemeente", "Gemeente, openbare orde", "Fatima van den Berg", "(0515) 48 90 00", "openbareorde@alphenaandenrijn.nl", "https://www.samenwerkingsverband-noordoost.nl"),
    ("wijkagent", "Wijkagent", "Piet de Wit", "0900-8844", "piet@politie.example", "https://www.politie.nl"),
    ("school", "Zorgcoördinator", "Jan Jansen", "030 286 00 00", "meldpuntradicalisering@sudwestfryslan.nl", "https://www.delinde.example"),
    ("jongerenwerk", "Jongerenwerk", "Ahmed Ali", "030 286 00 01", "jongeren@lindewaard.example", "https://jongerenwerk-lindewaard.example"),
    ("zvh", "Zorg- en Veiligheidshuis Brabant Zuidoost", "Team radicalisering", "030 286 00 02", "meldpunt.radicalisering@veiligheidshuis-brabant-zuidoost.example", "https://zorg-en-veiligheidshuis-brabant-zuidoost.example"),
    ("buurt", "Buurthuis", "Els Smit", "030 286 00 03", "els@buurthuis.example", "https://buurthuis.example"),
]  # fmt: skip
FIELDS = ("role", "label", "name", "phone", "email", "web")


def edition(folder: Path, contacts: list[str], language: str = "nl", **head: str) -> Outline:
    text = HEAD.format(**{"kind": "municipality", "publisher": "gemeente Lindewaard", **head})
    (folder / "editions").mkdir(exist_ok=True)
    path = folder / "editions" / "x.yaml"
    path.write_text(text + ("  contacts:\n" if contacts else "") + "".join(contacts), "utf-8")
    folders = (SHIPPED, folder)
    return build_outline(in_language(load("x", *folders), language, folders))


def only_email(role: str, address: str) -> str:
    row = f"    - role: {role}\n      email: {address}\n"
    return row + "      source: voorbeeld\n      checked: 2026-11-23\n"


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("kind", ["municipality", "school"])
def test_every_field_of_six_contacts_is_in_the_handout(
    kind: str, language: str, tmp_path: Path
) -> None:
    six = [CONTACT.format(**dict(zip(FIELDS, one, strict=True))) for one in SIX]
    outline = edition(tmp_path, six, language, kind=kind)
    handout = Docx(render_handout(outline))
    table = plain(text_of(list(handout.body.iter(f"{W}tbl"))[1]))
    for slot in outline.local.slots:
        assert slot.name and slot.hours and len(slot.values) == 3
        for words in (slot.label, slot.dutch or slot.label, slot.name, *slot.values, slot.hours):
            assert plain(str(words)) in table
    links = {text.replace("\n", "") for text, _ in handout.links()}
    for _, _, name, phone, email, web in SIX:
        assert plain(name) in table
        assert {plain(link) for link in links} >= {
            plain(phone),
            email,
            re.sub(".*//(www.)?", "", web),
        }


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_a_school_is_complete_in_the_overview_and_where_it_is_explained(
    language: str, tmp_path: Path
) -> None:
    school = CONTACT.format(**dict(zip(FIELDS, SIX[2], strict=True)))
    outline = edition(tmp_path, [school], language, kind="school")
    handout = Docx(render_handout(outline))
    overview, _, details, _ = handout.body.iter(f"{W}tbl")
    for table in (overview, details):
        row = plain(text_of(table.findall(f"{W}tr")[1]))
        _, _, name, phone, email, web = SIX[2]
        for value in ("Lindewaard", "Zorgcoördinator", name, phone, email, web[12:]):
            assert plain(value) in row
        assert re.search("10[.:]15.*16[.:]45", row)


ADDRESSES = (
    "openbareorde@alphenaandenrijn.nl",
    "meldpuntradicalisering@sudwestfryslan.nl",
    "zorgcoordinator.onderbouw@samenwerkingsverband-noordoost.example",
    "meldpunt.radicalisering.en.extremisme@openbare.orde.veilig.nl",
    "verbindingsofficierradicaliseringpolarisatieoostbrabant@abc.nl",
)


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("kind", ["municipality", "school"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_64_letters_breaks_after_its_at_sign_or_before_a_dot_or_not_at_all(
    address: str, kind: str, language: str, tmp_path: Path
) -> None:
    role = {"municipality": "gemeente", "school": "school"}[kind]
    outline = edition(tmp_path, [only_email(role, address)], language, kind=kind)
    data = render_handout(outline)
    found = [text for text, to in Docx(data).links() if to == f"mailto:{address}"]
    assert len(found) >= (1 if address == ADDRESSES[-1] else 2)  # not only among the contacts
    for text in found:
        lines = re.sub("[\t\u200e]", "", text).split("\n")  # behind the numeral of a sign are tabs
        assert "".join(lines).replace("\u200e", "") == address
        for before, after in pairwise(lines):
            assert not before or before.endswith("@") or after.startswith(".")
    assert address in found, "once at least it is on one line, to be copied as it is"
    languages = load("nationaal", SHIPPED).pack.languages
    assert (
        list(broken_lines(WordFile(data), languages[outline.language])) == []
    )  # and no line is wider than its column


def test_an_address_is_as_large_as_its_column_allows(tmp_path: Path) -> None:
    sizes = []
    for address in ("a@b.nl", *ADDRESSES[:2]):
        outline = edition(tmp_path, [only_email("school", address)], kind="school")
        handout = Docx(render_handout(outline))
        details = list(handout.body.iter(f"{W}tbl"))[2]
        sizes.append(details.findall(f"{W}tr")[1].findall(f".//{W}pStyle")[1].get(f"{W}val"))
    assert sizes == ["SignWeb", "SignWeb2", "SignWeb2"]


@pytest.mark.parametrize("kind", ["municipality", "school", "workshop"])
def test_who_hands_out_stands_above_the_title(kind: str, tmp_path: Path) -> None:
    publisher = "Openbare Scholengemeenschap Bonifatius voor Vrijeschoolonderwijs in Zuid-Holland"
    assert len(publisher) == 80
    outline = edition(tmp_path, [], kind=kind, publisher=publisher)
    first, second, *_ = Docx(render_handout(outline)).paragraphs()
    assert first == ("Publisher", publisher)
    assert second == ("Title", str(outline.title))


def test_only_the_handout_of_a_workshop_says_so(tmp_path: Path) -> None:
    heads = {}
    for kind in ("national", "municipality", "school", "workshop"):
        handout = Docx(render_handout(edition(tmp_path, [], kind=kind)))
        heads[kind] = text_of(handout.xml("word/header.xml")).partition("\t")[2]
    assert heads.pop("workshop") == "Hand-out bij een workshop"
    assert set(heads.values()) == {"Hand-out"}


@pytest.mark.parametrize("language", ["pl", "uk"])
def test_no_one_letter_word_can_stand_at_the_end_of_a_line(language: str, tmp_path: Path) -> None:
    outline = edition(tmp_path, [], language)
    handout = Docx(render_handout(outline))
    parts = [handout.body, handout.xml("word/header.xml"), handout.xml("word/footer.xml")]
    text = "\n".join(text_of(p) for part in parts for p in part.iter(f"{W}p"))
    loose = re.findall(r"(?<![\w'’ʼ.])[^\W\d_] \S+", text)
    assert loose == []
    assert len(re.findall("(?<!\\w)[iwzаізув]\u00a0", text)) > 20  # bound, not gone
    assert all(isinstance(words, Words) for words in outline.labels.values())


def plain(text: str) -> str:
    """Without the marks of direction, and without the spaces that keep a number together."""
    return re.sub(r"[\s\u200e\u200f]", "", text)


@pytest.mark.parametrize("language", ["nl", "ar", "de"])
def test_an_address_too_long_for_its_code_is_whole_on_paper(language, tmp_path):
    page = "https://www.proefdorp.nl/gemeentebestuur-en-organisatie/contact/openingstijden-en-ctct"
    contact = f"    - role: gemeente\n      phone: 14 0166\n      web: {page}\n"
    contact += "      source: x\n      checked: 2026-11-23\n"
    outline = edition(tmp_path, [contact], language)
    file = WordFile(render_handout(outline))
    shown = [link for block in file.blocks for link in block.links if link.target == page]
    written = page.removeprefix("https://www.")
    assert [link.text for link in shown].count(written) == 1, "in the organisation's own section"
    assert not list(broken_lines(file, load("nationaal", SHIPPED).pack.languages["nl"]))
