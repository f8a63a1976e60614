"""Mistakes in the contacts as data are found, and named so that anybody sees which it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import LANGUAGES, in_part
from tests.layouts.own_editions import EDITIONS, write_editions
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.contacts.product import CONTACTS
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import BUG, UNREADABLE_FILE, Finding
from wegwijs.proof.judge import judge

TOWN = "voorbeeld-gemeente"
Change = Callable[[bytes], bytes]
Judged = Callable[..., list[Finding]]


@cache
def made(name: str, edition: str, language: str, *own: Path) -> bytes:
    outline = build_outline(pack_in(language, edition, *own))
    return FILES_BY_NAME[name].render(outline, load_theme(), Profile.OFFICE)


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    def judged(
        data: bytes, name: str, edition: str = TOWN, language: str = "nl", *own: Path
    ) -> list[Finding]:
        path = tmp_path / name
        path.write_bytes(data)
        return judge(Case(name, name, path, truth_in(language, edition, *own))).findings

    return judged


@pytest.mark.parametrize("name", CONTACTS.file_names)
@pytest.mark.parametrize("language", in_part(LANGUAGES, always=("nl", "ar")))
def test_what_is_right_has_no_findings(name: str, language: str, judged: Judged) -> None:
    for edition in ("nationaal", TOWN, "voorbeeld-school", "voorbeeld-workshop"):
        data = made(name, edition, language)
        assert judged(data, name, edition, language) == []


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_editions(tmp_path_factory.mktemp("eigen"))


@pytest.mark.parametrize("name", CONTACTS.file_names)
@pytest.mark.parametrize("edition", in_part(EDITIONS, always=("zes", "lang", "school-web")))
def test_editions_as_people_fill_them_in(
    name: str, edition: str, own: Path, judged: Judged
) -> None:
    assert judged(made(name, edition, "pl", own), name, edition, "pl", own) == []


APOSTROPHES = """\
edition:
  id: den-bosch
  kind: municipality
  name: "'s-Hertogenbosch"
  publisher: "gemeente 's-Hertogenbosch"
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  contacts:
    - {role: gemeente, phone: 073 615 51 55, source: proef, checked: 2026-11-23}
    - {role: buurt, label: 'Buurthuis "''t Hoekje"', phone: 073 000 00 00, source: proef, checked: 2026-11-23}
"""


@pytest.mark.parametrize("name", [*CONTACTS.file_names, "page.html"])
def test_a_name_may_have_the_apostrophes_of_print(
    name: str, tmp_path: Path, judged: Judged
) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "den-bosch.yaml").write_text(APOSTROPHES, "utf-8")
    data = made(name, "den-bosch", "nl", tmp_path)
    assert "Gemeente ’s-Hertogenbosch".encode() in data
    assert judged(data, name, "den-bosch", "nl", tmp_path) == []
    other_town = data.replace(
        "Gemeente ’s-Hertogenbosch".encode(), "Gemeente ’s-Gravenhage".encode()
    )
    told = " ".join(str(one) for one in judged(other_town, name, "den-bosch", "nl", tmp_path))
    assert "’s-Gravenhage" in told


ODD_NUMBERS = """\
edition:
  id: vreemd
  kind: municipality
  name: Lindewaard
  publisher: gemeente Lindewaard
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  contacts:
    - role: gemeente
      phone: 030 286 00 01
      text_phone: 030 286 00 01
      whatsapp: 06 12 34 56 78
      checked: 2026-11-23
    - role: school  # without source or label
      phone: 030 286 00 01
      numbers: [{number: 0900-1844, purpose: Overdag}]
      checked: 2026-11-23
    - role: wijkagent
      phone: 0900-8844
      text_phone: 0900-1844
      whatsapp: https://wa.me/31612345678
      chat: https://www.chat.lindewaard.example/
      checked: 2026-11-23
