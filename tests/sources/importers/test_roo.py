"""The register as it is: misspelt, in other versions, with what belongs to others, and hostile."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.sources.roo_export import NAMESPACE, SAMPLE, everyone, export, organisation, rows
from wegwijs.sources.importers.roo import Export, Municipality, Remark, RemarkKind, read_roo
from wegwijs.sources.values import Phone

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[3]


def read(folder: Path, content: str | bytes, today: date = TODAY) -> Export:
    file = folder / "export.xml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roo(file, today)


def one(folder: Path, *organisations: str) -> Municipality:
    (found,) = read(folder, export(organisations)).municipalities
    return found


def test_the_sample() -> None:
    found = read_roo(SAMPLE, TODAY)
    assert found.day == date(2026, 5, 16)
    assert [(m.id, m.name, m.code) for m in found.municipalities] == [
        ("s-hertogenbosch", "'s-Hertogenbosch", "GM0796"),
        ("den-haag", "Den Haag", "GM0518"),
        ("nuenen-gerwen-en-nederwetten", "Nuenen, Gerwen en Nederwetten", "GM0820"),
        ("sudwest-fryslan", "Súdwest-Fryslân", "GM1900"),
        ("bergen-nh", "Bergen (NH.)", "GM0373"),
        ("bergen-l", "Bergen (L.)", "GM0893"),
    ]
    bergen = found.municipalities[-1]
    assert (bergen.phone, bergen.email, bergen.web) == (
        "(0485) 34 83 83",
        "info@bergen.nl",
        "https://www.bergen.nl",
    )
    assert found.municipalities[1].email is None
    assert Remark(RemarkKind.MISSING, "Den Haag", "geen e-mail") in found.findings
    assert Remark(RemarkKind.SKIPPED, "Aalburg", "opgeheven per 01-01-2019") in found.findings


def test_before_it_ended_a_municipality_is_there_with_its_site_refused(tmp_path: Path) -> None:
    found = read_roo(SAMPLE, date(2018, 12, 31))
    aalburg = found.municipalities[-1]
    assert (aalburg.name, aalburg.web) == ("Aalburg", None)
    assert (
        Remark(RemarkKind.REFUSED, "Aalburg", "website 'www.aalburg.nl' klopt niet")
        in found.findings
    )


def test_all_342(tmp_path: Path) -> None:
    found = read(tmp_path, everyone())
    assert len(found.municipalities) == len({m.id for m in found.municipalities}) == 342
    assert [m.code for m in found.municipalities] == [row["code"] for row in rows()]
    by_name = {m.name: m for m in found.municipalities}
    assert all(m.phone and Phone.parse(m.phone).display == m.phone for m in by_name.values())
    mended = {f.name: f.message for f in found.findings if f.kind is RemarkKind.MENDED}
    assert {name: text for name, text in mended.items() if "telefoonnummer" in text} == {
        "Ommen": "telefoonnummer 0140529 -> 14 0529",
        "Utrecht": "telefoonnummer (014) 030 -> 14 030",
        "Den Helder": "telefoonnummer 0140223 -> 14 0223",
        "Dongen": "telefoonnummer 0140162 -> 14 0162",
        "Alphen-Chaam": "telefoonnummer (014) 013 -> 14 013",
        "Neder-Betuwe": "telefoonnummer 0140488 -> 14 0488",
    }
    typed = {row["code"]: row for row in rows()}
    for m in found.municipalities:
        assert m.name in mended or m.phone == typed[m.code]["telefoon_algemeen"]
        assert (m.email or "") == typed[m.code]["email_algemeen"]
        assert m.web == typed[m.code]["website"].replace("gemeenteAltena", "gemeentealtena")
    missing = [f.name for f in found.findings if f.kind is RemarkKind.MISSING]
    assert len(missing) == sum(not row["email_algemeen"] for row in rows()) == 20
    assert not [f for f in found.findings if f.kind in (RemarkKind.REFUSED, RemarkKind.SKIPPED)]


@pytest.mark.parametrize(
    "typed", ["14030", "(014) 030", "014030", "014-030", "+31 14 030", "14 030"]
)
def test_a_14_number_is_printed_as_such(tmp_path: Path, typed: str) -> None:
    assert one(tmp_path, organisation(phone=typed)).phone == "14 030"


@pytest.mark.parametrize(
    "typed", ["(0492) 32 68 00", "(0800) 18 09", "(0900) 18 52", "030-286 10 00"]
)
def test_other_numbers_stay_as_written(tmp_path: Path, typed: str) -> None:
    assert one(tmp_path, organisation(phone=typed)).phone == typed


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("302861000", "030 286 10 00"),
        ("31302861000", "030 286 10 00"),
        ("+31 030 286 10 00", "030 286 10 00"),
        ("+31 88 286 10 00", "088 286 10 00"),
        ("+31 900 1852", "0900-1852"),
        ("030 – 286 10 00", "030-286 10 00"),
        ("030.286.10.00", "030 286 10 00"),
    ],
)
def test_a_number_that_nobody_can_dial_so_is_mended_and_said(
    tmp_path: Path, typed: str, taken: str
) -> None:
    found = read(tmp_path, export([organisation(phone=typed)]))
    assert found.municipalities[0].phone == taken
    (told,) = found.findings
    shown = " ".join(typed.split())
    assert told == Remark(RemarkKind.MENDED, "Utrecht", f"telefoonnummer {shown} -> {taken}")


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("https://www.utrecht.nl/contact).", "https://www.utrecht.nl/contact"),
        ("https://www.utrecht.nl/?a=1&amp;b=2", "https://www.utrecht.nl/?a=1&b=2"),
        ("https://www.utrecht.nl/100%", "https://www.utrecht.nl/100%25"),
        ("HTTPS://WWW.Utrecht.nl/Contact", "https://www.utrecht.nl/Contact"),
    ],
)
def test_what_was_copied_with_a_site_is_mended_and_said(
    tmp_path: Path, typed: str, taken: str
) -> None:
    found = read(tmp_path, export([organisation(web=typed)]))
    assert found.municipalities[0].web == taken
    assert found.findings == (Remark(RemarkKind.MENDED, "Utrecht", f"website {typed} -> {taken}"),)


def test_a_site_and_a_mail_address_with_other_letters_stay_as_written(tmp_path: Path) -> None:
    site, mail = "https://www.s\u00fadwestfrysl\u00e2n.nl", "info@s\u00fadwestfrysl\u00e2n.nl"
    found = read(tmp_path, export([organisation(web=site, email=mail)]))
    (utrecht,) = found.municipalities
    assert (utrecht.web, utrecht.email, found.findings) == (site, mail, ())


@pytest.mark.parametrize(
    "typed",
    ["zie website", "0140", "14 30", "14 099", "112", "911", "030 28", "14 030 of 030-2861000"],
)
def test_a_number_that_is_none_is_refused_and_said(tmp_path: Path, typed: str) -> None:
    found = read(tmp_path, export([organisation(phone=typed)]))
    assert found.municipalities[0].phone is None
    kinds = [f.kind for f in found.findings]
    assert kinds == [RemarkKind.REFUSED, RemarkKind.MISSING]
    assert typed in found.findings[0].message


def test_a_site_without_https_is_not_made_up(tmp_path: Path) -> None:
    found = read(tmp_path, export([organisation(web="http://www.utrecht.nl")]))
    assert found.municipalities[0].web is None
    assert "(geen https)" in found.findings[0].message


def test_only_what_is_labelled_general_and_stands_directly_under_the_municipality(
    tmp_path: Path,
) -> None:
    loket = "<p:contact><p:telefoonnummers><p:telefoonnummer><p:nummer>030-286 10 00</p:nummer>{}</p:telefoonnummer></p:telefoonnummers></p:contact>"
    label = "<p:label>algemeen</p:label>"
    others = (
        loket.format("<p:label>Omgevingsloket</p:label>")
        + loket.format("")
        + f"<p:functies><p:functie><p:naam>Burgemeester</p:naam>{loket.format(label)}</p:functie></p:functies>"
        + f"<p:organisaties>{organisation('Gemeente Elders', phone='14 020')}</p:organisaties>"
        + "<p:adressen><p:adres><p:type>Gemeente</p:type><p:straat>Spui</p:straat><p:plaats>X</p:plaats></p:adres></p:adressen>"
    )
    found = read(tmp_path, export([organisation(phone="", more=others)]))
    (utrecht,) = found.municipalities
    assert (utrecht.name, utrecht.phone) == ("Utrecht", None)
    assert found.findings == (
        Remark(RemarkKind.MISSING, "Utrecht", "geen telefoonnummer (wel: Omgevingsloket)"),
    )


def test_other_kinds_are_passed_by(tmp_path: Path) -> None:
    address = "<p:adressen><p:adres><p:type>Gemeente</p:type></p:adres></p:adressen>"
    province = organisation("Provincie Utrecht", kind="Provincie", more=address)
    assert one(tmp_path, province, organisation()).name == "Utrecht"


@pytest.mark.parametrize(
    ("more", "there"),
    [
        ("<p:eindDatum>2026-11-22</p:eindDatum>", False),
        ("<p:eindDatum>2026-11-23</p:eindDatum>", False),
        ("<p:eindDatum>2026-11-24+01:00</p:eindDatum>", True),
        ("<p:eindDatum></p:eindDatum>", True),
        ("<p:eindDatum>ooit</p:eindDatum>", False),
        ("<p:startDatum>2027-01-01</p:startDatum>", False),
        ("<p:startDatum>2026-01-01</p:startDatum>", True),
        ("<p:functies><p:functie><p:eindDatum>2019-01-01</p:eindDatum></p:functie></p:functies>", True),
    ],
)  # fmt: skip
def test_who_exists_today(tmp_path: Path, more: str, there: bool) -> None:
    found = read(tmp_path, export([organisation(more=more)]))
    assert bool(found.municipalities) is there
    assert bool(found.findings) is not there


def test_names_that_are_alike_get_their_code(tmp_path: Path) -> None:
    text = export(
        [
            organisation("Gemeente Bergen (L)", "GM0893"),
            organisation("Gemeente Beek", "GM0888"),
            organisation("Gemeente Béék", "GM0001"),
            organisation("Gemeente Con", "GM0002"),
            organisation("Gemeente COM1", "GM0003"),
            organisation("Gemeente Beek", "GM0888", "14 046"),
        ]
    )
    found = read(tmp_path, text)
    ids = [m.id for m in found.municipalities]
    assert ids == ["bergen-l", "beek-gm0888", "beek-gm0001", "gemeente-con", "gemeente-com1"]
    assert [f.message for f in found.findings if f.kind is RemarkKind.SKIPPED] == [
        "GM0888 staat er nog eens (regel 9)"
    ]


@pytest.mark.parametrize("name", ["", "Gemeente ", "Gemeente \u202eabc", "Gemeente " + "x" * 200])
def test_a_name_that_cannot_be_printed_is_refused(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, export([organisation(name)]))
    assert not found.municipalities
    (finding,) = found.findings
    assert finding.kind is RemarkKind.REFUSED
    assert "\u202e" not in str(finding)


@pytest.mark.parametrize(
    "text",
    [
        export([organisation()], namespace=NAMESPACE.replace("2.6.13", "9.9")),
        export([organisation()]).replace("p:", ""),
        export([organisation()]).replace("p:", "oo:").replace("xmlns:oo", "xmlns:oo"),
        export([organisation().replace("<p:organisatie ", '<p:organisatie xmlns:p="urn:2" ')]),
        export([organisation()]).replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        "\ufeff" + export([organisation()]),
        export([organisation()]).replace("UTF-8", "UTF-16").encode("utf-16"),
    ],
    ids=["newer", "no-namespace", "other-prefix", "two-versions", "latin-1", "bom", "utf-16"],
)
def test_the_namespace_and_the_encoding_may_differ(tmp_path: Path, text: str | bytes) -> None:
    (utrecht,) = read(tmp_path, text).municipalities
    assert (utrecht.name, utrecht.phone) == ("Utrecht", "14 030")


def test_a_long_text_that_is_not_ours_is_passed_by(tmp_path: Path) -> None:
    more = f"<p:raad>{'x' * 1_000_000}</p:raad>"
    assert one(tmp_path, organisation(more=more)).name == "Utrecht"


@pytest.mark.more
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory as Linux counts it")
def test_40_mb_pass_in_little_memory(tmp_path: Path) -> None:
    body = SAMPLE.read_text(encoding="utf-8")
    start = body.index("    <p:organisatie ")
    end = body.index("  </p:organisaties>\n</p:")
    other = body[start:end].replace(">Gemeente<", ">Gemeenschappelijke regeling<")
    file = tmp_path / "big.xml"
    with file.open("w", encoding="utf-8") as out:
        out.write(body[:start])
        for _ in range(40_000_000 // len(other.encode())):
            out.write(other)
        out.write(body[start:])
    assert file.stat().st_size > 39_000_000
    program = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from wegwijs.sources.importers.roo import read_roo\n"
        "print(len(read_roo(Path(sys.argv[1]), date(2026, 11, 23)).municipalities))\n"
        "status = Path('/proc/self/status').read_text()\n"  # getrusage counts the parent too
        "print(status.partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", program, file], cwd=ROOT, capture_output=True, check=True, text=True)  # fmt: skip
    count, peak = map(int, done.stdout.split())
    assert count == 6
    assert peak < 100 * 1024