"""


@pytest.mark.parametrize("name", CONTACTS.file_names)
def test_one_number_may_have_several_owners_and_uses(
    name: str, tmp_path: Path, judged: Judged
) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "vreemd.yaml").write_text(ODD_NUMBERS, "utf-8")
    data = made(name, "vreemd", "nl", tmp_path)
    assert judged(data, name, "vreemd", "nl", tmp_path) == []
    if name == "contacts.vcf":
        for number in ("tel:+31302860001", "tel:09001844"):
            speech, text = (f"TYPE={kind}:{number}" for kind in ("work", "textphone"))
            assert speech.encode() in data
            assert text.encode() in data
            for one, other in ((speech, text), (text, speech)):
                wrong = data.replace(one.encode(), other.encode(), 1)
                assert judged(wrong, name, "vreemd", "nl", tmp_path), (one, other)
    if name == "contacts.csv":
        assert "Nummer van WhatsApp" in data.decode()
        assert "https://www.chat.lindewaard.example/" in data.decode()
        assert "https://wa.me/31612345678" in data.decode()


def instead(old: str, new: str, count: int = 1) -> Change:
    def change(data: bytes) -> bytes:
        changed = data.replace(old.encode(), new.encode(), count)
        assert changed != data, "the fault is not planted"
        return changed

    return change


def exchanged(one: str, other: str) -> Change:
    def change(data: bytes) -> bytes:
        pair = {one.encode(): other.encode(), other.encode(): one.encode()}
        changed = re.sub(b"|".join(map(re.escape, pair)), lambda found: pair[found[0]], data)
        assert changed != data
        return changed

    return change


def without_card(name: str) -> Change:
    def change(data: bytes) -> bytes:
        cards = re.findall(rb"BEGIN:VCARD.*?END:VCARD\r\n", data, re.DOTALL)
        left = [card for card in cards if name.encode() not in card]
        assert len(left) == len(cards) - 1
        return b"".join(left)

    return change


def first_cards_exchanged(data: bytes) -> bytes:
    one, other, *rest = re.findall(rb"BEGIN:VCARD.*?END:VCARD\r\n", data, re.DOTALL)
    return b"".join((other, one, *rest))


def row_dropped(data: bytes) -> bytes:
    lines = data.split(b"\r\n")
    return b"\r\n".join(lines[:4] + lines[5:])


# The file and its language, the mistake, what is changed, and what a finding says of it.
FAULTS: tuple[tuple[str, str, str, Change, str], ...] = (
    ("contacts.vcf", "nl", "a digit less", instead("tel:09008844\r", "tel:0900884\r"), "Politie, het telefoonnummer: er staat"),
    ("contacts.vcf", "nl", "a number written otherwise", instead("0900-8844", "0900 8844"), "Politie, de notitie: er staat"),
    ("contacts.vcf", "nl", "each other's numbers", exchanged("tel:+31882080080", "tel:08007000"), "LSE\\), het telefoonnummer: er staat"),
    ("contacts.vcf", "nl", "another page", instead("https://www.politie.nl/contact/", "https://www.politie.nl/"), "Politie, het webadres: er staat"),
    ("contacts.vcf", "nl", "another address", instead("veilig@lindewaard.example", "veilig@elders.example"), "Gemeente Lindewaard, het e-mailadres: er staat"),
    ("contacts.vcf", "nl", "another name", instead("FN;LANGUAGE=nl:Politie", "FN;LANGUAGE=nl:Politi"), "Politie, de naam: er staat"),
    ("contacts.vcf", "nl", "an organisation less", without_card("FN;LANGUAGE=nl:Politie"), "Politie staat er niet in"),
    ("contacts.vcf", "nl", "an organisation twice", lambda data: data + data[: data.index(b"END:VCARD") + 11], "hoort: ‘Politie’"),
    ("contacts.vcf", "nl", "another order", first_cards_exchanged, "andere volgorde"),
    ("contacts.vcf", "nl", "other hours", instead("9.00–17.00", "9.00–18.00"), "Jongerenwerk, de notitie: er staat"),
    ("contacts.vcf", "nl", "no hours", instead("werkdagen 9.00–17.00 uur\\n", ""), "Jongerenwerk, de notitie: er hoort"),
    ("contacts.vcf", "nl", "another check", instead("REV:20261123", "REV:20261122"), "Politie, de dag van nakijken"),
    ("contacts.vcf", "nl", "each other's identifiers", exchanged("urn:uuid:3977de60-eb60-5c56-add2-b992708e4038", "urn:uuid:a6e72603-fe98-57e5-9c0f-cd33a17812cc"), "Politie, het kenmerk: er staat"),
    ("contacts.vcf", "nl", "another source", instead("organisaties.overheid.nl/22660975", "organisaties.overheid.nl/1"), "Politie, de bron: er staat"),
    ("contacts.vcf", "nl", "a person instead", instead("KIND:org", "KIND:individual"), "Politie, de soort: er staat"),
    ("contacts.vcf", "nl", "an older version", instead("VERSION:4.0", "VERSION:3.0"), "Politie, de versie van vCard"),
    ("contacts.vcf", "nl", "a number as text", instead("TEL;VALUE=uri;TYPE=work", "TEL;TYPE=work"), "Politie: bij TEL staat niet"),
    ("contacts.vcf", "nl", "something more", instead("KIND:org", "TITLE:baas\r\nKIND:org"), "Politie: er staat iets dat er niet hoort, ‘TITLE’"),
    ("contacts.vcf", "nl", "other line ends", instead("\r\n", "\n", -1), "eindigen niet zoals het hoort"),
    ("contacts.vcf", "nl", "long lines", instead("\r\n ", "", -1), "Een regel is te lang"),
    ("contacts.vcf", "ar", "numbers that turn round", instead("\N{LEFT-TO-RIGHT ISOLATE}", "", -1), "0900-8844 loopt in de notitie niet"),
    ("contacts.vcf", "en", "the draft mark left out", instead("CONCEPT", "KLAAR", -1), "Politie, het merk CONCEPT"),
    ("contacts.vcf", "nl", "a draft mark on Dutch", instead("NOTE;LANGUAGE=nl:", "NOTE;LANGUAGE=nl:CONCEPT\\n"), "Politie, het merk CONCEPT: er staat"),
    ("contacts.vcf", "pl", "read as another language", instead("NOTE;LANGUAGE=pl", "NOTE;LANGUAGE=nl"), "Politie: bij NOTE staat niet"),
    ("contacts.csv", "nl", "a digit less", instead('"0900-8844"', '"0900-884"'), "Politie, het telefoonnummer: er staat"),
    ("contacts.csv", "nl", "another link", instead("tel:+31882080080", "tel:0882080080"), "LSE\\), de link om te bellen: er staat"),
    ("contacts.csv", "nl", "each other's numbers", exchanged("088 20 80 080", "0800-7000"), "LSE\\), het telefoonnummer: er staat"),
    ("contacts.csv", "nl", "another page", instead("https://www.politie.nl/contact/", "https://politie.nl"), "Politie, het webadres: er staat"),
    ("contacts.csv", "nl", "another address", instead("ess@minszw.nl", "ess@elders.nl"), "ESS\\), het e-mailadres: er staat"),
    ("contacts.csv", "nl", "another name", instead('"Politie"', '"De politie"'), "Politie, de naam: er staat"),
    ("contacts.csv", "nl", "a row less", row_dropped, "staat er niet in"),
    ("contacts.csv", "nl", "a column left out", instead('"Nr.";', ""), "Er zijn 13 kolommen, en er horen er 14"),
    ("contacts.csv", "nl", "two columns exchanged", exchanged('"Telefoon"', '"E-mail"'), "Boven een kolom staat ‘E-mail’, en er hoort ‘Telefoon’"),
    ("contacts.csv", "nl", "a formula", instead('"Jongerenwerk"', '"=1+1"'), "Excel rekent met deze cel"),
    ("contacts.csv", "nl", "a zero that is dropped", instead('"0900-8844"', '"09008844"'), "laat een nul weg"),
    ("contacts.csv", "nl", "no byte order mark", lambda data: data[3:], "het teken waaraan Excel de letters herkent"),
    ("contacts.csv", "nl", "commas", instead('";"', '","', -1), "beschadigd"),
    ("contacts.csv", "nl", "other line ends", instead("\r\n", "\n", -1), "eindigen niet zoals Excel"),
    ("contacts.csv", "nl", "another numeral", instead('"4";', '"5";'), "LSE\\), het cijfer: er staat"),
    ("contacts.csv", "nl", "other hours", instead("9.00–17.00", "9.00–18.00"), "Jongerenwerk, de openingstijden: er staat"),
    ("contacts.csv", "nl", "other costs", instead("gratis, zonder", "duur, zonder"), "M.\\), wat goed is om te weten: er staat"),
    ("contacts.csv", "nl", "another check", instead('"2026-11-23"', '"2026-11-24"'), "Politie, de dag van nakijken: er staat"),
    ("contacts.csv", "en", "the draft mark left out", instead("CONCEPT – machinevertaling, niet gecontroleerd", ""), "Politie, het merk CONCEPT"),
    ("contacts.csv", "ar", "a label in another language", instead('"الهاتف"', '"Telefoon"'), "Boven een kolom staat ‘Telefoon’"),
    ("contacts.json", "nl", "a digit less", instead('"telephone": "0900-8844"', '"telephone": "0900-884"'), "Politie, het telefoonnummer: er staat"),
    ("contacts.json", "nl", "another link", instead("tel:+31882080080", "tel:0882080080"), "LSE\\), de link om te bellen of te mailen: er staat"),
    ("contacts.json", "nl", "each other's numbers", exchanged("088 20 80 080", "0800-7000"), "LSE\\), het telefoonnummer: er staat"),
    ("contacts.json", "nl", "another page", instead("https://www.politie.nl/contact/", "https://politie.nl"), "Politie, het webadres: er staat"),
    ("contacts.json", "nl", "another name", instead('"name": "Politie"', '"name": "Politi"'), "Politie, de naam: er staat"),
    ("contacts.json", "nl", "another emergency number", instead('"telephone": "112"', '"telephone": "911"'), "het alarmnummer: er staat ‘911’"),
    ("contacts.json", "nl", "other hours", instead('"17:00"', '"18:00"'), "Jongerenwerk, wanneer het dichtgaat: er staat"),
    ("contacts.json", "nl", "a day less", instead('"Friday"', '"Saturday"'), "Jongerenwerk, de dagen: er staat"),
    ("contacts.json", "nl", "another publisher", instead("gemeente Lindewaard (voorbeeld)", "gemeente Elders"), "de uitgever: er staat"),
    ("contacts.json", "nl", "another version", instead('"version": 1', '"version": 2'), "de versie: er staat"),
    ("contacts.json", "nl", "another check", instead('"lastReviewed": "2026-11-23"', '"lastReviewed": "2026-11-24"'), "Politie, de dag van nakijken: er staat"),
    ("contacts.json", "nl", "another source", instead("Politie, themapagina", "Politie, pagina"), "Politie, de bron: er staat"),
    ("contacts.json", "nl", "something more", instead('"position": 1,', '"position": 1, "priority": 1,'), "er staat iets dat er niet hoort, ‘priority’"),
    ("contacts.json", "nl", "another vocabulary", instead("https://schema.org", "https://elders.example"), "het woordenboek: er staat"),
    ("contacts.json", "nl", "a name twice", instead('"position": 1,', '"position": 1, "position": 1,'), "beschadigd"),
    ("contacts.json", "de", "the draft mark left out", instead("CONCEPT – ", ""), "het merk CONCEPT: er staat"),
    ("contacts.json", "nl", "another language", instead('"inLanguage": "nl"', '"inLanguage": "en"'), "de taal: er staat ‘en’"),
)  # fmt: skip


@pytest.mark.parametrize(
    "fault", in_part(FAULTS, one_in=3), ids=lambda fault: f"{fault[0]}-{fault[2]}"
)
def test_a_fault_is_found_and_named(
    fault: tuple[str, str, str, Change, str], judged: Judged
) -> None:
    name, language, _, change, said = fault
    found = judged(change(made(name, TOWN, language)), name, TOWN, language)
    assert any(re.search(said, one.what) for one in found), found
    assert BUG not in {one.kind for one in found}


def test_there_are_ten_of_each_file() -> None:
    for name in CONTACTS.file_names:
        assert sum(fault[0] == name for fault in FAULTS) >= 10


@pytest.mark.parametrize("name", CONTACTS.file_names)
def test_another_document_is_one_finding(name: str, judged: Judged) -> None:
    other = made(name, TOWN, "ar")
    (found,) = judged(other, name, "voorbeeld-school", "uk")
    assert found.kind == "other"


JUNK = {
    "nothing": b"",
    "zero bytes": b"\0" * 1000,
    "another encoding": "BEGIN:VCARD\r\nFN:caf\u00e9\r\nEND:VCARD\r\n".encode("latin-1"),
    "a long line": b"BEGIN:VCARD\r\nVERSION:4.0\r\nNOTE:" + b"x" * 290_000 + b"\r\nEND:VCARD\r\n",
    "more than we make": b" " * 1_000_000,
    "a card in a card": b"BEGIN:VCARD\r\n" * 5_000,
    "many cards": b"BEGIN:VCARD\r\nFN:a\r\nEND:VCARD\r\n" * 201,
    "nested lists": b"[" * 100_000,
    "nested objects": b'{"a":' * 100_000,
    "lists in a list": b'{"itemListElement": ' + b"[" * 900 + b"]" * 900 + b"}",
    "no list": b"[]",
    "a number": b"1e999999",
    "no number": b'{"itemListElement": [NaN]}',
    "texts in the list": b'{"itemListElement": ["a", 1, null]}',
    "a long cell": b'\xef\xbb\xbf"' + b"x" * 200_000 + b'"\r\n',
    "an open quote": b'\xef\xbb\xbf"a";"b',
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
}


@pytest.mark.parametrize("name", CONTACTS.file_names)
@pytest.mark.parametrize("junk", JUNK)
def test_whatever_stands_there_is_judged(junk: str, name: str, judged: Judged) -> None:
    found = judged(JUNK[junk], name)
    assert found
    assert {one.kind for one in found} <= {UNREADABLE_FILE, "other"}, found


@pytest.mark.parametrize("name", CONTACTS.file_names)
@pytest.mark.parametrize("percent", in_part(range(5, 100, 10), one_in=4))
def test_half_a_file_is_judged(percent: int, name: str, judged: Judged) -> None:
    data = made(name, TOWN, "nl")
    found = judged(data[: len(data) * percent // 100], name)
    assert found
    assert BUG not in {one.kind for one in found}
